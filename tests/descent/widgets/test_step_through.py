"""step_through: points lie where arithmetic says; arrow and tangent belong to their step."""

import numpy as np
import pytest
from widgets_learners import SGD, Momentum

from descent.widgets.scene import Arrows, Line
from descent.widgets.step_through import step_through


class SignStep(SGD):
    def update(self, params, grads):
        params["x"] -= self.lr * np.sign(grads["x"])


def path(figure, panel=1):
    line = next(mark for mark in figure.scene().panels[panel].marks
                if isinstance(mark, Line) and mark.kind == "path")
    return np.transpose([line.x, line.y])


def arrows(figure):
    return [mark for mark in figure.scene().panels[0].marks if isinstance(mark, Arrows)]


def test_a_fixed_step_walks_the_sum_of_its_steps_and_then_jumps():
    figure = step_through(SignStep)
    assert path(figure)[:, 1].tolist() == [-3.5, -2.75, -2, -1.25, -0.5] + [0.25, -0.5] * 4
    assert figure.scene().status == (
        "SignStep, η = 0.75: after 12 steps x = −0.5 and f = 0.125. It travelled 9 and got 3 away "
        "from its start. In the end it jumps between −0.5 and 0.25.")


def test_a_fixed_step_that_meets_the_minimum_rests_there():
    figure = step_through(SignStep)
    figure.set(x0=-3, lr=0.75)
    assert figure.scene().status.endswith("got 3 away from its start. In the end it rests.")


def test_gradient_descent_multiplies_by_the_same_factor_at_each_step():
    figure = step_through(SGD, curvature=0.5)
    figure.set(lr=1.0, x0=4)
    assert np.allclose(path(figure)[:, 1], 4 * 0.5 ** np.arange(13))


def test_the_points_lie_on_the_curve():
    x, height = path(step_through(SGD, curvature=0.5), panel=0).T
    assert np.allclose(height, x**2 / 4)


def test_each_arrow_joins_two_points_and_each_tangent_has_the_slope_at_its_tail():
    figure = step_through(Momentum, curvature=2.0, lr=0.1)
    points = path(figure, panel=0)
    tangents, steps = arrows(figure)
    assert np.allclose(steps.tails, points[:-1]) and np.allclose(steps.tips, points[1:])
    way = tangents.tips - tangents.tails
    assert np.allclose(way[:, 1] / way[:, 0], 2 * points[:-1, 0])  # f' = 2 x
    assert (way[:, 1] < 0).all()
    assert np.allclose(points[:-1], tangents.tails + way / 3)


def test_what_is_said_of_a_step_adds_up():
    _, numbers = vars(step_through(SGD, lr=0.5).scene().steps).values()
    assert np.allclose(numbers[1], [-3.5, -3.5, 1.75, -1.75])
    assert np.allclose(numbers[1:, 0] + numbers[1:, 2], numbers[1:, 3])


def test_a_path_that_runs_away_is_called_so_and_leaves_the_picture():
    figure = step_through(SGD, n_steps=60, lr_range=(0.1, 4.0))
    figure.set(lr=4.0)  # factor −3
    assert figure.scene().status == "SGD, η = 4 runs away: after 60 steps it is far outside."
    assert np.isnan(path(figure)[-1, 1])


def test_a_class_without_a_learning_rate_has_no_slider_for_it():
    class Halve:
        def update(self, params, grads):
            params["x"] = params["x"] * 0.5

    figure = step_through(Halve)
    assert [control.name for control in figure._controls] == ["x0"]
    assert np.allclose(path(figure)[:, 1], -3.5 * 0.5 ** np.arange(13))


def test_a_hyper_parameter_can_be_fixed_and_an_unknown_one_is_refused():
    assert np.allclose(path(step_through(Momentum, momentum=0.0))[:, 1],
                       path(step_through(SGD))[:, 1])
    with pytest.raises(ValueError, match="step_through got 'momentum'.* of SGD"):
        step_through(SGD, momentum=0.9)

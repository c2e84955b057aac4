"""factors: the path is the learner's own, the factors are those of the closed form."""

import numpy as np
import pytest
from widgets_learners import SGD, Adam, Momentum

from descent.widgets.factors import factors
from descent.widgets.scene import Line, Points


def paths(figure):
    return [np.transpose([mark.x, mark.y]) for mark in figure.scene().panels[0].marks
            if isinstance(mark, Line) and mark.kind == "path"]


def heights(figure):
    return [mark.y[0] for mark in figure.scene().panels[1].marks if isinstance(mark, Points)]


def status(lr, condition=20, make=SGD):
    figure = factors(make)
    figure.set(lr=lr, condition=condition)
    return figure.scene().status


def test_the_path_is_the_power_of_the_factors():
    figure = factors(SGD)
    (path,) = paths(figure)
    assert np.allclose(path, np.array([-7, 2]) * np.array([0.905, -0.9]) ** np.arange(31)[:, None])
    assert np.allclose(heights(figure), [0.905, -0.9])


@pytest.mark.parametrize("condition", [1, 10, 100])
def test_the_factors_are_the_eigenvalues_of_one_step(condition):
    figure = factors(SGD)
    figure.set(lr=0.75, condition=condition)
    step = np.eye(2) - 0.75 * np.diag([2 / condition, 2])
    assert np.allclose(sorted(heights(figure)), np.linalg.eigvalsh(step))


def test_the_lines_go_through_the_marked_factors():
    marks = factors(SGD).scene().panels[1].marks
    lines = [mark for mark in marks if isinstance(mark, Line) and mark.label]
    assert [line.label for line in lines] == ["x: 1 − 0.1 η", "y: 1 − 2 η"]
    assert np.allclose([np.interp(0.95, line.x, line.y) for line in lines], [0.905, -0.9])


@pytest.mark.parametrize("lr, said", [
    (0.0, "x by 1 (it stands still) and y by 1 (it stands still). The larger in size, 1, is not"),
    (0.4, "y by 0.2 (it comes in from one side). The larger in size, 0.96, is the convergence"),
    (0.5, "y by 0 (it arrives in one step)."),
    (0.95, "y by −0.9 (it zigzags inwards). The larger in size, 0.905, is the convergence rate"),
    (1.0, "y by −1 (it jumps to and fro for ever). The larger in size, 1, is not below 1"),
    (1.1, "y by −1.2 (it zigzags outwards). The larger in size, 1.2, is not below 1"),
])
def test_each_regime_is_called_by_its_name(lr, said):
    assert said in status(lr)


def test_another_rule_is_said_to_leave_the_predicted_path_which_is_drawn_then():
    figure = factors(Momentum)
    own, predicted = paths(figure)
    # Momentum's first step is that of gradient descent, its second no longer.
    assert np.allclose(own[:2], predicted[:2]) and not np.allclose(own[2], predicted[2])
    assert "The path of Momentum leaves the predicted one at step 2." in figure.scene().status
    assert "Adam leaves the predicted one at step 1." in status(0.95, make=Adam)
    assert "leaves" not in factors(Momentum, momentum=0.0).scene().status


def test_the_start_point_can_be_dragged():
    figure = factors(SGD)
    figure.set(x0=4, y0=-2)
    assert paths(figure)[0][0].tolist() == [4, -2]


def test_it_stays_hidden_until_the_learner_has_predicted():
    figure = factors(SGD, prediction=None)
    assert figure.locked and not figure.scenes
    figure.unlock()
    assert not figure.locked and figure.scenes
    assert not factors(SGD, prediction="b").locked


def test_a_class_without_a_learning_rate_is_refused():
    class Halve:
        def update(self, params, grads):
            params["x"] = params["x"] * 0.5

    with pytest.raises(ValueError, match="factors got 'lr', which the constructor of Halve"):
        factors(Halve)

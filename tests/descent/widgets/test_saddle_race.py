"""saddle_race: when each leaves is counted on closed forms, and the predicted time is theory's."""

import math

import numpy as np
import pytest
from widgets_learners import SGD, AdaGrad, Adam, Momentum, NesterovLookahead

from descent.surfaces import PLATEAU, SADDLE
from descent.widgets.saddle_race import escape_time, leaves, plain_rate, saddle_race
from descent.widgets.scene import Line, Points
from descent.widgets.trace import trace


def marks(figure, kind, panel=0):
    return [mark for mark in figure.scene().panels[panel].marks if isinstance(mark, kind)]


def test_gradient_descent_goes_as_its_two_factors_say_and_leaves_when_predicted():
    figure = saddle_race(SGD)
    k = np.arange(27)
    (path,) = [mark for mark in marks(figure, Line) if mark.kind == "path"]
    assert np.allclose(path.x[:27], -5 * 0.8**k) and np.allclose(path.y[:27], 0.01 * 1.2**k)
    time = math.log(100) / math.log(1.2)
    assert figure.scene().status.startswith(
        f"Left the saddle (|y| > 1): SGD at step {math.ceil(time)} (predicted {time:.1f}).")
    (guide,) = [mark for mark in marks(figure, Line, 1) if mark.kind == "guide"]
    assert np.allclose(guide.x, time)


@pytest.mark.parametrize("lr", [0.02, 0.1, 0.4])
@pytest.mark.parametrize("y0", [1e-6, 0.01, 0.9])
def test_the_predicted_time_is_the_one_after_which_the_closed_form_has_left(lr, y0):
    time = escape_time(lr, y0)
    assert y0 * (1 + 2 * lr) ** math.floor(time) <= 1 < y0 * (1 + 2 * lr) ** (math.floor(time) + 1)


def test_from_the_ridge_itself_gradient_descent_never_leaves():
    figure = saddle_race(SGD)
    figure.set(y0=0.0)
    assert "SGD not in 60 steps (predicted: never, y = 0 stays 0)" in figure.scene().status
    assert not [mark for mark in marks(figure, Line, 1) if mark.kind == "guide"]


def test_from_outside_it_has_left_at_once():
    figure = saddle_race(SGD)
    figure.set(y0=-3.5)
    assert "SGD at step 0 (predicted 0.0)" in figure.scene().status


def test_the_gradients_length_is_drawn_with_a_mark_where_it_has_left():
    figure = saddle_race(SGD)
    (curve,) = [mark for mark in marks(figure, Line, 1) if mark.kind == "curve"]
    k = np.arange(61)
    assert np.allclose(curve.y, 2 * np.hypot(5 * 0.8**k, 0.01 * 1.2**k))
    (left,) = marks(figure, Points, 1)
    assert (left.x[0], left.y[0]) == (26, pytest.approx(curve.y[26]))
    steps = figure.scene().steps
    assert steps.template == "Step {t}: |∇f|: SGD {0}."
    assert np.allclose(steps.numbers[:, 0], curve.y)


@pytest.mark.parametrize("make", [NesterovLookahead, Momentum])
def test_the_gradients_length_is_taken_on_the_path_wherever_the_class_asked(make):
    figure = saddle_race(make)
    path = trace(make(0.1), SADDLE, (-5, 0.01), 60).path
    (curve,) = [mark for mark in marks(figure, Line, 1) if mark.kind == "curve"]
    assert np.allclose(curve.y, 2 * np.hypot(*path.T))


def test_adams_first_steps_have_the_length_of_its_rate():
    figure = saddle_race(SGD, Adam)
    path = [mark for mark in marks(figure, Line) if mark.label == "Adam"][0]
    assert path.y[1] - path.y[0] == pytest.approx(0.1, rel=1e-4)
    assert "Adam at step 11" in figure.scene().status  # not much more than (1 - 0.01)/0.1


@pytest.mark.parametrize("make, rate", [(SGD, 0.1), (Momentum, None), (NesterovLookahead, None),
                                        (AdaGrad, None), (Adam, None)])
def test_plain_gradient_descent_is_told_by_its_steps(make, rate):
    found = plain_rate(trace(make(lr=0.1), SADDLE, (-5, 0.01), 20))
    assert found == (rate if rate is None else pytest.approx(rate))


def test_momentum_without_momentum_is_gradient_descent():
    assert plain_rate(trace(Momentum(0.1, 0.0), SADDLE, (-5, 0.01), 20)) == pytest.approx(0.1)


def test_on_the_plain_the_well_is_reached_where_f_is_below_one_half():
    figure = saddle_race(SGD, Momentum, surface="plateau")
    path = trace(Momentum(0.1), PLATEAU, (-5, 0.01), 60).path
    f = 1 - np.exp(-(path[:, 0]**2 / 8 + path[:, 1]**2 / 2))
    step = int(np.flatnonzero(f < 0.5)[0])
    assert leaves("plateau", path) == step
    assert f"Reached the well (f < 1/2): SGD not in 60 steps, Momentum at step {step}." in (
        figure.scene().status)


def test_the_smallest_eigenvalues_at_the_ends_are_those_of_finite_differences():
    status = saddle_race(SGD, Momentum, surface="plateau").scene().status
    for make in (SGD, Momentum):
        end = trace(make(0.1), PLATEAU, (-5, 0.01), 60).path[-1]
        hessian = np.array([(PLATEAU.grad(end + step) - PLATEAU.grad(end - step)) / 2e-5
                            for step in 1e-5 * np.eye(2)])
        value = f"{np.linalg.eigvalsh(hessian)[0]:.3g}".replace("-", "−")
        assert f"{make.__name__} {value}" in status
    assert "where they end is −2." in saddle_race(SGD, Adam).scene().status


def test_no_number_is_said_and_the_others_are_still_compared():
    class Breaks(SGD):
        def update(self, params, grads):
            params["x"] = params["x"] * np.nan

    for surface in ("saddle", "plateau"):
        status = saddle_race(SGD, Breaks, surface=surface).scene().status
        assert "Breaks: from step 1 on the path is no number any more." in status
        assert "Breaks not in 60 steps" in status


def test_what_does_not_fit_is_refused_at_once():
    with pytest.raises(ValueError, match="surface='bowl': give one of 'saddle', 'plateau'"):
        saddle_race(SGD, surface="bowl")
    with pytest.raises(TypeError, match="give optimizer classes, like saddle_race"):
        saddle_race()


def test_the_figure_waits_for_the_prediction_and_keeps_the_height_alive_without_a_kernel():
    assert saddle_race(SGD, prediction=None).locked
    figure = saddle_race(SGD)
    assert figure._controls[figure.plan["table"]].name == "y0"

"""regret_race: Reddi, Kale and Kumar's example goes as their theorem says."""

import numpy as np
import pytest
from widgets_learners import SGD, AdaGrad, Adam, AMSGrad, Momentum

from descent.widgets.regret_race import compete, regret, regret_race, slopes
from descent.widgets.scene import Line


class Stays:
    def __init__(self, lr=0.1):
        self.lr = lr

    def update(self, params, grads):
        pass


def lines(figure, panel):
    return {mark.label: mark for mark in figure.scene().panels[panel].marks
            if isinstance(mark, Line)}


def test_three_functions_in_a_row_slope_down_to_minus_one():
    assert slopes(3.0, 7).tolist() == [3, -1, -1, 3, -1, -1, 3]


@pytest.mark.parametrize("c", [2.1, 3.0, 10.0])
def test_adam_goes_to_the_worst_point_and_its_regret_does_not_vanish(c):
    path, lowered = compete(Adam, c, 0.3, 3000)
    assert lowered and (path[100:] > 0.9).all()
    assert regret(path, c)[-1] > 0.9 * 2 * (c - 2) / 3


@pytest.mark.parametrize("make", [AMSGrad, SGD])
def test_amsgrad_and_gradient_descent_go_to_the_best_point(make):
    path, _ = compete(make, 3.0, 0.3, 3000)
    assert path[-1] < -0.95
    assert regret(path, 3.0)[-1] < 0.1


def test_gradient_descent_takes_its_lowered_rate_and_is_moved_back_into_the_interval():
    path, _ = compete(SGD, 3.0, 0.5, 5)
    # -1.5 is cut to -1; then two steps back by 0.5/√t, and again.
    back = -1 + 0.5 / np.sqrt(2)
    assert np.allclose(path[:4], [0, -1, back, back + 0.5 / np.sqrt(3)])
    assert path[4] == pytest.approx(max(-1, path[3] - 1.5 / 2))


def test_a_rate_that_cannot_be_lowered_stays_and_is_said_to():
    class Own(Stays):
        def __init__(self, lr=0.1):
            self.eta = lr

        def update(self, params, grads):
            params["x"] -= self.eta * grads["x"]

    path, lowered = compete(Own, 3.0, 0.1, 3)
    assert not lowered and np.allclose(path, [0, -0.3, -0.2, -0.1])
    assert "Its rate stays η: Own keeps none" in regret_race(Own).scene().status


def test_the_regret_of_a_point_that_stays_is_known():
    for x in (-1.0, 0.0, 1.0):  # the best costs -(C - 2)/3 a step
        assert regret(np.full(301, x), 4.0)[-1] == pytest.approx((x + 1) * 2 / 3)
    assert "Stays ends at x = 0 with an average regret of 0.3333." in (
        regret_race(Stays).scene().status)


def test_the_best_point_is_that_of_the_functions_seen_so_far():
    path = np.array([0.5, 0.5, -0.5, 0.0])
    f = slopes(3.0, 3)[:, None] * np.linspace(-1, 1, 201)
    costs = np.cumsum(slopes(3.0, 3) * path[:-1])
    best = np.cumsum(f, axis=0).min(axis=1)
    assert np.allclose(regret(path, 3.0), (costs - best) / [1, 2, 3])


def test_the_figure_shows_both_ends_and_what_they_cost():
    figure = regret_race(Adam, AMSGrad)
    assert "Adam ends at x = 1 with" in figure.scene().status
    places, regrets = lines(figure, 0), lines(figure, 1)
    assert places["Adam"].y[-1] == 1 and places["AMSGrad"].y[-1] < -0.97
    assert set(places["Adam"].x % 3) == {0.0}
    (worst,) = [line for line in regrets.values() if line.kind == "guide"]
    assert np.allclose(worst.y, 2 / 3)


def test_a_class_gets_the_papers_betas_if_it_takes_them():
    taken = []

    class Notes(Adam):
        def __init__(self, lr, beta1, beta2):
            taken.append((beta1, beta2))
            super().__init__(lr, beta1, beta2)

    compete(Notes, 3.0, 0.1, 3)
    compete(Momentum, 3.0, 0.1, 3)
    assert taken == [(0.0, 0.1)]


def test_no_number_and_what_breaks_the_contract_are_said():
    class Breaks(Stays):
        def update(self, params, grads):
            params["x"] = params["x"] * np.nan

    assert "from step 1 on the path is no number" in regret_race(Breaks).scene().status

    class Loses(Stays):
        calls = 0

        def update(self, params, grads):
            self.calls += 1
            if self.calls == 20:
                del params["x"]

    assert "gone after update" in regret_race(Loses).scene().error


def test_what_does_not_fit_is_refused_at_once():
    with pytest.raises(ValueError, match="c=2: give more than 2"):
        regret_race(Adam, c=2.0)
    with pytest.raises(TypeError, match="give optimizer classes, like regret_race"):
        regret_race(Adam())


def test_the_figure_waits_for_the_prediction():
    assert regret_race(AdaGrad, prediction=None).locked

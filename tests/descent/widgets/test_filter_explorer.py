"""The moving average: its curve, weights and window against sums; odd functions."""

import numpy as np
import pytest

from descent.widgets.filter_explorer import AGES, LAST, SEQUENCES, filter_explorer
from descent.widgets.picture import png


def ema(prev, x, rho):
    return rho * prev + (1 - rho) * x


def scene(function=ema, **settings):
    return filter_explorer(function, **settings).scene()


def mark(shown, panel, label):
    return next(mark for mark in shown.panels[panel].marks if mark.label.startswith(label))


def weighted_sums(g, rho):
    """Sum (1 - rho) rho^(t - i) g_i over i <= t, as a matrix."""
    age = np.subtract.outer(np.arange(LAST), np.arange(LAST))
    return np.where(age >= 0, (1 - rho) * rho ** np.maximum(age, 0.0), 0.0) @ g


@pytest.mark.parametrize("sequence", SEQUENCES)
@pytest.mark.parametrize("rho", [0.0, 0.5, 0.9, 0.99])
def test_the_curve_is_the_weighted_sum_and_its_correction_divides_by_the_weights(sequence, rho):
    shown, g = scene(rho=rho, sequence=sequence), SEQUENCES[sequence]()
    expected = weighted_sums(g, rho)
    total = weighted_sums(np.ones(LAST), rho)
    np.testing.assert_allclose(mark(shown, 0, "your average").y, expected, rtol=0, atol=1e-12)
    np.testing.assert_allclose(mark(shown, 0, "average /").y, expected / total, rtol=1e-9,
                               atol=1e-12)


@pytest.mark.parametrize("rho, t", [(0.0, 1), (0.9, 7), (0.98, 120)])
def test_the_bars_are_the_weights_and_turn_grey_where_they_fall_on_the_start(rho, t):
    shown = scene(rho=rho, t=t)
    used, lost = mark(shown, 1, "weight of a"), mark(shown, 1, "weight of the zero")
    np.testing.assert_allclose(np.where(np.isnan(used.y), lost.y, used.y),
                               (1 - rho) * rho ** np.arange(float(AGES)), atol=1e-15)
    assert np.isfinite(used.y).sum() == min(t, AGES)
    np.testing.assert_array_equal(np.isnan(used.y), np.isfinite(lost.y))


def test_the_window_reaches_back_from_the_present_step():
    band = mark(scene(rho=0.9, t=60), 0, "window")
    np.testing.assert_allclose(band.x, [50.5, 60.5])
    np.testing.assert_allclose(mark(scene(rho=0.9, t=3), 0, "window").x, [0.5, 3.5])


def test_the_status_says_window_average_and_what_the_start_weighs():
    # A constant 1: the average is 1 - 0.9^10 = 0.6513, and 1 after the correction.
    status = scene(rho=0.9, t=10, sequence="constant").status
    assert "reaches 10 steps back" in status and "At step 10 the average is 0.6513" in status
    assert "the zero start has 0.3487" in status and status.endswith("it is 1.")


def test_a_function_that_gives_an_array_of_one_number_is_read():
    assert scene(lambda prev, x, rho: np.array(ema(prev, x, rho))).status == scene().status


@pytest.mark.parametrize("function, said", [
    (lambda prev, x, rho: None, "ema(0, 0.7, 0.95) gave None"),
    (lambda prev, x, rho: "much", "ema(0, 0.7, 0.95) gave a str"),
    (lambda prev, x, rho: [prev, x], "something of shape (2,)"),
    (lambda prev, x: x, "takes 2 positional arguments but 3 were given"),
    (lambda prev, x, rho: 1 / 0, "ZeroDivisionError"),
])
def test_what_gives_no_number_is_said_in_the_figure(function, said, monkeypatch):
    monkeypatch.setitem(SEQUENCES, "recorded", lambda: np.full(LAST, 0.7))
    assert said in scene(function).error


@pytest.mark.parametrize("function", [
    lambda prev, x, rho: float("nan"), lambda prev, x, rho: float("inf"),
    lambda prev, x, rho: 1e300 * (prev + 1)])
def test_an_average_that_is_no_number_is_said_and_drawn(function):
    shown = scene(function)
    assert "is no number any more" in shown.status and png(shown)


def test_a_stub_says_that_there_is_nothing_to_draw():
    def stub(prev, x, rho):
        raise NotImplementedError

    assert "nothing to draw yet" in scene(stub).error


def test_the_ends_of_every_control_can_be_drawn():
    figure = filter_explorer(ema)
    for i, control in enumerate(figure._controls):
        for end in (0, len(control.values) - 1):
            shown = figure.scene([*figure.at[:i], end, *figure.at[i + 1:]])
            assert not shown.error and png(shown)


def test_a_class_or_a_number_is_refused():
    for wrong in (0.9, int):
        with pytest.raises(TypeError, match="give the function itself"):
            filter_explorer(wrong)


def test_it_stays_hidden_until_the_learner_has_predicted():
    assert filter_explorer(ema, prediction=None).locked
    assert not filter_explorer(ema, prediction="a").locked

"""The drawn schedule: its loss against the exact mean, its floor, its handles; odd schedules."""

import math

import numpy as np
import pytest
from widgets_learners import SGD

from descent.widgets.picture import png
from descent.widgets.schedule_drawer import schedule_drawer


def cosine(t, lr0=0.8, T=200):
    return lr0 / 2 * (1 + math.cos(math.pi * t / T))


def curves(scene):
    return {mark.label: mark.y for mark in scene.panels[1].marks}


def expected_losses(rate, sigma):
    """Follow the mean and variance of x <- (1 - η) x - η ξ from 5."""
    mean, variance, found = 5.0, 0.0, [12.5]
    deviations = [0.0]
    for lr in rate:
        mean, variance = (1 - lr) * mean, (1 - lr)**2 * variance + lr**2 * sigma**2
        found.append((mean**2 + variance) / 2)
        # The variance of x²/2 of a normal x, over 200 runs.
        deviations.append(math.sqrt((variance**2 / 2 + mean**2 * variance) / 200))
    return np.array(found), np.array(deviations)


@pytest.mark.parametrize("sigma", [0.5, 2.0])
@pytest.mark.parametrize("schedule", [None, cosine, lambda t: 0.3, lambda t: t / 400])
def test_the_mean_loss_follows_the_exact_mean(schedule, sigma):
    figure = schedule_drawer(SGD, schedule, sigma=sigma)
    seen = curves(figure.scene())["mean loss of 200 runs"]
    rate = np.interp(np.arange(200), np.arange(11) * 20, [
        (schedule or (lambda t: 0.5 if t < 110 else 0.05))(20 * i) for i in range(11)])
    expected, deviations = expected_losses(rate, sigma)
    # Five standard deviations: 200 steps, 8 settings.
    assert (np.abs(seen - expected) <= 5 * deviations + 1e-12).all()


def test_the_floor_is_where_a_constant_rate_comes_to_rest():
    floor = curves(schedule_drawer(SGD, lambda t: 0.3).scene())["noise floor of the present η"]
    expected, _ = expected_losses([0.3] * 200, 1.0)
    np.testing.assert_allclose(floor, expected[-1], rtol=1e-12)


def test_the_points_start_at_the_schedule_and_each_has_a_handle():
    figure = schedule_drawer(SGD, cosine)
    (line,) = figure.scene().panels[0].marks
    np.testing.assert_allclose(line.y, [cosine(20 * i) for i in range(11)], atol=1e-15)
    assert [handle["x"] for handle in figure.plan["handles"]] == list(range(0, 201, 20))
    assert not any(control["shown"] for control in figure.plan["controls"][1:])


def test_a_moved_point_changes_the_loss_from_its_neighbour_on():
    figure = schedule_drawer(SGD, lambda t: 0.5)
    before = curves(figure.scene())["mean loss of 200 runs"]
    figure.set(rate6=0.1)
    after = curves(figure.scene())["mean loss of 200 runs"]
    np.testing.assert_array_equal(before[:101], after[:101])
    assert (before[102:140] != after[102:140]).all()


def test_the_status_names_rates_loss_and_floor():
    status = schedule_drawer(SGD).scene().status
    assert "η lies between 0.05 and 0.5" in status
    assert status.endswith("last η = 0.05 is 0.01282.")  # 0.05 / (2 * 1.95)
    assert "stays at 0.5" in schedule_drawer(SGD, lambda t: 0.5).scene().status
    assert schedule_drawer(SGD, lambda t: 0.0).scene().status.endswith("floor is 0.")


def test_a_rate_beyond_two_has_no_floor_and_a_loss_beyond_all_bounds():
    scene = schedule_drawer(SGD, lambda t: 2.5).scene()
    assert np.isnan(curves(scene)["noise floor of the present η"]).all()
    assert "beyond all bounds" in scene.status and png(scene)
    assert "none, as η is 2" in schedule_drawer(SGD, lambda t: 2.0).scene().status


@pytest.mark.parametrize("schedule, said", [
    (lambda t: None, "schedule(0) gave None"),
    (lambda t: [t, t], "something of shape (2,)"),
    (lambda t: 0.1 - t / 100, "schedule(20) gave −0.1: a learning rate is a number from 0 on"),
    (lambda t: float("nan"), "schedule(0) gave nan"),
    (lambda t: 1 / t, "ZeroDivisionError"),
])
def test_what_a_schedule_does_instead_of_a_rate_is_shown(schedule, said):
    assert said in schedule_drawer(SGD, schedule).scene().error


def test_a_schedule_that_is_a_stub_has_nothing_to_draw():
    def stub(t):
        raise NotImplementedError

    assert "nothing to draw yet" in schedule_drawer(SGD, stub).scene().error


def test_a_class_that_keeps_no_lr_is_told_to():
    class Hides:
        def __init__(self, lr):
            self.eta = lr

        def update(self, params, grads):
            params["x"] -= self.eta * grads["x"]

    assert "Hides keeps no lr" in schedule_drawer(Hides).scene().error

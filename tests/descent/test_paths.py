"""Paths against closed forms, and what follow refuses."""

import numpy as np
import pytest

from descent.paths import follow, surroundings, until_lost
from descent.surfaces import RAVINE, ROSENBROCK, SADDLE, bowl


class GradientDescent:
    """Changes the array in place."""

    def __init__(self, lr=0.1):
        self.lr = lr

    def update(self, params, grads):
        for key in params:
            params[key] -= self.lr * grads[key]


class Rebinding(GradientDescent):
    """Puts a new array under the key."""

    def update(self, params, grads):
        params["x"] = params["x"] - self.lr * grads["x"]


class Leaves:
    """Puts something else under the key, or removes it."""

    def __init__(self, thing):
        self.thing = thing

    def update(self, params, grads):
        del params["x"]
        if self.thing is not None:
            params["x"] = self.thing


@pytest.mark.parametrize("optimizer_class", [GradientDescent, Rebinding])
@pytest.mark.parametrize("lr", [0.05, 0.5, 0.95, 1.0, 1.04])
def test_on_the_ravine_each_coordinate_shrinks_by_its_own_factor(optimizer_class, lr):
    path = follow(optimizer_class(lr), RAVINE, n_steps=60)
    k = np.arange(61)[:, None]
    closed_form = np.array([-7.0, 2.0]) * (1 - lr * np.array([0.1, 2.0])) ** k
    np.testing.assert_allclose(path, closed_form, rtol=0, atol=1e-12)


def test_on_a_turned_bowl_the_path_is_the_turned_path():
    angle, lr = 0.7, 0.3
    path = follow(GradientDescent(lr), bowl((0.1, 2.0), angle), n_steps=40)
    k = np.arange(41)[:, None]
    flat = np.array([-7.0, 2.0]) * (1 - lr * np.array([0.1, 2.0])) ** k
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    np.testing.assert_allclose(path, flat @ turn.T, rtol=0, atol=1e-12)


# f after k steps is 49·0.905^(2k)/20 + 4·0.9^(2k).
@pytest.mark.parametrize("n_steps, value", [(30, 0.0133), (50, 2.2e-4)])
def test_rate_0_95_reaches_the_value_of_the_seeds_figure(n_steps, value):
    path = follow(GradientDescent(0.95), RAVINE, n_steps=n_steps)
    assert RAVINE.value(path[-1]) == pytest.approx(value, rel=0.01)


def test_off_the_saddle_s_ridge_the_second_coordinate_grows():
    path = follow(GradientDescent(0.1), SADDLE, n_steps=30)
    np.testing.assert_allclose(path[-1], [-1.5 * 0.8**30, 0.01 * 1.2**30], rtol=1e-12)


def test_a_path_has_one_row_more_than_steps_and_begins_at_the_start():
    path = follow(GradientDescent(), RAVINE, n_steps=7)
    assert path.shape == (8, 2) and path.dtype == float
    assert path[0].tolist() == [-7.0, 2.0]
    assert follow(GradientDescent(), RAVINE, n_steps=0).tolist() == [[-7.0, 2.0]]
    assert follow(GradientDescent(), RAVINE).shape == (31, 2)


def test_the_points_of_a_path_are_independent_copies():
    optimizer = GradientDescent()
    path = follow(optimizer, RAVINE, n_steps=3)
    kept = path.copy()
    path[0] = 99.0
    np.testing.assert_array_equal(path[1:], kept[1:])
    assert RAVINE.start.tolist() == [-7.0, 2.0]


def test_the_start_stays_as_it_was():
    start = np.array([1.0, 1.5])
    path = follow(GradientDescent(), RAVINE, start=start, n_steps=3)
    assert start.tolist() == [1.0, 1.5] == path[0].tolist()
    assert follow(GradientDescent(), RAVINE, start=(1, 2), n_steps=1)[0].tolist() == [1.0, 2.0]


@pytest.mark.parametrize("surface", [RAVINE, ROSENBROCK], ids=lambda s: s.name)
def test_a_path_that_leaves_the_floats_holds_no_number_and_gives_no_warning(surface):
    path = follow(Rebinding(lr=1e6), surface, n_steps=200)
    finite = np.isfinite(path).all(axis=1)
    assert finite[0] and not finite[-1]
    first_lost = np.argmin(finite)
    assert not finite[first_lost:].any()


def test_a_division_by_zero_inside_update_gives_no_warning():
    class Divides:
        def update(self, params, grads):
            params["x"] = params["x"] / np.zeros(2)

    assert np.isinf(follow(Divides(), RAVINE, n_steps=1)[1]).all()


def test_an_error_of_the_optimizer_comes_through():
    class Unwritten:
        def update(self, params, grads):
            raise NotImplementedError

    with pytest.raises(NotImplementedError):
        follow(Unwritten(), RAVINE)


@pytest.mark.parametrize(
    "call, error, words",
    [
        (
            lambda: follow(GradientDescent, RAVINE),
            TypeError,
            r"the class GradientDescent: write GradientDescent\(lr=0.1\)",
        ),
        (lambda: follow(0.1, RAVINE), TypeError, "float 0.1, which has no method update"),
        (
            lambda: follow(GradientDescent(), RAVINE, start=(1, 2, 3)),
            ValueError,
            r"start has shape \(3,\), but a point has shape \(2,\)",
        ),
        (lambda: follow(GradientDescent(), RAVINE, start="ab"), ValueError, "start is str 'ab'"),
        (lambda: follow(GradientDescent(), RAVINE, n_steps=-1), ValueError, "n_steps is -1"),
        (
            lambda: follow(GradientDescent(), RAVINE, n_steps=2.5),
            TypeError,
            "n_steps is float 2.5: give a whole number",
        ),
        (lambda: follow(Leaves(None), RAVINE), ValueError, 'after step 1 params has no "x"'),
        (
            lambda: follow(Leaves(np.float64(3.0)), RAVINE),
            TypeError,
            r'after step 1 params\["x"\] is float64 np.float64\(3.0\)',
        ),
        (lambda: follow(Leaves([1.0, 2.0]), RAVINE), TypeError, r"is list \[1.0, 2.0\]"),
        (lambda: follow(Leaves(np.ones(2) * 1j), RAVINE), TypeError, "two real numbers"),
        (
            lambda: follow(Leaves(np.ones((2, 1))), RAVINE),
            ValueError,
            r"has shape \(2, 1\), but it had shape \(2,\)",
        ),
    ],
)
def test_wrong_arguments_and_wrong_updates_are_refused_with_what_was_seen(call, error, words):
    with pytest.raises(error, match=words):
        call()


@pytest.mark.parametrize(
    "heights, kept",
    [
        ([0.0, 1.0, 2.0], 3),
        ([0.0, 3.9, 0.5, -1.9], 4),  # outside, but by less than the box is wide
        ([0.0, 4.1, 0.5, -1.9], 2),
        ([0.0, 0.5, -2.1, 0.5], 3),
        ([0.0, 1e8, 0.5], 2),
        ([0.0, 1e300, 0.5], 1),  # the way out would overflow
        ([0.0, np.inf, 0.5], 1),
        ([0.0, np.nan, 0.5], 1),
        ([np.nan], 0),
        ([], 0),
    ],
)
def test_a_path_is_cut_where_it_is_lost_to_a_box_from_0_to_2(heights, kept):
    points = np.stack([np.ones(len(heights)), heights], axis=1)
    np.testing.assert_array_equal(
        until_lost(points, np.zeros(2), np.full(2, 2.0)), points[:kept]
    )


@pytest.mark.parametrize(
    "points, window",
    [
        ([(1, 1), (3, 1.5)], ((0.84, 3.16), (0.96, 1.54))),  # 8 percent of room on each side
        ([(1, 1), (3, 1.5), (99, 1), (np.nan, 1)], ((0.84, 3.16), (0.96, 1.54))),
        ([(5, 1)], ((4.7, 5.3), (0.94, 1.06))),  # 6 percent of the large window
        ([(99, 1)], ((0, 10), (0, 2))),
        (np.empty((0, 2)), ((0, 10), (0, 2))),
    ],
)
def test_surroundings_close_up_on_the_points_inside(points, window):
    found = surroundings(np.array(points, dtype=float), ((0, 10), (0, 2)))
    np.testing.assert_allclose(found, window, rtol=1e-12)

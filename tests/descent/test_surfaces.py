"""Surfaces against finite differences, and the claims that their fields make."""

import numpy as np
import pytest

from descent.surfaces import HIMMELBLAU, RAVINE, SADDLE, SURFACES, bowl, noisy

ALL = [
    *SURFACES.values(),
    bowl(),
    bowl((0.1, 2.0), angle=np.pi / 6),
    bowl((3.0, 3.0), angle=-1.0),
]
WITH_MINIMUM = [surface for surface in ALL if surface.minimum is not None]
every_surface = pytest.mark.parametrize("surface", ALL, ids=lambda s: s.name)
every_minimum = pytest.mark.parametrize("surface", WITH_MINIMUM, ids=lambda s: s.name)


def points_in_window(surface, count, seed=0):
    (xmin, xmax), (ymin, ymax) = surface.window
    return np.random.default_rng(seed).uniform((xmin, ymin), (xmax, ymax), (count, 2))


def central_difference(function, x, h):
    steps = h * np.eye(2)
    return np.stack([(function(x + e) - function(x - e)) / (2 * h) for e in steps], axis=-1)


# With h = 1e-4 the error of a central difference, h²/6 times a third derivative, and the rounding
# of the values, 1e-16/h times their size, are both below 1e-7 of the largest derivative around.
@every_surface
def test_the_gradient_is_the_slope_of_the_value(surface):
    points = points_in_window(surface, 200)
    analytic = np.array([surface.grad(x) for x in points])
    numeric = np.array([central_difference(surface.value, x, 1e-4) for x in points])
    np.testing.assert_allclose(analytic, numeric, rtol=0, atol=1e-7 * np.abs(analytic).max())


@every_surface
def test_the_hessian_is_the_slope_of_the_gradient(surface):
    points = points_in_window(surface, 200, seed=1)
    analytic = np.array([surface.hessian(x) for x in points])
    numeric = np.array([central_difference(surface.grad, x, 1e-4) for x in points])
    np.testing.assert_allclose(analytic, numeric, rtol=0, atol=1e-7 * np.abs(analytic).max())


# The published values of each function at one point, worked out by hand.
@pytest.mark.parametrize(
    "name, point, value",
    [
        ("ravine", (-7, 2), 49 / 20 + 4),
        ("rosenbrock", (-1.2, 1), 24.2),
        ("beale", (0, 0), 1.5**2 + 2.25**2 + 2.625**2),
        ("saddle", (3, 2), 5),
        ("himmelblau", (0, 0), 170),
        ("plateau", (2, 1), 1 - np.exp(-1)),
    ],
)
def test_each_surface_has_its_published_value(name, point, value):
    assert SURFACES[name].value(point) == pytest.approx(value, rel=1e-14)


@every_minimum
def test_at_the_minimum_the_gradient_is_zero_and_the_hessian_positive_definite(surface):
    assert np.abs(surface.grad(surface.minimum)).max() == 0
    assert surface.value(surface.minimum) == surface.minimum_value
    assert np.linalg.eigvalsh(surface.hessian(surface.minimum)).min() > 0


@every_minimum
def test_nothing_in_the_window_lies_below_the_minimum(surface):
    assert surface.value(points_in_window(surface, 10_000)).min() >= surface.minimum_value


def test_the_saddle_curves_up_one_way_and_down_the_other():
    assert SADDLE.minimum is None and SADDLE.minimum_value is None
    assert np.linalg.eigvalsh(SADDLE.hessian((0, 0))).tolist() == [-2, 2]


@pytest.mark.parametrize(
    "point", [(-2.805118, 3.131313), (-3.779310, -3.283186), (3.584428, -1.848127)]
)
def test_himmelblau_has_three_more_minima_of_the_same_value(point):
    assert HIMMELBLAU.value(point) == pytest.approx(0, abs=1e-8)  # six decimals, squared
    assert np.linalg.eigvalsh(HIMMELBLAU.hessian(point)).min() > 0


@every_surface
def test_start_and_minimum_lie_inside_the_window(surface):
    for point in (surface.start, surface.minimum):
        if point is not None:
            for coordinate, (low, high) in zip(point, surface.window, strict=True):
                assert low < coordinate < high


@every_surface
def test_value_takes_any_number_of_points(surface):
    points = points_in_window(surface, 24).reshape(2, 3, 4, 2)
    values = surface.value(points)
    assert values.shape == (2, 3, 4)
    assert values[1, 2, 3] == pytest.approx(surface.value(points[1, 2, 3]), rel=1e-14)
    assert np.shape(surface.value([0.5, 0.5])) == ()


@every_surface
def test_gradient_and_hessian_are_new_float_arrays(surface):
    for derivative, shape in ((surface.grad, (2,)), (surface.hessian, (2, 2))):
        first = derivative([1, 1])
        assert first.shape == shape and first.dtype == float
        kept = first.copy()
        first += 1
        np.testing.assert_array_equal(derivative([1, 1]), kept)


@every_surface
def test_far_away_points_give_no_warning(surface):
    for x in ((1e200, -1e200), (np.inf, 1.0), (np.nan, 0.0)):
        surface.value(x), surface.grad(x), surface.hessian(x)


@pytest.mark.parametrize("field", ["start", "minimum"])
def test_the_points_of_a_surface_cannot_be_changed_in_place(field):
    with pytest.raises(ValueError, match="read-only"):
        getattr(RAVINE, field)[0] = 1.0


@pytest.mark.parametrize("angle", [0.0, 0.3, np.pi / 4, 2.0])
def test_a_turned_bowl_has_the_same_eigenvalues_and_the_turned_first_axis(angle):
    hessian = bowl((0.1, 2.0), angle).hessian((0, 0))
    axis = np.array([np.cos(angle), np.sin(angle)])
    np.testing.assert_allclose(hessian @ axis, 0.1 * axis, atol=1e-15)
    np.testing.assert_allclose(np.linalg.eigvalsh(hessian), [0.1, 2.0], rtol=1e-13)


def test_the_bowl_with_the_ravine_s_eigenvalues_is_the_ravine():
    twin = bowl((0.1, 2.0))
    points = points_in_window(RAVINE, 100)
    np.testing.assert_allclose(twin.value(points), RAVINE.value(points), rtol=1e-14)
    np.testing.assert_array_equal(twin.start, RAVINE.start)
    assert twin.window == RAVINE.window


def test_noise_has_the_stated_spread_and_leaves_the_rest_exact():
    sigma, count = 0.5, 4000
    rough = noisy(RAVINE, sigma, np.random.default_rng(7))
    noise = np.array([rough.grad((1.0, 1.0)) for _ in range(count)]) - (0.1, 2.0)
    # Five standard errors of a mean and of a standard deviation.
    assert np.abs(noise.mean(axis=0)).max() < 5 * sigma / np.sqrt(count)
    assert np.abs(noise.std(axis=0) - sigma).max() < 5 * sigma / np.sqrt(2 * count)
    assert abs(np.corrcoef(noise.T)[0, 1]) < 5 / np.sqrt(count)
    assert rough.value((1.0, 1.0)) == RAVINE.value((1.0, 1.0))
    np.testing.assert_array_equal(rough.hessian((1.0, 1.0)), RAVINE.hessian((1.0, 1.0)))


def test_the_same_seed_gives_the_same_noise():
    first, second = (noisy(RAVINE, 1.0, np.random.default_rng(3)) for _ in range(2))
    assert first.grad((1, 1)).tolist() == second.grad((1, 1)).tolist()


def test_noise_of_zero_is_no_noise():
    exact = noisy(RAVINE, 0.0, np.random.default_rng(0))
    assert exact.grad((3, 1)).tolist() == RAVINE.grad((3, 1)).tolist()


def test_the_registry_names_every_surface_by_its_name():
    assert list(SURFACES) == [surface.name for surface in SURFACES.values()]
    assert SURFACES["ravine"] is RAVINE


@pytest.mark.parametrize(
    "call, error, words",
    [
        (lambda: bowl((1.0, -2.0)), ValueError, r"\(1.0, -2.0\): give two positive numbers"),
        (lambda: bowl((1.0, np.inf)), ValueError, "two positive numbers"),
        (lambda: bowl((1.0, 2.0, 3.0)), ValueError, "two positive numbers"),
        (lambda: noisy(RAVINE, -1.0, np.random.default_rng(0)), ValueError, "sigma = -1.0"),
        (lambda: noisy(RAVINE, np.nan, np.random.default_rng(0)), ValueError, "sigma = nan"),
        (lambda: noisy(RAVINE, 1.0, 42), TypeError, "rng = 42: give numpy.random.default_rng"),
        (lambda: RAVINE.value(3.0), ValueError, r"shape \(\): give two coordinates"),
        (lambda: RAVINE.value([1.0, 2.0, 3.0]), ValueError, r"shape \(3,\)"),
        (lambda: RAVINE.grad(np.eye(2)), ValueError, r"shape \(2, 2\): give one point"),
        (lambda: bowl().hessian(np.eye(2)), ValueError, r"shape \(2, 2\): give one point"),
    ],
)
def test_wrong_arguments_are_refused_with_what_to_do(call, error, words):
    with pytest.raises(error, match=words):
        call()

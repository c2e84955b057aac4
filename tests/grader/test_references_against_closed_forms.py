"""The references and the lessons' solutions agree with what paper and pencil give."""

import math
from functools import partial
from itertools import product

import numpy as np
import pytest
from conftest import implementation

FORMS = {"A": "momentum", "B": "momentum_torch", "C": "momentum_ema"}

# Unless a test says otherwise: these runs take up to 100 steps, each with about ten roundings of
# at most 1.1e-16 of the largest number in play, which sum to 1e-13. 1e-12 leaves a factor of ten.
RTOL = 1e-12


@pytest.fixture(params=["reference", "solution"])
def take(request):
    """A function: exercise id -> the catalogue's reference, or what learners read."""
    return partial(implementation, request.param)


def path(optimizer, start, gradients, rates=None):
    """Drive one array; return start and every point.

    `gradients` are arrays in order, or functions of the point; `rates`, one a step, are set
    before the step as a schedule would.
    """
    params = {"x": np.array(start, dtype=float)}
    points = [params["x"].copy()]
    for step, gradient in enumerate(gradients):
        if rates is not None:
            optimizer.lr = rates[step]
        given = gradient(params["x"]) if callable(gradient) else gradient
        optimizer.update(params, {"x": np.array(given, dtype=float)})
        points.append(np.array(params["x"]))
    return np.array(points)


def rotated_bowl(eigenvalues):
    """Give (H, Q): H = Q diag(eigenvalues) Q^T, symmetric to the bit, with Q a seeded rotation."""
    size = len(eigenvalues)
    q = np.linalg.qr(np.random.RandomState(size).standard_normal((size, size)))[0]
    h = q @ np.diag(eigenvalues) @ q.T
    return (h + h.T) / 2, q


BOWLS = pytest.mark.parametrize(
    "eigenvalues", [(2.0,), (0.1, 2.0), (1.0, 1.0), (0.5, 3.0, 40.0), (0.02, 0.3, 1.0, 7.0)]
)


def test_a_clone_has_the_values_and_none_of_the_memory(take):
    params = {"w": np.arange(6.0).reshape(2, 3), "b": np.array(2.5)}
    clone = take("clone_params")(params)
    params["w"][0, 0], params["b"][...] = 99.0, 99.0
    assert clone.keys() == params.keys()
    np.testing.assert_array_equal(clone["w"], [[0, 1, 2], [3, 4, 5]])
    assert clone["b"] == 2.5


def test_the_distance_is_pythagoras_over_all_keys_and_entries(take):
    # 2, 4, 5, 6 and 0 apart: 4 + 16 + 25 + 36 = 81, exact in floats.
    a = {"w": np.array([[1.0, 2.0], [3.0, 7.0]]), "b": np.array(-1.0)}
    b = {"b": np.array(5.0), "w": np.array([[3.0, -2.0], [8.0, 7.0]])}  # keys in another order
    assert take("l2_distance")(a, b) == take("l2_distance")(b, a) == 9.0
    assert take("l2_distance")(a, a) == 0.0


class HalveInPlace:
    def update(self, params, grads):
        params["x"] -= grads["x"] / 2


class HalveAnew:
    def update(self, params, grads):
        params["x"] = params["x"] - grads["x"] / 2


@pytest.mark.parametrize("optimizer", [HalveInPlace, HalveAnew])
@pytest.mark.parametrize("n_steps", [0, 1, 10])
def test_a_run_keeps_the_start_and_every_point_after_it(take, optimizer, n_steps):
    params = {"x": np.array([1.0, -4.0])}
    history = take("run")(optimizer(), lambda p: {"x": p["x"].copy()}, params, n_steps)
    # Halving is exact in binary, so the points are exact.
    np.testing.assert_array_equal(
        [point["x"] for point in history], [[2.0**-k, -4 * 2.0**-k] for k in range(n_steps + 1)]
    )
    np.testing.assert_array_equal(params["x"], history[-1]["x"])


@BOWLS
@pytest.mark.parametrize("share", [0.1, 0.7, 1.0, 1.9])
def test_each_eigen_coordinate_shrinks_by_its_own_factor(take, eigenvalues, share):
    h, q = rotated_bowl(eigenvalues)
    lr, coordinates = share / max(eigenvalues), np.linspace(1.0, 2.0, len(eigenvalues))
    points = path(take("sgd")(lr=lr), q @ coordinates, [lambda x: h @ x] * 50)
    factors = (1 - lr * np.array(eigenvalues)) ** np.arange(51)[:, np.newaxis]
    # Relative to the start (up to 2), not to each coordinate: the rotation mixes roundings of the
    # largest coordinate into the smallest.
    np.testing.assert_allclose(points @ q, factors * coordinates, rtol=0, atol=2 * RTOL)


@BOWLS
def test_at_two_over_l_the_steepest_direction_neither_shrinks_nor_grows(take, eigenvalues):
    h, q = rotated_bowl(eigenvalues)
    lr = take("max_stable_lr")(h)
    points = path(take("sgd")(lr=lr), q[:, -1], [lambda x: h @ x] * 100)
    np.testing.assert_allclose(np.linalg.norm(points, axis=1), 1.0, rtol=RTOL)
    for share, grows in ((0.99, False), (1.01, True)):
        end = path(take("sgd")(lr=share * lr), q[:, -1], [lambda x: h @ x] * 100)[-1]
        assert (np.linalg.norm(end) > 1) == grows


@BOWLS
def test_the_rates_follow_from_the_eigenvalues(take, eigenvalues):
    h, _ = rotated_bowl(eigenvalues)
    low, high = min(eigenvalues), max(eigenvalues)
    # An eigenvalue comes out to a few 1e-16 of the largest one, at most 350 times the smallest
    # here; lr up to 3/L magnifies that by less than ten.
    assert take("max_stable_lr")(h) == pytest.approx(2 / high, rel=RTOL)
    assert take("best_lr")(h) == pytest.approx(2 / (low + high), rel=RTOL)
    for lr in np.linspace(0.01, 3.0, 30) / high:
        truth = max(abs(1 - lr * value) for value in eigenvalues)
        assert take("gd_rate")(h, lr) == pytest.approx(truth, rel=0, abs=RTOL)
    kappa = high / low
    best = take("gd_rate")(h, take("best_lr")(h))
    assert best == pytest.approx((kappa - 1) / (kappa + 1), rel=0, abs=RTOL)


def test_a_matrix_that_is_not_symmetric_has_no_stable_rate(take):
    with pytest.raises(ValueError):
        take("max_stable_lr")(np.array([[1.0, 0.5], [0.0, 1.0]]))


@BOWLS
@pytest.mark.parametrize("share", [0.3, 1.0, 1.7])
@pytest.mark.parametrize("tol", [1.3, 1e-1, 1e-3])
def test_steps_to_counts_as_the_explicit_powers_do(take, eigenvalues, share, tol):
    h, q = rotated_bowl(eigenvalues)
    lr, coordinates = share / max(eigenvalues), np.linspace(1.0, 2.0, len(eigenvalues))
    factors, k = 1 - lr * np.array(eigenvalues), 0
    while np.linalg.norm(factors**k * coordinates) > tol:
        k += 1
    x0 = q @ coordinates
    # A count is exact: thousands of roundings (1e-12) decide only a norm that close to tol.
    assert abs(np.linalg.norm(factors**k * coordinates) / tol - 1) > 1e-6
    assert take("steps_to")(tol, h, lr, x0) == k
    np.testing.assert_array_equal(x0, q @ coordinates)


def test_steps_to_counts_a_point_exactly_at_the_tolerance_as_there(take):
    for k in range(6):  # halving is exact in binary: x_k is 2^-k to the bit
        assert take("steps_to")(2.0**-k, np.array([[1.0]]), 0.5, np.array([1.0])) == k


@pytest.mark.parametrize("lr", [0.25, 0.3])
def test_steps_to_refuses_a_rate_that_does_not_converge(take, lr):
    with pytest.raises(ValueError):  # L = 8: at lr = 2/8 the factor is exactly -1
        take("steps_to")(1e-3, np.diag([1.0, 8.0]), lr, np.array([1.0, 1.0]))


GRADIENTS = np.random.RandomState(3).standard_normal((60, 4))


@pytest.mark.parametrize(("src", "dst"), list(product("ABC", repeat=2)))
@pytest.mark.parametrize("mu", [0.0, 0.5, 0.9, 0.99])
def test_forms_with_a_converted_rate_take_one_path(take, src, dst, mu):
    lr = take("convert_lr")(0.03, mu, src, dst)
    assert lr == pytest.approx(0.03 * (1 - mu) ** ((src == "C") - (dst == "C")), rel=RTOL)
    one = path(take(FORMS[src])(lr=0.03, momentum=mu), np.ones(4), GRADIENTS)
    other = path(take(FORMS[dst])(lr=lr, momentum=mu), np.ones(4), GRADIENTS)
    # The largest number in play is the path's own size, up to 10 at mu = 0.99.
    np.testing.assert_allclose(one, other, rtol=0, atol=RTOL * np.abs(one).max())


def unrolled(form, mu, rates):
    """Sum every past gradient's share of every step; A weighs it with its own step's rate."""
    points = [np.ones(4)]
    for t, now in enumerate(rates):
        rate = {"A": lambda k, _: rates[k], "B": lambda _, n: n, "C": lambda _, n: n * (1 - mu)}
        shares = [-rate[form](k, now) * mu ** (t - k) * GRADIENTS[k] for k in range(t + 1)]
        points.append(points[-1] + [math.fsum(column) for column in zip(*shares, strict=True)])
    return np.array(points)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("mu", [0.3, 0.9])
def test_a_step_is_the_sum_of_all_past_gradients_with_falling_weights(take, form, mu):
    # The path is up to 10 long.
    for rates in ([0.05] * 60, [0.05] * 20 + [0.005] * 40):
        points = path(take(FORMS[form])(lr=0.05, momentum=mu), np.ones(4), GRADIENTS, rates)
        np.testing.assert_allclose(points, unrolled(form, mu, rates), rtol=0, atol=10 * RTOL)


def test_after_a_drop_of_the_rate_form_a_still_coasts_at_the_old_one(take):
    rates, gradients = [1.0, 0.1, 0.1], [[1.0], [0.0], [0.0]]
    a = path(take("momentum")(lr=1.0, momentum=0.5), [0.0], gradients, rates)
    b = path(take("momentum_torch")(lr=1.0, momentum=0.5), [0.0], gradients, rates)
    np.testing.assert_array_equal(a[:, 0], [0, -1, -1.5, -1.75])  # exact in binary
    np.testing.assert_allclose(b[:, 0], [0, -1, -1.05, -1.075], rtol=RTOL)


@pytest.mark.parametrize("form", FORMS)
def test_under_a_constant_gradient_the_velocity_settles_at_lr_g_over_one_minus_mu(take, form):
    lr, mu, g = 0.25, 0.75, np.array([3.0, -1e-10, 1e6])
    points = path(take(FORMS[form])(lr=lr, momentum=mu), np.zeros(3), [g] * 200)
    speed = lr * g / (1 - mu) * ((1 - mu) if form == "C" else 1)
    # 0.75^200 = 1e-25 of the start is left. A step is a difference of two points up to 200 steps
    # away, so it is known to 200 roundings.
    np.testing.assert_allclose(points[-2] - points[-1], speed, rtol=RTOL)
    total = speed * (200 - mu * (1 - mu**200) / (1 - mu))
    np.testing.assert_allclose(points[0] - points[-1], total, rtol=RTOL)


@pytest.mark.parametrize("form", FORMS)
def test_without_momentum_every_form_is_gradient_descent_to_the_bit(take, form):
    sgd = path(take("sgd")(lr=0.03), np.ones(4), GRADIENTS)
    np.testing.assert_array_equal(
        path(take(FORMS[form])(lr=0.03, momentum=0.0), np.ones(4), GRADIENTS), sgd
    )


# (lr * eigenvalue, mu): two real roots, the critical double root, complex roots, a growing path
HEAVY_BALLS = [(0.05, 0.5), (0.25, 0.25), (0.5, 0.5), (1.9, 0.9), (3.7, 0.9), (3.9, 0.9)]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("lr", "mu"), HEAVY_BALLS)
def test_the_heavy_ball_follows_the_powers_of_its_companion_matrix(take, form, lr, mu):
    rate = lr / (1 - mu) if form == "C" else lr
    x = path(take(FORMS[form])(lr=rate, momentum=mu), [1.0], [lambda x: x] * 60)[:, 0]
    companion = np.array([[1 + mu - lr, -mu], [1.0, 0.0]])
    truth = [(np.linalg.matrix_power(companion, k) @ [1.0, 1.0])[0] for k in range(61)]
    # Near the critical double root an early rounding grows with the number of steps: ten more.
    np.testing.assert_allclose(x, truth, rtol=0, atol=10 * RTOL * np.abs(truth).max())
    if (1 + mu - lr) ** 2 < 4 * mu:
        # Complex roots have modulus sqrt(mu). Free of their angle: the companion's determinant is
        # mu, so x_k^2 - x_(k-1) x_(k+1) is mu^k times its first value, lr. Both terms are products
        # of points that have shrunk alike, so roundings weigh relative to their size.
        swing = x[1:-1] ** 2 - x[:-2] * x[2:]
        size = x[1:-1] ** 2 + np.abs(x[:-2] * x[2:])
        falls = lr * mu ** np.arange(1, 60)
        np.testing.assert_allclose(swing / size, falls / size, rtol=0, atol=RTOL)


SIZES = np.array([1e-10, -1e-8, 1e-3, -1.0, 1e6])
ADAMS = pytest.mark.parametrize(
    "hyper",
    [
        pytest.param({}, id="defaults"),
        pytest.param({"lr": 0.5, "beta1": 0.0, "beta2": 0.0, "eps": 1e-3}, id="no memory"),
        pytest.param({"lr": 0.1, "beta1": 0.5, "beta2": 0.9, "eps": 1e-6}, id="short memory"),
        pytest.param({"beta1": 0.99, "beta2": 0.9999}, id="long memory"),
    ],
)


@ADAMS
def test_under_a_constant_gradient_every_adam_step_is_lr_g_over_g_plus_eps(take, hyper):
    lr, eps = hyper.get("lr", 0.001), hyper.get("eps", 1e-8)
    points = path(take("adam")(**hyper), np.zeros(5), [SIZES] * 60)
    expected = -lr * SIZES / (np.abs(SIZES) + eps)
    # 1 - beta^t is known to one rounding of 1, which is 1.1e-16 / (1 - 0.9999) = 1e-12 of it.
    np.testing.assert_allclose(np.diff(points, axis=0), [expected] * 60, rtol=5 * RTOL)


@ADAMS
def test_adams_first_step_is_the_sign_of_the_gradient_and_zero_stays(take, hyper):
    lr, eps = hyper.get("lr", 0.001), hyper.get("eps", 1e-8)
    gradient = np.array([[0.0, *SIZES[:2]], SIZES[2:]])
    step = path(take("adam")(**hyper), np.zeros((2, 3)), [gradient])[1]
    np.testing.assert_allclose(step, -lr * gradient / (np.abs(gradient) + eps), rtol=5 * RTOL)
    assert step[0, 0] == 0.0


@pytest.mark.parametrize("eps", [0.0, 1e-8])
@pytest.mark.parametrize("scale", [2.0**-20, 2.0**20])
def test_adams_path_does_not_change_with_the_unit_of_the_gradient(take, eps, scale):
    # A power of two, squares and roots included, changes exponents only: equal to the bit.
    one = path(take("adam")(lr=0.1, eps=eps), np.ones(4), GRADIENTS)
    other = path(take("adam")(lr=0.1, eps=eps * scale), np.ones(4), GRADIENTS * scale)
    np.testing.assert_array_equal(one, other)

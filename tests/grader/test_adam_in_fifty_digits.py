"""Adam and its bias factors agree with the paper's algorithm worked out in fifty digits."""

import math
from decimal import Decimal, localcontext

import numpy as np
import pytest
from conftest import implementation
from hypothesis import given, settings
from hypothesis import strategies as st

BY_SOURCE = pytest.mark.parametrize("source", ["reference", "solution"])
UNIT = Decimal(2) ** -53  # the largest relative error of one float64 operation


def algorithm_1(start, grads, lr, beta1, beta2, eps):
    """Work Kingma and Ba's Algorithm 1 out for one number, and how far a float64 run may stray.

    Args:
        start, lr, beta1, beta2, eps: floats, taken at their exact binary values.
        grads: floats, one a step.

    Returns:
        list of (theta_t, allowed_t), Decimals, for t = 1, 2, ...

    Source:
        Kingma and Ba 2015, Algorithm 1 (arXiv:1412.6980), line by line; eps is its epsilon, added
        to the root of the corrected second moment.

    `allowed` is the standard first-order bound, in units u = 2^-53, for a float64 run of the same
    lines in any usual order. Step t = lr * m_hat / (sqrt(v_hat) + eps) collects

    1. 2t + 3 from m, relative to the same average of |g| (cancellation in m does not help it);
    2. 2t + 4 from v, whose terms are all positive, halved by the root;
    3. from a bias factor 1 - beta^t: one for the difference, and t roundings of beta^t (a running
       product; a power has fewer), which weigh beta^t / (1 - beta^t); halved for v;
    4. 8 from the two corrections, the root, the sum with eps, the quotient and the rate;

    and every point adds one rounding of its own. A tenth more covers the higher orders.
    """
    with localcontext(prec=50):
        theta, lr, b1, b2, eps = (Decimal(value) for value in (start, lr, beta1, beta2, eps))
        m = v = m_of_sizes = allowed = Decimal(0)
        rows = []
        for t, g in enumerate(map(Decimal, grads), start=1):
            m = b1 * m + (1 - b1) * g
            v = b2 * v + (1 - b2) * g**2
            m_hat = m / (1 - b1**t)
            v_hat = v / (1 - b2**t)
            theta -= lr * m_hat / (v_hat.sqrt() + eps)

            m_of_sizes = b1 * m_of_sizes + (1 - b1) * abs(g)
            size = lr * m_of_sizes / (1 - b1**t) / (v_hat.sqrt() + eps)
            factor1, factor2 = (1 + t * b**t / (1 - b**t) for b in (b1, b2))
            roundings = (2 * t + 3) + (2 * t + 4) / Decimal(2) + factor1 + factor2 / 2 + 8
            allowed += Decimal("1.1") * UNIT * (roundings * size + abs(theta))
            rows.append((theta, allowed))
        return rows


def float_path(adam, start, grads):
    """Drive float64 Adam over grads of shape (steps, columns); return the point after each step."""
    params, points = {"x": np.full(grads.shape[1], start)}, []
    for row in grads:
        adam.update(params, {"x": row.copy()})
        points.append(np.array(params["x"]))
    return np.array(points)


def strayed(points, rows):
    """Give the largest distance from the truth in units of what is allowed (1 is the limit)."""
    with localcontext(prec=50):
        away = [
            (abs(Decimal(float(x)) - theta), most)
            for x, (theta, most) in zip(points, rows, strict=True)
        ]
        assert all(distance == 0 for distance, most in away if most == 0)
        return max((distance / most for distance, most in away if most > 0), default=Decimal(0))


def random_gradients():
    """Draw 200 steps of eight columns: four sizes, mixed sizes, sparse, late, and always zero."""
    rng = np.random.RandomState(8)
    grads = rng.standard_normal((200, 8))
    grads[:, :4] *= [1e-10, 1e-8, 1.0, 1e6]
    grads[:, 4] *= 10.0 ** rng.uniform(-10, 6, 200)
    grads[:, 5] *= rng.random_sample(200) < 0.1
    grads[:50, 6] = 0.0
    grads[:, 7] = 0.0
    return grads


HYPER = {
    "defaults": (0.001, 0.9, 0.999, 1e-8),
    "large eps": (0.05, 0.7, 0.95, 1e-3),
    "long memory": (0.01, 0.99, 0.99999, 1e-8),
    "no momentum": (0.1, 0.0, 0.9, 1e-7),
    "no memory": (0.1, 0.0, 0.0, 1e-8),
    "momentum outlives squares": (0.01, 0.99, 0.5, 1e-6),
}


@BY_SOURCE
@pytest.mark.parametrize("start", [0.0, 1.0])
@pytest.mark.parametrize("hyper", HYPER.values(), ids=HYPER)
def test_two_hundred_float_steps_stay_within_their_roundings(source, hyper, start):
    adam = implementation(source, "adam")
    names = ("lr", "beta1", "beta2", "eps")
    grads = random_gradients()
    points = float_path(adam(**dict(zip(names, hyper, strict=True))), start, grads)
    for column in range(grads.shape[1]):
        truth = algorithm_1(start, grads[:, column], *hyper)
        assert strayed(points[:, column], truth) <= 1, column


@BY_SOURCE
@pytest.mark.parametrize("word", ["lr", "beta1", "beta2", "eps"])
def test_a_hyper_parameter_off_by_a_billionth_strays_further(source, word):
    # So the bound above is narrow enough to mean something.
    hyper = dict(zip(("lr", "beta1", "beta2", "eps"), HYPER["large eps"], strict=True))
    grads = random_gradients()
    off = {**hyper, word: hyper[word] * (1 - 1e-9)}
    points = float_path(implementation(source, "adam")(**off), 0.0, grads)
    truth = algorithm_1(0.0, grads[:, 2], **hyper)
    assert strayed(points[:, 2], truth) > 10


# Betas of four digits and gradients that are 0 or at least 1e-10: nothing underflows, where the
# model of rounding behind `allowed` would end.
BETAS = st.integers(0, 9999).map(lambda n: n / 10_000)
SIGNED = st.builds(
    lambda digits, exponent: digits * 10.0**exponent,
    st.floats(1, 10) | st.floats(-10, -1),
    st.integers(-10, 6),
)


@BY_SOURCE
@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(
    lr=st.floats(1e-4, 1.0),
    beta1=BETAS,
    beta2=BETAS,
    eps=st.floats(1e-10, 0.1),
    start=st.floats(-10, 10),
    grads=st.lists(st.just(0.0) | SIGNED, min_size=1, max_size=20),
)
def test_any_hyper_parameters_and_gradients_stay_within_their_roundings(
    source, lr, beta1, beta2, eps, start, grads
):
    adam = implementation(source, "adam")(lr=lr, beta1=beta1, beta2=beta2, eps=eps)
    points = float_path(adam, start, np.array(grads)[:, np.newaxis])
    assert strayed(points[:, 0], algorithm_1(start, grads, lr, beta1, beta2, eps)) <= 1


@BY_SOURCE
@pytest.mark.parametrize("beta", [0.0, 0.5, 0.9, 0.99, 0.999, 0.9999])
def test_the_bias_factor_is_one_minus_the_power(source, beta):
    for t in (1, 2, 3, 10, 100, 1000, 10_000):
        with localcontext(prec=50):
            truth = float(1 - Decimal(beta) ** t)
        # Power and difference are rounded once each: together at most one ulp of 1.
        seen = implementation(source, "bias_factor")(beta, t)
        assert seen == pytest.approx(truth, rel=0, abs=2.0**-52)


@BY_SOURCE
def test_the_bias_factor_takes_an_array_of_betas(source):
    factors = implementation(source, "bias_factor")(np.array([0.0, 0.5, 0.75]), 2)
    np.testing.assert_array_equal(factors, [1.0, 0.75, 0.4375])  # exact in binary


@BY_SOURCE
def test_without_correction_steps_are_too_large_by_the_lessons_numbers(source):
    with localcontext(prec=50):
        b1, b2 = Decimal("0.9"), Decimal("0.999")
        ratio = {t: (1 - b1**t) / (1 - b2**t).sqrt() for t in range(1, 2001)}
    lessons_numbers = {1: Decimal("3.16"), 12: Decimal("6.57"), 1000: Decimal("1.26")}
    assert {t: round(ratio[t], 2) for t in lessons_numbers} == lessons_numbers
    assert max(ratio, key=ratio.get) == 12
    factor = implementation(source, "bias_factor")
    for t, truth in ratio.items():
        # 1 - 0.999 is known to one rounding of 1, which is 1.1e-13 of it; the rest is smaller.
        seen = factor(0.9, t) / math.sqrt(factor(0.999, t))
        assert seen == pytest.approx(float(truth), rel=1e-12)

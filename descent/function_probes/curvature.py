"""Probes for curvature: Hessians by differences, critical points, Newton's step."""

import numpy as np

from descent.contract import Breach, is_numeric
from descent.function_probes.common import entries, told_apart

__all__ = ["CLASSIFY_CRITICAL_POINT", "NEWTON_STEP", "NUMERICAL_HESSIAN", "given", "symmetric",
           "vector"]


def symmetric(rng, signs) -> np.ndarray:
    """Make a symmetric matrix, not diagonal, whose eigenvalues have the given signs.

    They lie between 0.5 and 3 in size; rounding the entries to 2 digits changes none by 0.05.
    """
    eigenvalues = np.array(signs) * rng.uniform(0.55, 2.95, len(signs))
    q, _ = np.linalg.qr(rng.normal(size=(len(signs), len(signs))))
    H = q @ np.diag(eigenvalues) @ q.T
    return np.round((H + H.T) / 2, 2) + 0.0  # no entry prints as -0.0


def vector(rng, n: int) -> np.ndarray:
    """Make a vector of n numbers of either sign, none of them near 0."""
    return np.round(rng.uniform(0.5, 2, n) * rng.choice([-1, 1], n), 2)


def given(**arguments) -> str:
    """Write arguments down: arrays, or lists of them, as nested lists."""
    return ", ".join(f"{name} = {np.asarray(value).tolist()}" for name, value in arguments.items())


# -- numerical_hessian ---------------------------------------------------------------------------

def asked_of(formula: str, n: int):
    """Make the function f that a formula in x[0], …, x[n - 1] stands for.

    The label shows the same formula, so a learner can run what the probe ran. f says no to
    anything but a real vector of n numbers.
    """
    compute = eval(f"lambda x: {formula}", {"np": np})

    def f(x):
        if not is_numeric(x) or np.shape(x) != (n,):
            seen = f"shape {np.shape(x)}" if is_numeric(x) else f"type {type(x).__name__}"
            raise Breach("hessian_argument", seen=seen, expected=(n,))
        return np.float64(compute(np.asarray(x, dtype=float)))
    return f


def hessian(numerical_hessian, formula: str, *points):
    """Ask for the Hessian of a formula at points; yield each result."""
    for x in points:
        H = numerical_hessian(asked_of(formula, len(x)), np.array(x))
        yield from entries(H, f"numerical_hessian(f, {list(x)})", (len(x), len(x)),
                           f", f(x) = {formula}")


def quadratic(rng, n: int) -> str:
    """Write down a quadratic in n variables with every square and every product."""
    terms = [f"{rng.choice([-1, 1]) * rng.randint(5, 20) / 10}*x[{i}]*x[{j}]"
             for i in range(n) for j in range(i, n)]
    return " + ".join([*terms, f"{rng.randint(5, 20) / 10}*x[0]"])


def hessians_of_quadratics(numerical_hessian, rng):
    yield from hessian(numerical_hessian, "x[0]**2 + 3*x[0]*x[1] + 2*x[1]**2", (1.0, 0.5),
                       (-0.5, 0.0))
    yield from hessian(numerical_hessian, "3*x[0]**2", (0.5,))
    for n in (2, 3, 4):
        yield from hessian(numerical_hessian, quadratic(rng, n),
                           np.round(rng.uniform(-0.8, 0.8, n), 2).tolist())


def hessians_that_change(numerical_hessian, rng):
    for formula, scale in (("0.3*x[0]**3 + x[0]*x[1] - 0.2*x[0]*x[1]**2 + x[1]**2", 1.0),
                           ("np.exp(x[0])*np.cos(x[1])", 0.5),
                           ("np.cos(x[0] + x[1])*np.exp(-0.5*x[2])", 0.8)):
        n = 2 + ("x[2]" in formula)
        yield from hessian(numerical_hessian, formula,
                           *np.round(rng.uniform(-scale, scale, (2, n)), 2).tolist())
    # Rosenbrock's valley where forward differences with h = 0.01 are off by 1 % only.
    yield from hessian(numerical_hessian, "(1 - x[0])**2 + 100*(x[1] - x[0]**2)**2", (2.0, 1.0))


def hessians_and_rounding(numerical_hessian, rng):
    # f is known to 2e-15 here. Over h**2 that is below 0.01 for h = 1e-6, and 0.3 for h = 1e-7.
    for formula in ("20 + np.sin(x[0])*x[1]", "20 + x[0]**2 - 2*x[0]*x[1] + 2*x[1]**2"):
        yield from hessian(numerical_hessian, formula,
                           *np.round(rng.uniform(-0.9, 0.9, (2, 2)), 2).tolist())


def hessian_leaves_x(numerical_hessian, rng):
    for x in ([0.3], [1.0, -0.5], [0.1, 0.7, -0.3]):
        point = np.array(x)
        numerical_hessian(asked_of("np.sum(x**2)", len(x)), point)
        # To and fro by h may leave a rounding; any step that is left in x is far larger.
        same = point.shape == (len(x),) and np.allclose(point, x, rtol=0, atol=1e-9)
        yield f"is x = {x} the same after numerical_hessian(f, x)?", float(same)


NUMERICAL_HESSIAN = {
    "hessian-of-quadratics": hessians_of_quadratics, "hessian-changes": hessians_that_change,
    "hessian-rounding": hessians_and_rounding, "hessian-leaves-x": hessian_leaves_x}


# -- classify_critical_point ---------------------------------------------------------------------

KINDS = ("minimum", "maximum", "saddle", "degenerate")


def kind(classify_critical_point, H, expected: str):
    """Classify a matrix; yield whether it was called each of the four."""
    call = f"classify_critical_point({np.asarray(H).tolist()})"
    seen = classify_critical_point(np.array(H, dtype=float))
    return told_apart(seen, call, KINDS, expected, "classify")


def kinds(*cases):
    """Make a play of fixed cases (matrix, what it is), in any order: nobody can count them off."""
    def play(classify_critical_point, rng):
        for place in rng.permutation(len(cases)):
            yield from kind(classify_critical_point, *cases[place])
    return play


def kinds_of_rotated(classify_critical_point, rng):
    all_signs = ((1, 1), (-1, -1), (1, -1), (1, 1, 1), (-1, -1, -1), (1, 1, -1), (1, -1, -1),
                 (1, 1, 1, 1), (-1, -1, -1, -1), (1, 1, -1, -1), (1, -1, -1, -1))
    for place in rng.permutation(len(all_signs)):
        signs = all_signs[place]
        expected = "saddle" if len(set(signs)) == 2 else "minimum" if signs[0] > 0 else "maximum"
        yield from kind(classify_critical_point, symmetric(rng, signs), expected)


def kind_leaves_hess(classify_critical_point, rng):
    for signs in ((1, 1), (1, -1, 1)):
        H = symmetric(rng, signs)
        call = f"hess after classify_critical_point({H.tolist()})"
        classify_critical_point(H)
        yield call, H


CLASSIFY_CRITICAL_POINT = {
    "classify-diagonal": kinds(
        (np.diag([2.0, 1.0]), "minimum"), (np.diag([-2.0, -1.0]), "maximum"),
        (np.diag([1.0, -1.0]), "saddle"), (np.diag([-1.0, 2.0]), "saddle"), ([[3.0]], "minimum"),
        ([[-3.0]], "maximum"), (np.diag([1.0, 2.0, 3.0]), "minimum"),
        (np.diag([-3.0, -2.0, -1.0]), "maximum"), (np.diag([3.0, -1.0, -2.0]), "saddle"),
        (np.diag([1.0, -1.0, 2.0]), "saddle"), (np.diag([-0.5, 0.5]), "saddle"),
        (np.diag([-0.5, -0.5]), "maximum"), (np.diag([0.5, 0.5]), "minimum")),
    "classify-misleading": kinds(
        ([[1.0, 2.0], [2.0, 1.0]], "saddle"), ([[-1.0, 2.0], [2.0, -1.0]], "saddle"),
        ([[0.0, 1.0], [1.0, 0.0]], "saddle"), ([[2.0, 1.0], [1.0, 3.0]], "minimum"),
        ([[3.0, -1.0], [-1.0, 2.0]], "minimum"), ([[-3.0, 1.0], [1.0, -2.0]], "maximum"),
        ([[1.0, 3.0, 0.0], [3.0, 1.0, 0.0], [0.0, 0.0, 5.0]], "saddle"),
        ([[-1.0, 3.0, 0.0], [3.0, -1.0, 0.0], [0.0, 0.0, -5.0]], "saddle"),
        ([[1.0, 2.0, 0.0, 0.0], [2.0, 1.0, 0.0, 0.0], [0.0, 0.0, 1.0, 3.0],
          [0.0, 0.0, 3.0, 1.0]], "saddle")),
    "classify-rotated": kinds_of_rotated,
    # Diagonal: so the zero eigenvalue comes out as exactly 0, and a tolerance is not needed.
    "classify-degenerate": kinds(
        (np.diag([1.0, 0.0]), "degenerate"), (np.diag([0.0, -2.0]), "degenerate"),
        ([[0.0]], "degenerate"), (np.zeros((2, 2)), "degenerate"),
        (np.diag([3.0, 0.0, 1.0]), "degenerate"), (np.diag([-3.0, -1.0, 0.0]), "degenerate"),
        (np.diag([0.0, 2.0, 0.0, 1.0]), "degenerate"),
        # Small, but far above the rounding that a tolerance is for.
        (np.diag([0.02, 1.0]), "minimum"), (np.diag([-1.0, -0.02]), "maximum"),
        (np.diag([1.0, -0.02]), "saddle")),
    "classify-leaves-hess": kind_leaves_hess}


# -- newton_step ---------------------------------------------------------------------------------

def new_point(newton_step, x, grad, hess):
    call = f"newton_step({', '.join(str(np.asarray(one).tolist()) for one in (x, grad, hess))})"
    return entries(newton_step(*(np.array(one) for one in (x, grad, hess))), call, (len(x),))


def newton_in_bowls(newton_step, rng):
    yield from new_point(newton_step, [3.0, 1.0], [2.0, 8.0], [[2.0, 0.0], [0.0, 4.0]])
    yield from new_point(newton_step, [1.0, 1.0], [3.0, 4.0], [[2.0, 1.0], [1.0, 3.0]])
    yield from new_point(newton_step, [5.0], [3.0], [[2.0]])
    for n in (2, 3, 4):
        H, x, grad = symmetric(rng, [1] * n), vector(rng, n), vector(rng, n)
        yield from new_point(newton_step, x, grad, H)


def newton_at_saddles(newton_step, rng):
    yield from new_point(newton_step, [1.0, 0.5], [2.0, -1.0], [[2.0, 0.0], [0.0, -2.0]])
    yield from new_point(newton_step, [0.0, 0.0], [1.0, 2.0], [[0.0, 1.0], [1.0, 0.0]])
    yield from new_point(newton_step, [2.0, -1.0], [0.0, 0.0], [[1.0, 2.0], [2.0, 1.0]])
    for signs in ((1, -1), (-1, -1), (1, -1, 1)):
        H, x, grad = symmetric(rng, signs), vector(rng, len(signs)), vector(rng, len(signs))
        yield from new_point(newton_step, x, grad, H)


def newton_leaves_arguments(newton_step, rng):
    for signs in ((1, 1), (1, -1, 1)):
        n = len(signs)
        arguments = {"params_vector": vector(rng, n), "grad": vector(rng, n),
                     "hess": symmetric(rng, signs)}
        before = given(**arguments)
        newton_step(*arguments.values())
        for name, value in arguments.items():
            yield f"{name} after newton_step(params_vector, grad, hess), {before}", value
        # The tolerance is for results; an argument may not change by the least bit.
        yield ("are params_vector, grad and hess exactly the same after newton_step(params_vector, "
               f"grad, hess), {before}?", float(given(**arguments) == before))


NEWTON_STEP = {"newton-in-bowls": newton_in_bowls, "newton-at-saddles": newton_at_saddles,
               "newton-leaves-arguments": newton_leaves_arguments}

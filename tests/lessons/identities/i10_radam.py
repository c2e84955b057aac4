"""Lesson 10: how long an average is, RAdam's rectification, AdamP's right angle."""

import numpy as np
import sympy as sp
from lessons.identities.prove import Roots, Same, Table, gradient, sigma, symbols, t, total

from grader.catalogue import exercise

TABLE = Table()
beta = sp.symbols("beta", positive=True)
i = sp.symbols("i", integer=True, nonnegative=True)
S = (1 - beta**t) / (1 - beta)
A = total(i * beta**i, i, 0, t - 1)
n, limit = sp.symbols("n n_limit", positive=True)  # ρ_t and ρ_∞


@TABLE.proves("10.10", r"S = \sum_{i=0}^{t-1}\beta^i = \frac{1-\beta^t}{1-\beta},"
                       r"A = \sum_{i=0}^{t-1} i\beta^i")
def sums():
    yield Same(total(beta**i, i, 0, t - 1), S)
    for time in range(1, 5):
        yield Same(A.subs(t, time), sum(age * beta**age for age in range(time)))


@TABLE.proves("10.11", r"(1-\beta)A = \sum_{i=1}^{t-1}\beta^i - (t-1)\beta^t"
                       r"= \beta S - t\beta^t")
def difference():
    middle = total(beta**i, i, 1, t - 1) - (t - 1) * beta**t
    yield Same((1 - beta) * A, middle)
    yield Same(middle, beta * S - t * beta**t)


MEAN_AGE = beta / (1 - beta) - t * beta**t / (1 - beta**t)


@TABLE.proves("10.12", r"a_t = \frac{A}{S}"
                       r"= \frac{\beta}{1-\beta} - \frac{t\beta^t}{1-\beta^t}")
def mean_age():
    yield Same((beta * S - t * beta**t) / (1 - beta) / S, MEAN_AGE)  # (10.11)
    ages = total(i, i, 0, n - 1) / n  # of a plain average
    yield Same(ages, (n - 1) / 2)
    yield Roots((n - 1) / 2 - MEAN_AGE, n, (2 * MEAN_AGE + 1,))  # the length of equal mean age
    small = 1 / (1 + sp.symbols("smaller", positive=True))
    yield Same(sp.limit(small**t * t, t, sp.oo), 0)
    yield Same(2 * beta / (1 - beta) + 1, 2 / (1 - beta) - 1)  # ρ_∞


def variance(n):
    """Give (10.13)'s right side."""
    return n / (2 * (n - 2) * (n - 4) * sigma**2)


@TABLE.proves("10.13", r"\mathrm{Var}\left[\frac{1}{\sqrt h}\right] \approx"
                       r"\frac{n}{2(n-2)(n-4)\sigma^2}")
def variance_of_inverse_root():
    """n/h is σ^-2 times an inverse chi-squared X: its moments are integrals; then first order."""
    x = sp.symbols("x", positive=True)
    many = 4 + sp.symbols("more", positive=True)  # n > 4
    density = x ** (many / 2 - 1) * sp.exp(-x / 2) / (2 ** (many / 2) * sp.gamma(many / 2))
    mean, square = (
        (many / sigma**2) ** power * sp.gammasimp(sp.integrate(density / x**power, (x, 0, sp.oo)))
        for power in (1, 2))
    yield Same(mean, many / ((many - 2) * sigma**2))
    yield Same(square - mean**2, 2 * many**2 / ((many - 2) ** 2 * (many - 4) * sigma**4))
    yield Same((square - mean**2) / (4 * mean), variance(many))
    z, z0 = sp.symbols("z z0", positive=True)  # Var[√z] ≈ (d√z/dz)² Var[z]
    yield Same(sp.sqrt(z).diff(z).subs(z, z0) ** 2, 1 / (4 * z0))


@TABLE.proves("10.14", r"r_t = \sqrt{\frac{(\rho_t-4)(\rho_t-2)\rho_\infty}"
                       r"{(\rho_\infty-4)(\rho_\infty-2)\rho_t}}")
def rectification():
    squared = (n - 4) * (n - 2) * limit / ((limit - 4) * (limit - 2) * n)
    yield Same(squared * variance(n), variance(limit))


@TABLE.rule("radam", {"10.15": r"\theta_t = \theta_{t-1} - \eta r_t\hat m_t"
                               r"\frac{\sqrt{1-\beta_2^t}}{\sqrt{v_t}+\varepsilon}"})
def radam(theta, g, state, t, h):
    state["m"] = h.beta1 * state.get("m", 0) + (1 - h.beta1) * g
    state["v"] = h.beta2 * state.get("v", 0) + (1 - h.beta2) * g**2
    m_hat = state["m"] / (1 - h.beta1**t)
    last = 2 / (1 - h.beta2) - 1
    length = last - 2 * t * h.beta2**t / (1 - h.beta2**t)
    if length <= 5:
        return theta - h.lr * m_hat
    r = np.sqrt((length - 4) * (length - 2) * last / ((last - 4) * (last - 2) * length))
    return theta - h.lr * r * m_hat * np.sqrt(1 - h.beta2**t) / (np.sqrt(state["v"]) + h.eps)


@TABLE.proves("10.16", r"w \cdot \nabla f(w) = 0")
def only_the_direction():
    """For any f of w/|w| in two dimensions, that is of w's angle."""
    w, f = sp.Matrix(symbols("w", 2, positive=True)), sp.Function("f")
    yield Same(sp.simplify(w.dot(gradient(f(sp.atan(w[1] / w[0])), w))), 0)
    c = sp.symbols("c", positive=True)
    args = sp.symbols("x0 x1")  # and in general: d f(cw)/dc = w·∇f(cw)
    polynomial = sum(sp.Symbol(f"a{p}{q}") * args[0]**p * args[1]**q
                     for p in range(3) for q in range(3))
    moved = polynomial.subs(dict(zip(args, c * w, strict=True)), simultaneous=True)
    slope = gradient(polynomial, args).subs(dict(zip(args, w, strict=True)), simultaneous=True)
    yield Same(moved.diff(c).subs(c, 1), w.dot(slope))


@TABLE.proves("10.17", r"p - \frac{p \cdot w}{w \cdot w}w")
def projection():
    p, w = (sp.Matrix(symbols(name, 3, real=True)) for name in "pw")
    left = p - p.dot(w) / w.dot(w) * w
    yield Same(left.dot(w), 0)  # nothing along w is left
    factor = sp.symbols("factor")
    yield Roots((p - factor * w).dot(w), factor, (p.dot(w) / w.dot(w),))  # and only that is gone
    numbers = exercise("project_out").right(np.array([3.0, 1.0]), np.array([1.0, 2.0]))
    yield Same(sp.Matrix(numbers), sp.Matrix([2, -1]))

"""Lesson 02: the noise floor of a constant rate, and sharpness under a rescaling."""

from itertools import product

import sympy as sp
from lessons.identities.i02_mini_batches import B, variance
from lessons.identities.prove import AtLeast, Same, Table, eta, lam, sigma, symbols

TABLE = Table()
V = sp.symbols("V", positive=True)


@TABLE.proves("2.10", r"x_{k+1} = (1-\eta\lambda)\,x_k - \eta\,\xi_k")
def noisy_step():
    x, xi = sp.symbols("x xi")
    yield Same(x - eta * (lam * x + xi), (1 - eta * lam) * x - eta * xi)  # (1.1)


@TABLE.proves("2.11", r"V_{k+1} = (1-\eta\lambda)^2\,V_k + \frac{\eta^2\sigma^2}{B}")
def variance_of_a_step():
    """For x and ξ of two values each, all four pairs as likely: independent, ξ of mean 0."""
    x, s = symbols("x", 2, real=True), sp.symbols("s", positive=True)
    xi = [s, -s]
    after = [(1 - eta * lam) * a - eta * b for a, b in product(x, xi)]
    yield Same(variance(after), (1 - eta * lam) ** 2 * variance(x) + eta**2 * variance(xi))
    yield Same(eta**2 * (sigma**2 / B), eta**2 * sigma**2 / B)  # ξ has the variance of (2.6)


FLOOR = eta * sigma**2 / (lam * B * (2 - eta * lam))


@TABLE.proves("2.12", r"\eta\lambda(2-\eta\lambda)\,V = \frac{\eta^2\sigma^2}{B}"
                      r"\quad\Longrightarrow\quad"
                      r"V = \frac{\eta\,\sigma^2}{\lambda B\,(2-\eta\lambda)}")
def floor():
    yield Same(1 - (1 - eta * lam) ** 2, eta * lam * (2 - eta * lam))
    yield Same(eta * lam * (2 - eta * lam) * FLOOR, eta**2 * sigma**2 / B)
    yield Same((1 - eta * lam) ** 2 * FLOOR + eta**2 * sigma**2 / B, FLOOR)


@TABLE.proves("2.13", r"V_{k+1} - V = (1-\eta\lambda)^2\,(V_k - V)")
def approach():
    after = (1 - eta * lam) ** 2 * V + eta**2 * sigma**2 / B  # (2.11)
    yield Same(after - FLOOR, (1 - eta * lam) ** 2 * (V - FLOOR))
    aside = sp.symbols("aside", positive=True)  # η = 2/(λ + aside), below 2/λ: a factor below 1
    yield AtLeast(1, ((1 - eta * lam) ** 2).subs(eta, 2 / (lam + aside)))


@TABLE.proves("2.14", r"\frac{V(\eta/2)}{V(\eta)} = \frac12\cdot"
                      r"\frac{2-\eta\lambda}{2-\eta\lambda/2}")
def half_the_rate():
    ratio = (2 - eta * lam) / (2 - eta * lam / 2) / 2
    yield Same(FLOOR.subs(eta, eta / 2) / FLOOR, ratio)
    yield Same(ratio.subs(eta, 1 / lam), sp.Rational(1, 3))
    yield Same(sp.limit(ratio, eta, 0), sp.Rational(1, 2))


@TABLE.proves("2.15", r"H = \begin{pmatrix} w_2^2 & 2w_1w_2-1 \\ 2w_1w_2-1 & w_1^2 \end{pmatrix}")
def hessian():
    w1, w2 = sp.symbols("w1 w2", positive=True)
    H = sp.Matrix([[w2**2, 2 * w1 * w2 - 1], [2 * w1 * w2 - 1, w1**2]])
    yield Same(sp.hessian((w1 * w2 - 1) ** 2 / 2, (w1, w2)), H)
    valley = H.subs(w2, 1 / w1)
    yield Same(valley.det(), 0)
    yield Same(valley.trace(), w1**2 + 1 / w1**2)

"""Lesson 02: mean and variance of a mini-batch's gradient, and the noise floor.

Means over batches are taken over all batches that could have been drawn, of symbolic gradients.
"""

from itertools import permutations, product

import sympy as sp
from lessons.identities.prove import AtLeast, Roots, Same, Table, eta, gradient, lam, sigma, symbols

TABLE = Table()
B, N, V = sp.symbols("B N V", positive=True)


def mean(values):
    values = list(values)
    return sum(values) / sp.Integer(len(values))


def variance(values):
    values = list(values)
    return mean((value - mean(values)) ** 2 for value in values)


def with_replacement(g, size):
    """Give the mean gradient of each batch of `size`, one sample perhaps twice."""
    return [mean(batch) for batch in product(g, repeat=size)]


def without_replacement(g, size):
    return [mean(batch) for batch in permutations(g, size)]


def covariance(g):
    """Give the covariance of two places of a batch that is drawn without replacement."""
    return mean((a - mean(g)) * (b - mean(g)) for a, b in permutations(g, 2))


TABLE.defines("2.1", r"g = \frac{1}{N}\sum_{i=1}^{N} g^{(i)}", "the full gradient")
TABLE.defines("2.2", r"\hat g = \frac{1}{B}\sum_{j=1}^{B} g^{(i_j)}", "a mini-batch's gradient")


@TABLE.proves("2.3", r"g^{(i)} = (X_i\cdot\theta - y_i)X_i")
def linear_regression():
    X, theta, y = sp.Matrix(symbols("X", 3)), sp.Matrix(symbols("theta", 3)), sp.symbols("y")
    loss = (X.dot(theta) - y) ** 2 / 2
    yield Same(gradient(loss, theta), (X.dot(theta) - y) * X)


@TABLE.proves("2.4", r"E[\hat g] = \frac{1}{B}\sum_{j=1}^{B} E\bigl[g^{(i_j)}\bigr]"
                     r" = \frac{1}{B}\,B\,g = g")
def unbiased():
    g = symbols("g", 3)
    for size in (1, 2, 3):
        yield Same(mean(with_replacement(g, size)), mean(g))
        yield Same(mean(without_replacement(g, size)), mean(g))
    full = sp.symbols("full")
    yield Same(1 / B * B * full, full)


TABLE.defines("2.5", r"\sigma^2 = \frac{1}{N}\sum_{i=1}^{N}\bigl(g^{(i)} - g\bigr)^2",
              "the variance of one sample's gradient")


@TABLE.proves("2.6", r"\mathrm{Var}[\hat g] = \frac{1}{B^2}\,B\,\sigma^2 = \frac{\sigma^2}{B}")
def independent_places():
    for samples, size in ((2, 3), (3, 2)):
        g = symbols("g", samples)
        yield Same(variance(with_replacement(g, size)), variance(g) / size)
    yield Same(1 / B**2 * B * sigma**2, sigma**2 / B)


@TABLE.proves("2.7", r"\mathrm{Var}[\hat g] = \frac{1}{B^2}\bigl(B\sigma^2 + B(B-1)\,c\bigr)")
def dependent_places():
    for samples, size in ((3, 2), (4, 3)):
        g = symbols("g", samples)
        var, c = variance(g), covariance(g)
        yield Same(variance(without_replacement(g, size)),
                   sp.Rational(1, size**2) * (size * var + size * (size - 1) * c))


@TABLE.proves("2.8", r"c = -\frac{\sigma^2}{N-1}")
def covariance_of_places():
    c = sp.symbols("c")
    whole = (N * sigma**2 + N * (N - 1) * c) / N**2  # (2.7) for the batch of all N
    yield Roots(whole, c, (-sigma**2 / (N - 1),))
    g = symbols("g", 4)
    yield Same(covariance(g), -variance(g) / (4 - 1))


@TABLE.proves("2.9", r"\mathrm{Var}[\hat g] = \frac{\sigma^2}{B}\Bigl(1 - \frac{B-1}{N-1}\Bigr)"
                     r"= \frac{\sigma^2}{B}\cdot\frac{N-B}{N-1}")
def finite_population():
    c = -sigma**2 / (N - 1)
    yield Same((B * sigma**2 + B * (B - 1) * c) / B**2, sigma**2 / B * (1 - (B - 1) / (N - 1)))
    yield Same(sigma**2 / B * (1 - (B - 1) / (N - 1)), sigma**2 / B * (N - B) / (N - 1))


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

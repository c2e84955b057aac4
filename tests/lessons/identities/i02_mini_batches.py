"""Lesson 02: mean and variance of a mini-batch's gradient.

Means over batches are taken over all batches that could have been drawn, of symbolic gradients.
"""

from itertools import permutations, product

import numpy as np
import sympy as sp
from lessons.identities.prove import (
    Holds,
    Roots,
    Same,
    Table,
    gradient,
    sigma,
    symbols,
)

from grader.catalogue import exercise

TABLE = Table()
B, N = sp.symbols("B N", positive=True)


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
    rows, targets, point, batch = np.eye(3) + 1, np.arange(3.0), np.array([2.0, -1, 3]), [0, 2, 2]
    each = [(rows[i] @ point - targets[i]) * rows[i] for i in batch]
    of_batch = exercise("minibatch_grad").right(point, rows, targets, batch)
    yield Holds(np.allclose(sum(each) / len(batch), of_batch, rtol=1e-14), "(2.2) with (2.3)")


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

"""Lesson 13: the size of a net's numbers, and backpropagation."""

from itertools import product

import numpy as np
import sympy as sp
from lessons.identities.prove import Holds, Same, Table, sigma, symbols

from grader.catalogue import exercise

TABLE = Table()


def mean(values):
    values = list(values)
    return sum(values) / sp.Integer(len(values))


@TABLE.proves("13.1", r"z_l = h_{l-1} W_l + b_l, h_l = \max(z_l, 0)", "definition")
def layers():
    """With (13.4), beside the loss of the reference for two layers."""
    rng = np.random.default_rng(13)
    params = {name: rng.normal(size=shape) for name, shape in (
        ("W1", (3, 4)), ("b1", 4), ("W2", (4, 2)), ("b2", 2))}
    X, labels = rng.normal(size=(5, 3)), np.array([0, 1, 1, 0, 1])
    h = np.maximum(X @ params["W1"] + params["b1"], 0)
    z = h @ params["W2"] + params["b2"]
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    f = -1 / len(X) * sum(np.log(p[i, label]) for i, label in enumerate(labels))
    yield Holds(abs(f - exercise("mlp_loss_grad").right(params, X, labels)[0]) < 1e-12, "the loss")


@TABLE.proves("13.2", r"E[z_l^2] = n\sigma^2 E[h_{l-1}^2]")
def sum_of_products():
    """For n = 2 and 3, weights σ or -σ, all as likely, and any h, which need not have mean 0."""
    for n in (2, 3):
        signs, h = list(product((sigma, -sigma), repeat=n)), symbols("h", n)
        z2 = mean(sum(w * x for w, x in zip(weights, h, strict=True)) ** 2 for weights in signs)
        yield Same(z2, n * sigma**2 * mean(x**2 for x in h))


@TABLE.proves("13.3", r"E[z_l^2] = \tfrac12n\sigma^2E[z_{l-1}^2]")
def half_is_dropped():
    """For z of four values, symmetric around 0."""
    n, z = sp.symbols("n"), symbols("z", 2, positive=True)
    values = [*z, *(-x for x in z)]
    kept = mean(sp.Max(x, 0) ** 2 for x in values)
    yield Same(kept, mean(x**2 for x in values) / 2)
    yield Same(n * sigma**2 * kept, n * sigma**2 * mean(x**2 for x in values) / 2)  # (13.2)


@TABLE.proves("13.4", r"p_{ik} = \frac{e^{z_{ik}}}{\sum_j e^{z_{ij}}},"
                      r"f = -\frac1B \sum_{i=1}^{B} \log p_{i y_i}", "definition")
def probabilities():
    z = symbols("z", 3, real=True)
    p = [sp.exp(value) / sum(map(sp.exp, z)) for value in z]
    yield Same(sum(p), 1)
    yield from layers()


@TABLE.proves("13.5", r"\delta_L = \frac{\partial f}{\partial z_L} = \frac{P - Y}{B}")
def softmax():
    B, classes, labels = 2, 3, (1, 2)
    z = sp.Matrix(B, classes, symbols("z", B * classes, real=True))
    P = sp.Matrix(B, classes, lambda i, k: sp.exp(z[i, k]) / sum(map(sp.exp, z.row(i))))
    Y = sp.Matrix(B, classes, lambda i, k: int(labels[i] == k))
    f = -sum(sp.log(P[i, labels[i]]) for i in range(B)) / sp.Integer(B)
    yield Same(z.applyfunc(f.diff), (P - Y) / B)
    row = -z[0, 1] + sp.log(sum(map(sp.exp, z.row(0))))
    yield Same(sp.exp(sp.log(P[0, 1])), sp.exp(-row))  # how -log p is written before


@TABLE.proves("13.6", r"\frac{\partial f}{\partial W_l} = h_{l-1}^\top \delta_l,"
                      r"\frac{\partial f}{\partial b_l} = \sum_i \delta_{l,i},"
                      r"\delta_{l-1} = \delta_l W_l^\top \odot [z_{l-1} > 0]")
def backpropagation():
    """Two rows, where one entry of z before is above 0 and one below; δ is f's slope in z."""
    before = sp.Matrix(2, 2, symbols("z", 4, real=True))
    above = sp.Matrix([[1, 0], [0, 1]])  # [z > 0] near the point, where ReLU is a product with it
    h = before.multiply_elementwise(above)
    W, delta = sp.Matrix(2, 3, symbols("w", 6)), sp.Matrix(2, 3, symbols("delta", 6))
    b = sp.Matrix(1, 3, symbols("b", 3))
    z = h * W + sp.ones(2, 1) * b
    f = sum(delta.multiply_elementwise(z))  # of first order in the changes of z
    yield Same(W.applyfunc(f.diff), h.T * delta)
    yield Same(b.applyfunc(f.diff), delta.row(0) + delta.row(1))
    yield Same(before.applyfunc(f.diff), (delta * W.T).multiply_elementwise(above))
    entry, bend = sp.symbols("z", real=True, nonzero=True), sp.symbols("bend", positive=True)
    for side, slope in ((bend, 1), (-bend, 0)):
        yield Same(sp.Piecewise((entry, entry > 0), (0, True)).diff(entry).subs(entry, side), slope)

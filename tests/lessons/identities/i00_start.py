"""Lesson 00: sums of updates, and the triangle inequality."""

import numpy as np
import sympy as sp
from lessons.identities.prove import (
    AtLeast,
    Same,
    Table,
    cauchy_schwarz_gap,
    eta,
    n,
    symbols,
    t,
    total,
)

from grader.catalogue import exercise

TABLE = Table()
theta = sp.Function("theta")


@TABLE.proves("0.1", r"\theta_t=\theta_{t-1}-\eta\operatorname{sign}(g_t),t=1,2,\dots", "rule")
def sign_step():
    g = sp.symbols("g", positive=True)
    # what the lesson says of it: a fixed distance, against the gradient's sign
    yield Same(-eta * sp.sign(g), -eta)
    yield Same(-eta * sp.sign(-g), eta)
    yield Same(-eta * sp.sign(0), 0)


TABLE.defines("0.2", r"\theta_t=\theta_{t-1}+\Delta_t", "the change of update t")


@TABLE.proves("0.3", r"\theta_n=\theta_0+\sum_{t=1}^{n}\Delta_t")
def telescope():
    delta = theta(t) - theta(t - 1)  # (0.2)
    yield Same(theta(n), theta(0) + total(delta, t, 1, n))


@TABLE.proves("0.4", r"d(a,b)=\sqrt{\sum_k\sum_i(a_{k,i}-b_{k,i})^2}", "definition")
def distance():
    a, b = {"W": [1, 2], "b": [3]}, {"W": [4, -2], "b": [15]}
    d = sp.sqrt(sum((a[key][i] - b[key][i]) ** 2 for key in a for i in range(len(a[key]))))
    arrays = ({key: np.array(values, float) for key, values in point.items()} for point in (a, b))
    yield Same(d, sp.nsimplify(exercise("l2_distance").right(*arrays)))


@TABLE.bounds("0.5", r"d(\theta_0,\theta_n)\le\sum_{t=1}^{n}d(\theta_{t-1},\theta_t)")
def triangle():
    """For two updates a and b; each further one is b again, with all before it for a."""
    a, b = (sp.Matrix(symbols(name, 3, real=True)) for name in "ab")
    lengths = a.norm() * b.norm()  # at least |a·b|, by Cauchy–Schwarz:
    yield AtLeast(lengths**2, a.dot(b) ** 2, by=cauchy_schwarz_gap(a, b))
    yield Same((a.norm() + b.norm()) ** 2 - (a + b).norm() ** 2, 2 * (lengths - a.dot(b)))
    factor = sp.symbols("factor", nonnegative=True)  # the sides are equal when b goes on along a
    yield Same((a + factor * a).norm(), sp.simplify(a.norm() + (factor * a).norm()))

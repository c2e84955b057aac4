"""Lesson 05: Nesterov's look-ahead, its stored form, and what it does on a bowl. q is ηλ."""

import numpy as np
import sympy as sp
from lessons.identities.prove import AtLeast, Holds, OnGrid, Roots, Same, Table, eta, mu

TABLE = Table()
q, gap = sp.symbols("q gap", positive=True)
v, x, y, g, z = sp.symbols("v x y g z")  # of step t - 1; g is g_t
v_next = mu * v - eta * g  # (5.2)
below_one = 1 / (1 + sp.symbols("outside", positive=True))


def polynomial(z, mu=mu, q=q):
    """Give p of (5.9)."""
    return z**2 - (1 + mu) * (1 - q) * z + mu * (1 - q)


@TABLE.rule("nesterov_lookahead", {"5.1": r"y_{t-1} = x_{t-1} + \mu v_{t-1}",
                                   "5.2": r"v_t = \mu v_{t-1} - \eta g_t",
                                   "5.3": r"x_t = x_{t-1} + v_t"})
def look_ahead(x, gradient_at, state, t, h):
    y = x + h.momentum * state.get("v", 0)
    state["v"] = h.momentum * state.get("v", 0) - h.lr * gradient_at(y)
    return x + state["v"]


@TABLE.proves("5.4", r"y_t = x_{t-1} + (1+\mu) v_t = y_{t-1} - \mu v_{t-1} + (1+\mu) v_t")
def next_look_ahead():
    x_next = x + v_next  # (5.3)
    yield Same(x_next + mu * v_next, x + (1 + mu) * v_next)
    old = (x + mu * v) - mu * v  # x by (5.1)
    yield Same(x_next + mu * v_next, old + (1 + mu) * v_next)


@TABLE.proves("5.5", r"y_t = y_{t-1} + \mu v_t - \eta g_t")
def pytorch_form():
    yield Same(y - mu * v + (1 + mu) * v_next, y + mu * v_next - eta * g)
    b = sp.symbols("b")  # v = -η b by (3.7): the step of PyTorch's nesterov=True
    b_next = mu * b + g
    yield Same((mu * v_next - eta * g).subs(v, -eta * b), -eta * (g + mu * b_next))


@TABLE.proves("5.6", r"y_t = y_{t-1} + c_1 v_{t-1} - c_2\eta g_t")
def stored_form():
    yield Same(y + mu * v_next - eta * g, y + mu**2 * v - (1 + mu) * eta * g)


@TABLE.proves("5.7", r"v_t = \mu(1-q) v_{t-1} - q x_{t-1}")
def on_a_bowl():
    yield Same(v_next.subs(g, q / eta * (x + mu * v)), mu * (1 - q) * v - q * x)


@TABLE.proves("5.8", r"x_t = (1+\mu)(1-q) x_{t-1} - \mu(1-q) x_{t-2}")
def recursion():
    before = sp.symbols("before")  # x_{t-2}
    step = (mu * (1 - q) * v - q * x).subs(v, x - before)
    yield Same(x + step, (1 + mu) * (1 - q) * x - mu * (1 - q) * before)


@TABLE.proves("5.9", r"p(z) = z^2 - (1+\mu)(1-q) z + \mu(1-q)")
def characteristic():
    one_step = sp.Matrix([[(1 + mu) * (1 - q), -mu * (1 - q)], [1, 0]])  # (5.8)
    yield Same((z * sp.eye(2) - one_step).det(), polynomial(z))
    kept = mu * (1 - q)  # (4.3) with this for μ
    yield Same(z**2 - (1 + kept - q) * z + kept, polynomial(z))


@TABLE.proves("5.10", r"|z| = \sqrt{\mu(1-q)}")
def modulus():
    a = (1 + mu) * (1 - q)
    root = (a + sp.I * sp.sqrt(gap)) / 2  # gap is minus the discriminant
    squared = sp.expand(root * (a - sp.I * sp.sqrt(gap)) / 2)
    yield Same(squared.subs(gap, 4 * mu * (1 - q) - a**2), mu * (1 - q))


@TABLE.bounds("5.11", r"p(1) = q > 0, p(-1) = 2(1+\mu) - (1+2\mu)q")
def at_the_borders():
    yield Same(polynomial(1), q)
    yield Holds(q.is_positive, "a rate and a curvature are")
    yield Same(polynomial(-1), 2 * (1 + mu) - (1 + 2 * mu) * q)


@TABLE.bounds("5.12", r"0 < \eta\lambda < \frac{2(1+\mu)}{1+2\mu}")
def convergence():
    """As for (4.10): three coefficients of one sign; for q > 0 only the first can fail."""
    w, u = sp.symbols("w"), below_one
    moved = (1 - w) ** 2 * polynomial((1 + w) / (1 - w), mu=u)
    first, middle = 2 * (1 + u) - (1 + 2 * u) * q, 2 * (1 - u * (1 - q))
    yield Same(moved, first * w**2 + middle * w + q)
    yield AtLeast(middle, 0)
    yield Roots(2 * (1 + mu) - (1 + 2 * mu) * q, q, (2 * (1 + mu) / (1 + 2 * mu),))
    products, momenta = np.meshgrid(np.linspace(-1, 3, 121) + 0.003, np.linspace(0, 0.99, 50))
    trace = (1 + momenta) * (1 - products)
    root = np.emath.sqrt(trace**2 - 4 * momenta * (1 - products))
    radius = np.maximum(abs(trace + root), abs(trace - root)) / 2
    between = (products > 0) & (products < 2 * (1 + momenta) / (1 + 2 * momenta))
    yield OnGrid(((radius < 1) == between).all(), "on 6,050 settings")


@TABLE.proves("5.13", r"\mu = \frac{\sqrt{\kappa}-1}{\sqrt{\kappa}+1},"
                      r"z = \frac{(1+\mu)(1-q)}{2} = 1 - \frac{1}{\sqrt{\kappa}}")
def best_setting():
    more = sp.symbols("more", nonnegative=True)
    root_kappa = 1 + more
    best = (root_kappa - 1) / (root_kappa + 1)
    meeting, rate = 1 / root_kappa**2, 1 - 1 / root_kappa  # q = 1/κ
    yield Same((1 + best) ** 2 * (1 - meeting), 4 * best)
    yield Same((1 - best) / (1 + best), 1 / root_kappa)  # √q
    yield Same((1 + best) * (1 - meeting) / 2, rate)
    yield Same(polynomial(z, best, meeting), (z - rate) ** 2)
    yield AtLeast(rate**2, best * (1 - (meeting + gap)), by=best * gap)  # (5.10), for larger q

"""Lesson 06: AdaGrad's rates, the lemma, the place of ε."""

import numpy as np
import sympy as sp
from lessons.identities.prove import AtLeast, Same, Table, eps, symbols, t, total

TABLE = Table()
g = sp.symbols("g", real=True)
T = sp.symbols("T", integer=True, positive=True)
new = sp.symbols("new", positive=True)  # √h_t
rise = sp.symbols("rise", nonnegative=True)
old = new - rise  # √h_{t-1}


@TABLE.rule("adagrad", {
    "6.1": r"h_t = h_{t-1} + g_t^2",
    "6.2": r"\theta_t = \theta_{t-1} - \eta\frac{g_t}{\sqrt{h_t} + \varepsilon}"})
def adagrad(theta, g, state, t, h):
    state["h"] = state.get("h", 0) + g**2
    return theta - h.lr * g / (np.sqrt(state["h"]) + h.eps)


@TABLE.bounds("6.3", r"\frac{\eta}{\sqrt{h_t}} \ge \frac{\eta}{G\sqrt{t}}")
def never_zero():
    """The squares of both sides, which are positive. G²t = h_t + slack."""
    eta, h, G = sp.symbols("eta h G", positive=True)
    slack = symbols("slack", 3, nonnegative=True)
    squares = [G**2 - s for s in slack]  # each at most G²
    yield AtLeast(G**2 * 3, sum(squares), by=sum(slack))
    bound = h + slack[0]
    yield AtLeast((eta / sp.sqrt(h)) ** 2, eta**2 / bound)
    yield Same((eta / (G * sp.sqrt(t))) ** 2, (eta**2 / bound).subs(slack[0], G**2 * t - h))


@TABLE.bounds("6.4", r"2\sqrt{T+1} - 2 \;\le\;\sum_{t=1}^{T} \frac{1}{\sqrt{t}} \;\le\;"
                     r"2\sqrt{T} - 1")
def sum_of_inverse_roots():
    s = sp.symbols("s", positive=True)
    yield Same((2 * sp.sqrt(s)).diff(s), 1 / sp.sqrt(s))  # the antiderivative
    # With roots a < b of neighbours, b² - a² = 1: 2(b - a) lies between 1/b and 1/a.
    a, more = sp.symbols("a more", positive=True)
    b = a + more
    yield AtLeast(2 * (b - a) * b, b**2 - a**2, by=(b - a) ** 2)
    yield AtLeast(b**2 - a**2, 2 * (b - a) * a, by=(b - a) ** 2)
    root = sp.Function("r")  # √t
    yield Same(total(2 * (root(t + 1) - root(t)), t, 1, T), 2 * root(T + 1) - 2 * root(1))
    yield Same(1 + total(2 * (root(t) - root(t - 1)), t, 2, T), 1 + 2 * root(T) - 2 * root(1))
    yield Same(1 + 2 * sp.sqrt(T) - 2 * sp.sqrt(1), 2 * sp.sqrt(T) - 1)


@TABLE.proves("6.5", r"g_t^2 = h_t - h_{t-1}"
                     r"= \bigl(\sqrt{h_t} - \sqrt{h_{t-1}}\bigr)"
                     r"\bigl(\sqrt{h_t} + \sqrt{h_{t-1}}\bigr)")
def square_is_a_difference():
    before = sp.symbols("h", nonnegative=True)
    after = before + g**2  # (6.1)
    yield Same(g**2, after - before)
    yield Same(after - before, (sp.sqrt(after) - sp.sqrt(before))
               * (sp.sqrt(after) + sp.sqrt(before)))


@TABLE.bounds("6.6", r"\frac{g_t^2}{\sqrt{h_t}} \le 2\bigl(\sqrt{h_t} - \sqrt{h_{t-1}}\bigr)")
def one_term():
    square = new**2 - old**2  # (6.5)
    yield AtLeast(2 * (new - old), square / new, by=rise**2 / new)


@TABLE.bounds("6.7", r"\sum_{t=1}^{T} \frac{g_t^2}{\sqrt{h_t}} \le 2\sqrt{h_T}")
def lemma():
    root = sp.Function("root")  # √h_t, with √h_0 = 0
    yield Same(total(2 * (root(t) - root(t - 1)), t, 1, T), 2 * root(T) - 2 * root(0))
    # induction, one more term
    yield AtLeast(2 * new, 2 * old + (new**2 - old**2) / new, by=rise**2 / new)


TABLE.defines("6.8", r"R_T = \sum_{t=1}^{T} \bigl(f_t(\theta_{t-1}) - f_t(\theta^\ast)\bigr)",
              "the regret")


@TABLE.proves("6.14", r"\text{inside: } \frac{g}{\sqrt{g^2+\varepsilon}},"
                      r"\text{outside: } \frac{g}{|g|+\varepsilon}")
def first_step():
    h = 0 + g**2  # (6.1)
    yield Same(g / sp.sqrt(h + eps), g / sp.sqrt(g**2 + eps))
    yield Same(g / (sp.sqrt(h) + eps), g / (sp.Abs(g) + eps))

"""Lesson 07: exponential moving averages, RMSProp, Adadelta and its units."""

import numpy as np
import sympy as sp
from lessons.identities.prove import Holds, Roots, Same, Table, eps, eta, k, rho, t, total

from grader.catalogue import exercise

TABLE = Table()
g, c = sp.symbols("g c", positive=True)
x = sp.Function("x")
smaller = sp.symbols("smaller", positive=True)
below_one = 1 / (1 + smaller)


def average(t):
    """Give a_t by (7.1), from a_0 = 0."""
    return rho * average(t - 1) + (1 - rho) * x(t) if t else 0


@TABLE.proves("7.1", r"a_t = \rho a_{t-1} + (1-\rho) x_t", "definition")
def ema():
    old, new = sp.symbols("old new")
    yield Same(exercise("ema").right(old, new, rho), rho * old + (1 - rho) * new)


@TABLE.proves("7.2", r"a_t = (1-\rho)\sum_{k=0}^{t-1} \rho^k x_{t-k}")
def unrolled():
    for time in range(1, 5):
        yield Same(average(time), (1 - rho) * sum(rho**k * x(time - k) for k in range(time)))
    yield Same(rho * ((1 - rho) * rho**k), (1 - rho) * rho ** (k + 1))  # induction: old terms


@TABLE.proves("7.3", r"(1-\rho)\sum_{k=0}^{t-1} \rho^k = 1 - \rho^t")
def weights():
    yield Same((1 - rho) * total(rho**k, k, 0, t - 1), 1 - rho**t)


@TABLE.proves("7.4", r"N = \frac{1}{1-\rho}")
def window():
    N = sp.symbols("N", positive=True)
    yield Roots(1 - rho - 1 / N, N, (1 / (1 - rho),))


@TABLE.proves("7.5", r"\ln \rho^N = \frac{\ln\rho}{1-\rho} \longrightarrow -1 (\rho \to 1),"
                     r"1-\rho^N \longrightarrow 1-\frac1e = 0.632")
def share_inside():
    N = 1 / (1 - rho)
    yield Same(sp.expand_log(sp.log(rho**N), force=True), sp.log(rho) / (1 - rho))
    yield Same(sp.limit(sp.log(rho) / (1 - rho), rho, 1, "-"), -1)
    yield Same(1 - sp.exp(sp.limit(sp.log(rho) / (1 - rho), rho, 1, "-")), 1 - 1 / sp.E)
    yield Holds(round(float(1 - 1 / sp.E), 3) == 0.632, "its first digits")
    a = sp.symbols("a")  # 1 - ρ; the series from which the limit is read
    yield Same(sp.series(sp.log(1 - a), a, 0, 3).removeO(), -a - a**2 / 2)


@TABLE.proves("7.6", r"c = -\rho c + 1 - \rho\Longrightarrow c = \frac{1-\rho}{1+\rho}")
def alternating():
    a = c * (-1) ** (t - 1)
    yield Same((rho * a + (1 - rho) * (-1) ** t) / (-1) ** t, -rho * c + 1 - rho)
    yield Roots(-rho * c + 1 - rho - c, c, ((1 - rho) / (1 + rho),))


@TABLE.rule("rmsprop", {
    "7.7": r"h_t = \rho h_{t-1} + (1-\rho) g_t^2",
    "7.8": r"\theta_t = \theta_{t-1} - \eta\frac{g_t}{\sqrt{h_t} + \varepsilon}"})
def rmsprop(theta, g, state, t, h):
    state["h"] = h.decay_rate * state.get("h", 0) + (1 - h.decay_rate) * g**2
    return theta - h.lr * g / (np.sqrt(state["h"]) + h.eps)


@TABLE.proves("7.9", r"|\theta_t - \theta_{t-1}| = \frac{\eta}{\sqrt{1-\rho^t}}")
def first_steps():
    mean = (1 - below_one**t) * g**2
    yield Same((1 - rho) * total(rho**k * g**2, k, 0, t - 1), (1 - rho**t) * g**2)  # (7.2)
    yield Same((eta * g / sp.sqrt(mean)) ** 2, (eta / sp.sqrt(1 - below_one**t)) ** 2)
    yield Same(sp.limit(eta / sp.sqrt(1 - below_one**t), t, sp.oo), eta)


@TABLE.says(r"\sqrt h = \lambda\eta/2 = |g|")
def at_the_limit():
    root_h, lam = sp.symbols("root_h lambda", positive=True)
    yield Roots(eta / root_h - 2 / lam, root_h, (lam * eta / 2,))  # (1.4) for the effective rate
    yield Same(lam * (eta / 2), lam * eta / 2)  # the gradient at η/2, of which each step leads to
    yield Same(eta / 2 - eta * (lam * eta / 2) / (lam * eta / 2), -eta / 2)  # the other side


def taken(g, h, d, upper=eps, lower=eps):
    """Give Δ of (7.10)."""
    return -sp.sqrt(d + upper) / sp.sqrt(h + lower) * g


@TABLE.rule("adadelta", {
    "7.10": r"\Delta_t = -\frac{\sqrt{d_{t-1}+\varepsilon}}{\sqrt{h_t+\varepsilon}}\; g_t,"
            r"\theta_t = \theta_{t-1} + \Delta_t",
    "7.11": r"d_t = \rho d_{t-1} + (1-\rho)\Delta_t^2, d_0 = 0"})
def adadelta(theta, g, state, t, h):
    d = state.get("d", 0)
    state["h"] = h.rho * state.get("h", 0) + (1 - h.rho) * g**2
    delta = -np.sqrt(d + h.eps) / np.sqrt(state["h"] + h.eps) * g
    state["d"] = h.rho * d + (1 - h.rho) * delta**2
    return theta + delta


@TABLE.proves("7.12", r"g \to \frac{g}{c}, h \to \frac{h}{c^2}, d \to c^2 d,"
                      r"\Delta \to c\Delta")
def change_of_unit():
    theta, h, d = sp.symbols("theta h d", positive=True)
    f = sp.Function("f")(theta)  # its numbers stay, with θ/c for θ
    slope = f.diff(theta).subs(theta, theta / c)
    yield Same(f.subs(theta, theta / c).diff(theta), slope / c)
    yield Same(rho * h / c**2 + (1 - rho) * (g / c) ** 2, (rho * h + (1 - rho) * g**2) / c**2)
    yield Same(taken(g / c, h / c**2, c**2 * d, c**2 * eps, eps / c**2), c * taken(g, h, d))
    delta = taken(g, h, d)
    yield Same(rho * c**2 * d + (1 - rho) * (c * delta) ** 2,
               c**2 * (rho * d + (1 - rho) * delta**2))


@TABLE.proves("7.13", r"|\Delta_1| = \frac{\sqrt{\varepsilon}|g_1|}{"
                      r"\sqrt{(1-\rho)g_1^2+\varepsilon}}"
                      r"\approx \sqrt{\frac{\varepsilon}{1-\rho}}")
def first_of_adadelta():
    h = (1 - below_one) * g**2
    first = sp.sqrt(eps) * g / sp.sqrt((1 - below_one) * g**2 + eps)
    yield Same(-taken(g, h, 0), first)
    yield Same(sp.limit(first, g, sp.oo) ** 2, eps / (1 - below_one))


@TABLE.proves("7.14", r"h_t = 0.01\;\frac{1.99^t - 1}{0.99}")
def plus_equals():
    growth, new = sp.Rational(199, 100), sp.Rational(1, 100)

    def h(t):
        return new * (growth**t - 1) / (growth - 1)
    rate = sp.Rational(99, 100)
    yield Same(h(0), 0)
    yield Same(h(t) + (rate * h(t) + (1 - rate) * 1), h(t + 1))  # h += the average
    yield Same(growth - 1, sp.Rational(99, 100))

"""Lesson 11: what a falling rate does, and sums of rates."""

from itertools import product

import sympy as sp
from lessons.identities.prove import (
    AtLeast,
    Holds,
    Same,
    Table,
    eta,
    k,
    lam,
    n,
    sigma,
    symbols,
    t,
    total,
)

TABLE = Table()
B, S, eta0 = sp.symbols("B S eta_0", positive=True)
below_one = 1 / (1 + sp.symbols("smaller", positive=True))


@TABLE.proves("11.1", r"S_{t+1} = (1-\eta_t\lambda)^2 S_t + \frac{\eta_t^2\sigma^2}{B}")
def second_moment():
    """For x and ξ of two values each, all four pairs as likely: independent, ξ of mean 0."""
    x, s = symbols("x", 2), sp.symbols("s")
    after = [((1 - eta * lam) * a - eta * b) ** 2 for a, b in product(x, (s, -s))]  # (2.10)
    before, noise = (x[0] ** 2 + x[1] ** 2) / 2, s**2  # S_t, and σ²/B
    yield Same(sum(after) / 4, (1 - eta * lam) ** 2 * before + eta**2 * noise)


def floor(rate):
    """Give (2.12)'s V."""
    return rate * sigma**2 / (lam * B * (2 - rate * lam))


@TABLE.proves("11.2", r"\frac{V(\eta')}{V(\eta)}"
                      r"= \frac{\eta'}{\eta}\cdot\frac{2-\eta\lambda}{2-\eta'\lambda}")
def drop_of_the_floor():
    new = sp.symbols("eta_new", positive=True)
    yield Same(floor(new) / floor(eta), new / eta * (2 - eta * lam) / (2 - new * lam))
    yield Same((1 - eta * lam) ** 2 * floor(eta) + eta**2 * sigma**2 / B, floor(eta))  # (11.1)


@TABLE.proves("11.4", r"E[x_n] = x_0\prod_{t=0}^{n-1}(1-\eta_t\lambda)")
def mean():
    rate, x0 = sp.Function("eta"), sp.symbols("x0")

    def E(n):
        return x0 * sp.prod(1 - rate(t) * lam for t in range(n))
    yield Same(E(0), x0)
    for last in range(4):
        yield Same((1 - rate(last) * lam) * E(last) - rate(last) * 0, E(last + 1))  # E[ξ] = 0


@TABLE.bounds("11.5", r"x_0e^{-2\lambda\sum\eta_t} \le E[x_n] \le x_0e^{-\lambda\sum\eta_t}")
def exponentials():
    """For one factor, a = ηλ; a product of such factors has the exponents' sum."""
    a, half = sp.symbols("a", nonnegative=True), sp.Rational(1, 2)
    upper = sp.exp(-a) - (1 - a)
    yield Same(upper.subs(a, 0), 0)
    yield Same(upper.diff(a).subs(a, 0), 0)  # a tangent at 0
    yield Holds(upper.diff(a, 2).is_positive, "convex, so never below its tangent")
    lower = (1 - a) - sp.exp(-2 * a)
    yield Same(lower.subs(a, 0), 0)
    yield Holds(lower.subs(a, half).is_positive, "above at the right end")
    yield Holds(lower.diff(a, 2).is_negative, "concave, so above between two such ends")
    rates = symbols("rate", 3)
    yield Same(sp.prod(sp.exp(-2 * lam * rate) for rate in rates), sp.exp(-2 * lam * sum(rates)))


@TABLE.proves("11.7", r"\sum_{t=0}^{\infty}\eta_0e^{-kt} = \frac{\eta_0}{1-e^{-k}}")
def geometric():
    first = sp.symbols("t", integer=True, nonnegative=True)
    partial = total(eta0 * below_one**first, first, 0, n - 1)  # e^{-k} is some number below 1
    yield Same(sp.limit(partial, n, sp.oo), eta0 / (1 - below_one))
    yield Same(sp.exp(-k * first), sp.exp(-k) ** first)


@TABLE.bounds("11.8", r"S_{t+1} - \varepsilon \le (1-a_t)(S_t - \varepsilon)")
def to_zero():
    """With a at most 1, and η²σ²/B at most a times the bound that was chosen."""
    a, bound = below_one, sp.symbols("bound", positive=True)
    less = sp.symbols("less", nonnegative=True)
    after = (1 - a) ** 2 * S + (a * bound - less)  # (11.1)
    yield AtLeast(1 - a, (1 - a) ** 2)
    yield AtLeast((1 - a) * (S - bound), after - bound, by=sp.factor(a * (1 - a)) * S + less)
    yield Same(eta**2 * sigma**2 / B, eta * lam * (eta * sigma**2 / (lam * B)))


@TABLE.bounds("11.10", r"\ln(n+1) \le \sum_{t=1}^{n}\frac{1}{t} \le 1 + \ln n,"
                       r"\sum_{t=1}^{n}\frac{1}{\sqrt t} \ge 2\sqrt{n+1} - 2")
def sums_and_integrals():
    """Each term 1/t lies between ln((t+1)/t) and ln(t/(t-1)); u is 1/t, below 1 in the second."""
    u = sp.symbols("u", positive=True)
    for gap, u_below in ((u - sp.log(1 + u), u), (-sp.log(1 - u) - u, below_one)):
        yield Same(gap.subs(u, 0), 0)
        yield Holds(sp.factor(gap.diff(u)).subs(u, u_below).factor().is_positive, "it grows")
    yield Same(sp.log(1 + 1 / t), sp.log(t + 1) - sp.log(t))
    log = sp.Function("log")
    yield Same(total(log(t + 1) - log(t), t, 1, n), log(n + 1) - log(1))
    yield Same(1 + total(log(t) - log(t - 1), t, 2, n), 1 + log(n) - log(1))
    a, more = sp.symbols("a more", positive=True)  # √t and √(t + 1): their squares differ by 1
    b = a + more
    yield AtLeast(b**2 - a**2, 2 * (b - a) * a, by=(b - a) ** 2)
    yield Same(total(2 * (log(t + 1) - log(t)), t, 1, n), 2 * log(n + 1) - 2 * log(1))


@TABLE.says(r"the rates' sum is finite ($\eta_0 n/(1-d)$ with $n$ updates to each")
def sum_of_drops():
    drops = sp.symbols("drops", integer=True, nonnegative=True)
    partial = total(n * eta0 * below_one**drops, drops, 0, t - 1)  # n updates at each rate
    yield Same(sp.limit(partial, t, sp.oo), eta0 * n / (1 - below_one))

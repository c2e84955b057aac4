"""Lesson 14: the mean of schedule-free SGD, a bound on the distance, Sophia's cut."""

import sympy as sp
from lessons.identities.prove import AtLeast, Roots, Same, Table, cauchy_schwarz_gap, symbols, t

TABLE = Table()


@TABLE.rule("schedule_free", {
    "14.11": r"z_t = z_{t-1} - \eta g_t",
    "14.12": r"x_t = (1-c_t)x_{t-1} + c_t z_t",
    "14.13": r"y_t = (1-\mu)z_t + \mu x_t"})
def schedule_free(y, g, state, t, h):
    z, x = state.get("z", y), state.get("x", y)
    c = 1 / t
    state["z"] = z - h.lr * g
    state["x"] = (1 - c) * x + c * state["z"]
    return (1 - h.momentum) * state["z"] + h.momentum * state["x"]


@TABLE.says(r"t x_t = (t-1) x_{t-1} + z_t$, $c_t = 1/t$")
def mean_of_the_points():
    x, z, c = sp.symbols("x z c")
    yield Roots((1 - c) * x + c * z - ((t - 1) * x + z) / t, c, (1 / t,))


T = 3
g = [sp.Matrix(symbols(f"g{i}_", 2, real=True)) for i in range(T)]
theta = [sp.Matrix(symbols(f"theta{i}_", 2, real=True)) for i in range(T)]
best = sp.Matrix(symbols("best", 2, real=True))


@TABLE.bounds("14.14", r"0 \le \sum_{t=1}^{T} g_t^\top(\theta_{t-1} - \theta^\ast)"
                       r"= \sum_{t=1}^{T} g_t^\top(\theta_{t-1} - \theta_0)"
                       r"+ \Bigl(\sum_{t=1}^{T} g_t\Bigr)^\top (\theta_0 - \theta^\ast)")
def split():
    gains = symbols("gain", T, nonnegative=True)  # f(θ_{t-1}) - f(θ*), at most g·(θ_{t-1} - θ*)
    yield AtLeast(sum(gains), 0)
    whole = sp.zeros(2, 1)
    for slope in g:
        whole += slope
    yield Same(sum(g[i].dot(theta[i] - best) for i in range(T)),
               sum(g[i].dot(theta[i] - theta[0]) for i in range(T)) + whole.dot(theta[0] - best))


@TABLE.bounds("14.15", r"D \ge \frac{\sum_t g_t^\top(\theta_0 - \theta_{t-1})}{\|\sum_t g_t\|}")
def distance():
    """Where the gradients' sum is not 0."""
    a, d = (sp.Matrix(symbols(name, 2, real=True)) for name in "ad")  # the sum, and θ_0 - θ*
    yield AtLeast(a.dot(a) * d.dot(d), a.dot(d) ** 2, by=cauchy_schwarz_gap(a, d))
    length, D, path = sp.symbols("length D path", positive=True)
    slack = sp.symbols("slack", nonnegative=True)
    # (14.14): 0 ≤ -path + a·d with a·d ≤ length D, path being the numerator
    yield AtLeast(D, (length * D - slack) / length, by=slack / length)
    yield Roots(-path + length * D, D, (path / length,))


@TABLE.proves("14.16", r"\theta_t = \theta_{t-1} - \eta\operatorname{clip}\Bigl("
                       r"\frac{m_t}{\max(\gamma h_t, \varepsilon)},1\Bigr)", "cited")
def sophia():
    """Liu et al. 2023, arXiv 2305.14342, Algorithm 3; shown is what the lesson says of it.

    So in the paper's later versions: the first cuts m/max(h, ε) at a size ρ.
    """
    m, h, gamma, eps = sp.symbols("m h gamma varepsilon", positive=True)

    def clip(x):
        return sp.Max(-1, sp.Min(1, x))

    def step(m, h):
        return clip(m / sp.Max(gamma * h, eps))
    numbers = {gamma: sp.Rational(1, 100), eps: sp.Rational(1, 10**12)}
    for m in (sp.Rational(1, 10), -sp.Rational(1, 10)):
        yield Same(step(m, 0).subs(numbers), sp.sign(m))  # tiny h: the sign is left
        yield Same(step(m, -1).subs(numbers), sp.sign(m))  # negative h: still downhill
        yield Same(step(m, 100).subs(numbers), m)  # large h: Newton's, with a factor

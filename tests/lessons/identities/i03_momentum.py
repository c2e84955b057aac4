"""Lesson 03: three forms of momentum, one method at a constant rate."""

import sympy as sp
from lessons.identities.prove import Roots, Same, Table, eta, k, mu, symbols, t, total

TABLE = Table()
g = sp.Function("g")
STEPS = 5


@TABLE.rule("momentum", {"3.1": r"v_t = \mu v_{t-1} - \eta g_t",
                         "3.2": r"\theta_t = \theta_{t-1} + v_t"})
def form_a(theta, g, state, t, h):
    state["v"] = h.momentum * state.get("v", 0) - h.lr * g
    return theta + state["v"]


@TABLE.rule("momentum_torch", {
    "3.5": r"b_t = \mu b_{t-1} + g_t,\theta_t = \theta_{t-1} - \eta b_t"})
def form_b(theta, g, state, t, h):
    state["b"] = h.momentum * state.get("b", 0) + g
    return theta - h.lr * state["b"]


@TABLE.rule("momentum_ema", {
    "3.6": r"m_t = \mu m_{t-1} + (1-\mu) g_t,\theta_t = \theta_{t-1} - \eta m_t"})
def form_c(theta, g, state, t, h):
    state["m"] = h.momentum * state.get("m", 0) + (1 - h.momentum) * g
    return theta - h.lr * state["m"]


def velocity(t, rate=lambda t: eta):
    """Give v_t by (3.1), from v_0 = 0."""
    return mu * velocity(t - 1, rate) - rate(t) * g(t) if t else 0


def accumulated(t):
    """Give b_t by (3.5), from b_0 = 0."""
    return mu * accumulated(t - 1) + g(t) if t else 0


def average(t):
    """Give m_t by (3.6), from m_0 = 0."""
    return mu * average(t - 1) + (1 - mu) * g(t) if t else 0


@TABLE.proves("3.3", r"v_t = -\eta \sum_{k=0}^{t-1} \mu^k g_{t-k}")
def unrolled():
    for time in range(1, STEPS):
        yield Same(velocity(time), -eta * sum(mu**k * g(time - k) for k in range(time)))
    yield Same(mu * (-eta * mu**k), -eta * mu ** (k + 1))  # induction: the term of g_{t-k}
    yield Same(-eta * g(t + 1), -eta * mu**0 * g(t + 1 - 0))  # and the new one


@TABLE.proves("3.4", r"v_t = -\eta g\frac{1-\mu^t}{1-\mu} \longrightarrow -\frac{\eta g}{1-\mu}")
def constant_gradient():
    constant, smaller = sp.symbols("g"), sp.symbols("smaller", positive=True)
    v = -eta * constant * (1 - mu**t) / (1 - mu)
    yield Same(-eta * total(mu**k * constant, k, 0, t - 1), v)
    yield Same(mu * v - eta * constant, v.subs(t, t + 1))
    below_one = 1 / (1 + smaller)
    yield Same(sp.limit(v.subs(mu, below_one), t, sp.oo), -eta * constant / (1 - below_one))


@TABLE.says(r"alternate in sign leave $1/(1+\mu)$")
def alternating_gradients():
    """The velocity is c (-1)^t times the gradient's size and η, once the start has faded."""
    c = sp.symbols("c")
    yield Roots(mu * (c * (-1) ** (t - 1)) - (-1) ** t - c * (-1) ** t, c, (-1 / (1 + mu),))


@TABLE.proves("3.7", r"v_t = -\eta b_t , m_t = (1-\mu) b_t")
def one_method():
    for time in range(STEPS):
        yield Same(velocity(time), -eta * accumulated(time))
        yield Same(average(time), (1 - mu) * accumulated(time))


@TABLE.proves("3.8", r"v_t = \mu v_{t-1} - \eta g_t = -\eta(\mu b_{t-1} + g_t) = -\eta b_t")
def induction_of_a():
    b, new = sp.symbols("b g")
    v = -eta * b  # supposed at t - 1
    yield Same(mu * v - eta * new, -eta * (mu * b + new))


@TABLE.proves("3.9", r"m_t = (1-\mu)\mu b_{t-1} + (1-\mu) g_t = (1-\mu) b_t")
def induction_of_c():
    b, new = sp.symbols("b g")
    m = (1 - mu) * b  # supposed at t - 1
    yield Same(mu * m + (1 - mu) * new, (1 - mu) * mu * b + (1 - mu) * new)
    yield Same((1 - mu) * mu * b + (1 - mu) * new, (1 - mu) * (mu * b + new))


@TABLE.proves("3.10", r"\eta_A = \eta_B = \eta, \eta_C = \frac{\eta}{1-\mu}")
def rates():
    b, rate = sp.symbols("b rate", positive=True)
    of_a, of_c = -rate * b, -rate * (1 - mu) * b  # the steps at another rate, by (3.7)
    yield Roots(of_a - (-eta * b), rate, (eta,))
    yield Roots(of_c - (-eta * b), rate, (eta / (1 - mu),))


@TABLE.proves("3.11", r"\text{A: } v_t = -\sum_{k=0}^{t-1} \mu^k \eta_{t-k} g_{t-k}"
                      r"\text{B: } -\eta_t b_t = -\eta_t \sum_{k=0}^{t-1} \mu^k g_{t-k}")
def changing_rate():
    rate = sp.Function("eta")
    for time in range(1, STEPS):
        past = range(time)
        yield Same(velocity(time, rate), -sum(mu**k * rate(time - k) * g(time - k) for k in past))
        yield Same(-rate(time) * accumulated(time),
                   -rate(time) * sum(mu**k * g(time - k) for k in past))
    rates = symbols("eta", 2)  # at t = 2 they are the same only if the rate is
    steps = velocity(2, lambda t: rates[t - 1]) + rates[1] * accumulated(2)
    yield Same(steps, mu * (rates[1] - rates[0]) * g(1))

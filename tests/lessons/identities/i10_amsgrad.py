"""Lesson 10: why Adam climbs, AMSGrad, NAdam."""

import numpy as np
import sympy as sp
from lessons.identities.prove import AtLeast, Holds, Same, Table, eta, symbols, t

TABLE = Table()
above = sp.symbols("above", positive=True)
C = 2 + above
beta2 = 1 / (1 + C**2)
w = sp.symbols("w", nonnegative=True)  # by how much the newest weighs more than 1 - β₂


@TABLE.proves("10.1", r"f_t(x) = C x \quad \text{for } t = 1, 4, 7, \dots,"
                      r"f_t(x) = -x \quad \text{otherwise}", "definition")
def three_lines():
    x = sp.symbols("x")
    yield Same(C * x - x - x, (C - 2) * x)  # best at -1, since C > 2
    yield Same(beta2 * C**2, 1 - beta2)  # the choice of β₂


@TABLE.bounds("10.2", r"\hat v_t \ge (1-\beta_2)C^2")
def after_the_large():
    beta, rest = 1 / (1 + above), sp.symbols("rest", nonnegative=True)
    newest = (1 - beta) / (1 - beta**t)  # its weight in v̂, lesson 08
    yield Same(newest * (1 - beta**t), (1 - beta) * 1)
    yield AtLeast(1, 1 - beta**t, by=beta**t)  # so the weight is 1 - β₂ or more
    yield AtLeast((1 - beta2 + w) * C**2 + rest, (1 - beta2) * C**2, by=w * C**2 + rest)


@TABLE.bounds("10.3", r"\hat v_{t+1},\ \hat v_{t+2} \le (1-\beta_2) + \beta_2C^2 = 2(1-\beta_2)")
def after_the_small():
    newest = 1 - beta2 + w  # the others weigh the rest, and are at most C²
    yield AtLeast((1 - beta2) + beta2 * C**2, newest * 1 + (1 - newest) * C**2,
                  by=w * (C - 1) * (C + 1))
    yield Same((1 - beta2) + beta2 * C**2, 2 * (1 - beta2))


@TABLE.bounds("10.4", r"\text{fall} \le \frac{\eta_t}{\sqrt{1-\beta_2}},"
                      r"\text{both rises} \ge \frac{\eta_{t+1}+\eta_{t+2}}{\sqrt{2(1-\beta_2)}}")
def one_round():
    """The squares of fall and of one rise, without ε: m̂ is the gradient, as β₁ is 0."""
    rate, slack, v_hat = sp.symbols("rate slack v_hat", positive=True)
    yield AtLeast(rate**2 / v_hat, rate**2 / (v_hat + slack))  # the larger v̂, the shorter
    least = (1 - beta2) * C**2  # (10.2)
    yield Same(rate * C / sp.sqrt(least), rate / sp.sqrt(1 - beta2))
    most = (1 - beta2) + beta2 * C**2  # (10.3)
    yield Same(1 / most, 1 / (2 * (1 - beta2)))
    two = sp.symbols("two", positive=True)  # the root of that
    rates = symbols("rate", 2, positive=True)
    yield Same(rates[0] * 1 / two + rates[1] * 1 / two, sum(rates) / two)


@TABLE.bounds("10.5", r"\frac{\text{both rises}}{\text{fall}} \ge \frac{1}{\sqrt 2}"
                      r"\left(\sqrt{\frac{t}{t+1}}+\sqrt{\frac{t}{t+2}}\right)")
def quotient():
    def rate(t):
        return eta / sp.sqrt(t)
    one = sp.symbols("one", positive=True)  # √(1 - β₂)
    rises, fall = (rate(t + 1) + rate(t + 2)) / (sp.sqrt(2) * one), rate(t) / one
    share = (sp.sqrt(t / (t + 1)) + sp.sqrt(t / (t + 2))) / sp.sqrt(2)
    yield Same(rises / fall, share)
    for s in (1, 2):  # it grows with t
        yield Holds((t / (t + s)).diff(t).factor().is_positive, f"t/(t + {s}) grows")
    yield Holds(round(float(share.subs(t, 4)), 2) == 1.21, "at t = 4")


@TABLE.rule("amsgrad", {"10.6": r"u_t = \max(u_{t-1},v_t),"
                                r"\theta_t = \theta_{t-1} - \eta"
                                r"\frac{\hat m_t}{\sqrt{u_t/(1-\beta_2^t)}+\varepsilon}"})
def amsgrad(theta, g, state, t, h):
    state["m"] = h.beta1 * state.get("m", 0) + (1 - h.beta1) * g
    state["v"] = h.beta2 * state.get("v", 0) + (1 - h.beta2) * g**2
    state["u"] = np.maximum(state.get("u", 0), state["v"])
    m_hat = state["m"] / (1 - h.beta1**t)
    return theta - h.lr * m_hat / (np.sqrt(state["u"] / (1 - h.beta2**t)) + h.eps)


@TABLE.proves("10.7", r"y_t = y_{t-1} - \eta\bigl(\mu_{t+1}m_t + (1-\mu_t)g_t\bigr)")
def form_c_ahead():
    x, m, g, now, ahead = sp.symbols("x m g mu_t mu_next")  # x and m of step t - 1
    m_next = now * m + (1 - now) * g
    y, y_next = x - eta * now * m, (x - eta * m_next) - eta * ahead * m_next
    yield Same(y_next, y - eta * (ahead * m_next + (1 - now) * g))
    P = sp.symbols("P")  # P_{t-1}: the weights' sum, step 5's induction
    yield Same(now * (1 - P) + (1 - now), 1 - now * P)


@TABLE.rule("nadam", {
    "10.8": r"\theta_t = \theta_{t-1} - \frac{\eta}{\sqrt{\hat v_t}+\varepsilon}"
            r"\left(\frac{\mu_{t+1}m_t}{1-P_{t+1}} + \frac{(1-\mu_t)g_t}{1-P_t}\right)",
    "10.9": r"\mu_t = \beta_1\left(1 - \frac{1}{2}\cdot 0.96^{t\psi}\right)"})
def nadam(theta, g, state, t, h):
    def mu(t):
        return h.beta1 * (1 - 0.5 * 0.96 ** (t * h.momentum_decay))
    state["m"] = h.beta1 * state.get("m", 0) + (1 - h.beta1) * g
    state["v"] = h.beta2 * state.get("v", 0) + (1 - h.beta2) * g**2
    v_hat = state["v"] / (1 - h.beta2**t)
    P, P_next = (np.prod([mu(i) for i in range(1, last + 1)]) for last in (t, t + 1))
    ahead = mu(t + 1) * state["m"] / (1 - P_next) + (1 - mu(t)) * g / (1 - P)
    return theta - h.lr / (np.sqrt(v_hat) + h.eps) * ahead

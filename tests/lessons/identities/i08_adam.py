"""Lesson 08: what the bias correction is, and what it does to the steps."""

import numpy as np
import sympy as sp
from lessons.identities.prove import Same, Table, beta1, beta2, symbols, t, total

TABLE = Table()
g = sp.Function("g")
i = sp.symbols("i", integer=True, positive=True)
# below 1, where a limit needs it
small = 1 / (1 + sp.symbols("smaller", positive=True))


@TABLE.rule("adam", {
    "8.1": r"m_t = \beta_1 m_{t-1} + (1-\beta_1) g_t",
    "8.2": r"v_t = \beta_2 v_{t-1} + (1-\beta_2) g_t^2",
    "8.9": r"\theta_t = \theta_{t-1} - \eta\frac{\hat m_t}{\sqrt{\hat v_t} + \varepsilon}"})
def adam(theta, g, state, t, h):
    state["m"] = h.beta1 * state.get("m", 0) + (1 - h.beta1) * g
    state["v"] = h.beta2 * state.get("v", 0) + (1 - h.beta2) * g**2
    m_hat, v_hat = state["m"] / (1 - h.beta1**t), state["v"] / (1 - h.beta2**t)  # (8.5)
    return theta - h.lr * m_hat / (np.sqrt(v_hat) + h.eps)


def average(t, beta, of):
    """Give m_t by (8.1), from m_0 = 0."""
    return beta * average(t - 1, beta, of) + (1 - beta) * of(t) if t else 0


@TABLE.proves("8.3", r"m_t = (1-\beta_1)\sum_{i=1}^{t} \beta_1^{t-i} g_i")
def unrolled():
    for time in range(1, 5):
        terms = (beta1 ** (time - i) * g(i) for i in range(1, time + 1))
        yield Same(average(time, beta1, g), (1 - beta1) * sum(terms))
    yield Same(beta1 * beta1 ** (t - i), beta1 ** (t + 1 - i))  # induction: old terms
    yield Same((beta1 ** (t - i)).subs(i, t), 1)  # and the new one


@TABLE.proves("8.4", r"(1-\beta_1)\sum_{i=1}^{t} \beta_1^{t-i}"
                     r" = (1-\beta_1)\frac{1-\beta_1^t}{1-\beta_1}= 1-\beta_1^t")
def weights():
    j = sp.symbols("j", integer=True, nonnegative=True)  # t - i
    yield Same(total(beta1**j, j, 0, t - 1), (1 - beta1**t) / (1 - beta1))
    yield Same((1 - beta1) * (1 - beta1**t) / (1 - beta1), 1 - beta1**t)


@TABLE.proves("8.5", r"\hat m_t = \frac{m_t}{1-\beta_1^t},"
                     r"\hat v_t = \frac{v_t}{1-\beta_2^t}")
def corrected():
    constant = sp.symbols("g", positive=True)
    for time in range(1, 5):
        m = average(time, beta1, lambda t: constant)
        v = average(time, beta2, lambda t: constant**2)
        yield Same(m / (1 - beta1**time), constant)
        yield Same(v / (1 - beta2**time), constant**2)


@TABLE.proves("8.6", r"r_t = \frac{m_t/\sqrt{v_t}}{\hat m_t/\sqrt{\hat v_t}}"
                     r"= \frac{1-\beta_1^t}{\sqrt{1-\beta_2^t}}")
def ratio():
    m, v = sp.symbols("m v", positive=True)
    missing = 1 - small**t  # 1 - β₂^t, positive
    m_hat, v_hat = m / (1 - beta1**t), v / missing
    r = (m / sp.sqrt(v)) / (m_hat / sp.sqrt(v_hat))
    yield Same(r, (1 - beta1**t) / sp.sqrt(missing))
    first = (1 - beta1) / sp.sqrt(1 - small)
    yield Same(((1 - beta1**t) / sp.sqrt(missing)).subs(t, 1), first)


def means_of_gradients(time):
    """Give E[m_t] by (8.3), and the means of the gradients."""
    e = symbols("e", time + 1)  # e[i] is E[g_i]
    weights = [(1 - beta1) * beta1 ** (time - i) for i in range(1, time + 1)]
    zeta = sum(w * (mean - e[time]) for w, mean in zip(weights, e[1:], strict=True))  # (8.8)
    return sum(w * mean for w, mean in zip(weights, e[1:], strict=True)), zeta, e[1:]


@TABLE.proves("8.7", r"E[m_t] = (1-\beta_1)\sum_{i=1}^{t}\beta_1^{t-i} E[g_i]"
                     r"= (1-\beta_1^t)E[g_t] + \zeta_t")
def mean_of_the_average():
    for time in range(1, 5):
        mean, zeta, e = means_of_gradients(time)
        yield Same(average(time, beta1, lambda t, e=e: e[t - 1]), mean)
        yield Same(mean, (1 - beta1**time) * e[-1] + zeta)


@TABLE.proves("8.8", r"\zeta_t = (1-\beta_1)\sum_{i=1}^{t}\beta_1^{t-i}"
                     r"\bigl(E[g_i] - E[g_t]\bigr)")
def drift():
    for time in range(1, 5):
        mean, zeta, e = means_of_gradients(time)
        yield Same(zeta, mean - (1 - beta1**time) * e[-1])
        yield Same(zeta.subs(dict.fromkeys(e, e[0])), 0)  # stationary


@TABLE.says(r"The first step is $(1-\beta_1)/\sqrt{1-\beta_2}$ times $\eta$")
def first_step_uncorrected():
    g = sp.symbols("g", positive=True)
    m, v = (1 - beta1) * g, (1 - small) * g**2
    yield Same((m / sp.sqrt(v)) ** 2, ((1 - beta1) / sp.sqrt(1 - small)) ** 2)

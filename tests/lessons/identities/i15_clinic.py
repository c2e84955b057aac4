"""Lesson 15: the first steps by which diseases are told apart."""

import sympy as sp
from lessons.identities.prove import Same, Table, beta1, eps, eta, lam, mu, t

TABLE = Table()
beta2 = 1 / (1 + sp.symbols("smaller", positive=True))
tau = sp.symbols("tau", integer=True, positive=True)
g = sp.symbols("g", positive=True)

TABLE.defines("15.1", r"\Delta_t = \theta_t - \theta_{t-1}", "the steps of a trace")
TABLE.defines("15.2", r"d_\ell = \max_{t,i} \bigl|\theta^{\ell}_{t,i} - \theta_{t,i}\bigr|",
              "the distance of a replay")


def step(clock):
    """Give Adam's step, without ε, from right moments and a clock."""
    m, v = sp.symbols("m v", positive=True)
    return eta * (m / (1 - beta1**clock)) / sp.sqrt(v / (1 - beta2**clock))


def quotient(t, tau):
    """Give the right side of (15.3)."""
    return (1 - beta1**t) / (1 - beta1**tau) * sp.sqrt(1 - beta2**tau) / sp.sqrt(1 - beta2**t)


@TABLE.proves("15.3", r"r_t = \frac{1-\beta_1^t}{1-\beta_1^\tau}\cdot"
                      r"\frac{\sqrt{1-\beta_2^\tau}}{\sqrt{1-\beta_2^t}}")
def wrong_clock():
    yield Same(step(tau) / step(t), quotient(t, tau))
    limit = (1 - beta1**t) / sp.sqrt(1 - beta2**t)  # (8.6), without a correction
    below_one = beta2.subs("smaller", 1)
    yield Same(quotient(t, tau) * (1 - beta1**tau) / sp.sqrt(1 - beta2**tau), limit)
    yield Same(sp.limit(1 - below_one**tau, tau, sp.oo), 1)


@TABLE.proves("15.4", r"r_1 = \frac{\sqrt{1+\beta_2}}{1+\beta_1}, r_2 = 1")
def power_two():
    yield Same(quotient(1, 2) ** 2, (sp.sqrt(1 + beta2) / (1 + beta1)) ** 2)
    yield Same(quotient(2, 2), 1)


@TABLE.proves("15.5", r"r_1 = 1, r_2 = \frac{1+\beta_1}{\sqrt{1+\beta_2}}")
def clock_per_worker():
    yield Same(quotient(1, 1), 1)
    yield Same(quotient(2, 1) ** 2, ((1 + beta1) / sp.sqrt(1 + beta2)) ** 2)


@TABLE.proves("15.6", r"r_1 = \frac{|g|+\varepsilon}{\sqrt{g^2+\varepsilon}}")
def eps_inside():
    g = sp.symbols("g", real=True, nonzero=True)
    m_hat, v_hat = g, g**2
    sick, healthy = eta * m_hat / sp.sqrt(v_hat + eps), eta * m_hat / (sp.sqrt(v_hat) + eps)
    yield Same(sick / healthy, (sp.Abs(g) + eps) / sp.sqrt(g**2 + eps))


@TABLE.proves("15.7", r"\frac{v_1}{1-\beta_2^2} = \frac{g_1^2}{1+\beta_2}"
                      r"\quad\text{and}\quad\frac{v_1}{1-\beta_2} = g_1^2 ,"
                      r"\qquad\text{so}\quad r_2 = \frac{1}{\sqrt{1+\beta_2}}")
def maximum_of_corrected():
    v1 = (1 - beta2) * g**2
    v2 = beta2 * v1  # the second gradient is 0
    healthy, sick = v1 / (1 - beta2**2), v1 / (1 - beta2)
    yield Same(healthy, g**2 / (1 + beta2))
    yield Same(sick, g**2)
    m_hat = sp.symbols("m_hat", positive=True)
    yield Same(((m_hat / sp.sqrt(sick)) / (m_hat / sp.sqrt(healthy))) ** 2, 1 / (1 + beta2))
    yield Same(sp.Max(1, (v2 / v1).subs("smaller", 1)), 1)  # the maxima are the first ones:
    yield Same((v2 / (1 - beta2**2)) / sick, beta2 / (1 + beta2))


@TABLE.proves("15.8", r"r_1 = \frac{1+\mu+\mu^2}{1+\mu}")
def velocity_too_early():
    first = -eta * g  # v_1
    healthy = mu**2 * 0 - (1 + mu) * eta * g  # (5.6)
    sick = mu**2 * first - (1 + mu) * eta * g
    yield Same(sick / healthy, (1 + mu + mu**2) / (1 + mu))


@TABLE.proves("15.9", r"r_1 = \frac{1}{1+\lambda\theta_0}")
def l2_as_decay():
    theta = sp.symbols("theta_0", positive=True)
    seen = g + lam * theta
    sick = -eta * seen / sp.sqrt(seen**2)  # Adam's first step
    healthy = -eta * lam * theta - eta * g / sp.sqrt(g**2)  # (9.9)
    yield Same(sick / healthy, 1 / (1 + lam * theta))


TABLE.defines("15.10", r"\text{mutation score} ="
                       r"\frac{\text{wrong Adams killed}}{\text{wrong Adams}}", "a share")

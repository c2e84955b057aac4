"""Lesson 09: ε and the efficient form, the longest step, penalty and decay."""

import numpy as np
import sympy as sp
from lessons.identities.prove import (
    AtLeast,
    Holds,
    Same,
    Table,
    beta1,
    beta2,
    cauchy_schwarz_gap,
    eps,
    eta,
    gradient,
    lam,
    symbols,
    t,
    total,
)

from grader.catalogue import exercise

TABLE = Table()
m, v = sp.symbols("m v", positive=True)
c1, root = sp.symbols("c1 root", positive=True)  # 1 - β₁^t and √(1 - β₂^t)
ADAM = eta * (m / c1) / (sp.sqrt(v / root**2) + eps)  # (8.5) in (8.9)


def efficient(eps):
    """Give the step of (9.1)."""
    return eta * root / c1 * m / (sp.sqrt(v) + eps)


@TABLE.proves("9.1", r"\theta_t = \theta_{t-1} - \eta\frac{\sqrt{1-\beta_2^t}}{1-\beta_1^t}\cdot"
                     r"\frac{m_t}{\sqrt{v_t}+\varepsilon}")
def shorter_line():
    """It is Adam's step with another ε, which moves with t."""
    yield Same(efficient(eps), ADAM.subs(eps, eps / root))


@TABLE.proves("9.2", r"\eta\frac{\hat m_t}{\sqrt{\hat v_t}+\varepsilon}"
                     r"= \frac{\eta}{1-\beta_1^t}\cdot"
                     r"\frac{m_t}{\sqrt{v_t}/\sqrt{1-\beta_2^t}+\varepsilon}")
def corrections_put_in():
    yield Same(ADAM, eta / c1 * m / (sp.sqrt(v) / root + eps))


@TABLE.proves("9.3", r"\theta_t = \theta_{t-1} - \eta_t\frac{m_t}{\sqrt{v_t}+\hat\varepsilon_t}")
def efficient_form():
    rate, small = eta * root / c1, eps * root  # (9.4)
    yield Same(ADAM, rate * m / (sp.sqrt(v) + small))


@TABLE.proves("9.4", r"\eta_t = \eta\frac{\sqrt{1-\beta_2^t}}{1-\beta_1^t},"
                     r"\hat\varepsilon_t = \varepsilon\sqrt{1-\beta_2^t}")
def its_numbers():
    """From (9.3): the step without ε gives the rate, the half of that the size of ε̂."""
    rate = sp.limit(ADAM, eps, 0) * sp.sqrt(v) / m
    yield Same(rate, eta * root / c1)
    yield Same(ADAM.subs(v, (eps * root) ** 2), rate * m / (2 * eps * root))


@TABLE.proves("9.5", r"\frac{c\hat m_t}{c\sqrt{\hat v_t}+c\varepsilon} ="
                     r"\frac{\hat m_t}{\sqrt{\hat v_t}+\varepsilon}")
def unit_of_eps():
    c = sp.symbols("c", positive=True)
    g, old = sp.symbols("g old")
    yield Same(beta1 * c * old + (1 - beta1) * (c * g), c * (beta1 * old + (1 - beta1) * g))
    yield Same(beta2 * c**2 * v + (1 - beta2) * (c * g) ** 2,
               c**2 * (beta2 * v + (1 - beta2) * g**2))
    yield Same(c * m / (sp.sqrt(c**2 * v) + c * eps), m / (sp.sqrt(v) + eps))


@TABLE.bounds("9.6", r"m_t^2 \le (1-\beta_1)^2"
                     r"\sum_{i=0}^{t-1}r^i\sum_{i=0}^{t-1}\beta_2^ig_{t-i}^2"
                     r"= \frac{(1-\beta_1)^2}{1-\beta_2}\cdot\frac{1-r^t}{1-r}v_t")
def cauchy_schwarz():
    """For three steps, with roots of r and β₂ as symbols; the sums at every t."""
    root_r, root_beta2 = sp.symbols("root_r root_beta2", positive=True)
    first, r = root_r * root_beta2, root_r**2  # β₁, since r = β₁²/β₂
    g = symbols("g", 3, real=True)  # g[i] is i steps old
    m = (1 - first) * sum(first**i * g[i] for i in range(3))
    x = sp.Matrix([root_r**i for i in range(3)])
    y = sp.Matrix([root_beta2**i * g[i] for i in range(3)])
    both = sum(r**i for i in range(3)) * sum(root_beta2 ** (2 * i) * g[i] ** 2 for i in range(3))
    yield AtLeast((1 - first) ** 2 * both, m**2, by=(1 - first) ** 2 * cauchy_schwarz_gap(x, y))
    i = sp.symbols("i", integer=True, nonnegative=True)
    yield Same(total(r**i, i, 0, t - 1), (1 - r**t) / (1 - r))
    unrolled = sp.symbols("unrolled")  # the second sum, so v = (1 - β₂) times it
    yield Same((1 - first) ** 2 * (1 - r**t) / (1 - r) * unrolled,
               (1 - first) ** 2 / (1 - beta2) * (1 - r**t) / (1 - r) * (1 - beta2) * unrolled)


@TABLE.bounds("9.7", r"(1-a^2)(1-b^2) = (1-ab)^2 - (a-b)^2 \le (1-ab)^2")
def joined():
    a, b = sp.symbols("a b", real=True)
    yield Same((1 - a**2) * (1 - b**2), (1 - a * b) ** 2 - (a - b) ** 2)
    yield AtLeast((1 - a * b) ** 2, (1 - a**2) * (1 - b**2), by=(a - b) ** 2)
    yield Same(beta2 * (beta1**2 / beta2), beta1**2)  # a²b² = (β₁^t)²


@TABLE.says(r"`step_bound(lr, b1, b2) -> float` is $\eta$ times the bound of"
            r"$|\hat m_t|/\sqrt{\hat v_t}$, free of $t$")
def bound_of_the_step():
    """The corrections' factor takes the place of the brackets with t, at most 1 by (9.7)."""
    a, b, r = sp.symbols("a b r", positive=True)
    squared = (1 - beta1) ** 2 / (1 - beta2) * (1 - b**2) / (1 - r)  # (9.6), with v for 1
    corrected = squared * (1 - a**2) / (1 - a * b) ** 2
    free = (1 - beta1) ** 2 / ((1 - beta2) * (1 - r))
    yield Same(corrected, free * (1 - a**2) * (1 - b**2) / (1 - a * b) ** 2)
    numbers = {beta1: 0.9, beta2: 0.999, r: 0.9**2 / 0.999}
    gap = float(sp.sqrt(free.subs(numbers))) - exercise("step_bound").right(1.0, 0.9, 0.999)
    yield Holds(abs(gap) < 1e-13, "the reference")


@TABLE.proves("9.8", r"\theta_t = \theta_{t-1} - \eta(g_t+\lambda\theta_{t-1})"
                     r"= (1-\eta\lambda)\theta_{t-1} - \eta g_t")
def penalty_is_decay():
    theta, g = sp.Matrix(symbols("theta", 2, real=True)), sp.Matrix(symbols("g", 2))
    penalty = gradient(lam / 2 * theta.dot(theta), theta)
    yield Same(theta - eta * (g + penalty), theta - eta * (g + lam * theta))
    yield Same(theta - eta * (g + lam * theta), (1 - eta * lam) * theta - eta * g)


@TABLE.rule("adamw", {"9.9": r"\theta_t = (1-\eta\lambda)\theta_{t-1} - "
                             r"\eta\frac{\hat m_t}{\sqrt{\hat v_t}+\varepsilon}"})
def adamw(theta, g, state, t, h):
    state["m"] = h.beta1 * state.get("m", 0) + (1 - h.beta1) * g
    state["v"] = h.beta2 * state.get("v", 0) + (1 - h.beta2) * g**2
    m_hat, v_hat = state["m"] / (1 - h.beta1**t), state["v"] / (1 - h.beta2**t)
    decayed = (1 - h.lr * h.weight_decay) * theta
    return decayed - h.lr * m_hat / (np.sqrt(v_hat) + h.eps)


@TABLE.proves("9.10", r"\theta_t \approx \left(1-\frac{\eta\lambda}{s}\right)\theta_{t-1}")
def decay_divided_away():
    """For gradients s and -s in turn, to first order in λ."""
    theta, s = sp.symbols("theta s", positive=True)
    seen = [s + lam * theta, -s + lam * theta]
    mean, square = sum(seen) / 2, sum(g**2 for g in seen) / 2
    step = eta * mean / sp.sqrt(square)
    first_order = step.diff(lam).subs(lam, 0) * lam
    yield Same(theta - first_order, (1 - eta * lam / s) * theta)

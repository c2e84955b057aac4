"""Lesson 11: the schedules, beside the references that PyTorch holds, and what Adam knows."""

from itertools import product

import sympy as sp
from lessons.identities.prove import Holds, Same, Table, beta2, eta, symbols, t, total

from grader.catalogue import exercise

TABLE = Table()
FIRST, END = sp.Rational(4, 5), 8  # η_0 and T
pi = sp.pi


def is_reference(name, formula, *settings):
    """Claim that a formula in t and η_0 gives the reference's rates, up to rounding."""
    right = exercise(name).right
    gaps = [abs(float(formula(sp.Integer(t), FIRST)) - right(t, float(FIRST), *settings))
            for t in range(END + 3)]
    return Holds(max(gaps) < 1e-15, name)


def line(t, first, end=END):
    return first * (1 - t / end) if t <= end else 0


def cosine(t, first, end=END):
    return first / 2 * (1 + sp.cos(pi * t / end)) if t <= end else 0


@TABLE.proves("11.3", r"\eta_t = \eta_0d^{\lfloor t/n\rfloor}", "definition")
def step_decay():
    d, n = sp.Rational(1, 10), 3
    yield is_reference("step_decay", lambda t, first: first * d ** sp.floor(t / n), float(d), n)


@TABLE.proves("11.6", r"\eta_t = \eta_0e^{-kt}", "definition")
def exponential_decay():
    k = sp.Rational(1, 20)
    yield is_reference("exponential_decay", lambda t, first: first * sp.exp(-k * t), float(k))


@TABLE.proves("11.9", r"\eta_t = \frac{\eta_0}{1+kt}", "definition")
def inverse_time_decay():
    k = sp.Rational(1, 20)
    yield is_reference("inverse_time_decay", lambda t, first: first / (1 + k * t), float(k))


@TABLE.proves("11.11", r"\eta_t = \eta_0\Bigl(1 - \frac{t}{T}\Bigr), t \le T", "definition")
def linear_decay():
    yield is_reference("linear_decay", line, END)


@TABLE.proves("11.12", r"\eta_t = \frac{\eta_0}{2}\Bigl(1 + \cos\frac{\pi t}{T}\Bigr), t \le T",
              "definition")
def cosine_decay():
    yield is_reference("cosine_decay", cosine, END)


@TABLE.proves("11.13", r"\sum_{t=0}^{T}\eta_t = \frac{(T+1)\eta_0}{2}")
def equally_far():
    T, s = sp.symbols("T s", positive=True)
    yield Same(eta * (1 - s / T) + eta * (1 - (T - s) / T), eta)
    yield Same(eta / 2 * (1 + sp.cos(pi * s / T))
               + eta / 2 * (1 + sp.expand_trig(sp.cos(pi - pi * s / T))), eta)
    for schedule in (line, cosine):
        whole = sum(schedule(sp.Integer(t), eta) for t in range(END + 1))
        yield Same(whole, (END + 1) * eta / 2)
    twice = total(eta, t, 0, T)  # the sum and the sum in reverse
    yield Same(twice / 2, (T + 1) * eta / 2)


@TABLE.proves("11.14", r"\eta_t^{\mathrm{warm}} = \eta_t\min\Bigl(1, \frac{t+1}{n}\Bigr)",
              "definition")
def warmup():
    n = 5
    warmed = exercise("warmup").right(lambda t, first: first, n)
    gaps = [abs(float(FIRST * sp.Min(1, sp.Rational(t + 1, n))) - warmed(t, float(FIRST)))
            for t in range(END)]
    yield Holds(max(gaps) < 1e-15, "warmup")


@TABLE.proves("11.15", r"\mathrm{Var}[\hat v_t] = \mathrm{Var}[g^2]\sum_{i=1}^{t}w_i^2"
                       r"= \mathrm{Var}[g^2]\frac{1-\beta_2}{1+\beta_2}\cdot"
                       r"\frac{1+\beta_2^t}{1-\beta_2^t}")
def variance_of_v_hat():
    j = sp.symbols("j", integer=True, nonnegative=True)  # t - i
    weight = (1 - beta2) * beta2**j / (1 - beta2**t)
    yield Same(total(weight, j, 0, t - 1), 1)
    yield Same(total(weight**2, j, 0, t - 1),
               (1 - beta2) / (1 + beta2) * (1 + beta2**t) / (1 - beta2**t))
    values, w = symbols("square", 2), symbols("w", 2)  # g² has two values, drawn twice
    means = [w[0] * a + w[1] * b for a, b in product(values, repeat=2)]
    centre = sum(means) / 4
    one = (values[0] - values[1]) ** 2 / 4  # Var[g²]
    yield Same(sum((mean - centre) ** 2 for mean in means) / 4, one * (w[0] ** 2 + w[1] ** 2))


@TABLE.proves("11.16", r"c(s) = b + \frac{a-b}{2}(1+\cos\pi s)", "definition")
def leg():
    def c(s, a, b):
        return b + (a - b) / 2 * (1 + sp.cos(pi * s))
    a, b = sp.symbols("a b")
    yield Same(c(0, a, b), a)
    yield Same(c(1, a, b), b)
    peak = sp.Rational(3, 10) * END

    def one_cycle(t, first):
        if t <= peak:
            return c(t / peak, first / 25, first)
        return c(sp.Min(1, (t - peak) / (END - peak)), first, first / 25 / 10**4)
    yield is_reference("one_cycle", one_cycle, END)

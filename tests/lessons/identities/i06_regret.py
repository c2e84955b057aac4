"""Lesson 06: AdaGrad's bound on the regret."""

import sympy as sp
from lessons.identities.prove import AtLeast, Roots, Same, Table, eta, gradient, symbols

TABLE = Table()
D = sp.symbols("D", positive=True)
T = 4


@TABLE.bounds("6.9", r"R_T \le \sum_{t=1}^{T} g_t^\top d_{t-1}"
                     r"= \sum_i \sum_{t=1}^{T} g_{t,i}d_{t-1,i}")
def linear():
    """That a convex function lies above its tangent is shown for |Ax|²/2 + b·x, any A and b."""
    A = sp.Matrix(2, 2, symbols("a", 4, real=True))
    theta, best, b = (sp.Matrix(symbols(name, 2, real=True)) for name in ("theta", "best", "b"))
    d = theta - best

    def f(x):
        return (A * x).dot(A * x) / 2 + b.dot(x)
    tangent = f(theta) - gradient(f(theta), theta).dot(d)
    yield AtLeast(f(best), tangent, by=sum(entry**2 for entry in A * d) / 2)
    g, d = (sp.Matrix(T, 2, symbols(name, 2 * T)) for name in "gd")
    yield Same(sum(g.row(t).dot(d.row(t)) for t in range(T)),
               sum(sum(g[t, i] * d[t, i] for t in range(T)) for i in range(2)))


@TABLE.proves("6.10", r"g_t d_{t-1} = \frac{\sqrt{h_t}}{2\eta}\bigl(d_{t-1}^2 - d_t^2\bigr)"
                      r"+ \frac{\eta}{2}\frac{g_t^2}{\sqrt{h_t}}")
def mixed_term():
    g, d, root = sp.symbols("g d root", nonzero=True)
    after = d - eta * g / root  # (6.2)
    yield Same(g * d, root / (2 * eta) * (d**2 - after**2) + eta / 2 * g**2 / root)


@TABLE.bounds("6.11", r"\sum_{t=1}^{T} \sqrt{h_t}\bigl(d_{t-1}^2 - d_t^2\bigr)"
                      r"= \sum_{t=1}^{T} \bigl(\sqrt{h_t} - \sqrt{h_{t-1}}\bigr) d_{t-1}^2"
                      r"- \sqrt{h_T} d_T^2\le D^2 \sqrt{h_T}")
def by_parts():
    """For four steps; `lower[t]` is D² - d_t², and the roots rise by `rise`."""
    rise, lower = symbols("rise", T, nonnegative=True), symbols("lower", T + 1, nonnegative=True)
    last = sp.symbols("last", real=True)
    root = [sum(rise[:t]) for t in range(T + 1)]  # root[0] = √h_0 = 0
    d2 = [D**2 - low for low in lower[:T]] + [last**2]
    collected = sum((root[t] - root[t - 1]) * d2[t - 1] for t in range(1, T + 1)) - root[T] * d2[T]
    yield Same(sum(root[t] * (d2[t - 1] - d2[t]) for t in range(1, T + 1)), collected)
    yield AtLeast(D**2 * root[T], collected,
                  by=sum(rise[t] * lower[t] for t in range(T)) + root[T] * last**2)


@TABLE.bounds("6.12", r"R_T \le \Bigl(\frac{D^2}{2\eta} + \eta\Bigr) \sum_i \sqrt{h_{T,i}}")
def regret():
    roots = symbols("root", 2, positive=True)  # √h_T of each coordinate
    first = sum(1 / (2 * eta) * D**2 * root for root in roots)  # (6.11)
    second = sum(eta / 2 * 2 * root for root in roots)  # (6.7)
    yield Same(first + second, (D**2 / (2 * eta) + eta) * sum(roots))


@TABLE.bounds("6.13", r"R_T \le \sqrt{2} D \sum_i \sqrt{h_{T,i}}")
def best_rate():
    bracket = D**2 / (2 * eta) + eta
    yield Same(bracket.diff(eta), 1 - D**2 / (2 * eta**2))
    yield Roots(bracket.diff(eta), eta, (D / sp.sqrt(2),))
    yield Same(bracket.subs(eta, D / sp.sqrt(2)), sp.sqrt(2) * D)
    yield AtLeast(bracket, sp.sqrt(2) * D, by=(D - sp.sqrt(2) * eta) ** 2 / (2 * eta))

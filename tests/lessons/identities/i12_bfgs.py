"""Lesson 12: BFGS and its two loops, with matrices of two rows."""

import sympy as sp
from lessons.identities.prove import AtLeast, Roots, Same, Table, symbols

TABLE = Table()
s, y, g, z = (sp.Matrix(symbols(name, 2, real=True)) for name in "sygz")
a = symbols("a", 3, real=True)
A = sp.Matrix([[a[0], a[1]], [a[1], a[2]]])  # the old guess, symmetric
identity = sp.eye(2)
rho = 1 / y.dot(s)
P = identity - rho * s * y.T
new = P * A * P.T + rho * s * s.T  # A' of (12.9)


@TABLE.proves("12.7", r"A'y = s", "definition")
def secant():
    H = sp.Matrix([[a[0], a[1]], [a[1], a[2]]])
    yield Same(H.inv() * (H * s), s)  # what the inverse of a constant Hessian does, y = Hs


@TABLE.proves("12.8", r"P = I - \rho s y^\top , P^\top y = y - \rho y(s^\top y) = 0")
def forgets():
    yield Same(P.T * y, y - rho * y * s.dot(y))
    yield Same(y - rho * y * s.dot(y), sp.zeros(2, 1))


@TABLE.proves("12.9", r"A' = P A P^\top + \rho s s^\top")
def bfgs():
    yield Same(new * y, s)  # (12.7)
    yield Same(new, new.T)
    numbers = dict(zip([*s, *y, *a], (1, 0, 2, 1, 1, 0, 1), strict=True))
    half = sp.Rational(1, 2)
    yield Same(new.subs(numbers), sp.Matrix([[half + half**2, -half], [-half, 1]]))


@TABLE.proves("12.10", r"z^\top A' z = (P^\top z)^\top A(P^\top z) + \rho(s^\top z)^2")
def stays_positive():
    yield Same((z.T * new * z)[0], ((P.T * z).T * A * (P.T * z))[0] + rho * s.dot(z) ** 2)
    yield Same(P.T * z, z - rho * y * s.dot(z))
    factor = sp.Matrix(2, 2, symbols("b", 4, real=True))  # A = BᵀB has no negative value
    square = sp.expand((z.T * factor.T * factor * z)[0])
    yield AtLeast(square, 0, by=sum(entry**2 for entry in factor * z))


@TABLE.says(r"$g^\top p + \alpha p^\top H p$ is 0")
def lowest_along_a_line():
    alpha, p = sp.symbols("alpha"), sp.Matrix(symbols("p", 2, real=True))
    model = g.dot(alpha * p) + ((alpha * p).T * A * alpha * p)[0] / 2
    yield Same(model.diff(alpha), g.dot(p) + alpha * (p.T * A * p)[0])


alpha = rho * s.dot(g)
q = g - alpha * y
r = A * q
beta = rho * y.dot(r)


@TABLE.proves("12.11", r"q = P^\top g = g - \alpha y , r = A q")
def first_loop():
    yield Same(P.T * g, g - alpha * y)
    yield Same(r, A * P.T * g)


@TABLE.proves("12.12", r"A'g = Pr + \rho s(s^\top g) = r + (\alpha - \beta)s ,"
                       r"\beta = \rho y^\top r")
def second_loop():
    yield Same(new * g, P * r + rho * s * s.dot(g))
    yield Same(P * r + rho * s * s.dot(g), r + (alpha - beta) * s)


@TABLE.proves("12.13", r"\gamma = \frac{s^\top y}{y^\top y}")
def scale():
    """γ y comes nearest to s; on a bowl γ is a mean of inverse curvatures."""
    gamma, curvature = sp.symbols("gamma"), symbols("lambda", 2, positive=True)
    gap = (s - gamma * y).dot(s - gamma * y)
    yield Roots(gap.diff(gamma), gamma, (s.dot(y) / y.dot(y),))
    on_bowl = (s.dot(y) / y.dot(y)).subs({y[i]: curvature[i] * s[i] for i in range(2)})
    weights = [(curvature[i] * s[i]) ** 2 for i in range(2)]
    yield Same(on_bowl, sum(w / lam for w, lam in zip(weights, curvature, strict=True))
               / sum(weights))


@TABLE.proves("12.14", r"A' = A + \rho(1 + \rho y^\top A y)s s^\top"
                       r"- \rho(A y s^\top + s y^\top A)")
def rank_two():
    change = rho * (1 + rho * (y.T * A * y)[0]) * s * s.T - rho * (A * y * s.T + s * y.T * A)
    yield Same(new, A + change)
    # each column is made of s and Ay
    weights = sp.Matrix([rho * (1 + rho * (y.T * A * y)[0]) * s.T - rho * (A * y).T, -rho * s.T])
    yield Same(change, sp.Matrix.hstack(s, A * y) * weights)

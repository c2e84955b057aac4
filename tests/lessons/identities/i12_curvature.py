"""Lesson 12: saddles, the quadratic model, Newton's step."""

import sympy as sp
from lessons.identities.i01_gradient_descent import cubic
from lessons.identities.prove import Roots, Same, Table, eta, gradient, rotation, symbols, t

TABLE = Table()
curvature, start = sp.symbols("curvature start", positive=True)  # |λ| and |y_0|
x, d = sp.Matrix(symbols("x", 2)), sp.Matrix(symbols("d", 2))
h = sp.symbols("h")


@TABLE.proves("12.1", r"|y_t| = (1 + \eta|\lambda|)^t |y_0|")
def growth():
    def y(t):
        return (1 + eta * curvature) ** t * start
    height = -curvature * sp.Symbol("y") ** 2 / 2
    step = sp.Symbol("y") - eta * height.diff("y")
    yield Same(y(0), start)
    yield Same(step.subs("y", y(t)), y(t + 1))


@TABLE.proves("12.2", r"t = \frac{\log(1/|y_0|)}{\log(1 + \eta|\lambda|)}")
def time_of_escape():
    time = sp.log(1 / start) / sp.log(1 + eta * curvature)
    yield Same(sp.exp(time * sp.log(1 + eta * curvature)) * start, 1)


@TABLE.proves("12.3", r"f(x + d) \approx f(x) + g^\top d + \tfrac12 d^\top H d")
def quadratic_model():
    """On the general cubic, from which a smooth f differs by more than third order nowhere."""
    f, s = cubic(x), sp.symbols("s")
    g, H = gradient(f, x), sp.hessian(f, list(x))
    phi = cubic(x + s * d)
    yield Same(phi.diff(s).subs(s, 0), g.dot(d))
    yield Same(phi.diff(s, 2).subs(s, 0), (d.T * H * d)[0])
    model = f + g.dot(s * d) + (s * d.T * H * s * d)[0] / 2
    left_out = sp.Poly(sp.expand(phi - model), s)
    yield Same(sum(left_out.coeff_monomial(s**power) ** 2 for power in range(3)), 0)


@TABLE.proves("12.4", r"&f(x + he_i + he_j) - f(x + he_i - he_j) \\"
                      r"& - f(x - he_i + he_j) + f(x - he_i - he_j) \approx c h^2 H_{ij}")
def four_points():
    """With c = 4, for i ≠ j and i = j; the rest is of fourth order."""
    f, e = cubic(x) + sum(x) ** 4, sp.eye(2)

    def at(point):
        return f.subs(dict(zip(x, point, strict=True)), simultaneous=True)
    for i, j in ((0, 1), (0, 0)):
        a, b = h * e[:, i], h * e[:, j]
        sides = at(x + a + b) - at(x + a - b) - at(x - a + b) + at(x - a - b)
        rest = sp.Poly(sp.expand(sides - 4 * h**2 * sp.hessian(f, list(x))[i, j]), h)
        yield Same(sum(rest.coeff_monomial(h**power) ** 2 for power in range(4)), 0)


@TABLE.proves("12.5", r"f(x + d) - f(x) \approx \tfrac12 \sum_i \lambda_i z_i^2")
def in_eigenvectors():
    Q, values = rotation("half"), symbols("lambda", 2, real=True)
    H, z = Q * sp.diag(*values) * Q.T, Q.T * d
    model = (d.T * H * d)[0] / 2  # (12.3), with g = 0
    yield Same(model, sum(values[i] * z[i] ** 2 for i in range(2)) / 2)


@TABLE.proves("12.6", r"g + Hd = 0 , x_t = x_{t-1} - H^{-1} g")
def newton():
    a, b, c = sp.symbols("a b c")
    H, g = sp.Matrix([[a, b], [b, c]]), sp.Matrix(symbols("g", 2))
    model = g.dot(d) + (d.T * H * d)[0] / 2
    yield Same(gradient(model, d), g + H * d)
    step = (x - H.inv() * g) - x
    yield Same(g + H * step, sp.zeros(2, 1))
    yield Roots((g + H * d)[0].subs({d[1]: step[1]}), d[0], (step[0],))

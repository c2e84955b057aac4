"""Lesson 01: gradient descent on bowls, and the descent lemma."""

import sympy as sp
from lessons.identities.prove import (
    AtLeast,
    Holds,
    Roots,
    Same,
    Table,
    cauchy_schwarz_gap,
    eta,
    gradient,
    k,
    lam,
    rotation,
    symbols,
)

TABLE = Table()
L, m = sp.symbols("L m", positive=True)  # the lesson's L and its μ
x0 = sp.symbols("x0", real=True)


@TABLE.rule("sgd", {"1.1": r"\theta_t=\theta_{t-1}-\eta g_t,t=1,2,\dots"})
def sgd(theta, g, state, t, h):
    return theta - h.lr * g


@TABLE.proves("1.2", r"x_{k+1}=x_k-\eta\lambda x_k=(1-\eta\lambda)x_k")
def one_coordinate():
    x = sp.symbols("x", real=True)
    f = lam * x**2 / 2
    yield Same(x - eta * f.diff(x), x - eta * lam * x)
    yield Same(x - eta * lam * x, (1 - eta * lam) * x)


@TABLE.proves("1.3", r"x_k=(1-\eta\lambda)^kx_0")
def powers():
    def x(k):
        return (1 - eta * lam) ** k * x0
    yield Same(x(0), x0)
    yield Same((1 - eta * lam) * x(k), x(k + 1))


@TABLE.bounds("1.4", r"0<\eta<\frac{2}{\lambda}")
def stable():
    q = sp.symbols("q", real=True)  # ηλ
    inside = sp.solve_univariate_inequality(sp.Abs(1 - q) < 1, q, relational=False)
    yield Holds(inside == sp.Interval.open(0, 2), "|1 - ηλ| < 1 exactly between 0 and 2")
    yield Same((2 / lam) * lam, inside.sup)


@TABLE.proves("1.5", r"x_{k+1}=(I-\eta H)x_k")
def bowl():
    a, b, c = sp.symbols("a b c", real=True)
    H, x = sp.Matrix([[a, b], [b, c]]), sp.Matrix(symbols("x", 2, real=True))
    f = (x.T * H * x)[0] / 2
    yield Same(x - eta * gradient(f, x), (sp.eye(2) - eta * H) * x)


@TABLE.proves("1.6", r"z_{k+1}=Q^\top(I-\eta Q\Lambda Q^\top)Qz_k=(I-\eta\Lambda)z_k")
def eigenvectors():
    Q, Lambda, identity = rotation("half"), sp.diag(m, L), sp.eye(2)
    z = sp.Matrix(symbols("z", 2))
    H = Q * Lambda * Q.T
    yield Same(Q.T * (identity - eta * H) * (Q * z), (identity - eta * Lambda) * z)
    yield Same(Q.T * Q, identity)


@TABLE.bounds(
    "1.7", r"\lVert x_k\rVert\le r(\eta)^k\lVert x_0\rVert,r(\eta)=\max_i|1-\eta\lambda_i|")
def rate():
    """Write each factor as r c with c² = 1 - s, since none is larger than r in size."""
    r, Q = sp.symbols("r", real=True), rotation("half")
    s, z = symbols("s", 2, nonnegative=True), sp.Matrix(symbols("z", 2, real=True))
    yield Same((Q * z).dot(Q * z), z.dot(z))  # Q keeps lengths
    after = sum(r**2 * (1 - s[i]) * z[i] ** 2 for i in range(2))
    yield AtLeast(r**2 * z.dot(z), after, by=r**2 * sum(s[i] * z[i] ** 2 for i in range(2)))


@TABLE.bounds("1.8", r"0<\eta<\frac{2}{L}")
def strictest():
    below = sp.symbols("below", nonnegative=True)
    yield AtLeast(2 / lam, 2 / (lam + below))  # L = λ + below: the largest has the least limit


@TABLE.proves("1.9", r"\eta^\ast=\frac{2}{L+\mu}")
def best():
    best = 2 / (L + m)
    yield Roots((1 - eta * m) - (eta * L - 1), eta, (best,))  # they meet there alone
    aside = sp.symbols("aside", positive=True)
    # left of it the first bound is larger, right of it the second
    yield AtLeast(1 - (best - aside) * m, 1 - best * m, by=aside * m)
    yield AtLeast((best + aside) * L - 1, best * L - 1, by=aside * L)


@TABLE.proves("1.10", r"r(\eta^\ast)=\frac{L-\mu}{L+\mu}=\frac{\kappa-1}{\kappa+1}")
def best_rate():
    best, kappa, above = 2 / (L + m), L / m, sp.symbols("above", nonnegative=True)
    yield Same(1 - best * m, (L - m) / (L + m))
    yield Same(best * L - 1, (L - m) / (L + m))
    yield Same((L - m) / (L + m), (kappa - 1) / (kappa + 1))
    # no factor between is larger in size: one of λ = m + above, or of λ = L - above
    yield AtLeast((L - m) / (L + m), 1 - best * (m + above), by=best * above)
    yield AtLeast((L - m) / (L + m), best * (L - above) - 1, by=best * above)


@TABLE.says(r"r=1-2/(\kappa+1)")
def grows_like_kappa():
    kappa = sp.symbols("kappa", positive=True)
    yield Same((kappa - 1) / (kappa + 1), 1 - 2 / (kappa + 1))


def cubic(variables):
    """Give the general polynomial of degree 3 in two variables."""
    x, y = variables
    return sum(sp.Symbol(f"c{i}{j}") * x**i * y**j for i in range(4) for j in range(4 - i))


@TABLE.proves("1.11", r"f(x+d)-f(x)-\nabla f(x)^\top d"
                      r"=\int_0^1\bigl(\nabla f(x+sd)-\nabla f(x)\bigr)^\top d\,ds")
def along_a_line():
    x, d, s = sp.Matrix(symbols("x", 2)), sp.Matrix(symbols("d", 2)), sp.symbols("s")
    f, slope = cubic, gradient(cubic(x), x)
    moved = slope.subs(dict(zip(x, x + s * d, strict=True)), simultaneous=True)
    yield Same(f(x + s * d).diff(s), moved.dot(d))  # the chain rule
    yield Same(f(x + d) - f(x) - slope.dot(d),
               sp.integrate(sp.expand((moved - slope).dot(d)), (s, 0, 1)))


@TABLE.bounds("1.12", r"f(x+d)\le f(x)+\nabla f(x)^\top d+\tfrac{L}{2}\lVert d\rVert^2")
def smooth():
    a, d = (sp.Matrix(symbols(name, 3, real=True)) for name in "ad")
    s = sp.symbols("s", nonnegative=True)
    # a, the gradient's change over s d, is at most L s |d| long, so a·d is at most L s |d|²:
    yield AtLeast(a.dot(a) * d.dot(d), a.dot(d) ** 2, by=cauchy_schwarz_gap(a, d))
    yield Same(L * s * d.norm() * d.norm(), L * s * d.dot(d))
    yield Same(sp.integrate(L * s * d.dot(d), (s, 0, 1)), L / 2 * d.dot(d))


@TABLE.bounds("1.13", r"f(x_{k+1})\le f(x_k)"
                      r"-\eta\Bigl(1-\frac{\eta L}{2}\Bigr)\lVert\nabla f(x_k)\rVert^2")
def descent():
    f, g = sp.symbols("f"), sp.Matrix(symbols("g", 3, real=True))
    d = -eta * g
    yield Same(f + g.dot(d) + L / 2 * d.dot(d), f - eta * (1 - eta * L / 2) * g.dot(g))
    fall = eta * (1 - eta * L / 2)
    yield Roots(fall.diff(eta), eta, (1 / L,))  # there the fall is largest:
    yield AtLeast(fall.subs(eta, 1 / L), fall, by=L / 2 * (eta - 1 / L) ** 2)
    yield Same(fall.subs(eta, 1 / L), 1 / (2 * L))

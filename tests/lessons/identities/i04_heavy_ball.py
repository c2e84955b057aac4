"""Lesson 04: the heavy ball on a bowl, up to the best setting. q stands for ηλ."""

import numpy as np
import sympy as sp
from lessons.identities.prove import AtLeast, Holds, OnGrid, Roots, Same, Table, eta, k, lam, mu

TABLE = Table()
q, s, r = sp.symbols("q s r", positive=True)  # ηλ, √μ, a rate
z, z1, z2 = sp.symbols("z z1 z2")
M = sp.Matrix([[1 + mu - q, -mu], [1, 0]])
inside = 1 / (1 + sp.symbols("outside", positive=True))  # any number between 0 and 1


def polynomial(z, q=q, mu=mu):
    """Give the left side of (4.3)."""
    return z**2 - (1 + mu - q) * z + mu


@TABLE.proves("4.1", r"x_{k+1} = x_k + \mu(x_k - x_{k-1}) - \eta\lambda x_k")
def heavy_ball():
    x, before = sp.symbols("x before")
    v = mu * (x - before) - eta * (lam * x)  # (3.1), whose velocity was the last step
    yield Same(x + v, x + mu * (x - before) - eta * lam * x)


@TABLE.proves("4.2", r"\begin{pmatrix} x_{k+1} \\ x_k \end{pmatrix} = M "
                     r"\begin{pmatrix} x_k \\ x_{k-1} \end{pmatrix}")
def one_step():
    x, before = sp.symbols("x before")
    yield Same(M * sp.Matrix([x, before]), sp.Matrix([x + mu * (x - before) - q * x, x]))


@TABLE.proves("4.3", r"z^2 - (1+\mu-\eta\lambda)z + \mu = 0")
def characteristic():
    yield Same((z * sp.eye(2) - M).det(), polynomial(z))
    yield Same(M.trace(), 1 + mu - q)
    yield Same(M.det(), mu)


@TABLE.proves("4.4", r"x_k = c_1 z_1^k + c_2 z_2^k")
def sum_of_powers():
    z1, z2 = sp.symbols("z1 z2", positive=True)
    c = sp.symbols("c1 c2")

    def x(k):
        return c[0] * z1**k + c[1] * z2**k
    trace, det = z1 + z2, z1 * z2  # 1 + μ - ηλ and μ
    yield Same(x(k + 1), trace * x(k) - det * x(k - 1))
    fit = sp.Matrix([[1, 1], [z1, z2]])  # x_0 and x_1 from c: solvable when the roots differ
    yield Same(fit.det(), z2 - z1)


@TABLE.bounds("4.5", r"\rho = \max(|z_1|, |z_2|) < 1")
def radius():
    yield Same(sp.limit(inside**k, k, sp.oo), 0)
    yield Same(sp.limit(k * inside**k, k, sp.oo), 0)  # a double root's factor
    size, larger = sp.symbols("size larger", nonnegative=True)
    # the start x_k = z^k with |z| = 1 + larger: no step makes |x| smaller
    yield AtLeast((1 + larger) * size, size, by=larger * size)


@TABLE.proves("4.6", r"z = \tfrac12\Bigl(1+\mu-\eta\lambda \pm \sqrt{(1+\mu-\eta\lambda)^2-4\mu}"
                     r"\Bigr)")
def formula():
    root = sp.sqrt((1 + mu - q) ** 2 - 4 * mu)
    yield Roots(polynomial(z), z, ((1 + mu - q + root) / 2, (1 + mu - q - root) / 2))


@TABLE.bounds("4.7", r"(1-\sqrt\mu)^2 < \eta\lambda < (1+\sqrt\mu)^2")
def complex_range():
    gap = 4 * s**2 - (1 + s**2 - q) ** 2  # positive exactly for a complex pair
    yield Same(gap, (q - (1 - s) ** 2) * ((1 + s) ** 2 - q))
    yield AtLeast((1 + s) ** 2, (1 - s) ** 2, by=4 * s)  # so it is positive between them only


@TABLE.proves("4.8", r"\rho = \sqrt{z_1 z_2} = \sqrt\mu")
def modulus():
    gap = sp.symbols("gap", positive=True)  # -(discriminant)
    a = 1 + mu - q
    pair = (a + sp.I * sp.sqrt(gap)) / 2, (a - sp.I * sp.sqrt(gap)) / 2
    yield Same(sp.expand(pair[0] * pair[1]).subs(gap, 4 * mu - a**2), mu)
    yield Same(pair[0] * pair[1], sp.re(pair[0]) ** 2 + sp.im(pair[0]) ** 2)


@TABLE.proves("4.9", r"(1-z_1)(1-z_2) = \eta\lambda ,"
                     r"(1+z_1)(1+z_2) = 2(1+\mu)-\eta\lambda")
def at_the_borders():
    yield Same(polynomial(1), q)
    yield Same(polynomial(-1), 2 * (1 + mu) - q)
    both = sp.expand((z - z1) * (z - z2))
    yield Same(both.subs(z, 1), (1 - z1) * (1 - z2))
    yield Same(both.subs(z, -1), (1 + z1) * (1 + z2))


@TABLE.bounds("4.10", r"\rho < 1 \Longleftrightarrow 0 < \eta\lambda < 2(1+\mu)")
def convergence():
    """z = (1 + w)/(1 - w) takes |z| < 1 to Re w < 0, which asks three coefficients of one sign.

    (Of a w² + b w + c the roots have the sum -b/a and the product c/a.) The second is positive.
    """
    w = sp.symbols("w")
    moved = (1 - w) ** 2 * polynomial((1 + w) / (1 - w), mu=inside)
    yield Same(moved, (2 * (1 + inside) - q) * w**2 + 2 * (1 - inside) * w + q)
    yield AtLeast(1 - inside, 0)
    u = sp.symbols("u", real=True)
    yield Same(sp.Abs((1 + sp.I * u) / (1 - sp.I * u)), 1)  # the circle is the imaginary axis
    products, momenta = np.meshgrid(np.linspace(-1, 5, 121) + 0.003, np.linspace(0, 0.99, 50))
    root = np.emath.sqrt((1 + momenta - products) ** 2 - 4 * momenta)
    radius = np.maximum(abs(1 + momenta - products + root), abs(1 + momenta - products - root)) / 2
    between = (products > 0) & (products < 2 * (1 + momenta))
    yield OnGrid(((radius < 1) == between).all(), "by (4.6), on 6,050 settings")


@TABLE.proves("4.11", r"(z_1-z_2)\frac{\mathrm{d}z_1}{\mathrm{d}\mu} - z_1 + 1 = 0 ,"
                      r"\frac{\mathrm{d}z_1}{\mathrm{d}\mu} = -\frac{1-z_1}{z_1-z_2} < 0")
def slope_of_the_root():
    root, slope = sp.Function("z1")(mu), sp.symbols("slope")
    changed = polynomial(root).diff(mu).subs(root.diff(mu), slope).subs(root, z1)
    changed = changed.subs(q, 1 + mu - z1 - z2)  # 1 + μ - ηλ = z1 + z2
    yield Same(changed, (z1 - z2) * slope - z1 + 1)
    yield Roots(changed, slope, (-(1 - z1) / (z1 - z2),))
    below, between = sp.symbols("below between", positive=True)  # 1 > z1 > z2
    value = (-(1 - z1) / (z1 - z2)).subs({z1: 1 - below, z2: 1 - below - between})
    yield Holds(value.is_negative, "the root falls")

"""Lesson 04: the best settings, for a direction and for a bowl."""

import sympy as sp
from lessons.identities.i04_heavy_ball import inside, mu, polynomial, r, z
from lessons.identities.prove import AtLeast, Roots, Same, Table, eta

TABLE = Table()
L, m, slack = sp.symbols("L m slack", positive=True)
root_L, root_m = sp.symbols("root_L root_m", positive=True)


@TABLE.proves("4.12", r"\mu = \bigl(1-\sqrt{\eta\lambda}\bigr)^2 , \rho = 1-\sqrt{\eta\lambda}")
def critical():
    """Where the roots meet, for ηλ below 1; beyond it lies √μ, which rises."""
    product, best = inside**2, (1 - inside) ** 2
    yield Same(polynomial(z, product, best), (z - (1 - inside)) ** 2)
    yield Same(sp.sqrt(best), 1 - inside)
    yield AtLeast(sp.sqrt(best + slack) ** 2, best)


@TABLE.bounds("4.13", r"\eta m\,r \ge (1-r)(r-\mu) , \eta L\,r \le (1+r)(r+\mu)")
def both_ends():
    at_m, at_L = polynomial(r, eta * m), polynomial(-r, eta * L)
    yield Same(eta * m * r - (1 - r) * (r - mu), at_m)
    yield Same((1 + r) * (r + mu) - eta * L * r, at_L)
    # neither is negative: real roots lie between -r and r, and of a complex pair it is a square
    a, b = sp.symbols("a b", nonnegative=True)  # r minus each root, or each root plus r
    u, w = sp.symbols("u w", real=True)
    yield AtLeast((r - (r - a)) * (r - (r - b)), 0)
    yield AtLeast((-r - (a - r)) * (-r - (b - r)), 0)
    for end in (r, -r):
        yield Same((end - (u + sp.I * w)) * (end - (u - sp.I * w)), (end - u) ** 2 + w**2)


@TABLE.bounds("4.14", r"\eta m \ge (1-r)^2 , \eta L \le (1+r)^2")
def without_mu():
    rate = inside
    product = rate**2 - slack  # μ = z1 z2, at most r²
    yield AtLeast((1 - rate) * (rate - product), rate * (1 - rate) ** 2, by=(1 - rate) * slack)
    yield AtLeast(rate * (1 + rate) ** 2, (1 + rate) * (rate + product), by=(1 + rate) * slack)


@TABLE.bounds("4.15", r"r \ge \frac{\sqrt\kappa-1}{\sqrt\kappa+1}")
def least_rate():
    root_kappa = sp.symbols("root_kappa", positive=True)
    ratio = root_kappa + slack  # (1 + r)/(1 - r), at least √κ by (4.14)
    yield Roots((1 + r) - ratio * (1 - r), r, ((ratio - 1) / (ratio + 1),))
    yield AtLeast((ratio - 1) / (ratio + 1), (root_kappa - 1) / (root_kappa + 1),
                  by=2 * slack / ((ratio + 1) * (root_kappa + 1)))


@TABLE.proves("4.16", r"\eta^\ast = \frac{4}{(\sqrt L+\sqrt m)^2} ,"
                      r"\mu^\ast = \Bigl(\frac{\sqrt\kappa-1}{\sqrt\kappa+1}\Bigr)^2")
def best_setting():
    root_kappa = root_L / root_m
    best, least = 4 / (root_L + root_m) ** 2, (root_kappa - 1) / (root_kappa + 1)
    yield Same(sp.sqrt(best) * root_m, 1 - least)
    yield Same(sp.sqrt(best) * root_L, 1 + least)
    # with μ* both ends have double roots, so they are the ends of (4.7)
    yield Same(polynomial(z, best * root_m**2, least**2), (z - least) ** 2)
    yield Same(polynomial(z, best * root_L**2, least**2), (z + least) ** 2)


@TABLE.says(r"x_k=(c_1+c_2k)z^k$ with $z=0.684$; $x_{-1}=x_0=1$ gives $c_1=1$, $c_2=1-z>0$")
def critical_from_rest():
    def x(k):
        return (1 + (1 - inside) * k) * inside**k  # inside is the double root, between 0 and 1
    k = sp.symbols("k", integer=True)
    # (4.1), with the trace 2z and the determinant z²
    yield Same(x(-1), 1)
    yield Same(x(0), 1)
    yield Same(x(k + 1), 2 * inside * x(k) - inside**2 * x(k - 1))

"""Lesson 14: Lion, Newton–Schulz, Shampoo and Muon. U and V are any rotations."""

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
    k,
    rotation,
    symbols,
)

from grader.catalogue import exercise

TABLE = Table()
U, V = rotation("u"), rotation("v")
s = symbols("s", 2, positive=True)
S = sp.diag(*s)
QUINTIC = 3.4445, -4.7750, 2.0315


@TABLE.rule("lion", {
    "14.1": r"c_t = \beta_1 m_{t-1} + (1-\beta_1) g_t",
    "14.2": r"\theta_t = \theta_{t-1} - \eta\operatorname{sign}(c_t)",
    "14.3": r"m_t = \beta_2 m_{t-1} + (1-\beta_2) g_t"})
def lion(theta, g, state, t, h):
    m = state.get("m", 0)
    c = h.beta1 * m + (1 - h.beta1) * g
    state["m"] = h.beta2 * m + (1 - h.beta2) * g
    return theta - h.lr * np.sign(c)


@TABLE.proves("14.4", r"c_t = (1-\beta_1) g_t + \beta_1 (1-\beta_2)"
                      r"\sum_{k=1}^{t-1} \beta_2^{k-1} g_{t-k}")
def two_memories():
    g = sp.Function("g")

    def m(t):
        return beta2 * m(t - 1) + (1 - beta2) * g(t) if t else 0  # (14.3)
    for t in range(1, 6):
        past = sum(beta2 ** (k - 1) * g(t - k) for k in range(1, t))
        yield Same(beta1 * m(t - 1) + (1 - beta1) * g(t),
                   (1 - beta1) * g(t) + beta1 * (1 - beta2) * past)
    yield Same(beta2 * beta2 ** (k - 1), beta2 ** ((k + 1) - 1))  # induction: old terms


def p(X, a, b, c):
    """Give (14.5)'s left side."""
    return a * X + b * X * X.T * X + c * (X * X.T) ** 2 * X


@TABLE.proves("14.5", r"p(X) = aX + bXX^\top X + c(XX^\top)^2 X = Up(S)V^\top")
def odd_polynomial():
    a, b, c = sp.symbols("a b c")
    through = sp.diag(*(a * value + b * value**3 + c * value**5 for value in s))
    X = U * S * V.T
    yield Same(X * X.T * X, U * S**3 * V.T)
    yield Same(X * X.T * U, U * S**2)  # so twice from the left, once more:
    yield Same(p(S, a, b, c), through)
    yield Same(p(U * S, a, b, c), U * through)


@TABLE.proves("14.6", r"X_0 = \frac{G}{\|G\|_F}, X_k = p(X_{k-1})", "definition")
def newton_schulz():
    yield Same((U * S * V.T).norm() ** 2, s[0] ** 2 + s[1] ** 2)  # so no value of X_0 is above 1
    numbers = np.array([[3.0, -1.0, 0.5], [1.0, 2.0, 4.0]])
    yield Holds(np.allclose(orthogonalised(numbers), exercise("newton_schulz").right(numbers),
                            rtol=1e-12, atol=1e-15), "the reference")


@TABLE.says(r"$p(X^\top) = p(X)^\top$")
def either_way_round():
    a, b, c = sp.symbols("a b c")
    X = sp.Matrix(2, 3, [1, -2, 3, 2, 5, -1])
    yield Same(p(X.T, a, b, c), p(X, a, b, c).T)


@TABLE.says(r"has $p(1) = 1$ and $p'(1) = 0$")
def comes_to_rest():
    x = sp.symbols("x")
    cubic = p(sp.Matrix([[x]]), sp.Rational(3, 2), -sp.Rational(1, 2), 0)[0]
    yield Same(cubic.subs(x, 1), 1)
    yield Same(cubic.diff(x).subs(x, 1), 0)
    yield Same(cubic.diff(x).subs(x, 0), sp.Rational(3, 2))


def orthogonalised(G, steps=5):
    """Give X_5 of (14.6)."""
    a, b, c = QUINTIC
    X = G / np.sqrt((G**2).sum())
    for _ in range(steps):
        X = a * X + b * X @ X.T @ X + c * X @ X.T @ X @ X.T @ X
    return X


@TABLE.proves("14.7", r"L_1^{-1/4}GR_1^{-1/4} = U S^{-1/2}SS^{-1/2}V^\top = UV^\top")
def shampoo():
    G = U * S * V.T
    root = sp.diag(*(1 / sp.sqrt(value) for value in s))  # S^(-1/2)
    L, R = U * root * U.T, V * root * V.T
    # L is the root of the root of (G Gᵀ)⁻¹, and R that of (Gᵀ G)⁻¹
    yield Same(L * L, U * S.inv() * U.T)
    yield Same((U * S.inv() * U.T) ** 2 * (G * G.T), sp.eye(2))
    yield Same(R * R, V * S.inv() * V.T)
    yield Same((V * S.inv() * V.T) ** 2 * (G.T * G), sp.eye(2))
    yield Same(L * U, U * root)
    yield Same(V.T * R, root * V.T)
    yield Same(U * (root * S * root) * V.T, U * V.T)


@TABLE.bounds("14.8", r"\sum_{ij} G_{ij} D_{ij} = \sum_i s_iu_i^\top D v_i \le \sum_i s_i")
def steepest():
    G, D = U * S * V.T, sp.Matrix(2, 2, symbols("d", 4, real=True))
    by_vectors = sum(s[i] * (U[:, i].T * D * V[:, i])[0] for i in range(2))
    yield Same(sum(G.multiply_elementwise(D)), by_vectors)
    u, w = (sp.Matrix(symbols(name, 2, real=True)) for name in "uw")  # w = D v, at most 1 long
    yield AtLeast(u.dot(u) * w.dot(w), u.dot(w) ** 2, by=cauchy_schwarz_gap(u, w))
    yield Same(sum(G.multiply_elementwise(U * V.T)), sum(s))  # and UVᵀ reaches the bound


@TABLE.rule("muon", {"14.9": r"B_t = \mu B_{t-1} + G_t",
                     "14.10": r"W_t = W_{t-1} - \eta\mathrm{NS}_5(B_t)"})
def muon(W, G, state, t, h):
    state["B"] = h.momentum * state.get("B", 0) + G
    return W - h.lr * orthogonalised(state["B"])

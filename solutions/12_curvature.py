# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown] id="title"
# # Read the curvature and step by it
#
# Every rule so far sees gradients only. One question: **what do second derivatives tell, and how
# can a step use them?**
#
# ## What you will do
#
# Predict an escape, classify points, build Newton's step and two rules that learn it from gradients.
#
# ## What you will learn
#
# - tell a saddle from a minimum, and know when the test says nothing
# - compute how long gradient descent stays near a saddle
# - derive Newton's step, BFGS and L-BFGS
#
# ## What you need
#
# Lessons 00, 01, 03, 08; Taylor's formula, matrices. About 60 minutes.
#
# The first cell only imports.

# %% id="imports"
import numpy as np

from descent import check
from descent.parsons import puzzle
from descent.plots import contour, curves, show
from descent.predictions import reveal
from descent.surfaces import BEALE, HIMMELBLAU, bowl
from descent.widgets import saddle_race

# %% [markdown] id="last-rule-fails"
# ## See: a gradient that dies out
#
# Gradient descent, $\eta = 0.1$, walks on the saddle $f(x, y) = x^2 - y^2$ from $(1, 10^{-8})$. A
# schedule, lesson 11's, would only rescale its steps. Look at the length of the gradient: would you
# stop training here?

# %% id="last-rule-fails-figure"
k = np.arange(41)
x, y = 0.8**k, 1e-8 * 1.2**k  # lesson 01's (1.3): the factors are 1 - 0.1 * 2 and 1 + 0.1 * 2
fig = curves({"SGD": 2 * np.hypot(x, y)}, xlabel="step t", ylabel="length of the gradient",
             log_y=True, title="Gradient descent on the saddle, 40 steps")
show(fig, alt="On a logarithmic axis the length of the gradient falls along a straight line from 2 "
     "to about 0.0003, as it would near a minimum.",
     caption="A gradient that vanishes doesn't tell a saddle from a minimum.")

# %% [markdown] id="predict"
# It looks like convergence to a minimum.
#
# ## Predict: does it leave?
#
# The point (0, 0) is no minimum: along $y$ the surface falls. When does the same walk have
# $|y| > 1$?
#
# - **a** never: the gradient is as good as 0
# - **b** within 1,000 steps
# - **c** later, if at all
#
# Run both cells, then choose.

# %% id="prediction"
prediction = None  # "a", "b" or "c"

# %% id="prediction-experiment"
y, t = 1e-8, 0
while abs(y) <= 1 and t < 100_000:
    y, t = y - 0.1 * (-2 * y), t + 1
truth = "b" if t <= 1000 else "c" if abs(y) > 1 else "a"
reveal(prediction, truth, {"a": "it never leaves", "b": "it leaves within 1,000 steps",
                           "c": "it leaves after more than 1,000 steps"})

# %% [markdown] id="escape"
# ## Derive: the time of escape
#
# **Step 1.** In a direction of curvature $\lambda < 0$, lesson 01's factor $1 - \eta\lambda$ is
# $1 + \eta|\lambda|$, above 1:
#
# $$
# |y_t| = (1 + \eta|\lambda|)^t\, |y_0| \tag{12.1}
# $$
#
# **Step 2.** Set $|y_t| = 1$, take logarithms, and solve for $t$:
#
# $$
# t = \frac{\log(1/|y_0|)}{\log(1 + \eta|\lambda|)} \tag{12.2}
# $$
#
# This holds for $0 < |y_0| < 1$. Here $t = 101.03$, so step 102 is the first beyond 1. A start
# $10^8$ times nearer only doubles $t$.
#
# Do other rules leave sooner? Two from earlier lessons are given; look at what each keeps.

# %% id="given_rules" kind="locked"
class SGD:
    """Gradient descent, from lesson 01."""

    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        """Take one step: change the entries of params, leave grads alone, return None."""
        for key, g in grads.items():
            params[key] -= self.lr * g


class Momentum:
    """Momentum in form A, from lesson 03."""

    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.v = lr, momentum, {}

    def update(self, params, grads):
        """Take one step: change the entries of params, leave grads alone, return None."""
        for key, g in grads.items():
            self.v[key] = self.momentum * self.v.get(key, 0) - self.lr * g
            params[key] += self.v[key]

# %% [markdown] id="given_adam_text"
# And Adam, which divides by the gradient's size. What should that do to a tiny slope along $y$?

# %% id="given_adam" kind="locked"
class Adam:
    """Adam, from lesson 08."""

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m, self.v, self.t = {}, {}, 0

    def update(self, params, grads):
        """Take one step: change the entries of params, leave grads alone, return None."""
        self.t += 1
        for key, g in grads.items():
            self.m[key] = self.beta1 * self.m.get(key, 0) + (1 - self.beta1) * g
            self.v[key] = self.beta2 * self.v.get(key, 0) + (1 - self.beta2) * g**2
            m_hat = self.m[key] / (1 - self.beta1**self.t)
            v_hat = self.v[key] / (1 - self.beta2**self.t)
            params[key] -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)

# %% [markdown] id="race"
# ## See: the race away from the saddle
#
# All start at $(-5, 0.01)$ with $\eta = 0.1$; a large mark says when $|y| > 1$. Compare SGD with
# (12.2). Then bring the start nearer to the ridge $y = 0$: who hardly cares? And exactly on it?
# On the plateau: who arrives?

# %% id="race-figure"
saddle_race(SGD, Momentum, Adam, prediction=prediction)

# %% [markdown] id="numerical_hessian_text"
# SGD leaves at step 26, momentum at 13, Adam at 11: Adam's first steps are $\eta$ long on any
# slope. Only the ridge holds them. From a random start gradient descent with $\eta < 1/L$ ends in
# such a saddle with probability 0 (Lee et al. 2016, arXiv 1602.04915).
#
# ## Derive: the quadratic model
#
# **Step 3.** By the chain rule $\varphi(\tau) = f(x + \tau d)$ has $\varphi'(0) = g^\top d$ and
# $\varphi''(0) = d^\top H d$, with gradient $g$ and Hessian $H$ at $x$. By Taylor, at $\tau = 1$
#
# $$
# f(x + d) \approx f(x) + g^\top d + \tfrac12\, d^\top H d \tag{12.3}
# $$
#
# **Step 4.** Put in $d = \pm h e_i \pm h e_j$ ($e_i$: unit vector; $h$ small); $c$ is yours to find:
#
# $$
# \begin{aligned}
# &f(x + he_i + he_j) - f(x + he_i - he_j) \\
# &\quad - f(x - he_i + he_j) + f(x - he_i - he_j) \approx c\, h^2 H_{ij}
# \end{aligned} \tag{12.4}
# $$
#
# ### Exercise 1. Fill in and write `numerical_hessian` (2 points)
#
# `numerical_hessian(f, x) -> H`: by (12.4), also for $i = j$. `x` has shape `(n,)`, `H` `(n, n)`.
#
# <details><summary>Hint: what is c?</summary>
#
# Try $f = x_1 x_2$ at 0: what is the left side, and what is $H_{12}$?
#
# </details>
#
# <details><summary>Hint: the entries look like noise</summary>
#
# $f$ is rounded to about 16 digits. What is left of them after you divide by $h^2$, with
# $h = 10^{-4}$, with $h = 10^{-8}$?
#
# </details>

# %% id="numerical_hessian" kind="solution"
def numerical_hessian(f, x):
    """Return the matrix of second derivatives of f at x by central differences.

    Args: f takes an array (n,) and gives a number; x (n,), not changed.
    """
    ### BEGIN SOLUTION
    h = 1e-4
    e = h * np.eye(len(x))
    return np.array([[(f(x + a + b) - f(x + a - b) - f(x - a + b) + f(x - a - b)) / (4 * h**2)
                      for b in e] for a in e])
    ### END SOLUTION

# %% id="numerical_hessian_check" kind="test" points=2
check("numerical_hessian", numerical_hessian, points=2)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("numerical_hessian", numerical_hessian, points=2, private=private_paths("numerical_hessian"))
### END HIDDEN TESTS

# %% [markdown] id="numerical_hessian_notes" kind="commentary"
# **Why $h = 10^{-4}$.** Two errors pull in opposite directions. What (12.4) neglects puts
# an error of about $h^2$ into an entry. The rounding of $f$, about $10^{-16}|f|$, is divided by
# $h^2$. They meet where $h^4$ is about $10^{-16}$. On Himmelblau's surface at (0, 0) $H_{11} = -42$ then comes out right to seven
# digits; with $h = 10^{-8}$ all four entries are 0.
#
# **Common mistakes.** $h^2$ below the bar, four times too large; $2h$ there, an entry that shrinks
# with $h$; the usual $f(x+h) - 2f(x) + f(x-h)$ on the diagonal, right in itself, but over $4h^2$;
# `x[i] += h` in the caller's array. If `x` holds integers, that line adds nothing at all.

# %% [markdown] id="classify_text"
# ## Derive: the eigenvalue test
#
# **Step 5.** At a **critical point** $g = 0$. With $H = Q\Lambda Q^\top$ and $z = Q^\top d$ (lesson
# 01), (12.3) is
#
# $$
# f(x + d) - f(x) \approx \tfrac12 \sum_i \lambda_i z_i^2 \tag{12.5}
# $$
#
# The neglected terms are of third order: nearby they outweigh neither a sum whose $\lambda_i$ are
# all of one sign, nor a single term along its own eigenvector. All positive: minimum. All negative:
# maximum. Both signs: saddle, whatever the others are. Else a zero leaves it undecided: $x^2 + y^4$
# and $x^2 - y^4$ have the same Hessian at 0. Where $g \neq 0$ the test says nothing.
#
# ### Exercise 2. Write `classify_critical_point` (2 points)
#
# `classify_critical_point(hess) -> str`: `"minimum"`, `"maximum"`, `"saddle"` or `"degenerate"`
# (undecided); `hess` is symmetric, `(n, n)`.
#
# <details><summary>Hint</summary>
#
# Eigenvalues 2, 0, −1: is a descent direction still certain? And 2, 0?
#
# </details>

# %% id="classify_critical_point" kind="solution"
def classify_critical_point(hess):
    """Name the critical point that has this Hessian, by the signs of its eigenvalues.

    Args: hess (n, n), symmetric; not changed.
    """
    ### BEGIN SOLUTION
    eigenvalues = np.linalg.eigvalsh(hess)
    smallest, largest = eigenvalues[0], eigenvalues[-1]
    if smallest > 0:
        return "minimum"
    if largest < 0:
        return "maximum"
    return "saddle" if smallest < 0 < largest else "degenerate"
    ### END SOLUTION

# %% id="classify_critical_point_check" kind="test" points=2
check("classify_critical_point", classify_critical_point, points=2)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("classify_critical_point", classify_critical_point, points=2, private=private_paths("classify_critical_point"))
### END HIDDEN TESTS

# %% [markdown] id="classify_critical_point_notes" kind="commentary"
# **Why two eigenvalues suffice.** `eigvalsh` sorts them upwards. If the smallest is positive, all
# are, and both signs occur exactly when the smallest lies below 0 and the largest above. What
# passes all three questions has a 0 at one end. A tolerance, say $10^{-10}$ of the largest, is
# right as well, and wiser where a Hessian comes from differences: its zeros are rarely exact.
#
# **Common mistakes.** The determinant: that of a hilltop in two dimensions is positive too. The
# diagonal: the matrix with rows (1, 2) and (2, 1) has only ones there, and the eigenvalues 3 and −1.
# `else: "saddle"` takes an undecided point for a saddle; `else: "degenerate"` the other way round.
# `any` in the place of `all`.

# %% [markdown] id="newton_text"
# ## Derive: Newton's step
#
# **Step 6.** The model (12.3) has the gradient $g + Hd$ in $d$ ($H$ is symmetric). If no eigenvalue
# is 0, one $d$ makes it 0. Go there, to the critical point *of the model*:
#
# $$
# g + Hd = 0 , \qquad x_t = x_{t-1} - H^{-1} g \tag{12.6}
# $$
#
# (Nocedal and Wright 2006, equation 2.15.) By hand on the saddle from $(-5, 0.01)$: $g$ is
# $(-10, -0.02)$, $H$ has 2 and −2, and $x = (-5 + 5,\ 0.01 - 0.01) = (0, 0)$.
#
# ### Exercise 3. Write `newton_step` (2 points)
#
# `newton_step(params_vector, grad, hess) -> x`: a new array by (12.6). Shapes `(n,)`, `(n,)`,
# `(n, n)`.
#
# <details><summary>Hint</summary>
#
# Is the inverse needed, or only the $d$ that solves $Hd = -g$?
#
# </details>

# %% id="newton_step" kind="solution"
def newton_step(params_vector, grad, hess):
    """Return the critical point of the quadratic model around params_vector.

    Args: params_vector, grad (n,); hess (n, n), symmetric, invertible; none is changed.
    """
    ### BEGIN SOLUTION
    return params_vector - np.linalg.solve(hess, grad)
    ### END SOLUTION

# %% id="newton_step_check" kind="test" points=2
check("newton_step", newton_step, points=2)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("newton_step", newton_step, points=2, private=private_paths("newton_step"))
### END HIDDEN TESTS

# %% [markdown] id="newton_step_notes" kind="commentary"
# **Why `solve`.** It finds the $d$ of $Hd = -g$ with about a third of the work that the inverse
# takes, and with less rounding; `np.linalg.inv(hess) @ grad` is right all the same. No rate stands
# before the step: on a quadratic the whole step ends at the critical point. The minus makes a new
# array, where `params_vector -= …` would move the caller's point.
#
# **Common mistakes.** `hess @ grad`, longest where Newton's step is shortest; `1 / hess`, which
# inverts entries and not the matrix; `grad / np.diag(hess)`, right only for a diagonal $H$; a plus;
# absolute eigenvalues, which flee from saddles: a good method, saddle-free Newton, but another one.

# %% [markdown] id="break"
# ## Break: where Newton goes
#
# One step, onto the saddle: the surface is its own model. Himmelblau's surface has four minima, four
# saddles and one maximum. From three starts, look at $f$, and at what the end is.

# %% id="break-figure"
paths = {}
for start in ((0.0, 0.0), (1.0, 3.0), (4.0, 3.0)):
    path = [np.array(start)]
    for _ in range(8):
        H = numerical_hessian(HIMMELBLAU.value, path[-1])
        path.append(newton_step(path[-1], HIMMELBLAU.grad(path[-1]), H))
    ends_in = classify_critical_point(numerical_hessian(HIMMELBLAU.value, path[-1]))
    heights = HIMMELBLAU.value(np.array(path))
    at_rest = np.allclose(HIMMELBLAU.grad(path[-1]), 0, atol=1e-6)
    print(f"{start}: f {heights[0]:.1f} -> {heights[-1]:.1f}, g = 0: {at_rest}, {ends_in}")
    paths[f"to a {ends_in}"] = np.array(path)
fig = contour(HIMMELBLAU, paths, title="Newton's method from three starts")
show(fig, alt="Three short paths end at three kinds of points: the hilltop near the middle, a pass "
     "between two valleys above it, and the minimum at (3, 2).",
     caption="Newton's method goes to any critical point, whatever its kind.")

# %% [markdown] id="bfgs_text"
# From (0, 0) $f$ *rose*, 170.0 to 181.6. Near a minimum with all $\lambda_i > 0$ each step about
# squares the error (there, Theorem 3.5). But $H$ has $n^2$ entries, solving costs about $n^3$.
#
# ## Derive: curvature from gradients
#
# **Step 7.** By step 6 a step $s$ changes the gradient by some $y \approx Hs$ ($y$: no coordinate
# here). Let a guess $A'$ of $H^{-1}$ meet the *secant equation*
#
# $$
# A'y = s \tag{12.7}
# $$
#
# **Step 8.** With $\rho = 1/(y^\top s)$ (no decay rate) make a $P^\top$ that takes $y$ to 0:
#
# $$
# P = I - \rho\, s y^\top , \qquad P^\top y = y - \rho\, y\,(s^\top y) = 0 \tag{12.8}
# $$
#
# So $PAP^\top$ forgets what the old guess $A$ said of $y$; add what it should say (6.17 there):
#
# $$
# A' = P A P^\top + \rho\, s s^\top \tag{12.9}
# $$
#
# | by hand | $A = I$, $s = (1, 0)$, $y = (2, 1)$ |
# |---|---|
# | $\rho$ | $1/(2 \cdot 1 + 1 \cdot 0) = 1/2$ |
# | rows of $P$ | $(0, -1/2)$, $(0, 1)$ |
# | rows of $PP^\top$ | $(1/4, -1/2)$, $(-1/2, 1)$ |
# | rows of $A'$ | $(3/4, -1/2)$, $(-1/2, 1)$ |
# | $A'y$ | $(3/2 - 1/2, -1 + 1) = (1, 0) = s$ |
#
# ### Exercise 4. Write `bfgs_update` (3 points)
#
# `bfgs_update(Hinv, s, y)`: $A'$ for $A$ = `Hinv`, a new `(n, n)` array.
#
# <details><summary>Hint: what is s yᵀ?</summary>
#
# A matrix with the entries $s_i y_j$. What does `@` make of two vectors, and which function of
# NumPy makes this?
#
# </details>

# %% id="bfgs_update" kind="solution"
def bfgs_update(Hinv, s, y):
    """Return the BFGS update of Hinv, the guess of the inverse Hessian.

    Args: Hinv (n, n), symmetric; s, y (n,), step and change of the gradient; none is changed.
    """
    ### BEGIN SOLUTION
    rho = 1 / (y @ s)
    P = np.eye(len(s)) - rho * np.outer(s, y)
    return P @ Hinv @ P.T + rho * np.outer(s, s)
    ### END SOLUTION

# %% id="bfgs_update_check" kind="test" points=3
check("bfgs_update", bfgs_update, points=3)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("bfgs_update", bfgs_update, points=3, private=private_paths("bfgs_update"))
### END HIDDEN TESTS

# %% [markdown] id="bfgs_update_notes" kind="commentary"
# **Why it is written so.** `np.outer(s, y)` is $sy^\top$, and one $P$ stands on both sides, so $A'$
# is as symmetric as $A$. The products with $P$ take about $n^3$ multiplications; (12.14), which
# comes later, needs $n^2$.
#
# **Common mistakes.** `s @ y` for the matrix; `1 - rho * …`, since NumPy takes 1 for a matrix full
# of ones; $P^\top A P$; ρ upside down; no last term, so that $A'y = 0$. All of these fail
# $A'y = s$, the first thing to test. Three others pass it: $P$ on one side only, which is not
# symmetric; the symmetric formula of rank one, whose result may have a negative eigenvalue; and the
# DFP formula, as sound a matrix as this one, but another.

# %% [markdown] id="bowl"
# By (12.8) the first term gives 0 on $y$, the second $\rho\,s\,(s^\top y) = s$: (12.7) holds.
#
# **Step 9.** If $A$ is positive definite and $y^\top s > 0$, so is $A'$:
#
# $$
# z^\top A' z = (P^\top z)^\top A\,(P^\top z) + \rho\,(s^\top z)^2 \tag{12.10}
# $$
#
# is never negative, and 0 only if $s^\top z = 0$ and $P^\top z = z - \rho\,y\,(s^\top z) = z = 0$.
# So $-A'g$ goes downhill. On a bowl $y^\top s = s^\top H s > 0$; elsewhere skip pairs without it.
#
# On a turned ravine, take the step $\alpha p$ along $p = -Ag$ to the lowest point, where the slope
# $g^\top p + \alpha\,p^\top H p$ is 0. In $n$ dimensions at most $n$ such steps reach the bottom
# (same book, Theorem 6.4). $H^{-1}$ has the eigenvalues 0.5 and 10: look at how $A$ gets there.

# %% id="bowl-code"
turned = bowl((0.1, 2.0), angle=0.5)
x, Hinv = turned.start.copy(), np.eye(2)
H = turned.hessian(x)
for t in (1, 2):
    g = H @ x
    p = -Hinv @ g
    s = -(g @ p) / (p @ H @ p) * p
    x, Hinv = x + s, bfgs_update(Hinv, s, H @ s)
    print(f"t = {t}: distance {np.linalg.norm(x):.2f}, eigenvalues of Hinv",
          np.round(np.linalg.eigvalsh(Hinv), 4))

# %% [markdown] id="lbfgs_text"
# Two steps, as promised. But $A$ has $n^2$ entries.
#
# ## Derive: two loops, no matrix
#
# **Step 10.** Only $A'g$ is needed. Read (12.9) from the right, with $\alpha = \rho\,s^\top g$:
#
# $$
# q = P^\top g = g - \alpha y , \qquad r = A q \tag{12.11}
# $$
#
# $$
# A'g = Pr + \rho\,s\,(s^\top g) = r + (\alpha - \beta)\,s , \qquad \beta = \rho\,y^\top r \tag{12.12}
# $$
#
# **Step 11.** Find $Aq$ in the same way from the pair before, and so on (algorithm 7.4 there): a
# loop of (12.11) from the newest pair to the oldest, then $r = \gamma q$, then a loop of (12.12)
# from the oldest to the newest, which also gives γ, an inverse curvature:
#
# $$
# \gamma = \frac{s^\top y}{y^\top y} \tag{12.13}
# $$
#
# ### Exercise 5. Put the two loops in order (1 point)
#
# `lbfgs_direction(g, S, Y)` is $-A'g$ from lists of pairs, oldest first. Return the letters of the
# lines that belong; `q` serves as $r$ too.
#
# <details><summary>Hint</summary>
#
# Which numbers of the first loop does the second one need, and in which order does it meet them?
#
# </details>

# %% id="lbfgs_direction_order" kind="solution"
@puzzle("lbfgs_direction")
def arranged_direction():
    """Return the letters of the lines that belong, from top to bottom, as in "CAB"."""
    ### BEGIN SOLUTION
    return "GILEDBHAK"
    ### END SOLUTION

# %% id="lbfgs_direction_order_check" kind="test" points=1
check("lbfgs_direction", arranged_direction, points=1)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("lbfgs_direction", arranged_direction, points=1, private=private_paths("lbfgs_direction"))
### END HIDDEN TESTS

# %% [markdown] id="lbfgs_direction_order_notes" kind="commentary"
# **Why this order.** Read from the right, $g$ first meets the newest pair: I, from the newest to
# the oldest, comes before B. L stands above E, which takes away what L has just found. D stands
# where the matrix would be, once. H takes the alphas from the end of the list: the last one made is
# that of the oldest pair, which B meets first. No other order is right.
#
# **Common mistakes.** F takes them from the front, so that each goes to a wrong pair; C makes them
# from $g$, where only the rest $q$ is still unexplained; I and B change places. With one pair none
# of these shows. J works inside the caller's `g`, since G only gives it a second name.

# %% [markdown] id="lbfgs_direction_task"
# ### Exercise 6. Write `lbfgs_direction` (4 points)
#
# Write the function yourself: $-A'g$ as a new array, $-g$ if the lists are empty.
#
# <details><summary>Hint: with one pair it is right, with two it is not</summary>
#
# Begin with γ times the identity and put the pairs into `bfgs_update`, one after the other. Which
# of the two does your first loop have to meet first, if the product with $g$ is read from the right?
#
# </details>

# %% id="lbfgs_direction" kind="solution"
def lbfgs_direction(g, S, Y):
    """Return minus the guessed inverse Hessian times g, by two loops over the pairs.

    Args: g (n,); S, Y, lists of equally many arrays (n,), oldest first; none is changed.
    """
    ### BEGIN SOLUTION
    if not S:
        return -g
    q, alphas = g.copy(), []
    for s, y in zip(S[::-1], Y[::-1], strict=True):
        alphas.append((s @ q) / (y @ s))
        q = q - alphas[-1] * y
    r = (S[-1] @ Y[-1]) / (Y[-1] @ Y[-1]) * q
    for s, y, alpha in zip(S, Y, alphas[::-1], strict=True):
        r = r + (alpha - (y @ r) / (y @ s)) * s
    return -r
    ### END SOLUTION

# %% id="lbfgs_direction_check" kind="test" points=4
check("lbfgs_direction", lbfgs_direction, points=4)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("lbfgs_direction", lbfgs_direction, points=4, private=private_paths("lbfgs_direction"))
### END HIDDEN TESTS

# %% [markdown] id="lbfgs_direction_notes" kind="commentary"
# **Why two loops.** Put (12.9) into itself: the newest $P^\top$ is the outermost on the right, and
# the newest $P$ the outermost on the left. So the newest pair is met first on the way in and last
# on the way out, and the alphas come back in reverse. Each pair costs four products of $n$ numbers.
# `q = q - …` makes a new array; with `q -= …` only the copy at the top saves `g`.
#
# **Common mistakes.** Both loops in one direction; alphas in the order in which they were made; α
# made of $g$; $s$ for $y$ in β; γ left out, or of the oldest pair. One pair hides most of them. A
# test that hides none: from $\gamma I$, `bfgs_update` pair by pair must give the same direction.

# %% [markdown] id="memory"
# ## See: what a short memory buys
#
# This is L-BFGS: the last $m$ pairs, $2mn$ numbers, about $4mn$ multiplications. On Beale's surface
# each step starts as $-A'g$ and is halved until $f$ falls enough; pairs with $y^\top s \le 0$ are
# skipped. Without pairs it is gradient descent. How much do 1 and 5 gain?

# %% id="memory-figure"
heights = {}
for m in (0, 1, 5):
    x, S, Y, f = BEALE.start, [], [], []
    for _ in range(31):
        f.append(BEALE.value(x))
        g = BEALE.grad(x)
        s = lbfgs_direction(g, S, Y)
        while BEALE.value(x + s) > f[-1] + 1e-4 * (g @ s):
            s = s / 2
        x, y = x + s, BEALE.grad(x + s) - g
        if m and y @ s > 0:
            S, Y = [*S, s][-m:], [*Y, y][-m:]
    heights[f"m = {m}"] = np.maximum(f, 1e-30)
fig = curves(heights, xlabel="step t", ylabel="f, cut at 1e-30", log_y=True, title="Beale's surface")
show(fig, alt="m = 0: f falls slowly to 0.003; m = 1: to 1e-6; m = 5: to 1e-30 in some 15 steps.",
     caption="A few remembered pairs are worth most of a Hessian.")

# %% [markdown] id="bfgs_repair_text"
# After 30 steps $f$ is 0.0028 without pairs, $9.6 \times 10^{-7}$ with one.
#
# **Step 12.** Multiply (12.9) out:
#
# $$
# A' = A + \rho\,(1 + \rho\,y^\top A y)\,s s^\top - \rho\,(A y s^\top + s y^\top A) \tag{12.14}
# $$
#
# Each column of $A' - A$ is a combination of $s$ and $Ay$: BFGS is an update of **rank two** (less
# only where the two are parallel).
#
# ## Repair it
#
# ### Exercise 7. Repair `bfgs_update` (1 point)
#
# This tries to be (12.14). Three faults: two in its terms, one that its caller notices.
#
# ```python
# Hy, sy = Hinv @ y, s @ y
# Hinv += (sy + y @ Hy) / sy * np.outer(s, s)
# Hinv -= (np.outer(Hy, s) + np.outer(Hy, s)) / sy
# return Hinv
# ```
#
# <details><summary>Hint</summary>
#
# Is the result symmetric? How often does ρ stand before $s s^\top$, if you open the bracket? Whose
# array is `Hinv`?
#
# </details>

# %% id="bfgs_repair" kind="solution"
def repaired_bfgs_update(Hinv, s, y):
    """Return the BFGS update of Hinv, made from the faulty listing.

    Args: Hinv (n, n), symmetric; s, y (n,); none is changed.
    """
    ### BEGIN SOLUTION
    Hy, sy = Hinv @ y, s @ y
    new = Hinv + (sy + y @ Hy) / sy**2 * np.outer(s, s)  # sy squared; a new array
    return new - (np.outer(Hy, s) + np.outer(s, Hy)) / sy  # the second product is the transpose
    ### END SOLUTION

# %% id="bfgs_repair_check" kind="test" points=1
check("bfgs_update", repaired_bfgs_update, points=1)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("bfgs_update", repaired_bfgs_update, points=1, private=private_paths("bfgs_update"))
### END HIDDEN TESTS

# %% [markdown] id="bfgs_repair_notes" kind="commentary"
# **Why three.** Before $ss^\top$ stands $\rho + \rho^2\,y^\top Ay$, so $s^\top y$ is squared below
# the bar. The last bracket is a matrix plus its transpose; the listing has the same one twice. And
# `+=` writes into the caller's matrix: who rejects the step has lost the old one.
#
# **Common mistakes.** `new = Hinv`, then `new += …`: a second name, no copy (lesson 00);
# `Hinv = Hinv.copy()` on top is a right cure. A square below the last bracket too, where it doesn't
# belong. A test with $s^\top y = 1$, which cannot see the missing square. The test $A'y = s$ finds
# the first two faults, never the third.

# %% [markdown] id="curvature_why" kind="manual" points=4
# ## Explain it
#
# ### Exercise 8. Correct four sentences (4 points)
#
# Study notes say: "(i) Gradient descent takes a saddle for the minimum and cannot leave. (ii)
# Second-order methods come close to minima. (iii) Solving the critical point gives the neuron
# update. (iv) BFGS raises the matrix's ranking by 1 as time goes on." Correct each in a sentence or
# two, with a formula, a number or an example.
#
# ### BEGIN SOLUTION
# 1. Only from the exact ridge. Beside it the distance grows by $1 + \eta|\lambda|$ a step, and the
#    time is (12.2): 102 steps from $10^{-8}$ at $\eta = 0.1$, $\lambda = -2$.
# 2. Newton goes to the critical point of the quadratic model, whatever its kind: on $x^2 - y^2$ to
#    the saddle in one step, from (0, 0) on Himmelblau's surface to the maximum.
# 3. It is Newton's update: solve $g + Hd = 0$ *for* $d$, so $d = -H^{-1}g$.
# 4. Rank, not ranking, and of the change: each update adds a matrix of rank two, made of $s$ and
#    $Ay$. The rank of $A$ itself stays $n$, since $A$ stays positive definite ($y^\top s > 0$).
# ### END SOLUTION
#
# === BEGIN MARK SCHEME ===
# - 1 point: it leaves from almost every start, slowly; a time or the factor $1 + \eta|\lambda|$.
# - 1 point: any critical point, with an example of a saddle or a maximum.
# - 1 point: Newton, with $-H^{-1}g$ or "the critical point of the quadratic model".
# - 1 point: rank two, of the update. "Rank" without "two" earns nothing here.
#
# === END MARK SCHEME ===

# %% [markdown] id="curvature_why_notes" kind="commentary"
# **Why it is asked.** All four come from real notes, and each is close to something true. To say
# what is true, one needs the condition (which starts), the object (the model's critical point) or
# the right word (Newton, rank), not a contradiction.
#
# **Common mistakes.** In (i), "noise helps it out" is true of mini-batches and leaves the sentence
# as it is: gradient descent leaves without noise, so the point needs a time or the factor. In (ii),
# "any critical point" without an example is half of it, and there are no half points. In (iii), the
# name alone is not enough. In (iv), "the rank of $A$ grows by 2" earns nothing: it is the change
# that has rank two.

# %% [markdown] id="recall"
# ## See: true or false?
#
# Decide before you open each.
#
# <details><summary>"At a minimum the gradient is 0; at a saddle it is only close to 0 for a moment."</summary>
#
# False: it is 0 at both. The signs of the Hessian's eigenvalues differ.
#
# </details>
#
# <details><summary>"All eigenvalues are positive here, so this is a minimum."</summary>
#
# Not enough. On a bowl that holds at every point. It also needs $g = 0$.
#
# </details>
#
# <details><summary>"L-BFGS does not carry over well to mini-batches."</summary>
#
# True. If $y$ is a difference of gradients of two batches, it holds their noise, and that does not
# shrink with $s$.
#
# </details>
#
# ## Recall
#
# <details><summary>Lesson 11: what must hold for the sum of all rates, if no start is to be too far away?</summary>
#
# It must be infinite.
#
# </details>
#
# <details><summary>Lesson 09: by how much does AdamW shrink a parameter whose gradient is 0?</summary>
#
# By the factor $1 - \eta\lambda$ in each step, with the weight decay λ (no eigenvalue there).
#
# </details>
#
# <details><summary>Lesson 04: momentum on the saddle has ηλ = −0.2. What is its larger root at μ = 0.9?</summary>
#
# $z^2 - 2.1\,z + 0.9 = 0$ has the roots 1.5 and 0.6. So $y$ grows by 1.5 a step, where gradient
# descent has 1.2.
#
# </details>
#
# <details><summary>Lesson 01: what does Newton's step do to the condition number?</summary>
#
# It becomes 1: with $H^{-1}g$ for $g$, $H^{-1}H$ takes the place of $H$. All its eigenvalues are 1,
# and with η = 1 every factor is 0.
#
# </details>

# %% [markdown] id="summary"
# ## What you can do now
#
# - classify a critical point, and say when the test is silent
# - give the time of escape from a saddle
# - derive Newton's step, and say where it goes
# - prove that BFGS meets the secant equation and stays positive definite
# - write L-BFGS without a matrix
#
# Open: which rule is best on a real net? Lesson 13 races them fairly.

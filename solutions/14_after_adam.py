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
# # Replace the parts of Adam, one at a time
#
# Adam keeps two arrays for each parameter array, looks at every entry by itself, and wants a
# schedule. One question: **what can stand in each place, and what does it cost?**
#
# ## What you will do
#
# Predict an iteration, build Lion, Muon and schedule-free SGD, repair a product.
#
# ## What you will learn
#
# - derive Lion's and Muon's steps from one question
# - orthogonalise a matrix by products alone
# - average without an end in sight
#
# ## What you need
#
# Lessons 02, 03, 06, 08, 11; the singular value decomposition. About 60 minutes.
#
# The first cell only imports.

# %% id="imports"
import numpy as np

from descent import check
from descent.parsons import puzzle
from descent.paths import follow
from descent.plots import curves, show
from descent.predictions import reveal
from descent.surfaces import RAVINE
from descent.widgets import explore

# %% [markdown] id="last-rule-fails"
# ## See: what Adam makes of a matrix
#
# A layer's gradient is a matrix $G$. Adam's first step is $-\eta\,\operatorname{sign}(G)$ up to
# ε, entry by entry (lesson 08). Write $G = USV^\top$: the columns of $U$ and $V$ are orthonormal,
# and the *singular values* $s_1 \ge s_2 \ge \dots \ge 0$ on the diagonal of $S$ say how much each
# direction counts. ($V$ is no second moment.) What does Adam's step leave of the weaker direction?

# %% id="last-rule-fails-code"
G = np.array([[6.0, 5.0], [5.0, 4.0]])
for name, step in (("G", G), ("sign(G)", np.sign(G))):
    values = np.linalg.svd(step, compute_uv=False)
    print(f"{name:8s} singular values {values[0]:.3f} and {abs(values[1]):.3f}")

# %% [markdown] id="lion-task"
# Nothing: 10.099 and 0.099 became 2 and 0. Matrices come later; first the arrays.
#
# ## Build: Lion keeps one array
#
# Lion (Chen et al. 2023, arXiv 2302.06675, Algorithm 2) steps along a sign:
#
# $$
# c_t = \beta_1 m_{t-1} + (1-\beta_1)\, g_t \tag{14.1}
# $$
#
# $$
# \theta_t = \theta_{t-1} - \eta\,\operatorname{sign}(c_t) \tag{14.2}
# $$
#
# $$
# m_t = \beta_2 m_{t-1} + (1-\beta_2)\, g_t \tag{14.3}
# $$
#
# By hand, with θ = 1, η = 0.1, gradients 4, then −2:
#
# | label | first call | second call |
# |---|---|---|
# | 1 create state | $m = 0$ | kept |
# | 3 accumulate | $c = 0.1 \cdot 4 = 0.4$ <br> $m = 0.01 \cdot 4 = 0.04$ | $c = 0.9 \cdot 0.04 - 0.1 \cdot 2 = -0.164$ <br> $m = 0.99 \cdot 0.04 - 0.01 \cdot 2 = 0.0196$ |
# | 5 step | $\theta = 1 - 0.1 = 0.9$ | $\theta = 0.9 + 0.1 = 1$ |
#
# ### Exercise 1. Build Lion (2 points)
#
# `Lion(lr=0.0001, beta1=0.9, beta2=0.99)` with `update(params, grads)`; $m_0 = 0$, arrays of any
# shape, no correction, no weight decay. The sign of 0 is 0.
#
# <details><summary>Hint: the second call goes the wrong way</summary>
#
# Whose sign is stepped, and which $m$ goes into it, that of before or after (14.3)?
#
# </details>

# %% id="lion" kind="solution"
class Lion:
    """Lion: Chen et al. (2023), Algorithm 2, without weight decay."""

    def __init__(self, lr=0.0001, beta1=0.9, beta2=0.99):
        self.lr, self.beta1, self.beta2 = lr, beta1, beta2
        self.m = None

    def update(self, params, grads):
        """Take one step: change the entries of params, leave grads alone, return None."""
        # 1 create state
        # 3 accumulate
        # 5 step
        ### BEGIN SOLUTION
        if self.m is None:  # 1
            self.m = {key: np.zeros_like(p) for key, p in params.items()}
        for key, g in grads.items():
            c = self.beta1 * self.m[key] + (1 - self.beta1) * g  # 3, from the old m
            self.m[key] = self.beta2 * self.m[key] + (1 - self.beta2) * g
            params[key] -= self.lr * np.sign(c)  # 5
        ### END SOLUTION

# %% id="lion_check" kind="test" points=2
check("lion", Lion, points=2)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("lion", Lion, points=2, private=private_paths("lion"))
### END HIDDEN TESTS

# %% [markdown] id="lion_notes" kind="commentary"
# **Why it works.** Both mixtures read the old $m$, so $c$ is made first. It has a local name, for
# nothing of it is kept. A sign needs no ε, and `np.sign(0)` is 0: an entry that never got a gradient
# stays where it is.
#
# **Common mistakes.** $m$ replaced before $c$ is made: the newest gradient then has the weight
# 0.109, and the table's signs are right all the same, so it takes a longer run to show. The sign
# of the new $m$, which turns late: the table's second call goes the wrong way. $c$ kept as $m$,
# one memory for both purposes. The two β exchanged. `c / np.abs(c)`, which is nan where $c$ is 0.

# %% [markdown] id="explore"
# ## See: two memories in one sign
#
# **Step 1.** Unroll (14.3) as in (8.3) and put it into (14.1):
#
# $$
# c_t = (1-\beta_1)\, g_t + \beta_1 (1-\beta_2) \sum_{k=1}^{t-1} \beta_2^{\,k-1} g_{t-k} \tag{14.4}
# $$
#
# The newest gradient has weight 0.1, the one before only 0.009, and then they fade slowly, by
# 0.99 a step: quick to react, slow to forget. One β gives one or the other.
#
# Your class on the ravine: as you move `lr`, how long is a step near the minimum?

# %% id="explore-figure"
explore(Lion, lr=0.23)

# %% [markdown] id="break-lion"
# ## Break: a step that never shrinks
#
# A sign has one size. So every entry with $c_t \ne 0$ moves by exactly η, however close the minimum
# is, and without any noise. It ends up jumping to and fro across 0, and of two places η apart on
# both sides of 0 one is at least η/2 away. Compare the two floors: by which factor do they differ?

# %% id="break-lion-figure"
distance = {}
for lr in (0.1, 0.01):
    # an odd start: from a multiple of lr every second step would land on 0
    path = follow(Lion(lr=lr), RAVINE, start=(-6.954, 2.033), n_steps=1500)
    distance[f"lr {lr}"] = np.abs(path).max(axis=1)
    print(f"lr {lr}: in the last 100 steps up to {distance[f'lr {lr}'][-100:].max():.4f} away")
fig = curves(distance, xlabel="step t", ylabel="distance of the worse coordinate", log_y=True,
             title="Lion on the ravine")
show(fig, alt="Both lines fall and then swing for ever: at the rate 0.1 between about 0.05 and 0.13, "
     "at the rate 0.01 ten times lower.",
     caption="A sign has no small values: Lion keeps swinging at the size of its rate.")

# %% [markdown] id="predict"
# The floor is about η high, ten times lower at a tenth: Lion wants a schedule.
#
# ## Predict: can products alone make singular values equal?
#
# **Step 2.** Put a matrix $X = USV^\top$ into an odd polynomial with numbers $a$, $b$, $c$. Since $U^\top U$ and $V^\top V$
# are identities, $XX^\top X = US^3V^\top$, and
#
# $$
# p(X) = aX + b\,XX^\top X + c\,(XX^\top)^2 X = U\,p(S)\,V^\top \tag{14.5}
# $$
#
# Each singular value goes through $p(s) = as + bs^3 + cs^5$ by itself. Take
# $(a, b, c) = (3.4445, -4.7750, 2.0315)$ and singular values in the ratio 100 : 10 : 1. After five
# rounds, largest by smallest is
#
# - **a** still above 50
# - **b** between 2 and 50
# - **c** below 2

# %% id="prediction"
prediction = None  # "a", "b" or "c"

# %% id="prediction-experiment"
s = np.array([1.0, 0.1, 0.01])
s = s / np.sqrt((s**2).sum())
for _ in range(5):
    s = 3.4445 * s - 4.7750 * s**3 + 2.0315 * s**5
ratio = s.max() / s.min()
truth = "a" if ratio > 50 else "b" if ratio > 2 else "c"
reveal(prediction, truth, {
    "a": "above 50: a polynomial keeps the order and the gaps",
    "b": "between 2 and 50: five rounds close half of the gap",
    "c": "below 2: all three end near one value",
})

# %% [markdown] id="polynomial"
# ## Derive: Newton–Schulz
#
# **Step 3.** Near 0, $p(s) \approx as$: each round lifts small values $a$-fold. The classic cubic
# $(1.5, -0.5, 0)$ has $p(1) = 1$ and $p'(1) = 0$, so it comes to rest at 1, but lifts only 1.5-fold.
# Jordan et al. (2024, *Muon*) give up coming to rest: $a$ is 3.4445, and $p(1) = 0.701$.
#
# Where are both after five rounds?

# %% id="polynomial-figure"
start = np.logspace(-4, 0, 400)
after = {}
for name, (a, b, c) in (("cubic", (1.5, -0.5, 0)), ("quintic", (3.4445, -4.7750, 2.0315))):
    s = start
    for _ in range(5):
        s = a * s + b * s**3 + c * s**5
    after[name] = s
fig = curves(after, x=start, xlabel="singular value at first", ylabel="after five rounds",
             log_x=True, hlines={"one": 1.0}, title="The polynomial, five times")
show(fig, alt="The quintic runs in waves between 0.7 and 1.2 for all values above about 0.002; "
     "the cubic is near 1 only from about 0.2 on, and leaves small values small.",
     caption="The quintic gives exactness away to bring small singular values up fast.")

# %% [markdown] id="newton-schulz-task"
# From 0.005 on the quintic ends between 0.68 and 1.16: equal only roughly, which is enough for Muon.
#
# **Step 4.** $p$ is made for $s \le 1$. Orthonormal columns keep lengths, so the Frobenius norm is
# $\|G\|_F = \sqrt{\sum_{ij} G_{ij}^2} = \sqrt{\sum_i s_i^2} \ge s_1$. Begin with
#
# $$
# X_0 = \frac{G}{\|G\|_F}, \qquad X_k = p(X_{k-1}) \tag{14.6}
# $$
#
# Scaling $G$ changes nothing, and $p(X^\top) = p(X)^\top$.
#
# By hand: the diagonal matrix of 3 and 4 has norm 5; 0.6 and 0.8 become 1.193 and 0.976.
#
# ### Exercise 2. Write `newton_schulz` (3 points)
#
# `newton_schulz(G, steps=5)`: $G$ of shape `(rows, columns)`, not 0; return $X_k$ of that shape
# after $k$ = `steps` rounds, a new array.
#
# <details><summary>Hint</summary>
#
# With $A = XX^\top$, how does (14.5) read, and which products are matrix products?
#
# </details>

# %% id="newton_schulz" kind="solution"
def newton_schulz(G, steps=5):
    """Push the singular values of G towards 1 with products alone, by (14.5) and (14.6)."""
    a, b, c = 3.4445, -4.7750, 2.0315
    ### BEGIN SOLUTION
    X = G / np.linalg.norm(G)
    for _ in range(steps):
        A = X @ X.T
        X = a * X + (b * A + c * A @ A) @ X
    return X
    ### END SOLUTION

# %% id="newton_schulz_check" kind="test" points=3
check("newton_schulz", newton_schulz, points=3)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("newton_schulz", newton_schulz, points=3, private=private_paths("newton_schulz"))
### END HIDDEN TESTS

# %% [markdown] id="newton_schulz_notes" kind="commentary"
# **Why it works.** $A = XX^\top$ serves two terms, $bA X$ and $cA^2X$; the brackets let one product
# with $X$ do for both, so a round has three. `G / norm` is a new array, and `G` stays as it was. For
# a tall matrix the transpose makes the smaller $A$; that is as right, if it is turned back at the
# end.
#
# **Common mistakes.** `X**3`: the polynomial is one of singular values, not of entries. `A * A`, the
# same as the product for diagonal matrices only. `X.T @ X` from the left, which runs for square
# matrices and is wrong there. Brackets left out, so that $A$ is added without $X$. $A$ made once,
# before the loop. The largest singular value for the norm: safe, but it takes the decomposition that
# was to be avoided.

# %% [markdown] id="shampoo"
# ## See: Shampoo, worked out
#
# Shampoo (Gupta, Koren and Singer 2018, arXiv 1802.09568) is AdaGrad for matrices: with
# $L_t = \sum_{i \le t} G_i G_i^\top$ and $R_t = \sum_{i \le t} G_i^\top G_i$ it steps along
# $L_t^{-1/4}\, G_t\, R_t^{-1/4}$. After one invertible gradient
#
# $$
# L_1^{-1/4}\, G\, R_1^{-1/4} = U S^{-1/2}\, S\, S^{-1/2}\, V^\top = UV^\top \tag{14.7}
# $$
#
# Read the cell, then compare its three matrices. (SOAP, Vyas et al. 2024, runs Adam in the
# eigenvectors of averages of these two.)

# %% id="shampoo-code"
U, S, Vt = np.linalg.svd(G)
of_L, Q = np.linalg.eigh(G @ G.T)  # L = Q diag(of_L) Q^T
of_R, P = np.linalg.eigh(G.T @ G)
left, right = Q * of_L**-0.25 @ Q.T, P * of_R**-0.25 @ P.T
for name, step in (("U V^T", U @ Vt), ("Shampoo", left @ G @ right),
                   ("newton_schulz", newton_schulz(G))):
    print(f"{name:14s}", np.round(step.ravel(), 3) + 0.0, " singular values",
          np.round(np.linalg.svd(step, compute_uv=False), 3))

# %% [markdown] id="muon-rule"
# `newton_schulz` comes near with 15 matrix products and no decomposition.
#
# ## Derive: why this matrix
#
# **Step 5.** A small step $-\eta D$ lowers $f$ by about $\eta\sum_{ij} G_{ij}D_{ij}$.
# Which $D$ gains most, if none of its singular values is above 1? With the columns of $U$, $V$,
#
# $$
# \sum_{ij} G_{ij} D_{ij} = \sum_i s_i\, u_i^\top D v_i \le \sum_i s_i \tag{14.8}
# $$
#
# since $D$ lengthens no vector, and $D = UV^\top$ reaches it. With *entries* up to 1 in size instead,
# the largest sum is $\sum_{ij}|G_{ij}|$, from $\operatorname{sign}(G)$. Muon is form B of lesson 03,
# for a matrix $W$, with $UV^\top$:
#
# $$
# B_t = \mu B_{t-1} + G_t \tag{14.9}
# $$
#
# $$
# W_t = W_{t-1} - \eta\,\mathrm{NS}_5(B_t) \tag{14.10}
# $$
#
# ## Build: Muon
#
# ### Exercise 3. Put Muon's lines in order (1 point)
#
# Muon in one piece, with (14.6) inside: return the letters of the lines that belong.

# %% id="muon_order" kind="solution"
@puzzle("muon")
def arranged_muon():
    """Return the letters of the lines that belong, from top to bottom, as in "CAB"."""
    ### BEGIN SOLUTION
    return "GJEBFCI"
    ### END SOLUTION

# %% id="muon_order_check" kind="test" points=1
check("muon", arranged_muon, points=1)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("muon", arranged_muon, points=1, private=private_paths("muon"))
### END HIDDEN TESTS

# %% [markdown] id="muon_order_notes" kind="commentary"
# **Why this order.** Every line reads what the one above it wrote, so no other order passes: J
# remembers, E makes a scaled copy, F and C go five rounds, I steps. E gives the copy a name of its
# own, and B keeps its size for the next call.
#
# **Common mistakes.** A puts the copy in B's place: the first step agrees, and from the second on the
# past weighs as if its size had been about 1, whatever the gradients' size is. D is plain momentum,
# and needs none of the lines between. H divides in every round: with $k$ equal singular values, all are back at
# $1/\sqrt{k}$, so five rounds lift no further than one.

# %% [markdown] id="muon-task"
# ### Exercise 4. Build Muon (2 points)
#
# `Muon(lr=0.02, momentum=0.95)`, `update(params, grads)`; all arrays are matrices, $B_0 = 0$,
# $\mathrm{NS}_5$ is your `newton_schulz`.
#
# <details><summary>Hint: right once, then wrong</summary>
#
# What does your class remember, $B$ or the step?
#
# </details>

# %% id="muon" kind="solution"
class Muon:
    """Muon: Jordan et al. (2024), without Nesterov's form and without a scale for the shape."""

    def __init__(self, lr=0.02, momentum=0.95):
        self.lr, self.momentum = lr, momentum
        self.B = None

    def update(self, params, grads):
        """Take one step: change the entries of params, leave grads alone, return None."""
        # 1 create state
        # 3 accumulate
        # 5 step
        ### BEGIN SOLUTION
        if self.B is None:  # 1
            self.B = {key: np.zeros_like(p) for key, p in params.items()}
        for key, g in grads.items():
            self.B[key] = self.momentum * self.B[key] + g  # 3
            params[key] -= self.lr * newton_schulz(self.B[key])  # 5
        ### END SOLUTION

# %% id="muon_check" kind="test" points=2
check("muon", Muon, points=2)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("muon", Muon, points=2, private=private_paths("muon"))
### END HIDDEN TESTS

# %% [markdown] id="muon_notes" kind="commentary"
# **Why it works.** What is remembered is $B$, as large as the gradients made it; only what is stepped
# is orthogonalised, and η alone sets the step's size. With $(1-\mu)G_t$ for $G_t$, form C, the path
# is the same: a common factor falls out of (14.6). In lesson 03 the two differed.
#
# **Common mistakes.** `newton_schulz(g)` remembered, or the result kept as $B$: the first step is
# right, no later one. $\mu(B + G)$, which nobody sees until μ is 0 and nothing is left. Nesterov's
# form, or longer steps for tall matrices, from the authors' code: their options, and here the check
# names them. The first gradient's own array kept as $B$: the caller's next gradient is written into
# it.

# %% [markdown] id="race"
# ## Break: choose the winner by the rate
#
# Find $W$ with $AWC$ near the identity $I$, $f(W) = \tfrac12\|AWC - I\|_F^2$, in 50 steps. Its gradient
# is $A^\top(AWC - I)C^\top$. Which method wins at 0.01, which at 0.1?

# %% id="race-figure"
A, C = np.random.default_rng(14).normal(size=(2, 8, 8)) / 3
rates, heights = np.logspace(-3, 0, 7), {"Lion": [], "Muon": []}
for make in (Lion, Muon):
    for lr in rates:
        params, optimizer = {"W": np.zeros((8, 8))}, make(lr=lr)
        for _ in range(50):
            grad = A.T @ (A @ params["W"] @ C - np.eye(8)) @ C.T
            optimizer.update(params, {"W": grad})
        f = ((A @ params["W"] @ C - np.eye(8)) ** 2).sum() / 2
        heights[make.__name__].append(f)
fig = curves(heights, x=rates, xlabel="learning rate", ylabel="f after 50 steps", log_x=True,
             log_y=True, title="One problem, seven rates")
show(fig, alt="Two valleys. Lion lies lower at small rates, Muon at large ones; they cross between "
     "0.03 and 0.1. Muon's lowest point is a little below Lion's.",
     caption="Which method is ahead depends on the rate at which they are compared.")

# %% [markdown] id="schedule-free-task"
# Lion at 0.01, with 1.84 to 2.56; Muon at 0.1, with 1.07 to 1.22.
#
# ## Derive: average with no end in sight
#
# Lesson 11's linear and cosine decay must know their end. Schedule-free SGD (Defazio et al. 2024,
# arXiv 2405.15682) keeps η, and a mean, in which noise cancels. With
# $z_0 = x_0 = y_0$, and $g_t$ taken at $y_{t-1}$, between mean and newest point:
#
# $$
# z_t = z_{t-1} - \eta g_t \tag{14.11}
# $$
#
# $$
# x_t = (1-c_t)\, x_{t-1} + c_t z_t \tag{14.12}
# $$
#
# $$
# y_t = (1-\mu)\, z_t + \mu x_t \tag{14.13}
# $$
#
# ### Exercise 5. Fill in and build it (3 points)
#
# Find the $c_t$ (another $c$ than Lion's) that makes $x_t$ the mean of $z_1, \dots, z_t$. Then
# `ScheduleFreeSGD(lr=0.01, momentum=0.9)`, `update(params, grads)`: `params` holds $y$.
#
# <details><summary>Hint</summary>
#
# Write $t\,x_t$ as a sum. How does it follow from $(t-1)\,x_{t-1}$?
#
# </details>
#
# <details><summary>Hint: z and x move together</summary>
#
# Did both begin as copies of their own?
#
# </details>

# %% id="schedule_free" kind="solution"
class ScheduleFreeSGD:
    """Schedule-free SGD: Defazio et al. (2024), with the mean of the points after each step."""

    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.z, self.x, self.t = None, None, 0

    def update(self, params, grads):
        """Take one step: change the entries of params, leave grads alone, return None."""
        # 1 create state
        # 2 advance time
        # 3 accumulate
        # 5 step
        ### BEGIN SOLUTION
        if self.z is None:  # 1
            self.z = {key: p.copy() for key, p in params.items()}
            self.x = {key: p.copy() for key, p in params.items()}
        self.t += 1  # 2
        for key, g in grads.items():
            self.z[key] = self.z[key] - self.lr * g  # 3
            # t x_t = (t - 1) x_{t-1} + z_t, so c_t = 1 / t
            self.x[key] = (1 - 1 / self.t) * self.x[key] + self.z[key] / self.t
            params[key][...] = (1 - self.momentum) * self.z[key] + self.momentum * self.x[key]  # 5
        ### END SOLUTION

# %% id="schedule_free_check" kind="test" points=3
check("schedule_free", ScheduleFreeSGD, points=3)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("schedule_free", ScheduleFreeSGD, points=3, private=private_paths("schedule_free"))
### END HIDDEN TESTS

# %% [markdown] id="schedule_free_notes" kind="commentary"
# **Why it works.** $z$ and $x$ begin as two copies; $y$ needs no third, `params` holds it. With
# $c_1 = 1$ the start drops out of the mean. The paper's own equation counts it, with $1/(t+1)$; the
# check takes either. `[...]` writes into the caller's array; a new array under the key is as good.
#
# **Common mistakes.** The step taken from `params`, so from $y$: the gradient belongs to $y$, the
# step to $z$. `self.x = self.z`, two names for one dict: then $y = z$ always, which is gradient
# descent. μ and $1-\mu$ exchanged. A moving average with a fixed share, which forgets, and so
# keeps a floor. $x$ from the call before in (14.13). And, once it runs: a loss reported at $y$, where
# $x$ is the result.

# %% [markdown] id="noisy"
# ## See: no floor at a constant rate
#
# Since $t\,x_t = (t-1)\,x_{t-1} + z_t$, $c_t = 1/t$. Now 2,000 runs at once on $f = \theta^2/2$, noise
# of variance 1, η = 0.3. Your class gives $y$; (14.13) gives back $x$, the point to
# evaluate. Which line stays on lesson 02's floor?

# %% id="noisy-figure"
rng = np.random.default_rng(14)
params, optimizer = {"theta": np.full(2000, 3.0)}, ScheduleFreeSGD(lr=0.3, momentum=0.9)
sgd, z, squares = np.full(2000, 3.0), np.full(2000, 3.0), {"SGD": [], "mean x": []}
for _ in range(1000):
    noise = rng.normal(size=2000)
    g = params["theta"] + noise
    sgd, z = sgd - 0.3 * (sgd + noise), z - 0.3 * g
    optimizer.update(params, {"theta": g})
    squares["SGD"].append((sgd**2).mean())
    squares["mean x"].append((((params["theta"] - 0.1 * z) / 0.9) ** 2).mean())
fig = curves(squares, x=np.arange(1, 1001), xlabel="step t", ylabel="mean squared distance",
             log_x=True, log_y=True, title="A noisy bowl, learning rate 0.3")
show(fig, alt="SGD falls fast to about 0.18 and stays there; the mean x comes later, crosses it "
     "near step 10 and keeps falling, below 0.01 at step 1000.",
     caption="An average of the path gets below the noise floor without a schedule.")

# %% [markdown] id="newton-schulz-repair-task"
# SGD stays at 0.176; $x$ is at 0.005 and falls on, at any step where you stop. The price:
# arrays for $z$ and $x$, and a slower start.
#
# ## Repair it
#
# ### Exercise 6. Repair two faults (2 points)
#
# "In Python `@` multiplies entry by entry", say study notes; so this author took `*` for the
# matrix product. That is one fault; Muon would stumble over the other. Put the mended code into the
# stub.
#
# ```python
# G /= np.linalg.norm(G)
# X = G
# for _ in range(steps):
#     A = X @ X.T
#     X = a * X + (b * A + c * A * A) @ X
# return X
# ```
#
# <details><summary>Hint</summary>
#
# Print `G` before and after the call. In Muon, whose array is it?
#
# </details>

# %% id="newton_schulz_repair" kind="solution"
def repaired_newton_schulz(G, steps=5):
    """Do what `newton_schulz` does, made from the faulty listing."""
    a, b, c = 3.4445, -4.7750, 2.0315
    ### BEGIN SOLUTION
    X = G / np.linalg.norm(G)  # fault 1: G itself was divided, and Muon's B with it
    for _ in range(steps):
        A = X @ X.T
        X = a * X + (b * A + c * A @ A) @ X  # fault 2: A * A squares entries
    return X
    ### END SOLUTION

# %% id="newton_schulz_repair_check" kind="test" points=2
check("newton_schulz", repaired_newton_schulz, points=2)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("newton_schulz", repaired_newton_schulz, points=2, private=private_paths("newton_schulz"))
### END HIDDEN TESTS

# %% [markdown] id="newton_schulz_repair_notes" kind="commentary"
# **Why neither shows at first.** What comes back is right although `G` was divided: one has to look
# at `G` again. In Muon it is $B$, and its past then weighs as if its length had been 1. `A * A` is
# right for the diagonal example worked by hand, and for every matrix of one row; test with a full
# one.
#
# **Common mistakes.** `X = G` and then `X /= …`: another name, the same array. `X = G.copy()` before
# it is fine. `A**2`, which is `A * A` again. `@` in all three places but with the brackets gone. A
# mended product alone passes every comparison of results, and fails when `G` is looked at.

# %% [markdown] id="others"
# ## Derive: a rate from the path
#
# The best rate in (6.13) needs a distance that nobody knows. Let $D = \|\theta_0 - \theta^\ast\|$
# here. For one convex $f$ with its minimum at $\theta^\ast$ no term of (6.8) is negative, so by (6.9)
#
# $$
# 0 \le \sum_{t=1}^{T} g_t^\top(\theta_{t-1} - \theta^\ast)
# = \sum_{t=1}^{T} g_t^\top(\theta_{t-1} - \theta_0)
# + \Bigl(\sum_{t=1}^{T} g_t\Bigr)^\top (\theta_0 - \theta^\ast) \tag{14.14}
# $$
#
# The last term is at most $\|\sum_t g_t\|\, D$, hence, where the sum is not 0,
#
# $$
# D \ge \frac{\sum_t g_t^\top(\theta_0 - \theta_{t-1})}{\|\sum_t g_t\|} \tag{14.15}
# $$
#
# D-Adaptation (Defazio and Mishchenko 2023, arXiv 2301.07733) and Prodigy (arXiv 2306.06101) let
# weighted bounds of this kind set the rate.
#
# Sophia (Liu et al. 2023, arXiv 2305.14342) divides Adam's $m$ by an average $h$ of estimates of the
# Hessian's diagonal, with a factor $\gamma$, and cuts each entry to at most 1 in size:
#
# $$
# \theta_t = \theta_{t-1} - \eta\,\operatorname{clip}\Bigl(
# \frac{m_t}{\max(\gamma h_t, \varepsilon)},\, 1\Bigr) \tag{14.16}
# $$
#
# Where $h$ is tiny or negative, $m/\varepsilon$ is huge, and the cut leaves its sign: Lion's kind of
# step, where Newton's would run off or turn uphill.

# %% [markdown] id="true-false"
# ### True or false?
#
# <details><summary>"Muon suits every tensor of a net."</summary>
#
# False. A bias as a column has one singular value; orthogonalising leaves a vector of length near
# 1, whatever its gradient. Its authors give vectors, embeddings and the output layer to AdamW.
#
# </details>
#
# <details><summary>"Muon won the race above, so newer is better."</summary>
#
# False. On that problem Adam, tuned over the same seven rates, reaches 0.74, below every point of
# that figure. And one small problem orders no methods: lesson 13 has the rules.
#
# </details>
#
# <details><summary>"Equal singular values are always good."</summary>
#
# False. A weak direction may be noise, and is then lifted like the rest.
#
# </details>

# %% [markdown] id="after_adam_why" kind="manual" points=4
# ## Explain it
#
# ### Exercise 7. Judge four sentences (4 points)
#
# Say of each whether it is right, and why, in a sentence or two with a formula or a number.
#
# 1. "Near a minimum gradients are small, so Lion's steps are."
# 2. "Multiplying $G$ by 1000 changes Muon's first step."
# 3. "Turning the coordinates, $G \to QGR$ with orthogonal $Q$ and $R$, only turns Muon's step, and
#    only turns Lion's."
# 4. "With $\mu = 0$ schedule-free SGD takes the gradients that gradient descent takes."
#
# ### BEGIN SOLUTION
# 1. Wrong. Each entry moves by η or, where $c = 0$, not at all; Lion's floor is about η.
# 2. Wrong. $X_0 = G/\|G\|_F$ is the same, and so is all that follows.
# 3. Half right. $QGR = (QU)S(R^\top V)^\top$ has the same singular values, so
#    $p(QX_0R) = Q\,p(X_0)\,R$. Signs of entries are not turned: the two-by-two example's sign has
#    singular values 2 and 0, that of a diagonal $G$ with the same singular values has 1 and 1.
# 4. Right. (14.13) gives $y = z$, and (14.11) is gradient descent; $x$ is its mean, kept beside it.
# ### END SOLUTION
#
# === BEGIN MARK SCHEME ===
# - 1 point: wrong, and every entry's step is η (or 0) whatever the gradient's size.
# - 1 point: wrong, with the division by the norm.
# - 1 point: right for Muon with a reason, wrong for Lion with a reason or an example. One alone: nothing.
# - 1 point: right, with $y = z$.
#
# === END MARK SCHEME ===

# %% [markdown] id="after_adam_why_notes" kind="commentary"
# **Why it is asked.** Each sentence is about what a step ignores: the size of an entry, the size of
# a matrix, the axes. Whoever can say it has no need to remember the rules.
#
# **Common mistakes.** 1: "the loss is flat there, so it slows down" earns nothing; "always η" does.
# 2: "only the direction counts" without the norm is a paraphrase, no reason; no point. 3: "right,
# singular values don't change" judges Muon and forgets Lion; nothing. For Lion one turned matrix is
# reason enough. That the exact step $UV^\top$ turns, instead of $p$, is a good answer too. 4: "wrong,
# since $x$ is a mean" confuses where gradients are taken with what is reported; no point. "Right"
# with $y = z$ needs no more.

# %% [markdown] id="recall"
# ## Recall
#
# Answer each aloud before you open it.
#
# <details><summary>Lesson 13: a method's best of three runs meets a single run of the same method. How often does it win, and what follows?</summary>
#
# Three times in four, for nothing. Report a median and a range, from as many runs for each.
#
# </details>
#
# <details><summary>Lesson 11: on a noisy bowl, why does the loss drop when the rate does?</summary>
#
# The noise floor is about proportional to η; after the drop the path falls to the lower one.
#
# </details>
#
# <details><summary>Lesson 06: which array does AdaGrad keep, and what is Shampoo on a matrix of one entry?</summary>
#
# $h$, the sum of squares. There $L = R = h$, so the step is $g/\sqrt{h}$: AdaGrad's.
#
# </details>
#
# <details><summary>Lesson 03: by which factor does form B's final step exceed the first, for a constant gradient? And Muon's?</summary>
#
# $1/(1-\mu)$. Muon's by none: $B$ grows, its direction stays, and scale does not count.
#
# </details>

# %% [markdown] id="summary"
# ## What you can do now
#
# - derive $\operatorname{sign}(G)$ and $UV^\top$ as the best steps under two bounds
# - write Lion, Newton–Schulz, Muon and schedule-free SGD, and say what each keeps
# - choose a polynomial by its slope at 0 and its values near 1
# - say where each fails: Lion's floor, Muon's vectors, the mean's slow start
# - answer "newer is better" with a race over rates
#
# Open: how do you find the fault when a loss falls and the rule is wrong? Lesson 15 is the clinic.

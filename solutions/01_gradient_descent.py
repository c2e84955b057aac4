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
# # Find the step that reaches the bottom fastest
#
# One question: **when does gradient descent converge, and how fast can it be?**
#
# ## What you will do
#
# Predict what a learning rate does, derive the exact answer for every bowl, write the rule and its numbers, and order lines.
#
# ## What you will learn
#
# - derive the stable range 0 < η < 2/L
# - explain a zigzag by the sign of 1 − ηλ
# - compute the best η and its convergence rate
# - prove that 1/L never raises the loss
#
# ## What you need
#
# Lesson 00; eigenvectors of a symmetric matrix, Cauchy–Schwarz. About 60 minutes.
#
# The first cell only imports.

# %% id="imports"
import numpy as np

from descent import check
from descent.parsons import puzzle
from descent.paths import follow
from descent.plots import curves, panels, show
from descent.predictions import reveal
from descent.surfaces import RAVINE, bowl
from descent.widgets import factors

# %% [markdown] id="predict"
# ## Predict: which rate ends lowest?
#
# Lesson 00's step of fixed length jumped about the minimum for ever. A step of gradient descent is −η times the gradient and shrinks with it. On the ravine $f(x,y)=x^2/20+y^2$, from $(-7,2)$, it swings from wall to wall at η = 0.95. Which learning rate ends at the lowest $f$ after 30 steps?
#
# - **a** η = 0.5, which stops the swinging
# - **b** η = 0.95, swinging and all
# - **c** η = 1.05, a little bolder still
#
# Run both cells, then commit to your letter. Look at where the truth differs from your picture of it.

# %% id="prediction"
prediction = None  # "a", "b" or "c"

# %% id="predict-experiment"
ends, options = {}, {}
for letter, lr in {"a": 0.5, "b": 0.95, "c": 1.05}.items():
    x = RAVINE.start
    for _ in range(30):
        x = x - lr * RAVINE.grad(x)
    ends[letter] = RAVINE.value(x)
    options[letter] = f"lr {lr} ends at f = {ends[letter]:.3g}"
truth = min(ends, key=ends.get)
reveal(prediction, truth, options)

# %% [markdown] id="sgd_text"
# ## Build: the rule
#
# Gradient descent (Cauchy 1847) steps against the gradient $g_t$ at $\theta_{t-1}$, by η times its length:
#
# $$\theta_t=\theta_{t-1}-\eta\,g_t,\qquad t=1,2,\dots \tag{1.1}$$
#
# ### Exercise 1. Write `SGD` (2 points)
#
# `SGD(lr=0.01)` with `update(params, grads)`: apply (1.1) to every key. Arrays may have any shape. The name is the one libraries use; the S, stochastic, describes where `grads` come from, not the rule.
#
# <details><summary>Hint</summary>
#
# If the gradient at a point is positive, on which side does the function fall? Which of the five labels has work to do when nothing is remembered?
#
# </details>

# %% id="sgd" kind="solution"
class SGD:
    """Step against the gradient by lr times its length."""

    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        """Take one step by (1.1): change params' entries, leave grads alone, return None."""
        # 5 step
        ### BEGIN SOLUTION
        for key in params:
            params[key] -= self.lr * grads[key]
        ### END SOLUTION

# %% id="sgd_check" kind="test" points=2
check("sgd", SGD, points=2)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("sgd", SGD, points=2, private=private_paths("sgd"))
### END HIDDEN TESTS

# %% [markdown] id="sgd_notes" kind="commentary"
# **Why one line is enough.** Gradient descent remembers nothing, so labels 1 to 4 have no work. What counts is that the caller sees the new numbers: `-=` changes the array in place, `params[key] = params[key] - …` puts a new one under the key, and both are right. Going by keys, each array meets its own gradient, whatever its shape.
#
# **Common mistakes.** `+=` climbs. `p = params[key]` and then `p = p - …` rebinds a local name, and the params never change. `grads[key] *= self.lr` changes what belongs to the caller. `zip(params.values(), grads.values())` pairs by position: right until the two dicts list their keys in different orders. `self.lr` left out shows at every rate but 1.

# %% [markdown] id="derive-one"
# ## Derive: one coordinate
#
# **Step 1.** Let $f(x)=\tfrac12\lambda x^2$ with curvature $\lambda>0$, so the gradient is $\lambda x$. Write $x_k$ for the point after $k$ updates. Rule (1.1) becomes
#
# $$x_{k+1}=x_k-\eta\lambda x_k=(1-\eta\lambda)\,x_k \tag{1.2}$$
#
# **Step 2.** Apply (1.2) $k$ times:
#
# $$x_k=(1-\eta\lambda)^k\,x_0 \tag{1.3}$$
#
# **Step 3.** This goes to 0 from every start exactly when $|1-\eta\lambda|<1$, which means
#
# $$0<\eta<\frac{2}{\lambda} \tag{1.4}$$
#
# Only the factor $1-\eta\lambda$ matters. Look at its sign and size in the four panels.

# %% id="regimes"
k = np.arange(13)
fig, axes = panels(4, share_y=True)
for lr, ax in zip((0.2, 0.95, 1.0, 1.05), axes, strict=True):
    factor = 1 - lr * 2.0
    curves({f"factor {factor:.1f}": factor**k}, k, xlabel="updates k",
           ylabel="x after k updates", title=f"curvature 2, lr {lr}", ax=ax)
show(fig, alt="Factor 0.6 falls to 0 from one side; factor -0.9 changes side at every step and"
     " shrinks. Factor -1 jumps between 1 and -1; factor -1.1 swings wider at each step.",
     caption="One number, the factor of a step, decides how gradient descent moves.")

# %% [markdown] id="worked"
# Four regimes: factor between 0 and 1, approach from one side; between −1 and 0, a zigzag that shrinks; −1 (η = 2/λ), an endless jump; below −1, divergence. (Factor 0, η = 1/λ, arrives in one step.)
#
# **Worked example: the ravine at η = 0.95**
#
# 1. *Read the curvatures.* $x^2/20=\tfrac12\cdot0.1\,x^2$ and $y^2=\tfrac12\cdot2\,y^2$.
# 2. *Form the factors.* $x$: $1-0.95\cdot0.1=0.905$. $y$: $1-0.95\cdot2=-0.9$.
# 3. *Raise to the power.* $-7\cdot0.905^{30}=-0.350$ and $2\cdot(-0.9)^{30}=0.085$.
# 4. *Insert.* $f=0.0133$.
#
# The figure runs your `SGD`. Look at whether it ends at this $f$. Then move η from 0.5 past 1: which of the two factors decides, and where does the other one take over?

# %% id="worked-code"
factors(SGD, lr=0.95, prediction=prediction)

# %% [markdown] id="derive-many"
# ## Derive: many coordinates
#
# **Step 4.** Let $f(x)=\tfrac12x^\top Hx$ with a symmetric, positive definite Hessian $H$, the matrix of second derivatives (for another minimum $x^\ast$, read $x-x^\ast$ for $x$). The gradient is $Hx$, so
#
# $$x_{k+1}=(I-\eta H)\,x_k \tag{1.5}$$
#
# **Step 5.** Write $H=Q\Lambda Q^\top$: orthonormal eigenvectors in the columns of $Q$, eigenvalues $\mu=\lambda_1\le\dots\le\lambda_n=L$ in $\Lambda$. Put $x=Qz$, so $z=Q^\top x$, and multiply (1.5) by $Q^\top$:
#
# $$z_{k+1}=Q^\top(I-\eta Q\Lambda Q^\top)Q\,z_k=(I-\eta\Lambda)\,z_k \tag{1.6}$$
#
# Each $z_i$ obeys (1.2) alone. Look at the largest difference between (1.6) and your path on the ravine, turned by an angle.

# %% id="derive-many-code"
turned = bowl((0.1, 2.0), angle=0.5)
H = turned.hessian(turned.start)
eigenvalues, Q = np.linalg.eigh(H)
path = follow(SGD(0.95), turned, n_steps=30)
z = (1 - 0.95 * eigenvalues) ** np.arange(31)[:, None] * (Q.T @ turned.start)
print("eigenvalues:", eigenvalues.round(3))
print("largest difference:", f"{np.abs(z @ Q.T - path).max():.0e}")

# %% [markdown] id="max_stable_lr_text"
# **Step 6.** By (1.3) $k$ steps multiply each $|z_i|$ by at most $r(\eta)^k$, and $Q$ keeps lengths, so
#
# $$\lVert x_k\rVert\le r(\eta)^k\,\lVert x_0\rVert,\qquad r(\eta)=\max_i|1-\eta\lambda_i| \tag{1.7}$$
#
# $r$ is the **convergence rate**: the smaller, the faster. *Rate* alone means η.
#
# **Step 7.** Every coordinate must obey (1.4); the largest eigenvalue is strictest:
#
# $$0<\eta<\frac{2}{L} \tag{1.8}$$
#
# (In this lesson μ is the smallest eigenvalue; from lesson 03 on it is the momentum coefficient.)
#
# ### Exercise 2. Find `max_stable_lr` (1 point)
#
# `max_stable_lr(H) -> float` is $2/L$ for `H` of shape `(n, n)`. Raise `ValueError` when `H` is not symmetric (up to rounding).
#
# <details><summary>Hint</summary>
#
# NumPy has one routine for eigenvalues of any matrix and one for symmetric matrices. Which half of `H` does the second one read, and what would it miss?
#
# </details>

# %% id="max_stable_lr" kind="solution"
def max_stable_lr(H):
    """Return 2/L, the learning rate at which gradient descent stops converging.

    Args: H (n, n), symmetric positive definite, n >= 1.
    Raises: ValueError when H is not symmetric up to rounding.
    """
    ### BEGIN SOLUTION
    if not np.allclose(H, H.T):
        raise ValueError("H is not symmetric: give the Hessian of a quadratic")
    return float(2 / np.linalg.eigvalsh(H)[-1])
    ### END SOLUTION

# %% id="max_stable_lr_check" kind="test" points=1
check("max_stable_lr", max_stable_lr, points=1)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("max_stable_lr", max_stable_lr, points=1, private=private_paths("max_stable_lr"))
### END HIDDEN TESTS

# %% [markdown] id="max_stable_lr_notes" kind="commentary"
# **Why `eigvalsh`, and a test before it.** For a symmetric matrix it gives real eigenvalues in ascending order, so the last one is $L$. It reads the lower triangle only: an asymmetric matrix passes unnoticed, hence the test. `allclose`, as a computed Hessian is symmetric only up to rounding. `np.linalg.norm(H, 2)` is $L$ as well.
#
# **Common mistakes.** $1/L$ is safe, but not the limit. `np.linalg.norm(H)` is the Frobenius norm, in which every direction counts. `np.diag(H).max()` is $L$ only when the bowl lies along the axes. `np.linalg.eigvals(H)[-1]` picks any eigenvalue, since `eigvals` does not sort. The first eigenvalue for the last gives $2/\mu$, 20 on the ravine, where $y$ is multiplied by −39.

# %% [markdown] id="gd_rate_text"
# ### Exercise 3. Compute `gd_rate` (2 points)
#
# `gd_rate(H, lr) -> float` is $r(\eta)$ of (1.7), for `H` of shape `(n, n)`. A value of 1 or more means: from some starts no convergence.
#
# <details><summary>Hint</summary>
#
# Which eigenvalue gives the largest factor at a tiny η, which at an η near 2/L? Then why is one of them never enough?
#
# </details>

# %% id="gd_rate" kind="solution"
def gd_rate(H, lr):
    """Return the convergence rate max |1 - lr * lambda_i| over the eigenvalues of H.

    Args: H (n, n), symmetric positive definite; lr > 0.
    """
    ### BEGIN SOLUTION
    return float(np.abs(1 - lr * np.linalg.eigvalsh(H)).max())
    ### END SOLUTION

# %% id="gd_rate_check" kind="test" points=2
check("gd_rate", gd_rate, points=2)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("gd_rate", gd_rate, points=2, private=private_paths("gd_rate"))
### END HIDDEN TESTS

# %% [markdown] id="gd_rate_notes" kind="commentary"
# **Why the largest size.** A start has, as a rule, a share in every eigenvector, and in the end the slowest direction is what is left of it. As a function of λ, $|1-\eta\lambda|$ is largest at one of the two ends, so $\max(|1-\eta\mu|,|1-\eta L|)$ is right too.
#
# **Common mistakes.** Without `abs` a diverging rate looks safe: on the ravine η = 1.05 gives 0.895, where the rate is 1.1. Only $L$: right above $\eta^\ast$, too hopeful below it, where the flat direction decides. Only μ: the other way round. The smallest factor instead of the largest tells of the luckiest start. The product of all factors says how a volume shrinks, the square of the rate how $f$ does.

# %% [markdown] id="derive-best"
# ## Derive: the best learning rate
#
# **Step 8.** By (1.7), $r(\eta)$ is at least $1-\eta\mu$, which falls with η, and at least $\eta L-1$, which rises. They meet where $1-\eta\mu=\eta L-1$:
#
# $$\eta^\ast=\frac{2}{L+\mu} \tag{1.9}$$
#
# **Step 9.** Left of $\eta^\ast$ the first bound is larger than at $\eta^\ast$, right of it the second. At $\eta^\ast$ every factor lies between $1-\eta^\ast L$ and $1-\eta^\ast\mu$, which have the same size. So no η has a smaller $r$. With the **condition number** $\kappa=L/\mu$,
#
# $$r(\eta^\ast)=\frac{L-\mu}{L+\mu}=\frac{\kappa-1}{\kappa+1} \tag{1.10}$$
#
# Look for the crossing.

# %% id="best-figure"
H = RAVINE.hessian(RAVINE.start)
rates = np.linspace(0.01, 1.1, 110)
lines = {"flat direction |1 - 0.1 lr|": np.abs(1 - 0.1 * rates),
         "steep direction |1 - 2 lr|": np.abs(1 - 2 * rates),
         "convergence rate r": np.array([gd_rate(H, lr) for lr in rates])}
fig = curves(lines, rates, xlabel="learning rate", ylabel="size of the factor",
             title="The slower direction sets the convergence rate", hlines={"limit of stability": 1.0})
show(fig, alt="The flat direction's factor falls slowly from 1; the steep one's falls to 0 at"
     " rate 0.5 and rises again. They cross just below 0.96; the convergence rate is the larger"
     " one everywhere, least at the crossing, and above the limit 1 beyond rate 1.",
     caption="The best rate is where the steep and the flat direction shrink alike.")

# %% [markdown] id="best_lr_text"
# On the ravine κ is 20: $\eta^\ast=2/2.1=0.952$, with a convergence rate of 0.905. The 0.95 of the first experiment is almost this η. Nesterov (2004, Theorem 2.1.15) proves the same convergence rate for every function whose curvature stays between μ and $L$.
#
# ### Exercise 4. Find `best_lr` (1 point)
#
# `best_lr(H) -> float` is $\eta^\ast$ of (1.9), for `H` of shape `(n, n)`.
#
# <details><summary>Hint</summary>
#
# Which two of the n eigenvalues enter (1.9), and in which order does NumPy return them?
#
# </details>

# %% id="best_lr" kind="solution"
def best_lr(H):
    """Return 2/(L + mu), the learning rate with the least convergence rate.

    Args: H (n, n), symmetric positive definite.
    """
    ### BEGIN SOLUTION
    eigenvalues = np.linalg.eigvalsh(H)
    return float(2 / (eigenvalues[-1] + eigenvalues[0]))
    ### END SOLUTION

# %% id="best_lr_check" kind="test" points=1
check("best_lr", best_lr, points=1)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("best_lr", best_lr, points=1, private=private_paths("best_lr"))
### END HIDDEN TESTS

# %% [markdown] id="best_lr_notes" kind="commentary"
# **Why both ends enter.** A rate is limited by the steep direction and slowed by the flat one, and $\eta^\ast$ gives both the same size of factor. `eigvalsh` sorts, so they are the first and the last. In a round bowl, $L=\mu$, it is $1/L$, and one step arrives.
#
# **Common mistakes.** `2 / eigenvalues[-1] + eigenvalues[0]`, without brackets, is 1.1 on the ravine, where gradient descent diverges. $1/L$, often advised, has the convergence rate 0.95 there against 0.905: safe, and nearly twice as many steps. $1/(L+\mu)$ is half the best. $2/L$ is the limit, where nothing arrives. The trace for $L+\mu$ is right in two dimensions and wrong from three on.

# %% [markdown] id="derive-descent"
# ## Derive: why 1/L never raises the loss
#
# Now any **L-smooth** $f$: $\lVert\nabla f(x)-\nabla f(y)\rVert\le L\lVert x-y\rVert$. (For a bowl, $L$ is the largest eigenvalue, as before.)
#
# **Step 10.** By the chain rule $f(x+sd)$ has the derivative $\nabla f(x+sd)^\top d$ in $s$. Integrate it from 0 to 1, and subtract $\nabla f(x)^\top d$:
#
# $$f(x+d)-f(x)-\nabla f(x)^\top d=\int_0^1\bigl(\nabla f(x+sd)-\nabla f(x)\bigr)^\top d\,ds \tag{1.11}$$
#
# **Step 11.** By Cauchy–Schwarz and smoothness the integrand is at most $Ls\lVert d\rVert^2$, and $\int_0^1s\,ds=\tfrac12$; hence (Nesterov 2004, Lemma 1.2.3)
#
# $$f(x+d)\le f(x)+\nabla f(x)^\top d+\tfrac{L}{2}\lVert d\rVert^2 \tag{1.12}$$
#
# **Step 12.** Put $x=x_k$ and $d=-\eta\nabla f(x_k)$:
#
# $$f(x_{k+1})\le f(x_k)-\eta\Bigl(1-\frac{\eta L}{2}\Bigr)\lVert\nabla f(x_k)\rVert^2 \tag{1.13}$$
#
# Look at the sign of the smallest fall of $f$, and at whether any fall is less than (1.13) promises.

# %% id="descent-code"
for lr, name in ((0.5, "1/L"), (1.0, "2/L"), (1.05, "above")):
    path = follow(SGD(lr), RAVINE, n_steps=30)
    fall = -np.diff(RAVINE.value(path))
    squares = np.array([np.sum(RAVINE.grad(x) ** 2) for x in path[:-1]])
    promise = lr * (1 - lr * 2.0 / 2) * squares
    print(f"lr {lr} ({name}): smallest fall {fall.min():.2g},"
          f" smallest (fall - promise) {(fall - promise).min():.2g}")

# %% [markdown] id="steps_to_order_text"
# For $0<\eta\le2/L$ the bracket in (1.13) is not negative, so $f$ never rises. The promised fall is largest at $\eta=1/L$: then it is $\lVert\nabla f\rVert^2/(2L)$.
#
# ### Exercise 5. Put a count's lines in order (1 point)
#
# The next cell counts how many steps of (1.5) it takes until $\lVert x_k\rVert\le$ `tol`. It refuses rates of $2/L$ and more, and its test stands inside the loop. At first `x` is a second name for the array `x0`, which must stay as it is. Return the letters of the lines that belong, from top to bottom.
#
# <details><summary>Hint</summary>
#
# Lesson 00: which way of writing changes an array, which makes a new one? And what should come back when the start is already near enough?
#
# </details>

# %% id="steps_to_order" kind="solution"
@puzzle("steps_to")
def arranged_steps_to():
    """Return the letters of the lines that belong, from top to bottom, as in "CAB"."""
    ### BEGIN SOLUTION
    return "HBFD"
    ### END SOLUTION

# %% id="steps_to_order_check" kind="test" points=1
check("steps_to", arranged_steps_to, points=1)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("steps_to", arranged_steps_to, points=1, private=private_paths("steps_to"))
### END HIDDEN TESTS

# %% [markdown] id="steps_to_order_notes" kind="commentary"
# **Why this order.** The test H comes first, so that a start which is near enough takes no step, and B hands back the steps taken so far. F and D may change places: neither reads what the other writes.
#
# **Common mistakes.** A does F's arithmetic in place: `x` is `x0`, so the caller's start walks along, and a second call counts 0. C asks for a distance below `tol`, and counts one step more where a distance is exactly `tol`, as when 8 is halved down to 1. E measures the gradient, which in a flat direction is small long before the point is near. G compares the squared distance, which below 1 is the smaller one, so the walk ends early. F and D above H count at least one step.

# %% [markdown] id="steps_to_text"
# ### Exercise 6. Count with `steps_to` (2 points)
#
# `steps_to(tol, H, lr, x0) -> int`: the smallest $k\ge0$ with $\lVert x_k\rVert\le$ `tol`, where $x_k$ follows (1.5) from $x_0$ = `x0`, of shape `(n,)`. Raise `ValueError` when `gd_rate(H, lr)` is 1 or more.
#
# <details><summary>Hint</summary>
#
# What should come back when the start is already near enough? The bound (1.7) may count too many steps: does every start feel the slowest direction equally?
#
# </details>

# %% id="steps_to" kind="solution"
def steps_to(tol, H, lr, x0):
    """Return the smallest k >= 0 with norm(x_k) <= tol on the bowl of H.

    Args: tol > 0; H (n, n) symmetric positive definite; x0 (n,), not changed.
    Raises: ValueError when the convergence rate is 1 or more.
    """
    ### BEGIN SOLUTION
    rate = gd_rate(H, lr)
    if rate >= 1:
        raise ValueError(f"lr = {lr} does not converge: gd_rate is {rate}")
    x, k = np.array(x0, dtype=float), 0
    while np.linalg.norm(x) > tol:
        x, k = x - lr * (H @ x), k + 1
    return k
    ### END SOLUTION

# %% id="steps_to_check" kind="test" points=2
check("steps_to", steps_to, points=2)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("steps_to", steps_to, points=2, private=private_paths("steps_to"))
### END HIDDEN TESTS

# %% [markdown] id="steps_to_notes" kind="commentary"
# **Why a walk and no formula.** (1.7) gives a number of steps that is enough for every start; most starts get there sooner. Walking counts exactly. The copy keeps `x0` as it is; `x = x - …` alone would do so too, for it makes a new array.
#
# **Common mistakes.** The bound, solved for $k$: 174 steps in the check's first example, where 173 are enough. The test after the step: at least one is counted. `>=` for `>`: a point at exactly `tol` gets one step more. The squared norm, the height or the gradient compared with `tol`. Without the `ValueError` a rate of $2/L$ as a rule never ends, and beyond it `x` overflows to `nan`; `nan > tol` is false, so a number comes back that looks like any other.

# %% [markdown] id="sentences"
# ## See: four sentences from study notes
#
# All four, on the ravine, are wrong. Decide why before you run; look at the row that contradicts each.
#
# 1. "The zigzag is noise."
# 2. "Zigzag means slow."
# 3. "A smaller rate is safer and as good."
# 4. "Even 50 updates do not get near (0, 0)."

# %% id="sentences-code"
for lr in (0.1, 0.5, 0.95):
    path = follow(SGD(lr), RAVINE, n_steps=50)
    again = follow(SGD(lr), RAVINE, n_steps=50)
    print(f"lr {lr}: factors {1 - lr * 0.1:.3f} and {1 - lr * 2:.1f},"
          f" same path twice: {np.array_equal(path, again)},"
          f" f after 30: {RAVINE.value(path[30]):.2g}, after 50: {RAVINE.value(path[50]):.2g}")

# %% [markdown] id="break"
# Nothing is random: twice the same path. The swinging $y$ (factor −0.9) shrinks faster than the calm $x$ (0.905). At η = 0.1, $f$ is still 0.9 after 50 steps; at 0.95 it is $2.2\times10^{-4}$.
#
# ## Break: a longer valley
#
# By (1.10) everything hangs on κ. Keep $L=2$, flatten the other direction, and give each bowl its *best* η. Look at how the count grows with κ.

# %% id="break-code"
for kappa in (20, 100, 1000):
    H = np.diag([2 / kappa, 2.0])
    lr = best_lr(H)
    print(f"kappa {kappa}: best lr {lr:.3f}, convergence rate {gd_rate(H, lr):.3f},"
          f" steps to within 0.01: {steps_to(0.01, H, lr, RAVINE.start)}")

# %% [markdown] id="sgd_repair_text"
# From κ = 20 to κ = 1000 the count goes from 66 to 3296: since $r=1-2/(\kappa+1)$, it grows like κ, and no other constant η helps: each was the best. The rule forgets that $x$ has been going the same way all along. Momentum, lesson 03, remembers.
#
# ## Repair it
#
# ### Exercise 7. Repair `SGD` (1 point)
#
# A scan turned a correct class into this. Two faults stop Python; the third makes the loss rise. Mend them below; the check is that of `SGD`.
#
# ```python
# class RepairedSGD:
#     def __init__(self, lr=0.01):
#         self.lr = Ir
#
#     def update(self, params, grads):
#         for key in params:
#             step = self,lr * grads[key]
#             params[key] = params[key] + step
# ```
#
# <details><summary>Hint</summary>
#
# Read each character of the two lines with `lr`. Then: along the gradient, does $f$ rise or fall?
#
# </details>

# %% id="sgd_repair" kind="solution"
class RepairedSGD:
    """Step against the gradient by lr times its length."""

    def __init__(self, lr=0.01):
        ### BEGIN SOLUTION
        self.lr = lr
        ### END SOLUTION

    def update(self, params, grads):
        """Take one step by (1.1): change params' entries, leave grads alone, return None."""
        ### BEGIN SOLUTION
        for key in params:
            params[key] = params[key] - self.lr * grads[key]
        ### END SOLUTION

# %% id="sgd_repair_check" kind="test" points=1
check("sgd", RepairedSGD, points=1)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("sgd", RepairedSGD, points=1, private=private_paths("sgd"))
### END HIDDEN TESTS

# %% [markdown] id="sgd_repair_notes" kind="commentary"
# **Why the third fault is the worst.** `Ir`, with a capital I, stops Python as soon as an instance is made. `self,lr`, with a comma, makes a pair; it stops there for want of a name `lr`, or, where an earlier cell left one, a line later at the sum. But `+ step` runs: only a loss that rises tells.
#
# **Common mistakes.** Mending names and leaving the sign. Turning it twice, in `step` and in the last line, which climbs again. Writing `params[key] =- step`, which Python reads as `= -step`: the step takes the parameter's place.

# %% [markdown] id="zigzag_why" kind="manual" points=3
# ## Explain it
#
# ### Exercise 8. Explain the zigzag (3 points)
#
# Study notes say of the ravine at η = 0.95: "the path swings up and down because the gradient is noisy, and the swinging makes it slow; use a smaller rate." Correct this in three to five sentences, with the factors of both coordinates.
#
# ### BEGIN SOLUTION
# There is no noise: the gradient is exact and the path is the same every time. The swing comes from the factor of $y$, $1-0.95\cdot2=-0.9$, which is negative and so changes the sign of $y$ at every step. Its size 0.9 is smaller than that of $x$, $1-0.95\cdot0.1=0.905$, so the coordinate that does not swing is the slower one. A smaller rate stops the swing but brings the factor of $x$ nearer to 1 (0.95 at η = 0.5), so the path gets slower; 0.95 is almost the best step, $2/2.1=0.952$.
# ### END SOLUTION
#
# === BEGIN MARK SCHEME ===
# - 1 point: the swing is deterministic and comes from the negative factor 1 − ηλ = −0.9 of y.
# - 1 point: the slower coordinate is x, whose factor 0.905 is positive and larger in size.
# - 1 point: a smaller rate makes the factor of x larger, so it is slower (a number, or 2/(L+μ), is given).
#
# === END MARK SCHEME ===

# %% [markdown] id="zigzag_why_notes" kind="commentary"
# **Why it is asked.** In pictures of narrow valleys a swing and slow progress come together, so one is taken for the cause of the other. Two factors settle it.
#
# **Common mistakes.** "There is no noise, as all data are used": true, but the swing has no cause yet; the first point needs the negative factor. "The swing of $y$ makes it slow": 0.9 is less than 0.905, and the second point stays out. Both numbers without a word on which coordinate is slower: no second point either. "A smaller rate is slower" alone earns nothing; with a factor, such as 0.95 at η = 0.5, or with $2/(L+\mu)$ it has the third point, even if the swing was explained wrongly.

# %% [markdown] id="recall"
# ## Recall
#
# Answer each aloud before you open it.
#
# <details><summary>Here: "To move in the gradient's direction again and again is called stochastic gradient descent." Which two slips?</summary>
#
# *Against* the gradient; and nothing here is drawn by chance. Rule (1.1) alone is gradient descent.
#
# </details>
#
# <details><summary>Lesson 00: 1,000 samples, batches of 32, 5 epochs: how many steps?</summary>
#
# 5 · ⌈1000/32⌉ = 5 · 32 = 160.
#
# </details>
#
# <details><summary>Lesson 00: a history of <code>dict(params)</code> holds one point many times. Does the optimizer change the arrays in place, or rebind the keys?</summary>
#
# In place: the stored dictionaries share the arrays that `-=` changes.
#
# </details>
#
# <details><summary>Lesson 00: a book writes g ← γg + (1 − γ)(∂L/∂W)². What is its g?</summary>
#
# An average of squared gradients: our h. Its γ is our decay rate ρ.
#
# </details>
#
# ## What you can do now
#
# - say from the eigenvalues of $H$ whether gradient descent converges, and how it moves in each direction
# - compute the best η, its convergence rate, and how many steps a bowl takes
# - prove that $1/L$ never raises $f$
# - tell a zigzag from noise
#
# Open: what must the rule remember to cross a long valley? Lesson 03 adds it.

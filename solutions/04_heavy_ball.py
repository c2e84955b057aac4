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
# # Derive when momentum converges, and how fast
#
# Lesson 03 left two numbers unexplained, $\eta = 1.336$ and $\mu = 0.403$. One question: **which
# settings make momentum converge, and which is best?**
#
# ## What you will do
#
# Predict whether a ball that overshoots arrives, write its step as a matrix, find its best setting,
# break it.
#
# ## What you will learn
#
# - tell from $\eta\lambda$ and $\mu$ how momentum moves
# - derive the region where it converges
# - prove which setting is best
# - say where that proof ends
#
# ## What you need
#
# Lessons 01 and 03; 2×2 matrices, complex numbers. About 60 minutes.
#
# The first cell only imports.

# %% id="imports"
import numpy as np

from descent import check
from descent.paths import follow
from descent.plots import curves, show
from descent.predictions import reveal
from descent.surfaces import RAVINE, bowl
from descent.widgets import stability_map

# %% [markdown] id="given"
# Form A of momentum as lesson 03 built it, equations (3.1) and (3.2). Look at the two lines in the
# loop: everything below follows from them.

# %% id="given_momentum" kind="locked"
class Momentum:
    """Momentum in form A, from lesson 03."""

    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = None

    def update(self, params, grads):
        """Take one step: change the entries of params, leave grads alone, return None."""
        if self.v is None:
            self.v = {key: np.zeros_like(p) for key, p in params.items()}
        for key, g in grads.items():
            self.v[key] = self.momentum * self.v[key] - self.lr * g
            params[key] += self.v[key]

# %% [markdown] id="last-rule-fails"
# ## See: the usual setting loses
#
# On the ravine $f(x, y) = x^2/20 + y^2$ momentum with the usual 0.1 and 0.9 meets lesson 01's
# gradient descent, and the unexplained pair. Look at how steeply each line falls in the long run:
# which of the two velocities pays?

# %% id="last-rule-fails-figure"
steps = np.arange(31)
heights = {"SGD": RAVINE.value(RAVINE.start * (1 - 0.95 * np.array([0.1, 2.0])) ** steps[:, None])}
for name, lr, mu in (("Momentum", 0.1, 0.9), ("Momentum, tuned", 1.336, 0.403)):
    heights[name] = RAVINE.value(follow(Momentum(lr, mu), RAVINE))
fig = curves(heights, steps, xlabel="step", ylabel="height f", log_y=True,
             title="Three settings on the ravine")
show(fig, alt="On a logarithmic axis SGD falls along a straight line to about 0.01. Momentum falls"
     " in waves around that line and ends above it; tuned momentum first rises, then falls"
     " about four times as steeply, to 1e-8.",
     caption="One rule, momentum, at two settings: worse and far better than gradient descent.")

# %% [markdown] id="predict"
# ## Predict: does a ball that overshoots arrive?
#
# Study notes say: "momentum keeps crossing the minimum, so it cannot converge". Take
# $f(x) = x^2/2$, $x_0 = 1$, $\eta = 0.1$, $\mu = 0.9$ and 100 steps. It does cross. Does it converge?
#
# - **a** no
# - **b** yes, but slower than gradient descent with the same $\eta$
# - **c** yes, and faster
#
# Run both cells, then choose.

# %% id="prediction"
prediction = None  # "a", "b" or "c"

# %% id="prediction-experiment"
descent, ball, v, sizes = 1.0, 1.0, 0.0, []
for _ in range(100):
    descent = descent - 0.1 * descent
    v = 0.9 * v - 0.1 * ball
    ball = ball + v
    sizes.append(abs(ball))
late = max(sizes[-20:])  # a single step may fall on a crossing
truth = "a" if late > 0.5 else "b" if late > descent else "c"
reveal(prediction, truth, {"a": "no: the crossings go on at the same height",
                           "b": "yes, slower than gradient descent",
                           "c": "yes, faster than gradient descent"})

# %% [markdown] id="map"
# ## See: a map of all settings
#
# The map's colour is ρ, the factor by which $|x|$ changes per step in the long run. (From lesson 07
# on, the letter means a decay.) You will derive every line in it. The handle stands at the setting
# of the prediction; beside it the class walks. Look for the border, then for the lowest ρ at this
# $\eta\lambda$: move the handle up and down.

# %% id="map-figure"
stability_map(Momentum, start=(0.1, 0.9), prediction=prediction)

# %% [markdown] id="matrix"
# ## Derive: one step is a matrix
#
# Take one direction of a bowl, $f(x) = \tfrac12\lambda x^2$, $\lambda > 0$. (As in (1.6), the
# eigenvectors' directions never mix.)
#
# **Step 1.** By (3.2) the velocity is the last step, $v_k = x_k - x_{k-1}$; let $x_{-1} = x_0$, since
# $v_0 = 0$. Put it into (3.1). This is Polyak's *heavy ball* (1964):
#
# $$
# x_{k+1} = x_k + \mu\,(x_k - x_{k-1}) - \eta\lambda\,x_k \tag{4.1}
# $$
#
# **Step 2.** The next point needs the last two:
#
# $$
# \begin{pmatrix} x_{k+1} \\ x_k \end{pmatrix} = M \begin{pmatrix} x_k \\ x_{k-1} \end{pmatrix} \tag{4.2}
# $$
#
# ### Exercise 1. Fill in `heavy_ball_matrix` (2 points)
#
# `heavy_ball_matrix(lr, mu, lam)` returns $M$, shape `(2, 2)`.
#
# <details><summary>Hint</summary>
#
# How many times does $x_k$ occur on the right of (4.1)? And which of the two old numbers is the
# second new one?
#
# </details>

# %% id="heavy_ball_matrix" kind="solution"
def heavy_ball_matrix(lr, mu, lam):
    """Return M of (4.2), which takes (x_k, x_{k-1}) to (x_{k+1}, x_k).

    Args: lr, mu, lam, numbers: learning rate, momentum coefficient, curvature.
    Returns: array (2, 2).
    """
    ### BEGIN SOLUTION
    return np.array([[1 + mu - lr * lam, -mu], [1.0, 0.0]])
    ### END SOLUTION

# %% id="heavy_ball_matrix_check" kind="test" points=2
check("heavy_ball_matrix", heavy_ball_matrix, points=2)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("heavy_ball_matrix", heavy_ball_matrix, points=2, private=private_paths("heavy_ball_matrix"))
### END HIDDEN TESTS

# %% [markdown] id="heavy_ball_matrix_notes" kind="commentary"
# **Why these entries.** On the right of (4.1) $x_k$ occurs three times, and what multiplies it adds up
# to the upper left entry; $x_{k-1}$ occurs once, with $-\mu$. The lower row copies $x_k$ down. A test
# without a computer: at $\lambda = 0$ a ball at rest stays at rest, so the upper row must add up
# to 1. Other states, the older point first, or point and velocity, have the same eigenvalues, and the
# check takes them with a note.
#
# **Common mistakes.** $\mu$ in the corner without its minus, or missing from the upper left: one of
# the two terms of $\mu(x_k - x_{k-1})$ was lost, and the row test finds it. The lower row 0, 1:
# then $x_{k-1}$ stays the same for ever. $\mu$ before $1-\eta\lambda$ as well: that is lesson 05's
# method, which takes the gradient after the move.

# %% [markdown] id="roots"
# ## Derive: two roots
#
# **Step 3.** $M$ has the trace $1+\mu-\eta\lambda$ and the determinant $\mu$, so its eigenvalues are
# the roots $z_1, z_2$ of its characteristic polynomial:
#
# $$
# z^2 - (1+\mu-\eta\lambda)\,z + \mu = 0 \tag{4.3}
# $$
#
# **Step 4.** Let $\mu > 0$, so that no root is 0. If $z$ is a root, $x_k = z^k$ obeys (4.1): divide by
# $z^{k-1}$. So does every sum
#
# $$
# x_k = c_1 z_1^k + c_2 z_2^k , \tag{4.4}
# $$
#
# and if $z_1 \ne z_2$, two numbers $c_1, c_2$ fit any two neighbouring points, from which (4.1)
# makes the rest: every path is such a sum. Look at the largest gap between (4.4) and the class.
#
# <details><summary>And if both roots are the same number z?</summary>
#
# Then $z^2 = z_1z_2 = \mu$, and $k\,z^k$ obeys (4.1) as well: put in, it leaves
# $z^{k-1}(z^2-\mu) = 0$. The path is $x_k = (c_1 + c_2 k)\,z^k$, and $z^k$ beats $k$ when
# $|z| < 1$.
#
# </details>

# %% id="roots-code"
z = np.roots([1.0, -(1 + 0.8 - 0.5), 0.8])  # lr 0.5, momentum 0.8, curvature 1
c = np.linalg.solve([1 / z, z**0], [1.0, 1.0])  # x = 1 at k = -1 and at k = 0
path = follow(Momentum(lr=0.5, momentum=0.8), bowl((1.0, 2.0)), start=(1.0, 0.0))[:, 0]
gap = max(abs(c @ z**k - x) for k, x in enumerate(path))
print("roots:", z.round(3), "  largest gap:", f"{gap:.0e}")

# %% [markdown] id="spectral_radius_text"
# The imaginary parts cancel in the sum.
#
# **Step 5.** In the long run the root farther from 0 rules. From every start $x_k \to 0$ exactly when
# the *spectral radius* ρ of $M$ is below 1:
#
# $$
# \rho = \max(|z_1|, |z_2|) < 1 \tag{4.5}
# $$
#
# ### Exercise 2. Compute `spectral_radius` (3 points)
#
# `spectral_radius(lr, mu, lam) -> float` is ρ of (4.5). The *modulus* of $u + iw$ is
# $\sqrt{u^2+w^2}$.
#
# <details><summary>Hint</summary>
#
# Which is larger after ten steps, $(-0.9)^{10}$ or $(-0.5)^{10}$? What does your function take of
# the two? And what does it make of $0.9 + 0.3i$?
#
# </details>

# %% id="spectral_radius" kind="solution"
def spectral_radius(lr, mu, lam):
    """Return the largest modulus of the eigenvalues of the heavy ball's matrix, a float.

    Args: lr, mu, lam, numbers as in heavy_ball_matrix.
    """
    ### BEGIN SOLUTION
    return float(np.abs(np.linalg.eigvals(heavy_ball_matrix(lr, mu, lam))).max())
    ### END SOLUTION

# %% id="spectral_radius_check" kind="test" points=3
check("spectral_radius", spectral_radius, points=3)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("spectral_radius", spectral_radius, points=3, private=private_paths("spectral_radius"))
### END HIDDEN TESTS

# %% [markdown] id="spectral_radius_notes" kind="commentary"
# **Why the modulus first, then the maximum.** `np.abs` is the modulus of complex numbers and the size
# of real ones, so no case has to be told from another. The two eigenvalues from the quadratic
# formula, with a root that may be imaginary (`np.emath.sqrt`), are as good. Near a double root
# expect eight right digits and no more: there a change by $\delta$ moves the roots by about
# $\sqrt\delta$.
#
# **Common mistakes.** The maximum without the modulus: of −0.9 and −0.5 it takes −0.5, and a
# path that changes sides at every step looks fast. The real part: the pair $0.9 \pm 0.3i$ seems to shrink by 0.9,
# and shrinks by 0.949. $\sqrt\mu$ everywhere: right between the double roots, and blind to the
# border, beyond which real roots pass −1. `np.linalg.norm(M)`: how far one step can stretch a state,
# not what many do.

# %% [markdown] id="swing"
# ## Derive: what crossing means
#
# **Step 6.** Solve (4.3):
#
# $$
# z = \tfrac12\Bigl(1+\mu-\eta\lambda \pm \sqrt{(1+\mu-\eta\lambda)^2-4\mu}\Bigr) \tag{4.6}
# $$
#
# Let $\mu\ge0$. The roots are a complex pair when $|1+\mu-\eta\lambda| < 2\sqrt\mu$, that is
#
# $$
# (1-\sqrt\mu)^2 < \eta\lambda < (1+\sqrt\mu)^2 . \tag{4.7}
# $$
#
# A complex factor turns: $x$ swings around 0. Being conjugate, both have the modulus
#
# $$
# \rho = \sqrt{z_1 z_2} = \sqrt\mu , \tag{4.8}
# $$
#
# whatever $\eta\lambda$ is. Crossing is the turn, convergence the modulus.
#
# **Worked example: the usual setting on the ravine**
#
# 1. *Multiply.* $\eta\lambda$: $0.1\cdot0.1=0.01$ and $0.1\cdot2=0.2$.
# 2. *Compare with (4.7).* $(1-\sqrt{0.9})^2=0.0026$, $(1+\sqrt{0.9})^2=3.8$: both pairs are complex.
# 3. *Take the root.* $\rho=\sqrt{0.9}=0.949$ twice.
#
# Now your function draws the map. Look in the line under it for this ρ, by function and by class;
# then move $\eta\lambda$ alone: from where to where does ρ stay?

# %% id="swing-figure"
stability_map(Momentum, spectral_radius=spectral_radius, start=(0.2, 0.9))

# %% [markdown] id="stable"
# Gradient descent had 0.905 here: this momentum lost by its setting.
#
# ## Derive: where it converges
#
# **Step 7.** Since $z_1z_2=\mu$, ρ < 1 needs $\mu<1$; let $0\le\mu<1$. The left side of (4.3) is
# $(z-z_1)(z-z_2)$. Put in 1, then −1:
#
# $$
# (1-z_1)(1-z_2) = \eta\lambda , \qquad (1+z_1)(1+z_2) = 2(1+\mu)-\eta\lambda \tag{4.9}
# $$
#
# *Complex pair*: ρ < 1 by (4.8), both products positive. *Real roots*: if both lie in (−1, 1), both
# products are positive. Conversely, positive products put both roots on one side of 1 and on one
# side of −1. If they are not in (−1, 1), both are above 1 or both below −1, and $z_1z_2>1>\mu$: no.
# So
#
# $$
# \rho < 1 \quad\Longleftrightarrow\quad 0 < \eta\lambda < 2(1+\mu) . \tag{4.10}
# $$
#
# Look at both sides of the border.

# %% id="stable-code"
for mu in (0.0, 0.5, 0.9):
    border = 2 * (1 + mu)
    below, above = (spectral_radius(border + gap, mu, 1.0) for gap in (-1e-3, 1e-3))
    print(f"momentum {mu}: border {border:.1f}, rho {below:.5f} below, {above:.5f} above")

# %% [markdown] id="critical"
# At $\mu=0$ this is lesson 01's 2/λ, at 0.9 almost twice that. (With $-1<\mu<0$ added, the
# region is a triangle with the corners (0, −1), (0, 1) and (4, 1); the map shows its upper part.)
#
# ## Derive: the best μ for one direction
#
# **Step 8.** Fix $\eta\lambda<1$. For small μ the roots are real, $1>z_1>z_2\ge0$, and $\rho=z_1$.
# Differentiate (4.3) at $z=z_1$ by μ, and use $1+\mu-\eta\lambda=z_1+z_2$:
#
# $$
# (z_1-z_2)\,\frac{\mathrm{d}z_1}{\mathrm{d}\mu} - z_1 + 1 = 0 ,
# \qquad \frac{\mathrm{d}z_1}{\mathrm{d}\mu} = -\frac{1-z_1}{z_1-z_2} < 0 \tag{4.11}
# $$
#
# So ρ falls (*overdamped*: $x$ creeps) until the roots meet, at the left end of (4.7), and then rises
# as $\sqrt\mu$ (*underdamped*: $x$ swings). The best is the meeting, *critical damping*:
#
# $$
# \mu = \bigl(1-\sqrt{\eta\lambda}\bigr)^2 , \qquad \rho = 1-\sqrt{\eta\lambda} \tag{4.12}
# $$
#
# Look at how far each line falls from its value at μ = 0.

# %% id="critical-figure"
momenta = np.linspace(0, 0.99, 100)
lines = {f"lr lam = {rate}": np.array([spectral_radius(rate, mu, 1.0) for mu in momenta])
         for rate in (0.01, 0.1, 0.5)}
fig = curves(lines, momenta, xlabel="momentum coefficient", ylabel="spectral radius",
             title="Too little momentum creeps, too much swings")
show(fig, alt="Three lines start at 0.99, 0.9 and 0.5, fall ever more steeply to a sharp lowest"
     " point at momentum 0.81, 0.47 and 0.09, and then rise together along one curve to 1.",
     caption="Each curvature has its best momentum, where creeping turns into swinging.")

# %% [markdown] id="bound"
# The root is the gain: at $\eta\lambda=0.01$, 0.9 in place of 0.99.
#
# ## Derive: the best setting for a bowl
#
# **Step 9.** Let curvatures run from $m$ (lesson 01's μ) to $L$, with $\kappa=L/m$. Suppose $\rho\le r$
# at both ends, $0<r<1$. Then $(z-z_1)(z-z_2)$, the left side of (4.3), is not negative at $z=r$ for
# $m$, nor at $z=-r$ for $L$ (of a complex pair it is $|z-z_1|^2$):
#
# $$
# \eta m\,r \ge (1-r)(r-\mu) , \qquad \eta L\,r \le (1+r)(r+\mu) \tag{4.13}
# $$
#
# **Step 10.** Since $\mu=z_1z_2\le r^2$, the right sides are at least $r(1-r)^2$ and at most
# $r(1+r)^2$:
#
# $$
# \eta m \ge (1-r)^2 , \qquad \eta L \le (1+r)^2 \tag{4.14}
# $$
#
# Divide the second by the first, $\kappa\le(1+r)^2/(1-r)^2$, and solve for $r$:
#
# $$
# r \ge \frac{\sqrt\kappa-1}{\sqrt\kappa+1} \tag{4.15}
# $$
#
# Look at whether any of 2,500 settings beats this on the ravine.

# %% id="bound-code"
tried = {(lr, mu): max(spectral_radius(lr, mu, 0.1), spectral_radius(lr, mu, 2.0))
         for lr in np.linspace(0.02, 2, 50) for mu in np.linspace(0, 0.98, 50)}
lr, mu = min(tried, key=tried.get)
print(f"best of the grid: {tried[lr, mu]:.4f} at lr {lr:.2f}, momentum {mu:.2f}")
print(f"bound (4.15):     {(np.sqrt(20) - 1) / (np.sqrt(20) + 1):.4f}")

# %% [markdown] id="best_heavy_ball_text"
# **Step 11.** Equality needs $\mu=r^2$, $\sqrt{\eta m}=1-r$, $\sqrt{\eta L}=1+r$. The last two add
# up to $\sqrt\eta\,(\sqrt L+\sqrt m)=2$:
#
# $$
# \eta^\ast = \frac{4}{(\sqrt L+\sqrt m)^2} , \qquad
# \mu^\ast = \Bigl(\frac{\sqrt\kappa-1}{\sqrt\kappa+1}\Bigr)^2 \tag{4.16}
# $$
#
# $\eta^\ast m$ and $\eta^\ast L$ are the ends of (4.7), with the double roots $r$ and $-r$. Between
# them $\rho=\sqrt{\mu^\ast}=r$ as well: the bowl's convergence rate is the bound, reached by this
# setting alone (Polyak 1964).
#
# ### Exercise 3. Find `best_heavy_ball` (2 points)
#
# `best_heavy_ball(L, m) -> (lr, mu)` by (4.16); $L \ge m > 0$.
#
# <details><summary>Hint</summary>
#
# What are the two numbers for $L = 16$, $m = 1$? Which roots are taken before adding?
#
# </details>

# %% id="best_heavy_ball" kind="solution"
def best_heavy_ball(L, m):
    """Return (lr, mu) with the least convergence rate on all curvatures from m to L.

    Args: L >= m > 0, the largest and the smallest curvature.
    """
    ### BEGIN SOLUTION
    root = np.sqrt(L / m)
    return float(4 / (np.sqrt(L) + np.sqrt(m)) ** 2), float(((root - 1) / (root + 1)) ** 2)
    ### END SOLUTION

# %% id="best_heavy_ball_check" kind="test" points=2
check("best_heavy_ball", best_heavy_ball, points=2)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("best_heavy_ball", best_heavy_ball, points=2, private=private_paths("best_heavy_ball"))
### END HIDDEN TESTS

# %% [markdown] id="best_heavy_ball_notes" kind="commentary"
# **Why it can be tested by hand.** At $L = m$ the pair must be $1/L$ and 0: a round bowl needs one step
# and no memory. For 16 and 1, whose roots are 4 and 1, it is $4/25$ and $9/25$. $\mu$ without κ, $(\sqrt L-\sqrt m)^2/(\sqrt L+\sqrt m)^2$, is the same number.
#
# **Common mistakes.** On the ravine the convergence rate should be 0.635. With the square taken term
# by term, $4/(L+m)$, the steep direction is beyond the border: ρ = 2.23. With gradient descent's
# rate, $2/(L+m)$, and the right μ it is 0.811. With μ not squared it is 0.797. With κ in the place
# of its root it is 0.905, and nothing is gained over gradient descent. The two numbers in the other
# order, μ first, are recognised as well.

# %% [markdown] id="long-valley"
# ## See: longer valleys
#
# On the ravine that is 1.336 and 0.403, with $r=0.635$ against 0.905. Now flatten the valley as
# lesson 01 did. Look at how the count grows with κ, and at where the last path goes first.

# %% id="long-valley-figure"
for kappa in (20, 100, 1000):
    valley = bowl((2 / kappa, 2.0))
    lr, mu = best_heavy_ball(2.0, 2 / kappa)
    path = follow(Momentum(lr, mu), valley, n_steps=250)
    far = np.linalg.norm(path, axis=1)
    print(f"kappa {kappa}: lr {lr:.3f}, momentum {mu:.3f}, r {mu**0.5:.3f}, "
          f"within 0.01 after {np.flatnonzero(far > 0.01)[-1] + 1} steps")
factors = 1 - 2 / (2.0 + 2 / kappa) * np.array([2 / kappa, 2.0])  # lesson 01's best
sgd = np.linalg.norm(valley.start * factors ** np.arange(251)[:, None], axis=1)
fig = curves({"SGD": sgd, "Momentum": far}, xlabel="step", ylabel="distance to the minimum",
             log_y=True, title="kappa = 1000, each at its best setting")
show(fig, alt="SGD's distance falls only from 7 to 4 in 250 steps. Momentum's first rises to about"
     " 24 within 15 steps, then falls along a nearly straight line to below 0.001.",
     caption="In a long valley the price of momentum is a rise at the start.")

# %% [markdown] id="break"
# 20, 50 and 177 steps, where gradient descent took 66, 330 and 3296: about like $\sqrt\kappa$, not κ.
# No method whose steps combine past gradients promises a smaller $r$ for all bowls of this κ, in
# whatever dimension (Nesterov 2004, Theorem 2.1.13). But a double root brings a factor $k$: at κ = 1000 the
# distance first grows 3.3-fold.
#
# ## Break: curvature that changes
#
# One matrix $M$ needs one λ. Lessard, Recht and Packard (2016, arXiv 1408.3595) bend a bowl: $f$ is
# convex, with its minimum at 0; its curvature is 25, but 1 for $1 \le x < 2$. Take the best setting
# for 25 and 1, then a smaller learning rate. Look at which path settles.

# %% id="break-figure"
def gradient(x):
    return 25 * x if x < 1 else x + 24 if x < 2 else 25 * x - 24


paths = {}
for name, (lr, mu) in {"best for bowls": best_heavy_ball(25.0, 1.0),
                       "lr 1/25, same momentum": (1 / 25, 4 / 9)}.items():
    params, optimizer, paths[name] = {"x": np.array(3.3)}, Momentum(lr, mu), []
    for _ in range(1000):
        paths[name].append(float(params["x"]))
        optimizer.update(params, {"x": gradient(params["x"])})
    print(name, np.round(paths[name][-3:], 3))
fig = curves({name: path[:31] for name, path in paths.items()}, xlabel="step", ylabel="x",
             title="A convex function whose curvature is 1 or 25")
show(fig, alt="With the best setting for bowls x jumps for ever among the same three values, about"
     " 2.1, 0.6 and -1.8; with the smaller learning rate it swings a few times and settles at 0.",
     caption="The best setting for bowls can go round in circles on another convex function.")

# %% [markdown] id="spectral_radius_repair_text"
# On this $f$ the notes' sentence is true: the path cycles through 2.116, 0.647 and −1.802 for ever.
# Each step is (4.1) with $\lambda=f'(x)/x$ between 1 and 25, and its matrix has $\rho=2/3$. But λ
# changes, and a product of different matrices need not shrink.
#
# ## Repair it
#
# ### Exercise 4. Repair two faults (2 points)
#
# This listing agrees with the notes on a bowl too: at $\eta\lambda=0.1$, $\mu=0.9$ it gives 1.2, "no
# convergence". At $\eta\lambda=2.85$, $\mu=0.45$ it gives −0.5. The check is that of
# `spectral_radius`.
#
# ```python
# def repaired_radius(lr, mu, lam):
#     a = 1 + mu - lr * lam
#     root = abs(a * a - 4 * mu) ** 0.5
#     return (a + root) / 2
# ```
#
# <details><summary>Hint</summary>
#
# What is the root of −0.36, and which function of NumPy gives it? How many roots has (4.6), and can
# a modulus be negative?
#
# </details>

# %% id="spectral_radius_repair" kind="solution"
def repaired_radius(lr, mu, lam):
    """Return the larger modulus of the two roots (4.6), as spectral_radius does."""
    ### BEGIN SOLUTION
    a = 1 + mu - lr * lam
    root = np.emath.sqrt(a * a - 4 * mu)  # fault 1: the root of a negative number is imaginary
    return float(max(abs(a + root), abs(a - root)) / 2)  # fault 2: the other root, and the modulus
    ### END SOLUTION

# %% id="spectral_radius_repair_check" kind="test" points=2
check("spectral_radius", repaired_radius, points=2)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("spectral_radius", repaired_radius, points=2, private=private_paths("spectral_radius"))
### END HIDDEN TESTS

# %% [markdown] id="spectral_radius_repair_notes" kind="commentary"
# **Why one test does not find both.** The first fault counts for complex pairs only: it lays the
# imaginary part along the real one, and $(1.8 + 0.6)/2$ comes out where $|0.9 + 0.3i| = 0.949$ is
# right. The second counts for real roots with a negative sum: there the root with the minus lies
# farther from 0. Whoever tries small rates only never meets it. A case distinction, $\sqrt\mu$ below
# 0 under the root, is right as well.
#
# **Common mistakes.** `abs` around the old result: at $\eta\lambda=2.85$, $\mu=0.45$ it says 0.5,
# and the other root has 0.9. `np.sqrt` of a negative number: nan and a warning, no complex number.
# The larger of the two roots without the modulus: −0.5 again.

# %% [markdown] id="sentences"
# ## Find what is wrong in three sentences
#
# Decide on the map, then open the answer.
#
# <details><summary>"Above 2/λ every learning rate diverges, with or without momentum."</summary>
#
# Between $2$ and $2(1+\mu)$ momentum converges; without it the two borders are one.
#
# </details>
#
# <details><summary>"The more momentum, the faster."</summary>
#
# ρ falls only up to critical damping; from there it rises as $\sqrt\mu$.
#
# </details>
#
# <details><summary>"Gradient descent is inefficient on a ravine, so take momentum."</summary>
#
# At 0.1 and 0.9 momentum has 0.949 a step, gradient descent at its best 0.905. Only a good setting
# wins: 0.635.
#
# </details>

# %% [markdown] id="crossing_why" kind="manual" points=4
# ## Explain it
#
# ### Exercise 5. Judge a sentence (4 points)
#
# "Momentum keeps crossing the minimum, so it cannot converge." Answer with numbers, for
# $\eta\lambda=0.1$.
#
# 1. At $\mu=0.9$: what makes $x$ cross, and why does it converge all the same?
# 2. Is it then faster or slower than gradient descent, and why?
# 3. Which $\mu$ is best, and does $x$, starting at rest, cross 0 there?
# 4. Where is the sentence true, and why does (4.10) not forbid it?
#
# ### BEGIN SOLUTION
# 1. The roots are the complex pair $0.9\pm0.3i$: it turns $x$ around 0. Its modulus
#    $\sqrt{0.9}=0.949$ is below 1, so every swing is smaller than the last.
# 2. Slower: gradient descent has the factor $1-0.1=0.9$, smaller than 0.949.
# 3. Critical damping, $\mu=(1-\sqrt{0.1})^2=0.468$, with $\rho=1-\sqrt{0.1}=0.684$. There
#    $x_k=(c_1+c_2k)\,z^k$ with $z=0.684$; $x_{-1}=x_0=1$ gives $c_1=1$, $c_2=1-z>0$, so $x$ never
#    crosses.
# 4. On the function of *Break*, at the best setting for curvatures 1 and 25. (4.10) is about one
#    matrix $M$ applied again and again; there λ changes on the way.
# ### END SOLUTION
#
# === BEGIN MARK SCHEME ===
# - 1 point: the complex pair (or: negative discriminant) makes it cross, the modulus $\sqrt{0.9}$
#   below 1 makes it converge.
# - 1 point: slower, with 0.949 against 0.9.
# - 1 point: $(1-\sqrt{0.1})^2$ or 0.468, and no crossing, with a reason: the roots are real and
#   positive, or the formula with $c_1$, $c_2$ (the map's path is reason enough).
# - 1 point: an example with changing curvature, and that (4.10) supposes one λ. "When $\mu\ge1$"
#   earns nothing: (4.10) forbids it.
#
# === END MARK SCHEME ===

# %% [markdown] id="crossing_why_notes" kind="commentary"
# **Why it is asked.** "Crosses" and "doesn't converge" feel like one thing to whoever thinks of a
# pendulum without friction. The answer has to take them apart: the angle of a complex root, and its
# modulus.
#
# **Common mistakes.** Part 1: "friction slows it down" has neither root nor modulus, no point. Part 2:
# "slower, because of the detours" lacks the two factors. Part 3: 0.403 is the bowl's best μ, at another
# rate; 0.468 with "it crosses once" loses the point, since $c_2 > 0$. Part 4: "at a rate that is too
# large" is what (4.10) forbids, no point; the bent function without a word on why (4.10) is silent
# there, none either.

# %% [markdown] id="recall"
# ## Recall
#
# Answer each aloud before you open it.
#
# <details><summary>Lesson 03: form C shall walk the path of form A at 1.336 and 0.403. Its learning rate?</summary>
#
# $\eta/(1-\mu) = 1.336/0.597 = 2.24$.
#
# </details>
#
# <details><summary>Lesson 03: which coefficient brakes, and by how much a step?</summary>
#
# A small one: each step loses the share $1-\mu$ of the velocity.
#
# </details>
#
# <details><summary>Lesson 02: the batch is doubled, the learning rate kept. What happens to the variance around the minimum in the long run?</summary>
#
# It is halved.
#
# </details>
#
# <details><summary>Lesson 01: what is gradient descent's convergence rate at its best, for κ = 20?</summary>
#
# $(\kappa-1)/(\kappa+1) = 19/21 = 0.905$.
#
# </details>
#
# ## What you can do now
#
# - write a momentum step as a matrix, and its path as powers of two roots
# - say from $\eta\lambda$ and $\mu$ whether it swings, creeps or diverges, and how fast
# - prove the best setting, and that $\kappa$ becomes $\sqrt\kappa$
# - name where the proof ends: other functions, and the first steps
#
# Open: can the step ask for the gradient where the velocity will take it? Lesson 05 does.

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
# # Look ahead with Nesterov, then change variables
#
# Momentum takes the gradient where it stands and is then carried elsewhere. One question: **what
# changes when the gradient is taken where the velocity leads?**
#
# ## What you will do
#
# Predict a limit, build the rule twice, fill in a change of variables, repair a library's bug.
#
# ## What you will learn
#
# - derive the form that needs no second place
# - implement both forms, and convert between them
# - prove which rates converge on a bowl, and compare with momentum
#
# ## What you need
#
# Lessons 00, 01, 03, 04; complex roots. About 55 minutes.
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
from descent.widgets import look_ahead, stability_map

# %% [markdown] id="last-rule-fails"
# ## See: the steep direction swings as long as the flat one
#
# On the ravine $f(x, y) = x^2/20 + y^2$ momentum with $\eta = 0.1$ and $\mu = 0.9$ has complex
# roots in both directions. By (4.8) both shrink by $\sqrt{0.9} = 0.949$ a step, though the steep
# one is 20 times as curved. Look at how often the steep coordinate crosses 0, and for how long.

# %% id="last-rule-fails-figure"
steep, v = 2.0, 0.0  # lesson 04's heavy ball, at curvature 2
ball = [steep]
for _ in range(60):
    v = 0.9 * v - 0.1 * 2 * steep
    steep = steep + v
    ball.append(steep)
fig = curves({"Momentum": np.array(ball)}, xlabel="step t", ylabel="steep coordinate",
             title="Momentum on the ravine, 0.1 and 0.9")
show(fig, alt="The steep coordinate swings from 2 to about −1.4 and back, crosses 0 about every "
     "seven steps, and still swings visibly after 50 steps.",
     caption="Momentum passes the minimum again and again, since it looks only where it stands.")

# %% [markdown] id="idea"
# It reaches 0 at nearly full speed. The gradient turns only after the crossing: the news comes late.
#
# **The idea:** go along the velocity first, to a *look-ahead point* $y$, and take the gradient
# there. With $x_t$ for the parameters, $v_0 = 0$ and $g_t = \nabla f(y_{t-1})$:
#
# $$
# y_{t-1} = x_{t-1} + \mu v_{t-1} \tag{5.1}
# $$
#
# $$
# v_t = \mu v_{t-1} - \eta g_t \tag{5.2}
# $$
#
# $$
# x_t = x_{t-1} + v_t \tag{5.3}
# $$
#
# ($x$ and $y$ are two points from here on, not two coordinates.) Compare the next velocity from
# the gradient here and ahead, on $f = 2x^2$.

# %% id="idea-code"
x, v = 0.6, -0.4  # on the way down to 0
for name, place in (("here", x), ("ahead", x + 0.9 * v)):
    g = 4 * place
    print(f"{name:5s}: gradient {g:.2f}, next velocity {0.9 * v - 0.1 * g:.3f}")

# %% [markdown] id="predict"
# The look-ahead gradient pushes less: it already sees the slope flatten. This is Nesterov's method
# (1983) with a constant μ, as Sutskever et al. (2013, equations 3 and 4) write it.
#
# ## Predict: how large may the rate be?
#
# On $f = \tfrac12\lambda x^2$ gradient descent converges for $\eta\lambda < 2$, and the heavy ball
# at $\mu = 0.9$ for $\eta\lambda < 2(1+\mu) = 3.8$, by (4.10). Nesterov's limit at $\mu = 0.9$ lies
#
# - **a** below 2
# - **b** between 2 and 3.8
# - **c** above 3.8
#
# Run both cells, then choose.

# %% id="prediction"
prediction = None  # "a", "b" or "c"

# %% id="prediction-experiment"
q = np.arange(0.001, 4.5, 0.001)  # learning rate times curvature
x, v = np.ones_like(q), np.zeros_like(q)
for _ in range(200):
    v = 0.9 * v - q * (x + 0.9 * v)
    x = x + v
limit = q[np.abs(x) < 1].max()
truth = "a" if limit < 2 else "b" if limit < 3.8 else "c"
reveal(prediction, truth, {
    "a": "below 2: looking ahead costs more than it gives here",
    "b": "between gradient descent and the heavy ball",
    "c": "above both: it sees the wall coming",
})

# %% [markdown] id="lookahead-task"
# A proof comes below. First the rule, by hand: $f = 2x^2$, $x_0 = 1$, $\eta = 0.1$, $\mu = 0.9$.
#
# | label | first call | second call |
# |---|---|---|
# | 1 create state | $v = 0$ | kept |
# | look ahead | $y = 1$, $g = 4$ | $y = 0.6 + 0.9 \cdot (-0.4) = 0.24$, $g = 0.96$ |
# | 3 accumulate | $v = -0.1 \cdot 4 = -0.4$ | $v = 0.9 \cdot (-0.4) - 0.1 \cdot 0.96 = -0.456$ |
# | 5 step | $x = 1 - 0.4 = 0.6$ | $x = 0.6 - 0.456 = 0.144$ |
#
# ## Build: the two forms
#
# ### Exercise 1. Build the look-ahead form (3 points)
#
# `NesterovLookahead(lr=0.01, momentum=0.9)` with `update(params, grad_fn)`. Call
# `grad_fn(points) -> dict` once, with the points (5.1) under the keys of `params`; it returns one
# gradient per key, in the same shape. Then (5.2) and (5.3). `params` holds $x$, before and after;
# return None.
#
# <details><summary>Hint: the path is that of momentum</summary>
#
# Which dictionary did `grad_fn` get: the points where you are, or those where you will be?
#
# </details>
#
# <details><summary>Hint: the first step is right, the second is not</summary>
#
# Is $x$ still where it was when (5.3) adds the velocity?
#
# </details>

# %% id="nesterov_lookahead" kind="solution"
class NesterovLookahead:
    """Nesterov's momentum with the gradient at the look-ahead point: Sutskever et al. (2013)."""

    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = None

    def update(self, params, grad_fn):
        """Take one step: change the entries of params, call grad_fn once, return None."""
        # 1 create state
        # 3 accumulate
        # 5 step
        ### BEGIN SOLUTION
        if self.v is None:  # 1
            self.v = {key: np.zeros_like(p) for key, p in params.items()}
        points = {key: p + self.momentum * self.v[key] for key, p in params.items()}
        for key, g in grad_fn(points).items():
            self.v[key] = self.momentum * self.v[key] - self.lr * g  # 3
            params[key] += self.v[key]  # 5
        ### END SOLUTION

# %% id="nesterov_lookahead_check" kind="test" points=3
check("nesterov_lookahead", NesterovLookahead, points=3)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("nesterov_lookahead", NesterovLookahead, points=3, private=private_paths("nesterov_lookahead"))
### END HIDDEN TESTS

# %% [markdown] id="nesterov_lookahead_notes" kind="commentary"
# **Why the points get a dictionary of their own.** $x$ must be kept while the gradient is asked for
# at $y$. And all points are made before the one call, since the gradient of one layer depends on where
# the others are. Whoever moves `params` to $y$ in place has two right ways on: back by the old
# $\mu v$, then (5.3); or from $y$ by $-\eta g$, which by (5.2) ends at the same $x$.
#
# **Common mistakes.** `grad_fn(params)`: plain momentum, and with a constant gradient nobody sees a
# difference. `params` moved to $y$ and then by all of $v$: the old velocity is walked twice, and with
# a constant gradient the second step is 1.47 times too long. A look-ahead of $v$ in the place of
# $\mu v$ asks beyond the point meant. `grad_fn` called once per key, in the loop: the keys before
# have moved on already, the others have not looked ahead.

# %% [markdown] id="damped"
# ## See: the swing dies out
#
# Your class on the same steep direction, with the same $\eta$ and $\mu$. How many steps does it
# need to come to rest?

# %% id="damped-figure"
params, optimizer = {"x": np.array(2.0)}, NesterovLookahead(lr=0.1, momentum=0.9)
ahead = [2.0]
for _ in range(60):
    optimizer.update(params, lambda points: {"x": 2 * points["x"]})
    ahead.append(float(params["x"]))
fig = curves({"Momentum": np.array(ball), "NesterovLookahead": np.array(ahead)},
             xlabel="step t", ylabel="steep coordinate", title="The ravine, 0.1 and 0.9")
show(fig, alt="NesterovLookahead swings to about −0.7 and once back, and lies still after some 25 "
     "steps; Momentum swings on for more than 50.",
     caption="Looking ahead damps the swing at the same rate and momentum.")

# %% [markdown] id="change"
# Why so much sooner, two roots will say. First make the rule practical.
#
# ## Derive: store the look-ahead point
#
# Lesson 00's loop hands over gradients at `params`, and no function. So let `params` hold $y$
# (with $v_0 = 0$ both walks start at one point).
#
# **Step 1.** The next look-ahead point is $y_t = x_t + \mu v_t$. Use (5.3), then (5.1) for
# $x_{t-1}$:
#
# $$
# y_t = x_{t-1} + (1+\mu) v_t = y_{t-1} - \mu v_{t-1} + (1+\mu) v_t \tag{5.4}
# $$
#
# **Step 2.** Split $(1+\mu) v_t$ into $\mu v_t + v_t$. By (5.2), $v_t - \mu v_{t-1} = -\eta g_t$:
#
# $$
# y_t = y_{t-1} + \mu v_t - \eta g_t \tag{5.5}
# $$
#
# Check both against (5.1) with the numbers of the table.

# %% id="change-code"
y1, v1, g2, v2, x2 = 0.24, -0.4, 0.96, -0.456, 0.144
print(f"(5.1): {x2 + 0.9 * v2:.4f}   (5.4): {y1 - 0.9 * v1 + 1.9 * v2:.4f}"
      f"   (5.5): {y1 + 0.9 * v2 - 0.1 * g2:.4f}")

# %% [markdown] id="nesterov-order-task"
# ### Exercise 2. Put the lines of (5.4) in order (1 point)
#
# (5.4) needs two velocities, the old one and the new. The next cell shows its lines out of order,
# and some that never belonged. Return the letters of those that belong, from top to bottom.

# %% id="nesterov_order" kind="solution"
@puzzle("nesterov")
def arranged_nesterov():
    """Return the letters of the lines that belong, from top to bottom, as in "CAB"."""
    ### BEGIN SOLUTION
    return "FDCHA"
    ### END SOLUTION

# %% id="nesterov_order_check" kind="test" points=1
check("nesterov", arranged_nesterov, points=1)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("nesterov", arranged_nesterov, points=1, private=private_paths("nesterov"))
### END HIDDEN TESTS

# %% [markdown] id="nesterov_order_notes" kind="commentary"
# **Why this order.** D keeps the old velocity before C puts the new one in its place. H leads back from
# $y_{t-1}$ to $x_{t-1}$, and A from there by the new velocity and its look-ahead. H may stand anywhere
# below D, and A anywhere below C: F D C A H and F D H C A are right as well. C makes a new array,
# so that `old` stays what it was; a velocity changed in place would need a copy.
#
# **Common mistakes.** D below C: both velocities are the new one, $-\mu v + (1+\mu)v = v$, and
# plain momentum is left. B looks ahead twice where it should go back: the second of equal
# gradients makes a step 1.66 times too long. E moves $y$ by what (5.3) adds to $x$;
# with H that is $v_t - \mu v_{t-1} = -\eta g_t$, gradient descent. G climbs.

# %% [markdown] id="nesterov-task"
# **Step 3.** Replace $v_t$ in (5.5) by (5.2). Only old things remain on the right, with two
# coefficients $c_1$ and $c_2$ for you to find:
#
# $$
# y_t = y_{t-1} + c_1 v_{t-1} - c_2\, \eta g_t \tag{5.6}
# $$
#
# ### Exercise 3. Fill in and build the stored form (3 points)
#
# `Nesterov(lr=0.01, momentum=0.9)` with `update(params, grads)`: `params` holds $y$, `grads` the
# gradients there. Step by (5.6) with your $c_1$ and $c_2$, and advance the velocity by (5.2);
# shapes and contract are those of every optimizer.
#
# <details><summary>Hint</summary>
#
# Try your $c_1$ and $c_2$ on the table: from $y = 0.24$ and $v = -0.4$ the next $y$ is −0.2664.
#
# </details>
#
# <details><summary>Hint: the first step is too long</summary>
#
# Which velocity stands in (5.6), that of before or after the step? Which one does your line find?
#
# </details>

# %% id="nesterov" kind="solution"
class Nesterov:
    """Nesterov's momentum with the look-ahead point stored: Bengio et al. (2012), equation 7."""

    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = None

    def update(self, params, grads):
        """Take one step: change the entries of params, leave grads alone, return None."""
        # 1 create state
        # 3 accumulate
        # 5 step
        ### BEGIN SOLUTION
        if self.v is None:  # 1
            self.v = {key: np.zeros_like(p) for key, p in params.items()}
        for key, g in grads.items():
            old = self.v[key]
            self.v[key] = self.momentum * old - self.lr * g  # 3
            params[key] += self.momentum**2 * old - (1 + self.momentum) * self.lr * g  # 5
        ### END SOLUTION

# %% id="nesterov_check" kind="test" points=3
check("nesterov", Nesterov, points=3)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("nesterov", Nesterov, points=3, private=private_paths("nesterov"))
### END HIDDEN TESTS

# %% [markdown] id="nesterov_notes" kind="commentary"
# **Why the old velocity gets a name.** (5.6) is made of old things, so it must not meet the new
# velocity. With `old` at hand the two lines may stand in any order; without it the step comes first.
# Equally right, and shorter: advance the velocity, then step by (5.5), which wants the new one. The
# first step is $(1+\mu)\eta g$, since $y$ moves by $v_1$ and by the look-ahead $\mu v_1$.
#
# **Common mistakes.** The velocity advanced first, and the formula fed with it: $2.71\,\eta g$ where
# $1.9\,\eta g$ is right. $c_1 = \mu$: the first step is right, the twelfth of equal gradients 1.08 times
# too long, which no falling loss would show. `1 + momentum * lr * g` without brackets takes 1 off every
# entry. `old = self.v[key]` followed by `*=` in place: `old` changes too.

# %% [markdown] id="triangle"
# ## See: the triangle of each step
#
# $\mu(\mu v_{t-1} - \eta g_t) - \eta g_t$ gives $c_1 = \mu^2$ and $c_2 = 1 + \mu$ (Bengio et al.
# 2012, equation 7). Since $v_t = -\eta b_t$ by (3.7), (5.5) is also the step
# $-\eta(g_t + \mu b_t)$, PyTorch's `nesterov=True`.
#
# The figure runs both your classes. Each step is a *sum* of two arrows, head to tail. Where would
# the gradient at $x$ have led? Switch to the picture of $y$: how far do $y$ and $x + \mu v$ differ?

# %% id="triangle-figure"
look_ahead(NesterovLookahead, Nesterov)

# %% [markdown] id="read-out"
# The gap is rounding: one method, seen from two points. After training `params` holds $y$;
# $x_t = y_t - \mu v_t$ gives the other, and at rest, with $v = 0$, they are the same.
#
# ## Derive: what the look-ahead does on a bowl
#
# **Step 4.** Let $f = \lambda x^2/2$ and $q = \eta\lambda$. Then
# $\eta g_t = q(x_{t-1} + \mu v_{t-1})$, so
#
# $$
# v_t = \mu(1-q)\, v_{t-1} - q\, x_{t-1} \tag{5.7}
# $$
#
# This is the heavy ball with $\mu(1-q)$ for μ: the steeper, up to $q = 1$, the less velocity is
# kept. With
# $v_{t-1} = x_{t-1} - x_{t-2}$, (5.3) becomes
#
# $$
# x_t = (1+\mu)(1-q)\, x_{t-1} - \mu(1-q)\, x_{t-2} \tag{5.8}
# $$
#
# Its polynomial is (4.3) with the same change. Compare the larger moduli: who gains where, and who
# passes 1 first?

# %% id="roots-code"
for q in (0.01, 0.2, 1.3, 1.4):
    heavy = np.abs(np.roots([1, -(1.9 - q), 0.9])).max()
    ahead = np.abs(np.roots([1, -1.9 * (1 - q), 0.9 * (1 - q)])).max()
    print(f"lr * curvature {q}: heavy ball {heavy:.3f}, Nesterov {ahead:.3f}")

# %% [markdown] id="roots"
# **Step 5.** Written out,
#
# $$
# p(z) = z^2 - (1+\mu)(1-q)\, z + \mu(1-q) \tag{5.9}
# $$
#
# The product of the two roots is $\mu(1-q)$. The two of a complex pair have one modulus:
#
# $$
# |z| = \sqrt{\mu(1-q)} \tag{5.10}
# $$
#
# At $\mu = 0.9$ and $q = 0.2$ that is 0.849, where the heavy ball has 0.949.
#
# **Step 6.** Put 1 and −1 into $p$:
#
# $$
# p(1) = q > 0, \qquad p(-1) = 2(1+\mu) - (1+2\mu)\,q \tag{5.11}
# $$
#
# Look at the sign of $p(-1)$, and at the larger root.

# %% id="limit-code"
for q in (1.3, 3.8 / 2.8, 1.4):
    at_minus_one = 3.8 - 2.8 * q
    largest = np.abs(np.roots([1, -1.9 * (1 - q), 0.9 * (1 - q)])).max()
    print(f"q = {q:.4f}: p(-1) = {at_minus_one:+.4f}, largest modulus {largest:.4f}")

# %% [markdown] id="limit"
# **Step 7.** Let $0 \le \mu < 1$. If $p(-1) \le 0$, a real root lies at or left of −1, which (4.5)
# forbids. If $p(-1) > 0$, a complex pair has $|z|^2 = \mu(1-q) < 1$. Of two real roots both or none
# lie between −1 and 1, since $p$ is positive at both ends. None would put both on one side, with a
# product above 1, but it is $\mu(1-q) < 1$. So $x_t \to 0$ from every start exactly for
#
# $$
# 0 < \eta\lambda < \frac{2(1+\mu)}{1+2\mu} \tag{5.12}
# $$
#
# Drag the point along $\mu = 0.9$: where does the map change colour, and where is the heavy ball's
# limit?

# %% id="stability-figure"
stability_map(Nesterov, rule="nesterov", start=(1.3, 0.9), prediction=prediction)

# %% [markdown] id="best"
# The limit is 1.357 at $\mu = 0.9$; it falls from 2 to $4/3$ as μ grows. A rate of $1/L$ is always
# inside.
#
# **Step 8.** Let curvatures run from $m$ to $L$, $\kappa = L/m$, and take $\eta = 1/L$. Then
# $1/\kappa \le q \le 1$. The roots of (5.9) meet where $(1+\mu)^2(1-q) = 4\mu$, that is
# $\sqrt{q} = (1-\mu)/(1+\mu)$. Let them meet at $q = 1/\kappa$:
#
# $$
# \mu = \frac{\sqrt{\kappa}-1}{\sqrt{\kappa}+1}, \qquad
# z = \frac{(1+\mu)(1-q)}{2} = 1 - \frac{1}{\sqrt{\kappa}} \tag{5.13}
# $$
#
# For larger $q$ the pair is complex and (5.10) smaller, so this $z$ is the convergence rate.
#
# ## Break: momentum's best setting
#
# On the ravine give your class momentum's best setting, the usual one, and (5.13) for κ = 20. Which
# lines fall?

# %% id="break-experiment"
heights = {}
for name, lr, mu in (("momentum's best: 1.336 and 0.403", 1.336, 0.403),
                     ("0.1 and 0.9", 0.1, 0.9), ("own: 0.5 and 0.635", 0.5, 0.635)):
    path = follow(Nesterov(lr, mu), RAVINE)
    heights[name] = RAVINE.value(path)
    print(f"{name}: f = {heights[name][-1]:.2g}")
fig = curves(heights, xlabel="step t", ylabel="height f(y)", log_y=True,
             title="Nesterov on the ravine, three settings")
show(fig, alt="On a logarithmic axis: with momentum's best setting the height grows without end; "
     "with 0.1 and 0.9 it falls slowly in waves; with its own setting it falls straight and far.",
     caption="Momentum's best setting lies outside Nesterov's stable range.")

# %% [markdown] id="bent"
# At 1.336 the steep direction has $q = 2.67$, beyond the limit 1.55. With (5.13) the path ends at
# $2.5 \times 10^{-5}$, with a convergence rate of 0.776; gradient descent had 0.905, momentum at
# its best 0.635. On bowls the heavy ball stays faster.
#
# ## See: beyond bowls
#
# On lesson 04's bent line, of curvature 25 and 1, momentum at its best cycled for ever. Run your
# class there with (5.13): $\eta = 1/25$, $\mu = 2/3$. Does it arrive?

# %% id="bent-code"
params, optimizer = {"x": np.array(3.3)}, NesterovLookahead(lr=1 / 25, momentum=2 / 3)
for t in range(1, 6):
    optimizer.update(
        params, lambda points: {"x": 25 * points["x"] - 24 * np.clip(points["x"] - 1, 0, 1)})
    print(f"t = {t}: |x| = {abs(params['x']):.4f}")

# %% [markdown] id="nesterov-repair-task"
# At once, since here $1/25$ fits the curvature around 0. What holds in general: (5.13) converges on
# every function whose curvature stays between $m$ and $L$ (Nesterov 2004, section 2.2). No setting
# of the heavy ball does that and also needs only about $\sqrt\kappa$ steps on bowls (Goujaud,
# Taylor and Dieuleveut 2023, arXiv 2307.11291).
#
# ## Repair it
#
# ### Exercise 4. Repair a library's bug (1 point)
#
# This order stood in chainer (issue 4274) and in the code of a textbook. At $\mu = 0.9$ its
# first step is $2.71\,\eta g$ long. Put the mended code into the stub.
#
# ```python
# for key, g in grads.items():
#     self.v[key] = self.momentum * self.v[key] - self.lr * g
#     params[key] += self.momentum**2 * self.v[key] - (1 + self.momentum) * self.lr * g
# ```
#
# <details><summary>Hint</summary>
#
# At the first call the old velocity is 0. Which term of (5.6) is then 0, and is it here?
#
# </details>

# %% id="nesterov_repair" kind="solution"
class RepairedNesterov:
    """Nesterov's momentum with the look-ahead point stored, made from the faulty listing."""

    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = None

    def update(self, params, grads):
        """Take one step: change the entries of params, leave grads alone, return None."""
        ### BEGIN SOLUTION
        if self.v is None:
            self.v = {key: np.zeros_like(p) for key, p in params.items()}
        for key, g in grads.items():
            # the fault: these two stood the other way round, and the step found the new velocity
            params[key] += self.momentum**2 * self.v[key] - (1 + self.momentum) * self.lr * g
            self.v[key] = self.momentum * self.v[key] - self.lr * g
        ### END SOLUTION

# %% id="nesterov_repair_check" kind="test" points=1
check("nesterov", RepairedNesterov, points=1)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("nesterov", RepairedNesterov, points=1, private=private_paths("nesterov"))
### END HIDDEN TESTS

# %% [markdown] id="nesterov_repair_notes" kind="commentary"
# **Why only the order.** Both lines are right, each by itself; the second means $v_{t-1}$ and finds
# $v_t$. Three repairs are right: exchange them; keep the old velocity under a name; or leave the order
# and step by (5.5).
#
# **Common mistakes.** Mending the formula by halves while the order stays. $\mu$ for $\mu^2$ alone: the
# first step is $2.8\,\eta g$, longer than before. 1 for $1+\mu$ alone: $1.81\,\eta g$, which lies near
# the right $1.9\,\eta g$ and is not it. Only both at once make (5.5). And judging by a loss: it fell
# before the repair too.

# %% [markdown] id="why-unseen"
# Why did nobody see it? Feed a constant gradient of −1 to the faulty order and to the right
# one, and compare the first steps with the last.

# %% id="why-unseen-code"
v, faulty, right = 0.0, [], []
for _ in range(200):
    old, v = v, 0.9 * v + 0.1
    faulty.append(0.81 * v + 1.9 * 0.1)
    right.append(0.81 * old + 1.9 * 0.1)
for name, steps in (("faulty", faulty), ("right", right)):
    print(f"{name:6s}: first step {steps[0]:.3f}, last {steps[-1]:.3f}")

# %% [markdown] id="why-read"
# Both end at the same speed, so losses fall. But the faulty order converges only for
# $\eta\lambda < 0.860$.
#
# ### Find what is wrong
#
# Two more sentences from study notes, with the letter $a$ for form B's $b$. Decide, then open.
#
# <details><summary>"The gradient a does the descent; Nesterov takes the gradient along it."</summary>
#
# $a$ is no gradient but the sum $\sum_k \mu^k g_{t-k}$ of all of them. The gradient is taken at one
# point, $x - \eta\mu a$, which is $x + \mu v$.
#
# </details>
#
# <details><summary>"The minimum is the end point of a peak, and Nesterov gets there fast."</summary>
#
# A minimum is the bottom of a valley. And how fast depends on η and μ: with 1.336 and 0.403 it left
# the ravine for good.
#
# </details>

# %% [markdown] id="nesterov_why" kind="manual" points=3
# ## Explain it
#
# ### Exercise 5. Correct three sentences (3 points)
#
# Study notes say: "(i) The actual step is the weighted average of velocity and gradient. (ii) The
# gradient is computed at the place past the minimum, so the minimum moves down. (iii) Since it
# looks ahead, it converges at larger rates than momentum." Correct each in a sentence or two, with
# a formula or a number.
#
# ### BEGIN SOLUTION
# 1. It is a sum: $v_t = \mu v_{t-1} - \eta g_t$. The weights $\mu$ and $\eta$ do not add up to 1,
#    and with a constant gradient the speed grows to $\eta|g|/(1-\mu)$, far above both terms of the
#    first step.
# 2. The gradient is taken at $x_{t-1} + \mu v_{t-1}$, wherever that is, before or past the minimum.
#    The function and its minimum stay; the correction of the velocity comes one step earlier.
# 3. At constant $\mu$ the range is smaller: $\eta\lambda < 2(1+\mu)/(1+2\mu)$, 1.357 at
#    $\mu = 0.9$, where the heavy ball converges up to 3.8. What the look-ahead gives is stronger damping of
#    steep directions, $\sqrt{\mu(1-\eta\lambda)}$ for $\sqrt{\mu}$.
# ### END SOLUTION
#
# === BEGIN MARK SCHEME ===
# - 1 point: a sum (head to tail), with $\mu v - \eta g$ or the remark that the weights do not add
#   up to 1.
# - 1 point: the look-ahead point $x + \mu v$, which need not lie past the minimum; the correction
#   comes earlier. Both are needed.
# - 1 point: the range is smaller, with the formula or with 1.357 against 3.8 (or 2).
#
# === END MARK SCHEME ===

# %% [markdown] id="nesterov_why_notes" kind="commentary"
# **Why it is asked.** The three sentences are what a drawing of two arrows suggests: that the step lies
# between them, that looking ahead means looking past the minimum, and that who sees more may go
# faster. The third is the prediction from the beginning, now with a proof at hand.
#
# **Common mistakes.** (i) "It is no average" without the sum or the weights is a denial, no point.
# (ii) "The gradient is taken at $x + \mu v$" leaves out that this may lie before the minimum, or that the
# correction comes earlier: both are needed. (iii) "It converges faster" answers another question; the
# damping is a bonus, the range is the point. The limits at another μ, rightly computed, earn
# it, such as 1.5 against 3 at $\mu = 0.5$.

# %% [markdown] id="recall"
# ## Recall
#
# Answer each aloud before you open it.
#
# <details><summary>Here: a program asks for the gradient at x + μv and then steps by (5.6). How long is its first step?</summary>
#
# $(1+\mu)\eta g$ instead of $\eta g$: the look-ahead is applied twice. Either ask ahead and step by
# (5.3), or store $y$ and step by (5.6).
#
# </details>
#
# <details><summary>Lesson 04: two directions of a bowl both have complex roots under the heavy ball. Which shrinks faster?</summary>
#
# Neither: both shrink by $\sqrt{\mu}$ per step.
#
# </details>
#
# <details><summary>Lesson 03: the velocity (5.2) at a falling rate: does it keep the old rate or take the new one?</summary>
#
# It is form A's: past gradients keep the rate of their time.
#
# </details>
#
# <details><summary>Lesson 02: what does a batch twice as large do to the noise floor?</summary>
#
# It halves it.
#
# </details>

# %% [markdown] id="summary"
# ## What you can do now
#
# - write Nesterov's momentum at the look-ahead point and at the stored point, and derive one from
#   the other
# - give its limit, $2(1+\mu)/(1+2\mu)$, with proof, and its damping, $\sqrt{\mu(1-\eta\lambda)}$
# - say what it gains over momentum, and what not
# - find a velocity that is changed before it is used
#
# Open: one rate still serves all directions. Lesson 06 gives each coordinate its own.

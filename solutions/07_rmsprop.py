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
# # Forget old gradients and keep the units
#
# AdaGrad remembers every gradient for ever. One question: **how can a rule forget, and what then
# sets the length of its steps?**
#
# ## What you will do
#
# Predict what an average does, derive its memory, build RMSProp and Adadelta, break both, repair one.
#
# ## What you will learn
#
# - give the weights, window and start of a moving average
# - implement RMSProp and predict its first steps
# - check a rule by its units
# - implement Adadelta, and say what sets its pace
#
# ## What you need
#
# Lessons 00, 01, 03, 06; the geometric sum. About 50 minutes.
#
# The first cell only imports.

# %% id="imports"
import numpy as np

from descent import check
from descent.parsons import puzzle
from descent.paths import follow
from descent.plots import contour, curves, show
from descent.predictions import reveal
from descent.surfaces import RAVINE, bowl
from descent.widgets import filter_explorer

# %% [markdown] id="last-rule-fails"
# ## See: AdaGrad cannot forget
#
# Lesson 06's AdaGrad divides a gradient by the root of $h_t$, the sum of all squares so far. Let a
# coordinate come down a steep slope onto a plain: its gradient is 10 for 100 steps, then 1 for ever.
# Watch the length of the step, in units of η, from step 101 on. The second line has a sum that
# starts anew there.

# %% id="last-rule-fails-figure"
t = np.arange(1, 401)
g = np.where(t <= 100, 10.0, 1.0)
adagrad = g / np.sqrt(np.cumsum(g**2))
anew = np.where(t <= 100, np.nan, 1 / np.sqrt(np.maximum(t - 100, 1)))
print("AdaGrad at steps 100, 101, 400:", adagrad[[99, 100, 399]].round(4))
fig = curves({"AdaGrad": adagrad, "sum from step 101": anew}, x=t, xlabel="step t",
             ylabel="step / learning rate", log_y=True, title="The gradient falls from 10 to 1")
show(fig, alt="AdaGrad's step falls from 1 to a tenth in 100 steps, drops tenfold when the gradient"
     " does, and stays there. With a sum of the later squares only it jumps back to 1 and falls anew.",
     caption="A sum never forgets: old large gradients hold later steps down.")

# %% [markdown] id="predict"
# The step drops from $0.1\,\eta$ to $0.01\,\eta$, and 300 gentle steps do not lengthen it: the old
# squares still make up 97 % of $h$.
#
# ## Predict: which average is quicker?
#
# The cure is an average that forgets. An *exponential moving average* (EMA) $a_t$ of numbers
# $x_1, x_2, \dots$ starts at $a_0 = 0$; with $0 \le \rho < 1$
#
# $$
# a_t = \rho\, a_{t-1} + (1-\rho)\, x_t . \tag{7.1}
# $$
#
# Notes call ρ its "update coefficient". Every $x_t$ is 1. After 10 steps the average nearer to 1 has
#
# - **a** $\rho = 0.9$
# - **b** $\rho = 0.99$
# - **c** neither: they are equal
#
# Run both cells, then choose.

# %% id="prediction"
prediction = None  # "a", "b" or "c"

# %% id="prediction-experiment"
gap = {}
for rho in (0.9, 0.99):
    a = 0.0
    for _ in range(10):
        a = rho * a + (1 - rho) * 1.0
    gap[rho] = 1 - a
truth = "c" if np.isclose(gap[0.9], gap[0.99]) else "a" if gap[0.9] < gap[0.99] else "b"
reveal(prediction, truth, {
    "a": "0.9: it keeps less and takes in more",
    "b": "0.99: the larger coefficient updates more",
    "c": "equal: both have seen the same ten numbers",
})

# %% [markdown] id="ema-task"
# With 0.9 the average is at 0.651, with 0.99 at 0.096. The *decay* ρ is the share that is kept;
# what updates is $1-\rho$.
#
# ## Build: the average
#
# ### Exercise 1. Write `ema` (1 point)
#
# `ema(prev, x, rho)` is one step of (7.1): from the old average `prev` and the new number `x` it
# returns the new average. Both are numbers, or arrays of one shape; neither is changed.
#
# <details><summary>Hint</summary>
#
# If old average and new number are both 5, what must come back? Which two weights see to that?
#
# </details>

# %% id="ema" kind="solution"
def ema(prev, x, rho):
    """Return the exponential moving average after one more number.

    Args: prev, x, numbers or arrays of one shape, not changed; rho, 0 <= rho < 1, the share kept.
    """
    ### BEGIN SOLUTION
    return rho * prev + (1 - rho) * x
    ### END SOLUTION

# %% id="ema_check" kind="test" points=1
check("ema", ema, points=1)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("ema", ema, points=1, private=private_paths("ema"))
### END HIDDEN TESTS

# %% [markdown] id="ema_notes" kind="commentary"
# **Why it works.** The weights ρ and $1-\rho$ add up to 1: an average of equal numbers is that number,
# and any other lies between the old and the new one. `prev + (1 - rho) * (x - prev)` is the same, read
# as a step towards the new number. Both make a new array and leave `prev` and `x` as they were.
#
# **Common mistakes.** The weights exchanged, as the word "update coefficient" suggests: with ρ near 1
# such an average forgets nearly everything in one call. No weight at `x`: a fading sum, form B of
# momentum, which settles at $1/(1-\rho)$ times a constant number. `prev += …` returns the right
# weights on top of the old average. `prev *= rho` gets the number right and changes the caller's array.

# %% [markdown] id="memory"
# ## Derive: what an average remembers
#
# **Step 1.** Put (7.1) into itself, as in lesson 03. The number of $k$ steps ago has the weight
# $(1-\rho)\rho^k$:
#
# $$
# a_t = (1-\rho)\sum_{k=0}^{t-1} \rho^k x_{t-k} . \tag{7.2}
# $$
#
# **Step 2.** Add the weights, a geometric sum:
#
# $$
# (1-\rho)\sum_{k=0}^{t-1} \rho^k = 1 - \rho^t . \tag{7.3}
# $$
#
# The rest, $\rho^t$, lies on the start, 0.
#
# **Step 3.** A plain mean of the last $N$ numbers gives the newest the weight $1/N$. Equal weights,
# $1-\rho = 1/N$, define the **window**
#
# $$
# N = \frac{1}{1-\rho} . \tag{7.4}
# $$
#
# How much of the weight lies inside? Your `ema` of $N$ ones says.

# %% id="window"
for rho in (0.5, 0.9, 0.99, 0.999):
    window, a = round(1 / (1 - rho)), 0.0
    for _ in range(window):
        a = ema(a, 1.0, rho)
    print(f"rho {rho}: window {window:4d}, weight inside {a:.3f}")

# %% [markdown] id="filter"
# **Step 4.** Outside lies $\rho^N$. Since $\ln\rho = -(1-\rho)-\tfrac12(1-\rho)^2-\dots$, divide by
# $1-\rho$:
#
# $$
# \ln \rho^N = \frac{\ln\rho}{1-\rho} \longrightarrow -1 \quad (\rho \to 1), \qquad
# 1-\rho^N \longrightarrow 1-\frac1e = 0.632 . \tag{7.5}
# $$
#
# So the window is no edge, and stores nothing: a plain mean keeps $N$ numbers, an EMA one.
#
# **Step 5.** Alternating $x_t = (-1)^t$: once the start has faded, try $a_t = c\,(-1)^t$ in (7.1).
#
# $$
# c = -\rho c + 1 - \rho \quad\Longrightarrow\quad c = \frac{1-\rho}{1+\rho} \tag{7.6}
# $$
#
# At $\rho = 0.9$ that is 0.053. Slow changes pass, fast ones hardly: a *low-pass filter*. In the
# figure, what does a longer window cost? (The average divided by $1-\rho^t$ waits for lesson 08.)

# %% id="filter-figure"
filter_explorer(ema, prediction=prediction)

# %% [markdown] id="rmsprop-task"
# A longer window smooths more, and lags.
#
# ## Build: RMSProp
#
# RMSProp (Tieleman and Hinton 2012, lecture 6e) averages the *squares*, in every coordinate, from
# $h_0 = 0$:
#
# $$
# h_t = \rho\, h_{t-1} + (1-\rho)\, g_t^2 \tag{7.7}
# $$
#
# $$
# \theta_t = \theta_{t-1} - \eta\,\frac{g_t}{\sqrt{h_t} + \varepsilon} \tag{7.8}
# $$
#
# By hand, $\theta = 1$, $\eta = 0.1$, $\rho = 0.9$, ε negligible:
#
# | label | first call, $g = 4$ | second call, $g = -2$ |
# |---|---|---|
# | 1 create state | $h = 0$ | kept |
# | 3 accumulate | $h = 0.1 \cdot 16 = 1.6$ | $h = 0.9 \cdot 1.6 + 0.1 \cdot 4 = 1.84$ |
# | 5 step | $\theta = 1 - 0.1 \cdot 4/1.265 = 0.684$ | $\theta = 0.684 + 0.1 \cdot 2/1.356 = 0.831$ |
#
# ### Exercise 2. Build RMSProp (4 points)
#
# `RMSProp(lr=0.01, decay_rate=0.99, eps=1e-7)` with `update(params, grads)`: apply (7.7), ρ being
# `decay_rate`, and (7.8) to every key. Arrays may have any shape. Change the entries of `params`,
# leave `grads` alone, return None. You may call your `ema`.
#
# <details><summary>Hint: the first step is 0.1 of what it should be</summary>
#
# Is your $h$ after one call $g^2$, or the share of $g^2$ that (7.7) takes?
#
# </details>
#
# <details><summary>Hint: the steps die out</summary>
#
# When the gradients become 0, should $h$ fade or grow?
#
# </details>

# %% id="rmsprop" kind="solution"
class RMSProp:
    """RMSProp: Tieleman and Hinton (2012), lecture 6e, with eps added after the root."""

    def __init__(self, lr=0.01, decay_rate=0.99, eps=1e-7):
        self.lr, self.decay_rate, self.eps = lr, decay_rate, eps
        self.h = None

    def update(self, params, grads):
        """Take one step: change the entries of params, leave grads alone, return None."""
        # 1 create state
        # 3 accumulate
        # 5 step
        ### BEGIN SOLUTION
        if self.h is None:  # 1
            self.h = {key: np.zeros_like(p) for key, p in params.items()}
        for key, g in grads.items():
            self.h[key] = ema(self.h[key], g**2, self.decay_rate)  # 3
            params[key] -= self.lr * g / (np.sqrt(self.h[key]) + self.eps)  # 5
        ### END SOLUTION

# %% id="rmsprop_check" kind="test" points=4
check("rmsprop", RMSProp, points=4)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("rmsprop", RMSProp, points=4, private=private_paths("rmsprop"))
### END HIDDEN TESTS

# %% [markdown] id="rmsprop_notes" kind="commentary"
# **Why it works.** One line differs from AdaGrad: `ema` stands where the sum stood. It is handed
# `g**2`, and does not square by itself; Adadelta hands it squared steps too. ε after the root is
# (7.8); under the root the check accepts it with a note.
#
# **Common mistakes.** No $1-\rho$ at the new square: $h$ settles at $g^2/(1-\rho)$, and the steps at a
# tenth of their length with $\rho = 0.99$. The two weights exchanged: $h$ is nearly the newest square,
# each step nearly η long, and the memory is gone. Dividing by $1-\rho^t$: that is Adam's correction,
# and the first step is η where this rule's is ten times as long. A 0.9 typed in where
# `self.decay_rate` belongs: right in both figures that follow, and named by the check.

# %% [markdown] id="first-steps"
# (The lecture has $\rho = 0.9$ and no ε; 0.99 is PyTorch's.)
#
# ## Derive: the first steps
#
# **Step 6.** Let every gradient be $g$. By (7.3) $h_t = (1-\rho^t)\,g^2$, and without ε
#
# $$
# |\theta_t - \theta_{t-1}| = \frac{\eta}{\sqrt{1-\rho^t}} . \tag{7.9}
# $$
#
# The end is η. The beginning is not: $h_1$ holds one square with the weight $1-\rho$, and a start
# of 0 with the rest. AdaGrad's first step was η. Watch your class.

# %% id="first-steps-experiment"
for rho in (0.9, 0.99):
    params, optimizer, positions = {"theta": np.array(0.0)}, RMSProp(lr=1.0, decay_rate=rho), [0.0]
    for _ in range(100):
        optimizer.update(params, {"theta": np.array(-3.0)})
        positions.append(float(params["theta"]))
    print(f"rho {rho}: steps 1, 10, 100 are", np.diff(positions)[[0, 9, 99]].round(3), "lr")

# %% [markdown] id="forget"
# The first step is $3.16\,\eta$ at $\rho = 0.9$ and $10\,\eta$ at 0.99, whose hundredth is still
# $1.26\,\eta$. The rule lives with it; Adam, in lesson 08, divides $1-\rho^t$ out.
#
# ## See: it forgets
#
# Now the slope and the plain of the first figure, for your class with $\rho = 0.9$. How many steps
# does it need after step 100 until its step is η again?

# %% id="forget-figure"
t = np.arange(1, 401)
g = np.where(t <= 100, 10.0, 1.0)
params, optimizer, positions = {"theta": np.array(0.0)}, RMSProp(lr=1.0, decay_rate=0.9), [0.0]
for slope in g:
    optimizer.update(params, {"theta": np.array(-slope)})
    positions.append(float(params["theta"]))
fig = curves({"AdaGrad": g / np.sqrt(np.cumsum(g**2)), "RMSProp": np.diff(positions)}, x=t,
             xlabel="step t", ylabel="step / learning rate", log_y=True,
             title="The gradient falls from 10 to 1 after step 100")
show(fig, alt="RMSProp starts at about 3, settles at 1, falls to a tenth at step 101 and is back near 1"
     " by about step 170; AdaGrad stays at a hundredth.",
     caption="An average forgets, so the steps come back.")

# %% [markdown] id="settle"
# RMSProp's step falls to $0.105\,\eta$ as well, but after 81 steps on the plain it is within 1 % of
# η: eight windows of 10.
#
# ## Break: it never settles
#
# A shrinking step has one virtue: it comes to rest. On the ravine $f(x, y) = x^2/20 + y^2$ of lesson
# 01 your class takes 200 steps at two rates. Compare the last two points with η.

# %% id="settle-figure"
paths = {}
for lr in (0.5, 0.1):
    path = follow(RMSProp(lr=lr, decay_rate=0.9), RAVINE, n_steps=200)
    print(f"lr {lr}: last points {path[-2].round(3)} and {path[-1].round(3)}")
    paths[f"RMSProp, lr {lr}"] = path
fig = contour(RAVINE, paths, title="RMSProp, decay 0.9, 200 steps")
show(fig, alt="Both paths run diagonally onto the valley floor and along it. About the minimum the one"
     " with rate 0.5 swings far up and down, then jumps to and fro; with 0.1 the jumps are small.",
     caption="RMSProp's steps don't shrink by themselves near a minimum.")

# %% [markdown] id="unit"
# Every coordinate ends near $\pm\eta/2$, jumping. With the gradient $h$ fades too, until the effective
# rate $\eta/\sqrt h$ passes $2/\lambda$, lesson 01's limit at curvature λ; then the coordinate swings
# up until $h$ has caught up. At the limit $\sqrt h = \lambda\eta/2 = |g|$: each step is η, as with lesson 00's fixed
# step.
#
# ## Break: another unit
#
# Say $x$ and $y$ were metres. In centimetres all coordinates are 100 times as large, and
# gradients, heights per centimetre, 100 times as small. Keep $\eta = 0.1$. Where is the path, read
# in metres, after 100 steps?

# %% id="unit-experiment"
for unit, c in (("m", 1), ("cm", 100)):
    surface = bowl((0.1 / c**2, 2 / c**2))
    path = follow(RMSProp(lr=0.1, decay_rate=0.9), surface, start=c * RAVINE.start, n_steps=100) / c
    print(f"{unit:>2}: from {path[0]} to {path[-1].round(3)}, height {RAVINE.value(path[-1]):.4f}")

# %% [markdown] id="adadelta-task"
# Height 0.0024 in metres, 5.95 in centimetres: η was a length.
#
# ## Derive: keep the units
#
# **Step 7.** Write $[f]$ for the unit of $f$, $[\theta]$ for that of θ:
#
# | | unit |
# |---|---|
# | $g$, $\sqrt{h}$ | $[f]/[\theta]$ |
# | η of gradient descent | $[\theta]^2/[f]$ |
# | $g/\sqrt{h}$ | none |
# | η of RMSProp | $[\theta]$ |
#
# **Step 8.** Replace η by something with the unit of θ that the run itself measures: the usual size
# of past steps $\Delta$. The present one isn't known yet, and without the upper ε none would begin.
#
# $$
# \Delta_t = -\frac{\sqrt{d_{t-1}+\varepsilon}}{\sqrt{h_t+\varepsilon}}\; g_t, \qquad
# \theta_t = \theta_{t-1} + \Delta_t \tag{7.10}
# $$
#
# $$
# d_t = \rho\, d_{t-1} + (1-\rho)\, \Delta_t^2, \qquad d_0 = 0 \tag{7.11}
# $$
#
# ### Exercise 3. Put Adadelta's lines in order (1 point)
#
# The next cell shows lines out of order, and some that never belonged. Return the letters of those
# that belong, from top to bottom.

# %% id="adadelta_order" kind="solution"
@puzzle("adadelta")
def arranged_adadelta():
    """Return the letters of the lines that belong, from top to bottom, as in "CAB"."""
    ### BEGIN SOLUTION
    return "GIDAF"
    ### END SOLUTION

# %% id="adadelta_order_check" kind="test" points=1
check("adadelta", arranged_adadelta, points=1)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("adadelta", arranged_adadelta, points=1, private=private_paths("adadelta"))
### END HIDDEN TESTS

# %% [markdown] id="adadelta_order_notes" kind="commentary"
# **Why this order.** The two averages are brought up to date at different times. I stands before D:
# (7.10) divides by an $h$ that already holds this call's gradient. A stands after D: the step is made
# with the $d$ of the calls before, and only then enters it. F may stand before or after A, since
# neither reads what the other writes.
#
# **Common mistakes.** D before I: both averages start equal and stay equal, the fraction is 1, and
# what is left is gradient descent with $\eta = 1$. A before D breaks off, as `step` has no value yet.
# C averages gradients twice, so that the roots nearly cancel. E is AdaGrad's sum, and forgets
# nothing. H leaves out a square; where steps downwards prevail, a root of a negative number is nan.
# B turns the sign a second time and goes uphill.

# %% [markdown] id="adadelta-build-task"
# ### Exercise 4. Build Adadelta (4 points)
#
# `Adadelta(rho=0.95, eps=1e-6)`, with the contract of exercise 2: in each call (7.7), (7.10), then
# (7.11) (Zeiler 2012, arXiv 1212.5701, section 3.2 and Algorithm 1).
#
# <details><summary>Hint: the first step is wrong</summary>
#
# What is $d$ when the first step is made, and what is $h$? Which of the two already knows this call?
#
# </details>
#
# <details><summary>Hint: only later steps are wrong</summary>
#
# In which order do the three formulas come, and which number is squared in the last one?
#
# </details>

# %% id="adadelta" kind="solution"
class Adadelta:
    """Adadelta: Zeiler (2012), Algorithm 1, with eps under both roots."""

    def __init__(self, rho=0.95, eps=1e-6):
        self.rho, self.eps = rho, eps
        self.h, self.d = None, None

    def update(self, params, grads):
        """Take one step: change the entries of params, leave grads alone, return None."""
        # 1 create state
        # 3 accumulate
        # 5 step
        ### BEGIN SOLUTION
        if self.h is None:  # 1
            self.h = {key: np.zeros_like(p) for key, p in params.items()}
            self.d = {key: np.zeros_like(p) for key, p in params.items()}
        for key, g in grads.items():
            self.h[key] = ema(self.h[key], g**2, self.rho)  # 3
            step = -np.sqrt(self.d[key] + self.eps) / np.sqrt(self.h[key] + self.eps) * g
            params[key] += step  # 5
            self.d[key] = ema(self.d[key], step**2, self.rho)  # 3, after use
        ### END SOLUTION

# %% id="adadelta_check" kind="test" points=4
check("adadelta", Adadelta, points=4)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("adadelta", Adadelta, points=4, private=private_paths("adadelta"))
### END HIDDEN TESTS

# %% [markdown] id="adadelta_notes" kind="commentary"
# **Why it works.** The step has a name because it is needed twice, for the parameters and for $d$; it
# carries its sign, hence `+=`. `ema` serves both averages: what tells them apart is what they take
# in, and when.
#
# **Common mistakes.** ε after the roots, as in RMSProp: the first step then starts from ε instead of
# $\sqrt\varepsilon$, and is a thousand times too short at the default. No ε above the bar: no step is
# ever taken. `self.h = self.d = {…}`: one dict for both, and the fraction is 1. The step computed once
# for $d$ and again, with the new $d$, for the parameters: the step then counts itself among those
# before it. A learning rate of 0.001, which libraries have and Algorithm 1 has not.

# %% [markdown] id="pace"
# **Step 9.** Check the unit. Numbers for θ become $c$ times as large, $f$ stays:
#
# $$
# g \to \frac{g}{c},\quad h \to \frac{h}{c^2},\quad d \to c^2 d,\quad \Delta \to c\,\Delta \tag{7.12}
# $$
#
# That solves (7.10) if the upper ε becomes $c^2\varepsilon$ and the lower $\varepsilon/c^2$: they
# have different units. One `eps` cannot do both.
#
# **Step 10.** With $d_0 = 0$, for $(1-\rho)g_1^2 \gg \varepsilon$:
#
# $$
# |\Delta_1| = \frac{\sqrt{\varepsilon}\,|g_1|}{\sqrt{(1-\rho)g_1^2+\varepsilon}}
# \approx \sqrt{\frac{\varepsilon}{1-\rho}} \tag{7.13}
# $$
#
# "Adadelta has nothing to tune": is it so? Compare the heights after 300 steps.

# %% id="pace-figure"
heights = {}
for eps in (1e-8, 1e-6, 1e-4):
    path = follow(Adadelta(eps=eps), RAVINE, n_steps=300)
    heights[f"Adadelta, eps {eps:g}"] = RAVINE.value(path)
    print(f"eps {eps:g}: first step {abs(path[1] - path[0])[0]:.5f}, end {RAVINE.value(path[-1]):.4f}")
fig = curves(heights, xlabel="step", ylabel="height f", log_y=True, title="Adadelta on the ravine")
show(fig, alt="Three curves that start at one height. With eps 1e-8 the height hardly falls in 300"
     " steps, with 1e-6 to about a third, with 1e-4 several-thousandfold.",
     caption="Adadelta has no learning rate, and its ε sets the pace.")

# %% [markdown] id="plus-equals"
# The heights are 5.73, 2.18 and 0.0012. The first step is $4.47\sqrt\varepsilon$, 0.0045 at the
# default: from there the steps must grow, and ε is a rate in disguise, in the unit of $\theta^2$.
# (PyTorch adds an `lr`, 1 by default.)
#
# ## Repair it
#
# Published lecture notes update RMSProp's $h$ with `+=`. Watch it for gradients of 1 and
# $\rho = 0.99$. By what factor does $h$ grow per call, in the end?

# %% id="plus-equals-experiment"
h = 0.0
for step in range(1, 101):
    before = h
    h += 0.99 * h + (1 - 0.99) * 1.0**2
    if step in (2, 3, 10, 100):
        print(f"call {step:3d}: h = {h:.3g}, {h / before:.2f} times the last; "
              f"step / lr = {1 / np.sqrt(h):.2g}")

# %% [markdown] id="rmsprop-repair-task"
# `h += …` keeps the old $h$ and adds the average to it, so $h_t = 1.99\,h_{t-1} + 0.01$:
#
# $$
# h_t = 0.01\;\frac{1.99^t - 1}{0.99} . \tag{7.14}
# $$
#
# At step 100 that is $7.8 \times 10^{27}$, and a step is $1.1 \times 10^{-14}\,\eta$. No error, no
# warning: the loss stands still.
#
# ### Exercise 5. Repair one fault (1 point)
#
# Put the mended code into the stub.
#
# ```python
# if self.h is None:
#     self.h = {key: np.zeros_like(p) for key, p in params.items()}
# for key, g in grads.items():
#     self.h[key] += self.decay_rate * self.h[key] + (1 - self.decay_rate) * g * g
#     params[key] -= self.lr * g / (np.sqrt(self.h[key]) + self.eps)
# ```
#
# <details><summary>Hint</summary>
#
# Two lines have an operator that adds to, or takes from, what was there. Which of the two
# quantities should be replaced?
#
# </details>

# %% id="rmsprop_repair" kind="solution"
class RepairedRMSProp:
    """RMSProp as in exercise 2, made from the faulty listing."""

    def __init__(self, lr=0.01, decay_rate=0.99, eps=1e-7):
        self.lr, self.decay_rate, self.eps = lr, decay_rate, eps
        self.h = None

    def update(self, params, grads):
        """Take one step: change the entries of params, leave grads alone, return None."""
        ### BEGIN SOLUTION
        if self.h is None:
            self.h = {key: np.zeros_like(p) for key, p in params.items()}
        for key, g in grads.items():  # the fault was += in the next line
            self.h[key] = self.decay_rate * self.h[key] + (1 - self.decay_rate) * g * g
            params[key] -= self.lr * g / (np.sqrt(self.h[key]) + self.eps)
        ### END SOLUTION

# %% id="rmsprop_repair_check" kind="test" points=1
check("rmsprop", RepairedRMSProp, points=1)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("rmsprop", RepairedRMSProp, points=1, private=private_paths("rmsprop"))
### END HIDDEN TESTS

# %% [markdown] id="rmsprop_repair_notes" kind="commentary"
# **Why it works.** The right side of the line is the whole new average, old part included; `=` puts it
# in the old one's place, `+=` keeps the old one as well. The `-=` of the last line is right: a step is
# a change, and an average is not. `self.h[key] *= self.decay_rate`, followed by `+=` with the new
# square's share, is right too.
#
# **Common mistakes.** `+=` stays and the old part goes: then nothing fades, $h$ is $1-\rho$ times
# AdaGrad's sum, and the rule is AdaGrad at $\eta/\sqrt{1-\rho}$. Both operators become `=`: then the
# parameters are replaced by minus the step. Looking at a falling loss finds neither.

# %% [markdown] id="sentences"
# ## Judge five sentences from study notes
#
# All five are wrong. Say why before you open each.
#
# <details><summary>"RMSProp's h is the accumulated size of all gradients."</summary>
#
# It is an average: for gradients of constant size it settles at $g^2$, while a sum grows for ever.
#
# </details>
#
# <details><summary>"RMSProp only puts a coefficient before AdaGrad's sum."</summary>
#
# The new square gets a coefficient too, and both change the steps: with $\rho = 0.99$ the first is
# ten times AdaGrad's, the later ones do not shrink like $1/\sqrt t$.
#
# </details>
#
# <details><summary>"The window is the amount of data that a receiver accepts at once."</summary>
#
# That is the window of a network connection. Here it is the length $1/(1-\rho)$ over which weights
# fall to about $1/e$.
#
# </details>
#
# <details><summary>"RMSProp was needed because AdaGrad gets stuck at saddles."</summary>
#
# AdaGrad's sum never falls, so its steps shrink anywhere, as on the plain above.
#
# </details>
#
# <details><summary>"Adadelta has no learning rate, so nothing can be changed."</summary>
#
# ρ and ε can, and ε sets the pace of the first few hundred steps.
#
# </details>

# %% [markdown] id="units_why" kind="manual" points=4
# ## Explain it
#
# ### Exercise 6. Explain what a unit does (4 points)
#
# All parameters of a model are written in millimetres, no longer in metres: their numbers grow by
# $c = 1000$; the loss keeps its values. Neglect ε unless asked.
#
# 1. How must gradient descent's η change so that it takes the same path, read in metres?
# 2. How must RMSProp's η change?
# 3. Why does Adadelta divide by $\sqrt{h_t}$ but multiply by the root of $d_{t-1}$, and what would
#    go wrong with one and the same average in both places?
# 4. Adadelta's first step hardly depends on the unit. Is that good? Say what sets it.
#
# ### BEGIN SOLUTION
# 1. $g$ falls by $c$ and the step must grow by $c$, so η must grow by $c^2 = 10^6$: its unit is
#    $[\theta]^2/[f]$.
# 2. $g/\sqrt h$ stays the same, so η must grow by $c = 1000$: its unit is $[\theta]$.
# 3. $h$ is made of gradients, with the unit $[f]/[\theta]$; $d$ is made of steps, with the unit
#    $[\theta]^2$ before the root. The present step is not known when it is computed, so only the
#    steps before it can serve. With one average in both places the fraction would be 1 and the
#    step would be $-g$: gradient descent with $\eta = 1$, whose unit is wrong.
# 4. It is not: a step of the same number in millimetres is a thousand times as short. It is about
#    $\sqrt{\varepsilon/(1-\rho)}$, since $d_0 = 0$ leaves only ε above the fraction bar. That ε has the
#    unit of $\theta^2$ and would have to grow by $10^6$.
# ### END SOLUTION
#
# === BEGIN MARK SCHEME ===
# - 1 point: $c^2$ (or $10^6$), larger; a reason by units or by the two changes of $g$ and step.
# - 1 point: $c$ (or 1000), larger; $g/\sqrt h$ has no unit or does not change.
# - 1 point: the step of this call is not known yet, or the units of $h$ and $d$ differ; and: one
#   average in both places leaves $-g$ (or: loses the unit). One half alone earns nothing.
# - 1 point: not good, with ε (or $\sqrt{\varepsilon/(1-\rho)}$) named as what sets it.
#
# === END MARK SCHEME ===

# %% [markdown] id="units_why_notes" kind="commentary"
# **Why it is asked.** A change of unit tests any rule on paper, and says what its learning rate is: a
# length, a length squared per height, or a plain number. Adadelta's promise to need none is judged
# by the same test.
#
# **Common mistakes.** In 1, $c$ for $c^2$: of the two changes, smaller gradient and longer step, one
# was forgotten; no point, and none for "smaller". In 2, "not at all, $g/\sqrt h$ has no unit": the
# quotient stays, but the step must grow; no point. In 3, "the units differ" is only one half; the
# other is what remains with one average, $-g$. In 4, "good, because it depends on no unit" takes a
# fixed number for a fixed length. Who names ρ alone has not seen that the root of ε stands above the
# bar: no point.

# %% [markdown] id="recall"
# ## Recall
#
# Answer each aloud before you open it.
#
# <details><summary>Lesson 06: all gradients are equal. How long is AdaGrad's step t?</summary>
#
# $\eta/\sqrt t$: it shrinks, but never becomes 0.
#
# </details>
#
# <details><summary>Lesson 05: at which point does Nesterov's rule take the gradient?</summary>
#
# At the look-ahead point $x_t + \mu v_t$, where the velocity alone would lead.
#
# </details>
#
# <details><summary>Lesson 04: the heavy ball's two eigenvalues are complex and μ = 0.81. By which factor does the error shrink per step in the long run?</summary>
#
# By $\sqrt\mu = 0.9$, whatever the curvature.
#
# </details>
#
# <details><summary>Lesson 03: form C of momentum is (7.1) with x = g. Why does its zero start make the first steps short, and RMSProp's long?</summary>
#
# In form C the average is the step; in RMSProp its root divides the step.
#
# </details>

# %% [markdown] id="summary"
# ## What you can do now
#
# - write an EMA as a weighted sum; give its window $1/(1-\rho)$ and the weight $\rho^t$ of its start
# - build RMSProp and say how long its first step is: $\eta/\sqrt{1-\rho}$
# - test any rule with a change of unit
# - build Adadelta, and show that ε sets its pace
#
# Open: can the zero start be corrected exactly, and can direction be averaged as well as size?
# Lesson 08 does both.

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
# # Build Adam and correct its two averages
#
# Adam divides an average of the gradients by the root of an average of their squares. Both start
# at zero. One question: **what does that do to the steps, and how is it undone exactly?**
#
# ## What you will do
#
# Predict a first step, derive a correction twice, build Adam, break it, repair one.
#
# ## What you will learn
#
# - derive the bias $1-\beta^t$ in two ways
# - implement Adam and predict its steps
# - say what it does uncorrected, in numbers
#
# ## What you need
#
# Lessons 00, 01, 03, 07; the geometric sum. About 60 minutes.
#
# The first cell only imports.

# %% id="imports"
import numpy as np

from descent import check
from descent.parsons import puzzle
from descent.paths import follow
from descent.plots import contour, curves, show
from descent.predictions import reveal
from descent.surfaces import RAVINE
from descent.widgets import bias_correction

# %% [markdown] id="last-rule-fails"
# ## See: RMSProp goes any way
#
# RMSProp of lesson 07 divides each gradient by its usual size, so $\eta$ alone sets a step's
# length, in every unit. Which way it goes is left to one mini-batch. Let gradients scatter with
# standard deviation 3 about 1. How many steps of 500 go uphill?

# %% id="last-rule-fails-figure"
rng = np.random.default_rng(8)
h, taken = 10.0, []  # where RMSProp's average of squares settles: 1**2 + 3**2
for g in rng.normal(1.0, 3.0, size=500):
    h = 0.99 * h + 0.01 * g**2
    taken.append(-g / np.sqrt(h))
print(f"{np.mean(np.array(taken) > 0):.0%} of the steps go uphill")
fig = curves({"RMSProp": np.array(taken[:60])}, xlabel="step", ylabel="step / learning rate",
             hlines={"uphill above": 0.0}, title="RMSProp, a slope of 1 under noise")
show(fig, alt="A jagged line over 60 steps, between about -2.6 and 2 learning rates: RMSProp's steps "
     "change their direction all the time, and about a third of them lie above 0, uphill.",
     caption="The size of a step is settled, its direction is not.")

# %% [markdown] id="idea"
# More than a third, and three quarters as long as those downhill. At a minimum half of them would,
# and steps would get no shorter.
#
# Momentum's cure: in an average, gradients that disagree cancel. So average the gradient too, and
# divide *that* by its usual size.
#
# ## See: two averages
#
# An *exponential moving average* (EMA) keeps the share $\beta$ of its old value and takes the
# share $1-\beta$ from the new number. Adam keeps two per coordinate, $m$ like form C of momentum and
# $v$ like RMSProp's $h$, with $m_0 = v_0 = 0$:
#
# $$
# m_t = \beta_1 m_{t-1} + (1-\beta_1)\, g_t \tag{8.1}
# $$
#
# $$
# v_t = \beta_2 v_{t-1} + (1-\beta_2)\, g_t^2 \tag{8.2}
# $$
#
# Where do they settle if the gradients have mean 2?

# %% id="watch-averages"
rng = np.random.default_rng(8)
m, v = 0.0, 0.0
for t in range(1, 5001):
    g = rng.normal(2.0, 1.0)  # gradients of mean 2 and standard deviation 1
    m = 0.9 * m + 0.1 * g
    v = 0.999 * v + 0.001 * g**2
    if t in (1, 10, 100, 1000, 5000):
        print(f"t = {t:4d}   m = {m:.3f}   v = {v:.3f}")

# %% [markdown] id="moments"
# $m$ hovers about 2, the *first moment* $E[g]$, and $v$ nears 5, the *second moment*
# $E[g^2] = 2^2 + 1^2$ ($E$: the mean over all mini-batches that could have been drawn). Its root is
# the *root mean square* (RMS), the size we wanted. A *moment* is the mean of a power, nothing to do
# with *momentum*. This $v$ is no velocity, and no variance: that would be $5 - E[g]^2 = 1$.
#
# ## Predict: the first step
#
# Take $\theta_t = \theta_{t-1} - \eta\, m_t / \sqrt{v_t}$ with $\beta_1 = 0.9$, $\beta_2 = 0.999$. Every
# gradient is 1, so a good step has length $\eta$. The first step is
#
# - **a** too small
# - **b** right
# - **c** too large
#
# Run both cells, then choose.

# %% id="prediction"
prediction = None  # "a", "b" or "c"

# %% id="prediction-experiment"
m, v = (1 - 0.9) * 1.0, (1 - 0.999) * 1.0**2
step = m / np.sqrt(v)  # in units of the learning rate
truth = "a" if step < 0.99 else "b" if step < 1.01 else "c"
reveal(prediction, truth, {
    "a": "too small: both averages still are",
    "b": "right: the two errors cancel",
    "c": "too large: the denominator is too small by more",
})

# %% [markdown] id="unroll"
# ## Derive: the correction
#
# **Step 1.** Put (8.1) into itself: $m_1 = (1-\beta_1)g_1$, then
# $m_2 = (1-\beta_1)(\beta_1 g_1 + g_2)$, and at every $t$
#
# $$
# m_t = (1-\beta_1)\sum_{i=1}^{t} \beta_1^{\,t-i} g_i . \tag{8.3}
# $$
#
# Induction: one more step multiplies each term by $\beta_1$ and adds the term $i = t$.
#
# **Step 2.** Add up the weights, a geometric sum:
#
# $$
# (1-\beta_1)\sum_{i=1}^{t} \beta_1^{\,t-i} = (1-\beta_1)\,\frac{1-\beta_1^t}{1-\beta_1}
# = 1-\beta_1^t . \tag{8.4}
# $$
#
# An average wants weights of sum 1. The missing $\beta_1^t$ lies on $m_0 = 0$.

# %% [markdown] id="bias-factor-task"
# ### Exercise 1. Compute the bias factor (2 points)
#
# Write `bias_factor(beta, t)`, the sum of the weights in (8.4): $1 - \beta^t$. `t` counts from 1;
# one of the two may be an array of shape `(n,)`, and then the result has its shape.
#
# <details><summary>Hint</summary>
#
# What should come out at $t = 1$, and what as $t$ grows? Try both by hand for $\beta = 0.9$.
#
# </details>
#
# <details><summary>Hint: the check says that numbers differ</summary>
#
# $\beta^t$ is a power: neither $\beta t$ nor $\beta^2$.
#
# </details>

# %% id="bias_factor" kind="solution"
def bias_factor(beta, t):
    """Return 1 - beta**t, the share of an average's weights that lies on the t numbers seen."""
    ### BEGIN SOLUTION
    return 1 - beta**t
    ### END SOLUTION

# %% id="bias_factor_check" kind="test" points=2
check("bias_factor", bias_factor, points=2)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("bias_factor", bias_factor, points=2, private=private_paths("bias_factor"))
### END HIDDEN TESTS

# %% [markdown] id="bias_factor_notes" kind="commentary"
# **Why it works.** The power is all there is: NumPy takes an array for `beta` or for `t`, and
# subtracts it from 1 entry by entry. Checks at the two ends: $1-\beta$ at $t = 1$, and nearly 1 for
# a large $t$.
#
# **Common mistakes.** `1 - beta * t`, which at the usual $\beta$ is negative from the second step on;
# `beta**2`, read off a $v$ whose $\beta$ has the index 2; `t - 1` in the place of `t`, which gives 0
# in the first step and then a division by 0; $\beta^t$ itself, the share that lies on the zero at
# the start.

# %% [markdown] id="correct"
# **Step 3.** Divide the factor out. For a constant gradient $g$, (8.3) and (8.4) give
# $m_t = (1-\beta_1^t)\,g$, and in the same way $v_t = (1-\beta_2^t)\,g^2$. So
#
# $$
# \hat m_t = \frac{m_t}{1-\beta_1^t}, \qquad \hat v_t = \frac{v_t}{1-\beta_2^t} \tag{8.5}
# $$
#
# are exactly $g$ and $g^2$ from the first step on.
#
# **Step 4.** Compare the steps. Whatever the gradients were, the step without correction is this many
# times the corrected one:
#
# $$
# r_t = \frac{m_t/\sqrt{v_t}}{\hat m_t/\sqrt{\hat v_t}}
# = \frac{1-\beta_1^t}{\sqrt{1-\beta_2^t}} . \tag{8.6}
# $$
#
# Look for the start, the peak, and how long $r_t$ stays above 1.

# %% id="ratio"
t = np.arange(1, 10_001)
ratio = bias_factor(0.9, t) / np.sqrt(bias_factor(0.999, t))
print(f"t = 1: {ratio[0]:.2f}   peak: {ratio.max():.2f} at t = {t[ratio.argmax()]}   "
      f"t = 1000: {ratio[999]:.2f}")
fig = curves({"Adam without correction": ratio}, x=t, xlabel="step t",
             ylabel="step / corrected step", log_x=True, hlines={"corrected": 1.0},
             title="How much too long the uncorrected step is")
show(fig, alt="The uncorrected step starts at about 3 times the corrected one, peaks at about "
     "6.6 times near step 12, and comes down to 1 only after several thousand steps.",
     caption="Without correction Adam's early steps are too long, not too short.")

# %% [markdown] id="ratio-read"
# At $t = 1$ the numerator $m$ is at 0.1 of its goal, the denominator $\sqrt{v}$ at only 0.032: the
# step is 3.16 times too long. It grows to 6.57 times at step 12, since $m$ catches up sooner than $v$, and is
# still 1.26 times at step 1000. The correction does not speed up a slow start: with these $\beta$ it
# *shortens* the first steps, as Kingma and Ba (2015) say at the end of section 3.
#
# **Step 5.** Derive it for random gradients. The mean of a sum is the sum of the means. With
# (8.3), $E[g_i] = E[g_t] + (E[g_i] - E[g_t])$ and (8.4),
#
# $$
# E[m_t] = (1-\beta_1)\sum_{i=1}^{t}\beta_1^{\,t-i} E[g_i]
# = (1-\beta_1^t)\,E[g_t] + \zeta_t, \tag{8.7}
# $$
#
# $$
# \zeta_t = (1-\beta_1)\sum_{i=1}^{t}\beta_1^{\,t-i}\bigl(E[g_i] - E[g_t]\bigr). \tag{8.8}
# $$
#
# Watch the mean of $m$ over many runs, before and after the division.

# %% id="many-runs"
rng = np.random.default_rng(8)
gradients = rng.normal(1.0, 2.0, size=(10, 50_000))  # 10 steps of 50,000 runs; the mean is 1
m = np.zeros(50_000)
for t, g in enumerate(gradients, start=1):
    m = 0.9 * m + 0.1 * g
    if t in (1, 5, 10):
        print(f"t = {t:2d}   mean of m = {m.mean():.3f}   "
              f"mean of m_hat = {m.mean() / bias_factor(0.9, t):.3f}")

# %% [markdown] id="zeta"
# If the mean gradient stays the same (the *stationary* case), every bracket in (8.8) is 0 and
# $E[\hat m_t] = E[g]$ exactly. If it drifts, $\zeta_t$ remains: small when the drift within about
# $1/(1-\beta_1)$ steps is small, and no division removes it. With $g^2$ and $\beta_2$ the same
# lines hold for $v_t$ (the paper's section 3). A limit: the averages are now unbiased, their
# quotient is not.

# %% [markdown] id="rule"
# ## Build: the rule
#
# Algorithm 1 of Kingma and Ba (2015, arXiv 1412.6980): count $t$ from 1, use (8.1), (8.2), (8.5) in
# every coordinate, and step
#
# $$
# \theta_t = \theta_{t-1} - \eta\,\frac{\hat m_t}{\sqrt{\hat v_t} + \varepsilon} . \tag{8.9}
# $$
#
# It has four hyper-parameters: $\eta = 0.001$, $\beta_1 = 0.9$, $\beta_2 = 0.999$,
# $\varepsilon = 10^{-8}$. Watch the first step for three very different gradients.

# %% id="first-step"
g = np.array([0.001, -0.5, 40.0])
m_hat, v_hat = g, g**2  # at t = 1
print(-0.001 * m_hat / (np.sqrt(v_hat) + 1e-8))

# %% [markdown] id="worked-example"
# The first step is $-\eta\,\mathrm{sign}(g)$ up to $\varepsilon$, which keeps $0/0$ away ($\hat m$ and
# $\hat v$ do not).
#
# ### Two steps by hand
#
# $\theta = 1$, $\eta = 0.1$, gradients 4, then −2; $\varepsilon$ is negligible.
#
# | label | first call | second call |
# |---|---|---|
# | 1 create state | $m = 0$, $v = 0$ | kept |
# | 2 advance time | $t = 1$ | $t = 2$ |
# | 3 accumulate | $m = 0.1 \cdot 4 = 0.4$ <br> $v = 0.001 \cdot 16 = 0.016$ | $m = 0.9 \cdot 0.4 - 0.1 \cdot 2 = 0.16$ <br> $v = 0.999 \cdot 0.016 + 0.001 \cdot 4 = 0.019984$ |
# | 4 correct | $\hat m = 0.4/0.1 = 4$ <br> $\hat v = 0.016/0.001 = 16$ | $\hat m = 0.16/0.19 = 0.842$ <br> $\hat v = 0.019984/0.001999 = 9.997$ |
# | 5 step | $\theta = 1 - 0.1 \cdot 4/4 = 0.9$ | $\theta = 0.9 - 0.1 \cdot 0.842/3.162 = 0.873$ |
#
# ### Exercise 2. Put Adam's lines in order (1 point)
#
# The next cell shows lines out of order, and some that never belonged. Return the letters of those
# that belong, from top to bottom.

# %% id="adam_order" kind="solution"
@puzzle("adam")
def arranged_adam():
    """Return the letters of the lines that belong, from top to bottom, as in "CAB"."""
    ### BEGIN SOLUTION
    return "IEHCDGA"
    ### END SOLUTION

# %% id="adam_order_check" kind="test" points=1
check("adam", arranged_adam, points=1)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("adam", arranged_adam, points=1, private=private_paths("adam"))
### END HIDDEN TESTS

# %% [markdown] id="adam_order_notes" kind="commentary"
# **Why this order.** Time belongs to the whole call, so I stands above the loop E. Inside, an average
# has to hold the newest gradient before it is corrected (H before D, C before G), and A uses both
# hats. H and C may change places, and so may D and G: neither reads what the other writes.
#
# **Common mistakes.** F ticks once per key: with one key nothing shows, with two the second is a
# step ahead. B averages the gradient itself: at the first negative average the root is nan. J forgets
# the second hat: the denominator stays at 0.032 of its goal in the first step, which becomes some
# thirty times too long.

# %% [markdown] id="adam-task"
# ### Exercise 3. Build Adam (6 points)
#
# `Adam(lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8)` with `update(params, grads)`: apply the table's
# five labels to every key. Arrays may have any shape; those of one key share it. Change the entries
# of `params`, leave `grads` alone, return None. The check uses several keys and two instances at
# once.
#
# <details><summary>Hint: the first step is 3.16 times too long</summary>
#
# Which of the five labels has no line that reaches the last one?
#
# </details>
#
# <details><summary>Hint: with two keys it goes wrong</summary>
#
# By how much should $t$ grow in one call? Which names are stored under a key, and which not?
#
# </details>

# %% id="adam" kind="solution"
class Adam:
    """Adam: Kingma and Ba (2015), Algorithm 1, with eps outside the root."""

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m, self.v, self.t = None, None, 0

    def update(self, params, grads):
        """Take one step: change the entries of params, leave grads alone, return None."""
        # 1 create state
        # 2 advance time
        # 3 accumulate
        # 4 correct
        # 5 step
        ### BEGIN SOLUTION
        if self.m is None:  # 1
            self.m = {key: np.zeros_like(p) for key, p in params.items()}
            self.v = {key: np.zeros_like(p) for key, p in params.items()}
        self.t += 1  # 2
        for key, g in grads.items():
            self.m[key] = self.beta1 * self.m[key] + (1 - self.beta1) * g  # 3
            self.v[key] = self.beta2 * self.v[key] + (1 - self.beta2) * g**2
            m_hat = self.m[key] / (1 - self.beta1**self.t)  # 4
            v_hat = self.v[key] / (1 - self.beta2**self.t)
            params[key] -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)  # 5
        ### END SOLUTION

# %% id="adam_check" kind="test" points=6
check("adam", Adam, points=6)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("adam", Adam, points=6, private=private_paths("adam"))
### END HIDDEN TESTS

# %% [markdown] id="adam_notes" kind="commentary"
# **Why it works.** The moments are dicts, one entry a key, made in the first call, when the shapes are
# known. `t` is one number and grows once a call. The hats are local names: written back into
# `self.m`, they would be corrected again in the next call. `-=` on an entry of `params` changes the
# caller's array in place, or stores a new one under the key; both are seen by the caller.
#
# **Common mistakes.** Counting `t` inside the loop; one `m` for all keys; averages that start at
# the first gradient and are corrected all the same; $\varepsilon$ under the root. Each has a
# name in the check, and each lowers a loss, so that a curve that falls shows none of them.

# %% [markdown] id="watch"
# ## See: the correction at work
#
# Now your class draws. Find step 1 and the peak of (8.6) in the figure; then choose another
# sequence of gradients, or $\beta_2 = 0.9$. Which change makes the uncorrected step too *short*?

# %% id="watch-figure"
bias_correction(Adam, prediction=prediction)

# %% [markdown] id="scale"
# ## See: steps without a unit
#
# Feed your class a constant gradient in three units, a thousand apart. By (8.5) every step should
# be $\eta$ long. Where is $\theta$ after five steps of 0.1, and which digit betrays $\varepsilon$?

# %% id="scale-experiment"
for g in (1e-3, 1.0, 1e3):
    params, optimizer = {"theta": np.array(0.0)}, Adam(lr=0.1)
    for _ in range(5):
        optimizer.update(params, {"theta": np.array(g)})
    print(f"gradient {g:8.3f}: theta = {params['theta']:.6f}")

# %% [markdown] id="ravine"
# The unit no longer matters. (And no gradients whatever make a step longer than about
# $7.27\,\eta$; lesson 09 proves it.) Now the picture that many pages show: SGD with 0.95 and Adam
# with 0.3, 30 steps. Read the printed heights before you choose a winner.

# %% id="ravine-figure"
sgd = RAVINE.start * (1 - 0.95 * np.array([0.1, 2.0])) ** np.arange(31)[:, None]
path = follow(Adam(lr=0.3), RAVINE)
print(f"SGD,  lr 0.95: {RAVINE.value(sgd[-1]):.4f}")
for lr in (0.1, 0.3, 0.7):
    print(f"Adam, lr {lr:.2f}: {RAVINE.value(follow(Adam(lr=lr), RAVINE)[-1]):.4f}")
fig = contour(RAVINE, {"SGD": sgd, "Adam": path}, title="30 steps on the ravine")
show(fig, alt="SGD zigzags across the ravine and ends close to the minimum; Adam first goes "
     "diagonally, then along the valley in a wave, and ends a little above the minimum.",
     caption="One rate for each method shows how they move, not which is better.")

# %% [markdown] id="ravine-read"
# With 0.3 Adam ends at 0.102, far above SGD's 0.0133; with 0.7 it ends at 0.0098, below. SGD's
# 0.95 is nearly lesson 01's best rate (0.952), Adam's 0.3 is an arbitrary one. A picture at one
# rate per method shows how they move and proves nothing about which is better.
#
# ## Break: gradients near ε
#
# Scale invariance cannot hold for ever: at some size of gradient $\varepsilon$ takes over. Where?
# Look for the point where the first step is half as long as $\eta$.

# %% id="break-experiment"
sizes = np.logspace(-12, 0, 49)
lengths = []
for g in sizes:
    params = {"theta": np.array(0.0)}
    Adam(lr=1.0).update(params, {"theta": np.array(g)})
    lengths.append(abs(float(params["theta"])))
fig = curves({"Adam": np.array(lengths)}, x=sizes, xlabel="size of the gradient",
             ylabel="first step / learning rate", log_x=True, hlines={"half": 0.5},
             title="Adam's first step, eps = 1e-8")
show(fig, alt="The first step is the full learning rate for gradients above about 1e-6, half of "
     "it at 1e-8, which is eps, and almost nothing below 1e-10.",
     caption="Where gradients are as small as ε, the steps are no longer free of their unit.")

# %% [markdown] id="break-read"
# The first step is $\eta\,|g|/(|g|+\varepsilon)$: half at $|g| = \varepsilon$, and a share of 0.0099
# at $10^{-10}$. Far below $\varepsilon$ the root no longer counts, and what is left is form C of
# momentum, with $\hat m$ for $m$ and the rate $\eta/\varepsilon$. Lesson 09 moves $\varepsilon$ and
# watches this curve.

# %% [markdown] id="adam-repair-task"
# ## Repair it
#
# ### Exercise 4. Repair two faults (2 points)
#
# This `update` runs and lowers losses, and it has two faults of published lecture notes. Its
# constructor sets `self.t = 1`; your stub's sets 0. Put the mended code into the stub.
#
# ```python
# if self.m is None:
#     self.m = {key: np.zeros_like(p) for key, p in params.items()}
#     self.v = {key: np.zeros_like(p) for key, p in params.items()}
# for key, g in grads.items():
#     self.m[key] = self.beta1 * self.m[key] + (1 - self.beta1) * g
#     self.v[key] = self.beta2 * self.v[key] + (1 - self.beta2) * g**2
#     m_hat = self.m[key] / (1 - self.beta1**self.t)
#     v_hat = self.v[key] / (1 - self.beta2**self.t)
#     params[key] -= self.lr * self.m[key] / (np.sqrt(self.v[key]) + self.eps)
# ```
#
# <details><summary>Hint</summary>
#
# Which of the five labels has no line? Which has lines that nothing uses?
#
# </details>

# %% id="adam_repair" kind="solution"
class RepairedAdam:
    """Adam as in exercise 3, made from the faulty listing."""

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m, self.v, self.t = None, None, 0

    def update(self, params, grads):
        """Take one step: change the entries of params, leave grads alone, return None."""
        ### BEGIN SOLUTION
        if self.m is None:
            self.m = {key: np.zeros_like(p) for key, p in params.items()}
            self.v = {key: np.zeros_like(p) for key, p in params.items()}
        self.t += 1  # fault 1: time stood still
        for key, g in grads.items():
            self.m[key] = self.beta1 * self.m[key] + (1 - self.beta1) * g
            self.v[key] = self.beta2 * self.v[key] + (1 - self.beta2) * g**2
            m_hat = self.m[key] / (1 - self.beta1**self.t)
            v_hat = self.v[key] / (1 - self.beta2**self.t)
            params[key] -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)  # fault 2: hats unused
        ### END SOLUTION

# %% id="adam_repair_check" kind="test" points=2
check("adam", RepairedAdam, points=2)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("adam", RepairedAdam, points=2, private=private_paths("adam"))
### END HIDDEN TESTS

# %% [markdown] id="adam_repair_notes" kind="commentary"
# **Why two faults hide each other.** The listing computes both hats and never uses them, so the
# clock that stands still does no harm; use the hats alone, and they are divided by the factor of
# step 1 for ever. Mend both, or the check still finds one.
#
# **Common mistakes.** The step that uses the hats while `t` stays 0 divides by 0: both hats are
# infinite, and their quotient is nan. Counting inside the loop mends a network of one key only.
# Correcting `self.m` in place, instead of giving it a second name, corrects it again in each call.

# %% [markdown] id="slip"
# ### Find three faults
#
# Another listing calls the first two lines a bias correction. They come after $m$ and $v$ were
# updated. Why do they correct no bias (two reasons), and what is wrong with the third?
#
# ```python
# m_hat += (1 - beta1) * (g - m)
# v_hat += (1 - beta2) * (g * g - v)
# params[key] += lr * m_hat / (np.sqrt(v_hat) + eps)
# ```
#
# <details><summary>Answer</summary>
#
# Nothing divides by $1-\beta^t$: there is no $t$ at all. The increment is the moving average's
# own, (8.1) rewritten, applied a second time. And `+=` in the last line goes uphill.
#
# </details>

# %% [markdown] id="first_steps_why" kind="manual" points=4
# ## Explain it
#
# ### Exercise 5. Explain the first steps (4 points)
#
# A textbook says: "Without bias correction Adam starts too slowly, because $m$ and $v$ start at
# zero." Answer in a few sentences; neglect $\varepsilon$.
#
# 1. What in this sentence is true?
# 2. For $\beta_1 = 0.9$ and $\beta_2 = 0.999$, how long is the first uncorrected step, in units
#    of $\eta$?
# 3. Why can a quotient of two averages that are both too small be too large?
# 4. Find $\beta_1$ and $\beta_2$ for which the first step really is too short, and give its length.
#
# ### BEGIN SOLUTION
# 1. Both averages start at zero and are biased towards it: $m_1 = (1-\beta_1) g_1$ and
#    $v_1 = (1-\beta_2) g_1^2$.
# 2. $0.1/\sqrt{0.001} = 3.16$ times $\eta$.
# 3. The numerator is at 0.1 of its goal and the denominator $\sqrt{v_1}$ at 0.032 of its goal.
#    A denominator that is too small by more makes the quotient too large.
# 4. The first step is $(1-\beta_1)/\sqrt{1-\beta_2}$ times $\eta$. It is below 1 when
#    $(1-\beta_1)^2 < 1-\beta_2$; for instance $\beta_1 = \beta_2 = 0.9$ gives
#    $0.1/\sqrt{0.1} = 0.316$.
# ### END SOLUTION
#
# === BEGIN MARK SCHEME ===
# - 1 point: both averages are biased towards zero, by the factor $1-\beta^t$ (or: start at zero and lag).
# - 1 point: 3.16 (or $\sqrt{10}$), with the quotient that gives it.
# - 1 point: compares the two shares, and sees that the root of $v$ is too small by more. "Both are
#   too small" alone earns nothing here.
# - 1 point: any pair with $(1-\beta_1)^2 < 1-\beta_2$ and its right length.
#
# === END MARK SCHEME ===

# %% [markdown] id="first_steps_why_notes" kind="commentary"
# **Why it is asked.** "Starts at zero, so it starts slowly" is true of momentum, and most people
# carry it over. What decides here is a quotient, and which of its two parts lags more.
#
# **Common mistakes.** "Both are too small, so the step is": no quotient was looked at, and point 3
# stays out, whatever the number in 2 is. "A hundred times": the root was forgotten, half of point 2's
# idea but not its number, so no point. In 4, equal betas are a fine answer, and so is any pair
# that satisfies the inequality; a pair without its length earns nothing.

# %% [markdown] id="recall"
# ## See: true or false?
#
# Notes on the bias correction. Decide before you open each.
#
# <details><summary>"It keeps m and v from becoming 0 early."</summary>
#
# False. They are too small, by $1-\beta^t$, and not 0.
#
# </details>
#
# <details><summary>"It adds a bias, so that values don't jump."</summary>
#
# False: it removes one, by dividing.
#
# </details>
#
# <details><summary>"It corrects Adam's three hyper-parameters: the rate and two coefficients of momentum."</summary>
#
# It corrects averages. There are four, with ε; each β belongs to a *moment*.
#
# </details>
#
# ## Recall
#
# Answer each aloud before you open it.
#
# <details><summary>Lesson 07: RMSProp with ρ = 0.99 gets one gradient again and again. How long are its first step and its last ones?</summary>
#
# The first is $\eta/\sqrt{1-\rho} = 10\,\eta$, since $h_1$ holds only the share $1-\rho$ of $g^2$; in
# the end they are η.
#
# </details>
#
# <details><summary>Lesson 05: which goes wrong at a smaller rate on a bowl, Nesterov's rule or the heavy ball, both with μ = 0.9?</summary>
#
# Nesterov's: its limit is $2(1+\mu)/((1+2\mu)L)$, the heavy ball's $2(1+\mu)/L$.
#
# </details>
#
# <details><summary>Lesson 03: which form of momentum does (8.1) repeat, and by which factor does its learning rate differ from the others'?</summary>
#
# Form C; $\eta_C = \eta/(1-\mu)$, a factor of 10 at $\mu = 0.9$.
#
# </details>
#
# <details><summary>Lesson 03: momentum also starts with zero velocity. Is its first step too long?</summary>
#
# No. In form A the first step is $-\eta g$, a tenth of the final $-10\,\eta g$ at $\mu = 0.9$.
# Nothing is divided, so a small start stays small.
#
# </details>

# %% [markdown] id="summary"
# ## What you can do now
#
# - write Adam from memory: two averages, two corrections, one step
# - derive $1-\beta^t$ by a geometric sum and by an expectation, and say what $\zeta_t$ is
# - give the step without correction: 3.16, 6.57, 1.26 times the corrected one at steps 1, 12, 1000
# - tell moment from momentum, and the second moment from a variance
# - say where Adam's scale invariance ends
#
# Open: can the same rule be written more cheaply, and where does $\varepsilon$ belong? Lesson 09
# has both, and AdamW.

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
# # Schedule the learning rate and know how fast it may fall
#
# Large rates are fast and end high, small ones end low and are slow. One question: **how should the
# rate change during a run?**
#
# ## What you will do
#
# Predict a drop, build eight schedules and the class that applies them.
#
# ## What you will learn
#
# - explain why the loss falls when the rate does
# - tell from a sum whether a rate falls too fast
# - implement decays, warm-up, one-cycle
# - give a reason for warm-up
#
# ## What you need
#
# Lessons 02, 03, 08; integrals. About 60 minutes.
#
# The first cell imports, and gives `SGD` of lesson 02.

# %% id="imports" kind="locked"
import math

import numpy as np

from descent import check
from descent.parsons import puzzle
from descent.plots import curves, show
from descent.predictions import reveal
from descent.widgets import schedule_drawer


class SGD:
    """Gradient descent as built in lesson 02."""

    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        """Take one step: change the entries of params, leave grads alone, return None."""
        for key in params:
            params[key] -= self.lr * grads[key]

# %% [markdown] id="last-rule-fails"
# ## See: no constant rate is good
#
# A thousand runs start at $x = 5$ on $f = x^2/2$. Each gradient is $x + \xi$ with noise ξ of
# variance 1: lesson 02's bowl with $\lambda = \sigma^2 = B = 1$. By (2.12) their mean loss comes to
# rest at $V/2 = \eta/(2(2-\eta))$: 0.1667 for $\eta = 0.5$, 0.0128 for $\eta = 0.05$.
#
# Watch how long each takes to get there.

# %% id="last-rule-fails-figure"
noise = np.random.default_rng(11).normal(size=(200, 1000))
losses = {}
for lr in (0.5, 0.05):
    params, optimizer, loss = {"x": np.full(1000, 5.0)}, SGD(lr), [12.5]
    for xi in noise:
        optimizer.update(params, {"x": params["x"] + xi})
        loss.append((params["x"] ** 2 / 2).mean())
    losses[f"rate {lr}"] = np.array(loss)
fig = curves(losses, xlabel="updates", ylabel="mean loss of 1,000 runs", log_y=True,
             title="Two constant rates on a noisy bowl")
show(fig, alt="At rate 0.5 the mean loss falls within five updates and then stays level near 0.17;"
     " at 0.05 it needs about 90 updates, and stays level near 0.013.",
     caption="A large rate is fast and ends high, a small one is slow and ends low.")

# %% [markdown] id="predict"
# The large rate is within a tenth of its level after 5 updates, the small one after 90.
#
# ## Predict: what does a drop do?
#
# The same runs, at 0.5 for 100 updates and at 0.05 for 100 more. The noise stays as it was.
# Compared with update 100, the mean loss at the end is
#
# - **a** the same: only the speed has changed
# - **b** around a tenth
# - **c** almost 0, since small steps average the noise away
#
# Run both cells, then choose.

# %% id="prediction"
prediction = None  # "a", "b" or "c"

# %% id="prediction-experiment"
params, optimizer, loss = {"x": np.full(1000, 5.0)}, SGD(), []
for t, xi in enumerate(noise):
    optimizer.lr = 0.5 if t < 100 else 0.05
    optimizer.update(params, {"x": params["x"] + xi})
    loss.append((params["x"] ** 2 / 2).mean())
ratio = loss[199] / loss[99]
truth = "a" if ratio > 0.5 else "b" if ratio > 0.02 else "c"
reveal(prediction, truth, {
    "a": "the same: only the speed has changed",
    "b": f"around a tenth: here {ratio:.3f}",
    "c": "almost 0: small steps average the noise away",
})

# %% [markdown] id="step-decay-text"
# ## Derive: why the loss drops
#
# **Step 1.** Let $t = 0, 1, \dots$ count finished updates (lesson 02's $k$). Square (2.10),
# $x_{t+1} = (1-\eta_t\lambda)\,x_t - \eta_t\,\xi_t$, and take means. $\xi_t$ has mean 0 and is
# independent of $x_t$, so for $S_t = E[x_t^2]$
#
# $$
# S_{t+1} = (1-\eta_t\lambda)^2 S_t + \frac{\eta_t^2\sigma^2}{B} \tag{11.1}
# $$
#
# **Step 2.** This is (2.11) with $S$ for $V_k$. At constant η it approaches (2.12)'s $V$, by (2.13),
# and
#
# $$
# \frac{V(\eta')}{V(\eta)} = \frac{\eta'}{\eta}\cdot\frac{2-\eta\lambda}{2-\eta'\lambda} \tag{11.2}
# $$
#
# From 0.5 to 0.05 that is 0.0769 (chance moves the runs' ratio a little); directions with ηλ near 2
# gain even more. The loss falls because its level does, at the new rate's speed. **By hand:**
# $S = 0.3333$ before, $0.95^2 \cdot 0.3333 + 0.05^2 = 0.3033$ after one update.
#
# ### Exercise 1. Write `step_decay` (1 point)
#
# `step_decay(t, lr0, drop=0.1, every=30) -> float`, with $d$ for `drop`, $n$ for `every`:
#
# $$
# \eta_t = \eta_0\, d^{\lfloor t/n\rfloor} \tag{11.3}
# $$
#
# <details><summary>Hint</summary>
#
# How many drops lie behind you at $t = 29$, at 30, at 59? Which division counts them?
#
# </details>

# %% id="step_decay" kind="solution"
def step_decay(t, lr0, drop=0.1, every=30):
    """Return the rate after t updates, multiplied by drop after each `every` of them.

    Args: t, whole number >= 0; lr0, the first rate; every, whole number >= 1.
    """
    ### BEGIN SOLUTION
    return lr0 * drop ** (t // every)
    ### END SOLUTION

# %% id="step_decay_check" kind="test" points=1
check("step_decay", step_decay, points=1)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("step_decay", step_decay, points=1, private=private_paths("step_decay"))
### END HIDDEN TESTS

# %% [markdown] id="step_decay_notes" kind="commentary"
# **Why it works.** `//` counts the drops behind you: 0 up to $t = n-1$, 1 from $t = n$ on. The rate
# is a function of `t` alone and keeps nothing between calls, so it may be asked for any `t` in any
# order.
#
# **Common mistakes.** `t / every`, which turns the stairs into a ramp; `round`, which drops half a
# stage early; `t % every`, what is left over instead of how often; `lr0 * (1 - drop)`, which takes
# $d$ for the share that is lost, where it is the share that stays; an `if t % every == 0` that
# lowers the rate for this one update only.

# %% [markdown] id="exponential-decay-text"
# ## Derive: a rate must not fall too fast
#
# **Step 3.** The mean of (2.10) forgets its start factor by factor:
#
# $$
# E[x_n] = x_0\,\prod_{t=0}^{n-1}(1-\eta_t\lambda) \tag{11.4}
# $$
#
# **Step 4.** For $0 \le a \le \frac12$: $e^{-2a} \le 1-a \le e^{-a}$. The line $1-a$ is a tangent of
# the convex $e^{-a}$. And $e^{-2a}$, convex too, is at both ends of the interval equal to the line
# or below it, hence nowhere above it between. So with $\eta_t\lambda \le \frac12$ and $x_0 > 0$
#
# $$
# x_0\,e^{-2\lambda\sum\eta_t} \le E[x_n] \le x_0\,e^{-\lambda\sum\eta_t} \tag{11.5}
# $$
#
# The start is forgotten exactly when $\sum\eta_t = \infty$.
#
# ### Exercise 2. Write `exponential_decay` (1 point)
#
# `exponential_decay(t, lr0, k) -> float`:
#
# $$
# \eta_t = \eta_0\,e^{-kt} \tag{11.6}
# $$
#
# <details><summary>Hint</summary>
#
# Which function of `math` is $e$ to a power? What should it give at $t = 0$?
#
# </details>

# %% id="exponential_decay" kind="solution"
def exponential_decay(t, lr0, k):
    """Return lr0 times exp(-k t).

    Args: t >= 0; lr0, the first rate; k > 0, per update.
    """
    ### BEGIN SOLUTION
    return lr0 * math.exp(-k * t)
    ### END SOLUTION

# %% id="exponential_decay_check" kind="test" points=1
check("exponential_decay", exponential_decay, points=1)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("exponential_decay", exponential_decay, points=1, private=private_paths("exponential_decay"))
### END HIDDEN TESTS

# %% [markdown] id="exponential_decay_notes" kind="commentary"
# **Why it works.** $k$ is a speed in units of 1 per update, so $kt$ has no unit. After $1/k$
# updates a factor $1/e$ is left, whatever $\eta_0$ is.
#
# **Common mistakes.** `lr0 * (1 - k) ** t` is close for small $k$ and falls faster: after 100
# updates at $k = 0.05$ it is at 0.88 of the formula. `lr0 * k ** t` takes $k$ for PyTorch's
# `gamma`, the factor of one update. `math.exp(-k) * t` and a forgotten minus sign both make the
# rate grow.

# %% [markdown] id="break"
# ## Break: the rates run out
#
# **Step 5.** These rates are a geometric sum, and it is finite:
#
# $$
# \sum_{t=0}^{\infty}\eta_0\,e^{-kt} = \frac{\eta_0}{1-e^{-k}} \tag{11.7}
# $$
#
# For $\eta_0 = 0.1$, $k = 0.05$ it is 2.05. From $x_0 = 5$ on the opening's bowl, (11.4) never
# brings $E[x]$ below 0.61, however long you train.
#
# The figure takes eleven rates of your function and joins them by straight lines. Does the
# loss reach the dashed floor? Then drag the points, first up, later down: can you end below the
# 0.0128 of the opening?

# %% id="break-figure"
schedule_drawer(SGD, schedule=lambda t: exponential_decay(t, 0.1, 0.05), prediction=prediction)

# %% [markdown] id="inverse-time-text"
# ## Derive: slow enough, and down to 0
#
# **Step 6.** Let $\eta_t \to 0$ and $\sum\eta_t = \infty$. Take any $\varepsilon > 0$. From some
# $t$ on, $a_t = \eta_t\lambda \le 1$ and $\eta_t\sigma^2/(\lambda B) \le \varepsilon$. Then
# $(1-a_t)^2 \le 1-a_t$ and $\eta_t^2\sigma^2/B \le a_t\varepsilon$, so (11.1) gives
#
# $$
# S_{t+1} - \varepsilon \le (1-a_t)(S_t - \varepsilon) \tag{11.8}
# $$
#
# By step 4 the product of these factors goes to 0, so in the end $S_t$ stays below $2\varepsilon$.
# But ε was any number above 0, so $S_t \to 0$. (Robbins and Monro 1951, for other functions too,
# also ask $\sum\eta_t^2 < \infty$.)
#
# ### Exercise 3. Write `inverse_time_decay` (1 point)
#
# `inverse_time_decay(t, lr0, k) -> float`:
#
# $$
# \eta_t = \frac{\eta_0}{1+kt} \tag{11.9}
# $$
#
# <details><summary>Hint</summary>
#
# At which $t$ is the rate half of $\eta_0$? Does your line agree?
#
# </details>

# %% id="inverse_time_decay" kind="solution"
def inverse_time_decay(t, lr0, k):
    """Return lr0 / (1 + k t).

    Args: t >= 0; lr0, the first rate; k > 0, per update.
    """
    ### BEGIN SOLUTION
    return lr0 / (1 + k * t)
    ### END SOLUTION

# %% id="inverse_time_decay_check" kind="test" points=1
check("inverse_time_decay", inverse_time_decay, points=1)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("inverse_time_decay", inverse_time_decay, points=1, private=private_paths("inverse_time_decay"))
### END HIDDEN TESTS

# %% [markdown] id="inverse_time_decay_notes" kind="commentary"
# **Why it works.** The 1 keeps the first rate at $\eta_0$, and after $1/k$ updates the rate is half
# of it. For large $t$ it is about $\eta_0/(kt)$, and by step 7 such rates have an infinite sum.
#
# **Common mistakes.** `lr0 / 1 + k * t`, where Python divides first and the rate rises;
# `lr0 / (k * t)`, which divides by 0 at $t = 0$; `lr0 / (1 + k) ** t`, right at $t = 0$ and 1, then
# a power, whose sum is finite.

# %% [markdown] id="inverse-sqrt-repair-text"
# **Step 7.** Compare sums with integrals: where a function falls, each term is at least the integral
# over the next unit of $t$, and at most that over the unit before.
#
# $$
# \ln(n+1) \le \sum_{t=1}^{n}\frac{1}{t} \le 1 + \ln n, \qquad
# \sum_{t=1}^{n}\frac{1}{\sqrt t} \ge 2\sqrt{n+1} - 2 \tag{11.10}
# $$
#
# Both grow without end. But 20 is reached after 115 terms of $1/\sqrt t$, and after
# $2.7 \times 10^8$ of $1/t$. The price: the floor, nearly proportional to the rate, falls like
# $1/\sqrt t$ only.
#
# ## Repair it
#
# ### Exercise 4. Repair `inverse_sqrt_decay` (1 point)
#
# Study notes print $\eta_t = \eta_0/\sqrt t$ and start at 0, where it divides by 0. Of the two
# cures, to count from 1 or to write $\sqrt{t+1}$, take the first: $t = 1, 2, \dots$ Mend the two
# faults.
#
# ```python
# def inverse_sqrt_decay(t, lr0):
#     t = t + 1
#     return lr0 / t ** 1 / 2
# ```
#
# <details><summary>Hint</summary>
#
# At $t = 1$ the rate should be $\eta_0$. What does the listing give there, and at $t = 4$? In which
# order does Python take the power and the two divisions?
#
# </details>

# %% id="inverse_sqrt_decay_repair" kind="solution"
def inverse_sqrt_decay(t, lr0):
    """Return lr0 / sqrt(t), made from the faulty listing.

    Args: t >= 1, counted from 1; lr0, the first rate.
    """
    ### BEGIN SOLUTION
    return lr0 / math.sqrt(t)  # faults: t moved though it counts from 1; t ** 1 / 2 is t / 2
    ### END SOLUTION

# %% id="inverse_sqrt_decay_repair_check" kind="test" points=1
check("inverse_sqrt_decay", inverse_sqrt_decay, points=1)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("inverse_sqrt_decay", inverse_sqrt_decay, points=1, private=private_paths("inverse_sqrt_decay"))
### END HIDDEN TESTS

# %% [markdown] id="inverse_sqrt_decay_repair_notes" kind="commentary"
# **Why two faults.** `t = t + 1` is the other cure, for a clock that starts at 0; here it starts at
# 1, and both cures together give $\eta_0/\sqrt 2$ first. And `**` binds more tightly than `/`, so
# the listing divides by $t$, then by 2. `lr0 / t ** 0.5` and `lr0 * t ** -0.5` are right as well.
#
# **Common mistakes.** `lr0 / t ** (1 / 2)` below a `t` that is still moved; `lr0 / (t / 2)`, which
# agrees at $t = 4$, where half of $t$ is its root; `math.isqrt`, which agrees at every square. Test
# a schedule at a number that is no square.

# %% [markdown] id="linear-decay-text"
# Zinkevich (2003) and Kingma and Ba (2015, Theorem 4.1) prove bounds with $1/\sqrt t$. An
# optimizer whose clock starts at 0 calls it with `t + 1`.
#
# ## Build: schedules that end
#
# A run whose length $T$ is known needs no infinite sum.
#
# ### Exercise 5. Write `linear_decay` (1 point)
#
# `linear_decay(t, lr0, T) -> float`, and 0 from $t = T$ on:
#
# $$
# \eta_t = \eta_0\Bigl(1 - \frac{t}{T}\Bigr), \quad t \le T \tag{11.11}
# $$
#
# <details><summary>Hint</summary>
#
# What does the formula give at $t = T + 1$? Which way does gradient descent walk at such a rate?
#
# </details>

# %% id="linear_decay" kind="solution"
def linear_decay(t, lr0, T):
    """Return the rate on a straight line from lr0 at t = 0 to 0 at t = T, and 0 after T.

    Args: t >= 0; lr0, the first rate; T >= 1, in the unit of t.
    """
    ### BEGIN SOLUTION
    return lr0 * (1 - min(t, T) / T)
    ### END SOLUTION

# %% id="linear_decay_check" kind="test" points=1
check("linear_decay", linear_decay, points=1)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("linear_decay", linear_decay, points=1, private=private_paths("linear_decay"))
### END HIDDEN TESTS

# %% [markdown] id="linear_decay_notes" kind="commentary"
# **Why it works.** `min(t, T)` stops the clock at $T$, before anything is computed from it.
# `max(0, 1 - t / T)` stops the share instead, and is as good. At a negative rate gradient
# descent would climb, and each step would be longer than the last.
#
# **Common mistakes.** No stop at all: right up to $T$, and a run that is prolonged by a few updates
# walks uphill. `min(0, …)` in the place of `max(0, …)` gives 0 until $T$. `lr0 * (1 - t) / T` lacks
# a bracket. `T - 1` for $T$ reaches 0 one update early.

# %% [markdown] id="cosine-decay-text"
# ### Exercise 6. Write `cosine_decay` (1 point)
#
# `cosine_decay(t, lr0, T) -> float`, and 0 after $T$ (Loshchilov and Hutter 2017, arXiv 1608.03983,
# equation 5, with smallest rate 0):
#
# $$
# \eta_t = \frac{\eta_0}{2}\Bigl(1 + \cos\frac{\pi t}{T}\Bigr), \quad t \le T \tag{11.12}
# $$
#
# **By hand**, $\eta_0 = 0.8$, $T = 8$: 0.8 at $t = 0$, 0.4 at 4, 0 at 8. At 2, where
# $\cos\frac{\pi}{4} = 0.7071$, it is 0.6828; the line has 0.6.
#
# <details><summary>Hint</summary>
#
# Does `math.cos` take degrees? And what is the cosine doing at $t = 2T$?
#
# </details>

# %% id="cosine_decay" kind="solution"
def cosine_decay(t, lr0, T):
    """Return the rate on half a cosine from lr0 at t = 0 to 0 at t = T, and 0 after T.

    Args: t >= 0; lr0, the first rate; T >= 1, in the unit of t.
    """
    ### BEGIN SOLUTION
    return lr0 / 2 * (1 + math.cos(math.pi * min(t, T) / T))
    ### END SOLUTION

# %% id="cosine_decay_check" kind="test" points=1
check("cosine_decay", cosine_decay, points=1)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("cosine_decay", cosine_decay, points=1, private=private_paths("cosine_decay"))
### END HIDDEN TESTS

# %% [markdown] id="cosine_decay_notes" kind="commentary"
# **Why it works.** As in `linear_decay` the clock stops at $T$; the angle then runs from 0 to π,
# the bracket from 2 to 0, and the half makes that 1 to 0. Without `min` the rate rises again after
# $T$, as PyTorch's does; the check lets that pass and says so, since up to $T$ it is right.
#
# **Common mistakes.** Degrees: `math.cos(180 * t / T)` jumps between large and tiny rates. `2 *
# math.pi`, a whole wave, is back at $\eta_0$ when the run ends. A missing half starts at twice
# $\eta_0$, where the run may already diverge. `t // T` keeps $\eta_0$ until $T$.

# %% [markdown] id="warmup-text"
# **Step 8.** Since $\cos(\pi-z) = -\cos z$, both satisfy $\eta_t + \eta_{T-t} = \eta_0$. Add this up
# over $t = 0, \dots, T$:
#
# $$
# \sum_{t=0}^{T}\eta_t = \frac{(T+1)\,\eta_0}{2} \tag{11.13}
# $$
#
# Equal sums reach about equally far, by (11.5); the cosine stays longer near either end.
#
# ## Build: begin small
#
# Adam's first step is $\eta$ long whatever the gradient (lesson 08). *Warm-up* gives the first $n$
# updates growing shares, $1/n$ to 1:
#
# $$
# \eta_t^{\mathrm{warm}} = \eta_t\,\min\Bigl(1, \frac{t+1}{n}\Bigr) \tag{11.14}
# $$
#
# ### Exercise 7. Write `warmup` (2 points)
#
# `warmup(schedule, steps) -> function`: takes a schedule `(t, lr0) -> float`, returns another, by
# (11.14) with $n$ = `steps`.
#
# <details><summary>Hint</summary>
#
# Where does a function stand that a function returns? Why $t+1$: which share would the first update
# get from $t/n$?
#
# </details>

# %% id="warmup" kind="solution"
def warmup(schedule, steps):
    """Return the schedule (t, lr0) -> rate whose first updates climb to the given one.

    Args: schedule, function (t, lr0) -> rate, t from 0; steps >= 1, updates of warm-up.
    """
    ### BEGIN SOLUTION
    def warmed(t, lr0):
        return schedule(t, lr0) * min(1, (t + 1) / steps)
    return warmed
    ### END SOLUTION

# %% id="warmup_check" kind="test" points=2
check("warmup", warmup, points=2)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("warmup", warmup, points=2, private=private_paths("warmup"))
### END HIDDEN TESTS

# %% [markdown] id="warmup_notes" kind="commentary"
# **Why it is written so.** A function defined inside another one sees its `schedule` and `steps`
# for as long as it lives, so two warmed schedules don't disturb each other. The schedule runs on
# from $t = 0$ and the share multiplies what it gives; by (11.14) there is no jump at the joint,
# since the share reaches 1 at $t = n-1$.
#
# **Common mistakes.** `t / steps`: the first gradient is computed and moves nothing.
# `schedule(t - steps, lr0)` begins the decay only after the warm-up, as some libraries do.
# `schedule(t, lr0 * share)` is the same for every schedule that is proportional to `lr0`, and fails
# for one with a floor. Without `min` the share grows for ever. A counter inside `warmed` counts
# calls, not updates.

# %% [markdown] id="variance"
# ## Derive: what Adam knows at first
#
# **Step 9.** Lesson 08's $\hat v_t$ is a weighted mean of squares, with weights
# $w_i = (1-\beta_2)\,\beta_2^{\,t-i}/(1-\beta_2^t)$. For independent gradients of one distribution
# variances add with $w_i^2$, a geometric sum; $1-\beta_2^{2t} = (1-\beta_2^t)(1+\beta_2^t)$:
#
# $$
# \mathrm{Var}[\hat v_t] = \mathrm{Var}[g^2]\,\sum_{i=1}^{t}w_i^2
# = \mathrm{Var}[g^2]\,\frac{1-\beta_2}{1+\beta_2}\cdot\frac{1+\beta_2^t}{1-\beta_2^t} \tag{11.15}
# $$
#
# Normal gradients of mean 0, variance 1 have $E[g^4] = 3$, so $\mathrm{Var}[g^2] = 3 - 1$. The
# standard deviation of $\hat v_t$, whose mean is 1, is 1.414 at $t = 1$, 0.447 at 10, 0.032 in the
# end.
#
# Such gradients are noise alone. How long are Adam's steps then, bare and with your warm-up (whose
# $t$ is one less)?

# %% id="variance-experiment"
rng, warm = np.random.default_rng(8), warmup(lambda t, lr0: lr0, 100)
m, v, bare, warmed = np.zeros(20_000), np.zeros(20_000), [], []
for t in range(1, 301):
    g = rng.normal(size=20_000)
    m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
    m_hat, v_hat = m / (1 - 0.9**t), v / (1 - 0.999**t)
    bare.append(np.sqrt(np.mean(m_hat**2 / v_hat)))
    warmed.append(bare[-1] * warm(t - 1, 1.0))
    if t in (1, 10, 100):
        print(f"t = {t:3d}: spread of v_hat {v_hat.std():.3f}, RMS step {bare[-1]:.3f} lr")
fig = curves({"Adam": np.array(bare), "with warm-up": np.array(warmed)}, x=np.arange(1, 301),
             xlabel="step t", ylabel="RMS step / learning rate", title="Steps made of noise")
show(fig, alt="Without warm-up the first step is one learning rate long, and steps shrink to about"
     " 0.23 within 40; with warm-up they grow from almost 0 to about 0.23 at step 100.",
     caption="Warm-up shortens the steps that Adam takes before it has seen much.")

# %% [markdown] id="one-cycle-text"
# The longest steps come when least is known: $\hat m$ averages few gradients yet, and $\hat v$, the
# scale, is a guess. Liu et al. (2020, arXiv 1908.03265) see a reason for warm-up in the variance of
# $1/\sqrt{\hat v}$. Not the only one: Goyal et al. (2017, arXiv 1706.02677) warm up SGD, which has
# no $\hat v$.
#
# ## Build: up, then down
#
# ### Exercise 8. Write `one_cycle` (2 points)
#
# `one_cycle(t, lr0, T, peak=0.3, start=25.0, end=1e4) -> float` climbs from $\eta_0/\mathrm{start}$
# to $\eta_0$ at $t = \mathrm{peak}\cdot T$, falls to $\eta_0/(\mathrm{start}\cdot\mathrm{end})$ at
# $T$, and stays there (after Smith and Topin 2019, arXiv 1708.07120, who draw straight legs). Each
# leg goes from its $a$ to its $b$ as its $s$ goes from 0 to 1; find both $s$.
#
# $$
# c(s) = b + \frac{a-b}{2}\,(1+\cos\pi s) \tag{11.16}
# $$
#
# <details><summary>Hint</summary>
#
# For $T = 10$, peak 0.4: which $s$ has $t = 2$, which has $t = 7$? Halfway on either leg the rate is
# the mean of the leg's ends.
#
# </details>

# %% id="one_cycle" kind="solution"
def one_cycle(t, lr0, T, peak=0.3, start=25.0, end=1e4):
    """Return the rate that climbs to lr0 at t = peak T, falls until T, and stays.

    Args: t >= 0; lr0, the highest rate; 0 < peak < 1; start, lr0 over the first rate;
        end, the first rate over the last.
    """
    ### BEGIN SOLUTION
    top, first = peak * T, lr0 / start
    if t <= top:
        a, b, s = first, lr0, t / top
    else:
        a, b, s = lr0, first / end, (min(t, T) - top) / (T - top)
    return b + (a - b) / 2 * (1 + math.cos(math.pi * s))
    ### END SOLUTION

# %% id="one_cycle_check" kind="test" points=2
check("one_cycle", one_cycle, points=2)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("one_cycle", one_cycle, points=2, private=private_paths("one_cycle"))
### END HIDDEN TESTS

# %% [markdown] id="one_cycle_notes" kind="commentary"
# **Why it works.** Only three numbers differ between the legs: where they begin, where they end, and
# how much of the leg is over. The second leg's $s$ must be 0 at the top and 1 at $T$, hence
# $(t - \mathrm{peak}\,T)/(T - \mathrm{peak}\,T)$. `min(t, T)` keeps the end, as above.
#
# **Common mistakes.** $t/T$ for either $s$: the climb then jumps when it should arrive, or the
# descent jumps when it should start. $\eta_0/\mathrm{end}$ as the last rate, 25 times too high with
# the defaults. $\eta_0$ read as the start and not as the top: all rates are 25 times too large.
# Without `min`, the cosine climbs again after $T$.

# %% [markdown] id="scheduled-text"
# PyTorch's `OneCycleLR` has the same legs, each ending one update earlier.
#
# ## Build: a class that applies any
#
# `Scheduled(optimizer, schedule)` keeps the optimizer's `lr` as $\eta_0$. Its update $t$, counted
# from 0, sets `optimizer.lr` to `schedule(t, lr0)`, then lets the optimizer take its step. Time
# advances last: $t$ counts finished updates.
#
# ### Exercise 9. Put its lines in order (1 point)
#
# The next cell shows lines out of order, and some that don't belong. Return the letters of the
# others, from top to bottom.

# %% id="scheduled_order" kind="solution"
@puzzle("scheduled")
def arranged_scheduled():
    """Return the letters of the lines that belong, from top to bottom, as in "CAB"."""
    ### BEGIN SOLUTION
    return "JECIGAD"
    ### END SOLUTION

# %% id="scheduled_order_check" kind="test" points=1
check("scheduled", arranged_scheduled, points=1)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("scheduled", arranged_scheduled, points=1, private=private_paths("scheduled"))
### END HIDDEN TESTS

# %% [markdown] id="scheduled_order_notes" kind="commentary"
# **Why this order.** G must stand before A, because the optimizer reads its rate when it steps, and
# after I, because each update has its own. D comes after G: the first update has $t = 0$. It may
# stand on either side of A, which doesn't look at the clock; C may stand before, between or after J
# and E, but E needs J.
#
# **Common mistakes.** E between I and G takes the rate that the last update left for $\eta_0$: the
# decay is applied to its own result. D above G starts at $t = 1$. G below A is one update late. C
# below I stops the clock. F and H tick once per key. B stores a rate where $\eta_0$ belongs.

# %% [markdown] id="scheduled-task"
# ### Exercise 10. Build `Scheduled` (3 points)
#
# Write the class yourself, with `update(params, grads)`, which calls the optimizer's `update` once
# and returns None.
#
# `Scheduled(SGD(0.5), lambda t, lr0: cosine_decay(t, lr0, 200))` is then an optimizer like any
# other.
#
# <details><summary>Hint: the rate falls faster than it should</summary>
#
# From which rate does the schedule start in the second update: from the first one of all, or from
# what the first update left?
#
# </details>

# %% id="scheduled" kind="solution"
class Scheduled:
    """An optimizer whose rate a schedule sets before each update."""

    def __init__(self, optimizer, schedule):
        self.optimizer, self.schedule = optimizer, schedule
        self.lr0, self.t = optimizer.lr, 0

    def update(self, params, grads):
        """Set the rate of update t, let the optimizer take its step, return None."""
        # 5 step
        # 2 advance time
        ### BEGIN SOLUTION
        self.optimizer.lr = self.schedule(self.t, self.lr0)
        self.optimizer.update(params, grads)  # 5
        self.t += 1  # 2
        ### END SOLUTION

# %% id="scheduled_check" kind="test" points=3
check("scheduled", Scheduled, points=3)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("scheduled", Scheduled, points=3, private=private_paths("scheduled"))
### END HIDDEN TESTS

# %% [markdown] id="scheduled_notes" kind="commentary"
# **Why it is written so.** The schedule is a pure function of $t$ and $\eta_0$, so `lr0` has to be
# remembered from before the first update: `optimizer.lr` is overwritten in each. `Scheduled` knows
# nothing of the optimizer but `lr` and `update`, and has an `update` itself, so it fits wherever an
# optimizer does.
#
# **Common mistakes.** `schedule(self.t, self.optimizer.lr)` compounds: with $e^{-kt}$ the exponent
# becomes $-k(1 + 2 + \dots + t)$, and at $t = 9$, with $k = 0.05$, a tenth of the rate is left, not
# 0.64 of it. `self.lr = …` sets a rate that nobody reads, and the loss still falls: look at the
# optimizer's own `lr`. Multiplying the gradients too lets the rate act twice.

# %% [markdown] id="drop_why" kind="manual" points=4
# ## Explain it
#
# ### Exercise 11. Explain a drop (4 points)
#
# A run at rate 0.1 has been level for ten epochs. At epoch 30 the rate is divided by 10; within an
# epoch the loss falls and is level again.
#
# 1. Why does it fall, and why not to 0?
# 2. "So 0.01 from the start would have been better." What is wrong?
# 3. Would a drop every 30 epochs bring the loss to 0, given time?
# 4. The optimizer is momentum in form A. What happens right after the drop that form B does not do?
#
# ### BEGIN SOLUTION
# 1. The level is the noise floor, nearly proportional to η; at the new rate it is about a tenth, and
#    (2.13) leads there. It is not 0, because the rate is not.
# 2. The mean shrinks by $1-\eta\lambda$ per update, so 0.01 takes about ten times as long to get near.
#    The large rate did the travelling.
# 3. No. The floors go to 0, but the rates' sum is finite ($\eta_0 n/(1-d)$ with $n$ updates to each
#    drop). By (11.5) a share of what is there, start and noise, is never forgotten.
# 4. A's velocity holds past gradients at their old rate: only by the factor μ per update do they fade,
#    and for some updates the steps stay too long. B's are a tenth at once.
# ### END SOLUTION
#
# === BEGIN MARK SCHEME ===
# - 1 point: the floor depends on η, about a tenth at the new rate, not 0 while η is not.
# - 1 point: the small rate travels about ten times as slowly, $1-\eta\lambda$ or a sum of rates.
# - 1 point: no, since the sum of the rates is finite. "Yes, as η goes to 0" earns nothing.
# - 1 point: A's velocity keeps the old rate and fades, B's step drops at once.
#
# === END MARK SCHEME ===

# %% [markdown] id="drop_why_notes" kind="commentary"
# **Why it is asked.** Each part names a belief that a falling curve seems to confirm: that the drop
# found a better direction, that small was right all along, that time does the rest, and that a rate
# is a rate in every form.
#
# **Common mistakes.** "The steps are smaller, so it can settle" says what happens, not how far: the
# first point needs the dependence on η. In 2, "it might get stuck" earns nothing. In 3, "no, the
# floor never reaches 0" is wrong, for the floors do go to 0; what stays is the start. That this
# share may be tiny in practice takes nothing off a right answer. In 4, "momentum smooths the drop"
# is half of it: ask whose velocity holds the old rate.

# %% [markdown] id="recall"
# ## See: true or false?
#
# Decide before you open each.
#
# <details><summary>"The learning rate is a pause in which the next direction is sought."</summary>
#
# False. It multiplies the step; the direction comes from the gradient.
#
# </details>
#
# <details><summary>"The rate was divided by 10 every 30, 60 and 90 epochs."</summary>
#
# False: *at* epochs 30, 60 and 90, which is every 30. The unit is that of $t$: epochs or updates,
# and $T$ in the same.
#
# </details>
#
# <details><summary>"Adam adapts its rates, so it needs no schedule."</summary>
#
# False. With noise alone its steps stay near 0.23 η, as you saw: a floor that moves with η.
#
# </details>
#
# ## Recall
#
# Answer each aloud before you open it.
#
# <details><summary>Lesson 09: a schedule divides AdamW's rate by 10. What becomes of its decay?</summary>
#
# The factor is $1-\eta\lambda$: each update shrinks the weights a tenth as much.
#
# </details>
#
# <details><summary>Lesson 03: the rate is divided by 10. How long is the next step in form A, how long in form B, under a constant gradient at μ = 0.9?</summary>
#
# A: 0.91 of the last step, since only the newest gradient has the new rate. B: 0.1.
#
# </details>
#
# <details><summary>Lesson 08: how long is Adam's first step, in η, without bias correction? Does a warm-up of 100 updates cure that?</summary>
#
# 3.16, and 0.0316 with the warm-up. That hides the bias; only the correction takes it away.
#
# </details>
#
# <details><summary>Lesson 06: which schedule does AdaGrad follow under a constant gradient?</summary>
#
# $\eta/\sqrt t$.
#
# </details>
#
# ## What you can do now
#
# - explain a drop of the loss by its noise floor
# - prove how fast a rate may fall: to 0, with an infinite sum
# - write eight schedules, and a class that applies any
# - give a reason for warm-up, and say why it is not the only one
#
# Open: one number for the rate, however it falls, still ignores how the loss bends. Lesson 12 uses
# second derivatives.

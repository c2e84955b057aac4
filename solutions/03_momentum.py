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
# # Translate momentum between its three formulas
#
# A paper, a library and a lecture each print another formula and call it *momentum*. One question:
# **are they one method, and when do they part?**
#
# ## What you will do
#
# Predict what the momentum coefficient does, build three momenta, prove that they agree, make them
# part, repair one.
#
# ## What you will learn
#
# - unroll a velocity into a sum of past gradients
# - implement three forms and convert their rates
# - prove that they agree, and say when they do not
#
# ## What you need
#
# Lessons 00 and 01; the geometric sum, induction. About 50 minutes.
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
from descent.widgets import impulse_response

# %% [markdown] id="last-rule-fails"
# ## See: gradient descent at its best
#
# On the ravine $f(x, y) = x^2/20 + y^2$ lesson 01 found the best rate, $2/2.1 = 0.952$. Here are
# 30 steps at 0.95. Watch $y$ jump across the valley while $x$ creeps along it.

# %% id="last-rule-fails-figure"
factors = 1 - 0.95 * np.array([0.1, 2.0])  # lesson 01: 1 - lr * curvature
sgd = RAVINE.start * factors ** np.arange(31)[:, None]
print("factors per step:", factors, "  height after 30 steps:", f"{RAVINE.value(sgd[-1]):.4f}")
fig = contour(RAVINE, {"SGD": sgd}, title="Gradient descent, learning rate 0.95")
show(fig, alt="Gradient descent jumps from wall to wall of the ravine at every step while it "
     "creeps along the floor towards the minimum.",
     caption="The best constant rate swings across the valley and creeps along it.")

# %% [markdown] id="idea"
# Each step multiplies $x$ by 0.905, $y$ by −0.9. A larger rate spoils the second factor, a smaller
# one the first. The rule forgets, never seeing that gradients in $y$ cancel while those in $x$
# agree.

# %% [markdown] id="form-a"
# ## Predict: what does μ do?
#
# Add a memory, a *velocity* $v$ ($v_0 = 0$), with *momentum coefficient* $\mu$:
#
# $$
# v_t = \mu v_{t-1} - \eta g_t \tag{3.1}
# $$
#
# $$
# \theta_t = \theta_{t-1} + v_t \tag{3.2}
# $$
#
# This is **form A**, Polyak's method (1964) as Sutskever et al. (2013, equations 1, 2) write it.
# (Lesson 01's $\mu$ was a curvature.) All gradients are 1, $\eta$ is fixed. Compared with
# $\mu = 0.9$, the final speed $|v_t|$ at $\mu = 0.99$ is
#
# - **a** smaller, since $\mu$ brakes
# - **b** the same
# - **c** larger
#
# Run both cells, then choose.

# %% id="prediction"
prediction = None  # "a", "b" or "c"

# %% id="prediction-experiment"
speed = {}
for mu in (0.9, 0.99):
    v = 0.0
    for _ in range(3000):
        v = mu * v - 0.1 * 1.0
    speed[mu] = abs(v)
ratio = speed[0.99] / speed[0.9]
truth = "a" if ratio < 0.99 else "b" if ratio < 1.01 else "c"
reveal(prediction, truth, {
    "a": "smaller: a large coefficient brakes",
    "b": "the same: the gradient alone decides",
    "c": "larger: a large coefficient keeps more of the velocity",
})

# %% [markdown] id="unroll"
# ## Derive: the velocity is a sum
#
# **Step 1.** Put (3.1) into itself: $v_1 = -\eta g_1$, $v_2 = -\eta(g_2 + \mu g_1)$, and at every $t$
#
# $$
# v_t = -\eta \sum_{k=0}^{t-1} \mu^k g_{t-k} . \tag{3.3}
# $$
#
# Induction: one more step multiplies every term by $\mu$, so its $k$ grows by one, and adds
# $-\eta g_{t+1}$ as the new term $k = 0$.
#
# **Step 2.** A constant gradient $g$ leaves a geometric sum, and for $0 \le \mu < 1$ a limit:
#
# $$
# v_t = -\eta g\,\frac{1-\mu^t}{1-\mu} \;\longrightarrow\; -\frac{\eta g}{1-\mu} . \tag{3.4}
# $$
#
# How many steps does it take to come within 1 % of that limit?

# %% id="limit"
for mu in (0.0, 0.9, 0.99):
    t = np.arange(1, 1001)
    share = 1 - mu**t  # of the final speed
    print(f"momentum {mu}: final speed {1 / (1 - mu):5.1f} lr |g|, "
          f"99 % of it at step {t[share >= 0.99][0]}")

# %% [markdown] id="friction"
# The final speed is $10\,\eta|g|$ at $\mu = 0.9$ and $100\,\eta|g|$ at 0.99. What brakes is
# $1-\mu$, the share of the velocity that each step loses.
#
# ## Build: three forms
#
# ### Two steps by hand
#
# $\theta = 1$, $\eta = 0.1$, $\mu = 0.9$, gradients 4, then −2.
#
# | label | first call | second call |
# |---|---|---|
# | 1 create state | $v = 0$ | kept |
# | 3 accumulate | $v = 0.9 \cdot 0 - 0.1 \cdot 4 = -0.4$ | $v = 0.9 \cdot (-0.4) + 0.1 \cdot 2 = -0.16$ |
# | 5 step | $\theta = 1 - 0.4 = 0.6$ | $\theta = 0.6 - 0.16 = 0.44$ |
#
# (Labels 2 and 4, *advance time* and *correct*, wait for Adam.) The gradient turned, and $\theta$
# still moves the old way.
#
# ### Exercise 1. Put momentum's lines in order (1 point)
#
# The next cell shows lines out of order, and some that never belonged. They write (3.1) in two
# steps, and make each key's velocity when it is first needed. Return the letters of those that
# belong, from top to bottom.

# %% id="momentum_order" kind="solution"
@puzzle("momentum")
def arranged_momentum():
    """Return the letters of the lines that belong, from top to bottom, as in "CAB"."""
    ### BEGIN SOLUTION
    return "GCHIAE"
    ### END SOLUTION

# %% id="momentum_order_check" kind="test" points=1
check("momentum", arranged_momentum, points=1)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("momentum", arranged_momentum, points=1, private=private_paths("momentum"))
### END HIDDEN TESTS

# %% [markdown] id="momentum_order_notes" kind="commentary"
# **Why this order.** The old velocity fades (I), the gradient pushes (A), and only then does the
# velocity move anything (E). C and H stand above the three, inside the loop: each key gets its
# velocity before it is used. One other order is right, G C H A E I: there the velocity fades after
# the step, ready for the next call.
#
# **Common mistakes.** A above I: the fading reaches the newest gradient too, and every step is 0.9
# times the right one. E above both: the first call moves nothing. D takes off a velocity that
# already has the minus, and climbs. F keeps the old velocity whole and adds 0.9 of it: it grows
# 1.9-fold in a call. B, in the place of C and H, empties the memory in every call, which leaves
# gradient descent; right below C it leaves no code at all, since an `if` must hold a line.

# %% [markdown] id="momentum-task"
# ### Exercise 2. Build form A (3 points)
#
# `Momentum(lr=0.01, momentum=0.9)` with `update(params, grads)`: apply (3.1) and (3.2) to every key,
# each with its own velocity. Arrays may have any shape; those of one key share it. Change the
# entries of `params`, leave `grads` alone, return None.
#
# <details><summary>Hint: only the first step moves anything</summary>
#
# Which lines should run once, and which at every call? Look at how far each is indented.
#
# </details>
#
# <details><summary>Hint: the first step moves nothing</summary>
#
# Which velocity does (3.2) add: the one before or after (3.1)?
#
# </details>

# %% id="momentum" kind="solution"
class Momentum:
    """Momentum in form A: Sutskever et al. (2013), after Polyak (1964)."""

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
            self.v[key] = self.momentum * self.v[key] - self.lr * g  # 3
            params[key] += self.v[key]  # 5
        ### END SOLUTION

# %% id="momentum_check" kind="test" points=3
check("momentum", Momentum, points=3)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("momentum", Momentum, points=3, private=private_paths("momentum"))
### END HIDDEN TESTS

# %% [markdown] id="momentum_notes" kind="commentary"
# **Why it works.** Only the first line runs once; it makes one velocity per key, when the shapes are
# known. The line of label 3 stores a new array, and two lines that change the old one in place do
# the same. So does the other sign: $v = \mu v + \eta g$ with `params[key] -= v`. The two signs
# belong together; one of each goes uphill.
#
# **Common mistakes.** The loop inside the `if`: one right step, then a standstill. The position
# before the velocity: every step is a call late. `+=` in the line of the velocity: with equal
# gradients the twelfth step is 343 times too long. $1-\mu$ before the gradient is form C at a rate
# that was not converted, a tenth of every step. One `self.v` for all keys is right with one
# key and mixes layers with two.

# %% [markdown] id="impulse"
# ### See the weights of the past
#
# In (3.3) gradients that agree add up, in the end, to $1/(1-\mu)$ times one of them; those that
# alternate in sign leave $1/(1+\mu)$. At $\mu = 0.9$ that is 10 against 0.53: the memory that the
# ravine asked for. People picture a heavy ball; the picture ends where time moves in whole steps and nothing
# has a mass.
#
# The figure gives your class gradients of −1 and shows what is left of each in the present step.
# Which bar is $\mu^0$? Choose *one −1* and move μ: how long does that gradient last?

# %% id="impulse-figure"
impulse_response(Momentum)

# %% [markdown] id="two-more-forms"
# With $\mu = 0$ your class is gradient descent. At $\mu = 0.99$ the weight after 99 steps,
# $0.99^{99}$, is still 0.37.
#
# ### Meet the other two formulas
#
# **Form B**, in PyTorch and in Goh (2017, Distill), accumulates gradients and applies the rate at
# the end. **Form C**, the average that Adam will use, takes only the share $1-\mu$ of each
# gradient. With $b_0 = m_0 = 0$:
#
# $$
# b_t = \mu b_{t-1} + g_t, \qquad \theta_t = \theta_{t-1} - \eta\, b_t \tag{3.5}
# $$
#
# $$
# m_t = \mu m_{t-1} + (1-\mu)\, g_t, \qquad \theta_t = \theta_{t-1} - \eta\, m_t \tag{3.6}
# $$
#
# ### Exercise 3. Build form B (2 points)
#
# `MomentumTorch(lr=0.01, momentum=0.9)` has the contract of exercise 2 and rule (3.5).
#
# <details><summary>Hint</summary>
#
# In which of the two lines of (3.5) does the learning rate stand, and in which not?
#
# </details>

# %% id="momentum_torch" kind="solution"
class MomentumTorch:
    """Momentum in form B: PyTorch's SGD, Goh (2017)."""

    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.b = None

    def update(self, params, grads):
        """Take one step: change the entries of params, leave grads alone, return None."""
        # 1 create state
        # 3 accumulate
        # 5 step
        ### BEGIN SOLUTION
        if self.b is None:  # 1
            self.b = {key: np.zeros_like(p) for key, p in params.items()}
        for key, g in grads.items():
            self.b[key] = self.momentum * self.b[key] + g  # 3
            params[key] -= self.lr * self.b[key]  # 5
        ### END SOLUTION

# %% id="momentum_torch_check" kind="test" points=2
check("momentum_torch", MomentumTorch, points=2)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("momentum_torch", MomentumTorch, points=2, private=private_paths("momentum_torch"))
### END HIDDEN TESTS

# %% [markdown] id="momentum_torch_notes" kind="commentary"
# **Why the rate stands in the last line.** $b$ holds gradients and nothing else, so the rate of
# today applies to all of them. While the rate is constant a class of form A passes for form B;
# that is why the check drops the rate in the middle of a run. PyTorch starts $b$ as a copy
# of the first gradient: the same, since $\mu \cdot 0 + g = g$.
#
# **Common mistakes.** That start without the copy: `self.b[key] = g` makes the caller's array the
# memory, and whoever fills it with the next gradient overwrites the past. The rate in both lines:
# at 0.01 every step is 100 times too short. $1-\mu$ before every gradient but the first is
# PyTorch's `dampening`, no part of (3.5): with equal gradients no speed builds up.

# %% [markdown] id="momentum-ema-task"
# ### Exercise 4. Build form C (2 points)
#
# `MomentumEMA(lr=0.01, momentum=0.9)` has the same contract and rule (3.6). Before you write it: how
# much shorter is its first step than that of form B at the same rate?
#
# <details><summary>Hint</summary>
#
# Put $t = 1$ into (3.5) and (3.6).
#
# </details>

# %% id="momentum_ema" kind="solution"
class MomentumEMA:
    """Momentum in form C: an exponential moving average of the gradients."""

    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
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
            self.m[key] = self.momentum * self.m[key] + (1 - self.momentum) * g  # 3
            params[key] -= self.lr * self.m[key]  # 5
        ### END SOLUTION

# %% id="momentum_ema_check" kind="test" points=2
check("momentum_ema", MomentumEMA, points=2)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("momentum_ema", MomentumEMA, points=2, private=private_paths("momentum_ema"))
### END HIDDEN TESTS

# %% [markdown] id="momentum_ema_notes" kind="commentary"
# **Why it is an average.** The weights $(1-\mu)\mu^k$ add up to $1-\mu^t$, nearly 1 in the long run,
# so $m$ stays within the range of 0 and the gradients seen, and the final speed is $\eta|g|$ whatever
# $\mu$ is. `m += (1 - momentum) * (g - m)` is the same line, solved for the change. The first
# step is $1-\mu$ times form B's.
#
# **Common mistakes.** The weights swapped: nine tenths of the past are lost in each step. $1-\mu$
# forgotten: form B, and at $\mu = 0.9$ every step is 10 times too long. Brackets forgotten,
# `1 - momentum * g`: entries with the gradient 0 move as well. An average that starts at the first
# gradient, or is divided by $1-\mu^t$ as Adam will do: another rule, whose first step is 10 times
# as long.

# %% [markdown] id="proof"
# ## Derive: they agree
#
# Let $\mu$ and $\eta$ be constant. **Claim:** for the same gradients, at every $t$,
#
# $$
# v_t = -\eta\, b_t , \qquad m_t = (1-\mu)\, b_t . \tag{3.7}
# $$
#
# **Step 3.** At $t = 0$ all three are zero. Suppose (3.7) holds at $t-1$. Then
#
# $$
# v_t = \mu v_{t-1} - \eta g_t = -\eta(\mu b_{t-1} + g_t) = -\eta b_t , \tag{3.8}
# $$
#
# $$
# m_t = (1-\mu)\mu b_{t-1} + (1-\mu) g_t = (1-\mu) b_t . \tag{3.9}
# $$
#
# **Step 4.** So A and B step alike at the same rate, and C steps like them if
# $\eta_C (1-\mu) = \eta$:
#
# $$
# \eta_A = \eta_B = \eta, \qquad \eta_C = \frac{\eta}{1-\mu} . \tag{3.10}
# $$
#
# **Step 5.** Equal steps from one start lead to one point, hence to the same next gradient: the
# paths agree for ever.

# %% [markdown] id="convert-task"
# ### Exercise 5. Convert a learning rate (2 points)
#
# `convert_lr(lr, mu, src, dst) -> float` by (3.10): the rate that makes form `dst` walk the path of
# form `src` at rate `lr`. `src` and `dst` are `"A"`, `"B"` or `"C"`; $0 \le \mu < 1$.
#
# <details><summary>Hint</summary>
#
# There are nine pairs. For how many is the answer `lr` itself?
#
# </details>

# %% id="convert_lr" kind="solution"
def convert_lr(lr, mu, src, dst):
    """Return the rate with which form dst walks the path of form src at rate lr.

    Args: src, dst, each "A", "B" or "C"; mu, 0 <= mu < 1.
    """
    ### BEGIN SOLUTION
    rate = lr * (1 - mu) if src == "C" else lr
    return rate / (1 - mu) if dst == "C" else rate
    ### END SOLUTION

# %% id="convert_lr_check" kind="test" points=2
check("convert_lr", convert_lr, points=2)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("convert_lr", convert_lr, points=2, private=private_paths("convert_lr"))
### END HIDDEN TESTS

# %% [markdown] id="convert_lr_notes" kind="commentary"
# **Why two questions.** The answer goes from `src` to form A and from there to `dst`. The two
# questions don't know of each other, so C to C multiplies and divides by one number and needs no
# case of its own. As good: a table of factors, 1 for A and B and $1-\mu$ for C, and
# `lr * factor[src] / factor[dst]`.
#
# **Common mistakes.** The factor upside down: from A to C at $\mu = 0.9$ the rate comes out 100
# times too small. `return` at the first question that is answered yes: C to C comes out changed.
# $\mu$ for $1-\mu$: a factor of 1.11 where 10 is right. Form A treated like C, as if its rate inside
# the sum made it an average.

# %% [markdown] id="agree"
# ### See it work
#
# Three classes, three rates, one ravine. How large is the largest gap between the paths, beside
# the rounding of float64, about $10^{-16}$ of a number's size?

# %% id="agree-experiment"
a = follow(Momentum(lr=0.1), RAVINE)
b = follow(MomentumTorch(lr=convert_lr(0.1, 0.9, "A", "B")), RAVINE)
c = follow(MomentumEMA(lr=convert_lr(0.1, 0.9, "A", "C")), RAVINE)
print(f"A against B: {abs(a - b).max():.1e}   A against C: {abs(a - c).max():.1e}")

# %% [markdown] id="agree-read"
# So a library that needs another rate isn't wrong; it uses another form. Nor is a $1-\mu$
# missing from A and B: putting it there only divides the rate by 10 at $\mu = 0.9$.
#
# ## Break: a rate that changes
#
# The proof took $\eta$ out of the sum in (3.8), which a changing rate $\eta_t$ forbids:
#
# $$
# \text{A: } v_t = -\sum_{k=0}^{t-1} \mu^k \eta_{t-k}\, g_{t-k}
# \qquad
# \text{B: } -\eta_t b_t = -\eta_t \sum_{k=0}^{t-1} \mu^k g_{t-k} \tag{3.11}
# $$
#
# A keeps each gradient's old rate inside $v$; B, and C with it, applies the new rate to all.
# Divide the rate by 10 after step 50 and compare the next steps.

# %% id="break-experiment"
lengths = {}
for name, optimizer in {"Momentum": Momentum(lr=0.1),
                        "MomentumTorch": MomentumTorch(lr=0.1)}.items():
    params, positions = {"theta": np.array(0.0)}, [0.0]
    for t in range(1, 101):
        optimizer.lr = 0.1 if t <= 50 else 0.01
        optimizer.update(params, {"theta": np.array(-1.0)})
        positions.append(float(params["theta"]))
    lengths[name] = np.diff(positions)
    print(f"{name}: step 50 {lengths[name][49]:.3f}, step 51 {lengths[name][50]:.3f}, "
          f"end {positions[-1]:.2f}")
fig = curves(lengths, x=np.arange(1, 101), xlabel="step t", ylabel="length of the step",
             title="The rate falls from 0.1 to 0.01 after step 50; the gradient stays −1")
show(fig, alt="Both forms speed up alike to a step of about 1. After step 50 form B's step drops "
     "at once to a tenth, while form A's takes about 40 steps to glide down to it.",
     caption="The forms part where the rate changes: form A still carries the old one.")

# %% [markdown] id="break-read"
# B's step falls from 0.995 to 0.100 at once, A's only to 0.905, and A ends 8.0 further on. Neither
# is a bug. Under a schedule they are two different methods.
#
# ## See: a race on the ravine
#
# Is momentum better, then? Look at the two heights, then at the third, whose rate and $\mu$ lesson
# 04 will derive.

# %% id="ravine-figure"
paths = {
    "SGD": RAVINE.start * (1 - 0.95 * np.array([0.1, 2.0])) ** np.arange(31)[:, None],
    "Momentum": follow(Momentum(lr=0.1, momentum=0.9), RAVINE),
    "Momentum, tuned": follow(Momentum(lr=1.336, momentum=0.403), RAVINE),
}
for name, path in paths.items():
    print(f"{name}: {RAVINE.value(path[-1]):.3g}")
fig = contour(RAVINE, paths, title="30 steps on the ravine", window=((-8, 8), (-4.5, 4.5)))
show(fig, alt="SGD zigzags towards the minimum; Momentum weaves down the valley in waves and ends "
     "beyond the minimum; tuned momentum zigzags most widely of all, yet ends on the minimum.",
     caption="Momentum beats gradient descent at a good setting, not at any.")

# %% [markdown] id="ravine-read"
# The usual 0.1 and 0.9 end at 0.048, worse than 0.0133 for SGD at 0.95. With $\eta = 1.336$ and
# $\mu = 0.403$ momentum reaches $1.1 \times 10^{-8}$. Momentum is not better at every setting; its
# best setting is far better than gradient descent's best.
#
# ## Repair it
#
# ### Exercise 6. Repair two faults (1 point)
#
# Python refuses one line. With that mended, a walk down the ravine at rate 0.1 stands at
# $(-6.93, 1.60)$ for ever, a fault that two published notes share. From which step on, and why? Put
# the mended code into the stub.
#
# ```python
# def __init__(self, lr=0.01z momentum=0.9):
#     self.lr, self.momentum = lr, momentum
#     self.v = None
#
# def update(self, params, grads):
#     if self.v is None:
#         self.v = {}
#         for key, p in params.items():
#             self.v[key] = np.zeros_like(p)
#
#         for key, g in grads.items():
#             self.v[key] = self.momentum * self.v[key] - self.lr * g
#             params[key] += self.v[key]
# ```
#
# <details><summary>Hint</summary>
#
# What stands between two arguments? Then: at the second call, is the `if` taken, and which lines
# does it hold?
#
# </details>

# %% id="momentum_repair" kind="solution"
class RepairedMomentum:
    """Momentum in form A, made from the faulty listing."""

    def __init__(self, lr=0.01, momentum=0.9):
        ### BEGIN SOLUTION
        self.lr, self.momentum = lr, momentum  # fault 1: above, a letter stood for the comma
        self.v = None
        ### END SOLUTION

    def update(self, params, grads):
        """Take one step: change the entries of params, leave grads alone, return None."""
        ### BEGIN SOLUTION
        if self.v is None:
            self.v = {}
            for key, p in params.items():
                self.v[key] = np.zeros_like(p)

        for key, g in grads.items():  # fault 2: this loop ran on the first call only
            self.v[key] = self.momentum * self.v[key] - self.lr * g
            params[key] += self.v[key]
        ### END SOLUTION

# %% id="momentum_repair_check" kind="test" points=1
check("momentum", RepairedMomentum, points=1)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("momentum", RepairedMomentum, points=1, private=private_paths("momentum"))
### END HIDDEN TESTS

# %% [markdown] id="momentum_repair_notes" kind="commentary"
# **Why the second fault hides.** One right step is taken, so a test of one step passes and a loss
# printed before and after has fallen. In the second call the velocity is there, the `if` is skipped,
# and with it the loop. Four columns to the left mend it. For the first fault Python says *invalid
# decimal literal* and points at `0.01z`: read there what should follow the number.
#
# **Common mistakes.** The `if` taken out in place of the loop: the velocity is empty in every call,
# and what is left is gradient descent. Only the last line moved out: it stands below the loop,
# where `key` has no value in the second call. `self.v` made in `__init__`, where nobody knows the
# shapes yet.

# %% [markdown] id="slip"
# ### Find two slips
#
# A page means form B. One slip is in its formula, one in the sentence below it.
#
# ```text
# b_t     = mu b_(t-1) + g_t
# theta_t = theta_(t-1) - eta g_t
#
# Where no force acts, mu b makes the ball go down slowly.
# ```
#
# <details><summary>Answer</summary>
#
# The step uses $g_t$ where (3.5) has $b_t$: the memory is kept and never used, which is gradient
# descent. And without a gradient $b_t = \mu b_{t-1}$ makes the ball *slow* down; it still goes
# where it went, uphill too.
#
# </details>

# %% [markdown] id="two_frameworks_why" kind="manual" points=3
# ## Explain it
#
# ### Exercise 7. Settle a bug report (3 points)
#
# "Framework 1 uses form B, framework 2 form A. With rate 0.1 and $\mu = 0.9$ my two runs agree to
# rounding. From the step at which I divide the rate by 10 they differ. One of them has a bug."
#
# 1. Why do they agree at first?
# 2. Why do they part, and which takes the longer step at first if the gradient keeps its sign?
# 3. What should be done once, to the velocity of form A, so that both agree again?
#
# ### BEGIN SOLUTION
# 1. With a constant rate $v_t = -\eta b_t$ at every step (induction), so both take the same steps
#    and meet the same gradients.
# 2. A stores gradients already multiplied by the rate of their time, so the old, tenfold rate
#    lives on inside $v$ and fades with $\mu^k$. B multiplies the whole sum by the new rate. A
#    takes the longer steps. Both do what their formulas say: there is no bug.
# 3. Multiply $v$ by $\eta_{\text{new}}/\eta_{\text{old}}$, here 0.1, when the rate changes. Then
#    $v = -\eta_{\text{new}} b$ holds again, and the induction goes on from there.
# ### END SOLUTION
#
# === BEGIN MARK SCHEME ===
# - 1 point: $v_t = -\eta b_t$ for a constant rate (formula or induction, or: $\eta$ can be taken
#   out of the sum).
# - 1 point: the old rate stays inside $v$ but not inside $b$; A's step is the longer; no bug. Two
#   of the three are enough.
# - 1 point: rescale $v$ by the quotient new/old (here: divide it by 10), or set $v = -\eta b$ with
#   the new rate. "Reset $v$ to zero" earns nothing: B keeps $b$.
#
# === END MARK SCHEME ===

# %% [markdown] id="two_frameworks_why_notes" kind="commentary"
# **Why it is asked.** Whoever carries a training run from one framework to another meets this, and
# is tempted to look for a bug in the code, where the difference is in the formulas. Part 3 asks
# whether (3.7) is understood as a relation that can be restored.
#
# **Common mistakes.** Part 1: "it is the same method" names no reason, no point. Part 2: "A forgets
# more slowly" is wrong, both forget by $\mu$; with "A's step is longer, no bug" beside it the point
# is earned all the same, since two of three are enough. "B is faulty, it loses the old rate" can
# earn it only by the other two. Part 3: multiplying $v$ by 10 is the right idea in the wrong
# direction, no point; $v = -\eta b$ with the new rate is full marks, though nobody keeps a $b$ in form A.

# %% [markdown] id="recall"
# ## Recall
#
# Answer each aloud before you open it.
#
# <details><summary>Lesson 00: a history holds 31 times the same point. What was forgotten?</summary>
#
# To copy. The update changes the array in place, and 31 references show one array.
#
# </details>
#
# <details><summary>Lesson 02: why does a constant rate end at a noise floor, and what lowers it?</summary>
#
# Every mini-batch's gradient misses the true one a little, so each step adds new noise while it
# shrinks the old. A smaller rate or a larger batch lowers the floor.
#
# </details>
#
# <details><summary>Lesson 01: for curvatures 0.1 and 2, which rates converge, and which is best?</summary>
#
# $0 < \eta < 2/L = 1$; the best is $2/2.1 = 0.952$.
#
# </details>
#
# <details><summary>Lesson 01: what does the sign of 1 − ηλ say about the path?</summary>
#
# Positive: this coordinate approaches from one side. Negative: it changes sides at every step.
#
# </details>

# %% [markdown] id="summary"
# ## What you can do now
#
# - write momentum as $-\eta\sum_k \mu^k g_{t-k}$ and give its final speed, $\eta|g|/(1-\mu)$
# - recognise forms A, B and C in any source and convert the rate
# - prove that they agree at a constant rate, and show where a schedule separates them
# - say that a larger $\mu$ brakes less
#
# Open: where do 1.336 and 0.403 come from? Lesson 04 reads them off two eigenvalues.

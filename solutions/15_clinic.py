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
# # Diagnose optimizers from their traces and write tests that catch them
#
# A wrong optimizer seldom crashes. One question: **how do you find that one is wrong, when its
# loss falls like a right one's?**
#
# ## What you will do
#
# Predict what a falling loss proves, find eight real bugs from plots, repair, write tests.
#
# ## What you will learn
#
# - replay a trace and name the rule that wrote it
# - derive how each bug changes the first steps
# - write tests without a false alarm
#
# ## What you need
#
# Lessons 03, 05, 08, 09, and AMSGrad of lesson 10 (stated below). About 90 minutes.
#
# The first cell only imports.

# %% id="imports"
import numpy as np

from descent import check, clinic
from descent.paths import follow
from descent.plots import curves, panels, show
from descent.predictions import reveal
from descent.surfaces import RAVINE
from descent.widgets import explore

# %% [markdown] id="last-rule-fails"
# ## See: four Adams, one of them right
#
# Here are four programs called Adam on the ravine, each with the learning rate 0.3. One follows
# lesson 08; three were made by `clinic.made_of`, which exchanges one part of a right Adam for a wrong
# one. Look at the curves: which is the right one?

# %% id="last-rule-fails-figure"
four = ["right", "no-correction", "power-two", "v-never-forgets"]
heights, names = {}, {}
for i, name in enumerate(np.random.default_rng(11).permutation(four), start=1):
    make = clinic.made_of(clinic.WRONG_ADAMS.get(name, {}))
    heights[f"Adam {i}"] = RAVINE.value(follow(make(lr=0.3), RAVINE, n_steps=60))
    names[f"Adam {i}"] = str(name)
fig = curves(heights, xlabel="step t", ylabel="height f", log_y=True,
             title="Four programs called Adam, learning rate 0.3")
show(fig, alt="On a logarithmic axis all four heights fall in waves, from about 6 to below 0.01 in 60 "
     "steps, and cross each other several times; two of them nearly coincide.",
     caption="Four losses fall much alike, and three of the programs are wrong.")

# %% [markdown] id="predict"
# The dictionary `names` has the answer. The lowest end belongs to a wrong one: 0.0025, where the right Adam has
# 0.0044.
#
# ## Predict: what does a falling loss prove?
#
# `clinic` holds 27 wrong Adams, each with one mistake. Each takes 100 steps with
# $\eta = 0.01$ on $f = x^2$, from $x = 3$. How many end lower than they started?
#
# - **a** fewer than 9
# - **b** 9 to 17
# - **c** 18 or more
#
# Run both cells, then choose.

# %% id="prediction"
prediction = None  # "a", "b" or "c"

# %% id="prediction-experiment"
fallen = 0
for parts in clinic.WRONG_ADAMS.values():
    optimizer, params = clinic.made_of(parts)(lr=0.01), {"x": np.array([3.0])}
    with np.errstate(all="ignore"):  # one takes roots of negative numbers
        for _ in range(100):
            optimizer.update(params, {"x": 2 * params["x"]})
    fallen += bool(params["x"][0] ** 2 < 9)
truth = "a" if fallen < 9 else "b" if fallen < 18 else "c"
reveal(prediction, truth, {
    "a": "fewer than 9: most mistakes ruin the descent",
    "b": "9 to 17: about half of them",
    "c": "18 or more: nearly all roads lead down",
})

# %% [markdown] id="trace"
# It is 24 of the 27. A bowl forgives; so look at the steps.
#
# ## See: eight patients
#
# A *trace* is what a run wrote down: optimizer, hyper-parameters, gradients $g_t$, parameters
# $\theta_t$. Each optimizer below is said to be what its name says, and has a disease that a
# public project had. All got the same shrinking gradients, with $\mu = 0.9$, $\beta_1 = 0.9$,
# $\beta_2 = 0.999$, and a decay of 0.5 in AdamW. The lines are their steps divided by a healthy
# one's. Note where each line starts, and where it first leaves 1.

# %% id="ward"
ward, gradients = {}, 1e-5 * 0.8 ** np.arange(12)[:, None]
adam = {"lr": 0.1, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8}
hyper = dict.fromkeys(("Momentum", "Nesterov"), {"lr": 0.1, "momentum": 0.9})
hyper |= {"Adam": adam, "AMSGrad": adam, "AdamW": adam | {"weight_decay": 0.5}}
fig, axes = panels(8)
for i, disease in enumerate(np.random.default_rng(15).permutation(list(clinic.DISEASES))):
    name = clinic.DISEASES[disease]
    case = name, hyper[name], gradients, [1.0]
    ward[i + 1] = clinic.trace(*case, disease)
    sick, healthy = (np.diff(one["params"][:, 0]) for one in (ward[i + 1], clinic.trace(*case)))
    curves({"patient": sick / healthy}, x=np.arange(1, 13), hlines={"healthy": 1.0}, ax=axes[i],
           xlabel="update t", ylabel="step / healthy step", title=f"Patient {i + 1}: {name}")
show(fig, alt="Ratios of steps. 1: starts at 3, grows to 6. 2: falls from 1.4 to below 1. 3: starts "
     "at 1, jumps to 1.3, zigzags down. 4: falls from 1 to 0.5. 5: 0.1 and less. 6: grows from "
     "0.7 to 1.2. 7: starts at 0.7, is 1 in update 2, grows to 1.5. 8: always -1.",
     caption="Each fault leaves its own trace in the ratio to a healthy step.")

# %% [markdown] id="derive-replay"
# ## Derive: what a trace gives away
#
# **Step 1.** From the trace take the steps
#
# $$
# \Delta_t = \theta_t - \theta_{t-1} . \tag{15.1}
# $$
#
# **Step 2.** A *replay* sends a rule $\ell$ from the same $\theta_0$ through the same gradients, to
# points $\theta^{\ell}_t$. It needs no loss: the gradients are written down. Its distance is
#
# $$
# d_\ell = \max_{t,i} \bigl|\theta^{\ell}_{t,i} - \theta_{t,i}\bigr| \tag{15.2}
# $$
#
# over updates $t$ and coordinates $i$. The rule that wrote the trace has $d_\ell = 0$, up to rounding.
# So state all rules that you suspect, replay each, and take the nearest. (If even that one is farther
# than rounding, the disease is not on your list.) Watch it for Momentum, healthy and with a wrong
# sign.

# %% id="replay"
seen = clinic.trace("Momentum", {"lr": 0.1, "momentum": 0.9}, [[1.0], [1.0]], [1.0],
                    "momentum-sign")
for label, sign in (("healthy", -1), ("momentum-sign", +1)):
    v, path = 0.0, [seen["params"][0]]
    for g in seen["grads"]:
        v = 0.9 * v + sign * 0.1 * g
        path.append(path[-1] + v)
    print(f"{label:13s}: distance {np.abs(np.array(path) - seen['params']).max():.2f}")

# %% [markdown] id="worked-example"
# The same by hand, with $\theta_0 = 1$ and both gradients 1:
#
# | label | healthy, (3.1) | wrong sign | in the trace |
# |---|---|---|---|
# | 1 create state | $v = 0$ | $v = 0$ | |
# | 3 accumulate | $v = -0.1$ | $v = 0.1$ | |
# | 5 step | $\theta = 0.9$ | $\theta = 1.1$ | 1.1 |
# | 3 accumulate | $v = 0.9 \cdot (-0.1) - 0.1 = -0.19$ | $v = 0.19$ | |
# | 5 step | $\theta = 0.71$ | $\theta = 1.29$ | 1.29 |
#
# **Step 3.** Suppose an Adam corrects with $\tau$ in the place of $t$. Its $m_t$ and $v_t$ come from
# the gradients alone, so they are right. The quotient of its step and the right one is, without
# $\varepsilon$,
#
# $$
# r_t = \frac{1-\beta_1^t}{1-\beta_1^\tau}\cdot\frac{\sqrt{1-\beta_2^\tau}}{\sqrt{1-\beta_2^t}} . \tag{15.3}
# $$
#
# Three diseases are of this kind. Compare their lines with the figure, in which ε moves the numbers a
# little.

# %% id="ratios"
t = np.arange(1, 5)
for label, tau in (("no correction", np.inf), ("always tau = 2", 2), ("two clocks", (t + 1) // 2)):
    ratio = (1 - 0.9**t) / (1 - 0.9**tau) * np.sqrt((1 - 0.999**tau) / (1 - 0.999**t))
    print(f"{label:14s}", np.round(ratio, 3))

# %% [markdown] id="derive-clock"
# **Step 4.** Without a correction it is as if $\tau = \infty$: (8.6). A constant $\tau = 2$ gives, by
# $1-\beta^2 = (1-\beta)(1+\beta)$,
#
# $$
# r_1 = \frac{\sqrt{1+\beta_2}}{1+\beta_1}, \qquad r_2 = 1 . \tag{15.4}
# $$
#
# Two workers that take turns on common moments, each with its own clock, have
# $\tau = 1, 1, 2, 2, \dots$, and
#
# $$
# r_1 = 1, \qquad r_2 = \frac{1+\beta_1}{\sqrt{1+\beta_2}} , \tag{15.5}
# $$
#
# the reciprocal: 1.344 for 0.744.
#
# **Step 5.** With ε under the root, the first step, of $\hat m = g \ne 0$ and $\hat v = g^2$, has
#
# $$
# r_1 = \frac{|g|+\varepsilon}{\sqrt{g^2+\varepsilon}} . \tag{15.6}
# $$
#
# **Step 6.** AMSGrad divides by the largest $v$ so far. The course's form, as PyTorch's, corrects
# that maximum; the patient takes the maximum of corrected ones. Let $g_1 \ne 0 = g_2$. Then
# $v_2 = \beta_2 v_1$ and $\hat v_2$ are below $v_1$ and $\hat v_1$. Under the root stand, healthy and sick,
#
# $$
# \frac{v_1}{1-\beta_2^2} = \frac{g_1^2}{1+\beta_2} \quad\text{and}\quad
# \frac{v_1}{1-\beta_2} = g_1^2 , \qquad\text{so}\quad r_2 = \frac{1}{\sqrt{1+\beta_2}} . \tag{15.7}
# $$
#
# For which gradients does (15.6) show? Does a trace show (15.7)?

# %% id="eps-and-maximum"
for g in (1.0, 1e-3, 1e-4, 1e-5):
    print(f"gradient {g:g}: ratio {(g + 1e-8) / np.sqrt(g**2 + 1e-8):.4f}")
two = "AMSGrad", adam, [[1.0], [0.0]], [0.0]
late, right = (clinic.trace(*two, label) for label in ("maximum-of-corrected", "healthy"))
ratios = np.diff(late["params"][:, 0]) / np.diff(right["params"][:, 0])
print("AMSGrad, two updates:", np.round(ratios, 3), " (15.7):", np.round(1 / np.sqrt(1.999), 3))

# %% [markdown] id="diagnose-task"
# **Step 7.** Nesterov's (5.6) starts with velocity 0; the faulty order of lesson 05 has $v_1$:
#
# $$
# r_1 = \frac{1+\mu+\mu^2}{1+\mu} . \tag{15.8}
# $$
#
# **Step 8.** With weight decay $\lambda$, a penalty $\lambda\theta$ in Adam's gradient loses its size:
# the first step is, again without ε, $-\eta\,\mathrm{sign}(g+\lambda\theta)$. AdamW's is
# $-\eta\lambda\theta - \eta\,\mathrm{sign}(g)$. With all signs positive
#
# $$
# r_1 = \frac{1}{1+\lambda\theta_0} . \tag{15.9}
# $$
#
# ## Build: name the disease
#
# ### Exercise 1. Write `diagnose` (8 points)
#
# `diagnose(trace) -> str` gives a label. `trace` has `"optimizer"`, `"hyper"` (a dict), `"grads"` of
# shape `(T, n)` and `"params"` of shape `(T + 1, n)`; leave it alone. State the rules yourself, without
# `clinic.trace`; `clinic.patient(optimizer, label, seed)` makes patients to try.
#
# | label | optimizer | rule |
# |---|---|---|
# | `"healthy"` | all | (3.1), (5.6), (8.9), (9.9); in AMSGrad, (8.9) with $\max_{s \le t} v_s$ for $v_t$ |
# | `"momentum-sign"` | Momentum | $v_t = \mu v_{t-1} + \eta g_t$ |
# | `"nesterov-velocity-too-early"` | Nesterov | $v_t$ for $v_{t-1}$ in (5.6) |
# | `"no-correction"` | Adam | $\tau = \infty$ |
# | `"clock-per-worker"` | Adam | $\tau = 1, 1, 2, 2, 3, 3, \dots$ |
# | `"power-two"` | Adam | $\tau = 2$ |
# | `"eps-inside"` | Adam | $\sqrt{\hat v_t + \varepsilon}$ |
# | `"maximum-of-corrected"` | AMSGrad | (8.9) with $\max_{s \le t} \hat v_s$ for $\hat v_t$ |
# | `"l2-as-decay"` | AdamW | $g_t + \lambda\theta_{t-1}$ for $g_t$, no decay |
#
# <details><summary>Hint: how to begin</summary>
#
# Which labels are possible for this optimizer? Write its replay with the label as an argument, then
# compare the distances (15.2).
#
# </details>
#
# <details><summary>Hint: a healthy one is called sick</summary>
#
# Which hyper-parameters does your function read from the trace, and which are typed in?
#
# </details>

# %% id="diagnose" kind="solution"
def diagnose(trace):
    """Return the label of the rule that wrote the trace, a str; the trace is not changed."""
    ### BEGIN SOLUTION
    name, h = trace["optimizer"], trace["hyper"]

    def by_velocity(p, v, label):
        for g in trace["grads"]:
            old, v = v, h["momentum"] * v + h["lr"] * (g if label == "momentum-sign" else -g)
            used = v if label == "nesterov-velocity-too-early" else old
            ahead = h["momentum"]**2 * used - (1 + h["momentum"]) * h["lr"] * g
            p = p + (v if name == "Momentum" else ahead)
            yield p

    def by_moments(p, m, v, largest, label):
        for t, g in enumerate(trace["grads"], start=1):
            if label == "l2-as-decay":
                g = g + h["weight_decay"] * p
            elif name == "AdamW":
                p = p * (1 - h["lr"] * h["weight_decay"])
            m = h["beta1"] * m + (1 - h["beta1"]) * g
            v = h["beta2"] * v + (1 - h["beta2"]) * g**2
            tau = {"no-correction": np.inf, "clock-per-worker": (t + 1) // 2, "power-two": 2}.get(
                label, t)
            c1, c2 = 1 - h["beta1"]**tau, 1 - h["beta2"]**tau
            late = label == "maximum-of-corrected"
            largest = np.maximum(largest, v / c2 if late else v)
            v_hat = largest / (1 if late else c2) if name == "AMSGrad" else v / c2
            root = np.sqrt(v_hat + h["eps"]) if label == "eps-inside" else np.sqrt(v_hat) + h["eps"]
            p = p - h["lr"] * m / c1 / root
            yield p

    def distance(label):
        start, zero = trace["params"][0], np.zeros_like(trace["params"][0])
        path = (by_velocity(start, zero, label) if "momentum" in h else
                by_moments(start, zero, zero, zero, label))
        return np.abs(np.array(list(path)) - trace["params"][1:]).max()

    sick = [label for label, optimizer in clinic.DISEASES.items() if optimizer == name]
    return min(["healthy", *sick], key=distance)
    ### END SOLUTION

# %% id="diagnose_check" kind="test" points=8
check("diagnose", diagnose, points=8)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("diagnose", diagnose, points=8, private=private_paths("diagnose"))
### END HIDDEN TESTS

# %% [markdown] id="diagnose_notes" kind="commentary"
# **Why it works.** One function replays velocities and one moments, and a label changes one line of
# them. The nearest path decides, so there is no threshold to tune. Every hyper-parameter comes from
# the trace. `p = p - …` makes new arrays, so the trace stays. A chain of `if`s with one replay for
# each label is longer and as good.
#
# **Common mistakes.** Only the first update compared: two clocks and a late maximum are healthy
# there. The usual β typed in, or ε taken as $10^{-8}$. A tolerance for "near enough", so wide that
# all are healthy. `p -= …` from `trace["params"][0]`, which writes into the trace. And a replay through
# `clinic.trace`: the check can't tell it from one's own, for it is (15.2) too, but it states none of
# the rules; where this counts, look at the code.

# %% [markdown] id="names"
# Name the eight patients from the figure, on paper. Then let your function name them: does it agree?

# %% id="names-code"
for number, one in ward.items():
    print(f"patient {number}, {one['optimizer']:8s}: {diagnose(one)}")

# %% [markdown] id="wild"
# ## See: where they were found
#
# | label | project | what was seen there |
# |---|---|---|
# | momentum-sign | [fchollet/deep-learning-with-python-notebooks, issue 19](https://github.com/fchollet/deep-learning-with-python-notebooks/issues/19) | a printed listing adds the gradient to the velocity |
# | nesterov-velocity-too-early | [chainer, issue 4274](https://github.com/chainer/chainer/issues/4274) | the order of two lines |
# | no-correction | [google-research/bert, issue 153](https://github.com/google-research/bert/issues/153) | an author: mostly an oversight, and of little effect after a warm-up |
# | clock-per-worker | [ikostrikov/pytorch-a3c, issue 12](https://github.com/ikostrikov/pytorch-a3c/issues/12) | moments shared by processes, step counters not |
# | eps-inside | [pytorch, issue 23796](https://github.com/pytorch/pytorch/issues/23796); [stable-baselines3, pull request 110](https://github.com/DLR-RM/stable-baselines3/pull/110) | RMSProp in two frameworks; learning curves agreed once it was matched |
# | power-two | [ufal/npfl114, pull request 79](https://github.com/ufal/npfl114/pull/79) | a misprint on a slide |
# | maximum-of-corrected | [pytorch, issue 142323](https://github.com/pytorch/pytorch/issues/142323); [optax, issue 1389](https://github.com/google-deepmind/optax/issues/1389) | a documentation, and a library, that differ from PyTorch's code |
# | l2-as-decay | [pytorch, issue 38767](https://github.com/pytorch/pytorch/issues/38767) | one argument, `weight_decay`: which of the two is meant? |
#
# A limit: the last one, the maximum and the place of ε are conventions. They are wrong where a name
# or a paper promises the other one.
#
# ## Break: a trace in which nothing shows
#
# Now all gradients are 1. Look for diseases that no plot of this run can show.

# %% id="break-experiment"
for disease, name in clinic.DISEASES.items():
    sick, healthy = (clinic.trace(name, hyper[name], np.ones((10, 1)), [1.0], label)["params"]
                     for label in (disease, "healthy"))
    print(f"{disease:28s} {np.abs(sick - healthy).max() / 0.1:8.1e} learning rates apart")

# %% [markdown] id="adam-repair-task"
# Two are out of sight: gradients of 1 hide ε, and squares that never shrink hide the maximum. Keep
# that for your tests.
#
# ## Repair it
#
# The worked example mended the sign, lesson 05 the velocity, lesson 08 the missing correction. Five
# diseases are left.
#
# ### Exercise 2. Repair an Adam with three diseases (3 points)
#
# Its `calls` counts updates. Put the mended code into the stub.
#
# ```python
# self.calls += 1
# t = (self.calls + 1) // 2  # the steps of this worker
# for key, g in grads.items():
#     self.m[key] = self.beta1 * self.m[key] + (1 - self.beta1) * g
#     self.v[key] = self.beta2 * self.v[key] + (1 - self.beta2) * g**2
#     m_hat = self.m[key] / (1 - self.beta1**t)
#     v_hat = self.v[key] / (1 - self.beta2**2)
#     params[key] -= self.lr * m_hat / np.sqrt(v_hat + self.eps)
# ```
#
# <details><summary>Hint</summary>
#
# Which three lines of the table in exercise 1 do you recognise?
#
# </details>

# %% id="adam_repair" kind="solution"
class RepairedAdam:
    """Adam, made from the faulty listing: Kingma and Ba (2015), Algorithm 1."""

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m, self.v, self.calls = None, None, 0

    def update(self, params, grads):
        """Take one step: change the entries of params, leave grads alone, return None."""
        if self.m is None:
            self.m = {key: np.zeros_like(p) for key, p in params.items()}
            self.v = {key: np.zeros_like(p) for key, p in params.items()}
        ### BEGIN SOLUTION
        self.calls += 1
        t = self.calls  # fault 1: the moments knew all gradients, the clock every second one
        for key, g in grads.items():
            self.m[key] = self.beta1 * self.m[key] + (1 - self.beta1) * g
            self.v[key] = self.beta2 * self.v[key] + (1 - self.beta2) * g**2
            m_hat = self.m[key] / (1 - self.beta1**t)
            v_hat = self.v[key] / (1 - self.beta2**t)  # fault 2: the power was 2
            params[key] -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)  # fault 3: eps inside
        ### END SOLUTION

# %% id="adam_repair_check" kind="test" points=3
check("adam", RepairedAdam, points=3)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("adam", RepairedAdam, points=3, private=private_paths("adam"))
### END HIDDEN TESTS

# %% [markdown] id="adam_repair_notes" kind="commentary"
# **Why all three must go.** They sit in three places: the time that both corrections read, the power
# in one of them, the place of ε. `calls` was right all along. Mended singly, each leaves an Adam that
# lowers losses, so only the steps tell: the clock shows from the second update on, the power in all
# but the second, ε for gradients of about $\sqrt\varepsilon = 10^{-4}$ or less.
#
# **Common mistakes.** `self.beta2**t` with the halved `t` left as it is: the first step is then
# right, and no later one. `t` counted inside the loop, right for one key.
# `m_hat / np.sqrt(v_hat) + self.eps`, brackets lost on the way out of the root: ε is then added to the
# quotient.

# %% [markdown] id="watch"
# ## See: a rate hides a disease
#
# Your class beside an Adam with `power-two`, both with 0.3. Which ends lower? Then move your
# class's rate until it ends lower, and further until it doesn't. What does one rate tell?

# %% id="watch-figure"
SickAdam = clinic.made_of(clinic.WRONG_ADAMS["power-two"])
SickAdam.__name__ = "SickAdam"
explore(SickAdam, RepairedAdam, n_steps=60, lr=0.3, lr_range=(0.1, 0.6))

# %% [markdown] id="amsgrad-repair-task"
# With 0.35 your class ends at 0.0016, below the sick one's 0.0025; with 0.4 at 0.0086, above it. By
# (15.3) sick steps are too long in updates 3 to 56, as if the rate were larger, so tuning hides it.
#
# ### Exercise 3. Repair an AMSGrad (1 point)
#
# These lines end the loop over keys; before them come (8.1) and (8.2), as they should. The maximum
# belongs to $v_t$ as it is, the correction after it. Write the whole `update`; here and in exercise 4
# the state begins as empty dictionaries.
#
# ```python
# v_hat = self.v[key] / (1 - self.beta2**self.t)
# self.largest[key] = np.maximum(self.largest[key], v_hat)
# m_hat = self.m[key] / (1 - self.beta1**self.t)
# params[key] -= self.lr * m_hat / (np.sqrt(self.largest[key]) + self.eps)
# ```
#
# <details><summary>Hint</summary>
#
# What should `largest` hold after the first call, $v_1$ or $\hat v_1$?
#
# </details>

# %% id="amsgrad_repair" kind="solution"
class RepairedAMSGrad:
    """AMSGrad as in PyTorch, made from the faulty listing: Reddi, Kale and Kumar (2018)."""

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m, self.v, self.largest, self.t = {}, {}, {}, 0

    def update(self, params, grads):
        """Take one step: change the entries of params, leave grads alone, return None."""
        ### BEGIN SOLUTION
        self.t += 1
        for key, g in grads.items():
            self.m[key] = self.beta1 * self.m.get(key, 0.0) + (1 - self.beta1) * g
            self.v[key] = self.beta2 * self.v.get(key, 0.0) + (1 - self.beta2) * g**2
            # the fault: the maximum was taken of corrected values
            self.largest[key] = np.maximum(self.largest.get(key, 0.0), self.v[key])
            m_hat = self.m[key] / (1 - self.beta1**self.t)
            v_hat = self.largest[key] / (1 - self.beta2**self.t)
            params[key] -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
        ### END SOLUTION

# %% id="amsgrad_repair_check" kind="test" points=1
check("amsgrad", RepairedAMSGrad, points=1)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("amsgrad", RepairedAMSGrad, points=1, private=private_paths("amsgrad"))
### END HIDDEN TESTS

# %% [markdown] id="amsgrad_repair_notes" kind="commentary"
# **Why the order matters.** $\hat v_1 = g_1^2$ in full. Its maximum never sinks again, so one large
# first gradient brakes for ever. $v_1$ is a small share of $g_1^2$; its correction fades as $t$ grows,
# and later gradients have a say. Both orders are published: here the name promises PyTorch's.
#
# **Common mistakes.** `largest` made of $v$, and the step still divided by the corrected $v$, which
# is plain Adam. The corrected maximum written back into `largest`, and corrected again in the next
# call. Python's `max` of two arrays, which raises an error. $m$ left uncorrected while the second
# line is mended.

# %% [markdown] id="adamw-repair-task"
# ### Exercise 4. Repair an AdamW (1 point)
#
# This loop calls itself AdamW. Give it (9.9): first the decay, then Adam's step.
#
# ```python
# for key, g in grads.items():
#     g = g + self.weight_decay * params[key]
#     self.m[key] = self.beta1 * self.m[key] + (1 - self.beta1) * g
#     self.v[key] = self.beta2 * self.v[key] + (1 - self.beta2) * g**2
#     m_hat = self.m[key] / (1 - self.beta1**self.t)
#     v_hat = self.v[key] / (1 - self.beta2**self.t)
#     params[key] -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
# ```
#
# <details><summary>Hint</summary>
#
# For a gradient of 0, how much of θ should one step take away?
#
# </details>

# %% id="adamw_repair" kind="solution"
class RepairedAdamW:
    """AdamW, made from the faulty listing: Loshchilov and Hutter (2019), Algorithm 2."""

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.01):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.weight_decay, self.m, self.v, self.t = weight_decay, {}, {}, 0

    def update(self, params, grads):
        """Take one step: change the entries of params, leave grads alone, return None."""
        ### BEGIN SOLUTION
        self.t += 1
        for key, g in grads.items():
            params[key] *= 1 - self.lr * self.weight_decay  # the fault: it went into the gradient
            self.m[key] = self.beta1 * self.m.get(key, 0.0) + (1 - self.beta1) * g
            self.v[key] = self.beta2 * self.v.get(key, 0.0) + (1 - self.beta2) * g**2
            m_hat = self.m[key] / (1 - self.beta1**self.t)
            v_hat = self.v[key] / (1 - self.beta2**self.t)
            params[key] -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
        ### END SOLUTION

# %% id="adamw_repair_check" kind="test" points=1
check("adamw", RepairedAdamW, points=1)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("adamw", RepairedAdamW, points=1, private=private_paths("adamw"))
### END HIDDEN TESTS

# %% [markdown] id="adamw_repair_notes" kind="commentary"
# **Why it works.** The gradient stays clean, so $m$ and $v$ know nothing of the decay, and every
# parameter loses the same share $\eta\lambda$. Decay first, then the step: the other way round the
# step itself is shrunk too, by a share $\eta\lambda$. Both at once, from the old θ, is (9.9) in one
# line.
#
# **Common mistakes.** The decay added and the penalty kept. The factor $1-\lambda$, without η: at
# the default rate it shrinks a thousand times too much. `g += …` for a penalty writes into the caller's
# gradients as well. The decay put into the numerator beside $\hat m$, where the root divides it
# again.

# %% [markdown] id="adam_tests-task"
# ## Build: tests that let no wrong Adam live
#
# A test suite *kills* a wrong program when it says no. Its *mutation score* is
#
# $$
# \text{mutation score} = \frac{\text{wrong Adams killed}}{\text{wrong Adams}} , \tag{15.10}
# $$
#
# worth nothing if a right one is killed too.
#
# ### Exercise 5. Write tests for Adam (9 points)
#
# `tests(adam_class) -> bool`: True when you find nothing wrong; a failing `assert` counts as
# False. Make instances with `adam_class(lr=…, beta1=…, beta2=…, eps=…)` and call
# `update(params, grads)`. Six right Adams must pass: some change arrays in place, some put new ones
# under the keys, some differ by rounding. Then 27 wrong ones.
#
# <details><summary>Hint: how to begin</summary>
#
# Which numbers does (8.9) give for your gradients, call by call? Compare each, within a tolerance far
# below the learning rate.
#
# </details>
#
# <details><summary>Hint: some live</summary>
#
# What does the contract speak of that your runs don't contain: several keys, two of one shape, two
# instances, other betas, zeros, gradients near ε, more than 100 calls, arrays filled again?
#
# </details>

# %% id="adam_tests" kind="solution"
def tests(adam_class):
    """Return True when nothing is found that is wrong with the class, else False."""
    ### BEGIN SOLUTION
    for lr, beta1, beta2, eps, scale, calls in (
            (0.001, 0.9, 0.999, 1e-8, 1.0, 105), (0.1, 0.8, 0.95, 1e-6, 1e-6, 10)):
        optimizer = adam_class(lr=lr, beta1=beta1, beta2=beta2, eps=eps)
        rng = np.random.default_rng(15)
        shapes = {"W": (2, 2), "U": (2, 2), "b": (3,), "scale": ()}
        params, handed, at, m, v = (
            {key: np.full(shape, fill) for key, shape in shapes.items()}
            for fill in (1.0, 0.0, 1.0, 0.0, 0.0))
        for t in range(1, calls + 1):
            for key, shape in shapes.items():  # the same arrays in every call
                handed[key][...] = scale * rng.uniform(0.2, 2, shape) * rng.choice([-1, 1], shape)
            handed["W"][0, 0] = 0.0
            given = {key: g.copy() for key, g in handed.items()}
            optimizer.update(params, handed)
            for key, g in given.items():
                m[key] = beta1 * m[key] + (1 - beta1) * g
                v[key] = beta2 * v[key] + (1 - beta2) * g**2
                m_hat, v_hat = m[key] / (1 - beta1**t), v[key] / (1 - beta2**t)
                at[key] = at[key] - lr * m_hat / (np.sqrt(v_hat) + eps)
                # not "far": a nan is never far from anything
                is_near = np.all(np.abs(params[key] - at[key]) <= 1e-6 * lr)
                if not (is_near and np.array_equal(handed[key], g)):
                    return False
    return True
    ### END SOLUTION

# %% id="adam_tests_check" kind="test" points=9
check("adam_tests", tests, points=9)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("adam_tests", tests, points=9, private=private_paths("adam_tests"))
### END HIDDEN TESTS

# %% [markdown] id="adam_tests_notes" kind="commentary"
# **Why it works.** There is one comparison, of every key after every call with (8.9), a millionth of
# the rate wide. The rest is the choice of runs: what they don't contain they can't find. Hence 105
# calls, other betas, gradients near ε and a zero, two keys of one shape, refilled arrays, a second
# instance. Nearness is asked for, not distance, since nan fails every comparison.
#
# **Common mistakes.** A loss that falls kills 3 of the 27, a first step of length η 10, and ten
# gradients of 1 kill 13. `==` to the last digit kills right Adams, and so does `before = params["W"]`
# without a copy. Tests of the array that was handed over, where a new one may stand under the key. A
# tolerance as wide as a step. Fresh arrays in every call, which hide a kept one.

# %% [markdown] id="report_why" kind="manual" points=6
# ## Explain it
#
# ### Exercise 6. Report a bug (6 points)
#
# Choose one of the eight. Write to its maintainers, in at most 200 words:
#
# 1. what the code does and what it should do, with a formula and its source
# 2. evidence: a trace of two updates or fewer, in numbers
# 3. when it shows and when not, and why nobody saw it
# 4. what your evidence does not prove
#
# ### BEGIN SOLUTION
# For `power-two`:
#
# 1. $m$ and $v$ are divided by $1-\beta^2$ in every step. Kingma and Ba (2015), Algorithm 1, divide
#    by $1-\beta^t$.
# 2. $\beta_1 = 0.9$, $\beta_2 = 0.999$, $\eta = 0.1$, $\theta_0 = 1$, gradient 1. Expected:
#    $\theta_1 = 0.9$, since the first step is $\eta$. Seen: $\theta_1 = 0.9256$, a step of
#    $0.0744 = \eta\sqrt{1.999}/1.9$. The second step is right, as $t = 2$ there.
# 3. It shows in all updates but the second, for all gradients. The direction is always right, so
#    losses fall, and a tuned rate makes up for part of the length.
# 4. It does not show that training becomes worse: on the ravine with 0.3 the faulty one ends
#    lower after 60 steps. And one trace says nothing about the rest of the code.
# ### END SOLUTION
#
# === BEGIN MARK SCHEME ===
# - 2 points: correct: what it does and should do, a formula for each (1), and a source (1).
# - 2 points: evidence: a trace that somebody else can repeat, hyper-parameters included (1), with
#   expected and seen numbers that are right (1).
# - 1 point: explained: when it shows or hides, and why losses fall all the same.
# - 1 point: honest limits: at least one true sentence on what is not shown, or that it is a
#   convention. "It ruins training" without a measurement loses this point.
#
# === END MARK SCHEME ===

# %% [markdown] id="report_why_notes" kind="commentary"
# **Why it is asked.** A maintainer can act on a report that can be repeated, and argues with any
# other. Two updates suffice for each of the eight, if the gradients are chosen well.
#
# **Common mistakes.** A trace without hyper-parameters or start: one of the two points for evidence,
# if its numbers are right. A worse loss as evidence: neither, and on the ravine it is often better.
# A formula for the right rule only, or no source: one of two for correctness. "The loss still falls"
# without a reason earns no third point; a right direction with a wrong length does. Of ε, the maximum
# or the penalty, "it is a convention" is an honest limit; calling it an error is right only
# beside the name or paper that promises the other form.

# %% [markdown] id="recall"
# ## Recall
#
# Answer each aloud before you open it.
#
# <details><summary>Lesson 14: Lion at a constant rate swings to and fro for ever. Is it sick?</summary>
#
# No. A sign has one size, so its entries move by η however near the minimum is: it wants a schedule.
#
# </details>
#
# <details><summary>Lesson 12: in a trace of BFGS a direction points uphill. Which number of each update do you look at?</summary>
#
# $s^\top y$. Where it is not positive, the matrix need not stay positive definite.
#
# </details>
#
# <details><summary>Lesson 13: one run each at one rate, and the first optimizer ends lower. Is it better?</summary>
#
# Unknown: each needs a rate of its own, and runs with other seeds spread.
#
# </details>
#
# <details><summary>Lesson 08: is the first step without correction too short or too long, at the usual betas?</summary>
#
# Too long, 3.16 times: the root of $v$ is too small by more than $m$ is.
#
# </details>
#
# <details><summary>Lesson 09: why does a penalty inside Adam not shrink parameters as decay does?</summary>
#
# It is divided by $\sqrt{\hat v}$ like the rest, so where gradients are large it hardly acts.
#
# </details>
#
# <details><summary>Lesson 06: for which gradients does the place of ε matter most?</summary>
#
# For small ones: inside, ε is compared with $g^2$, beside the root with $|g|$.
#
# </details>
#
# <details><summary>Lesson 03: forms A and B walk one path at a constant rate. Which test tells them apart?</summary>
#
# One in which the rate drops during the run.
#
# </details>

# %% [markdown] id="summary"
# ## What you can do now
#
# - find the rule behind a trace by replay, without its code or its loss
# - derive the ratio of a wrong step to the right one
# - choose gradients in which a mistake shows, and write tests that see it
# - report a bug with evidence and limits
#
# To go on: give one of your optimizers from lessons 03 to 14 such tests, and race it as lesson 13
# does, with the spread reported.

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
# # Lead Adam astray, and weigh four repairs
#
# Rare, large gradients make Adam's longest steps. One question: **can they lead it to the wrong
# place, and what does each repair cost?**
#
# ## What you will do
#
# Watch Adam climb, predict when it doesn't, prove why; build AMSGrad, NAdam, RAdam and a
# projection; repair one.
#
# ## What you will learn
#
# - prove that Adam can fail on a convex problem
# - derive each repair, and say what it repairs
# - find a case where the repair is worse
#
# ## What you need
#
# Lessons 03, 05, 06, 08, 09; means and variances. About 75 minutes.
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
from descent.widgets import regret_race

# %% [markdown] id="given"
# ## See: a convex problem that Adam loses
#
# Adam of lesson 08 is given. By what is $\hat m$ divided after a large gradient, by what one step
# later?

# %% id="adam_given" kind="locked"
class Adam:
    """Adam as built in lesson 08."""

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m, self.v, self.t = None, None, 0

    def update(self, params, grads):
        """Take one step: change the entries of params, leave grads alone, return None."""
        if self.m is None:
            self.m = {key: np.zeros_like(p) for key, p in params.items()}
            self.v = {key: np.zeros_like(p) for key, p in params.items()}
        self.t += 1
        for key, g in grads.items():
            self.m[key] = self.beta1 * self.m[key] + (1 - self.beta1) * g
            self.v[key] = self.beta2 * self.v[key] + (1 - self.beta2) * g**2
            m_hat = self.m[key] / (1 - self.beta1**self.t)
            v_hat = self.v[key] / (1 - self.beta2**self.t)
            params[key] -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)

# %% [markdown] id="last-rule-fails"
# Step $t$ brings a loss of its own, a straight line over $-1 \le x \le 1$ (so convex) with the slope
# $C > 2$ once in three steps:
#
# $$
# f_t(x) = C x \quad \text{for } t = 1, 4, 7, \dots, \qquad f_t(x) = -x \quad \text{otherwise} \tag{10.1}
# $$
#
# Three lines add up to $(C-2)\,x$, so −1 is the best fixed point and +1 the worst. Take $C = 3$,
# $\beta_1 = 0$, $\beta_2 = 1/(1+C^2) = 0.1$, and the falling rate $\eta_t = 0.3/\sqrt t$ that lets
# gradient descent settle; after each update $x$ is moved back into the interval. Where does each
# method go?

# %% id="last-rule-fails-figure"
slopes = np.where(np.arange(3000) % 3 == 0, 3.0, -1.0)
params, optimizer = {"x": np.zeros(1)}, Adam(beta1=0.0, beta2=0.1)
adam, sgd = [0.0], [0.0]
for t, g in enumerate(slopes[:300], start=1):
    optimizer.lr = 0.3 / np.sqrt(t)
    optimizer.update(params, {"x": np.array([g])})
    params["x"] = np.clip(params["x"], -1, 1)
    adam.append(float(params["x"][0]))
    sgd.append(float(np.clip(sgd[-1] - optimizer.lr * g, -1, 1)))
fig = curves({"SGD": np.array(sgd[::3]), "Adam": np.array(adam[::3])}, x=np.arange(0, 301, 3),
             xlabel="step t", ylabel="x", title="After every third step")
show(fig, alt="From 0, SGD falls below −0.8 within ten steps and nears −1 slowly. Adam climbs to 1, "
     "the worst point, within a hundred steps, and stays.",
     caption="On a convex problem Adam walks to the worst point.")

# %% [markdown] id="predict"
# ## Predict: does the usual β₂ help?
#
# At +1 each round of three adds $2(C-2)$ or more to lesson 06's regret: the average never goes to 0.
# But a $\beta_2$ of 0.1 is strange. Keep everything else, but take Adam's own 0.999. After 3,000 steps
# $x$ is
#
# - **a** near +1 again
# - **b** near 0, undecided
# - **c** near −1
#
# Run both cells, then choose.

# %% id="prediction"
prediction = None  # "a", "b" or "c"

# %% id="prediction-experiment"
params, optimizer = {"x": np.zeros(1)}, Adam(beta1=0.0, beta2=0.999)
for t, g in enumerate(slopes, start=1):
    optimizer.lr = 0.3 / np.sqrt(t)
    optimizer.update(params, {"x": np.array([g])})
    params["x"] = np.clip(params["x"], -1, 1)
x = float(params["x"][0])
truth = "a" if x > 0.5 else "c" if x < -0.5 else "b"
reveal(prediction, truth, {
    "a": "near +1: large gradients are still divided by more",
    "b": "near 0: three steps cancel",
    "c": "near −1: v hardly changes from step to step",
})

# %% [markdown] id="theorem"
# $\hat v$ now averages so many squares that it hardly moves, $(C^2+2)/3$: all three steps are
# divided alike, as in gradient descent. But no $\beta_2$ is safe. Theorem 2 of Reddi, Kale and
# Kumar (2018, arXiv 1904.09237): for any $\beta_1 < \sqrt{\beta_2}$, fixed first, there is such a
# problem, with rarer large gradients. (10.1) is their Theorem 1.
#
# Look at one round of three with $\beta_2 = 0.1$, in units of $\eta_t$: what is the sum?

# %% id="one-round"
v = 0.0
for t, g in enumerate(slopes[:300], start=1):
    v = 0.1 * v + 0.9 * g**2
    root = np.sqrt(v / (1 - 0.1**t))
    if t > 297:
        print(f"gradient {g:2.0f}, divided by {root:.3f}: step {-g / root:+.3f}")

# %% [markdown] id="climb"
# ## Derive: why it climbs
#
# **Step 1.** $\hat v_t$ is a weighted mean of the squares so far; the newest weighs at least
# $1-\beta_2$ (lesson 08). For $t = 1, 4, 7, \dots$ it is $C^2$:
#
# $$
# \hat v_t \ge (1-\beta_2)\,C^2 . \tag{10.2}
# $$
#
# In the next two steps it is 1, the others at most $C^2$, and $\beta_2 C^2 = 1-\beta_2$:
#
# $$
# \hat v_{t+1},\ \hat v_{t+2} \le (1-\beta_2) + \beta_2\,C^2 = 2\,(1-\beta_2) . \tag{10.3}
# $$
#
# **Step 2.** So, and with $\eta_t = \eta/\sqrt t$,
#
# $$
# \text{fall} \le \frac{\eta_t}{\sqrt{1-\beta_2}}, \qquad
# \text{both rises} \ge \frac{\eta_{t+1}+\eta_{t+2}}{\sqrt{2\,(1-\beta_2)}}, \tag{10.4}
# $$
#
# $$
# \frac{\text{both rises}}{\text{fall}} \ge
# \frac{1}{\sqrt 2}\left(\sqrt{\frac{t}{t+1}}+\sqrt{\frac{t}{t+2}}\right) . \tag{10.5}
# $$
#
# **Step 3.** This grows, from 1.21 at $t = 4$. Each round gains 0.2 of $\eta_t/\sqrt{1-\beta_2}$ or
# more, which has no finite sum: $x$ reaches +1, and returns there every third step.
#
# <details><summary>And the ends of the interval?</summary>
#
# At −1 only a fall is cut short, which helps the climb. At +1 only a rise is cut, and it then ends
# at +1. ($\varepsilon$ is neglected.)
#
# </details>
#
# ## Build: AMSGrad
#
# Let what divides never fall. With $u_0 = 0$,
#
# $$
# u_t = \max(u_{t-1},\, v_t), \qquad
# \theta_t = \theta_{t-1} - \eta\,\frac{\hat m_t}{\sqrt{u_t/(1-\beta_2^t)}+\varepsilon} . \tag{10.6}
# $$
#
# By hand, (10.1) at a constant η = 0.1:
#
# | label | first call, $g = 3$ | second call, $g = -1$ |
# |---|---|---|
# | 1 create state | $m = v = u = 0$ | kept |
# | 2 advance time | $t = 1$ | $t = 2$ |
# | 3 accumulate | $m = 3$, $v = 0.9 \cdot 9 = 8.1$, $u = 8.1$ | $m = -1$, $v = 0.81 + 0.9 = 1.71$, $u = 8.1$ |
# | 4 correct | $u/0.9 = 9$ | $u/0.99 = 8.182$ |
# | 5 step | $x = -0.1 \cdot 3/3 = -0.1$ | $x = -0.1 + 0.1/2.860 = -0.065$ |
#
# ### Exercise 1. Build AMSGrad (3 points)
#
# `AMSGrad(lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8)` by (10.6), with the contract of
# `Adam`.
#
# <details><summary>Hint</summary>
#
# How many arrays per key outlive a call? Which of them does the next average start from?
#
# </details>

# %% id="amsgrad" kind="solution"
class AMSGrad:
    """AMSGrad: Reddi, Kale and Kumar (2018), Algorithm 2, corrected for bias as in PyTorch."""

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m, self.v, self.u, self.t = None, None, None, 0

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
            self.u = {key: np.zeros_like(p) for key, p in params.items()}
        self.t += 1  # 2
        for key, g in grads.items():
            self.m[key] = self.beta1 * self.m[key] + (1 - self.beta1) * g  # 3
            self.v[key] = self.beta2 * self.v[key] + (1 - self.beta2) * g**2
            self.u[key] = np.maximum(self.u[key], self.v[key])
            m_hat = self.m[key] / (1 - self.beta1**self.t)  # 4
            u_hat = self.u[key] / (1 - self.beta2**self.t)
            params[key] -= self.lr * m_hat / (np.sqrt(u_hat) + self.eps)  # 5
        ### END SOLUTION

# %% id="amsgrad_check" kind="test" points=3
check("amsgrad", AMSGrad, points=3)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("amsgrad", AMSGrad, points=3, private=private_paths("amsgrad"))
### END HIDDEN TESTS

# %% [markdown] id="amsgrad_notes" kind="commentary"
# **Why it works.** Three arrays per key outlive a call. $v$ goes on as in Adam and may fall; $u$
# keeps the largest $v$ so far, and only $u$ divides. The correction comes last and has a local name.
# `np.maximum` compares entry by entry, so that each weight has a maximum of its own. Keeping the
# largest root and correcting that is the same.
#
# **Common mistakes.** The maximum stored in `self.v`, from which the next average then starts. The
# largest $g^2$ for the largest $v$: after a first gradient that is 1000 times too much. `np.max` of
# an array, one number for all its weights. A maximum taken above the line of $v$: in the first call
# only $\varepsilon$ divides, and the step is a hundred million $\eta$ for a gradient of 1.

# %% [markdown] id="race"
# ## See: the race
#
# Soon $u$ stands still: fall and rises are divided by one number, and $x$ follows the sum of the
# gradients. In general lesson 06's regret proof needs $\sqrt{u_t}/\eta_t$ never to fall. (The paper
# corrects no bias; dividing by $1-\beta_2^t$, which grows, weakens this at first.)
#
# The figure runs both classes on (10.1). What happens to Adam's average regret as $C$ nears 2, and
# to AMSGrad's speed?

# %% id="race-figure"
regret_race(Adam, AMSGrad, prediction=prediction)

# %% [markdown] id="amsgrad-repair-task"
# Adam's average regret goes to that of the worst point, $2(C-2)/3$: little when $C$ is near 2, but
# there AMSGrad needs long.
#
# ### Exercise 2. Repair AMSGrad (1 point)
#
# Two things that happened: a review of PyTorch's sparse Adam (pytorch #4034) found the maximum put
# into a local name only; and PyTorch's manual (pytorch #142323) printed another order than its code
# had, the one that optax had (optax #1389). Here are both. Mend them to (10.6).
#
# ```python
# v_hat = self.v[key] / (1 - self.beta2**self.t)
# largest = np.maximum(self.u[key], v_hat)
# params[key] -= self.lr * m_hat / (np.sqrt(largest) + self.eps)
# ```
#
# <details><summary>Hint</summary>
#
# What is `self.u[key]` in the tenth call? Then: at $t = 1$, how large is $\hat v$ beside $v$, and
# what would a maximum make of that for ever?
#
# </details>

# %% id="amsgrad_repair" kind="solution"
class RepairedAMSGrad:
    """AMSGrad as in exercise 1, made from the faulty listing."""

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m, self.v, self.u, self.t = None, None, None, 0

    def update(self, params, grads):
        """Take one step: change the entries of params, leave grads alone, return None."""
        ### BEGIN SOLUTION
        if self.m is None:
            self.m = {key: np.zeros_like(p) for key, p in params.items()}
            self.v = {key: np.zeros_like(p) for key, p in params.items()}
            self.u = {key: np.zeros_like(p) for key, p in params.items()}
        self.t += 1
        for key, g in grads.items():
            self.m[key] = self.beta1 * self.m[key] + (1 - self.beta1) * g
            self.v[key] = self.beta2 * self.v[key] + (1 - self.beta2) * g**2
            m_hat = self.m[key] / (1 - self.beta1**self.t)
            self.u[key] = np.maximum(self.u[key], self.v[key])  # faults: of v_hat, and not kept
            u_hat = self.u[key] / (1 - self.beta2**self.t)
            params[key] -= self.lr * m_hat / (np.sqrt(u_hat) + self.eps)
        ### END SOLUTION

# %% id="amsgrad_repair_check" kind="test" points=1
check("amsgrad", RepairedAMSGrad, points=1)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("amsgrad", RepairedAMSGrad, points=1, private=private_paths("amsgrad"))
### END HIDDEN TESTS

# %% [markdown] id="amsgrad_repair_notes" kind="commentary"
# **Why the order counts.** The first correction makes $\hat v$ a thousand times $v$. A maximum that
# sees this keeps it for ever: after one gradient of 100 it holds 10,000, and gradients of 1 make
# steps of $\eta/100$. (10.6) takes the maximum of $v$, which holds 10, and lets the correction fade
# above it: steps of $\eta/\sqrt{10}$.
#
# **Common mistakes.** Storing the maximum and leaving $\hat v$ in it: one fault less, and exactly the
# manual's order, which the check names. Dividing a stored maximum of $\hat v$ by $1-\beta_2^t$ once
# more corrects twice. With the maximum in a local name only, the path is Adam's, and the check says
# so.

# %% [markdown] id="break"
# ## Break: one bad gradient
#
# The first gradient is 100, say from a broken sample; all others are 1. Who recovers, and when?

# %% id="break-experiment"
lengths = {}
for optimizer in (Adam(lr=1.0), AMSGrad(lr=1.0)):
    params, places = {"x": np.zeros(1)}, [0.0]
    for t in range(8000):
        optimizer.update(params, {"x": np.array([100.0 if t == 0 else 1.0])})
        places.append(float(params["x"][0]))
    lengths[type(optimizer).__name__] = -np.diff(places)
    print(f"{type(optimizer).__name__}: last step {lengths[type(optimizer).__name__][-1]:.3f}")
fig = curves(lengths, x=np.arange(1, 8001), xlabel="step t", ylabel="length of the step / η",
             log_x=True, hlines={"η": 1.0}, title="A gradient of 100, then ones")
show(fig, alt="Both fall from 1 to under 0.1 near step 50. Adam's step is nearly back at 1 by step 5000; "
     "AMSGrad's levels off at about 0.3.",
     caption="A maximum never forgets one large gradient.")

# %% [markdown] id="nadam-task"
# $u$ stays at $v_1 = 0.001 \cdot 100^2 = 10$, AMSGrad's step at $\eta/\sqrt{10} = 0.316\,\eta$. What
# gives the guarantee also keeps every accident.
#
# ## Derive: NAdam looks ahead
#
# **Step 4.** Form C of lesson 03, a momentum $\mu_t$ per step: $m_t = \mu_t m_{t-1} + (1-\mu_t)\,g_t$,
# $x_t = x_{t-1} - \eta\,m_t$. Its look-ahead point is $y_t = x_t - \eta\,\mu_{t+1} m_t$. Subtract
# $y_{t-1}$, use $m_t - \mu_t m_{t-1} = (1-\mu_t)\,g_t$:
#
# $$
# y_t = y_{t-1} - \eta\,\bigl(\mu_{t+1}\,m_t + (1-\mu_t)\,g_t\bigr) \tag{10.7}
# $$
#
# **Step 5.** The weights in $m_t$ sum to $1-P_t$, $P_t = \mu_1\mu_2\cdots\mu_t$: by induction,
# $\mu_t(1-P_{t-1}) + (1-\mu_t) = 1-P_t$. The gradient's part is the newest of $\hat m_t$, the other
# the past's in $\hat m_{t+1}$. Correct each by its own sum, and divide as Adam does:
#
# $$
# \theta_t = \theta_{t-1} - \frac{\eta}{\sqrt{\hat v_t}+\varepsilon}
# \left(\frac{\mu_{t+1}\,m_t}{1-P_{t+1}} + \frac{(1-\mu_t)\,g_t}{1-P_t}\right) \tag{10.8}
# $$
#
# $$
# \mu_t = \beta_1\left(1 - \frac{1}{2}\cdot 0.96^{\,t\psi}\right) \tag{10.9}
# $$
#
# ### Exercise 3. Build NAdam (3 points)
#
# `NAdam(lr=0.002, beta1=0.9, beta2=0.999, eps=1e-8, momentum_decay=4e-3)`; ψ is `momentum_decay`.
# In PyTorch's form of Dozat (2016) $m_t$ itself keeps $\beta_1$, by (8.1).
#
# <details><summary>Hint</summary>
#
# Which single number must outlive a call for $P_t$, and how often per call does it change if there
# are three keys?
#
# </details>

# %% id="nadam" kind="solution"
class NAdam:
    """NAdam: Dozat (2016), in PyTorch's form."""

    def __init__(self, lr=0.002, beta1=0.9, beta2=0.999, eps=1e-8, momentum_decay=4e-3):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.momentum_decay = momentum_decay
        self.m, self.v, self.t, self.product = None, None, 0, 1.0

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
        mu = self.beta1 * (1 - 0.5 * 0.96 ** (self.t * self.momentum_decay))
        mu_next = self.beta1 * (1 - 0.5 * 0.96 ** ((self.t + 1) * self.momentum_decay))
        self.product *= mu
        for key, g in grads.items():
            self.m[key] = self.beta1 * self.m[key] + (1 - self.beta1) * g  # 3
            self.v[key] = self.beta2 * self.v[key] + (1 - self.beta2) * g**2
            ahead = mu_next * self.m[key] / (1 - self.product * mu_next)  # 4
            newest = (1 - mu) * g / (1 - self.product)
            v_hat = self.v[key] / (1 - self.beta2**self.t)
            params[key] -= self.lr * (ahead + newest) / (np.sqrt(v_hat) + self.eps)  # 5
        ### END SOLUTION

# %% id="nadam_check" kind="test" points=3
check("nadam", NAdam, points=3)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("nadam", NAdam, points=3, private=private_paths("nadam"))
### END HIDDEN TESTS

# %% [markdown] id="nadam_notes" kind="commentary"
# **Why it works.** `product` is like `t`: one number for all keys, changed once a call. The momentum
# of the next step is looked at and not used up, so `self.product * mu_next` is not stored. Each part
# of the step is divided by the sum of the weights that it belongs to, $1-P_{t+1}$ or $1-P_t$.
#
# **Common mistakes.** The product in the loop over keys: right with one key, and each further key
# finds a momentum too many. $\beta_1^t$ for $P_t$: the schedule begins at $\mu_1 = 0.450$, half of
# $\beta_1$, so that the first factor is twice too large. One correction for both parts. $m$
# averaged with $\mu_t$, as in (10.7): a NAdam too, but not PyTorch's. Ruder's overview has a NAdam
# without any schedule; the check knows that one by name.

# %% [markdown] id="nadam-watch"
# ## See: better, at one rate
#
# First a constant gradient, then 30 steps on the ravine. Are the steps η long? Who is lower?

# %% id="nadam-watch-code"
params, optimizer, places = {"x": np.zeros(1)}, NAdam(lr=1.0), [0.0]
for _ in range(100):
    optimizer.update(params, {"x": np.ones(1)})
    places.append(float(params["x"][0]))
print("steps 1, 4, 10, 100:", (-np.diff(places))[[0, 3, 9, 99]].round(3).tolist())
for lr in (0.1, 0.3):
    heights = [RAVINE.value(follow(make(lr=lr), RAVINE)[-1]) for make in (Adam, NAdam)]
    print(f"rate {lr}: Adam {heights[0]:.3f}, NAdam {heights[1]:.3f}")

# %% [markdown] id="rho-task"
# The steps sink to 0.731: $m_t$ averages with $\beta_1$ but is corrected by $P_{t+1}$. And NAdam
# wins at 0.3, Adam at 0.1.
#
# ## Derive: RAdam asks how long an average is
#
# At $t = 1$ Adam divides by the root of a single square. **Step 6.** A plain average of $n$ numbers
# has ages $0, \dots, n-1$, in the mean $(n-1)/2$. In $\hat v_t$ age $i$ has the weight $\beta^i/S$
# (β is $\beta_2$). With
#
# $$
# S = \sum_{i=0}^{t-1}\beta^i = \frac{1-\beta^t}{1-\beta}, \qquad A = \sum_{i=0}^{t-1} i\,\beta^i \tag{10.10}
# $$
#
# subtract $\beta A$ from $A$, and $\beta S = \beta + \dots + \beta^t$ appears:
#
# $$
# (1-\beta)\,A = \sum_{i=1}^{t-1}\beta^i - (t-1)\,\beta^t = \beta S - t\,\beta^t . \tag{10.11}
# $$
#
# So the mean age is
#
# $$
# a_t = \frac{A}{S} = \frac{\beta}{1-\beta} - \frac{t\,\beta^t}{1-\beta^t} . \tag{10.12}
# $$
#
# ### Exercise 4. Find the length (2 points)
#
# `rho_t(beta2, t) -> float` is the $n$ whose mean age is $a_t$, $t = 1, 2, \dots$ (RAdam's
# $\rho_t$ is a length, no decay.)
#
# <details><summary>Hint</summary>
#
# How long is an average of one number? Does yours give that at $t = 1$?
#
# </details>

# %% id="rho_t" kind="solution"
def rho_t(beta2, t):
    """Return the length of the plain average whose mean age is that of v_hat after t steps."""
    ### BEGIN SOLUTION
    mean_age = beta2 / (1 - beta2) - t * beta2**t / (1 - beta2**t)
    return 1 + 2 * mean_age
    ### END SOLUTION

# %% id="rho_t_check" kind="test" points=2
check("rho_t", rho_t, points=2)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("rho_t", rho_t, points=2, private=private_paths("rho_t"))
### END HIDDEN TESTS

# %% [markdown] id="rho_t_notes" kind="commentary"
# **Why it works.** $(n-1)/2 = a_t$ gives $n = 1 + 2a_t$, and at $t = 1$ the two terms of (10.12) are
# equal: mean age 0, length 1. Written out, $1 + 2\beta/(1-\beta) = 2/(1-\beta) - 1 = \rho_\infty$, and
# the paper's line appears: $\rho_t = \rho_\infty - 2t\beta^t/(1-\beta^t)$.
#
# **Common mistakes.** $2a_t$, which is 0 after one gradient; the hint asks for just this case.
# $\rho_\infty$ alone, which says 1999 after one gradient. `beta2 * t` for a power. The second term
# added, so that the length falls to its limit from above. With $\beta_2 = 0.999$ many slips hide
# behind 1999; $t = 1, 2$ and a small $\beta_2$ show them.

# %% [markdown] id="radam-task"
# As $t$ grows, $\rho_t$ nears $\rho_\infty = 2/(1-\beta_2)-1$, usually 1999; at first it is nearly
# $t$: $\rho_4 = 3.997$, $\rho_5 = 4.996$, $\rho_6 = 5.994$.
#
# **Step 7.** Let $h$ be the mean of $n$ squares of independent normal gradients, mean 0, variance
# $\sigma^2$. Tables (inverse chi-squared) give $E[1/h] = n/((n-2)\,\sigma^2)$ and, only for
# $n > 4$, $\mathrm{Var}[1/h] = 2n^2/((n-2)^2(n-4)\,\sigma^4)$. To first order
# $\mathrm{Var}[\sqrt z] = \mathrm{Var}[z]/(4E[z])$, so
#
# $$
# \mathrm{Var}\left[\frac{1}{\sqrt h}\right] \approx \frac{n}{2\,(n-2)(n-4)\,\sigma^2} . \tag{10.13}
# $$
#
# **Step 8.** A factor $r_t$ multiplies it by $r_t^2$. Make it at $n = \rho_t$ what it is at
# $n = \rho_\infty$:
#
# $$
# r_t = \sqrt{\frac{(\rho_t-4)(\rho_t-2)\,\rho_\infty}{(\rho_\infty-4)(\rho_\infty-2)\,\rho_t}} \tag{10.14}
# $$
#
# <details><summary>How good is the first order?</summary>
#
# Crude where it matters first: at $n = 6$ (10.13) gives $0.375/\sigma^2$, the true variance is
# $0.175/\sigma^2$. At $n = 100$ it is 2.3 % too large.
#
# </details>
#
# While $\rho_t \le 5$ the step is $-\eta\,\hat m_t$, then
#
# $$
# \theta_t = \theta_{t-1} - \eta\,r_t\,\hat m_t\,\frac{\sqrt{1-\beta_2^t}}{\sqrt{v_t}+\varepsilon} . \tag{10.15}
# $$
#
# ### Exercise 5. Put RAdam's lines in order (1 point)
#
# `r_squared` is $r_t^2$, `limit` $\rho_\infty$, `bias` $1-\beta_2^t$. Return the letters of those that
# belong, in order.

# %% id="radam_order" kind="solution"
@puzzle("radam")
def arranged_radam():
    """Return the letters of the lines that belong, from top to bottom, as in "CAB"."""
    ### BEGIN SOLUTION
    return "HBFJGD"
    ### END SOLUTION

# %% id="radam_order_check" kind="test" points=1
check("radam", arranged_radam, points=1)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("radam", arranged_radam, points=1, private=private_paths("radam"))
### END HIDDEN TESTS

# %% [markdown] id="radam_order_notes" kind="commentary"
# **Why this order.** Both moments take every gradient in, divided or not: H and B stand at the loop's
# level, before what reads them. F makes the plain step, G changes it where J allows, D takes it
# either way. B may stand anywhere above J, also between F and J.
#
# **Common mistakes.** E lets $v$ sleep for five calls: at equal gradients it then holds about a sixth of
# what it should, and step 6 is 2.45 times too long. C is the paper's threshold, with which step 5 is
# $0.017\,\eta$ in any unit. A lacks the root of $r_t^2$: step 6 shrinks from $0.026\,\eta$ to
# $0.0007\,\eta$. I stands in the branch, and the first five calls move nothing, as a
# switch in the authors' code has it.

# %% [markdown] id="radam-build"
# ### Exercise 6. Build RAdam (3 points)
#
# `RAdam(lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8)` by (10.15), now with your own `rho_t`. It is
# PyTorch's form of Algorithm 2 of Liu et al. (2020, arXiv 1908.03265). There the threshold is 4:
# $t = 5$ is divided already, here $t = 6$.
#
# <details><summary>Hint</summary>
#
# Which of the two moments must advance even while nothing is divided by its root?
#
# </details>

# %% id="radam" kind="solution"
class RAdam:
    """RAdam: Liu et al. (2020), Algorithm 2, with PyTorch's threshold and eps."""

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
        rho, limit = rho_t(self.beta2, self.t), 2 / (1 - self.beta2) - 1
        for key, g in grads.items():
            self.m[key] = self.beta1 * self.m[key] + (1 - self.beta1) * g  # 3
            self.v[key] = self.beta2 * self.v[key] + (1 - self.beta2) * g**2
            step = self.lr * self.m[key] / (1 - self.beta1**self.t)  # 4
            if rho > 5:
                r_squared = (rho - 4) * (rho - 2) * limit / ((limit - 4) * (limit - 2) * rho)
                root = np.sqrt(r_squared * (1 - self.beta2**self.t))
                step *= root / (np.sqrt(self.v[key]) + self.eps)
            params[key] -= step  # 5
        ### END SOLUTION

# %% id="radam_check" kind="test" points=3
check("radam", RAdam, points=3)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("radam", RAdam, points=3, private=private_paths("radam"))
### END HIDDEN TESTS

# %% [markdown] id="radam_notes" kind="commentary"
# **Why it works.** `rho` and its limit depend on `t` alone, so they are computed once a call. The
# factor is computed inside the branch only: for lengths between 2 and 4 it is the root of a negative
# number. $\varepsilon$ is added to the uncorrected root, as in PyTorch; beside the corrected one it
# passes with a note.
#
# **Common mistakes.** `self.t > 5` in the place of `rho > 5`: the same for a $\beta_2$ near 1, but at
# $\beta_2 = 0.5$ no length ever exceeds 3, and nothing is to be divided. The uncorrected $m$ in the first
# calls: a tenth of the step at $t = 1$. Adam's step for small lengths, which divides by the few
# squares that RAdam distrusts.

# %% [markdown] id="radam-break"
# ## Break: the first five steps
#
# $r_t$ lengthens the steps little by little, a *warm-up*. What do gradients a hundred times larger
# change, before and after step 5?

# %% id="radam-break-code"
for g in (1.0, 100.0):
    params, optimizer, places = {"x": np.zeros(1)}, RAdam(lr=0.1), [0.0]
    for _ in range(1000):
        optimizer.update(params, {"x": np.array([g])})
        places.append(float(params["x"][0]))
    steps = -np.diff(places)
    print(f"gradient {g:3.0f}: step 5 {steps[4]:.4f}, step 6 {steps[5]:.4f}, "
          f"step 1000 {steps[999]:.4f}")

# %% [markdown] id="project-task"
# Step 6 is $0.026\,\eta$ in any unit, step 1000 $0.645\,\eta$. But the first five are η times the
# gradient, unit included.
#
# ## Derive: AdamP and a right angle
#
# Before a layer that normalises its input only a weight array's direction counts: $f(cw) = f(w)$,
# $c > 0$. **Step 9.** Differentiate by $c$ at $c = 1$:
#
# $$
# w \cdot \nabla f(w) = 0 . \tag{10.16}
# $$
#
# By Pythagoras gradient steps only lengthen $w$, which then turns less. Remembered gradients can
# point along today's $w$ and lengthen it more. AdamP takes that part out of an update $p$:
#
# $$
# p - \frac{p \cdot w}{w \cdot w}\,w \tag{10.17}
# $$
#
# ### Exercise 7. Project an update (2 points)
#
# `project_out(update, w)` is (10.17): arrays of one shape, dots over all entries,
# arguments unchanged. $p = (3, 1)$ and $w = (1, 2)$ give $(2, -1)$.
#
# <details><summary>Hint</summary>
#
# How many numbers is a dot product of two arrays of shape (2, 3)?
#
# </details>
#
# <details><summary>When does AdamP project?</summary>
#
# Only where gradient and $w$ are nearly at right angles, the sign of a weight array whose length
# doesn't count: Heo et al. (2021, arXiv 2006.08217).
#
# </details>

# %% id="project_out" kind="solution"
def project_out(update, w):
    """Return update without its part along w, taken over all entries: AdamP, Heo et al. (2021)."""
    ### BEGIN SOLUTION
    return update - np.sum(update * w) / np.sum(w * w) * w
    ### END SOLUTION

# %% id="project_out_check" kind="test" points=2
check("project_out", project_out, points=2)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("project_out", project_out, points=2, private=private_paths("project_out"))
### END HIDDEN TESTS

# %% [markdown] id="project_out_notes" kind="commentary"
# **Why it works.** The part along $w$ is a number times $w$, and that number is a quotient of two dot
# products. `np.sum(update * w)` is a dot over all entries for any shape; so is `np.vdot`. A new array
# is returned: `update -= …` would change the caller's.
#
# **Common mistakes.** `update @ w`, which for matrices multiplies matrices. A sum along one axis, so
# that each row is projected by itself. The length of $w$ for its square: right at length 1 only. The
# quotient taken off without $w$ behind it. Testing that the result has dot product 0 with $w$ finds
# most slips, but not rows that are projected one by one, nor a result that points backwards.

# %% [markdown] id="amsgrad_why" kind="manual" points=4
# ## Explain it
#
# ### Exercise 8. Answer a headline (4 points)
#
# "Adam has been proved wrong. Use AMSGrad, it is always at least as good." Answer in a few
# sentences.
#
# 1. What is proved, and what is chosen first, the $\beta$ or the problem?
# 2. Why does AMSGrad go to −1 on (10.1)?
# 3. Give gradients on which AMSGrad is worse, with a number.
# 4. What would you measure before you choose for your net?
#
# ### BEGIN SOLUTION
# 1. For any fixed $\beta_1 < \sqrt{\beta_2}$ there is a convex problem on which Adam's average regret
#    does not go to 0. The $\beta$ come first, then the problem: on (10.1) with $C = 3$ the usual
#    $\beta_2$ goes to −1.
# 2. Once $u$ has reached its maximum it is constant: all three gradients are divided by the same
#    number, so $x$ follows their sum, $C - 2 > 0$, downwards.
# 3. A first gradient of 100, then ones: Adam's step returns to η, AMSGrad's stays at $0.316\,\eta$.
# 4. Both methods, each with its learning rate tuned by an equal budget, on several seeds, with the
#    spread. The theorem does not say how often such problems occur.
# ### END SOLUTION
#
# === BEGIN MARK SCHEME ===
# - 1 point: there *is* a problem (not: all problems), and the $\beta$ are fixed first.
# - 1 point: one divisor for all three gradients, hence the sign of their sum.
# - 1 point: a large gradient followed by small ones, with 0.316 or another right number.
# - 1 point: both tuned with an equal budget, and more than one seed.
#
# === END MARK SCHEME ===

# %% [markdown] id="amsgrad_why_notes" kind="commentary"
# **Why it is asked.** "There is a problem on which" becomes "on all problems" in a headline, and
# "converges" becomes "is better". Exercises 1 and 2 built the repair; here its price is named.
#
# **Common mistakes.** 1: "Adam does not converge", without who chooses first, earns nothing. 2: "$u$
# never falls" repeats the rule; the point needs the sum of the three gradients. 3: "slow after an
# outlier", without a number, earns nothing. A first gradient $G$, then ones, leaves steps of
# $31.6\,\eta/G$ for any $G$ above 31.6; below that AMSGrad catches up, and the example fails. 4: "the
# loss of both" is half; without tuning, or with one seed, no point.

# %% [markdown] id="recall"
# ## Recall
#
# Answer each aloud before you open it.
#
# <details><summary>Lesson 09: with β₁ = 0, how long can a step of Adam get?</summary>
#
# $\eta/\sqrt{1-\beta_2}$, by the bound with $\beta_1 = 0$: the fall of step 2 above.
#
# </details>
#
# <details><summary>Lesson 07: what does an average that forgets gain over AdaGrad's sum, and what does it lose?</summary>
#
# Rates can rise again. That is what the regret proof does not allow.
#
# </details>
#
# <details><summary>Lesson 05: which two arrows make a step of Nesterov's stored point?</summary>
#
# $\mu v_t$ and $-\eta g_t$, by (5.5); (10.7) is that sum in form C.
#
# </details>
#
# <details><summary>True or false: "Adam generally works best, so nothing else need be tried."</summary>
#
# False. On (10.1) it can go to the worst point; on lesson 08's ravine it beats gradient descent at
# one rate and loses at another. A good default is what you try first.
#
# </details>
#
# ## What you can do now
#
# - prove that Adam climbs on (10.1), and say what the theorem does not say
# - build AMSGrad, NAdam and RAdam, and name the order or threshold that libraries differ in
# - derive $\rho_t$ from a mean age
# - show for each repair what it costs
#
# Open: $r_t$ changes the rate with time. Lesson 11 lets you choose how.

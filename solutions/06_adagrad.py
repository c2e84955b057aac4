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
# # Give every coordinate its own learning rate
#
# AdaGrad divides each coordinate's gradient by a root of its past. One question: **what should a
# coordinate's rate depend on, and what does that guarantee?**
#
# ## What you will do
#
# See one rate fail, predict, build AdaGrad, prove its bound, break it twice, repair one.
#
# ## What you will learn
#
# - implement AdaGrad and read its rates
# - prove its regret bound
# - say what the place of ε changes
# - say when turned axes spoil it
#
# ## What you need
#
# Lessons 00, 01 and 05; tangents of convex functions. About 60 minutes.
#
# The first cell only imports.

# %% id="imports"
import numpy as np

from descent import check
from descent.parsons import puzzle
from descent.plots import curves, panels, show
from descent.predictions import reveal
from descent.widgets import rotated_bowl

# %% [markdown] id="last-rule-fails"
# ## See: one rate for two words
#
# 3,000 short texts arrive one by one, each with a label $y$, 0 or 1. One word stands in every
# second text, another in one of a hundred; $x$ marks which are there. The probability of label 1
# is $p = 1/(1+e^{-x^\top\theta})$ (*logistic regression*) with the true weights $(2, 2)$. The loss
# is $-\log$ of the probability given to the true label, its gradient $(p-y)\,x$.
#
# Lesson 05's rule (5.5) with $\mu = 0.9$ learns at two rates. Which word does each rate suit?

# %% id="last-rule-fails-figure"
rng = np.random.default_rng(6)
X = (rng.random((3000, 2)) < [0.5, 0.01]).astype(float)
y = (rng.random(3000) < 1 / (1 + np.exp(-X @ [2.0, 2.0]))).astype(float)
fig, axes = panels(2, share_y=True)
for lr, ax in zip((0.01, 0.1), axes, strict=True):
    theta, v, path = np.zeros(2), np.zeros(2), [np.zeros(2)]
    for x, label in zip(X, y, strict=True):
        g = (1 / (1 + np.exp(-x @ theta)) - label) * x
        v = 0.9 * v - lr * g
        theta = theta + 0.9 * v - lr * g
        path.append(theta)
    curves(dict(zip(("common word", "rare word"), np.transpose(path), strict=True)), xlabel="text",
           ylabel="weight", title=f"Nesterov, lr {lr}", hlines={"true weight": 2.0}, ax=ax)
show(fig, alt="At rate 0.01 the common word's weight rises to 2 and stays near it, the rare word's climbs"
     " only to 0.5. At 0.1 the rare one comes near 2, but the common one swings between 0 and 4.",
     caption="No single rate suits a common and a rare word.")

# %% [markdown] id="predict"
# At 0.01 the rare word's weight gets to 0.53 only; at 0.1 it comes to 1.80, but the common one
# swings as high as 3.99. A velocity lengthens the steps of both alike. Each
# coordinate wants a rate of its own.
#
# ## Predict: does the update become 0?
#
# AdaGrad (Duchi, Hazan and Singer 2011, JMLR 12, Figure 1) sums squared gradients, $h_0 = 0$, entry
# by entry:
#
# $$
# h_t = h_{t-1} + g_t^2 \tag{6.1}
# $$
#
# $$
# \theta_t = \theta_{t-1} - \eta\,\frac{g_t}{\sqrt{h_t} + \varepsilon} \tag{6.2}
# $$
#
# A tiny $\varepsilon$ keeps 0/0 away. All gradients are 1. Compared with 100 steps, 10,000 steps
# lead
#
# - **a** about as far: the update has become 0
# - **b** about 10 times as far
# - **c** about 100 times as far
#
# Run both cells, then choose.

# %% id="prediction"
prediction = None  # "a", "b" or "c"

# %% id="prediction-experiment"
distance, h, theta = {}, 0.0, 0.0
for t in range(1, 10_001):
    h += 1.0**2
    theta -= 0.1 * 1.0 / (np.sqrt(h) + 1e-7)
    distance[t] = abs(theta)
ratio = distance[10_000] / distance[100]
truth = "a" if ratio < 2 else "b" if ratio < 50 else "c"
reveal(prediction, truth, {
    "a": "about as far: the update has become 0",
    "b": "about 10 times as far: the steps shrink, and never end",
    "c": "about 100 times as far: the steps stay as they are",
})

# %% [markdown] id="effective-lr-task"
# ## Derive: the rate falls, and never to 0
#
# **Step 1.** In (6.2) the gradient is multiplied by the *effective rate*
# $\eta/(\sqrt{h_t}+\varepsilon)$. It never rises, since $h$ never falls. If $|g_t| \le G$ always,
# then $h_t \le G^2 t$; without $\varepsilon$
#
# $$
# \frac{\eta}{\sqrt{h_t}} \ge \frac{\eta}{G\sqrt{t}} . \tag{6.3}
# $$
#
# **Step 2.** A constant gradient has $h_t = g^2 t$: the steps are $\eta/\sqrt{t}$ long. As
# $1/\sqrt{s}$ falls, $1/\sqrt{t}$ lies between its integrals over $[t, t+1]$ and $[t-1, t]$, and
# an antiderivative is $2\sqrt{s}$. With the first term kept apart on the right,
#
# $$
# 2\sqrt{T+1} - 2 \;\le\; \sum_{t=1}^{T} \frac{1}{\sqrt{t}} \;\le\; 2\sqrt{T} - 1 . \tag{6.4}
# $$
#
# ### Exercise 1. Compute `effective_lr` (2 points)
#
# `effective_lr(h, lr, eps)` is Step 1's effective rate. `h` is a number or an array of any shape,
# which the result shares; leave it unchanged.
#
# <details><summary>Hint</summary>
#
# One gradient of 3 leaves $h = 9$. By what should the next gradient be divided? What is your
# result where $h$ is 0?
#
# </details>

# %% id="effective_lr" kind="solution"
def effective_lr(h, lr, eps):
    """Return what (6.2) multiplies the gradient with, elementwise.

    Args: h, sums of squared gradients, an array of any shape or a number; not changed.
    """
    ### BEGIN SOLUTION
    return lr / (np.sqrt(h) + eps)
    ### END SOLUTION

# %% id="effective_lr_check" kind="test" points=2
check("effective_lr", effective_lr, points=2)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("effective_lr", effective_lr, points=2, private=private_paths("effective_lr"))
### END HIDDEN TESTS

# %% [markdown] id="effective_lr_notes" kind="commentary"
# **Why it works.** NumPy takes root, sum and quotient entry by entry, so one line serves a number and
# an array of any shape, and `h` stays as it was. Where $h$ is 0 the rate is $\eta/\varepsilon$: huge,
# but finite, and the gradient of 0 that belongs to it makes a step of 0.
#
# **Common mistakes.** No root: $h$ is a sum of squares, so a gradient 10 times as large would lower
# the rate a hundredfold. A root above the bar as well: $\eta\sqrt{h}/(\sqrt{h}+\varepsilon)$ is a
# step, not a rate. A root that is written into `h`: the rates are right, and the optimizer's memory
# is spoilt for the next call. ε under the root is no mistake, only another convention; the check
# says so, and Step 11 shows the difference.

# %% [markdown] id="rates"
# By (6.4) 100 steps lead between 18 and 19 times $\eta$, 10,000 steps between 198 and 199 times:
# no end is in sight.
#
# Your function draws the rates of three coordinates. On these axes $1/\sqrt{t}$ has the slope
# −1/2. Which coordinate keeps the highest rate, and by which factor?

# %% id="rates-figure"
t = np.arange(1, 10_001)
squares = {"gradient 1 in every step": t, "gradient 10 in every step": 100 * t,
           "gradient 1 in every 100th step": 1 + (t - 1) // 100}
rates = {name: effective_lr(h.astype(float), 0.1, 1e-7) for name, h in squares.items()}
for name, rate in rates.items():
    print(f"{name}: {rate[0]:.4f} at first, {rate[-1]:.4f} at the end")
fig = curves(rates, x=t, xlabel="step t", ylabel="effective rate", log_x=True, log_y=True,
             title="Effective rate, lr 0.1")
show(fig, alt="Two parallel lines fall with slope minus one half, the one for gradient 10 ten"
     " times lower. The third, for the rare gradient, stays level for 100 steps, then comes"
     " down in ever finer stairs and ends ten times above the first.",
     caption="A rate per coordinate: it falls with that coordinate's own gradients.")

# %% [markdown] id="worked-example"
# Gradients 10 times as large: a rate 10 times lower. Gradients 100 times rarer: a rate 10 times
# higher at the end.
#
# ## Build: AdaGrad
#
# ### Two steps by hand
#
# $\theta = (1, 1)$, $\eta = 0.5$, gradients $(4, 0.6)$, then $(-3, 0.8)$; $\varepsilon$ is negligible.
#
# | label | first call | second call |
# |---|---|---|
# | 1 create state | $h = (0, 0)$ | kept |
# | 3 accumulate | $h = (16, 0.36)$ | $h = (16 + 9,\; 0.36 + 0.64) = (25, 1)$ |
# | 5 step | $\theta = (1 - 0.5 \cdot 4/4,\; 1 - 0.5 \cdot 0.6/0.6) = (0.5, 0.5)$ | $\theta = (0.5 + 0.5 \cdot 3/5,\; 0.5 - 0.5 \cdot 0.8/1) = (0.8, 0.1)$ |
#
# The first step is $\eta$ long in every coordinate. Multiply all gradients of one by 10, and its
# quotients stay: no step depends on the gradient's unit.
#
# ### Exercise 2. Put AdaGrad's lines in order (1 point)
#
# The next cell shows lines out of order, and some that never belonged. Return the letters of those
# that belong, from top to bottom.

# %% id="adagrad_order" kind="solution"
@puzzle("adagrad")
def arranged_adagrad():
    """Return the letters of the lines that belong, from top to bottom, as in "CAB"."""
    ### BEGIN SOLUTION
    return "GICEA"
    ### END SOLUTION

# %% id="adagrad_order_check" kind="test" points=1
check("adagrad", arranged_adagrad, points=1)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("adagrad", arranged_adagrad, points=1, private=private_paths("adagrad"))
### END HIDDEN TESTS

# %% [markdown] id="adagrad_order_notes" kind="commentary"
# **Why this order.** G and I make the state in the first call and never again, so they stand above
# the loop C. Inside it E comes before A, since the $h_t$ of (6.2) already holds the gradient of its
# own call. No other order passes.
#
# **Common mistakes.** A before E: in the first call $h$ is 0, ε alone divides, and the step is ten
# million times $\eta g$. D empties the memory in every call, and each step is η long. B adds sizes to
# what is rooted later: gradients 100 times as large then make steps 10 times as long. F lacks the
# root: a gradient twice as large makes a step half as long. H lacks ε, which shows only where a
# gradient has been 0 from the start: 0/0 is nan. Most probes have no such entry, so H earns half
# the point.

# %% [markdown] id="adagrad-task"
# ### Exercise 3. Build AdaGrad (4 points)
#
# `AdaGrad(lr=0.01, eps=1e-7)` with `update(params, grads)`: apply (6.1) and (6.2) to every key.
# Arrays may have any shape. Change the entries of `params`, leave `grads` alone, return None.
#
# <details><summary>Hint: numbers become nan</summary>
#
# For an entry whose gradient has always been 0, what stands below the fraction bar?
#
# </details>
#
# <details><summary>Hint: the first step is enormous</summary>
#
# In the table, is the gradient of a call in $h$ before or after the step of that call?
#
# </details>

# %% id="adagrad" kind="solution"
class AdaGrad:
    """AdaGrad: Duchi, Hazan and Singer (2011), Figure 1, diagonal; eps is its delta."""

    def __init__(self, lr=0.01, eps=1e-7):
        self.lr, self.eps = lr, eps
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
            self.h[key] = self.h[key] + g**2  # 3
            params[key] -= self.lr * g / (np.sqrt(self.h[key]) + self.eps)  # 5
        ### END SOLUTION

# %% id="adagrad_check" kind="test" points=4
check("adagrad", AdaGrad, points=4)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("adagrad", AdaGrad, points=4, private=private_paths("adagrad"))
### END HIDDEN TESTS

# %% [markdown] id="adagrad_notes" kind="commentary"
# **Why it works.** `self.h` has one array a key, made in the first call, when the shapes are known.
# There is no label 2 or 4: the rule does not know how many calls there were, and corrects nothing.
# `self.h[key] += g**2` would do as well, since `zeros_like` made an array that nobody else has.
# A coordinate whose gradient was always 0 gets $0/\varepsilon = 0$ and stays.
#
# **Common mistakes.** One number for a whole array, `np.sum(g**2)`: a steep entry then slows down the
# flat ones beside it, and with arrays of one entry nothing shows. `h` started at the first square,
# to which that square is then added: the first step has only $1/\sqrt{2}$ of its length. The divided
# rate stored in `self.lr`: the next key divides it again. Each has a name in the check.

# %% [markdown] id="words-again"
# ### See it learn the two words
#
# The same texts, one $\eta$ of 0.5 for both words. Is the common word calm now, and does the rare
# one get anywhere?

# %% id="words-again-figure"
optimizer, params = AdaGrad(lr=0.5), {"theta": np.zeros(2)}
path, grads = np.zeros((3001, 2)), np.zeros((3000, 2))
for t, (x, label) in enumerate(zip(X, y, strict=True)):
    grads[t] = (1 / (1 + np.exp(-x @ params["theta"])) - label) * x
    optimizer.update(params, {"theta": grads[t]})
    path[t + 1] = params["theta"]
print("weights at the end:", path[-1].round(2), "  largest:", path.max(axis=0).round(2))
fig = curves(dict(zip(("common word", "rare word"), path.T, strict=True)), xlabel="text",
             ylabel="weight", title="AdaGrad, lr 0.5", hlines={"true weight": 2.0})
show(fig, alt="The common word's weight rises at once past 2, then stays between 1.6 and 2.6. The"
     " rare word's moves in stairs, high ones at first, a few of them down, and ends near 1.7.",
     caption="With a rate of its own, each word's weight arrives.")

# %% [markdown] id="lemma"
# They end at 1.87 and 1.69, and the common one never exceeds 2.54.
#
# ## Derive: what is guaranteed
#
# **Step 3.** Take one coordinate, from its first nonzero gradient on, with $\varepsilon = 0$. By
# (6.1) a square is a difference, and factors:
#
# $$
# g_t^2 = h_t - h_{t-1}
# = \bigl(\sqrt{h_t} - \sqrt{h_{t-1}}\bigr)\bigl(\sqrt{h_t} + \sqrt{h_{t-1}}\bigr) . \tag{6.5}
# $$
#
# **Step 4.** The last bracket is at most $2\sqrt{h_t}$. Divide:
#
# $$
# \frac{g_t^2}{\sqrt{h_t}} \le 2\bigl(\sqrt{h_t} - \sqrt{h_{t-1}}\bigr) . \tag{6.6}
# $$
#
# **Step 5.** Add up; between $h_0 = 0$ and $h_T$ all roots cancel (the paper's Lemma 4):
#
# $$
# \sum_{t=1}^{T} \frac{g_t^2}{\sqrt{h_t}} \le 2\sqrt{h_T} . \tag{6.7}
# $$
#
# For which gradients are the two sides close?

# %% id="lemma-check"
rng = np.random.default_rng(6)
for name, g in {"constant": np.ones(1000), "random": rng.normal(size=1000),
                "doubling": 2.0 ** np.arange(20)}.items():
    h = np.cumsum(g**2)
    print(f"{name:8}  sum {np.sum(g**2 / np.sqrt(h)):12.2f}   bound {2 * np.sqrt(h[-1]):12.2f}")

# %% [markdown] id="regret"
# They are close where one step hardly changes $h$: then (6.6) is nearly an equation.
#
# **Step 6.** Let $f_t$ be convex losses, $g_t$ the gradient of $f_t$ at $\theta_{t-1}$, and
# $\theta^\ast$ any fixed point, say the best in hindsight. The *regret* is
#
# $$
# R_T = \sum_{t=1}^{T} \bigl(f_t(\theta_{t-1}) - f_t(\theta^\ast)\bigr) . \tag{6.8}
# $$
#
# Put $d_t = \theta_t - \theta^\ast$. A convex function lies above its tangent at $\theta_{t-1}$:
# $f_t(\theta^\ast) \ge f_t(\theta_{t-1}) - g_t^\top d_{t-1}$. So, with coordinates $i$,
#
# $$
# R_T \le \sum_{t=1}^{T} g_t^\top d_{t-1} = \sum_i \sum_{t=1}^{T} g_{t,i}\, d_{t-1,i} . \tag{6.9}
# $$
#
# **Step 7.** In one coordinate (its $i$ is left out) (6.2) says
# $d_t = d_{t-1} - \eta g_t/\sqrt{h_t}$. Square it, multiply by $\sqrt{h_t}/(2\eta)$, and solve for
# the mixed term:
#
# $$
# g_t\, d_{t-1} = \frac{\sqrt{h_t}}{2\eta}\bigl(d_{t-1}^2 - d_t^2\bigr)
# + \frac{\eta}{2}\,\frac{g_t^2}{\sqrt{h_t}} . \tag{6.10}
# $$
#
# With $\sqrt{h_t}+\varepsilon$ for the root it holds for your path too. Look at the largest difference.

# %% id="regret-check"
root = np.sqrt(np.cumsum(grads**2, axis=0)) + 1e-7  # with eps, as in (6.2)
d = path - 2.0  # the true weights as the fixed point
left = grads * d[:-1]
right = root * (d[:-1] ** 2 - d[1:] ** 2) / (2 * 0.5) + 0.5 / 2 * grads**2 / root
print(f"sum of all g d: {left.sum():.3f}   largest difference: {abs(left - right).max():.0e}")

# %% [markdown] id="bound"
# **Step 8.** Let $D$ be the largest $|d_t|$ of any step and coordinate. Sum the first part of
# (6.10) over $t$, and collect what multiplies each $d_{t-1}^2$. No bracket on the right is negative, and all
# together they make $\sqrt{h_T}$:
#
# $$
# \sum_{t=1}^{T} \sqrt{h_t}\,\bigl(d_{t-1}^2 - d_t^2\bigr)
# = \sum_{t=1}^{T} \bigl(\sqrt{h_t} - \sqrt{h_{t-1}}\bigr)\, d_{t-1}^2 - \sqrt{h_T}\, d_T^2
# \le D^2 \sqrt{h_T} . \tag{6.11}
# $$
#
# **Step 9.** By (6.7) the second part of (6.10) sums to at most $\eta\sqrt{h_T}$. Put both into
# (6.9), for every coordinate (the paper's Theorem 5):
#
# $$
# R_T \le \Bigl(\frac{D^2}{2\eta} + \eta\Bigr) \sum_i \sqrt{h_{T,i}} . \tag{6.12}
# $$
#
# **Step 10.** If $D$ is the same for every $\eta$ (the paper keeps θ in a bounded set), the bracket's
# derivative in $\eta$, $1 - D^2/(2\eta^2)$, vanishes at $\eta = D/\sqrt{2}$:
#
# $$
# R_T \le \sqrt{2}\, D \sum_i \sqrt{h_{T,i}} . \tag{6.13}
# $$
#
# (6.13) needs $D$ beforehand; (6.12) holds for any $\eta$. How far below it do the words stay?

# %% id="bound-check"
best = np.zeros(2)
for _ in range(3000):  # gradient descent on the sum of all losses
    best -= 0.003 * X.T @ (1 / (1 + np.exp(-X @ best)) - y)
losses = [np.logaddexp(0, z) - y * z for z in (np.sum(X * path[:-1], axis=1), X @ best)]
D, roots = abs(path - best).max(), np.sqrt(np.sum(grads**2, axis=0))
print(f"best {best.round(2)}   D = {D:.2f}   roots of h {roots.round(1)}")
print(f"regret {losses[0].sum() - losses[1].sum():.1f}   "
      f"bound {(D**2 / (2 * 0.5) + 0.5) * roots.sum():.1f}")

# %% [markdown] id="eps-gap-task"
# The regret is 5.8, the bound 63.2, to which the rare word adds little: its root is 1.4, the common
# one's 12.3. (The opening's rule has 16.4 at the best of its rates 0.01, 0.03, 0.1.) As
# $\sqrt{h_T} \le G\sqrt{T}$, the regret *per text* is at most of the order $1/\sqrt{T}$, if $D$ stays
# bounded.
#
# ## Derive: where ε stands
#
# **Step 11.** The paper adds ε after the root (its δ); others write $\sqrt{h_t+\varepsilon}$. At
# the first step $h_1 = g^2$; in units of $-\eta$
#
# $$
# \text{inside: } \frac{g}{\sqrt{g^2+\varepsilon}}, \qquad
# \text{outside: } \frac{g}{|g|+\varepsilon} . \tag{6.14}
# $$
#
# ### Exercise 4. Compute `eps_gap` (2 points)
#
# `eps_gap(g, eps) -> (inside, outside)` of (6.14), elementwise; `g` has any shape, shared by both
# results.
#
# <details><summary>Hint</summary>
#
# For $g = 3$ and $\varepsilon = 7$, which of the two roots is easy to take? What does a negative
# $g$ change?
#
# </details>

# %% id="eps_gap" kind="solution"
def eps_gap(g, eps):
    """Return the first step over -lr with eps inside the root, and with eps outside.

    Args: g, array of any shape, not changed; eps > 0.
    """
    ### BEGIN SOLUTION
    return g / np.sqrt(g**2 + eps), g / (np.abs(g) + eps)
    ### END SOLUTION

# %% id="eps_gap_check" kind="test" points=2
check("eps_gap", eps_gap, points=2)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("eps_gap", eps_gap, points=2, private=private_paths("eps_gap"))
### END HIDDEN TESTS

# %% [markdown] id="eps_gap_notes" kind="commentary"
# **Why it works.** Both numbers are steps, so the sign of $g$ stays above the bar; below it only the
# size counts, and $\sqrt{g^2} = |g|$. Outside, the step is half of η at $|g| = \varepsilon$; inside,
# where $g^2 = \varepsilon/3$, at a gradient thousands of times as large for the usual ε. In the
# hint's example the first root is that of 16.
#
# **Common mistakes.** `g + eps` below the bar: right for positive gradients only, and a division by
# 0 at $g = -\varepsilon$. The pair in the other order. A 1 above the bars, which makes rates of
# steps. ε squared under the root, or rooted outside of it: then the two places hardly differ, and
# the gap that was asked for is gone.

# %% [markdown] id="sentences"
# ## See: four sentences from study notes
#
# True or false? Decide why before you run; look for the row that answers each.
#
# 1. "At some point the update becomes 0 and learning stops."
# 2. "$h$ holds the size of past updates: a weight that moved a lot gets a lower rate."
# 3. "The usual 1e-7 is 0.000001."
# 4. "ε inside or outside: no difference, it is tiny."

# %% id="sentences-code"
to_and_fro = np.resize([1.0, -1.0], 1000)
for name, gradients in {"same way": np.ones(1000), "to and fro": to_and_fro}.items():
    params, optimizer = {"theta": np.array(0.0)}, AdaGrad(lr=0.1)
    for g in gradients:
        before = float(params["theta"])
        optimizer.update(params, {"theta": np.array(g)})
    print(f"{name}: h = {np.sum(gradients**2):.0f}, moved {abs(params['theta']):.3f}, "
          f"last step {abs(params['theta'] - before):.4f}")
print(f"1e-7 = {1e-7:.7f}")
g = np.array(1e-8)
print(f"first step for g = 1e-8, in units of lr: {eps_gap(g, 1e-8)[0]:.4f} with 1e-8 inside, "
      f"{eps_gap(g, 1e-7)[1]:.4f} with 1e-7 outside")

# %% [markdown] id="turn"
# All four are false. The last steps are 0.0032 long. Both sequences have $h = 1000$, though one
# moved 6.180 and the other 0.059: $h$ sums squared gradients, nothing else. 1e-7 has six zeros
# after the point. And a page with 1e-8 inside the root and 1e-7 outside in its code has two
# methods: their first steps at $g = 10^{-8}$ differ 909-fold. Under the root ε acts on gradients
# up to about $\sqrt{\varepsilon}$.
#
# ## Break: turn the valley
#
# AdaGrad's rates belong to coordinates, and we choose those. To compare, lesson 01's rule: what
# does it keep per coordinate?

# %% id="given_sgd" kind="locked"
class SGD:
    """Step against the gradient by lr times its length."""

    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        """Take one step: change the entries of params, leave grads alone, return None."""
        for key in params:
            params[key] -= self.lr * grads[key]

# %% [markdown] id="turn-figure-text"
# The figure turns the ravine together with the start, and drives both classes. Bring the angle from
# 45° to 0. Whose path keeps its shape? Where do the two end, at each angle?

# %% id="turn-figure"
rotated_bowl(AdaGrad, SGD)

# %% [markdown] id="burst"
# SGD ends at 0.0133 whatever the angle: in lesson 01's (1.5) only $H$ counts, no axis. AdaGrad with
# $\eta = 1.5$ ends at 0.00072 at 0°, at 0.141 at 45°, where no $\eta$ gets below 0.0505. There both
# gradients contain the steep direction, both $h$ grow alike, and little is left of two rates. (The
# paper also has a full-matrix version, which turns along and needs a matrix root.)
#
# ## Break: one early burst
#
# And $h$ never forgets. The first gradient is 100, all others are 1. Compare steps and
# distances with those of no burst.

# %% id="burst-code"
for first in (1.0, 100.0):
    params, optimizer, where = {"theta": np.array(0.0)}, AdaGrad(lr=0.1), [0.0]
    for t in range(1, 10_001):
        optimizer.update(params, {"theta": np.array(first if t == 1 else 1.0)})
        where.append(abs(float(params["theta"])))
    print(f"first gradient {first:5.0f}: step 2 is {where[2] - where[1]:.5f}, "
          f"after 10,000 steps moved {where[-1]:.2f}")

# %% [markdown] id="adagrad-repair-task"
# One gradient cuts step 2 from 0.07071 to 0.00100, and the way of 10,000 steps from 19.85 to 8.38:
# it put 10,000 into $h$, which the ones take 10,000 steps to double.
#
# ## Repair it
#
# ### Exercise 5. Repair two faults (1 point)
#
# Published notes hold this `update` (rewritten here). Python refuses one line. With that mended,
# a walk on the ravine at rate 1.5 stays at $(-5.5, 0.5)$ for ever. Why there? Put the mended code
# into the stub.
#
# ```python
# if self.h is None:
#     self.h = {}
#     for key, p in params.items():
#         self.h[key] = np.zeros_like(p)
#
#     for key, g in grads.items():
#         self.h[key] += g * g
#         params.[key] -= self.lr * g / (np.sqrt(self.h[key]) + self.eps)
# ```
#
# <details><summary>Hint</summary>
#
# What may follow a dot in Python? And how long is AdaGrad's first step: is a second one ever taken?
#
# </details>

# %% id="adagrad_repair" kind="solution"
class RepairedAdaGrad:
    """AdaGrad as in exercise 3, made from the faulty listing."""

    def __init__(self, lr=0.01, eps=1e-7):
        self.lr, self.eps = lr, eps
        self.h = None

    def update(self, params, grads):
        """Take one step: change the entries of params, leave grads alone, return None."""
        ### BEGIN SOLUTION
        if self.h is None:
            self.h = {}
            for key, p in params.items():
                self.h[key] = np.zeros_like(p)

        for key, g in grads.items():  # fault 1: this loop ran on the first call only
            self.h[key] += g * g
            params[key] -= self.lr * g / (np.sqrt(self.h[key]) + self.eps)  # fault 2: the dot
        ### END SOLUTION

# %% id="adagrad_repair_check" kind="test" points=1
check("adagrad", RepairedAdaGrad, points=1)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("adagrad", RepairedAdaGrad, points=1, private=private_paths("adagrad"))
### END HIDDEN TESTS

# %% [markdown] id="adagrad_repair_notes" kind="commentary"
# **Why two faults.** Python finds the dot before anything runs. The other one it can't find: the loop
# is indented as a part of `if self.h is None`, so it runs in the first call, and never again. AdaGrad's
# first step is η long in every coordinate, whatever the gradient: hence the point at which the walk
# on the ravine stops.
#
# **Common mistakes.** Only the dot is mended: the check says that only the first call moves anything.
# Only the last line is moved to the left: then no loop stands around it, and the second call stops
# with an error, for it has no `g`. A copy of exercise 3's class passes as well; ask its author which
# two places differ.

# %% [markdown] id="slip"
# ### Find four slips
#
# A page gives a rate of 0.001 in its text, `lr=0.01` in its code, and this:
#
# ```text
# g_t = g_(t-1) + grad @ grad             g_t: the gradients up to step t
# theta = theta - eta / sqrt(g_t + eps) * grad
# code:  ... / (np.sqrt(h) + 1e-7)        @: the elementwise product
# ```
#
# <details><summary>Answer</summary>
#
# Two rates. $g_t$ is no gradient but our $h$, a sum of *squares*. `@` is the matrix product: of two
# vectors it makes one number, so all coordinates get one rate. And ε stands under the root in the
# formula, after it in the code.
#
# </details>

# %% [markdown] id="adagrad_why" kind="manual" points=4
# ## Explain it
#
# ### Exercise 6. Correct study notes (4 points)
#
# "$h$ records how much each weight has changed. In time the update becomes 0, above all at saddle
# points, and learning stops. Until then AdaGrad finds the right rate for every direction."
#
# 1. What does $h$ record? Name two sequences of gradients with equal $h$ and different movement.
# 2. What happens to the update in time, and what have saddle points to do with it?
# 3. Why is the last sentence wrong?
#
# ### BEGIN SOLUTION
# 1. The sum of the squared gradients of that coordinate. The gradients 1, 1, 1, … and
#    1, −1, 1, −1, … have the same $h_t = t$; the first moves about $2\eta\sqrt{t}$ one way, the
#    second to and fro near its start.
# 2. With gradients of at most $G$ the effective rate stays above $\eta/(G\sqrt{t})$. It gets small
#    and never 0, and the sum of $1/\sqrt{t}$ has no limit, so no distance is out of reach. The rate
#    falls because $h$ grows, anywhere; at a saddle it is the gradient that vanishes, for every
#    first-order method.
# 3. The rates belong to coordinates. In a valley turned by 45° every coordinate's gradient contains
#    the steep direction, both $h$ are about alike, and AdaGrad is left with about one rate.
# ### END SOLUTION
#
# === BEGIN MARK SCHEME ===
# - 1 point: $h$ is a sum of squared gradients, and a valid pair of sequences is given (equal sizes,
#   other signs).
# - 1 point: the update gets small like $1/\sqrt{t}$ for bounded gradients and never becomes 0; or:
#   the sum of the steps has no limit.
# - 1 point: $h$ grows anywhere, saddle or not.
# - 1 point: coordinates are not directions; turned axes mix steep and flat, so the rates become
#   alike. "It depends on the function" alone earns nothing.
#
# === END MARK SCHEME ===

# %% [markdown] id="adagrad_why_notes" kind="commentary"
# **Why it is asked.** All three sentences stand in notes that are read a lot, and each takes one thing
# for another: gradients for movement, small for zero, a coordinate for a direction.
#
# **Common mistakes.** In 1, "the gradients so far", without the squares, earns nothing. The pair need
# not have changing signs: 1, 2 and 2, 1 have equal $h$ at the end and move differently, too. In 2, "it
# practically stops" earns the first point only with a law, or with "never 0"; "because the gradient
# vanishes" is no property of $h$. "At a saddle $h$ grows fastest" is the wrong way round: gradients are
# small there, and $h$ hardly grows. In 3, "it works in valleys along the axes only" is enough; an
# example with turned axes is, too.

# %% [markdown] id="summary"
# ## Recall
#
# Answer each aloud before you open it.
#
# <details><summary>Lesson 03: all gradients are doubled. What happens to the steps of momentum, and to those of AdaGrad?</summary>
#
# Momentum's velocity is a sum of gradients and doubles. AdaGrad's quotient stays, up to ε.
#
# </details>
#
# <details><summary>Lesson 04: κ = 20. Which convergence rate has the best heavy ball, which the best gradient descent?</summary>
#
# $(\sqrt{20}-1)/(\sqrt{20}+1) = 0.635$ against $19/21 = 0.905$.
#
# </details>
#
# <details><summary>Lesson 05: where does Nesterov's rule take the gradient?</summary>
#
# At the look-ahead point $y = x + \mu v$, where the velocity alone would lead.
#
# </details>
#
# ## What you can do now
#
# - write AdaGrad, and give any coordinate's effective rate
# - prove $R_T \le \sqrt{2}\,D\sum_i\sqrt{h_{T,i}}$ from one factored difference
# - tell ε inside from ε outside by the first step of a tiny gradient
# - say what $h$ does not record, and when turned axes spoil the rates
#
# Open: how can $h$ forget an early burst? Lesson 07 replaces the sum.

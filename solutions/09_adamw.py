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
# # Rewrite Adam and know which rewriting changes its steps
#
# Two programs called *Adam*, with the same four hyper-parameters, walk apart. One question:
# **which rewritings leave its steps alone, and which make another method?**
#
# ## What you will do
#
# Predict what $\varepsilon$ does, build the efficient form, bound every step, shrink weights in two
# ways, repair a listing.
#
# ## What you will learn
#
# - move the bias correction into the rate, $\varepsilon$ included
# - prove how long a step can get
# - say when $\varepsilon$ matters
# - tell decay from penalty
#
# ## What you need
#
# Lessons 01 and 08; Cauchy–Schwarz. About 60 minutes.
#
# The first cell only imports.

# %% id="imports"
import numpy as np

from descent import check
from descent.parsons import puzzle
from descent.paths import follow
from descent.plots import curves, show
from descent.predictions import reveal
from descent.surfaces import RAVINE, bowl
from descent.widgets import epsilon_explorer

# %% [markdown] id="given"
# ## See: one name, two programs
#
# Adam of lesson 08 is given here, as Algorithm 1 of Kingma and Ba (2015) has it. Look once more at
# where $\varepsilon$ stands: beside which root?

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
# Many books print a shorter line. Both corrections stand in the rate, and $\varepsilon$ beside the
# uncorrected root:
#
# $$
# \theta_t = \theta_{t-1} - \eta\,\frac{\sqrt{1-\beta_2^t}}{1-\beta_1^t}\cdot
# \frac{m_t}{\sqrt{v_t}+\varepsilon} \tag{9.1}
# $$
#
# Compare the first steps of the two with the same $\varepsilon = 10^{-8}$: for which gradients does
# the name *Adam* no longer say what you get?

# %% id="last-rule-fails-code"
for g in (1.0, 1e-4, 1e-6, 1e-8):
    params = {"theta": np.array(0.0)}
    Adam(lr=1.0).update(params, {"theta": np.array(g)})
    m, v = 0.1 * g, 0.001 * g**2  # at t = 1
    printed = np.sqrt(0.001) / 0.1 * m / (np.sqrt(v) + 1e-8)
    print(f"gradient {g:.0e}: Algorithm 1 {-params['theta']:.4f}, (9.1) {printed:.4f}")

# %% [markdown] id="predict"
# At $g = 10^{-8}$ one moves $0.5\,\eta$, the other $0.031\,\eta$: the same name, the same four
# numbers, another step.
#
# ## Predict: how much does ε matter?
#
# Study notes say that choosing $\varepsilon$ well is very important. A coordinate's gradient is
# 0.01 at every step, and $\varepsilon$ grows a hundredfold, from $10^{-8}$ to $10^{-6}$. The step
# of `Adam` becomes
#
# - **a** about a hundred times shorter
# - **b** about ten times shorter, since a root is taken
# - **c** less than 1 % shorter
#
# Run both cells, then choose.

# %% id="prediction"
prediction = None  # "a", "b" or "c"

# %% id="prediction-experiment"
lengths = {}
for eps in (1e-8, 1e-6):
    params = {"theta": np.array(0.0)}
    Adam(lr=1.0, eps=eps).update(params, {"theta": np.array(0.01)})
    lengths[eps] = abs(float(params["theta"]))
ratio = lengths[1e-6] / lengths[1e-8]
truth = "c" if ratio > 0.99 else "b" if ratio > 0.03 else "a"
reveal(prediction, truth, {
    "a": "a hundred times shorter: the divisor grows a hundredfold",
    "b": "ten times shorter: a root is taken",
    "c": "less than 1 % shorter: beside 0.01 both are small",
})

# %% [markdown] id="watch"
# ## See: where ε takes over
#
# While the gradient stays $g$, $\hat m_t = g$ and $\hat v_t = g^2$ at every $t$ (lesson 08): the
# step is $\eta|g|/(|g|+\varepsilon)$ long. The figure gives `Adam` 121 sizes of gradient at once. Its
# *efficient form* is (9.1); what $\hat\varepsilon$ is comes next.
#
# Move $\varepsilon$: by how much do the curves shift? Then move $t$: which dashed curve moves, and
# which way?

# %% id="watch-figure"
epsilon_explorer(Adam, prediction=prediction)

# %% [markdown] id="efficient"
# Far right of $\varepsilon$ nothing changes: tune $\eta$ first. Inside the root $\varepsilon$ acts
# like its own root, $10^{-4}$. And the curve of (9.1) moves with $t$: it passes half of $\eta$ at
# $3.2 \times 10^{-7}$ first, in the end at $\varepsilon$. Which size of $\varepsilon$ would keep it still?
#
# ## Derive: the efficient form
#
# **Step 1.** Put both corrections into Adam's step:
#
# $$
# \eta\,\frac{\hat m_t}{\sqrt{\hat v_t}+\varepsilon}
# = \frac{\eta}{1-\beta_1^t}\cdot\frac{m_t}{\sqrt{v_t}/\sqrt{1-\beta_2^t}+\varepsilon} \tag{9.2}
# $$
#
# **Step 2.** Multiply numerator and denominator by $\sqrt{1-\beta_2^t}$. *Every* term of the
# denominator gets the factor:
#
# $$
# \theta_t = \theta_{t-1} - \eta_t\,\frac{m_t}{\sqrt{v_t}+\hat\varepsilon_t} \tag{9.3}
# $$
#
# $$
# \eta_t = \eta\,\frac{\sqrt{1-\beta_2^t}}{1-\beta_1^t}, \qquad
# \hat\varepsilon_t = \varepsilon\sqrt{1-\beta_2^t} \tag{9.4}
# $$
#
# When does $\hat\varepsilon_t$ become $\varepsilon$?

# %% id="efficient-code"
for t in (1, 10, 100, 1000, 10_000):
    root = np.sqrt(1 - 0.999**t)
    print(f"t = {t:5d}   rate / lr = {root / (1 - 0.9**t):.3f}   eps_hat / eps = {root:.3f}")

# %% [markdown] id="adam-fast-task"
# After some thousand steps. What two divisions did to whole arrays is now done to a few numbers.
# This is the end of section 2 of Kingma and Ba, who write $\alpha_t$ for $\eta_t$ and leave the size
# of their $\hat\varepsilon$ open; TensorFlow documents its `epsilon` as that one.
#
# ### Two steps by hand
#
# $\theta = 1$, $\eta = 0.1$, gradients 4, then −2, as in lesson 08; $\varepsilon$ is negligible.
#
# | label | first call | second call |
# |---|---|---|
# | 1 create state | $m = 0$, $v = 0$ | kept |
# | 2 advance time | $t = 1$ | $t = 2$ |
# | 3 accumulate | $m = 0.4$, $v = 0.016$ | $m = 0.16$, $v = 0.019984$ |
# | 4 correct | $\eta_1 = 0.1 \cdot 0.03162/0.1 = 0.03162$ | $\eta_2 = 0.1 \cdot 0.04471/0.19 = 0.02353$ |
# | 5 step | $\theta = 1 - 0.03162 \cdot 0.4/0.1265 = 0.9$ | $\theta = 0.9 - 0.02353 \cdot 0.16/0.1414 = 0.873$ |
#
# ### Exercise 1. Build AdamFast (4 points)
#
# `AdamFast(lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8)`, with lesson 08's contract, by (9.3) and
# (9.4). The check also uses an `eps` that counts.
#
# <details><summary>Hint: only probes with a large eps fail</summary>
#
# By which factor did the denominator grow in step 2, and which of its terms?
#
# </details>

# %% id="adam_fast" kind="solution"
class AdamFast:
    """Adam in its efficient form: Kingma and Ba (2015), end of section 2, eps rescaled."""

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
        root = np.sqrt(1 - self.beta2**self.t)  # 4, the same for all keys
        lr_t, eps_hat = self.lr * root / (1 - self.beta1**self.t), self.eps * root
        for key, g in grads.items():
            self.m[key] = self.beta1 * self.m[key] + (1 - self.beta1) * g  # 3
            self.v[key] = self.beta2 * self.v[key] + (1 - self.beta2) * g**2
            params[key] -= lr_t * self.m[key] / (np.sqrt(self.v[key]) + eps_hat)  # 5
        ### END SOLUTION

# %% id="adam_fast_check" kind="test" points=4
check("adam_fast", AdamFast, points=4)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("adam_fast", AdamFast, points=4, private=private_paths("adam_fast"))
### END HIDDEN TESTS

# %% [markdown] id="adam_fast_notes" kind="commentary"
# **Why it works.** `root` and the rate depend on `t` alone, so they are computed once a call, above
# the loop: here label 4 comes before label 3. $\varepsilon$ stands beside $\sqrt{v}$, which is too
# small by the factor `root`, and gets the same factor. `eps_hat` and `lr_t` are local names;
# `self.eps` and `self.lr` stay what they were. Lesson 08's Algorithm 1 passes too: the path is the
# same, and the check sees paths only.
#
# **Common mistakes.** $\varepsilon$ left as it came: nothing shows at usual gradients, and only the
# probes with tiny ones or a large `eps` fail; in the first step it weighs 31.6 times too much.
# $\varepsilon\,(1-\beta_2^t)$ lacks the root, and there it weighs 0.0316 of what it should. Hats
# *and* a corrected rate take each bias out twice. `self.lr = …` is corrected again in the next
# call, whose step is 0.316 of the right one.

# %% [markdown] id="scale"
# ## Derive: the unit of ε
#
# **Step 3.** Multiply every gradient by $c > 0$. Then $m_t$ and $\sqrt{v_t}$ grow by $c$, and
#
# $$
# \frac{c\,\hat m_t}{c\sqrt{\hat v_t}+c\,\varepsilon} = \frac{\hat m_t}{\sqrt{\hat v_t}+\varepsilon} . \tag{9.5}
# $$
#
# The path stays the same if $\varepsilon$, a size of gradients, grows along. A loss divided by
# 1000 acts like an $\varepsilon$ multiplied by 1000. Below, $\varepsilon$ is large enough to
# count. Which two differences should be rounding only?

# %% id="scale-experiment"
path = follow(Adam(lr=0.3, eps=0.1), RAVINE)
steep = bowl((100.0, 2000.0))  # the ravine times 1000
for name, other in {
    "AdamFast": follow(AdamFast(lr=0.3, eps=0.1), RAVINE),
    "Adam, loss and eps times 1000": follow(Adam(lr=0.3, eps=100.0), steep),
    "Adam, loss times 1000": follow(Adam(lr=0.3, eps=0.1), steep),
}.items():
    print(f"{name}: largest difference {np.abs(other - path).max():.0e}")

# %% [markdown] id="longest"
# ## Derive: the longest step
#
# Constant gradients make steps of $\eta$. Section 2.1 of the paper bounds all steps by
# $\eta(1-\beta_1)/\sqrt{1-\beta_2}$ (where that exceeds $\eta$), with the usual $\beta$ by
# $3.16\,\eta$.
#
# Try to beat it: 10,000 zeros, then ones. Which step is the longest, and how long?

# %% id="longest-experiment"
params, optimizer = {"theta": np.array(0.0)}, Adam(lr=1.0)
for _ in range(10_000):
    optimizer.update(params, {"theta": np.array(0.0)})
positions = [0.0]
for _ in range(30):
    optimizer.update(params, {"theta": np.array(1.0)})
    positions.append(float(params["theta"]))
lengths = np.abs(np.diff(positions))
print(f"first {lengths[0]:.2f}, longest {lengths.max():.2f} at step {lengths.argmax() + 1}")

# %% [markdown] id="step-bound-task"
# The first meets $3.16\,\eta$; the twelfth, $6.57\,\eta$, exceeds it. After the silence
# $1-\beta^t$ is nearly 1 and corrects nothing: lesson 08's $r_t$ is back.
#
# **Step 4.** Neglect $\varepsilon$, which only shortens. Lesson 08 unrolled the averages; with
# ages $i$, $m_t = (1-\beta_1)\sum_i \beta_1^i\,g_{t-i}$. Let $r = \beta_1^2/\beta_2$ be below 1.
# Since $\beta_1^i = \sqrt{r^i}\,\sqrt{\beta_2^i}$, Cauchy–Schwarz,
# $(\sum x_iy_i)^2 \le \sum x_i^2\,\sum y_i^2$ with $x_i = \sqrt{r^i}$ and
# $y_i = \sqrt{\beta_2^i}\,g_{t-i}$, gives
#
# $$
# m_t^2 \le (1-\beta_1)^2\,\sum_{i=0}^{t-1}r^i\,\sum_{i=0}^{t-1}\beta_2^i\,g_{t-i}^2
# = \frac{(1-\beta_1)^2}{1-\beta_2}\cdot\frac{1-r^t}{1-r}\,v_t . \tag{9.6}
# $$
#
# The first sum was geometric, the second $v_t/(1-\beta_2)$.
#
# **Step 5.** The corrections multiply $m_t^2/v_t$ by $(1-\beta_2^t)/(1-\beta_1^t)^2$. Put
# $a^2 = \beta_2^t$, $b^2 = r^t$, so $ab = \beta_1^t$, and use
#
# $$
# (1-a^2)(1-b^2) = (1-ab)^2 - (a-b)^2 \le (1-ab)^2 . \tag{9.7}
# $$
#
# ### Exercise 2. Bound the step (2 points)
#
# Join (9.6) and (9.7): `step_bound(lr, b1, b2) -> float` is $\eta$ times the bound of
# $|\hat m_t|/\sqrt{\hat v_t}$, free of $t$. Arguments are numbers.
#
# <details><summary>Hint</summary>
#
# Multiply (9.6) by the factor of step 5. Which three brackets with a $t$ are left, and what does
# (9.7) say of their quotient? Then take a root.
#
# </details>

# %% id="step_bound" kind="solution"
def step_bound(lr, b1, b2):
    """Return the least upper bound of a step of Adam over all gradients and all t.

    Args: lr > 0; b1, b2 in [0, 1) with b1**2 < b2.
    """
    ### BEGIN SOLUTION
    return float(lr * (1 - b1) / np.sqrt((1 - b2) * (1 - b1**2 / b2)))
    ### END SOLUTION

# %% id="step_bound_check" kind="test" points=2
check("step_bound", step_bound, points=2)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("step_bound", step_bound, points=2, private=private_paths("step_bound"))
### END HIDDEN TESTS

# %% [markdown] id="step_bound_notes" kind="commentary"
# **Why no $t$ is left.** (9.6) times the factor of step 5 is
# $\frac{(1-\beta_1)^2}{(1-\beta_2)(1-r)}$ times $\frac{(1-a^2)(1-b^2)}{(1-ab)^2}$, and by (9.7) the
# second fraction is at most 1. Then comes the root. Two checks by hand: equal betas give $\eta$, and
# $\beta_1 = 0$ gives $\eta/\sqrt{1-\beta_2}$. Where $\beta_1^2 \ge \beta_2$ the sum of the $r^i$ grows
# with $t$, and no bound holds for all $t$.
#
# **Common mistakes.** The quotient without its second root is the step of one lone gradient,
# $3.16\,\eta$, which the experiment had just exceeded. `1 - b1 / b2`, the square forgotten, gives
# $10.0\,\eta$: true, but not the least, and a division by 0 for equal betas. Without the last root
# it is $52.9\,\eta$.

# %% [markdown] id="worst"
# Is it the *least* bound? Cauchy–Schwarz is an equality when both factors are proportional:
# $g_{t-i} \propto (\beta_1/\beta_2)^i$, gradients that grow by 11 % a step. Give these to `Adam`
# after the silence. How near does it come?

# %% id="worst-experiment"
params, optimizer = {"theta": np.array(0.0)}, Adam(lr=1.0)
for _ in range(10_000):
    optimizer.update(params, {"theta": np.array(0.0)})
for age in range(99, -1, -1):
    before = float(params["theta"])
    optimizer.update(params, {"theta": np.array((0.9 / 0.999) ** (age - 99))})
print(f"last step {before - float(params['theta']):.3f}, bound {step_bound(1.0, 0.9, 0.999):.3f}")

# %% [markdown] id="adamw-task"
# Both are 7.270, as lesson 08 promised. With more silence and more growth they differ as little as
# you like.
#
# ## Derive: two ways to shrink
#
# **Step 6.** Weights should stay small, a usual guard against fitting noise. Add the *L2 penalty*
# $\frac{\lambda}{2}\lVert\theta\rVert^2$ to the loss: a bowl of curvature $\lambda$, its gradient
# $\lambda\theta$. Gradient descent gives
#
# $$
# \theta_t = \theta_{t-1} - \eta(g_t+\lambda\theta_{t-1}) = (1-\eta\lambda)\,\theta_{t-1} - \eta g_t . \tag{9.8}
# $$
#
# In the middle a penalty, on the right a *decay*: one method. In Adam they are two. *AdamW* has the
# decay, and its moments see $g_t$ alone:
#
# $$
# \theta_t = (1-\eta\lambda)\,\theta_{t-1} - \eta\,\frac{\hat m_t}{\sqrt{\hat v_t}+\varepsilon} \tag{9.9}
# $$
#
# ### Exercise 3. Put AdamW's lines in order (1 point)
#
# `decay` is $\lambda\theta_{t-1}$. Return the letters of those that belong, in order.

# %% id="adamw_order" kind="solution"
@puzzle("adamw")
def arranged_adamw():
    """Return the letters of the lines that belong, from top to bottom, as in "CAB"."""
    ### BEGIN SOLUTION
    return "JIBCHF"
    ### END SOLUTION

# %% id="adamw_order_check" kind="test" points=1
check("adamw", arranged_adamw, points=1)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("adamw", arranged_adamw, points=1, private=private_paths("adamw"))
### END HIDDEN TESTS

# %% [markdown] id="adamw_order_notes" kind="commentary"
# **Why this order.** An average takes the gradient in before it is corrected (I before C, B before
# H), and F needs both hats. J may stand anywhere: `decay` was computed at the old point. Written as
# `params[key] *= 1 - self.lr * self.weight_decay` it would have to stand above F, or the newest step
# would shrink as well.
#
# **Common mistakes.** E forgets the rate: at the defaults a weight without gradient keeps 0.366 of
# itself after 100 calls, where 0.999 is right. D and G in the places of I and B make the moments see
# the penalty: that is `AdamL2`. D alone sends it through the first moment only. A divides the decay
# by the root, so that weights with large gradients hardly shrink.

# %% [markdown] id="adamw-build"
# ### Exercise 4. Build AdamW (2 points)
#
# `AdamW(…, weight_decay=0.01)` is (9.9) once more, in less code: it decays first, $\lambda$ being
# `weight_decay`, then steps as Adam. The class inherits from `Adam` above: `super().update(…)` takes
# Adam's step.
#
# <details><summary>Hint</summary>
#
# Each entry meets two changes, one after the other. Which of them needs the gradient?
#
# </details>

# %% id="adamw" kind="solution"
class AdamW(Adam):
    """AdamW: Loshchilov and Hutter (2019), in PyTorch's form, where lr multiplies the decay."""

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.01):
        super().__init__(lr, beta1, beta2, eps)
        self.weight_decay = weight_decay

    def update(self, params, grads):
        """Take one step: change the entries of params, leave grads alone, return None."""
        ### BEGIN SOLUTION
        for key in params:
            params[key] *= 1 - self.lr * self.weight_decay
        super().update(params, grads)
        ### END SOLUTION

# %% id="adamw_check" kind="test" points=2
check("adamw", AdamW, points=2)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("adamw", AdamW, points=2, private=private_paths("adamw"))
### END HIDDEN TESTS

# %% [markdown] id="adamw_notes" kind="commentary"
# **Why it works.** The decay needs no gradient, so it is a loop of its own, and the moments never
# hear of it. What follows is lesson 08's Adam without a change; with `weight_decay=0` nothing else
# is left. `*=` changes the caller's array in place. Right too: taking `self.lr *
# self.weight_decay * params[key]` off, or one loop with all of Adam in it.
#
# **Common mistakes.** `super().update` inside the loop over keys takes a whole step of Adam per key.
# A product that is not stored is plain Adam. The decay after the step, as transformers' own AdamW had
# it, shrinks the newest step too, by the share $\eta\lambda$; the check knows it by name, and does not
# accept it.

# %% [markdown] id="adam-l2-task"
# This is Algorithm 2 of Loshchilov and Hutter (2019, arXiv 1711.05101) as PyTorch writes it; in the
# paper only the schedule multiplies the decay, not the learning rate.
#
# ### Exercise 5. Build AdamL2 (2 points)
#
# `AdamL2(…, weight_decay=0.01)` is Adam on the penalised loss: both moments see
# $g_t+\lambda\theta_{t-1}$. So does PyTorch's `Adam` when `weight_decay` is given.
#
# <details><summary>Hint</summary>
#
# Adam needs another dictionary of gradients. May you change the one you got?
#
# </details>

# %% id="adam_l2" kind="solution"
class AdamL2(Adam):
    """Adam on the loss plus weight_decay / 2 times the squared length of the parameters."""

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.01):
        super().__init__(lr, beta1, beta2, eps)
        self.weight_decay = weight_decay

    def update(self, params, grads):
        """Take one step: change the entries of params, leave grads alone, return None."""
        ### BEGIN SOLUTION
        penalised = {key: g + self.weight_decay * params[key] for key, g in grads.items()}
        super().update(params, penalised)
        ### END SOLUTION

# %% id="adam_l2_check" kind="test" points=2
check("adam_l2", AdamL2, points=2)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("adam_l2", AdamL2, points=2, private=private_paths("adam_l2"))
### END HIDDEN TESTS

# %% [markdown] id="adam_l2_notes" kind="commentary"
# **Why a new dictionary.** `grads` belongs to the caller, who may log it or use it again; `g +=
# self.weight_decay * params[key]` would change it, and the check looks. The comprehension makes new
# arrays under the same keys, from the point before the step, where the loss's gradient was taken
# too. The rest is Adam, which cannot tell penalty from loss.
#
# **Common mistakes.** The penalty's value for its gradient: a square has no sign, and negative
# weights are pushed away from 0. A factor 2, from a penalty without the half. The rate at the
# penalty already, though the step multiplies by it anyway. A decay beside the moments: this is
# `AdamW` once more.

# %% [markdown] id="break"
# ## Break: a penalty that Adam divides away
#
# **Step 7.** Let gradients of RMS $s$ average to 0, and $\lambda\theta$ be small beside $s$. Then in
# `AdamL2`, on average, $\hat m \approx \lambda\theta$ and $\sqrt{\hat v} \approx s$:
#
# $$
# \theta_t \approx \left(1-\frac{\eta\lambda}{s}\right)\theta_{t-1} . \tag{9.10}
# $$
#
# Three weights start at 1. Their gradients, of sizes 10, 1 and 0.1, change sign at every step;
# $\eta = 0.01$, $\lambda = 0.1$. Does a method treat the three alike?

# %% id="break-experiment"
sizes, paths = np.array([10.0, 1.0, 0.1]), {}
for name, optimizer in {"AdamL2": AdamL2(lr=0.01, weight_decay=0.1),
                        "AdamW": AdamW(lr=0.01, weight_decay=0.1)}.items():
    params, points = {"w": np.ones(3)}, [np.ones(3)]
    for t in range(1000):
        optimizer.update(params, {"w": sizes * (-1.0) ** t})
        points.append(params["w"].copy())
    paths[name] = np.array(points)
    print(name, paths[name][-1].round(4).tolist())
lines = {f"AdamL2, gradients of {sizes[i]:g}": paths["AdamL2"][:, i] for i in range(3)}
lines["AdamW"] = paths["AdamW"][:, 0]
fig = curves(lines, xlabel="step", ylabel="weight", title="What is left of three weights")
show(fig, alt="Under AdamL2 the weight with gradients of 10 hardly shrinks, that of 1 falls to a"
     " little over a third, that of 0.1 is gone by step 600. AdamW lies on the second of them.",
     caption="Adam divides an L2 penalty by the gradients' size; AdamW's decay treats all weights "
     "alike.")

# %% [markdown] id="break-read"
# `AdamW` leaves 0.361 of each, near $(1-\eta\lambda)^{1000} = 0.368$; the first gradients did the
# rest. `AdamL2` leaves 0.889, 0.360 and 0.0003: it shrinks least where gradients are large. (At 0.1
# step 7 is crude: there $\lambda\theta$ begins as large as $s$.) Loshchilov and Hutter prove (9.8) as
# Proposition 1; their Proposition 2 says that in adaptive methods no penalty of this kind equals
# decay.
#
# Without any gradient it is stranger: then $\lambda\theta$ is all that Adam sees, and by (9.5) its
# size cancels. What does a $\lambda$ a hundred times smaller change?

# %% id="zero-experiment"
for weight_decay in (0.1, 0.001):
    for optimizer in (AdamL2(lr=0.01, weight_decay=weight_decay),
                      AdamW(lr=0.01, weight_decay=weight_decay)):
        params = {"w": np.array(1.0)}
        for _ in range(30):
            optimizer.update(params, {"w": np.array(0.0)})
        print(f"{type(optimizer).__name__}, decay {weight_decay}: {params['w']:.4f}")

# %% [markdown] id="adam-fast-repair-task"
# `AdamL2` falls to 0.709 with either $\lambda$; `AdamW` leaves $(1-\eta\lambda)^{30}$, 0.970 and
# 0.9997.
#
# ## Repair it
#
# ### Exercise 6. Repair a textbook's line (2 points)
#
# Study notes print $\hat m/\sqrt{\hat v+\varepsilon}$ and, as its code, lines like these. Are
# formula and code one method, and is either Algorithm 1? Mend the code: it has two faults.
#
# ```python
# self.t += 1
# lr_t = self.lr * np.sqrt(1 - self.beta2**self.t) / (1 - self.beta1**self.t)
# for key, g in grads.items():
#     self.m[key] = self.beta1 * self.m[key] + (1 - self.beta1) * g
#     self.v[key] = self.beta2 * self.v[key] + (1 - self.beta2) * g**2
#     params[key] -= lr_t * self.m[key] / (np.sqrt(self.v[key]) + 1e-7)
# ```
#
# <details><summary>Hint</summary>
#
# Which argument of the constructor has no effect? Then: at $t = 1$, which $\varepsilon$ of
# Algorithm 1 would give the same step as this $10^{-7}$?
#
# </details>
#
# <details><summary>Answer to the question</summary>
#
# Three methods: $\varepsilon$ inside the corrected root, beside the uncorrected root, beside the
# corrected one. At $t = 1$ the code's $10^{-7}$ acts like $10^{-7}/\sqrt{0.001} = 3.2 \times 10^{-6}$.
#
# </details>

# %% id="adam_fast_repair" kind="solution"
class RepairedAdamFast:
    """Adam in its efficient form, made from the faulty listing."""

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m, self.v, self.t = None, None, 0

    def update(self, params, grads):
        """Take one step: change the entries of params, leave grads alone, return None."""
        if self.m is None:
            self.m = {key: np.zeros_like(p) for key, p in params.items()}
            self.v = {key: np.zeros_like(p) for key, p in params.items()}
        ### BEGIN SOLUTION
        self.t += 1
        root = np.sqrt(1 - self.beta2**self.t)
        lr_t = self.lr * root / (1 - self.beta1**self.t)
        for key, g in grads.items():
            self.m[key] = self.beta1 * self.m[key] + (1 - self.beta1) * g
            self.v[key] = self.beta2 * self.v[key] + (1 - self.beta2) * g**2
            eps_hat = self.eps * root  # faults: a number typed in, and never rescaled
            params[key] -= lr_t * self.m[key] / (np.sqrt(self.v[key]) + eps_hat)
        ### END SOLUTION

# %% id="adam_fast_repair_check" kind="test" points=2
check("adam_fast", RepairedAdamFast, points=2)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("adam_fast", RepairedAdamFast, points=2, private=private_paths("adam_fast"))
### END HIDDEN TESTS

# %% [markdown] id="adam_fast_repair_notes" kind="commentary"
# **Why one number hides two faults.** Typed in, it ignores the constructor's `eps`; left alone, it
# stands beside a root that is too small at first. `self.eps` in its place mends the first and shows
# the second in the first steps only: `root` nears 1, and the two forms meet.
#
# **Common mistakes.** Mending one of the two. Dividing by `root`: the uncorrected root is the
# smaller, so $\varepsilon$ has to become smaller with it; divided, it weighs a thousandfold in the
# first step. Moving $\varepsilon$ under the root, as the notes' formula has it: that is a third
# method, and here the place counts.

# %% [markdown] id="sum_or_mean_why" kind="manual" points=4
# ## Explain it
#
# ### Exercise 7. Compare a sum with a mean (4 points)
#
# Team S sums the loss over 1,000 samples, team M takes their mean. All else is equal, start and
# hyper-parameters too; $\varepsilon$ is negligible. Do the teams walk the same path with
#
# 1. gradient descent?
# 2. `AdamW`?
# 3. `AdamL2`? If not, whose weights shrink more, and why?
# 4. Now $\varepsilon$ is not negligible. Which team should worry first, and what should it do?
#
# ### BEGIN SOLUTION
# 1. No: the steps of S are 1000 times longer. It would need a rate 1000 times smaller.
# 2. Yes: a factor common to all gradients cancels in $\hat m/\sqrt{\hat v}$, and the decay
#    $1-\eta\lambda$ contains no gradient.
# 3. No. The penalty's gradient $\lambda\theta$ is not multiplied by 1000, so beside the gradients of
#    S it is 1000 times weaker. The weights of M shrink more. S would need $1000\,\lambda$.
# 4. M: its gradients are 1000 times smaller and so come near $\varepsilon$ first. With
#    $\varepsilon/1000$ M walks the path of S, by (9.5).
# ### END SOLUTION
#
# === BEGIN MARK SCHEME ===
# - 1 point: gradient descent: no; the steps (or the rate needed) differ by the factor 1000.
# - 1 point: `AdamW`: yes; the factor cancels in the quotient *and* the decay sees no gradient.
# - 1 point: `AdamL2`: no; M shrinks more, since $\lambda\theta$ is larger beside its gradients.
# - 1 point: M, whose gradients are the smaller; divide its $\varepsilon$ by 1000 (or sum the loss).
#
# === END MARK SCHEME ===

# %% [markdown] id="sum_or_mean_why_notes" kind="commentary"
# **Why it is asked.** Whoever sums a loss where others take the mean has gradients in another unit.
# Gradient descent notices in its rate, Adam's quotient does not notice, and a penalty's gradient is
# weighed against gradients in that unit: the whole lesson in one case.
#
# **Common mistakes.** 1: "S is faster", without the factor, earns nothing; a rate 1000 times smaller
# for S does. 2: "Adam normalises" is half; the point needs a word about the decay. 3: "the same, Adam
# cancels the factor" forgets that only $g$ has it, and "S, its gradients are larger" has the
# comparison upside down. 4: S is named by those who fear large numbers; $\varepsilon$ is beside the
# small ones. M without a remedy, or with a larger $\varepsilon$, earns nothing.

# %% [markdown] id="recall"
# ## Recall
#
# Answer each aloud before you open it.
#
# <details><summary>Lesson 08: does the bias correction lengthen or shorten Adam's first step, and by how much?</summary>
#
# It shortens it, 3.16 times, with the usual $\beta$: $\eta_1 = 0.316\,\eta$ above.
#
# </details>
#
# <details><summary>Lesson 07: how long is RMSProp's first step with ρ = 0.9, and why?</summary>
#
# $\eta/\sqrt{1-\rho} = 3.16\,\eta$: after one gradient $h = (1-\rho)\,g^2$, and nothing corrects it.
#
# </details>
#
# <details><summary>Lesson 06: AdaGrad meets a constant gradient. How long are its steps?</summary>
#
# $\eta/\sqrt t$: the sum of squares is $t\,g^2$.
#
# </details>
#
# ## What you can do now
#
# - rewrite Adam with $\eta_t$ and $\hat\varepsilon_t$ and lose nothing
# - prove that no step exceeds $7.27\,\eta$, and reach that bound
# - say for which gradients $\varepsilon$ counts
# - choose between decay and penalty, and read which of them a library means
#
# Open: the longest steps come after a silence. Can rare, large gradients lead Adam to the wrong
# place? Lesson 10 builds such a case.

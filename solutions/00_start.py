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
# # Read the training loop and know what an update changes
#
# One question: **what exactly happens to your numbers when an optimizer takes one step?**
#
# ## What you will do
#
# Predict what a list of arrays holds, order a loop's lines, write three small functions, and repair a broken loop.
#
# ## What you will learn
#
# - tell a change in place from a rebinding
# - read `params` and `grads`
# - translate other books' letters into ours
# - use a check's report to find your own mistake
#
# ## What you need
#
# Partial derivatives, logarithms; arrays, dictionaries and classes in Python. About 45 minutes.
#
# The first cell only imports.

# %% id="imports"
import math

import numpy as np

from descent import check
from descent.parsons import puzzle
from descent.plots import contour, show
from descent.predictions import reveal
from descent.surfaces import RAVINE
from descent.widgets import step_through

# %% [markdown] id="predict"
# ## Predict: what does the list hold?
#
# `x` is an array that holds the number 4. Three times we append `x` to a list and then halve it with `x *= 0.5`. What does the list hold at the end?
#
# - **a** the three values as they were: 4, 2, 1
# - **b** three times the last value: 0.5
# - **c** three times the first value: 4
#
# Run the next two cells before you read on, and commit to a letter under the second. It is written into the first: a guess on record helps the answer to stick.

# %% id="prediction"
prediction = None  # "a", "b" or "c"

# %% [markdown] id="predict-run"
# The experiment shows its result once you have chosen. Look at whether the three entries differ.

# %% id="predict-experiment"
x = np.array([4.0])
stored = []
for _ in range(3):
    stored.append(x)
    x *= 0.5
seen = [float(entry[0]) for entry in stored]
truth = {(4.0, 2.0, 1.0): "a", (0.5, 0.5, 0.5): "b", (4.0, 4.0, 4.0): "c"}[tuple(seen)]
options = {"a": "4, 2, 1", "b": "0.5, 0.5, 0.5", "c": "4, 4, 4"}
reveal(prediction, truth, options)

# %% [markdown] id="two-names"
# ## See: two names, one array
#
# A name in Python refers to an object, and many names, list entries and dictionary entries may refer to the same array. `stored.append(x)` adds one such reference; it copies nothing.
#
# - `x *= 0.5` and `x -= 1` change the array **in place**: every reference sees it.
# - `x = x * 0.5` makes a **new** array and **rebinds** the one name `x`; the others keep the old array.
#
# Below, `b` is a second name for the array `a`. Look at when `b` changes, and when the two stop sharing memory.

# %% id="two-names-code"
a = np.array([1.0, 2.0])
b = a
a -= 0.5
print("after a -= 0.5     a", a, "b", b, "shared:", np.shares_memory(a, b))
a = a - 0.5
print("after a = a - 0.5  a", a, "b", b, "shared:", np.shares_memory(a, b))

# %% [markdown] id="loop"
# ## See: the loop and its two dictionaries
#
# ```text
#  ┌──> params ──> gradient of the loss ──> grads ──┐
#  │                                                v
#  └──────────── optimizer.update(params, grads) <──┘
# ```
#
# Read as a circle: at the present parameters take the gradient of the loss, the number to be made small: one partial derivative for each parameter. Then hand both dictionaries to the optimizer, which changes `params`; repeat.
#
# Both dictionaries have the same keys and shapes. A **parameter** is a number that training changes; a **feature** is a number in the data, which stays. Look at how many there are of each in this small layer, whose gradients are made up.

# %% id="params-grads"
params = {"W": np.ones((3, 2)), "b": np.zeros(2)}
grads = {"W": np.full((3, 2), 0.1), "b": np.array([1.0, -1.0])}
sample = np.array([1.0, 2.0, 3.0])
print("features:", sample.size, " output:", sample @ params["W"] + params["b"])
for key in params:
    print(key, "parameters:", params[key].size, " shape of gradient:", grads[key].shape)

# %% [markdown] id="optimizer"
# The layer has 3 features and 8 parameters.
#
# Nearly every optimizer of this course is a class with `update(params, grads)`. It changes entries of `params`, never `grads`, and returns `None`. Here is a whole one, worked out for you. It moves each parameter by a fixed distance η against the sign of its gradient (signSGD, Bernstein et al. 2018, arXiv 1802.04434):
#
# $$\theta_t=\theta_{t-1}-\eta\,\operatorname{sign}(g_t),\qquad t=1,2,\dots \tag{0.1}$$
#
# $\theta_t$ stands for the parameters after update $t$, $g_t$ for the gradient at $\theta_{t-1}$; η is the **learning rate**, `lr`, for short *rate*. The code's comments are the five **subgoals** that return in every optimizer. Look at which of them this rule needs.

# %% id="sign-step"
class SignStep:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        # 1 create state: none, nothing is remembered
        # 2 advance time: not needed
        # 3 accumulate: nothing
        # 4 correct: nothing
        # 5 step
        for key in params:
            params[key] -= self.lr * np.sign(grads[key])


print("returned:", SignStep(lr=0.5).update(params, grads), " b is now:", params["b"])

# %% [markdown] id="walk"
# ## See: one arrow per update
#
# Here the class walks down the bowl $x^2/2$, whose gradient at $x$ is $x$. Go through the steps with ‹ and ›, or press ▶; drag the start, change η. Look at the length of the arrows: does it depend on how steep the bowl is? And where does the walk end when η does not divide the distance to 0?

# %% id="walk-figure"
step_through(SignStep, start=-3.5, lr=0.75)

# %% [markdown] id="dictionary"
# ## See: the dictionary of letters
#
# Notes and books disagree about letters: α, g, v and h each mean two things or more.
#
# | letter elsewhere | what it may mean there | ours, formula | ours, code |
# |---|---|---|---|
# | W, x, θ | parameters | θ (x on a surface) | `params[key]` |
# | g | gradient | g | `grads[key]` |
# | α, η | learning rate | η | `lr` |
# | α, ρ, β | momentum coefficient | μ | `momentum` |
# | v, a | velocity | v | `v` |
# | g, G, h | sum of squared gradients | h | `h` |
# | g, G, v | average of squared gradients | h; in Adam v | `h`, `v` |
# | h, H | average of squared updates; Hessian matrix | d; H | `d`, `H` |
# | γ, ρ, β | decay of an average | ρ; in Adam β₁, β₂ | `decay_rate`, `beta1`, `beta2` |
#
# Below, a book's rule $v\leftarrow\alpha v-\eta g$ and the same rule in our names, two steps with $g=1$. Look at what the other letters change.

# %% id="letters"
alpha, eta, v = 0.9, 0.1, 0.0  # the book
momentum, lr, velocity = 0.9, 0.1, 0.0  # here
for _ in range(2):
    v = alpha * v - eta * 1.0
    velocity = momentum * velocity - lr * 1.0
print("book:", round(v, 4), " here:", round(velocity, 4))

# %% [markdown] id="derive"
# ## Derive: how far a history gets
#
# **Step 1.** Whatever its rule, update $t$ adds some $\Delta_t$:
#
# $$\theta_t=\theta_{t-1}+\Delta_t \tag{0.2}$$
#
# **Step 2.** Add up $\theta_t-\theta_{t-1}=\Delta_t$ for $t=1,\dots,n$. Of the $n+1$ points, those between cancel:
#
# $$\theta_n=\theta_0+\sum_{t=1}^{n}\Delta_t \tag{0.3}$$
#
# **Step 3.** Measure distance over all keys $k$ and entries $i$:
#
# $$d(a,b)=\sqrt{\sum_k\sum_i\,(a_{k,i}-b_{k,i})^2} \tag{0.4}$$
#
# **Step 4.** By the triangle inequality nothing gets farther than it travels:
#
# $$d(\theta_0,\theta_n)\le\sum_{t=1}^{n}d(\theta_{t-1},\theta_t) \tag{0.5}$$
#
# The sides are equal when the path goes straight on and never turns back. (If both are 0 though the parameters moved, one array was stored many times.) Look at the two sides for the halved number.

# %% id="derive-code"
points = [4.0, 2.0, 1.0, 0.5]
print("points:", len(points), " direct:", abs(points[-1] - points[0]))
print("travelled:", sum(abs(q - p) for p, q in zip(points, points[1:], strict=False)))

# %% [markdown] id="report"
# ## Build
#
# Before you write code, see a check judge a wrong answer. `dict(params)` makes a new dictionary, but its entries refer to the same arrays.
#
# Look in the report for what was run, where the result first differs, what was expected and what was seen, and what it looks like. Then open the question under it.

# %% id="report-code"
def copy_dict_only(params):
    return dict(params)


check("clone_params", copy_dict_only, points=2)

# %% [markdown] id="clone_params_text"
# ### Exercise 1. Write `clone_params` (2 points)
#
# `clone_params(params) -> dict`: same keys, equal arrays, no memory shared. An entry may have any shape, also `()`. The check changes one of the two and looks at whether the other moves.
#
# Put your code in place of the line that raises, run the cell, then the check below it. When you hand in, the same check also runs on other numbers.
#
# <details><summary>Hint</summary>
#
# In the wrong answer above, what was new: the dictionary or its arrays? An array has a method for what you want.
#
# </details>

# %% id="clone_params" kind="solution"
def clone_params(params):
    """Return a dict with the same keys and independent copies of the arrays.

    Args: params, dict name -> array of any shape; not changed.
    """
    ### BEGIN SOLUTION
    return {key: value.copy() for key, value in params.items()}
    ### END SOLUTION

# %% id="clone_params_check" kind="test" points=2
check("clone_params", clone_params, points=2)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("clone_params", clone_params, points=2, private=private_paths("clone_params"))
### END HIDDEN TESTS

# %% [markdown] id="clone_params_notes" kind="commentary"
# **Why `copy` on each array.** A new dict is not enough, as the report above shows: its entries still refer to the old arrays. `value.copy()` makes an array of its own, for shape `()` as well. `np.array(value)` copies too, and so does `copy.deepcopy(params)`.
#
# **Common mistakes.** `dict(params)`, `params.copy()` and `copy.copy(params)` are one and the same: a shallow copy, which every change in place still reaches. `return params` is reached by rebinding too. `np.asarray(value)` and `value[...]` look like copies and share memory. `np.zeros_like(value)` has the right shape and none of the numbers.

# %% [markdown] id="l2_distance_text"
# ### Exercise 2. Measure `l2_distance` (1 point)
#
# `l2_distance(a, b) -> float` is $d(a,b)$ of (0.4): one root, over the sum of *all* squared differences. Both dicts have the same keys and shapes.
#
# <details><summary>Hint</summary>
#
# With entries 3 and 4 away from zero under two keys, is the distance 5 or 7? Decide where the root belongs: inside the loop over keys, or after it.
#
# </details>

# %% id="l2_distance" kind="solution"
def l2_distance(a, b):
    """Return the Euclidean distance over all keys and entries, a Python float.

    Args: a, b, dicts with the same keys and shapes; not changed.
    """
    ### BEGIN SOLUTION
    return math.sqrt(sum(np.sum((a[key] - b[key]) ** 2) for key in a))
    ### END SOLUTION

# %% id="l2_distance_check" kind="test" points=1
check("l2_distance", l2_distance, points=1)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("l2_distance", l2_distance, points=1, private=private_paths("l2_distance"))
### END HIDDEN TESTS

# %% [markdown] id="l2_distance_notes" kind="commentary"
# **Why one root at the end.** (0.4) treats all keys as one long vector; keys are only names for its pieces. So squares are added over entries, then over keys, and the root comes last. Looking both dicts up by key makes their order irrelevant. `math.sqrt` gives a Python float, also from NumPy's number.
#
# **Common mistakes.** A root inside the loop over keys gives 3 + 4 = 7 where the distance is 5. `np.linalg.norm(a[key] - b[key])`, added up, does the same; its squares, added up, are right before the root. Pairing `a.values()` with `b.values()` is right until one dict lists its keys in another order. `np.sum(a[key] - b[key]) ** 2` lets differences of opposite sign cancel.

# %% [markdown] id="run_order_text"
# ### Exercise 3. Put a loop's lines in order (1 point)
#
# The next cell shows nine lines of a loop that keeps every point; four don't belong. This form keeps points in *one* place, where most have two. `deepcopy` copies a dict and the arrays in it. Return the letters of the lines that belong, from top to bottom.
#
# <details><summary>Hint</summary>
#
# How many points does a walk of 4 steps have? Then which of keeping and updating happens once more than the other?
#
# </details>

# %% id="run_order" kind="solution"
@puzzle("run")
def arranged_run():
    """Return the letters of the lines that belong, from top to bottom, as in "CAB"."""
    ### BEGIN SOLUTION
    return "GEIBD"
    ### END SOLUTION

# %% id="run_order_check" kind="test" points=1
check("run", arranged_run, points=1)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("run", arranged_run, points=1, private=private_paths("run"))
### END HIDDEN TESTS

# %% [markdown] id="run_order_notes" kind="commentary"
# **Why this order.** G goes round once per point, which is once more than there are steps. So E keeps a point in every round, and I lets all rounds but the last make an update. No other order of these five lines is right: with the update before E the start is lost.
#
# **Common mistakes.** C holds in every round: the history is right, and then `params` walk one step past its last point. H stores the one dict itself, so all entries show the end. A stores new dicts that hold the old arrays: right as long as arrays are rebound, wrong once they change in place. F uses the gradient at the start for every step; the first step is right, the others are not.

# %% [markdown] id="run_text"
# ### Exercise 4. Write the loop `run` (3 points)
#
# `run(optimizer, grad_fn, params, n_steps) -> list`. As many times as `n_steps` says, call `optimizer.update(params, grad_fn(params))`. Return the `n_steps + 1` points as independent copies, start included. The given `params` is updated: at the end it equals the last point.
#
# <details><summary>Hint</summary>
#
# How many points does a walk of one step have? Then: at which moments must you take a copy so that later updates cannot reach it?
#
# </details>

# %% id="run" kind="solution"
def run(optimizer, grad_fn, params, n_steps):
    """Drive optimizer from params and return all points, the start first.

    Args: grad_fn maps params to grads; params is updated; n_steps >= 0.
    Returns: list of n_steps + 1 dicts, independent copies.
    """
    ### BEGIN SOLUTION
    history = [clone_params(params)]
    for _ in range(n_steps):
        optimizer.update(params, grad_fn(params))
        history.append(clone_params(params))
    return history
    ### END SOLUTION

# %% id="run_check" kind="test" points=3
check("run", run, points=3)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("run", run, points=3, private=private_paths("run"))
### END HIDDEN TESTS

# %% [markdown] id="run_notes" kind="commentary"
# **Why two copies are taken.** The start is kept before the loop, and each round keeps what its update left: 1 + `n_steps` points, also for 0 steps. The copy has to be made at the moment of keeping, as no later copy brings the past back. The loop uses `params` itself, so the caller sees where the walk ended.
#
# **Common mistakes.** Copies of the start only, and `history.append(params)` in the loop: every later entry shows the end. A gradient taken once, above the loop: right for the first step only. `params = clone_params(params)` at the top keeps the caller's dict from moving. Appending before the update, in a loop after the start was kept, stores the start twice and never the end. `params = optimizer.update(…)` makes `params` `None`, since `update` returns nothing.

# %% [markdown] id="break"
# ## Break: a fixed step cannot settle
#
# Your loop now drives `SignStep` on the surface $f(x,y)=x^2/20+y^2$ from $(-7,2)$. With η = 0.5 it lands exactly on the minimum, because 7 and 2 are multiples of 0.5, and stays there, because sign(0) = 0. With η = 0.75 they are no multiples. The grey arrows are minus the gradient: do they point to the minimum? Look at the end of the second path, and at the two sides of inequality (0.5): how far it got, how far it travelled.

# %% id="break-code"
paths = {}
for lr in (0.5, 0.75):
    start = {"x": np.array([-7.0, 2.0])}
    history = run(SignStep(lr), lambda p: {"x": RAVINE.grad(p["x"])}, start, 30)
    path = np.array([point["x"] for point in history])
    paths[f"step {lr}"] = path
    travelled = sum(l2_distance(p, q) for p, q in zip(history, history[1:], strict=False))
    print(f"step {lr}: got {l2_distance(history[0], history[-1]):.2f} away, "
          f"travelled {travelled:.2f}, f = {RAVINE.value(path[-1]):.4f}")
fig = contour(RAVINE, paths, title="A step of fixed length, 30 updates")
x, y = np.meshgrid(np.linspace(-7.5, 7.5, 11), np.linspace(-2.5, 2.5, 6))
fig.axes[0].quiver(x, y, -x / 10, -2 * y, color="gray", width=0.002)
show(fig, alt="Both paths first run diagonally, while the arrows point across the valley. With step"
     " 0.5 the path then keeps to the floor and stops at the minimum; with 0.75 it zigzags.",
     caption="A step of fixed length stops only where the minimum happens to lie on its way.")

# %% [markdown] id="break-why"
# The second path ends by jumping between $(-0.25,-0.25)$ and $(0.5,0.5)$ for ever: it travelled 31.82 to get 7.65 away. Lesson 01's step shrinks with the gradient.
#
# ## See: three pairs of words
#
# - A **step** is one update, from a **mini-batch** of $B$ samples; an **epoch** is one pass over all $N$ samples, $\lceil N/B\rceil$ steps.
# - The **loss** is the number that is minimised, here the mean of $-\log p$ ($p$: the probability given to the truth); **accuracy** the share of right answers, here $p>0.5$.
# - `*` multiplies entry by entry; `@` is the matrix product.
#
# Look at which model is better by loss, which by accuracy.

# %% id="words-code"
print("steps in an epoch, N = 1000, B = 32:", math.ceil(1000 / 32))
A = np.array([[1, 2], [3, 4]])
print("A * A =", (A * A).tolist(), "  A @ A =", (A @ A).tolist())
for model, p_right in {"timid": [0.51, 0.51, 0.51], "bold": [0.99, 0.99, 0.45]}.items():
    p = np.array(p_right)  # the probabilities given to the truth in three questions
    print(f"{model}: accuracy {np.mean(p > 0.5):.3f}, loss {np.mean(-np.log(p)):.3f}")

# %% [markdown] id="run_repair_text"
# The bold model has the lower loss (0.273 against 0.673) and the lower accuracy. And 1,000 samples in batches of 32 make 32 steps, the last with 8 samples.
#
# ## Repair it
#
# ### Exercise 5. Repair a loop (1 point)
#
# Somebody typed `run` from a blurred photograph. Python will complain about two faults, one after the other; the third runs without a word. Write the repaired function below; its check is that of `run`.
#
# ```python
# def repaired_run(optimizer, grad_fn, params, n_steps):
#     history = [params]
#     for _ in range(n_steps):
#         grads = grad_fn(parans) optimizer.update(params, grads)
#         history.append(params)
#     return history
# ```
#
# <details><summary>Hint</summary>
#
# After the loop runs, are the first and last entries of the list two objects or one? Two faults stand in one line, the silent one stands twice.
#
# </details>

# %% id="run_repair" kind="solution"
def repaired_run(optimizer, grad_fn, params, n_steps):
    """Drive optimizer from params and return all points, as run does.

    Args: grad_fn maps params to grads; params is updated; n_steps >= 0.
    Returns: list of n_steps + 1 dicts, independent copies.
    """
    ### BEGIN SOLUTION
    history = [clone_params(params)]
    for _ in range(n_steps):
        grads = grad_fn(params)
        optimizer.update(params, grads)
        history.append(clone_params(params))
    return history
    ### END SOLUTION

# %% id="run_repair_check" kind="test" points=1
check("run", repaired_run, points=1)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("run", repaired_run, points=1, private=private_paths("run"))
### END HIDDEN TESTS

# %% [markdown] id="run_repair_notes" kind="commentary"
# **Why the third fault is the worst.** Two statements in one line and a name that is nowhere defined stop Python, with the line's number. A list of references runs, and `params` end where they should; only the stored points are wrong.
#
# **Common mistakes.** Copying in one of the two places: with the start as a reference the first entry shows the end; with references in the loop all entries but the first do. `dict(params)` in both places is safe only from rebinding; the check also has an optimizer that works in place.

# %% [markdown] id="invisible"
# ### Find the slip
#
# Listings copied from web pages can hold a fault that no reader sees. Run the cell and look at both lines it prints. Which character does Python refuse, and how would you find it in a long listing?
#
# <details><summary>Answer</summary>
#
# The blank before `*=` is a no-break space, U+00A0: it looks like a blank, and Python takes it for none. `ascii(copied)` shows it as `\xa0`. Type such blanks anew, or replace them all.
#
# </details>

# %% id="invisible-code"
copied = "x" + chr(160) + "*= 0.5"  # as it came from the page
print(copied)
try:
    compile(copied, "copied", "exec")
except SyntaxError as error:
    print("Python says:", error.msg)

# %% [markdown] id="in_place_why" kind="manual" points=3
# ## Explain it
#
# ### Exercise 6. Explain a history that stands still (3 points)
#
# A loop stores `history.append(dict(params))`. The optimizer writes `params[key] -= …`. All 31 entries of the history turn out equal, though the loss fell. In three to five sentences: what does each entry hold, why are all equal, and would they still be equal if the optimizer wrote `params[key] = params[key] - …`?
#
# ### BEGIN SOLUTION
# Each entry is a new dictionary, but its values are the same arrays that `params` holds. `-=` changes those arrays in place, so every stored dictionary shows the newest numbers: 31 views of one state. With `params[key] = params[key] - …` each update makes a new array and rebinds the key in `params` only; the stored dictionaries keep the older arrays, so the entries would differ. Copying each array is right for both ways of writing an optimizer.
# ### END SOLUTION
#
# === BEGIN MARK SCHEME ===
# - 1 point: the entries are different dictionaries that share the same arrays (nothing was copied).
# - 1 point: `-=` changes these arrays in place, so all entries show the last state.
# - 1 point: no longer equal after rebinding, because the stored dictionaries keep the old arrays.
#
# === END MARK SCHEME ===

# %% [markdown] id="in_place_why_notes" kind="commentary"
# **Why it is asked.** Whoever stores a history meets this fault sooner or later, and it shows only when the points are compared. The answer needs all three levels: list, dictionary, array.
#
# **Common mistakes.** "Each entry is the same dictionary": that would be `append(params)`; here the dictionaries differ, and the first point stays out, while the second can still be earned. "The list holds references", without saying to what, doesn't earn it either. "Rebinding copies the array" names a wrong reason for the right answer; give the third point only where the stored dictionaries keep the *old* arrays. "They would be equal too, as the keys are the same" earns nothing there.

# %% [markdown] id="recall"
# ## Recall
#
# Answer each aloud before you open it.
#
# <details><summary>Lesson 00: what is the gradient of x²/20 + y² at (−7, 2)?</summary>
#
# (x/10, 2y) = (−0.7, 4).
#
# </details>
#
# <details><summary>Lesson 00: does <code>b = a</code> copy an array?</summary>
#
# No, it ties a second name to it; `a.copy()` copies.
#
# </details>
#
# <details><summary>Lesson 00: a book writes v ← αv − η∂L/∂W. Which of its letters is our μ?</summary>
#
# α. Its η is our η, its ∂L/∂W our g.
#
# </details>
#
# ## What you can do now
#
# - say what an update changes and what a stored name sees
# - drive any optimizer and keep honest copies of its path
# - read another book's letters
# - find a mistake from a check's report
#
# Open: when do steps against the gradient reach the minimum? Lesson 01 derives it.

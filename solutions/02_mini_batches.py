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
# # Train on mini-batches and predict their noise floor
#
# Gradient descent reads every sample before each step. One question: **what do you gain and lose
# when a step reads only a few?**
#
# ## What you will do
#
# Predict how a race ends, cut batches, derive where noise stops them, repair one.
#
# ## What you will learn
#
# - tell a step from an epoch
# - derive the mean and variance of a mini-batch's gradient
# - compute the floor of a constant rate
# - judge claims about sharp and flat minima
#
# ## What you need
#
# Lessons 00, 01; mean, variance, covariance. About 55 minutes.
#
# The first cell only imports.

# %% id="imports"
from itertools import combinations, product

import numpy as np

from descent import check
from descent.parsons import puzzle
from descent.plots import curves, show
from descent.predictions import reveal
from descent.surfaces import RAVINE
from descent.widgets import noise_cloud

# %% [markdown] id="last-rule-fails"
# ## See: gradient descent reads everything
#
# Let the loss be the mean over $N = 1000$ samples, each the ravine of lesson 01 about its own
# *centre*. A sample's gradient is, in each coordinate, curvature times distance from its centre.
# The centres have mean 0, so the loss is the ravine itself plus a constant.
#
# Gradient descent reads 1,000 centres for one step. In the same epoch (lesson 00) batches of
# $B = 10$, drawn anew at each step, take 100 rough ones. Each has a rate that suits it: 0.95 and
# 0.05. Watch the heights above the minimum; the batches' are means over 200 runs.

# %% id="last-rule-fails-figure"
curvatures = np.array([0.1, 2.0])
full = RAVINE.value(RAVINE.start * (1 - 0.95 * curvatures) ** np.arange(61)[:, None])
rng = np.random.default_rng(2)
centres = rng.normal(size=(1000, 2))
centres = (centres - centres.mean(axis=0)) / centres.std(axis=0)  # mean 0, variance 1
x, batches = np.tile(RAVINE.start, (200, 1)), []
for step in range(6001):
    if step % 100 == 0:  # an epoch is over
        batches.append(RAVINE.value(x).mean())
    drawn = centres[rng.integers(0, 1000, size=(200, 10))]
    x = x - 0.05 * curvatures * (x - drawn.mean(axis=1))
fig = curves({"Gradient descent": full[:7], "batches of 10": np.array(batches[:7])},
             xlabel="epoch", ylabel="height above the minimum", log_y=True, title="Six epochs")
show(fig, alt="In six epochs gradient descent falls from about 6 to 2; the batches of 10 fall to"
     " about 0.01.",
     caption="The same six passes over the data, with one update in each or many.")

# %% [markdown] id="predict"
# ## Predict: which ends lower?
#
# After six epochs gradient descent is still at 1.87, the batches at about 0.01. Both go on
# until epoch 60. Which is lower then?
#
# - **a** the batches, still in the lead
# - **b** neither, they meet at the bottom
# - **c** gradient descent
#
# Run both cells, then choose.

# %% id="prediction"
prediction = None  # "a", "b" or "c"

# %% id="prediction-experiment"
ratio = full[60] / batches[60]
truth = "a" if ratio > 1.1 else "c" if ratio < 0.9 else "b"
reveal(prediction, truth, {
    "a": "the batches: small steps, but many more",
    "b": "neither: both reach the bottom in time",
    "c": f"gradient descent, at {full[60]:.1e}; the batches stay at {batches[60]:.1e}",
})

# %% [markdown] id="sgd_text"
# Gradient descent passes the batches at about epoch 35: they have been level at 0.0053 since
# about epoch 10. A level that a constant rate can't pass is a **noise floor**; you will compute it.
#
# ## Build
#
# ### Exercise 1. Rebuild `SGD` from memory (1 point)
#
# `SGD(lr=0.01)` with `update(params, grads)`, rule (1.1) of lesson 01:
# $\theta_t = \theta_{t-1} - \eta g_t$ for every key, whether `grads` come from all samples or a few.
#
# <details><summary>Hint</summary>
#
# On which side of a positive gradient does the loss fall?
#
# </details>

# %% id="sgd" kind="solution"
class SGD:
    """Step against the gradient by lr times its length."""

    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        """Take one step: change the entries of params, leave grads alone, return None."""
        # 5 step
        ### BEGIN SOLUTION
        for key in params:
            params[key] -= self.lr * grads[key]
        ### END SOLUTION

# %% id="sgd_check" kind="test" points=1
check("sgd", SGD, points=1)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("sgd", SGD, points=1, private=private_paths("sgd"))
### END HIDDEN TESTS

# %% [markdown] id="sgd_notes" kind="commentary"
# **Why nothing changes.** The rule doesn't know where its gradients come from: noise enters through
# `grads`, and the class of lesson 01 is at once stochastic gradient descent. Written again from
# memory, it stays.
#
# **Common mistakes.** Dividing by the batch size here: the mean is taken where the gradient is made,
# and `update` never sees $B$. Dividing `lr` by a counter of calls: such a rate gets below every floor
# (Robbins and Monro 1951), but it is another rule, and the check names it. `+=`, which climbs.

# %% [markdown] id="cloud"
# ## See: where noisy runs end
#
# Your class runs 200 times on $x^2/4 + y^2$. In each coordinate the gradient carries noise of
# variance $4/B$. The dashed ellipse is what this lesson's formula will predict.
#
# Move $B$: what does a fourfold $B$ do to the cloud's width? Then move η past 1: which result of
# lesson 01 do you see?

# %% id="cloud-figure"
noise_cloud(SGD)

# %% [markdown] id="minibatches_order_text"
# ## Build: cut the batches
#
# An epoch visits each sample once, in a new random order: $\lceil N/B\rceil$ steps.
#
# ### Exercise 2. Put an epoch's lines in order (1 point)
#
# The next cell's lines cut batches off a shuffled order until nothing is left. Which belong, from
# top to bottom?

# %% id="minibatches_order" kind="solution"
@puzzle("minibatches")
def arranged_minibatches():
    """Return the letters of the lines that belong, from top to bottom, as in "CAB"."""
    ### BEGIN SOLUTION
    return "JDEHGA"
    ### END SOLUTION

# %% id="minibatches_order_check" kind="test" points=1
check("minibatches", arranged_minibatches, points=1)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("minibatches", arranged_minibatches, points=1, private=private_paths("minibatches"))
### END HIDDEN TESTS

# %% [markdown] id="minibatches_order_notes" kind="commentary"
# **Why this order.** J draws one order for the whole epoch, above the loop. Each round asks in E
# whether anything is left, keeps the front with G and cuts it off with A. E and H may also stand
# below A, since there is at least one index. G's slice stops where the order ends, so the last
# batch is shorter without a special case.
#
# **Common mistakes.** B returns as soon as less than a whole batch is left: of 10 indices in
# batches of 4 two are never seen. C subtracts 1 from an end that a slice leaves out anyway, and
# loses an index per batch. F moves on by one index, so batches overlap. I draws from all indices
# with replacement: some come twice, others never. A above G throws the first batch away.

# %% [markdown] id="minibatches_text"
# ### Exercise 3. Write `minibatches` (2 points)
#
# `minibatches(n, batch_size, rng) -> list`: one epoch's batches, each an array of indices.
# Together they hold each of 0 … `n` − 1 once, in a random order drawn from `rng`. Each has
# `batch_size` indices; the last has what is left, and is never empty.
#
# <details><summary>Hint</summary>
#
# For 10 indices in batches of 4, at which places of the shuffled order does each batch begin? What
# does a slice do that reaches past the end?
#
# </details>

# %% id="minibatches" kind="solution"
def minibatches(n, batch_size, rng):
    """Return one epoch's batches: a list of index arrays, the last one perhaps shorter.

    Args: n, batch_size >= 1; rng, np.random.default_rng(seed), the only source of chance.
    """
    ### BEGIN SOLUTION
    order = rng.permutation(n)
    return [order[start:start + batch_size] for start in range(0, n, batch_size)]
    ### END SOLUTION

# %% id="minibatches_check" kind="test" points=2
check("minibatches", minibatches, points=2)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("minibatches", minibatches, points=2, private=private_paths("minibatches"))
### END HIDDEN TESTS

# %% [markdown] id="minibatches_notes" kind="commentary"
# **Why one permutation, cut.** Slices of one order can't overlap and leave nothing out, so every
# index is in one batch, whatever was drawn. `range(0, n, batch_size)` has $\lceil n/B\rceil$ starts.
# `rng.shuffle` on `np.arange(n)` is right too, and so is
# `np.split(order, range(batch_size, n, batch_size))`.
#
# **Common mistakes.** `n // batch_size` batches: the last, shorter one is lost, and with it some
# samples of each epoch. `range(0, n + 1, batch_size)`: an empty batch where $n$ is a multiple of
# $B$. `np.array_split(order, number)` evens out: 10 indices in batches of 4 become 4, 3, 3.
# `rng.choice` in each round draws some indices twice. `np.random.permutation` ignores `rng`, so the
# run can't be repeated; a generator with a fixed seed, made inside, repeats every epoch.

# %% [markdown] id="minibatch_grad_text"
# ## Build: the gradient of a batch
#
# Let $g^{(i)}$ be the gradient of sample $i$ alone. The full gradient, and that of a mini-batch
# $i_1,\dots,i_B$ (Goodfellow, Bengio, Courville 2016, section 8.1.3), are
#
# $$
# g = \frac{1}{N}\sum_{i=1}^{N} g^{(i)} \tag{2.1}
# $$
#
# $$
# \hat g = \frac{1}{B}\sum_{j=1}^{B} g^{(i_j)} \tag{2.2}
# $$
#
# In linear regression sample $i$ is row $X_i$ with target $y_i$ and loss
# $\frac12(X_i\cdot\theta - y_i)^2$. The chain rule gives
#
# $$
# g^{(i)} = (X_i\cdot\theta - y_i)\,X_i \tag{2.3}
# $$
#
# ### Exercise 4. Write `minibatch_grad` (2 points)
#
# `minibatch_grad(theta, X, y, idx) -> array`: (2.2) with (2.3) for the indices `idx`. Shapes:
# `theta` `(d,)`, `X` `(n, d)`, `y` `(n,)`; result `(d,)`. Arguments stay unchanged.
#
# <details><summary>Hint</summary>
#
# Which shapes have the batch's rows and their residuals? Which product of the two has shape (d,)?
#
# </details>

# %% id="minibatch_grad" kind="solution"
def minibatch_grad(theta, X, y, idx):
    """Return the mean over the batch of the gradients of (X_i . theta - y_i)**2 / 2.

    Args: theta (d,), X (n, d), y (n,); idx (B,), row numbers, one may occur twice.
    """
    ### BEGIN SOLUTION
    rows = X[idx]
    return rows.T @ (rows @ theta - y[idx]) / len(idx)
    ### END SOLUTION

# %% id="minibatch_grad_check" kind="test" points=2
check("minibatch_grad", minibatch_grad, points=2)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("minibatch_grad", minibatch_grad, points=2, private=private_paths("minibatch_grad"))
### END HIDDEN TESTS

# %% [markdown] id="minibatch_grad_notes" kind="commentary"
# **Why this product.** `rows` has shape (B, d), the residuals (B,); `rows.T @ residuals` adds up
# residual times row over the batch, which is (2.3) for all its samples at once. Dividing by `len(idx)`
# makes the mean. `(residuals[:, None] * rows).mean(axis=0)` is the same. Indexing by `idx` keeps a
# row that occurs twice.
#
# **Common mistakes.** The sum: the same rate then takes steps $B$ times as long, and every change of
# $B$ asks for a new one. Division by `len(X)`: a small batch hardly moves anything. A factor 2, which
# the ½ of the loss takes away. `y[idx] - rows @ theta`: SGD then climbs. A mask of yes and no for
# `idx`: repeats are lost. `theta -= …`: the step is the optimizer's.

# %% [markdown] id="unbiased"
# ## Derive: right on average
#
# **Step 1.** $E$ is the mean over all batches that could have been drawn. At each place $j$ every
# sample is equally likely, so $E[g^{(i_j)}]$ is (2.1). The mean of a sum is the sum of the means:
#
# $$
# E[\hat g] = \frac{1}{B}\sum_{j=1}^{B} E\bigl[g^{(i_j)}\bigr] = \frac{1}{B}\,B\,g = g \tag{2.4}
# $$
#
# $\hat g$ is *unbiased*.
#
# **Step 2.** For one coordinate let the variance of one sample's gradient be
#
# $$
# \sigma^2 = \frac{1}{N}\sum_{i=1}^{N}\bigl(g^{(i)} - g\bigr)^2 \tag{2.5}
# $$
#
# Drawn *with replacement* the $B$ places are independent. Variances add, and $1/B$ comes out
# squared. Over all batches the variance is
#
# $$
# \mathrm{Var}[\hat g] = \frac{1}{B^2}\,B\,\sigma^2 = \frac{\sigma^2}{B} \tag{2.6}
# $$
#
# Check it for four gradients and batches of 2.

# %% id="unbiased-code"
four = np.array([1.0, 2.0, 4.0, 9.0])
print("full gradient:", four.mean(), "  variance of one:", four.var())
for name, pairs in {"with replacement": product(four, repeat=2),
                    "without": combinations(four, 2)}.items():
    means = np.array([np.mean(pair) for pair in pairs])
    print(f"{name}: {len(means)} batches, mean {means.mean()}, variance {means.var():.3f}")

# %% [markdown] id="without"
# Both means are 4, and 4.750 is $9.5/2$. But your `minibatches` draws *without* replacement.
#
# **Step 3.** Let $c$ be the covariance of two different places, the same for all $B(B-1)$ pairs,
# whatever $B$. Then
#
# $$
# \mathrm{Var}[\hat g] = \frac{1}{B^2}\bigl(B\sigma^2 + B(B-1)\,c\bigr) \tag{2.7}
# $$
#
# The batch of all $N$ is always the same; its variance is 0. So $\sigma^2 + (N-1)\,c = 0$:
#
# $$
# c = -\frac{\sigma^2}{N-1} \tag{2.8}
# $$
#
# $$
# \mathrm{Var}[\hat g] = \frac{\sigma^2}{B}\Bigl(1 - \frac{B-1}{N-1}\Bigr)
# = \frac{\sigma^2}{B}\cdot\frac{N-B}{N-1} \tag{2.9}
# $$
#
# For the four: $4.75\cdot\frac23 = 3.167$. Look at when the last factor matters.

# %% id="without-code"
n = 1000
for size in (1, 10, 100, 500, 1000):
    print(f"B = {size:4d}: 1/B = {1 / size:.4f}, factor {(n - size) / (n - 1):.3f}")

# %% [markdown] id="floor"
# With $B$ much smaller than $N$ the factor is nearly 1; leave it out.
#
# ## Derive: the noise floor
#
# **Step 4.** Take a coordinate of curvature λ with its minimum at 0, where $\hat g = \lambda x +
# \xi$. The noise ξ has mean 0 and variance $\sigma^2/B$, new at each step. SGD walks
#
# $$
# x_{k+1} = (1-\eta\lambda)\,x_k - \eta\,\xi_k \tag{2.10}
# $$
#
# **Step 5.** The noise has mean 0, so $E[x_k] = (1-\eta\lambda)^k x_0$, as in lesson 01. Let
# $V_k$ be the variance of $x_k$ over runs. If $\xi_k$ and $x_k$ are independent, variances add:
#
# $$
# V_{k+1} = (1-\eta\lambda)^2\,V_k + \frac{\eta^2\sigma^2}{B} \tag{2.11}
# $$
#
# **By hand:** $\eta = 0.25$, $\lambda = 2$, $\sigma^2 = 4$, $B = 2$, $V_0 = 0$. The factor is
# $0.5^2$, the noise adds 0.125. $V_1 = 0.125$, $V_2 = 0.15625$, $V_3 = 0.1640625$. Where does it
# lead?

# %% id="floor-code"
variance = 0.0
for k in range(1, 11):
    variance = (1 - 0.25 * 2) ** 2 * variance + 0.25**2 * 4 / 2
    print(f"V_{k} = {variance:.6f}", end="\n" if k % 5 == 0 else "   ")

# %% [markdown] id="noise_floor_text"
# **Step 6.** Let $V$ be the level that (2.11) keeps, $V_{k+1} = V_k = V$. Since
# $1-(1-\eta\lambda)^2 = \eta\lambda(2-\eta\lambda)$,
#
# $$
# \eta\lambda(2-\eta\lambda)\,V = \frac{\eta^2\sigma^2}{B}
# \quad\Longrightarrow\quad
# V = \frac{\eta\,\sigma^2}{\lambda B\,(2-\eta\lambda)} \tag{2.12}
# $$
#
# **Step 7.** Subtract $V = (1-\eta\lambda)^2 V + \eta^2\sigma^2/B$ from (2.11):
#
# $$
# V_{k+1} - V = (1-\eta\lambda)^2\,(V_k - V) \tag{2.13}
# $$
#
# So $V_k \to V$ for $0 < \eta < 2/\lambda$. (Mandt, Hoffman, Blei 2017, arXiv 1704.04289, treat
# small η.) Two limits: noise must be independent, and its variance the same everywhere. The batches
# of one shuffled epoch share no sample, so their noises partly cancel: had the opening shuffled, it
# would stand at 0.0043 after each epoch.
#
# ### Exercise 5. Compute `noise_floor` (2 points)
#
# `noise_floor(lr, lam, sigma2, B) -> float` is $V$ of (2.12); `sigma2` is $\sigma^2$. Try it on
# the example by hand: $1/6$.
#
# <details><summary>Hint</summary>
#
# What stands below the line of (2.12), and does Python divide by all of it?
#
# </details>

# %% id="noise_floor" kind="solution"
def noise_floor(lr, lam, sigma2, B):
    """Return the variance at which SGD with noisy gradients comes to rest.

    Args: 0 < lr < 2 / lam; sigma2 >= 0, the variance of one sample's gradient; B >= 1.
    """
    ### BEGIN SOLUTION
    return lr * sigma2 / (lam * B * (2 - lr * lam))
    ### END SOLUTION

# %% id="noise_floor_check" kind="test" points=2
check("noise_floor", noise_floor, points=2)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("noise_floor", noise_floor, points=2, private=private_paths("noise_floor"))
### END HIDDEN TESTS

# %% [markdown] id="noise_floor_notes" kind="commentary"
# **Why this fraction.** At the level $V$ each step adds $\eta^2\sigma^2/B$ and the factor takes
# $\eta\lambda(2-\eta\lambda)V$ away; one η cancels. Two cases to test it: at $\eta\lambda = 1$ a step
# forgets all before it, and $V$ is one step's noise $\eta^2\sigma^2/B$; near $2/\lambda$ it grows
# without limit.
#
# **Common mistakes.** `lr * sigma2 / lam * B * (2 - lr * lam)`: only `lam` divides. The formula for
# small rates, $\eta\sigma^2/(2\lambda B)$: $1/8$ on the example by hand, where $1/6$ is right.
# $\eta^2\sigma^2/B$, the noise of a single step, as if earlier ones were gone. $\frac12\lambda V$, the
# mean height. `sigma2**2` or a root: `sigma2` is the variance already.

# %% [markdown] id="own-cloud"
# ## See: your formula against your class
#
# Now the ellipse is yours. Double $B$, then halve η, and read the predicted variances under the
# figure. Which of the two halves them exactly?

# %% id="own-cloud-figure"
noise_cloud(SGD, noise_floor=noise_floor)

# %% [markdown] id="break"
# $V$ is proportional to $1/B$: a fourfold $B$ halves the cloud's width. For the rate,
#
# $$
# \frac{V(\eta/2)}{V(\eta)} = \frac12\cdot\frac{2-\eta\lambda}{2-\eta\lambda/2} \tag{2.14}
# $$
#
# nearly $\frac12$ for small ηλ, but $\frac{1}{3}$ at $\eta\lambda = 1$.
#
# ## Break: lesson 01's best rate
#
# At rest the mean of $\frac12\lambda x^2$ is $\frac12\lambda V$. Summed over the coordinates it is
# the floor's height. In the opening $\sigma^2 = \lambda^2$: the centres have variance 1, and
# each enters its sample's gradient times λ. Look at the curve for $B = 10$ at both rates of the
# opening.

# %% id="break-code"
rates = np.linspace(0.01, 0.99, 99)
heights = {
    f"B = {B}": np.array([sum(lam / 2 * noise_floor(lr, lam, lam**2, B) for lam in curvatures)
                          for lr in rates])
    for B in (1, 10, 100)}
print("B = 10: at 0.05", f"{heights['B = 10'][4]:.4f}", " at 0.95", f"{heights['B = 10'][94]:.2f}")
fig = curves(heights, rates, xlabel="learning rate", ylabel="height of the floor", log_y=True,
             title="The ravine's noise floor")
show(fig, alt="Three parallel curves, each a tenth of the one above. They rise steeply from the"
     " smallest rates, then slowly, and shoot up where the learning rate nears 1.",
     caption="Ten times the batch, a tenth of the floor, at every learning rate.")

# %% [markdown] id="sentences"
# The rate 0.05 has its floor at 0.0053, 0.95 has it at 1.90. Noise and curvature
# together ask for a smaller rate than curvature alone. A rate that falls during the run gets below
# every floor: lesson 11.
#
# ## See: true or false?
#
# Five sentences of study notes. Decide before you open each.
#
# <details><summary>"SGD draws B samples and trains on them as one epoch."</summary>
#
# False. That is one step; an epoch is $\lceil N/B\rceil$ of them.
#
# </details>
#
# <details><summary>"Full-batch gradient descent updates for each sample, then averages."</summary>
#
# False. It averages $N$ gradients at one point, then updates once.
#
# </details>
#
# <details><summary>"Noise makes SGD swing, that is, it is inefficient on long valleys."</summary>
#
# False. The zigzag of lesson 01 had no noise, and noise makes clouds in round bowls too. Two
# causes: ηλ, and $\sigma^2/B$.
#
# </details>
#
# <details><summary>"With enough steps SGD finds the lowest point."</summary>
#
# False for a constant rate: it stays at the floor. (If the model fits every sample exactly, the
# noise vanishes at the minimum, and so does the floor.)
#
# </details>
#
# <details><summary>"A small batch ends in a flat minimum, a large one in a sharp one, so small is better."</summary>
#
# Not shown. Read on.
#
# </details>
#
# The argument behind the last: test loss is training loss shifted a little. *Sharpness* is the
# largest curvature at a minimum, lesson 01's $L$. Look at the test curve above the two training
# minima.

# %% id="slice-code"
at = np.linspace(-1.5, 3.0, 451)
train, test = (np.minimum(8 * (at - shift + 1) ** 2, 0.5 * (at - shift - 1.5) ** 2)
               for shift in (0.0, 0.3))
for name, place in {"sharp": -1.0, "flat": 1.5}.items():
    print(f"{name} minimum: test loss {test[np.abs(at - place).argmin()]:.3f}")
fig = curves({"training": train, "test, shifted by 0.3": test}, at, xlabel="parameter",
             ylabel="loss", title="A made-up slice: curvatures 16 and 1")
show(fig, alt="A narrow valley on the left and a wide one on the right. The test curve is the same,"
     " moved right: above the narrow valley's bottom it stands high, above the wide one's low.",
     caption="A shift of the test loss costs more in a narrow valley.")

# %% [markdown] id="rescale"
# The same shift $\delta$ costs $\frac12\lambda\delta^2$: 0.72 in the sharp minimum, 0.045 in the
# flat one. Keskar et al. (2016, arXiv 1609.04836) observed sharper minima and worse tests with
# large batches.
#
# ## Break: sharpness without a difference
#
# A net computes $w_2\,r(w_1 u)$ from input $u$, where $r(z) = \max(z, 0)$ (*ReLU*). Since
# $r(az) = a\,r(z)$ for $a > 0$, the weights $(a, 1/a)$ give the same outputs for every $a$. With
# one sample, input 1 and target 1, the loss is $\frac12(w_1w_2-1)^2$ for $w_1 > 0$. Its Hessian is
#
# $$
# H = \begin{pmatrix} w_2^2 & 2w_1w_2-1 \\ 2w_1w_2-1 & w_1^2 \end{pmatrix} \tag{2.15}
# $$
#
# Where $w_1w_2 = 1$ its determinant is 0 and its trace $w_1^2+w_2^2$: the eigenvalues are 0 and
# $w_1^2+w_2^2$. Compare outputs and sharpness.

# %% id="rescale-code"
s = np.linspace(-0.6, 0.6, 121)
slices = {}
for a in (1.0, 2.0, 4.0):
    w1, w2 = a, 1 / a
    sharpness = w1**2 + w2**2
    steepest = np.array([w2, w1]) / np.sqrt(sharpness)  # eigenvector of the larger eigenvalue
    outputs = [float(w2 * max(w1 * u, 0.0)) for u in (-1, 0.5, 3)]
    print(f"weights ({w1:g}, {w2:g}): sharpness {sharpness:.2f}, outputs {outputs}")
    slices[f"weights ({w1:g}, {w2:g})"] = (
        0.5 * ((w1 + s * steepest[0]) * (w2 + s * steepest[1]) - 1) ** 2)
fig = curves(slices, s, xlabel="distance along the steepest direction", ylabel="loss",
             title="One function, three sharpnesses")
show(fig, alt="Three valleys with the same lowest point, 0 in the middle: wide for weights (1, 1),"
     " narrower for (2, 0.5), narrowest for (4, 0.25).",
     caption="The sharpness changes with the weights' scale, the function does not.")

# %% [markdown] id="minibatch_grad_repair_text"
# One function, so one test loss, yet sharpness 2 or 16.06: sharpness alone doesn't decide (Dinh et
# al. 2017, arXiv 1703.04933). With tuned rates and enough steps the gap between large and small
# batches shrank or vanished (Hoffer et al. 2017, arXiv 1705.08741; Shallue et al. 2018,
# arXiv 1811.03600). What flatness explains is open.
#
# ## Repair it
#
# ### Exercise 6. Repair a batch's gradient (1 point)
#
# Faults of published notes: one stops Python, two run without a word. Mend them.
#
# ```python
# def repaired_minibatch_grad(theta, X, y, idx):
#     X_bathc y_batch = X[idx], y[idx]
#     residuals = X @ theta - y
#     return X.T @ residuals
# ```
#
# <details><summary>Hint</summary>
#
# Which rows take part in the last two lines? If every row stood in the batch twice, should the
# gradient change?
#
# </details>

# %% id="minibatch_grad_repair" kind="solution"
def repaired_minibatch_grad(theta, X, y, idx):
    """Return the batch's mean gradient, as minibatch_grad does."""
    ### BEGIN SOLUTION
    X_batch, y_batch = X[idx], y[idx]  # fault 1: a comma and a name
    residuals = X_batch @ theta - y_batch  # fault 2: all samples took part
    return X_batch.T @ residuals / len(idx)  # fault 3: a sum, no mean
    ### END SOLUTION

# %% id="minibatch_grad_repair_check" kind="test" points=1
check("minibatch_grad", repaired_minibatch_grad, points=1)
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("minibatch_grad", repaired_minibatch_grad, points=1, private=private_paths("minibatch_grad"))
### END HIDDEN TESTS

# %% [markdown] id="minibatch_grad_repair_notes" kind="commentary"
# **Why two faults run.** `X @ theta - y` and `X.T` fit each other, and the result has the right shape
# and even the right direction: it is the full gradient times $N$. With a small enough rate the loss
# falls. Only time betrays it, as every step reads all samples, or a usual rate, which is $N$ times
# too large.
#
# **Common mistakes.** Mending the first line alone: `X_batch` and `y_batch` are then made and never
# used. Dividing by `len(X)` while all rows take part: a right gradient of the whole loss, and no
# mini-batch. Dividing that sum by `len(idx)`: the smaller the batch, the larger the gradient.
# `X.T @ residuals` with the batch's residuals: the shapes don't fit, unless the batch has $N$ rows.

# %% [markdown] id="floor_why" kind="manual" points=4
# ## Explain it
#
# ### Exercise 7. Judge four proposals (4 points)
#
# A run with η = 0.05 and $B = 10$ has been level for 50 epochs; ηλ is small. Somebody proposes
#
# 1. to train ten times as long,
# 2. to double $B$,
# 3. to halve η,
# 4. to take $B = 1$, "because small batches generalise better".
#
# What does each do to the floor, and what does it cost? Two sentences each.
#
# ### BEGIN SOLUTION
# 1. Nothing: $V$ of (2.12) doesn't contain the number of steps, and after 50 level epochs $V_k$ is
#    at $V$. It costs ten times the work.
# 2. It halves the floor exactly, since $V$ is proportional to $1/B$. Each step reads twice as many
#    samples, so an epoch has half as many steps.
# 3. It halves the floor nearly, since $2-\eta\lambda$ hardly changes. The factor $1-\eta\lambda$
#    comes nearer to 1, so from any start about twice as many steps are needed.
# 4. The floor becomes ten times as high; an epoch has ten times as many steps. The reason given is
#    an observation made with certain settings, not a law: sharpness changes under a rescaling that
#    leaves the function as it is, and with tuned rates and enough steps the gap shrank or vanished.
# ### END SOLUTION
#
# === BEGIN MARK SCHEME ===
# - 1 point: longer training changes nothing, since the level doesn't depend on the number of steps.
# - 1 point: twice $B$ halves the floor exactly; a cost is named (samples a step, or steps an epoch).
# - 1 point: half η halves it nearly, or for small ηλ; slower progress is named.
# - 1 point: $B = 1$ raises the floor tenfold, and "small is better" is called not shown, with one
#   reason.
#
# === END MARK SCHEME ===

# %% [markdown] id="floor_why_notes" kind="commentary"
# **Why it is asked.** All four are common advice for a curve that is level, and (2.12) answers each
# in a line: what does $V$ contain, and what not?
#
# **Common mistakes.** 1: "it gets nearer, only slowly" mistakes a floor for a slope; "no effect"
# without a reason earns nothing. 2: "halves it", and no cost, is half a point's worth, so none;
# "less noise" without the factor, none. 3: "halves it exactly" misses the point, unless small
# $\eta\lambda$ is said to be assumed; "trains longer" will do for slower progress. 4: "a higher
# floor" needs its ten, and "small batches are better" has to be doubted for a reason from the lesson:
# the rescaling, or tuned rates and enough steps. Whoever agrees with it has no fourth point.

# %% [markdown] id="recall"
# ## Recall
#
# Answer each aloud before you open it.
#
# <details><summary>Lesson 01: which rates converge on curvatures 0.1 and 2, and what is the factor of each coordinate?</summary>
#
# $0 < \eta < 2/2 = 1$; the factors are $1-0.1\eta$ and $1-2\eta$.
#
# </details>
#
# <details><summary>Lesson 01: why does 1/L never raise the loss, and does that hold for a mini-batch's gradient?</summary>
#
# The descent lemma needs the step against the full gradient. $\hat g$ may point elsewhere, and a
# step may raise $f$.
#
# </details>
#
# <details><summary>Lesson 00: how many steps are 3 epochs of 1,000 samples in batches of 64, and how long is each last batch?</summary>
#
# $3\cdot16 = 48$ steps; the last batch of an epoch has 40 samples.
#
# </details>
#
# ## What you can do now
#
# - cut an epoch into batches and take a batch's gradient
# - derive $\sigma^2/B$, and the factor $\frac{N-B}{N-1}$ without replacement
# - predict the noise floor from η, λ, $\sigma^2$ and $B$
# - say what is and isn't known about sharp and flat minima
#
# Open: noise aside, the long valley is still slow. Lesson 03 gives the rule a memory.

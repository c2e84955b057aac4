# %% [markdown]
# # Gallery: every figure that moves
#
# One figure for each lesson of the plan, 00 to 13. In a lesson it runs the class that you wrote yourself; here it runs the course's own. Each stands in a state that tells its story untouched. On this page one slider of each figure is alive; in JupyterLab all of them are, start points can be dragged, and handles and sliders follow the arrow keys.

# %% tags=["remove-input"]
import inspect

import numpy as np

from descent.exercises import EXERCISES
from descent.paths import follow
from descent.surfaces import RAVINE, ROSENBROCK, noisy
from descent.widgets import (
    bias_correction,
    epsilon_explorer,
    explore,
    factors,
    fair_race,
    filter_explorer,
    impulse_response,
    look_ahead,
    noise_cloud,
    regret_race,
    rotated_bowl,
    saddle_race,
    schedule_drawer,
    stability_map,
    step_through,
)
from grader.catalogue import exercise


def as_a_learner_writes(stem):
    """Make a class with an exercise's name, signature and state, from the reference rule."""
    contract = EXERCISES[stem]

    class Written(exercise(stem).right):
        def update(self, params, grads):
            super().update(params, grads)
            for name in self.rule.state:
                setattr(self, name, {key: state[name] for key, state in self.states.items()})

    Written.__name__ = contract.name
    Written.__signature__ = inspect.Signature([
        inspect.Parameter(name, inspect.Parameter.POSITIONAL_OR_KEYWORD, default=value)
        for name, value in contract.defaults.items()])
    return Written


SGD, Momentum, NesterovLookahead, Nesterov, AdaGrad, RMSProp, Adam, AMSGrad = map(
    as_a_learner_writes, ("sgd", "momentum", "nesterov_lookahead", "nesterov", "adagrad", "rmsprop",
                          "adam", "amsgrad"))

# %% [markdown]
# ## 00 Start: one arrow per update
#
# The class of the lesson moves a fixed distance against the sign of the gradient.

# %% tags=["remove-input"]
class SignStep:
    """Move every parameter by lr against the sign of its gradient."""

    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        """Take one step."""
        for key in params:
            params[key] -= self.lr * np.sign(grads[key])


step_through(SignStep)

# %% [markdown]
# ## 01 Gradient descent: two factors decide
#
# Each coordinate is multiplied by 1 − ηλ in every step.

# %% tags=["remove-input"]
factors(SGD)

# %% [markdown]
# ## 02 Mini-batches: a cloud that does not shrink
#
# Two hundred runs with noisy gradients, and the ellipse that theory predicts for their ends.

# %% tags=["remove-input"]
noise_cloud(SGD)

# %% [markdown]
# ## 03 Momentum: what is left of each gradient

# %% tags=["remove-input"]
impulse_response(Momentum)

# %% [markdown]
# ## 04 The heavy ball: a map of convergence
#
# Left the larger root in size over ηλ and μ, right what your class does at the point.

# %% tags=["remove-input"]
stability_map(Momentum)

# %% [markdown]
# ## 05 Nesterov: the triangle of a step

# %% tags=["remove-input"]
look_ahead(NesterovLookahead, Nesterov)

# %% [markdown]
# ## 06 AdaGrad: a valley that turns
#
# Gradient descent takes the same path at every angle, turned; AdaGrad does not.

# %% tags=["remove-input"]
rotated_bowl(AdaGrad, SGD)

# %% [markdown]
# ## 07 RMSProp: what a moving average sees

# %% tags=["remove-input"]
filter_explorer(exercise("ema").right)

# %% [markdown]
# ## 08 Adam: the bias correction at work

# %% tags=["remove-input"]
bias_correction(Adam)

# %% [markdown]
# ## 09 Adam: where ε takes over

# %% tags=["remove-input"]
epsilon_explorer(Adam)

# %% [markdown]
# ## 10 When Adam fails: the regret race

# %% tags=["remove-input"]
regret_race(Adam, AMSGrad)

# %% [markdown]
# ## 11 Schedules: draw your own
#
# Drag over the left panel; on the right is what the noisy bowl makes of your schedule.

# %% tags=["remove-input"]
schedule_drawer(SGD)

# %% [markdown]
# ## 12 Curvature: who leaves the saddle

# %% tags=["remove-input"]
saddle_race(SGD, Momentum, RMSProp, Adam)

# %% [markdown]
# ## 13 A fair race
#
# Three methods on the ravine with noisy gradients: 60 steps, seven seeds, f at the end. The ranking depends on how the rates were chosen.

# %% tags=["remove-input"]
METHODS = {"SGD": SGD, "Momentum": Momentum, "Adam": Adam}
GRID = np.logspace(-2.5, 0, 11).round(4)


def ends(make, lr, seeds=range(7)):
    """Give f after 60 noisy steps, one for each seed."""
    paths = (follow(make(lr=lr), noisy(RAVINE, 0.3, np.random.default_rng(seed)), n_steps=60)
             for seed in seeds)
    return [float(min(RAVINE.value(path[-1]), 1e3)) for path in paths]


measured = {label: {float(lr): ends(make, lr) for lr in GRID} for label, make in METHODS.items()}
best = {label: min(runs, key=lambda lr: np.median(runs[lr])) for label, runs in measured.items()}
fair_race(
    {"each at its default": {label: ends(make, inspect.signature(make).parameters["lr"].default)
                             for label, make in METHODS.items()},
     "all at 0.1": {label: ends(make, 0.1) for label, make in METHODS.items()},
     "each tuned": {label: measured[label][best[label]] for label in METHODS}},
    sensitivity={label: [(lr, np.median(f), min(f), max(f)) for lr, f in runs.items()]
                 for label, runs in measured.items()},
    losses=True)

# %% [markdown]
# ## Any class, any surface
#
# `explore` takes one or several classes. Here: a rate for each, on Rosenbrock's valley.

# %% tags=["remove-input"]
explore(Momentum, Adam, lr=(0.0005, 0.1), surface=ROSENBROCK, n_steps=200)

"""The one list of exercises as the grader knows them: references and mistakes."""

from grader.answers import Function
from grader.functions.best_lr import BEST_LR
from grader.functions.bias_factor import BIAS_FACTOR
from grader.functions.clone_params import CLONE_PARAMS
from grader.functions.convert_lr import CONVERT_LR
from grader.functions.gd_rate import GD_RATE
from grader.functions.l2_distance import L2_DISTANCE
from grader.functions.max_stable_lr import MAX_STABLE_LR
from grader.functions.run import RUN
from grader.functions.steps_to import STEPS_TO
from grader.optimizers.adam import ADAM
from grader.optimizers.momentum import MOMENTUM
from grader.optimizers.momentum_ema import MOMENTUM_EMA
from grader.optimizers.momentum_torch import MOMENTUM_TORCH
from grader.optimizers.sgd import SGD
from grader.rules import Optimizer

__all__ = ["EXERCISES", "exercise"]

EXERCISES: dict[str, Function | Optimizer] = {
    "clone_params": CLONE_PARAMS,
    "l2_distance": L2_DISTANCE,
    "run": RUN,
    "sgd": SGD,
    "max_stable_lr": MAX_STABLE_LR,
    "best_lr": BEST_LR,
    "gd_rate": GD_RATE,
    "steps_to": STEPS_TO,
    "momentum": MOMENTUM,
    "momentum_torch": MOMENTUM_TORCH,
    "momentum_ema": MOMENTUM_EMA,
    "convert_lr": CONVERT_LR,
    "bias_factor": BIAS_FACTOR,
    "adam": ADAM,
}


def exercise(name: str) -> Function | Optimizer:
    """Look an exercise up by its id.

    Raises:
        KeyError: there is no such exercise.
    """
    return EXERCISES[name]

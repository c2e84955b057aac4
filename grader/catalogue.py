"""The one list of exercises as the grader knows them: references and mistakes."""

from grader.answers import Function, Optimizer
from grader.functions.best_lr import BEST_LR
from grader.functions.bias_factor import BIAS_FACTOR
from grader.functions.clone_params import CLONE_PARAMS
from grader.functions.convert_lr import CONVERT_LR
from grader.functions.gd_rate import GD_RATE
from grader.functions.l2_distance import L2_DISTANCE
from grader.functions.max_stable_lr import MAX_STABLE_LR
from grader.functions.run import RUN
from grader.functions.steps_to import STEPS_TO
from grader.optimizers.adadelta import ADADELTA
from grader.optimizers.adagrad import ADAGRAD
from grader.optimizers.adam import ADAM
from grader.optimizers.adam_l2 import ADAM_L2
from grader.optimizers.adamw import ADAMW
from grader.optimizers.amsgrad import AMSGRAD
from grader.optimizers.momentum import MOMENTUM
from grader.optimizers.momentum_ema import MOMENTUM_EMA
from grader.optimizers.momentum_torch import MOMENTUM_TORCH
from grader.optimizers.nadam import NADAM
from grader.optimizers.nesterov import NESTEROV
from grader.optimizers.nesterov_lookahead import NESTEROV_LOOKAHEAD
from grader.optimizers.radam import RADAM
from grader.optimizers.rmsprop import RMSPROP
from grader.optimizers.sgd import SGD

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
    "nesterov_lookahead": NESTEROV_LOOKAHEAD,
    "nesterov": NESTEROV,
    "bias_factor": BIAS_FACTOR,
    "adagrad": ADAGRAD,
    "rmsprop": RMSPROP,
    "adadelta": ADADELTA,
    "adam": ADAM,
    "adamw": ADAMW,
    "adam_l2": ADAM_L2,
    "amsgrad": AMSGRAD,
    "nadam": NADAM,
    "radam": RADAM,
}


def exercise(name: str) -> Function | Optimizer:
    """Look an exercise up by its id.

    Raises:
        KeyError: there is no such exercise.
    """
    return EXERCISES[name]

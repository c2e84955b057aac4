"""Write PyTorch's own steps on seeded problems: the outside truth for the optimizers.

Each `.npz` beside this script belongs to one rule and holds, per problem, the inputs (start and
every gradient) and what `torch.optim` made of them, in float64 on the CPU:

    about                       JSON text: versions, this script's name, the problems, the settings
    <problem>/start/<key>       parameter before the first step, any shape, 0-d included
    <problem>/grads/<key>       gradients, shape (steps, *shape of the parameter)
    <problem>/<setting>/<key>   parameter after each step, same shape as the gradients

| file               | PyTorch's optimizer                       | rule                           |
|--------------------|-------------------------------------------|--------------------------------|
| `sgd.npz`          | `SGD(lr)`                                 | p - lr g                       |
| `momentum.npz`     | `SGD(lr, momentum)`                       | b = mu b + g; p - lr b         |
| `momentum_ema.npz` | `SGD(lr, momentum, dampening=momentum)`   | m = mu m + (1-mu) g; p - lr m  |
| `nesterov.npz`     | `SGD(lr, momentum, nesterov=True)`        | b = mu b + g; p - lr (g + mu b)|
| `adagrad.npz`      | `Adagrad(lr, eps)`, starting at 0         | h = h + g²; p - lr g/(√h + eps)|
| `rmsprop.npz`      | `RMSprop(lr, alpha, eps)`                 | as AdaGrad, h a moving average |
| `adadelta.npz`     | `Adadelta(lr=1, rho, eps)`                | Zeiler 2012, algorithm 1       |
| `adam.npz`         | `Adam(lr, betas, eps)`                    | Kingma and Ba 2015, algorithm 1|
| `adamw.npz`        | `AdamW(lr, betas, eps, weight_decay)`     | p (1 - lr wd), then Adam's step|
| `adam_l2.npz`      | `Adam(lr, betas, eps, weight_decay)`      | Adam on g + wd p               |
| `amsgrad.npz`      | `Adam(lr, betas, eps, amsgrad=True)`      | Adam with the largest v so far |
| `nadam.npz`        | `NAdam(lr, betas, eps, momentum_decay)`   | Dozat 2016, with his schedule  |
| `radam.npz`        | `RAdam(lr, betas, eps)`                   | Liu et al. 2020, above rho = 5 |

PyTorch's dampened SGD is the moving average except at its start: its first step sets the buffer
to g, not to (1-mu) g. So the optimizer of `momentum_ema.npz` first gets one step with a zero
gradient, which moves nothing and leaves a buffer of zeros; from there every step is PyTorch's own
m = mu m + (1-mu) g. That step is not stored.

The tests read the files only; PyTorch is needed to make them again, not to use them (README.md).
"""

import json
import platform
from pathlib import Path

import numpy as np

SHAPES = {"offset": (), "bias": (3,), "weight": (2, 2), "kernel": (2, 1, 2)}


def _ordinary(rng, shape):
    return rng.standard_normal(shape)


def _zeros(rng, shape):
    """Zero on the first and every third step, and always zero in each array's first entry."""
    grads = rng.standard_normal(shape)
    grads[::3] = 0.0
    grads.reshape(shape[0], -1)[:, 0] = 0.0
    return grads


def _sparse(rng, shape):
    return rng.standard_normal(shape) * (rng.random_sample(shape) < 1 / 8)


def _tiny(rng, shape):
    return 1e-10 * rng.standard_normal(shape)


def _huge(rng, shape):
    return 1e6 * rng.standard_normal(shape)


def _mixed(rng, shape):
    """Every entry on a scale of its own, from 1e-10 to 1e6."""
    return rng.standard_normal(shape) * 10.0 ** rng.uniform(-10, 6, shape)


# name: (seed, steps, size of the start, gradients). `tiny` starts at 0: next to a parameter of
# size 1, a step of 1e-12 would keep four digits and hide most mistakes.
PROBLEMS = {
    "one_step": (101, 1, 1.0, _ordinary),
    "ordinary": (102, 200, 1.0, _ordinary),
    "zeros": (103, 24, 1.0, _zeros),
    "sparse": (104, 60, 1.0, _sparse),
    "tiny": (105, 20, 0.0, _tiny),
    "huge": (106, 20, 1.0, _huge),
    "mixed": (107, 60, 1.0, _mixed),
}

# Keys are the constructor's names in the course; "defaults" are the course's (PyTorch's lr of SGD
# is 1e-3, its eps of AdaGrad 1e-10 and of RMSprop 1e-8). eps is large in "away", so that its place
# and size show in every step.
SETTINGS = {
    "sgd": {"defaults": {"lr": 0.01}, "away": {"lr": 0.37}},
    "momentum": {
        "defaults": {"lr": 0.01, "momentum": 0.9},
        "away": {"lr": 0.07, "momentum": 0.35},
    },
    "momentum_ema": {
        "defaults": {"lr": 0.01, "momentum": 0.9},
        "away": {"lr": 0.2, "momentum": 0.35},
    },
    "nesterov": {
        "defaults": {"lr": 0.01, "momentum": 0.9},
        "away": {"lr": 0.07, "momentum": 0.35},
    },
    "adagrad": {
        "defaults": {"lr": 0.01, "eps": 1e-7},
        "away": {"lr": 0.3, "eps": 1e-3},
    },
    "rmsprop": {
        "defaults": {"lr": 0.01, "decay_rate": 0.99, "eps": 1e-7},
        "away": {"lr": 0.05, "decay_rate": 0.8, "eps": 1e-3},
    },
    "adadelta": {
        "defaults": {"rho": 0.95, "eps": 1e-6},
        "away": {"rho": 0.7, "eps": 1e-3},
    },
    "adam": {
        "defaults": {"lr": 0.001, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8},
        "away": {"lr": 0.05, "beta1": 0.7, "beta2": 0.95, "eps": 1e-3},
    },
    "adamw": {
        "defaults": {
            "lr": 0.001, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8, "weight_decay": 0.01,
        },
        "away": {"lr": 0.05, "beta1": 0.7, "beta2": 0.95, "eps": 1e-3, "weight_decay": 0.3},
    },
    "adam_l2": {
        "defaults": {
            "lr": 0.001, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8, "weight_decay": 0.01,
        },
        "away": {"lr": 0.05, "beta1": 0.7, "beta2": 0.95, "eps": 1e-3, "weight_decay": 0.3},
    },
    "amsgrad": {
        "defaults": {"lr": 0.001, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8},
        "away": {"lr": 0.05, "beta1": 0.7, "beta2": 0.95, "eps": 1e-3},
    },
    "nadam": {
        "defaults": {
            "lr": 0.002, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8, "momentum_decay": 4e-3,
        },
        "away": {"lr": 0.05, "beta1": 0.7, "beta2": 0.95, "eps": 1e-3, "momentum_decay": 0.5},
    },
    "radam": {
        "defaults": {"lr": 0.001, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8},
        "away": {"lr": 0.05, "beta1": 0.7, "beta2": 0.95, "eps": 1e-3},
    },
}
# PyTorch's class for a rule with two betas, and what else it is built with.
TWO_BETAS = {
    "adam": ("Adam", {}),
    "adamw": ("AdamW", {}),
    "adam_l2": ("Adam", {}),
    "amsgrad": ("Adam", {"amsgrad": True}),
    "nadam": ("NAdam", {}),
    "radam": ("RAdam", {}),
}


def problem(name):
    """Draw one seeded problem.

    Args:
        name: a key of `PROBLEMS`.

    Returns:
        (start, grads): dicts key -> float64 array, of shape `SHAPES[key]` and
        `(steps, *SHAPES[key])`.
    """
    seed, steps, size, draw = PROBLEMS[name]
    rng = np.random.RandomState(seed)  # its stream is frozen: any NumPy draws this problem again
    start = {key: np.asarray(size * rng.standard_normal(shape)) for key, shape in SHAPES.items()}
    grads = {key: draw(rng, (steps, *shape)) for key, shape in SHAPES.items()}
    return start, grads


def optimizer(rule, hyper, tensors):
    """Build PyTorch's optimizer for a rule.

    Args:
        rule: a key of `SETTINGS`.
        hyper: the course's hyper-parameters, name -> value.
        tensors: the parameters, a list of float64 tensors.

    Returns:
        The `torch.optim` object; `foreach=False` keeps its plain loop, one tensor after another.
    """
    import torch

    if rule in TWO_BETAS:
        name, options = TWO_BETAS[rule]
        others = {word: value for word, value in hyper.items() if word not in ("beta1", "beta2")}
        betas = (hyper["beta1"], hyper["beta2"])
        return getattr(torch.optim, name)(tensors, betas=betas, foreach=False, **others, **options)
    if rule == "adagrad":
        return torch.optim.Adagrad(
            tensors, lr=hyper["lr"], eps=hyper["eps"], initial_accumulator_value=0, foreach=False
        )
    if rule == "rmsprop":
        return torch.optim.RMSprop(
            tensors, lr=hyper["lr"], alpha=hyper["decay_rate"], eps=hyper["eps"], foreach=False
        )
    if rule == "adadelta":  # a factor that the paper doesn't have: at 1 it is the paper's rule
        return torch.optim.Adadelta(
            tensors, lr=1.0, rho=hyper["rho"], eps=hyper["eps"], foreach=False
        )
    if rule == "nesterov":
        return torch.optim.SGD(
            tensors, lr=hyper["lr"], momentum=hyper["momentum"], nesterov=True, foreach=False
        )
    mu = hyper.get("momentum", 0.0)
    dampening = mu if rule == "momentum_ema" else 0.0
    return torch.optim.SGD(tensors, lr=hyper["lr"], momentum=mu, dampening=dampening, foreach=False)


def torch_path(rule, hyper, start, grads):
    """Drive PyTorch's optimizer over given gradients.

    Args:
        rule, hyper: as for `optimizer`.
        start, grads: as `problem` returns them; not changed.

    Returns:
        dict key -> parameter after each step, the shape of `grads[key]`.

    Raises:
        RuntimeError: when the zero-gradient step of `momentum_ema` moved a parameter.
    """
    import torch

    tensors = {key: torch.tensor(value, requires_grad=True) for key, value in start.items()}
    steps = len(next(iter(grads.values())))
    driven = optimizer(rule, hyper, list(tensors.values()))
    path = {key: np.empty_like(value) for key, value in grads.items()}
    if rule == "momentum_ema":
        for tensor in tensors.values():
            tensor.grad = torch.zeros_like(tensor)
        driven.step()
        if any(np.any(tensors[key].detach().numpy() != start[key]) for key in start):
            raise RuntimeError("PyTorch's step with a zero gradient moved a parameter")
    for step in range(steps):
        for key, tensor in tensors.items():
            tensor.grad = torch.tensor(grads[key][step])
        driven.step()
        for key, tensor in tensors.items():
            path[key][step] = tensor.detach().numpy()
    return path


def write(rule, folder):
    """Write `<rule>.npz` into a folder, over an older one; the same bytes each time.

    Args:
        rule: a key of `SETTINGS`.
        folder: a `Path`.

    Returns:
        The path written.
    """
    import torch

    about = {
        "script": Path(__file__).name,
        "torch": torch.__version__,
        "numpy": np.__version__,
        "python": platform.python_version(),
        "rule": rule,
        "problems": {name: {"seed": row[0], "steps": row[1]} for name, row in PROBLEMS.items()},
        "settings": SETTINGS[rule],
    }
    arrays = {"about": np.array(json.dumps(about))}
    for name in PROBLEMS:
        start, grads = problem(name)
        parts = {"start": start, "grads": grads}
        for setting, hyper in SETTINGS[rule].items():
            parts[setting] = torch_path(rule, hyper, start, grads)
        for part, values in parts.items():
            for key, value in values.items():
                arrays[f"{name}/{part}/{key}"] = value
    target = folder / f"{rule}.npz"
    np.savez_compressed(target, **arrays)
    return target


def main():
    """Write every file beside this script and print its size."""
    # Imported here and above, not at the top: the tests read this module's tables in an
    # environment without PyTorch.
    import torch

    torch.set_num_threads(1)
    # NAdam keeps the product of its momenta in the default type, float32 if nothing is said.
    torch.set_default_dtype(torch.float64)
    for rule in SETTINGS:
        target = write(rule, Path(__file__).parent)
        print(f"{target.name}: {target.stat().st_size / 1000:.1f} kB")


if __name__ == "__main__":
    main()

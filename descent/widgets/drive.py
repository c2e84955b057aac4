"""Run a learner's optimizer on an array of any shape, and read what its constructor takes."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping

import numpy as np

from descent.contract import check_params
from descent.observe import in_time
from descent.widgets.feed import need_class
from descent.widgets.trace import looks_ahead
from descent.words import words

__all__ = ["drive", "settings", "taken"]


def drive(optimizer, start: np.ndarray, grad: Callable[[np.ndarray, int], np.ndarray],
          n_steps: int) -> np.ndarray:
    """Take `n_steps` steps from `start` and return every point on the way.

    A rule that works on each entry by itself runs as many times at once as the array has entries.

    Args:
        optimizer: an instance with `update(params, grads)`, or with `update(params, grad_fn)`;
            its state is changed.
        start: array of any shape; not changed.
        grad: called with a point and the number of the step, 1 the first; gives the gradient.

    Returns:
        An array of shape (n_steps + 1, *start.shape), its first entry the start.

    Raises:
        Breach: an update removed the params, changed their shape or left no numbers there.
    """
    start = np.array(start, dtype=float)
    points = np.empty((n_steps + 1, *start.shape))
    points[0] = start
    params = {"x": start}
    ahead = looks_ahead(optimizer)
    with np.errstate(all="ignore"):
        for t in range(1, n_steps + 1):
            def grad_fn(params: Mapping, t: int = t) -> dict:
                return {"x": np.array(grad(np.asarray(params["x"], float), t), dtype=float)}

            returned = optimizer.update(params, grad_fn if ahead else grad_fn(params))
            in_time()
            check_params({"x": points[t - 1]}, params, returned)
            points[t] = params["x"]
    return points


def settings(figure: str, make: object, hyper: Mapping[str, float]) -> dict[str, float]:
    """Give the hyper-parameters that a class's constructor takes, and their values.

    Args:
        figure: the name of the figure's function, for what is raised.
        make: what the learner gave as a class.
        hyper: values in the place of the constructor's defaults.

    Raises:
        TypeError: `make` is no class.
        ValueError: its constructor takes no hyper-parameter of a name in `hyper`.
    """
    need_class(make, figure)
    takes = taken(make, hyper)
    for name in hyper:
        if name not in takes:
            raise ValueError(words("widgets.drive.no_hyper", figure=figure, name=name,
                                   label=make.__name__))
    return takes | dict(hyper)


def taken(make: type, named: Iterable[str]) -> dict:
    """Give the hyper-parameters of a class's constructor: those with a number as default, or named.

    Returns:
        name -> default; what `inspect` has for none where one was only named.
    """
    return {name: parameter.default
            for name, parameter in inspect.signature(make).parameters.items()
            if isinstance(parameter.default, int | float) or name in named}

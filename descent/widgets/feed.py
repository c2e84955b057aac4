"""Feed given gradients to an optimizer, and keep its steps and what it remembered."""

from __future__ import annotations

import inspect
from dataclasses import dataclass

import numpy as np

from descent.contract import check_grads, check_params
from descent.observe import in_time, lacking
from descent.words import words

__all__ = ["Fed", "feed", "kept", "made", "need_class"]


@dataclass(frozen=True)
class Fed:
    """What gradients made of an optimizer.

    Attributes:
        steps: array (steps, n), what each update added to the params, which start at 0.
        states: name -> array (steps, n) of what the optimizer keeps under that name after each
            step; nan where it kept nothing.
    """

    steps: np.ndarray
    states: dict[str, np.ndarray]


def feed(optimizer, grads: np.ndarray) -> Fed:
    """Give gradients to an optimizer, row by row of an array (steps, n), under one key.

    Raises:
        Breach: `update` broke the contract of params and gradients.
    """
    points, states = np.zeros((len(grads) + 1, grads.shape[1])), {}
    params = {"x": points[0].copy()}
    for t, grad in enumerate(grads):
        sent = {"x": grad.copy()}
        returned = optimizer.update(params, sent)
        in_time()
        now = params.get("x")
        if t < 2 or not (isinstance(now, np.ndarray) and now.shape == grad.shape):
            # Asked in full, this takes longer than an update; most breaches show at once.
            check_params({"x": points[t]}, params, returned)
            check_grads({"x": grad}, sent)
        points[t + 1] = params["x"]
        for name, value in kept(optimizer, grad.shape).items():
            if name not in states:
                states[name] = np.full(grads.shape, np.nan)
            states[name][t] = value
    return Fed(np.diff(points, axis=0), states)


def kept(optimizer, shape: tuple[int, ...]) -> dict[str, np.ndarray]:
    """Find the arrays kept for "x": self.m["x"], self.state["x"]["m"] or self.m alike."""
    found = {}
    for name, value in getattr(optimizer, "__dict__", {}).items():
        own = value.get("x") if isinstance(value, dict) else value
        for inner, array in own.items() if isinstance(own, dict) else ((name, own),):
            if isinstance(array, np.ndarray) and array.shape == shape and (
                    array.dtype.kind in "fiu"):
                found[inner] = array
    return found


def made(make: type, **hyper: float):
    """Make an instance with those of the hyper-parameters that its constructor takes."""
    without = lacking(make, hyper)
    return make(**{name: value for name, value in hyper.items() if name not in without})


def need_class(make: object, figure: str) -> None:
    """Refuse what is no optimizer class.

    Raises:
        TypeError: for an instance, or anything else.
    """
    if not inspect.isclass(make):
        raise TypeError(words("widgets.feed.no_class", figure=figure, seen=repr(make)[:80]))

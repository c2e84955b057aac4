"""Run an optimizer and keep what it saw and remembered, step by step."""

from __future__ import annotations

import inspect
from dataclasses import dataclass

import numpy as np

from descent.exercises import EXERCISES
from descent.observe import in_time
from descent.paths import follow
from descent.surfaces import Surface

__all__ = ["Trace", "looks_ahead", "trace"]


@dataclass(frozen=True)
class Trace:
    """A path with what made it.

    Attributes:
        path: array (steps + 1, 2).
        asked: array (steps, 2), where each step's gradient was taken: at the point itself, or
            ahead of it.
        grads: array (steps, 2).
        states: name -> array (steps + 1, 2) of what the optimizer keeps under that name for
            the point, as it is after each step; nan before the first.
    """

    path: np.ndarray
    asked: np.ndarray
    grads: np.ndarray
    states: dict[str, np.ndarray]

    @property
    def steps(self) -> np.ndarray:
        """The step vectors, array (steps, 2)."""
        return np.diff(self.path, axis=0)


def trace(optimizer, surface: Surface, start=None, n_steps: int = 30) -> Trace:
    """Follow an optimizer as `descent.paths.follow` does, and write down more; raises alike."""
    recorder = _Recorder(optimizer, surface)
    path = follow(recorder, surface, start, n_steps)
    states = {name: np.array([[np.nan] * 2] * (n_steps + 1 - len(values)) + values)
              for name, values in recorder.states.items()}
    asked, grads = (np.array(rows).reshape(-1, 2) for rows in (recorder.asked, recorder.grads))
    return Trace(path, asked, grads, states)


def looks_ahead(optimizer) -> bool:
    """Say whether an `update` gets a function that gives gradients, in the place of gradients."""
    asked = [exercise for exercise in EXERCISES.values()
             if exercise.name == type(optimizer).__name__]
    names = list(inspect.signature(optimizer.update).parameters)
    return any(exercise.takes_grad_fn for exercise in asked) or (
        len(names) > 1 and names[1].endswith(("_fn", "_func", "_function")))


class _Recorder:
    """Stand between `follow` and an optimizer, and write down what passes."""

    def __init__(self, optimizer, surface: Surface) -> None:
        self.optimizer = optimizer
        self.surface = surface
        self.ahead = looks_ahead(optimizer)
        self.asked: list = []
        self.grads: list = []
        self.states: dict[str, list] = {}

    def update(self, params: dict, grads: dict) -> None:
        point, grad = params["x"].copy(), grads["x"]
        if self.ahead:
            seen: list = []

            def grad_fn(params: dict) -> dict:
                seen.append((np.array(params["x"], float), self.surface.grad(params["x"])))
                return {"x": seen[-1][1].copy()}

            self.optimizer.update(params, grad_fn)
            point, grad = seen[-1] if seen else (point, grad)
        else:
            self.optimizer.update(params, {"x": grad.copy()})
        in_time()
        self.asked.append(point)
        self.grads.append(grad)
        for name, value in vars(self.optimizer).items():
            if isinstance(value, dict) and np.shape(value.get("x")) == (2,):
                self.states.setdefault(name, []).append(np.array(value["x"], float))

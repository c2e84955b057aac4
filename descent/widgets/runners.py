"""Several optimizers in one figure: each with its look, its sliders, and what stays fixed."""

from __future__ import annotations

import inspect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from descent.plots import looks
from descent.surfaces import Surface
from descent.widgets.drive import taken
from descent.widgets.scene import Slider
from descent.widgets.trace import Trace, trace
from descent.words import words

__all__ = ["Runner", "hyper_slider", "runners_of"]

# What a slider of a hyper-parameter runs over: (low, high, log) or the stops themselves.
RANGES = {
    "lr": (1e-3, 3.0, True), "eps": (1e-12, 1.0, True), "weight_decay": (1e-4, 1.0, True),
    "momentum": tuple(i / 100 for i in range(100)),
    "beta1": tuple(i / 100 for i in range(100)),
}
DECAYS = (0.0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9995, 0.9999)
RANGES |= dict.fromkeys(("beta2", "decay_rate", "rho"), DECAYS)


@dataclass(frozen=True, eq=False)
class Runner:
    """One optimizer of the figure: its class, label, sliders, and what stays fixed."""

    make: type
    label: str
    look: tuple
    sliders: list[Slider]
    fixed: dict[str, float]

    def made(self, values: Mapping):
        """Make an instance with the sliders' values."""
        own = {slider.name.removeprefix(f"{self.label}."): values[slider.name]
               for slider in self.sliders}
        return self.make(**self.fixed, **own)

    def run(self, values: Mapping, surface: Surface, start: tuple, n_steps: int) -> Trace:
        """Make an instance with the sliders' values, and follow it."""
        return trace(self.made(values), surface, start, n_steps)


def runners_of(figure: str, optimizers: Sequence[type], hyper: Mapping,
               sliders: Sequence[str] | None = None,
               lr_range: tuple[float, float] | None = None) -> list[Runner]:
    """Give each optimizer class its look and its sliders.

    Args:
        figure: the name of the figure's function, for what is raised.
        hyper: hyper-parameters to start with: a number for all, or one for each class.
        sliders: names of the hyper-parameters with a slider; when None all of a single class,
            of several the learning rate.
        lr_range: ends of the learning rate's slider, evenly spaced; else 0.001 to 3, or
            wider around where it starts, on a log scale.

    Raises:
        TypeError: for an instance in the place of a class, or none at all.
        ValueError: for a hyper-parameter that no optimizer takes.
    """
    if not optimizers or not all(inspect.isclass(one) for one in optimizers):
        raise TypeError(words("widgets.runners.no_class", figure=figure,
                              seen=repr(optimizers)[:80]))
    names = [one.__name__ for one in optimizers]
    several = len(optimizers) > 1
    runners, used = [], set()
    for i, (make, name, look) in enumerate(zip(optimizers, names, looks(names), strict=True)):
        label = name if names.count(name) == 1 else f"{name} {i + 1}"
        defaults = taken(make, hyper)
        own = {key: value[i] if isinstance(value, Sequence) else value
               for key, value in hyper.items() if key in defaults}
        used |= set(own)
        values = {key: float(value) for key, value in (defaults | own).items()}
        named = sliders or (["lr"] if several else [key for key in values if key in RANGES])
        rows = [_own_slider(label, key, values[key], several, lr_range)
                for key in named if key in values]
        fixed = {key: values[key] for key in own if key not in named}
        runners.append(Runner(make, label, look, rows, fixed))
    if unknown := set(hyper) - used:
        raise ValueError(words("widgets.runners.no_hyper", name=sorted(unknown)[0],
                               classes=", ".join(names)))
    return runners


def hyper_slider(name: str, value: float, prefix: str = "", label: str = "",
                 lr_range: tuple[float, float] | None = None) -> Slider:
    """Make the slider of a hyper-parameter, over the range that its name calls for."""
    label = label or words(f"widgets.hyper.{name}")
    given = RANGES.get(name, (value / 100, value * 100, True))
    if name == "lr" and lr_range:
        given = (*lr_range, False)
    if isinstance(given[2], bool):
        low, high, log = given
        if not log or value > 0:
            if log:  # room on both sides of where it starts
                low, high = low if low < value else value / 10, max(high, value * 3)
            return Slider(prefix + name, label, min(low, value), max(high, value), value, log=log)
        given = [float(f"{stop:.4g}") for stop in np.geomspace(low, high, 41)]  # no log has a 0
    stops = tuple(sorted({*given, value}))
    return Slider(prefix + name, label, stops[0], stops[-1], value, stops=stops)


def _own_slider(label: str, name: str, value: float, several: bool,
                lr_range: tuple[float, float] | None) -> Slider:
    if not several:
        return hyper_slider(name, value, lr_range=lr_range)
    return hyper_slider(name, value, f"{label}.", f"{label}: {words(f'widgets.hyper.{name}')}",
                        lr_range)

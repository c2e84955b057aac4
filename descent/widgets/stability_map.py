"""stability_map(Momentum): where momentum converges, and how the learner's own moves there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import contourpy
import numpy as np

from descent.plots import BLACK, DASHED, DOTTED, SOLID, looks
from descent.widgets.drive import drive, settings
from descent.widgets.figure import MovingFigure
from descent.widgets.scene import (
    GUIDE,
    Handle,
    Image,
    Label,
    Line,
    Mark,
    Panel,
    Points,
    Scene,
    Slider,
    written,
)
from descent.words import words

__all__ = ["stability_map"]

COLOURS = ("#2b6ca3", "#8fb8d8", "#ffffff", "#f5b27a", "#d55e00")  # of ρ = 0, 0.5, 1, 1.5, 2
BORDER = (BLACK, SOLID, "")
CRITICAL = (BLACK, DASHED, "")
OTHER = (BLACK, DOTTED, "")
POINT = (BLACK, SOLID, "o")  # under the handle, and in its place where nothing can move
LEVELS = (0.5, 0.7, 0.9)  # of ρ, as contour lines with their numbers
MOST = 4.0  # the end of the axis ηλ: past 2(1 + μ) < 4 no heavy ball converges
# Finer where ηλ is small and μ near 1: there the flat directions of a long valley lie.
RATES = (0.02, *(i / 20 for i in range(1, 10)), *(i / 10 for i in range(5, 41)))
MOMENTA = (*(i / 50 for i in range(45)), *(i / 100 for i in range(90, 100)))
FINE, COARSE = (80, 60), (32, 20)  # columns and rows of the map


@dataclass(frozen=True)
class Rule:
    """A rule's roots on f = λx²/2: those of z² − a z + b.

    Attributes:
        coefficients: (ηλ, μ) -> a, b.
        border: μ -> the ηλ from which on it diverges.
        critical: ηλ -> the μ at which the roots meet; nan where there is none.
        noted: the ηλ at which the contour lines carry their numbers.
    """

    coefficients: Callable
    border: Callable
    critical: Callable
    noted: float


def _meeting(q: np.ndarray) -> np.ndarray:
    with np.errstate(invalid="ignore"):
        return np.where(q <= 1, (1 - np.sqrt(q)) / (1 + np.sqrt(q)), np.nan)


RULES = {
    "heavy_ball": Rule(lambda q, mu: (1 + mu - q, mu), lambda mu: 2 * (1 + mu),
                       lambda q: (1 - np.sqrt(q)) ** 2, 1.0),
    "nesterov": Rule(lambda q, mu: ((1 + mu) * (1 - q), mu * (1 - q)),
                     lambda mu: 2 * (1 + mu) / (1 + 2 * mu), _meeting, 0.3),
}


def stability_map(momentum: type, rule: str = "heavy_ball",
                  spectral_radius: Callable[[float, float, float], float] | None = None,
                  start: tuple[float, float] = (0.2, 0.8), n_steps: int = 40,
                  prediction: object = ...) -> MovingFigure:
    """Show ρ, the modulus of the larger root, over ηλ and μ; a class walks at a point of the map.

    The class is driven on f = x²/2 from x = 1, so its lr is the ηλ of the map. What its path
    shrinks by in each step is measured, and stands beside what the roots say.

    Args:
        momentum: a class with `lr` and `momentum`.
        rule: whose roots: "heavy_ball", or "nesterov" (which works for both forms).
        spectral_radius: a learner's function of lr, mu and lam, whose map is drawn in the place
            of the right one.
        start: ηλ and μ at first.
        n_steps: updates, 4 or more.
        prediction: when it is None, the figure stays hidden until the learner has predicted.

    Raises:
        TypeError: for an instance in the place of a class.
        ValueError: for an unknown rule, or a class that lacks `lr` or `momentum`.
    """
    settings("stability_map", momentum, {"lr": start[0], "momentum": start[1]})
    if rule not in RULES:
        raise ValueError(words("widgets.stability_map.no_rule", seen=repr(rule),
                               rules=", ".join(map(repr, RULES))))
    rates, momenta = (tuple(sorted({*stops, float(value)}))
                      for stops, value in zip((RATES, MOMENTA), start, strict=True))
    sliders = [Slider("lr", words("widgets.stability_map.rate"), rates[0], rates[-1], start[0],
                      stops=rates),
               Slider("mu", words("widgets.hyper.momentum"), momenta[0], momenta[-1], start[1],
                      stops=momenta)]
    learners = None if spectral_radius is None else lru_cache(
        lambda: _map_of(rule, spectral_radius))

    def draw(lr: float, mu: float) -> Scene:
        # The gradient of x²/2 is x: here λ = 1, and lr is ηλ.
        path = drive(momentum(lr=lr, momentum=mu), np.ones(1), lambda x, t: x, n_steps)[:, 0]
        rho = float(radius(rule, lr, mu))
        said = _said(rule, lr, mu, rho, momentum.__name__, path)
        if spectral_radius is not None:
            said += " " + words("widgets.stability_map.yours",
                                rho=written(_number(spectral_radius(lr, mu, 1.0))))
        marks = [*(learners() if learners else _map(rule)), *_lines(rule),
                 Points(np.array([lr]), np.array([mu]), POINT, size=12)]
        return Scene([_map_panel(rule, marks), _path_panel(momentum.__name__, path, rho)], said)

    return MovingFigure(draw, sliders, [Handle(words("widgets.stability_map.point"), "lr", "mu")],
                        words(f"widgets.stability_map.title_{rule}"), locked=prediction is None)


def radius(rule: str, q: np.ndarray, mu: np.ndarray) -> np.ndarray:
    """Give the modulus of the larger root at ηλ = q; q and mu broadcast."""
    a, b = RULES[rule].coefficients(np.asarray(q, float), np.asarray(mu, float))
    root = np.sqrt((a / 2) ** 2 - b + 0j)
    return np.maximum(np.abs(a / 2 + root), np.abs(a / 2 - root))


def measured(path: np.ndarray) -> float | None:
    """Find by how much a path shrinks a step in the long run, whatever made it.

    A path of two roots obeys x[k+1] = a x[k] − b x[k−1]; a and b are fitted to it.

    Returns:
        The modulus of the larger root; None where the path is no such sequence.
    """
    path = path[np.abs(path) < 1e100]
    if len(path) < 4:
        return None
    before = np.column_stack([path[1:-1], -path[:-2]])
    (a, b), *_ = np.linalg.lstsq(before, path[2:])
    if np.linalg.norm(before @ (a, b) - path[2:]) > 1e-6 * np.linalg.norm(path[1:]):
        return None
    return float(np.abs(np.roots([1.0, -a, b])).max())


# -- the map -----------------------------------------------------------------------------------


@lru_cache
def _map(rule: str) -> tuple[Mark, ...]:
    q, mu = _grid(FINE)
    return _marks_of(rule, q, mu, radius(rule, q, mu[:, None]))


def _map_of(rule: str, spectral_radius: Callable) -> tuple[Mark, ...]:
    """Ask a learner's function for the whole map, once: 640 calls, about 20 ms."""
    q, mu = _grid(COARSE)
    values = np.array([[_number(spectral_radius(float(one), float(other), 1.0)) for one in q]
                       for other in mu])
    return _marks_of(rule, q, mu, values)


def _grid(size: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    """Give the middles of the cells of the map."""
    columns, rows = size
    return MOST * (np.arange(columns) + 0.5) / columns, (np.arange(rows) + 0.5) / rows


def _number(value: object) -> float:
    if np.shape(value) != () or np.asarray(value).dtype.kind not in "fiu":
        raise TypeError(words("widgets.stability_map.no_number", seen=repr(value)[:60]))
    return float(value)


def _marks_of(rule: str, q: np.ndarray, mu: np.ndarray, rho: np.ndarray) -> tuple[Mark, ...]:
    """Make the colours, and contour lines with their numbers."""
    lines = contourpy.contour_generator(q, mu, np.where(np.isfinite(rho), rho, 9.0))
    pieces = [np.vstack([piece, [[np.nan] * 2]]) for level in LEVELS
              for piece in lines.lines(level)]
    marks: list[Mark] = [Image(np.where(np.isfinite(rho), rho, 2.0) / 2, COLOURS)]
    if pieces:
        marks.append(Line(*np.concatenate(pieces).T, GUIDE, kind="contour"))
    column = rho[:, np.argmin(np.abs(q - RULES[rule].noted))]
    for level in LEVELS:
        crossed = np.flatnonzero((column[:-1] < level) & (column[1:] >= level))
        if len(crossed):
            marks.append(Label(RULES[rule].noted, float(mu[crossed[-1]]),
                               words("widgets.stability_map.level", rho=written(level)),
                               "middle"))
    return tuple(marks)


@lru_cache
def _lines(rule: str) -> tuple[Mark, ...]:
    mu = np.linspace(0, 1, 41)
    q = MOST * np.linspace(0, 1, 161) ** 2
    lines = [Line(RULES[rule].border(mu), mu, BORDER, words("widgets.stability_map.border")),
             Line(q, RULES[rule].critical(q), CRITICAL, words("widgets.stability_map.critical"))]
    if rule == "nesterov":
        lines.append(Line(RULES["heavy_ball"].border(mu), mu, OTHER,
                          words("widgets.stability_map.heavy_border"), "guide"))
    return tuple(lines)


def _map_panel(rule: str, marks: list[Mark]) -> Panel:
    return Panel(marks, words(f"widgets.stability_map.alt_{rule}"),
                 words("widgets.stability_map.rate"), words("widgets.hyper.momentum"),
                 (0.0, MOST), (0.0, 1.0), words("widgets.stability_map.map"))


# -- the path ----------------------------------------------------------------------------------


def _path_panel(label: str, path: np.ndarray, rho: float) -> Panel:
    k = np.arange(len(path), dtype=float)
    with np.errstate(over="ignore"):
        powers = rho**k
    high = 1.25 if np.nanmax(np.abs(path), initial=1.0) <= 1.25 else 4.0
    powers, seen = (np.where(np.abs(values) < 100 * high, values, np.nan)
                    for values in (powers, path))
    there_and_back = np.concatenate([powers, [np.nan], -powers])
    marks = [Line(np.concatenate([k, [np.nan], k]), there_and_back, GUIDE,
                  words("widgets.stability_map.envelope"), "guide"),
             Line(k, seen, looks([label])[0], label, "path")]
    return Panel(marks, words("widgets.stability_map.path_alt", label=label, rho=written(rho)),
                 words("plots.step"), "x", (0.0, len(path) - 1.0), (-high, high),
                 words("widgets.stability_map.path", label=label))


def _said(rule: str, lr: float, mu: float, rho: float, label: str, path: np.ndarray) -> str:
    said = words("widgets.stability_map.at", lr=written(lr), mu=written(mu),
                 regime=words(f"widgets.stability_map.{_regime(rule, lr, mu, rho)}"),
                 rho=written(rho))
    broken = np.flatnonzero(~np.isfinite(path))
    if len(broken):
        return said + " " + words("widgets.explore.nan", label=label, step=broken[0])
    factor = measured(path)
    if factor is None:
        return said + " " + words("widgets.stability_map.no_rate", label=label)
    agrees = abs(factor - rho) <= 1e-3 * max(rho, 1e-3)
    return said + " " + words(f"widgets.stability_map.{'agrees' if agrees else 'differs'}",
                              label=label, rho=written(factor))


def _regime(rule: str, lr: float, mu: float, rho: float) -> str:
    """Name what the roots make of x: each has its sentence."""
    a, b = RULES[rule].coefficients(lr, mu)
    if abs(rho - 1) < 1e-9:
        return "endless"
    if rho > 1:
        return "diverges"
    if rho == 0:
        return "at_once"
    if abs(a * a - 4 * b) < 1e-9:
        return "double"
    if a * a < 4 * b:
        return "swings"
    return "creeps" if a > 0 else "jumps"

"""epsilon_explorer(Adam): how long a step is when the gradient gets as small as ε."""

from __future__ import annotations

import numpy as np

from descent.observe import lacking
from descent.plots import DASHED, DOTTED, GREEN, LOOKS, MIXED, RED, SKY
from descent.widgets.ends import drawable
from descent.widgets.feed import feed, made, need_class
from descent.widgets.figure import MovingFigure
from descent.widgets.scene import (
    GUIDE,
    Handle,
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

__all__ = ["epsilon_explorer"]

SIZES = np.geomspace(1e-12, 1.0, 121)
EPSILONS = (*(float(f"{first}e{power}") for power in range(-12, -2) for first in (1, 2, 5)), 1e-2)
TIMES = (1, 2, 3, 5, 10, 20, 30, 50, 100, 200, 500, 1000)
TOP = 1.15
FORMS = {"outside": (SKY, DASHED, ""), "inside": (RED, DOTTED, ""), "hat": (GREEN, MIXED, "")}
NEAR = 5e-3  # how far a curve may lie from a form's and still be that form's


def epsilon_explorer(make: type, eps: float = 1e-8, t: int = 1, beta2: float = 0.999,
                     prediction: object = ...) -> MovingFigure:
    """Show a step of a learner's Adam over η against |g|, for gradients that stay the same.

    The class is driven with 121 sizes of gradient at once, one in each entry of an array. Dashed
    lie the closed forms of three published places for ε: |g|/(|g| + ε) outside the root,
    |g|/√(g² + ε) inside, |g|/(|g| + ε/√(1 − β₂ᵗ)) in the place of ε̂.

    Args:
        make: the class; its constructor takes lr and eps. Where it takes no beta2 the third form
            is left out.
        eps, t: where the sliders start.
        prediction: when it is None, the figure stays hidden until the learner has predicted.

    Raises:
        TypeError: `make` is no class.
        ValueError: its constructor takes no eps.
    """
    need_class(make, "epsilon_explorer")
    if lacking(make, ["eps"]):
        raise ValueError(_said("no_eps", label=make.__name__))
    hyper = {} if lacking(make, ["beta2"]) else {"beta2": beta2}

    def draw(eps: float, t: float) -> Scene:
        optimizer = made(make, lr=1.0, eps=eps, **hyper)
        fed = feed(optimizer, np.tile(SIZES, (int(t), 1)))
        return _scene(-fed.steps[-1], eps, int(t), **hyper)

    sliders = [Slider("eps", words("widgets.hyper.eps"), 1e-12, 1e-2, eps,
                      stops=sorted({*EPSILONS, eps})),
               Slider("t", _said("t"), 1, TIMES[-1], t, stops=sorted({*TIMES, t}))]
    return MovingFigure(draw, sliders, [Handle(_said("handle"), "eps", 0.04)], _said("title"),
                        locked=prediction is None)


def forms(eps: float, t: int, beta2: float | None = None) -> dict[str, np.ndarray]:
    """Give the step over η of each published form at SIZES, where the gradient never changes."""
    found = {"outside": SIZES / (SIZES + eps), "inside": SIZES / np.sqrt(SIZES**2 + eps)}
    if beta2 is not None:
        found["hat"] = SIZES / (SIZES + eps / np.sqrt(1 - beta2**t))
    return found


def halfway(y: np.ndarray) -> float | None:
    """Find the size above which a curve over SIZES stays above a half; None when there is none."""
    below = np.flatnonzero(~(y >= 0.5))
    if not len(below) or below[-1] == len(y) - 1:
        return None
    ends = slice(below[-1], below[-1] + 2)
    near = np.clip(y[ends], 1e-9, 1 - 1e-9)  # g/(g + ε) is a straight line in log odds
    return float(np.exp(np.interp(0.0, np.log(near / (1 - near)), np.log(SIZES[ends]))))


def _scene(y: np.ndarray, eps: float, t: int, beta2: float | None = None) -> Scene:
    guides = forms(eps, t, beta2)
    marks: list[Mark] = [
        Line(SIZES[[0, -1]], np.full(2, 0.5), GUIDE, _said("half"), "guide"),
        Line(np.full(2, eps), np.array([0.0, TOP]), GUIDE, kind="guide"),
        Label(eps, 0.93 * TOP, " ε"),
        Line(SIZES, drawable(y), LOOKS["Adam"], _said("step"))]
    marks += [Line(SIZES, guides[name], FORMS[name], _said(name)) for name in guides]
    half = halfway(y)
    if half is not None:
        marks.append(Points(np.array([half]), np.array([0.5]), LOOKS["Adam"], size=14))
    scale = 1.0 if beta2 is None else np.sqrt(1 - beta2**t)
    hat = "" if beta2 is None else _said("alt_hat", hat=written(eps / scale))
    alt = _said("alt", t=t, eps=written(eps), inside=written(np.sqrt(eps / 3)), hat=hat)
    panel = Panel(marks, alt, _said("xlabel"), _said("ylabel"), (1e-12, 1.0), (0, TOP), log_x=True)
    return Scene([panel], _status(y, guides, half, {"eps": written(eps), "t": t}))


def _status(y: np.ndarray, guides: dict[str, np.ndarray], half: float | None, at: dict) -> str:
    broken = np.flatnonzero(~np.isfinite(y))
    if len(broken):
        return _said("broken", **at, g=written(SIZES[broken[-1]]))
    if half is not None:
        said = _said("status", **at, half=written(float(f"{half:.2g}")))
    else:
        said = _said("long" if y[-1] >= 0.5 else "short", **at)
    same = [_said(name) for name, guide in guides.items() if np.abs(y - guide).max() < NEAR]
    return f"{said} {_said('same', names='”, “'.join(same)) if same else _said('other')}"


def _said(key: str, **values: object) -> str:
    return words(f"widgets.epsilon_explorer.{key}", **values)

"""look_ahead(NesterovLookahead, Nesterov): each step as a triangle, seen from x and from y."""

from __future__ import annotations

import numpy as np

from descent.plots import PINK, looks
from descent.surfaces import Surface, bowl
from descent.widgets.drive import settings
from descent.widgets.explore import ASKED, DOWNHILL, MEMORY, STEP, outcome, path_mark, split
from descent.widgets.figure import MovingFigure
from descent.widgets.runners import hyper_slider
from descent.widgets.scene import (
    GUIDE,
    Arrows,
    Choice,
    Line,
    Mark,
    Panel,
    Points,
    Scene,
    Slider,
    Steps,
    places,
    written,
)
from descent.widgets.surface_marks import surface_marks
from descent.widgets.trace import Trace, trace
from descent.words import words

__all__ = ["look_ahead"]

HERE = (GUIDE[0], GUIDE[1], "")  # what the gradient at x would do instead
LEAD = (PINK, GUIDE[1], "")  # from x to y
BOWL = bowl((1.0, 2.0))  # wider than the ravine: the triangles can be seen on the map
FAR = 1e4  # windows: arrows beyond that are not drawn


def look_ahead(lookahead: type | None = None, stored: type | None = None,
               surface: Surface = BOWL, n_steps: int = 4,
               start: tuple[float, float] | None = None, lr: float = 0.3, momentum: float = 0.9,
               prediction: object = ...) -> MovingFigure:
    """Show the vectors of each step of Nesterov's momentum, in both of its forms.

    In the x-picture a step goes along the velocity, then against the gradient found there; in the
    y-picture the look-ahead point itself is what moves. That y = x + μv is measured, not assumed:
    y comes from one class, x + μv is where the other asks for its gradient.

    Args:
        lookahead: class with `update(params, grad_fn)`, for the x-picture; None leaves it out.
        stored: class with `update(params, grads)`, for the y-picture; None leaves it out.
        n_steps: updates, 1 or more.
        start: where the paths begin; the surface's own start when None.
        prediction: when it is None, the figure stays hidden until the learner has predicted.

    Raises:
        TypeError: for an instance in the place of a class, or no class at all.
        ValueError: for a class that lacks `lr` or `momentum`.
    """
    given = {"x": lookahead, "y": stored}
    given = {key: make for key, make in given.items() if make is not None}
    if not given:
        raise TypeError(words("widgets.look_ahead.none"))
    for make in given.values():
        settings("look_ahead", make, {"lr": lr, "momentum": momentum})
    where, handle = places(words("widgets.explore.start"), *surface.window,
                           tuple(start or surface.start),
                           texts=[words(f"widgets.explore.start_{axis}") for axis in "xy"])
    controls = [hyper_slider("lr", lr, lr_range=(0.01, 0.7)),
                Slider("momentum", words("widgets.hyper.momentum"), 0, 0.98, momentum, 50)]
    if len(given) == 2:
        controls.append(Choice("picture", words("widgets.look_ahead.picture"),
                               {key: words(f"widgets.look_ahead.{key}") for key in given}, "x"))

    def draw(lr: float, momentum: float, x0: float, y0: float,
             picture: str = next(iter(given))) -> Scene:
        traces = {key: trace(make(lr=lr, momentum=momentum), surface, (x0, y0), n_steps)
                  for key, make in given.items()}
        return _scene(picture, traces, {key: make.__name__ for key, make in given.items()},
                      surface)

    return MovingFigure(draw, [*controls, *where], [handle], words("widgets.look_ahead.title"),
                        locked=prediction is None)


def triangle(picture: str, seen: Trace) -> tuple[np.ndarray, np.ndarray] | None:
    """Split each step into what is remembered and the gradient's part.

    Returns:
        Two arrays (steps, 2) whose sum is the step; None where a rule is no such sum.
    """
    if picture == "x":
        kept = seen.asked - seen.path[:-1]
        return kept, seen.path[1:] - seen.asked
    parts = split(seen)
    return None if parts is None else (parts[1], seen.steps - parts[1])


def largest_gap(traces: dict[str, Trace]) -> tuple[float, int] | None:
    """Compare y with x + μv before each step; give the largest gap and its step."""
    if len(traces) < 2:
        return None
    y = traces["y"].path[:-1]
    gaps = np.abs(y - traces["x"].asked).max(axis=1) / np.abs(y).max(initial=1.0)
    if not np.isfinite(gaps).all():
        return None
    return float(gaps.max()), int(np.argmax(gaps)) + 1


def _scene(picture: str, traces: dict[str, Trace], labels: dict[str, str],
           surface: Surface) -> Scene:
    seen, label = traces[picture], labels[picture]
    with np.errstate(all="ignore"):
        parts = triangle(picture, seen)
        arrows = _arrows(picture, seen, parts, surface)
        over = [*surface_marks(surface, detail=140), *_other(picture, traces, surface),
                path_mark(seen.path, surface.window, label, looks([label])[0]),
                *(_kept_near(mark, surface) for mark in arrows)]
        large = _enlarged(arrows, seen.path[:-1])
    if picture == "x":
        over.append(Points(*np.vstack([seen.asked[:1], seen.asked]).T, ASKED,
                           words("widgets.explore.asked"), 9, stepped=True))
    said = outcome(label, seen.path, surface)
    gap = largest_gap(traces)
    if gap is not None:
        key = "same" if gap[0] < 1e-9 else "differ"
        said += " " + words(f"widgets.look_ahead.{key}", gap=written(gap[0]), step=gap[1])
    panels = [Panel(over, words(f"widgets.look_ahead.map_alt_{picture}", label=label), "x", "y",
                    *surface.window),
              Panel(large, words(f"widgets.look_ahead.large_alt_{picture}"),
                    words("widgets.look_ahead.along", axis="x"),
                    words("widgets.look_ahead.along", axis="y"), (-1.1, 1.1), (-1.1, 1.1),
                    words("widgets.look_ahead.large"), equal=True)]
    return Scene(panels, said, _numbers(picture, seen, parts), last=len(seen.steps))


def _arrows(picture: str, seen: Trace, parts: tuple | None, surface: Surface) -> list[Arrows]:
    """Make the sides of each step's triangle, where they lie on the map."""
    before, after = seen.path[:-1], seen.path[1:]
    arrows = []
    if parts is not None:
        corner = before + parts[0]
        arrows += [Arrows(before, corner, MEMORY, words(f"widgets.look_ahead.kept_{picture}"),
                          True),
                   Arrows(corner, after, DOWNHILL, words("widgets.look_ahead.gradient"), True)]
        if picture == "x":
            c = np.linalg.norm(parts[1], axis=1) / np.linalg.norm(seen.grads, axis=1)
            here = np.array([surface.grad(point) for point in before])
            arrows.append(Arrows(corner, corner - c[:, None] * here, HERE,
                                 words("widgets.look_ahead.here"), True))
    return [*arrows, Arrows(before, after, STEP, words("widgets.look_ahead.sum"), True)]


def _other(picture: str, traces: dict[str, Trace], surface: Surface) -> list[Mark]:
    """Make the path of the other form, and from x to y the lead of the one over the other."""
    if len(traces) < 2:
        return []
    other = "y" if picture == "x" else "x"
    line = path_mark(traces[other].path, surface.window, "", GUIDE)
    marks: list[Mark] = [Line(line.x, line.y, GUIDE, words(f"widgets.look_ahead.path_{other}"),
                              "guide", stepped=True)]
    if picture == "y":
        x, y = (traces[key].path[:-1] for key in "xy")
        marks.append(_kept_near(Arrows(x, y, LEAD, words("widgets.look_ahead.lead"), True),
                                surface))
    return marks


def _kept_near(arrows: Arrows, surface: Surface) -> Arrows:
    """Take away the arrows that lead out of all sight, where a renderer would overflow."""
    far = FAR * np.abs(surface.window).max()
    near = (np.abs(np.hstack([arrows.tails, arrows.tips])) < far).all(axis=1)[:, None]
    return Arrows(np.where(near, arrows.tails, np.nan), np.where(near, arrows.tips, np.nan),
                  arrows.look, arrows.label, True)


def _enlarged(arrows: list[Arrows], before: np.ndarray) -> list[Arrows]:
    """Move each step to the origin, and bring its farthest tip to the distance 1."""
    scale = np.max([np.linalg.norm(one.tips - before, axis=1) for one in arrows], axis=0)[:, None]
    return [Arrows((one.tails - before) / scale, (one.tips - before) / scale, one.look, one.label,
                   True) for one in arrows]


def _numbers(picture: str, seen: Trace, parts: tuple | None) -> Steps:
    """Give what is said of each step; before the first there is nothing to say."""
    said = words(f"widgets.look_ahead.step_{picture}" if parts else "widgets.look_ahead.step")
    numbers = np.hstack([*(parts or ()), seen.steps])
    return Steps(said, np.vstack([np.full((1, numbers.shape[1]), np.nan), numbers]))

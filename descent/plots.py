"""Figures of the lessons: contours with paths, curves, and one way to show them.

Nothing here touches pyplot's figures or the global rcParams: a figure appears once, where `show`
puts it, and the learner's own plots keep their look.
"""

from __future__ import annotations

import base64
import html
import sys
from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path

import numpy as np
from matplotlib import rcParams, style
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from descent.paths import surroundings, until_lost
from descent.surfaces import Surface, Window
from descent.words import words

# Okabe and Ito 2008, without the yellow that white swallows.
COLOURS = BLUE, RED, GREEN, PINK, ORANGE, SKY, BLACK = (
    "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000",
)
DASHES = SOLID, DASHED, DOTTED, MIXED = "-", (0, (4, 1.5)), (0, (1, 1.2)), (0, (6, 1.5, 1, 1.5))
MARKERS = "o", "s", "D", "^", "v", "P", "X", "<", ">"
# A label's colour, dashes and marker, the same in all lessons. Methods of one lesson differ in
# all three; forms that fall on one line get open dashes over a solid one.
LOOKS = {
    "SGD": (BLUE, SOLID, "o"),
    "Gradient descent": (BLUE, SOLID, "o"),
    "Momentum": (RED, SOLID, "s"),
    "MomentumTorch": (GREEN, DASHED, "D"),
    "MomentumEMA": (BLACK, DOTTED, "v"),
    "Nesterov": (ORANGE, MIXED, "^"),
    "AdaGrad": (GREEN, MIXED, "P"),
    "RMSProp": (PINK, DASHED, "X"),
    "Adadelta": (SKY, DOTTED, "<"),
    "Adam": (BLACK, SOLID, "D"),
    "NesterovLookahead": (ORANGE, DASHED, "v"),
    "AdamW": (GREEN, SOLID, "P"),
    "NAdam": (ORANGE, DOTTED, "<"),
    "RAdam": (PINK, SOLID, "X"),
    "AMSGrad": (SKY, MIXED, "s"),
    "Lion": (BLUE, DASHED, "^"),
    "Muon": (RED, DOTTED, ">"),
    "Adam without correction": (ORANGE, DASHED, ">"),
    "expected": (SKY, SOLID, "o"),
    "yours": (RED, DASHED, "X"),
}
# For all other labels: 252 combinations, neighbours differ in all three.
SPARE = [(COLOURS[i % 7], DASHES[i % 4], MARKERS[i % 9]) for i in range(7 * 4 * 9)]
# Pale, so that every path stands out; darker towards the bottom.
FLOOR = LinearSegmentedColormap.from_list("floor", ["#d3dfec", "#ffffff"])

# From matplotlib's defaults on, so that a figure does not depend on the learner's own settings.
STYLE = ["default", Path(__file__).with_name("descent.mplstyle")]
SMALL = [*STYLE, {"figure.figsize": (4.2, 2.2), "legend.fontsize": 9.0, "axes.labelsize": 9.0,
                  "xtick.labelsize": 8.0, "ytick.labelsize": 8.0}]


def contour(
    surface: Surface, paths: Mapping[str, np.ndarray] | None = None, title: str | None = None,
    window: Window | None = None, ax: Axes | None = None,
) -> Figure:
    """Draw a surface's contour lines, its minimum, and paths over it.

    The values of the lines grow by a constant factor. A path ends where it stops being a number,
    or where it is farther outside than the window is wide.

    Args:
        paths: label -> array (steps + 1, 2), as `follow` returns it; the last lies on top.
        window: ((xmin, xmax), (ymin, ymax)); the surface's own when None.
        ax: one of `panels`; a new figure when None.

    Raises:
        ValueError: when a path is not of shape (steps + 1, 2).
    """
    paths = paths or {}
    with style.context(STYLE):
        ax = Figure().add_subplot() if ax is None else ax
        _draw_surface(ax, surface, window or surface.window)
        for (label, path), look in zip(paths.items(), looks(paths), strict=True):
            _draw_path(ax, path, label, look)
        _finish(ax, "x", "y", title)
    return ax.figure


def curves(
    ys: Mapping[str, np.ndarray], x: np.ndarray | None = None, *, xlabel: str, ylabel: str,
    title: str | None = None, log_x: bool = False, log_y: bool = False,
    hlines: Mapping[str, float] | None = None, ax: Axes | None = None,
) -> Figure:
    """Draw one line for each label.

    What an axis cannot hold (inf, nan, and on a logarithmic one 0 and below) leaves a gap.

    Args:
        ys: label -> numbers, one for each x.
        x: shared by all lines; 0, 1, 2, … when None, and then lines may differ in length.
        hlines: label -> height of a grey level line across the figure.
        ax: one of `panels`; a new figure when None.

    Raises:
        ValueError: when a line is not one number for each x.
    """
    lines = {}
    for label, y in ys.items():
        at = np.arange(np.size(y)) if x is None else np.asarray(x)
        if np.ndim(y) != 1 or np.shape(y) != at.shape:
            shapes = f"shape {np.shape(y)}, its x has shape {at.shape}"
            raise ValueError(f"the line {label!r} has {shapes}: give one number for each x")
        lines[label] = _drawable(at, log_x), _drawable(y, log_y)
    with style.context(STYLE):
        ax = Figure().add_subplot() if ax is None else ax
        ax.set(xscale="log" if log_x else "linear", yscale="log" if log_y else "linear")
        for i, (label, look) in enumerate(zip(lines, looks(lines), strict=True)):
            # Markers of lines that fall together stand beside each other.
            every = _every(sum(lines[label]), first=0.03 * (i % 4))
            ax.plot(*lines[label], markevery=every, **_line(label, look))
        for i, (label, height) in enumerate((hlines or {}).items()):
            ax.axhline(height, label=label, color="#666666", ls=DASHES[1 + i % 3], lw=1.2, zorder=1)
        _finish(ax, xlabel, ylabel, title)
    return ax.figure


def panels(n: int, share_y: bool = False) -> tuple[Figure, list[Axes]]:
    """Make a figure with n axes, to be passed on as `ax`: up to three in a row, else two rows."""
    rows, columns = (1, n) if n <= 3 else (2, -(-n // 2))
    with style.context(STYLE):
        fig = Figure(figsize=(min(7.0 + 2.2 * (columns - 1), 11.0), 3.8 * rows))
        axes = list(fig.subplots(rows, columns, sharey=share_y, squeeze=False).flat)
        for unused in axes[n:]:
            unused.remove()
    return fig, axes[:n]


def picture(fig: Figure, alt: str, caption: str | None = None) -> str:
    """Draw a figure as an HTML `<figure>`; the same figure gives the same string.

    Alt text in an output's metadata would be lost in JupyterLab 4.6 and nbconvert 7.17.

    Args:
        alt: one or two sentences that say what is seen, for those who cannot see it.
        caption: a line of plain text under the picture.

    Raises:
        ValueError: when alt is not a text of two words or more.
    """
    if not isinstance(alt, str) or len(alt.split()) < 2:
        raise ValueError(
            f"a figure got alt = {alt!r}: say in a sentence what is seen, like "
            'alt="Gradient descent zigzags across the valley; momentum runs along it"'
        )
    below = (f'<figcaption style="margin-top: 0.3em; font-style: italic">{html.escape(caption)}'
             "</figcaption>") if caption else ""
    return f'<figure style="margin: 0.5em 0">{image(fig, " ".join(alt.split()))}{below}</figure>'


def image(fig: Figure, alt: str) -> str:
    """Draw a figure as an HTML `<img>`."""
    data = BytesIO()
    with style.context(STYLE):
        fig.savefig(data, format="png", dpi=100, metadata={"Software": None})
    source = base64.b64encode(data.getvalue()).decode("ascii")
    return (f'<img src="data:image/png;base64,{source}" alt="{html.escape(alt)}" '
            'style="max-width: 100%; border: 0">')


def show(fig: Figure, alt: str, caption: str | None = None) -> None:
    """Show a figure as one notebook output, and close it; arguments as in `picture`."""
    display_html(picture(fig, alt, caption), alt)
    # A figure made with pyplot would be shown again by the inline backend at the cell's end.
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close(fig)


def display_html(source: str, text: str) -> None:
    """Show HTML as one notebook output; `text` stands in where no HTML can be shown."""
    from IPython.display import display  # slow to load, and `picture` does without it

    display(type("Output", (), {"_repr_html_": lambda _: source, "__repr__": lambda _: text})())


def paths_beside(surface: Surface, expected: np.ndarray, yours: np.ndarray) -> Figure:
    """Draw the right path and a learner's, small, closed up on where they run.

    Both are arrays (steps + 1, 2); a learner's may hold inf and nan, and be shorter.
    """
    window = surroundings(np.concatenate([expected, yours]), surface.window)
    with style.context(SMALL):
        ax = Figure().add_subplot()
        _draw_surface(ax, surface, window, detail=90)
        for role, path in (("expected", expected), ("yours", yours)):
            _draw_path(ax, path, role, LOOKS[role])
        _finish(ax, "x", "y")
    return ax.figure


def traces_beside(expected: np.ndarray, yours: np.ndarray, ylabel: str) -> Figure:
    """Draw the right values and a learner's against the step, small.

    Both are arrays (steps + 1,); a learner's may hold inf and nan, and be shorter. The height
    follows the right values: where a learner's run away, they leave the picture.
    """
    expected, yours = _drawable(expected), _drawable(yours)
    right = expected[np.isfinite(expected)]
    low, high = (right.min(), right.max()) if len(right) else (0.0, 0.0)
    room = (high - low) or abs(high) or 1.0
    near = yours[(yours > low - room) & (yours < high + room)]
    low, high = min([low, *near]) - 0.1 * room, max([high, *near]) + 0.1 * room
    with style.context(SMALL):
        ax = Figure().add_subplot()
        for role, y in (("expected", expected), ("yours", yours)):
            y = until_lost(y[:, None], low, high)
            ax.plot(np.arange(len(y)), y, markevery=_every(y), **_line(role, LOOKS[role]))
        ax.set(xlim=(-0.02 * len(expected), 1.02 * len(expected) - 1), ylim=(low, high))
        _finish(ax, words("plots.step"), ylabel)
    return ax.figure


def contour_levels(z: np.ndarray, lowest: float | None) -> np.ndarray:
    """Choose the heights of contour lines: growing by a constant factor, even without a minimum.

    Args:
        z: heights on a grid over the picture.
        lowest: the surface's lowest value; None when there is none.
    """
    if lowest is None:
        return np.linspace(z.min(), z.max(), 16)[1:-1]
    above = z - lowest
    # The lowest line encloses half a percent of the picture, on gentle and steep surfaces.
    return lowest + np.geomspace(np.quantile(above, 0.005), above.max(), 13)


def looks(labels: Iterable[str]) -> list[tuple]:
    """Give each label its own style: the fixed one, else the next whose colour is free."""
    chosen = {label: LOOKS[label] for label in labels if label in LOOKS}
    for label in labels:
        if label not in chosen:
            colours = {look[0] for look in chosen.values()}
            free = [look for look in SPARE if look not in chosen.values()] or SPARE
            chosen[label] = next((look for look in free if look[0] not in colours), free[0])
    return [chosen[label] for label in labels]


def _line(label: str, look: tuple) -> dict:
    line = dict(zip(("color", "ls", "marker"), look, strict=True), label=label, mec="white")
    line["ms"] = 6 if line["marker"] in "osD" else 7.5  # about the same ink
    if label in ("expected", "yours"):
        line["label"] = words(f"plots.{label}")
    if label == "expected":  # wide enough to be seen under a line that falls on it
        line |= {"lw": 3.6, "ms": 7}
    return line


def _draw_surface(ax: Axes, surface: Surface, window: Window, detail: int = 200) -> None:
    x, y = (np.linspace(low, high, detail) for low, high in window)
    z = surface.value(np.stack(np.meshgrid(x, y), axis=-1))
    levels = contour_levels(z, surface.minimum_value)
    if surface.minimum is not None:
        x0, y0 = surface.minimum
        if x[0] <= x0 <= x[-1] and y[0] <= y0 <= y[-1]:
            star = {"ls": "none", "marker": "*", "ms": 13, "color": "#F0E442", "mec": "black"}
            ax.plot([x0], [y0], label=words("plots.minimum"), zorder=4, **star)
    ax.contourf(x, y, z, levels, cmap=FLOOR, extend="both")
    ax.contour(x, y, z, levels, colors="#8a97a8", linewidths=0.6, linestyles="solid")
    ax.set(xlim=window[0], ylim=window[1])
    ax.grid(False)


def _draw_path(ax: Axes, path: np.ndarray, label: str, look: tuple) -> None:
    if np.ndim(path) != 2 or np.shape(path)[1] != 2:
        shapes = f"shape {np.shape(path)}, where a path has shape (steps + 1, 2)"
        raise ValueError(f"the path {label!r} has {shapes}: give what follow returns")
    low, high = np.transpose([ax.get_xlim(), ax.get_ylim()])
    path = until_lost(np.asarray(path, dtype=float), low, high)
    marked: list[int] = []  # not crowded: each some way from the one before
    for i, point in enumerate(path):
        if not marked or np.hypot(*((point - path[marked[-1]]) / (high - low))) > 0.035:
            marked.append(i)
    ax.plot(*path.T, markevery=marked, zorder=3, **_line(label, look))


def _every(y: np.ndarray, first: float = 0.0) -> tuple | None:
    # Spacing by length needs a length: matplotlib 3.11 fails on a line of gaps.
    return None if np.isfinite(y).sum() < 10 else (first, 0.12)


def _drawable(values, log: bool = False) -> np.ndarray:
    values = np.array(values, dtype=float)
    values[~(np.abs(values) < 1e250)] = np.nan  # an axis' margins, 5 % of its decades, overflow
    if log:
        values[~(values > 0)] = np.nan
    return values


def _finish(ax: Axes, xlabel: str, ylabel: str, title: str | None = None) -> None:
    """Name the axes, and put title and legend above them, where they hide nothing."""
    ax.set(xlabel=xlabel, ylabel=ylabel)
    for axis in (ax.xaxis, ax.yaxis):
        if axis.get_scale() == "linear":
            axis.set_major_formatter("{x:g}")  # the default's "1e-5" would lie on the legend
    labels = ax.get_legend_handles_labels()[1]
    if not labels:
        ax.set_title(title or "")
        return
    # Inches: the axis labels take 0.7; a letter is about 0.57 font sizes wide, a handle 4.8.
    room = ax.figure.get_figwidth() / ax.get_gridspec().ncols - 0.7
    widths = [rcParams["legend.fontsize"] / 72 * (4.8 + 0.57 * len(label)) for label in labels]
    columns = len(labels)
    while columns > 1 and sum(max(part) for part in np.array_split(widths, columns)) > room:
        columns -= 1
    ax.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=columns, title=title, alignment="left")

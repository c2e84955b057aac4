"""The same scenes where nothing can move: a picture by matplotlib, and a page without a kernel."""

from __future__ import annotations

import base64
import html
import json
from io import BytesIO

import numpy as np
from matplotlib import style
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from descent.plots import STYLE
from descent.widgets import front
from descent.widgets.scene import Arrows, Band, Bars, Image, Label, Line, Panel, Points, Scene

__all__ = ["draw", "page", "png"]

WIDTH = {"path": 1.8, "curve": 1.8, "contour": 0.6, "guide": 1.2}
PANEL_SIZES = [(6.8, 4.2), (9.0, 3.8), (11.0, 3.6)]  # inches, by the number of panels


def draw(scene: Scene, title: str = "") -> Figure:
    """Draw a scene as it looks at the player's last step."""
    count = len(scene.panels)
    with style.context(STYLE):
        figure = Figure(figsize=PANEL_SIZES[min(count, len(PANEL_SIZES)) - 1])
        shown: dict[str, object] = {}
        for ax, panel in zip(figure.subplots(1, count, squeeze=False)[0], scene.panels,
                             strict=True):
            _draw_panel(ax, panel, scene.last)
            handles, labels = ax.get_legend_handles_labels()
            shown |= dict(zip(labels, handles, strict=True))
        if shown:
            figure.legend(shown.values(), shown.keys(), loc="outside lower center",
                          ncols=min(len(shown), 2 + count))
        if title:
            figure.suptitle(title, x=0.01, ha="left", fontsize=12)
    return figure


def png(scene: Scene, title: str = "") -> str:
    """Draw a scene as a PNG in base64; the same scene gives the same string."""
    data = BytesIO()
    with style.context(STYLE):
        draw(scene, title).savefig(data, format="png", dpi=80, metadata={"Software": None})
    return base64.b64encode(data.getvalue()).decode("ascii")


def page(figure, picture: str | None) -> str:
    """Give HTML that stands alone: the picture, and a script that puts the live view over it.

    The script holds the tables of the start, asks no host for anything, and without it the
    picture with its alt text and the line of text stay.

    Args:
        figure: a MovingFigure.
        picture: PNG in base64; None where there is nothing to see yet.
    """
    name = f"descent-{figure.model_id}"
    scene = None if figure.locked else figure.scene()
    if picture:
        alt = " ".join(panel.alt for panel in scene.panels)
        seen = (f'<img src="data:image/png;base64,{picture}" alt="{html.escape(alt)}" '
                'style="max-width: 100%; background: white">'
                f"<figcaption>{html.escape(scene.status)}</figcaption>")
    else:
        said = figure.plan["words"]["locked"] if scene is None else scene.error
        seen = f"<p>{html.escape(said)}</p>"
    state = {key: getattr(figure, key) for key in ("plan", "parts", "scenes", "at", "locked")}
    # "</script>" inside the data would end the script; "<!--" would open a comment in it.
    data = json.dumps(state).replace("<", "\\u003c")
    return (f'<figure class="descent-static" id="{name}" style="margin: 0.5em 0">{seen}</figure>'
            f"<style>{front.style()}</style>"
            f'<script type="module">{front.module("page")}\n'
            f'revive(document.getElementById("{name}"), {data});</script>')


def _draw_panel(ax: Axes, panel: Panel, last: int) -> None:
    ax.set(xscale="log" if panel.log_x else "linear", yscale="log" if panel.log_y else "linear",
           xlim=panel.xlim, ylim=panel.ylim, xlabel=panel.xlabel, ylabel=panel.ylabel,
           title=panel.title)
    for axis in (ax.xaxis, ax.yaxis):
        if axis.get_scale() == "linear":
            axis.set_major_formatter("{x:g}")
    if panel.x_names:
        ax.set_xticks(range(len(panel.x_names)), panel.x_names, fontsize=8)
    if panel.equal:
        ax.set_aspect("equal")
    if any(isinstance(mark, Image) for mark in panel.marks):
        ax.grid(False)
    for mark in panel.marks:
        _DRAW[type(mark)](ax, mark, panel, last)


def _line(ax: Axes, mark: Line, panel: Panel, last: int) -> None:
    colour, dashes, marker = mark.look
    n = last + 1 if mark.stepped else len(mark.x)
    every = _spread(mark, panel, n) if marker else None
    ax.plot(mark.x[:n], mark.y[:n], color=colour, ls=dashes, marker=marker or None, mec="white",
            markevery=every, lw=WIDTH[mark.kind], label=mark.label or None,
            zorder=1 if mark.kind == "contour" else 3)


def _spread(mark: Line, panel: Panel, n: int) -> list[int]:
    """Choose the points that get a marker: each some way from the one before."""
    ends = np.transpose([panel.xlim, panel.ylim]).astype(float)
    points = np.transpose([mark.x[:n], mark.y[:n]]).astype(float)
    for i, log in enumerate((panel.log_x, panel.log_y)):
        if log:
            ends[:, i] = np.log(ends[:, i])
            points[:, i] = np.log(np.where(points[:, i] > 0, points[:, i], np.nan))
    apart, marked = (0.035 if mark.kind == "path" else 0.1), []
    for i, point in enumerate(points):
        if np.isfinite(point).all() and (not marked or np.hypot(
                *((point - points[marked[-1]]) / (ends[1] - ends[0]))) > apart):
            marked.append(i)
    return marked


def _points(ax: Axes, mark: Points, panel: Panel, last: int) -> None:
    colour, _, marker = mark.look
    some = slice(last, last + 1) if mark.stepped else slice(None)
    ax.plot(mark.x[some], mark.y[some], ls="none", color=colour, marker=marker or "o",
            ms=0.75 * mark.size, mec="white", label=mark.label or None, zorder=3)


def _bars(ax: Axes, mark: Bars, panel: Panel, last: int) -> None:
    heights = mark.y[last] if mark.stepped else mark.y
    ax.bar(mark.x, heights, mark.width, color=mark.look[0], alpha=0.85, label=mark.label or None)


def _arrows(ax: Axes, mark: Arrows, panel: Panel, last: int) -> None:
    colour, dashes, _ = mark.look
    some = slice(last - 1, last) if mark.stepped and last else slice(None)
    for tail, tip in zip(mark.tails[some], mark.tips[some], strict=True):
        if np.isfinite([*tail, *tip]).all() and not np.array_equal(tail, tip):
            ax.annotate("", tip, tail, zorder=5, arrowprops={
                "arrowstyle": "-|>", "color": colour, "lw": 1.8, "ls": dashes, "shrinkA": 0,
                "shrinkB": 0})
    if mark.label:
        ax.plot([], [], color=colour, ls=dashes, marker=">", label=mark.label)


def _band(ax: Axes, mark: Band, panel: Panel, last: int) -> None:
    ax.fill_between(mark.x, mark.low, mark.high, color=mark.look[0], alpha=0.18, lw=0,
                    label=mark.label or None)


def _image(ax: Axes, mark: Image, panel: Panel, last: int) -> None:
    colours = LinearSegmentedColormap.from_list("image", mark.colours)
    ax.imshow(mark.values, cmap=colours, vmin=0, vmax=1, origin="lower", aspect="auto",
              extent=(*panel.xlim, *panel.ylim), interpolation="bilinear", zorder=0)
    if panel.equal:
        ax.set_aspect("equal")


def _label(ax: Axes, mark: Label, panel: Panel, last: int) -> None:
    side = {"start": "left", "middle": "center", "end": "right"}[mark.anchor]
    ax.text(mark.x, mark.y, mark.text, ha=side, fontsize=9, zorder=5)


_DRAW = {Line: _line, Points: _points, Bars: _bars, Arrows: _arrows, Band: _band, Image: _image,
         Label: _label}

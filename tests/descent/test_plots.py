"""Figures: what they show, what they refuse, and what they leave alone."""

import base64
import io
import subprocess
import sys
from html.parser import HTMLParser
from itertools import combinations

import matplotlib
import nbformat
import numpy as np
import pytest
from matplotlib.colors import to_rgb
from nbclient import NotebookClient
from PIL import Image

from descent import plots
from descent.plots import contour, curves, panels, paths_beside, picture, show, traces_beside
from descent.surfaces import RAVINE, ROSENBROCK, SADDLE, SURFACES, bowl

K = np.arange(31)[:, None]
ZIGZAG = np.array([-7.0, 2.0]) * (1 - 0.95 * np.array([0.1, 2.0])) ** K
ALT = "A path zigzags across the valley."


def diverging(factor):
    with np.errstate(over="ignore"):
        return np.array([-7.0, 2.0]) * np.array([0.9, -factor]) ** np.arange(400.0)[:, None]


class Images(HTMLParser):
    def __init__(self, source):
        super().__init__()
        self.images, self.tags, self.text = [], [], ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        if tag == "img":
            self.images.append(dict(attributes))

    def handle_data(self, data):
        self.text += data


def pixels(fig):
    source = Images(picture(fig, ALT)).images[0]["src"]
    png = base64.b64decode(source.removeprefix("data:image/png;base64,"), validate=True)
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB"))


def line(fig, label, panel=0):
    return next(ln for ln in fig.axes[panel].lines if ln.get_label() == label)


def look(fig, label):
    artist = line(fig, label)
    return artist.get_color(), str(artist._unscaled_dash_pattern), artist.get_marker()


def legend(fig, panel=0):
    return [text.get_text() for text in fig.axes[panel].get_legend().get_texts()]


EVERY_FIGURE = {
    "contour": lambda: contour(RAVINE, {"SGD": ZIGZAG}, title="Down"),
    "contour alone": lambda: contour(SADDLE),
    "curves": lambda: curves({"SGD": ZIGZAG[:, 0]}, xlabel="step", ylabel="x"),
    "paths_beside": lambda: paths_beside(RAVINE, ZIGZAG, ZIGZAG / 2),
    "traces_beside": lambda: traces_beside(ZIGZAG[:, 0], ZIGZAG[:, 1], "a[0]"),
}
every_figure = pytest.mark.parametrize("make", EVERY_FIGURE.values(), ids=EVERY_FIGURE)


@every_figure
def test_axes_are_named(make):
    (ax,) = make().axes
    assert ax.get_xlabel() and ax.get_ylabel()


@every_figure
def test_the_same_figure_gives_the_same_string(make):
    assert picture(make(), ALT) == picture(make(), ALT)


@every_figure
def test_the_learner_s_settings_neither_change_nor_matter(make):
    plain = picture(make(), ALT)
    theirs = {"axes.facecolor": "black", "font.size": 20.0, "lines.linewidth": 9.0}
    with matplotlib.rc_context(theirs):
        before = matplotlib.rcParams.copy()
        assert picture(make(), ALT) == plain
        assert dict.__eq__(matplotlib.rcParams, before)


def test_the_picture_holds_no_date_and_no_program():
    source = Images(picture(contour(RAVINE), ALT)).images[0]["src"]
    png = base64.b64decode(source.split(",")[1])
    assert set(Image.open(io.BytesIO(png)).info) <= {"dpi"}


def test_importing_plots_loads_no_pyplot_and_changes_no_setting():
    code = (  # comparing RcParams as anything but dicts would load pyplot to find a backend
        "import sys, matplotlib; before = matplotlib.rcParams.copy(); import descent.plots; "
        "assert dict.__eq__(matplotlib.rcParams, before); "
        "assert 'matplotlib.pyplot' not in sys.modules; assert 'IPython' not in sys.modules"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)


def test_alt_and_caption_are_escaped():
    parsed = Images(picture(contour(RAVINE), 'f < 1 & "so"\n on', "<b>5 > 4</b> & more"))
    assert parsed.tags == ["figure", "img", "figcaption"]
    assert parsed.images[0]["alt"] == 'f < 1 & "so" on'
    assert parsed.text == "<b>5 > 4</b> & more"


def test_without_a_caption_there_is_none():
    assert Images(picture(contour(RAVINE), ALT)).tags == ["figure", "img"]


@pytest.mark.parametrize("alt", ["", "  ", "ravine", None, 3])
def test_a_figure_without_a_sentence_of_alt_text_is_refused(alt):
    for function in (picture, show):
        with pytest.raises(ValueError, match=r"alt = .*: say in a sentence what is seen"):
            function(contour(RAVINE), alt)


@pytest.mark.parametrize(
    "surface", [*SURFACES.values(), bowl((0.1, 2.0), 0.5)], ids=lambda s: s.name
)
def test_contour_lines_lie_apart_and_inside_the_picture(surface):
    fig = contour(surface)
    levels = fig.axes[0].collections[-1].levels
    grid = np.stack(np.meshgrid(*(np.linspace(*side, 50) for side in surface.window)), axis=-1)
    values = surface.value(grid)
    assert len(levels) >= 12 and (np.diff(levels) > 0).all()
    assert values.min() < levels[1] and levels[-2] < values.max()
    if surface.minimum is not None:
        growth = np.diff(np.log(levels - surface.minimum_value))
        np.testing.assert_allclose(growth, growth[0], rtol=1e-6)


def test_the_minimum_is_a_star_where_there_is_one_in_the_window():
    star = line(contour(ROSENBROCK), "minimum")
    assert star.get_marker() == "*" and star.get_xydata().tolist() == [[1.0, 1.0]]
    assert not contour(SADDLE).axes[0].lines
    assert not contour(RAVINE, window=((2, 3), (1, 2))).axes[0].lines


def test_a_window_other_than_the_surface_s_can_be_drawn():
    (ax,) = contour(RAVINE, window=((2, 3), (1, 2))).axes
    assert ax.get_xlim() == (2, 3) and ax.get_ylim() == (1, 2)


def test_a_path_is_drawn_point_for_point():
    drawn = line(contour(RAVINE, {"SGD": ZIGZAG}), "SGD")
    np.testing.assert_array_equal(drawn.get_xydata(), ZIGZAG)


def test_the_legend_names_all_that_is_drawn():
    fig = contour(RAVINE, {"SGD": ZIGZAG, "lr = 2": ZIGZAG / 2})
    assert legend(fig) == ["minimum", "SGD", "lr = 2"]
    fig = curves({"a": [1, 2]}, xlabel="x", ylabel="y", hlines={"goal": 1.5})
    assert legend(fig) == ["a", "goal"]


@pytest.mark.parametrize("labels", [["SGD"], ["SGD", "Momentum", "Nesterov", "AdaGrad", "Adam"]])
def test_the_legend_lies_above_the_axes_and_inside_the_figure(labels):
    fig = contour(RAVINE, {label: ZIGZAG for label in labels}, title="A title")
    pixels(fig)  # lays it out
    (ax,) = fig.axes
    box = ax.get_legend().get_window_extent()
    assert box.y0 >= ax.bbox.y1 and box.x0 >= 0
    assert box.x1 <= fig.bbox.width and box.y1 <= fig.bbox.height
    assert ax.get_legend().get_title().get_text() == "A title"


def test_a_figure_with_nothing_to_tell_apart_keeps_its_title():
    assert contour(SADDLE, title="A saddle").axes[0].get_title(loc="left") == "A saddle"


@pytest.mark.parametrize(
    "bad, kept",
    [
        (np.array([[0, 0], [1, 1], [np.nan, 1], [2, 2]]), 2),
        (np.array([[0, 0], [1, 1], [1, -np.inf], [2, 2]]), 2),
        (np.array([[0, 0], [1e300, 1], [2, 2]]), 1),  # the renderer could not take this point
        (np.array([[0, 0], [99, 1], [2, 2]]), 2),  # this one shows the way out
        (np.array([[np.nan, np.nan]]), 0),
        (np.zeros((40, 2)), 40),
    ],
)
def test_a_path_ends_where_it_is_lost(bad, kept):
    fig = contour(RAVINE, {"yours": bad})
    assert len(line(fig, "yours").get_xydata()) == kept
    pixels(fig)


@pytest.mark.parametrize("factor", [1.1, 2.0, 1e3, 1e150])
def test_diverging_paths_are_drawn_without_warnings(factor):
    path = diverging(factor)
    for fig in (
        contour(RAVINE, {"SGD": path}),
        curves({"SGD": path[:, 1], "Adam": -path[:, 1]}, xlabel="step", ylabel="y"),
        curves({"SGD": path[:, 1]}, xlabel="step", ylabel="y", log_x=True, log_y=True),
        paths_beside(RAVINE, ZIGZAG, path),
        paths_beside(RAVINE, path, path),
        traces_beside(ZIGZAG[:, 1], path[:, 1], "y"),
        traces_beside(path[:, 1], ZIGZAG[:, 1], "y"),
    ):
        pixels(fig)


@pytest.mark.parametrize("y", [[np.nan] * 20, [np.inf], [0.0] * 20, [-1.0, 0.0], []])
@pytest.mark.parametrize("log", [False, True])
def test_lines_with_nothing_to_draw_give_no_warning(y, log):
    pixels(curves({"SGD": y}, xlabel="step", ylabel="y", log_x=log, log_y=log))
    pixels(traces_beside(np.array(y), np.array(y), "y"))


def test_on_a_logarithmic_axis_zero_and_below_leave_a_gap():
    fig = curves({"a": [1.0, 0.0, -1.0, 2.0]}, xlabel="x", ylabel="y", log_y=True)
    np.testing.assert_array_equal(line(fig, "a").get_ydata(), [1.0, np.nan, np.nan, 2.0])


def test_lines_may_share_an_x_or_count_from_zero():
    fig = curves({"a": [1, 2, 3], "b": [1, 2]}, xlabel="x", ylabel="y")
    assert line(fig, "a").get_xdata().tolist() == [0, 1, 2]
    fig = curves({"a": [1, 2, 3]}, np.array([0.1, 0.2, 0.4]), xlabel="x", ylabel="y")
    assert line(fig, "a").get_xdata().tolist() == [0.1, 0.2, 0.4]


@pytest.mark.parametrize("label", plots.LOOKS)
def test_an_optimizer_looks_the_same_in_every_figure(label):
    alone = look(contour(RAVINE, {label: ZIGZAG}), label)
    among = curves({"other": [1, 2], "SGD": [1, 2], label: [2, 1]}, xlabel="x", ylabel="y")
    assert look(among, label) == alone


def test_no_two_methods_look_the_same():
    looks = {label: style for label, style in plots.LOOKS.items() if label != "Gradient descent"}
    assert len({str(style) for style in looks.values()}) == len(looks)


@pytest.mark.parametrize(
    "together",
    [
        ["SGD", "Momentum", "MomentumTorch", "MomentumEMA"],
        ["SGD", "Momentum", "Nesterov", "AdaGrad", "RMSProp", "Adadelta", "Adam"],
        ["SGD", "Momentum", "Adam", "Adam without correction"],
        ["expected", "yours"],
    ],
)
def test_what_is_drawn_together_differs_in_colour_and_in_marker(together):
    for part in (0, 2):
        assert len({plots.LOOKS[label][part] for label in together}) == len(together)


@pytest.mark.parametrize("colour", plots.COLOURS)
def test_line_colours_stand_out_from_the_background(colour):
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    luminance = np.dot([0.2126, 0.7152, 0.0722], linear)  # WCAG 2.2, relative luminance
    assert 1.05 / (luminance + 0.05) > 2.0


# Machado, Oliveira and Fernandes 2009, severity 1.0: what is left of linear RGB.
BLIND = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                   [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                     [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
                   [0.004733, 0.691367, 0.303900]],
}


def lab_of(linear):
    """Convert linear RGB (D65) to CIELAB, in which equal distances look alike."""
    to_xyz = [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
              [0.0193339, 0.1191920, 0.9503041]]
    xyz = np.dot(to_xyz, linear) / [0.95047, 1.0, 1.08883]
    x, y, z = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("kind", BLIND)
def test_no_two_line_colours_look_alike_to_the_colour_blind(kind):
    seen = []
    for colour in plots.COLOURS:
        c = np.array(to_rgb(colour))
        linear = np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)
        seen.append(lab_of(np.clip(np.dot(BLIND[kind], linear), 0, 1)))
    nearest = min(np.linalg.norm(a - b) for a, b in combinations(seen, 2))
    assert nearest > 10  # about four times a difference that is just seen, 2.3


def test_other_labels_get_looks_of_their_own_in_a_fixed_order():
    labels = [f"lr = {i}" for i in range(20)]
    fig = curves({label: [1, 2] for label in ["SGD", *labels]}, xlabel="x", ylabel="y")
    looks = [look(fig, label) for label in ["SGD", *labels]]
    assert len(set(looks)) == 21
    assert len({colour for colour, _, _ in looks[:7]}) == 7
    again = curves({label: [1, 2] for label in ["SGD", *labels]}, xlabel="x", ylabel="y")
    assert [look(again, label) for label in ["SGD", *labels]] == looks


def test_three_hundred_lines_can_be_drawn():
    curves({str(i): [0, i] for i in range(300)}, xlabel="x", ylabel="y")


def test_markers_are_not_crowded():
    slow = np.linspace([-7, 2], [0, 0], 5000)
    marked = line(contour(RAVINE, {"SGD": slow}), "SGD").get_markevery()
    assert marked[0] == 0 and 10 < len(marked) < 60


@pytest.mark.parametrize(
    "n, rows, columns", [(1, 1, 1), (2, 1, 2), (3, 1, 3), (4, 2, 2), (5, 2, 3)]
)
def test_panels_stand_in_one_row_or_two(n, rows, columns):
    fig, axes = panels(n)
    assert len(axes) == len(fig.axes) == n
    grid = axes[0].get_gridspec()
    assert (grid.nrows, grid.ncols) == (rows, columns)


@pytest.mark.parametrize("share", [True, False])
def test_panels_may_share_their_height(share):
    fig, axes = panels(2, share_y=share)
    assert curves({"a": [0, 1]}, xlabel="x", ylabel="y", ax=axes[0]) is fig
    assert curves({"a": [0, 9]}, xlabel="x", ylabel="y", ax=axes[1]) is fig
    assert (axes[0].get_ylim() == axes[1].get_ylim()) == share


def test_the_right_line_is_seen_under_a_learner_s_that_falls_on_it():
    for fig in (paths_beside(RAVINE, ZIGZAG, ZIGZAG), traces_beside(K[:, 0], K[:, 0], "y")):
        wide, thin = line(fig, "expected"), line(fig, "yours")
        assert wide.get_linewidth() >= 1.5 * thin.get_linewidth()
        assert wide.get_zorder() <= thin.get_zorder()
        shown = pixels(fig).reshape(-1, 3)
        for artist in (wide, thin):
            colour = np.round(255 * np.array(to_rgb(artist.get_color())))
            assert (np.abs(shown - colour).max(axis=1) <= 2).sum() > 100


def test_a_check_s_picture_is_small_and_closes_up_on_the_paths():
    path = np.array([-7.0, 2.0]) * (1 - 0.01 * np.array([0.1, 2.0])) ** K
    fig = paths_beside(RAVINE, path, path)
    assert pixels(fig).shape == (220, 420, 3)
    (xmin, xmax), (ymin, ymax) = fig.axes[0].get_xlim(), fig.axes[0].get_ylim()
    assert xmin < -7 < xmax < -6 and 0.5 < ymin < 2 < ymax < 3


def test_a_trace_that_runs_away_leaves_the_picture():
    fig = traces_beside(K[:, 0], diverging(3.0)[:31, 1], "y")
    low, high = fig.axes[0].get_ylim()
    assert -40 < low < 0 and 30 < high < 70


@pytest.mark.parametrize(
    "call, words",
    [
        (lambda: contour(RAVINE, {"mine": np.zeros(2)}), r"path 'mine' has shape \(2,\)"),
        (lambda: contour(RAVINE, {"mine": np.zeros((5, 3))}), r"shape \(5, 3\), where a path"),
        (
            lambda: curves({"f": [1, 2, 3]}, [1, 2], xlabel="x", ylabel="y"),
            r"line 'f' has shape \(3,\), its x has shape \(2,\): give one number for each x",
        ),
        (lambda: curves({"f": np.ones((3, 2))}, xlabel="x", ylabel="y"), r"shape \(3, 2\)"),
    ],
)
def test_wrong_shapes_are_refused_with_the_label_and_the_shape(call, words):
    with pytest.raises(ValueError, match=words):
        call()


def test_outside_notebooks_the_alt_text_is_printed(capsys):
    assert show(contour(RAVINE), ALT) is None
    assert capsys.readouterr().out == ALT + "\n"


@pytest.mark.parametrize("inline", [True, False])
def test_in_a_notebook_each_figure_is_shown_once_as_html(inline):
    cell = (
        "from descent.plots import contour, curves, show\n"
        "from descent.surfaces import RAVINE\n"
        "fig = contour(RAVINE)\n"
        f"show(fig, alt={ALT!r}, caption='The ravine')\n"
    )
    if inline:  # a learner's own pyplot figure may be shown this way too
        cell = f"%matplotlib inline\nimport matplotlib.pyplot as plt\n{cell}"
        cell += f"show(plt.figure(), alt={ALT!r})\nassert plt.get_fignums() == []"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell)])
    NotebookClient(notebook, timeout=60).execute()
    outputs = notebook.cells[0].outputs
    assert [output.output_type for output in outputs] == ["display_data"] * (1 + inline)
    assert set(outputs[0].data) == {"text/html", "text/plain"}
    assert outputs[0].data["text/plain"] == ALT
    parsed = Images(outputs[0].data["text/html"])
    assert parsed.images[0]["alt"] == ALT and parsed.text == "The ravine"

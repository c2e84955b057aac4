"""Figures in children: drawn with what was made before the fork, or told in words.

A child draws the same pixels as a kernel does. Matplotlib spends most of a small figure's time on
what never changes: it finds and opens fonts, and reads each label's mathematics anew for every
canvas, of which one picture takes two.
"""

import functools
import gc
import html
import os

import matplotlib
import numpy as np
from IPython.core import pylabtools
from IPython.core.interactiveshell import InteractiveShell
from matplotlib import font_manager, image, mathtext, pyplot
from matplotlib.backends import backend_agg
from matplotlib.figure import Figure
from matplotlib_inline import backend_inline

import descent.plots

from . import drawing

__all__ = ["quicken", "tell_only", "warming"]

WRITTEN_FOR = 3, 11  # of matplotlib
FORMULAS = 4000  # parsed labels that are kept
# zlib's level, in place of 6: the files of figures are 2 to 13 % larger, and made in half the time.
PNG_LEVEL = 1
EXPONENTS = range(-12, 7)  # of the powers of ten that stand at logarithmic axes


def quicken() -> None:
    """Let matplotlib keep from canvas to canvas what it would find out again.

    What is changed here is not meant to be: another version draws as it does by itself.
    """
    if matplotlib.__version_info__[:2] != WRITTEN_FOR:
        return
    parser = mathtext.MathTextParser
    parser._parse_cached = keeping_formulas(parser._parse_cached.__wrapped__)
    backend_agg.MathTextParser = functools.cache(parser)  # one for all canvases: so is its memory
    image.imsave = packing_lightly(image.imsave)
    drawing.quicken()


def keeping_formulas(stock):
    """Make the parser of formulas keep many, and keep them over a fork.

    A parsed formula holds its open fonts (matplotlib 3.11), which don't live on in a child: there
    they are opened once more.
    """
    @functools.lru_cache(FORMULAS)
    def closed(*asked):
        return with_fonts(stock(*asked), lambda font: font_manager.FontPath(
            font.fname, font.face_index))

    @functools.lru_cache(FORMULAS)
    def _parse_cached(self, *asked):
        return with_fonts(closed(self, *asked), font_manager.get_font)

    os.register_at_fork(after_in_child=_parse_cached.cache_clear)
    return _parse_cached


def with_fonts(formula, change):
    """Give a parsed formula with the font of each glyph changed; one that holds none as it is."""
    if not hasattr(formula, "glyphs"):
        return formula
    return formula._replace(glyphs=[(change(font), *rest) for font, *rest in formula.glyphs])


def packing_lightly(stock):
    """Make the function that packs a canvas compress less, unless it is told how much.

    Not `print_png`: a canvas is drawn in it, and warnings name whoever calls matplotlib.
    """
    @functools.wraps(stock)
    def imsave(*args, pil_kwargs=None, **named):
        drawing.end()
        if named.get("format") == "png":
            pil_kwargs = {"compress_level": PNG_LEVEL} | (pil_kwargs or {})
        return stock(*args, pil_kwargs=pil_kwargs, **named)

    return imsave


# -- no figures ------------------------------------------------------------------------------------


def tell_only(shell: InteractiveShell) -> None:
    """Draw nothing from here on: what would be shown leaves its words.

    A figure leaves its text form, one of `descent.plots` its alt text, a moving one its status.
    What a notebook saves to a file is drawn.
    """
    from descent.widgets import picture  # slow to load, and warm by now

    def forget_formats(of: InteractiveShell) -> None:
        for formatter in of.display_formatter.formatters.values():
            formatter.pop(Figure, None)

    stock = pylabtools.select_figure_formats

    def select_figure_formats(shell, formats, **named):
        stock(shell, formats, **named)
        forget_formats(shell)

    pylabtools.select_figure_formats = select_figure_formats
    backend_inline.select_figure_formats = select_figure_formats  # for `%config InlineBackend`
    forget_formats(shell)
    pyplot.uninstall_repl_displayhook()  # it draws what a cell leaves open
    descent.plots.image = lambda fig, alt: f"<p>{html.escape(alt)}</p>"
    picture.png = lambda scene, title="": ""


# -- before the fork -------------------------------------------------------------------------------


def warming():
    """Give what makes children draw quickly, in steps of some ten milliseconds."""
    labels = (functools.partial(read_label, rf"$\mathdefault{{10^{{{exponent}}}}}$")
              for exponent in EXPONENTS)
    for step in (draw_a_line, *labels, draw_all_sorts, draw_for_a_lesson):
        yield functools.partial(closing_fonts, step)


def closing_fonts(step) -> None:
    """Take a step, and let go of the fonts: an open one can't be used after a fork.

    It reads its glyphs from a descriptor, which a child closes, and has a number that there means
    another file.
    """
    step()
    mathtext.MathTextParser._parse_cached.cache_clear()
    font_manager._get_font.cache_clear()
    gc.collect()  # what was drawn holds some, in cycles


def read_label(text: str) -> None:
    """Read the mathematics of a tick's label."""
    figure = Figure()
    (tick,) = figure.add_subplot().xaxis.get_major_ticks(1)
    canvas = backend_agg.FigureCanvasAgg(figure).get_renderer()
    canvas.mathtext_parser.parse(text, figure.dpi, tick.label1.get_fontproperties())


def draw_a_line() -> None:
    """Draw what most figures have: it loads fonts, glyphs and the PNG encoder."""
    figure = Figure()
    ax = figure.add_subplot()
    ax.semilogy([0.1, 1, 10], label="0123456789")
    ax.set(title="Title", xlabel="x", ylabel="$x^2$")
    ax.legend()
    pylabtools.print_figure(figure)


def draw_all_sorts() -> None:
    """Draw areas, contours, bars, points and an image."""
    figure = Figure()
    axes = figure.subplots(1, 3)
    grid = np.outer(np.arange(3.0), np.arange(3.0))
    axes[0].contour(grid)
    figure.colorbar(axes[0].contourf(grid))
    axes[1].imshow(grid)
    axes[2].bar([1, 2], [1, 2])
    axes[2].scatter([1, 2], [1, 2])
    pylabtools.print_figure(figure)


def draw_for_a_lesson() -> None:
    """Draw in the style of the lessons."""
    descent.plots.picture(descent.plots.curves(
        {"SGD": [1, 2], "Adam": [2, 1]}, xlabel="x", ylabel="y", title="Title"), "two lines")

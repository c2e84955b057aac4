"""Tracebacks in children: IPython's own, with what is the same each time found out once.

Most of a traceback's time goes to colouring functions of libraries, which fail in the same places
for everybody, to making lexer and colours anew for every error, and to looking through all modules
for the one that a frame belongs to.
"""

import functools
import inspect

import numpy as np
import pygments
import stack_data.core
from IPython.core.interactiveshell import InteractiveShell
from pygments.formatters.terminal256 import Terminal256Formatter
from pygments.lexers.python import PythonLexer

from . import drawing, figures

__all__ = ["as_in_a_kernel", "quicken", "warming"]

SCOPES = 400  # coloured functions that are kept
HIDDEN = {drawing.__file__, figures.__file__}  # between functions of matplotlib's


def quicken() -> None:
    """Let stack_data and pygments keep what they would make again, and look up less."""
    stack_data.style_with_executing_node = functools.cache(stack_data.style_with_executing_node)
    Terminal256Formatter._setup_styles = once_a_style(Terminal256Formatter._setup_styles)
    stack_data.core._pygmented_with_ranges = lambda formatter, code, ranges: list(
        coloured(formatter.style, code, tuple(ranges)))
    inspect.getmodule = passing_over_cells(inspect.getmodule)


def once_a_style(stock):
    """Make a formatter take what another one made of its style."""
    made: dict = {}

    def _setup_styles(self) -> None:
        if self.style not in made:
            stock(self)
            made[self.style] = self.style_string, self.best_match
        self.style_string, self.best_match = made[self.style]

    return _setup_styles


class Lexer(PythonLexer):
    """Marks what is being executed; in the place of one that stack_data makes for every frame."""

    ranges: tuple = ()

    def get_tokens(self, text):
        """Give kinds and texts, those of the ranges as of an executing node."""
        at = 0
        for kind, value in super().get_tokens(text):
            if any(start <= at < end for start, end in self.ranges):
                kind = kind.ExecutingNode
            at += len(value)
            yield kind, value


@functools.lru_cache(SCOPES)
def coloured(style: type, code: str, ranges: tuple) -> list[str]:
    """Colour the lines of a function."""
    lexer = Lexer(stripnl=False)
    lexer.ranges = ranges
    try:
        return pygments.highlight(code, lexer, Terminal256Formatter(style=style)).splitlines()
    except Exception:  # as stack_data: better without colours than not at all
        return code.splitlines()


def passing_over_cells(stock):
    """Make `getmodule` look through no modules for code that is in no file, such as a cell's."""
    @functools.wraps(stock)
    def getmodule(object, _filename=None):
        code = getattr(object, "f_code", object)
        if inspect.iscode(code) and code.co_filename.startswith("<"):
            return None
        return stock(object, _filename)

    return getmodule


def as_in_a_kernel(error: BaseException) -> None:
    """Take out of an error's tracebacks what stands between matplotlib's functions here only."""
    known: set[int] = set()
    kind = BaseException  # whose attributes a class of errors may hide behind its own
    while error is not None and id(error) not in known:
        known.add(id(error))
        here = kind.__traceback__.__get__(error)
        while here is not None and here.tb_next is not None:
            if here.tb_next.tb_frame.f_code.co_filename in HIDDEN:
                here.tb_next = here.tb_next.tb_next
            else:
                here = here.tb_next
        error = kind.__cause__.__get__(error) or kind.__context__.__get__(error)


def warming(shell: InteractiveShell):
    """Give steps that load what writes tracebacks, and colour the functions that tests fail in."""
    for fail in (lambda: np.testing.assert_allclose([1.0], [2.0]),
                 lambda: np.testing.assert_allclose([1.0], [1.0, 2.0]),
                 lambda: np.testing.assert_allclose([1.0], [np.nan]),
                 lambda: np.testing.assert_array_equal([1.0], [2.0]),
                 lambda: np.testing.assert_array_almost_equal([1.0], [2.0]),
                 lambda: np.testing.assert_almost_equal(1.0, 2.0),
                 lambda: np.testing.assert_equal(1.0, 2.0),
                 lambda: np.linalg.solve(np.zeros((1, 1)), np.zeros(1))):
        yield lambda fail=fail: write(shell, fail)


def write(shell: InteractiveShell, fail) -> None:
    """Write the traceback of what a function raises, for nobody."""
    try:
        fail()
    except Exception as error:
        shell.InteractiveTB.structured_traceback(type(error), error, error.__traceback__)

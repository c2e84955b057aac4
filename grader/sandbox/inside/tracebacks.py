"""Tracebacks in children: IPython's own, with what is the same each time found out once.

Most of a traceback's time goes to rules of Python's lexer, which are made anew for every frame,
and to looking through all modules for the one that a frame belongs to.
"""

import contextlib
import inspect
from collections.abc import Iterator

import numpy as np
import pygments.lexer
from IPython.core.interactiveshell import InteractiveShell

__all__ = ["modules_known", "quicken", "warming"]


def quicken() -> None:
    """Let pygments keep the regular expressions that it makes of lists of words."""
    stock = pygments.lexer.words.get

    def get(self) -> str:
        if "expression" not in vars(self):
            self.expression = stock(self)
        return self.expression

    pygments.lexer.words.get = get


@contextlib.contextmanager
def modules_known() -> Iterator[None]:
    """Look up the module of each object once, while one traceback is written."""
    stock, known = inspect.getmodule, {}

    def getmodule(object, _filename=None):
        asked = id(object), _filename
        if asked not in known:
            known[asked] = object, stock(object, _filename)  # held, so that its id stays its own
        return known[asked][1]

    inspect.getmodule = getmodule
    try:
        yield
    finally:
        inspect.getmodule = stock


def warming(shell: InteractiveShell):
    """Give steps that load what writes tracebacks, and read the files that tests often fail in."""
    for fail in (lambda: np.testing.assert_allclose([1.0], [2.0]),
                 lambda: np.linalg.solve(np.zeros((1, 1)), np.zeros(1))):
        yield lambda fail=fail: write(shell, fail)


def write(shell: InteractiveShell, fail) -> None:
    """Write the traceback of what a function raises, for nobody."""
    try:
        fail()
    except Exception as error:
        shell.InteractiveTB.structured_traceback(type(error), error, error.__traceback__)

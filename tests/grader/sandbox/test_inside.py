"""What goes into the sandbox stands alone."""

import ast
import sys
from pathlib import Path

import pytest

from grader.sandbox import inside

FOLDER = Path(inside.__file__).parent
ALLOWED = {*sys.stdlib_module_names, "numpy", "descent"}
# The cells of a notebook need the shell and its figures.
ALLOWED_IN = {name: {"IPython", "matplotlib", "matplotlib_inline", "pygments",
                     "stack_data", "traitlets"}
              for name in ("cells.py", "drawing.py", "figures.py", "kernel_ways.py",
                           "stand_ins.py", "tracebacks.py")}


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.py")), ids=lambda path: path.name)
def test_it_imports_only_python_numpy_descent_and_its_neighbours(path):
    names = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level < 2, "it reaches out of its folder"
            names |= {node.module.partition(".")[0]} if not node.level else set()
    assert names <= ALLOWED | ALLOWED_IN.get(path.name, set())

"""Find what a learner's code reads from the notebook around it, where it should have its own.

A class that says t where it means self.t raises no error in a notebook that has a t.
"""

import dis
import inspect
from collections.abc import Iterator
from types import CodeType

import numpy as np

__all__ = ["outside_names"]


def outside_names(answer: object) -> list[str]:
    """List the global variables with numbers or containers in them that the code reads.

    Args:
        answer: a class or a function.

    Returns:
        Their names in alphabetical order; modules, classes and functions are left out.
    """
    functions = [member for member in vars(answer).values() if inspect.isfunction(member)
                 ] if inspect.isclass(answer) else [answer]
    return sorted({name for function in functions if inspect.isfunction(function)
                   for name in global_loads(function.__code__)
                   if isinstance(function.__globals__.get(name),
                                 int | float | dict | list | np.ndarray | np.generic)})


def global_loads(code: CodeType) -> Iterator[str]:
    """Give the names that a function's code, and the code inside it, loads from its module."""
    for instruction in dis.get_instructions(code):
        if instruction.opname == "LOAD_GLOBAL":
            yield instruction.argval
        elif isinstance(instruction.argval, CodeType):
            yield from global_loads(instruction.argval)

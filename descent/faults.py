"""Explain, in words for a beginner, what broke a learner's code off."""

import difflib
import re
from types import FunctionType

import numpy as np

from descent.observe import Fault
from descent.words import words

__all__ = ["clean", "explain"]


def explain(fault: Fault) -> str:
    """Say what happened and what to look at; plain text, the learner's line not included.

    Asking an exception for its message may run a learner's code: call it in silence.
    """
    if fault.said:
        return fault.said
    if fault.kind != "exception":
        return words(f"faults.{fault.kind}", **fault.values)
    error = fault.error
    name = type(error).__name__
    try:
        text = " ".join(str(error).split())[:300]
        cause = cause_of(error, text)
    except KeyboardInterrupt:
        raise
    except BaseException:  # its __str__, or an attribute that we looked at, raises in its turn
        text, cause = "", ""
    said = words("faults.raised", error=f"{name}: {text}".rstrip(". ") if text else name)
    return clean(f"{said} {cause}" if cause else said)


def clean(text: str) -> str:
    """Replace lone surrogates, which no page and no file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def cause_of(error: BaseException, text: str) -> str:
    """Give the likely cause of an exception and where to look, or ''."""
    if isinstance(error, NameError):  # UnboundLocalError is one
        return cause_of_name(error, text)
    if isinstance(error, AttributeError):
        return cause_of_attribute(error, text)
    if isinstance(error, KeyError):
        return words("causes.key", key=text) if text else ""
    if isinstance(error, TypeError):
        return cause_of_type(text)
    if isinstance(error, ValueError):
        return cause_of_value(text)
    if isinstance(error, ZeroDivisionError):
        return words("causes.division")
    if isinstance(error, IndexError):
        return words("causes.index")
    if isinstance(error, RecursionError):
        return words("causes.recursion")
    if isinstance(error, SystemExit):
        return words("causes.exit")
    return ""


def cause_of_name(error: NameError, text: str) -> str:
    if isinstance(error, UnboundLocalError):
        return words("causes.unbound")
    name = getattr(error, "name", None) or ""
    frame = last_frame(error)
    if frame is None:
        return words("causes.name")
    known = {**frame.f_globals, **frame.f_locals}
    if name in ("m", "v", "h", "t", "lr", "momentum", "beta1", "beta2", "eps") and hasattr(
            known.get("self"), name):
        return words("causes.self_dot", name=name)
    near = nearest(name, known)
    return words("causes.name_near", name=name, near=near) if near else words("causes.name")


def cause_of_attribute(error: AttributeError, text: str) -> str:
    name = getattr(error, "name", None) or ""
    owner = getattr(error, "obj", None)
    if "'NoneType'" in text:
        return words("causes.none_attribute", name=name or text.rpartition(" ")[2].strip("'"))
    if owner is None:
        return ""
    if isinstance(owner, FunctionType):
        return words("causes.function_as_dict")
    near = nearest(name, dir(owner))
    if near:
        return words("causes.attribute_near", name=name, near=near)
    if isinstance(owner, np.ndarray | float):
        return words("causes.array_attribute", name=name)
    if "object has no attribute" in text:
        return words("causes.attribute_missing", name=name)
    return ""


def cause_of_type(text: str) -> str:
    """Match the interpreter's sentence (CPython 3.11 to 3.14) to its usual cause."""
    for pattern, key in TYPE_ERRORS:
        match = re.search(pattern, text)
        if match:
            return words(f"causes.{key}", **match.groupdict())
    return ""


TYPE_ERRORS = [
    (r"update\(\) takes (1|2) positional arguments? but 3 were given", "missing_self"),
    (r"__init__\(\) (got an unexpected keyword argument '(?P<name>\w+)')", "constructor_keyword"),
    (r"\w+\(\) takes no arguments", "constructor_none"),
    (r"got an unexpected keyword argument '(?P<name>\w+)'", "unexpected_keyword"),
    (r"missing \d+ required positional arguments?: (?P<names>.+)", "missing_argument"),
    (r"takes .* positional arguments? but", "argument_count"),
    (r"'function' object (is not (subscriptable|iterable)|does not support item)",
     "function_as_dict"),
    (r"argument of type 'function' is not (iterable|a container)", "function_as_dict"),
    (r"unsupported operand type\(s\) .*'function'", "function_as_dict"),
    (r"'NoneType' object (is not subscriptable|does not support item assignment)", "none_item"),
    (r"argument of type 'NoneType' is not (iterable|a container)", "none_in"),
    (r"unsupported operand type\(s\) .*'NoneType'", "none_operand"),
    (r"unsupported operand type\(s\) .*'dict'", "dict_operand"),
    (r"(len\(\) of unsized object|iteration over a 0-d array|too many indices)", "only_vectors"),
    (r"(object is not iterable|is not iterable)", "only_vectors"),
    (r"'(numpy\.)?(float64|float)' object (is not subscriptable|does not support item)",
     "only_vectors"),
    (r"object is not callable", "not_callable"),
    (r"Cannot cast ufunc .* to dtype\('u?int", "integer_array"),
]


def cause_of_value(text: str) -> str:
    if "could not be broadcast" in text or "non-broadcastable" in text:
        return words("causes.broadcast")
    if "truth value of an array" in text:
        return words("causes.truth")
    if "read-only" in text:
        return words("causes.read_only")
    return ""


def last_frame(error: BaseException):
    """Give the frame in which an exception was raised."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return trace.tb_frame if trace is not None else None


def nearest(name: str, known) -> str | None:
    """Find the known name that a misspelt one was meant to be."""
    found = difflib.get_close_matches(name, [k for k in known if isinstance(k, str)], 1, 0.7)
    return found[0] if found else None

"""Explain, in words for a beginner, what broke a learner's code off."""

import re

from descent.causes import cause_of
from descent.observe import Fault
from descent.plain import clean
from descent.syntax_causes import explain_syntax
from descent.words import words

__all__ = ["explain"]


def explain(fault: Fault) -> str:
    """Say what happened and what to look at; plain text, the learner's line not included.

    Asking an exception for its message may run a learner's code: call it in silence.
    """
    if fault.said:
        return fault.said
    if fault.kind != "exception":
        return clean(words(f"faults.{fault.kind}", **fault.values))
    error = fault.error
    name = type(error).__name__
    try:
        if isinstance(error, SyntaxError):
            return clean(explain_syntax(error))
        text = " ".join(re.sub(r"[\w.]+\.<locals>\.", "", str(error)[:1000]).split())[:300]
        cause = cause_of(error, text)
    except KeyboardInterrupt:
        raise
    except BaseException:  # its __str__, or an attribute that we looked at, raises in its turn
        text, cause = "", ""
    said = words("faults.raised", error=f"{name}: {text}".rstrip(". ") if text else name)
    return clean(f"{said} {cause}" if cause else said)

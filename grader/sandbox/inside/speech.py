"""Say in words what stopped a learner's code, where the exception and the code still are."""

import linecache
import re

from descent.faults import explain
from descent.observe import Fault, fault_of
from descent.places import learners_places
from descent.plain import clean
from descent.words import words

__all__ = ["explained", "loading_failed"]


def loading_failed(error: BaseException) -> str:
    """Explain what stopped a file's definitions, with its line."""
    fault = fault_of(error, 0)
    said = explained(fault)
    if isinstance(error, SyntaxError) or fault.line is None:
        return said
    return f"{said} {words('report.line', line=fault.line)} {fault.text}"


def explained(fault: Fault) -> str:
    """Explain a fault, and name the code cell of a notebook in which it arose."""
    error, said = fault.error, explain(fault)
    places = [frame.f_code.co_filename for frame, _ in learners_places(error)] if error else []
    place = getattr(error, "filename", None) if isinstance(error, SyntaxError) else (
        places[-1] if places else None)
    number = re.search(r", code cell (\d+)$", place or "")
    if number is None:
        return said
    first = next((line.strip() for line in linecache.getlines(place) if line.strip()), "")
    return f"{said} {words('faults.cell', number=number[1], first=clean(first[:60]))}"

"""How a call ended that brought no result: in an exception of the learner's, or with the child."""

import builtins
from functools import cache

from descent.contract import Breach
from descent.observe import Fault, Told
from descent.plain import clean
from descent.words import catalogue, words
from grader.errors import SandboxFailed
from grader.sandbox import Died, TimeUp, TooMuchPrinted
from grader.sandbox.inside.wire import Malformed

__all__ = ["ending_of", "exception_of", "fault_of", "gone"]


def fault_of(header: dict, breaches: list[Breach], seconds: float) -> Fault:
    """Read what a child tells of an exception.

    Args:
        header: of its message.
        breaches: of the contract, which arose with us; a child can pass one on by its number.
        seconds: that the child was given.

    Raises:
        Exception: it is not what an honest child tells.
    """
    line = header["line"] if type(header["line"]) is int else None
    raised = tuple(clean(str(name))[:80] for name in header["raised"][:12])
    text, said = clean(str(header["text"]))[:300], clean(str(header["said"]))[:2000]
    kind = header["kind"] if header["kind"] in fault_kinds() else "exception"
    number = header.get("judge")
    if type(number) is int and 0 <= number < len(breaches):
        breach = breaches[number]
        return Fault(breach.kind, 0, breach.values, ("Breach",), None, line, text)
    if kind == "timeout":
        said = words("faults.timeout", seconds=f"{seconds:g}")
    return Fault(kind, 0, {}, raised, None, line, text, said)


@cache
def fault_kinds() -> frozenset[str]:
    """Give the kinds of faults that there are words for; a child can tell of no other."""
    return frozenset({"exception", *catalogue("en")["faults"]})


def ending_of(error: Exception) -> tuple[str, str]:
    """Say why a child is talked to no more: status and words.

    What is none of the sandbox's errors came of what no honest child sends: it is its doing.
    """
    if isinstance(error, SandboxFailed):
        return "internal error", str(error)
    if isinstance(error, TimeUp):
        return "timeout", words("sandbox.no_answer")
    if isinstance(error, TooMuchPrinted):
        return "refused", words("sandbox.printed")
    if isinstance(error, Died):
        cause = error.ending.cause
        if cause == "memory":
            return "memory", words("sandbox.memory")
        return "timeout" if cause == "cpu" else "error", words(
            "sandbox.died", how=str(error.ending))
    said = str(error) if isinstance(error, Malformed) else f"{type(error).__name__}: {error}"
    return "refused", words("sandbox.protocol", error=clean(said)[:200])


def exception_of(fault: Fault) -> Told:
    """Make an exception that plays can catch by its kind, as they would the learner's own."""
    bases = [getattr(builtins, name) for name in ("ValueError", "AttributeError", "AssertionError")
             if name in fault.raised]
    name = fault.raised[0] if fault.raised else "Told"
    return type(name, (Told, *bases[:1]), {})(fault)


def gone(ended: tuple[str, str]) -> Told:
    """Make the exception that says that the child has ended."""
    status, said = ended
    kind = "timeout" if status == "timeout" else "exception"
    return Told(Fault(kind, 0, {}, ("ChildProcessError",), None, None, "", said))

"""Run student code where it can do no harm."""

from grader.sandbox.child import Child
from grader.sandbox.failures import ChildFailed, Died, Ending, TimeUp, TooMuchPrinted
from grader.sandbox.limits import Limits
from grader.sandbox.server import Sandbox
from grader.sandbox.tier import LAYERS, Tier

__all__ = ["LAYERS", "Child", "ChildFailed", "Died", "Ending", "Limits", "Sandbox", "Tier",
           "TimeUp", "TooMuchPrinted"]

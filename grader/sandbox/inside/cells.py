"""The child's side of a notebook: its cells run in one IPython shell, their outputs are told.

The shell is made once, before the server forks: a child begins with everything imported.
"""

import contextlib
import dataclasses
import functools
import importlib
import os
import pkgutil
import re
import signal
import sys

os.environ["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"  # as in a kernel

import matplotlib.pyplot
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

import descent
from descent.observe import Alarm, OutOfTime
from descent.words import words

from . import figures, tracebacks
from .answers import Answers
from .beside import write_piece
from .kernel_ways import adopt

__all__ = ["Cells", "serve", "warming"]

MOST_TEXT = 200_000  # characters of a cell's stream, or of one output's text
MOST_IMAGE = 3_000_000  # characters of one picture, in base64
MOST_OUTPUTS = 300
MOST = 5_000_000  # characters of a cell's outputs in all


def serve(socket: int) -> None:
    """Run cells, and answer calls of what they define, until the judge hangs up."""
    adopt()
    cells = Cells(socket)
    cells.names = SHELL.user_ns
    cells.serve()


class Cells(Answers):
    """Runs the cells of a notebook as well."""

    def do_file(self, header, numbers) -> dict:
        """Write a piece of a file beside the notebook; it comes as numbers, filled up to whole."""
        piece = numbers.tobytes()[:header["size"]]
        return {"m": "done", "why": write_piece(header["path"], header["at"], piece)}

    def do_tell_figures(self, header, numbers) -> dict:
        """Draw no figures from now on."""
        figures.tell_only(SHELL)
        return {"m": "done"}

    def do_cell(self, header, numbers) -> dict:
        """Run one cell in limited time; tell its outputs."""
        OUTPUTS.clear()
        Alarm.rang = False
        signal.signal(signal.SIGALRM, ring)
        signal.setitimer(signal.ITIMER_REAL, max(header["s"], 1e-3), 1.0)
        sys.stdout, sys.stderr = Stream("stdout"), Stream("stderr")
        try:
            result = SHELL.run_cell(header["source"], store_history=True)
            if not result.success and not any(
                    one.name == "stderr" if isinstance(one, Printed)
                    else one["output_type"] == "error" for one in OUTPUTS):
                # A notebook may have put something in the place of what shows errors.
                error = result.error_before_exec or result.error_in_exec
                Shell._showtraceback(SHELL, type(error), error, [words("sandbox.error_not_shown")])
        except BaseException as error:  # out of the shell itself, such as a late alarm
            SHELL.showtraceback((type(error), error, None))
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
        return {"m": "done", "outputs": OUTPUTS.fitting(), "count": SHELL.execution_count - 1,
                "late": Alarm.rang}


def ring(signum, frame):
    """Stop a cell whose time is used up."""
    Alarm.rang = True
    raise OutOfTime


@dataclasses.dataclass(slots=True)
class Printed:
    """What a cell wrote to one stream, until it wrote to the other or showed something."""

    name: str
    parts: list = dataclasses.field(default_factory=list)
    room: int = MOST_TEXT

    def told(self) -> dict:
        """Give it as an output."""
        return {"output_type": "stream", "name": self.name, "text": "".join(self.parts)}


class Outputs(list):
    """The outputs of a cell, in order and of limited size."""

    last: Printed | None = None  # what goes on, where the last output is text

    def print_on(self, name: str) -> Printed:
        """Begin a stream's text; what is one output too many is forgotten."""
        self.last = Printed(name)
        if len(self) < MOST_OUTPUTS:
            self.append(self.last)
        else:
            self.last.room = 0
        return self.last

    def clear(self) -> None:
        """Drop all."""
        super().clear()
        self.last = None

    def add(self, output: dict) -> None:
        """Add an output of another kind."""
        self.last = None
        if len(self) < MOST_OUTPUTS:
            self.append(output)

    def fitting(self) -> list[dict]:
        """Give the outputs as JSON data that fits into a message."""
        told, room = [], MOST
        for one in self:
            if isinstance(one, Printed):
                one = one.told()
            elif "data" in one:
                one = one | {"data": {kind: text for kind, text in one["data"].items()
                                      if isinstance(text, str) and len(text) <= (
                                          MOST_TEXT if kind == "text/plain" else MOST_IMAGE)}}
            size = sum(len(str(text)) for text in one.get("data", {}).values()) + len(
                str(one.get("text", ""))) + sum(map(len, one.get("traceback", ())))
            room -= size
            if room < 0:
                break
            told.append(one)
        return told


OUTPUTS = Outputs()


class Stream:
    """What stands for stdout or stderr while a cell runs."""

    encoding, errors, closed = "utf-8", "replace", False

    def __init__(self, name: str):
        """Belong to the stream of this name."""
        self.name = f"<{name}>"
        self.of = name

    def write(self, text: str) -> int:
        """Add to the cell's outputs."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        size, printed = len(text), OUTPUTS.last
        if printed is None or printed.name != self.of:
            printed = OUTPUTS.print_on(self.of)
        if printed.room > 0:  # a loop may print for ever
            printed.parts.append(text if size <= printed.room else text[:printed.room])
            printed.room -= size
        return size

    def writelines(self, lines) -> None:
        """Write several texts."""
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Do nothing: what was written is there."""

    def close(self) -> None:
        """Stay open."""

    def isatty(self) -> bool:
        """Be no terminal."""
        return False

    def writable(self) -> bool:
        """Be written to."""
        return True

    def readable(self) -> bool:
        """Not be read."""
        return False

    def fileno(self) -> int:
        """Give the descriptor behind it, whose text goes to the log."""
        return {"stdout": 1, "stderr": 2}[self.of]


class Publisher(DisplayPublisher):
    """Keeps what is displayed."""

    def publish(self, data, metadata=None, source=None, *, transient=None, update=False,
                **others) -> None:
        """Keep a display; where it updates another, in that one's place."""
        shown = (transient or {}).get("display_id")
        output = {"output_type": "display_data", "data": data, "metadata": metadata or {}}
        if update and shown in self.places:
            self.places[shown]["data"] = data
            return
        if shown is not None:
            self.places[shown] = output
        OUTPUTS.add(output)

    def clear_output(self, wait=False) -> None:
        """Drop what the cell has shown so far."""
        OUTPUTS.clear()

    places: dict = {}


class Hook(DisplayHook):
    """Keeps the value of a cell's last line."""

    def write_output_prompt(self) -> None:
        """Write none."""

    def write_format_data(self, format_dict, md_dict=None) -> None:
        """Keep the value's forms."""
        OUTPUTS.add({"output_type": "execute_result", "data": format_dict,
                     "metadata": md_dict or {}, "execution_count": self.prompt_count})

    def finish_displayhook(self) -> None:
        """Write no line end."""


class Shell(InteractiveShell):
    """IPython's shell, which tells outputs as a kernel does."""

    def _format_exception_for_storage(self, exception, *_, **__) -> None:
        """Format no error a second time, for a history that isn't kept."""

    @contextlib.contextmanager
    def _tee(self, channel: str):
        """Keep what is printed in the outputs only, not for a history as well."""
        yield

    def _get_exc_info(self, exc_tuple=None) -> tuple:
        found = super()._get_exc_info(exc_tuple)
        tracebacks.as_in_a_kernel(found[1])
        return found

    def _showtraceback(self, etype, evalue, stb) -> None:
        # A cell's file is a number that says nothing to a reader.
        name = etype.__name__
        said = re.sub(r"\(<ipython-input-[^>]*>, (line \d+)\)", r"(\1)", str(evalue))
        if issubclass(etype, OutOfTime):
            name, said = "CellTimeoutError", words("sandbox.cell_timeout")
            stb = [f"{name}: {said}"]
        OUTPUTS.add({"output_type": "error", "ename": name, "evalue": said, "traceback": stb})

    def enable_gui(self, gui=None) -> None:
        """Have no windows."""

    def ask_exit(self) -> None:
        """Go on: a notebook's later cells have their say."""


def make_shell() -> Shell:
    """Make the shell, with inline figures and without a history on disk."""
    settings = Config()
    settings.HistoryManager.enabled = False
    settings.InteractiveShell.colors = "neutral"
    shell = Shell.instance(config=settings, displayhook_class=Hook,
                           display_pub_class=Publisher)
    shell.enable_matplotlib("inline")
    shell.user_ns["__name__"] = "__main__"
    return shell


# -- before the fork -------------------------------------------------------------------------------

# What notebooks import, and what IPython, matplotlib and a test cell load when they are first used.
COMMON = ("asyncio", "bdb", "csv", "dataclasses", "encodings.cp437", "IPython.core.logger", "json",
          "matplotlib.animation", "numpy.testing", "pathlib", "random", "statistics", "unittest")


def warming():
    """Give what a server may do while nobody asks, so that children need not, step by step."""
    ours = [one.name for one in pkgutil.walk_packages(descent.__path__, "descent.")]
    for name in (*ours, *COMMON):
        yield functools.partial(importlib.import_module, name)
    yield from figures.warming()
    yield from tracebacks.warming(SHELL)  # last: it looks at all modules


SHELL = make_shell()
matplotlib.pyplot.close("all")
figures.quicken()
tracebacks.quicken()

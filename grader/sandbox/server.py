"""The sandbox: starts a warm fork server behind the outer wall, and asks it for children."""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from grader.errors import SandboxFailed, SandboxUnavailable
from grader.sandbox.connection import Connection
from grader.sandbox.failures import ChildFailed
from grader.sandbox.inside import frames
from grader.sandbox.inside.places import DEVICES, HOME, PACKAGES, TRIAL
from grader.sandbox.tier import Tier
from grader.sandbox.visible import Visible, find_visible

__all__ = ["Sandbox"]

START = "import sys; sys.path.append(sys.argv[2]); from inside.start import main; main()"
# No environment, no user's packages, no site: nothing on this machine but the packages that are
# searched later has a say in what this Python does. It writes no bytecode.
OPTIONS = ("-I", "-S", "-B", "-X", "utf8")
START_SECONDS = 120.0  # matplotlib builds its list of fonts on a new machine
TRIAL_SECONDS, END_SECONDS = 30.0, 10.0


class Sandbox(Connection):
    """Where student code runs, used in a `with` statement, by any number of threads.

    Args:
        warm: modules that are imported once, before children are forked.
        allow_none: go on where this machine can't keep student code apart.
        without: layers to leave out, for tests.

    Attributes:
        tier: what this machine can do.
    """

    def __init__(self, warm: Sequence[str] = ("inside.answers",), allow_none: bool = False,
                 without: Iterable[str] = ()):
        """Start nothing yet."""
        super().__init__(None, Tier.of({}))
        self.warm, self.allow_none, self.without = tuple(warm), allow_none, tuple(without)
        self.process: subprocess.Popen | None = None
        self.stage: Path | None = None

    def __enter__(self) -> "Sandbox":
        """Start the fork server, with each layer that works here, and try them all once.

        Raises:
            SandboxUnavailable: the layers that work don't keep student code apart.
            SandboxFailed: the fork server could not be started, or a module not be imported.
        """
        missing = dict.fromkeys(self.without, "left out on request")
        if sys.platform != "linux":
            missing |= dict.fromkeys(("namespaces", "landlock", "seccomp"), "only Linux has it")
        if not hasattr(os, "fork"):
            raise SandboxUnavailable(missing | {"limits": "Windows has neither fork nor limits"})
        while True:
            self.tier = Tier.of(missing)
            try:
                self._start()
                self._try_layers()
            except SandboxFailed as failure:
                self.close()
                if failure.layer not in self.tier.layers:
                    raise
                missing[failure.layer] = str(failure)
            except BaseException:
                self.close()
                raise
            else:
                break
        if self.tier.name == "none" and not self.allow_none:
            self.close()
            raise SandboxUnavailable(missing)
        return self

    def __exit__(self, *_: object) -> None:
        """End the fork server; the kernel ends whatever child is left."""
        self.close()

    def close(self) -> None:
        """End the fork server and wait for it."""
        if self.control:
            # For every holder of a copy: a process that was forked from this one may have one.
            with contextlib.suppress(OSError):
                self.control.shutdown(socket.SHUT_RDWR)
            self.control.close()
        if self.process:
            # When the server ends by itself, the kernel ends its children before it.
            try:
                self.process.wait(END_SECONDS)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        if self.stage:
            shutil.rmtree(self.stage, ignore_errors=True)
            self.stage = None

    def give_up(self) -> None:
        """Have a start that goes on in another thread fail now."""
        if self.process:
            self.process.kill()

    def _start(self) -> None:
        """Start the fork server behind the layers of the tier, and wait until it is warm."""
        visible = find_visible()
        if "namespaces" in self.tier.layers:
            home, path, listable = HOME, PACKAGES, []
            readable = [folder for folder, is_shown in visible.shown if is_shown] + [path]
        else:
            self.stage = stage(visible)
            home, path = str(self.stage / "home"), str(self.stage / "packages")
            readable, listable = visible.readable()
            readable.append(str(self.stage))
        plan = {"layers": self.tier.layers, "shown": visible.shown, "links": visible.links,
                "packages": visible.packages, "python": visible.python, "path": path,
                "needed": [visible.python, *visible.search,
                           *(f"{path}/{name}" for name in visible.packages)],
                "options": OPTIONS, "environment": environment(home)}
        settings = {"layers": self.tier.layers, "home": home, "search": visible.search,
                    "warm": self.warm, "devices": DEVICES,
                    "readable": readable, "listable": listable}
        self._launch(visible, plan, settings)

    def _launch(self, visible: Visible, plan: dict, settings: dict) -> None:
        """Start Python, hand it what it is to do, and wait for its word."""
        self.control, theirs = socket.socketpair()
        with tempfile.TemporaryFile() as said:
            self.process = subprocess.Popen(
                [visible.python, *OPTIONS, "-c", START, str(theirs.fileno()),
                 str(Path(__file__).parent)],
                pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, stdout=said, stderr=said,
                env={}, cwd="/", start_new_session=True)
            theirs.close()
            self.control.settimeout(START_SECONDS)
            try:
                frames.send(self.control, plan)
                frames.send(self.control, settings)
                message, _ = frames.receive(self.control)
            except TimeoutError:
                raise SandboxFailed(
                    f"the fork server was not warm in {START_SECONDS:g} s") from None
            except (EOFError, OSError):
                self.process.kill()
                self.process.wait()
                said.seek(0)
                text = said.read(4000).decode(errors="replace")
                raise SandboxFailed(f"the fork server did not start:\n{text}") from None
            self.control.settimeout(None)
        if "failed" in message:
            raise SandboxFailed(message["why"], layer=message["failed"])

    def _try_layers(self) -> None:
        """Let a throw-away child try what each layer forbids."""
        deadline = time.monotonic() + TRIAL_SECONDS
        try:
            with self.child(serve=TRIAL) as child:
                size = int.from_bytes(child.receive(4, deadline), "little")
                broken = json.loads(child.receive(size, deadline))
        except ChildFailed as failure:
            raise SandboxFailed(f"the child that tries the layers failed: {failure}") from failure
        for layer in self.tier.layers:
            if layer in broken:
                raise SandboxFailed(f"it has no effect: {broken[layer]}", layer=layer)


def environment(home: str) -> dict[str, str]:
    """Give the environment of the fork server and of every child."""
    return {"PATH": "/usr/bin:/bin", "HOME": home, "TMPDIR": home, "LANG": "C.UTF-8", "TZ": "UTC",
            "MPLBACKEND": "agg", "MPLCONFIGDIR": f"{home}/matplotlib",
            "IPYTHONDIR": f"{home}/ipython",
            # A fork loses threads, and a child is allowed one processor's time.
            "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def stage(visible: Visible) -> Path:
    """Make the folder in which Python finds the packages, where no root folder can be made."""
    stage = Path(tempfile.mkdtemp(prefix="grader-sandbox-"))
    stage.chmod(0o755)
    (stage / "packages").mkdir()
    for name, folder in visible.packages.items():
        (stage / "packages" / name).symlink_to(folder)
    # The server may run as another user. A child can't write there, but matplotlib asks for a
    # folder of its own, which a child could not make.
    for name in ("home", "home/matplotlib"):
        (stage / name).mkdir()
        (stage / name).chmod(0o777)
    return stage

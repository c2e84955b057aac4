"""What a forked child puts on before it runs student code, and how it starts to serve."""

import contextlib
import fcntl
import importlib
import os
import signal
import sys
import traceback
from typing import NoReturn

from . import frames
from .limits import limit, tasks_of_this_user

__all__ = ["Confinement"]

LINUX = sys.platform == "linux"
if LINUX:
    from . import landlock, namespaces, privileges, seccomp

# Descriptors of a child: 0 is empty, 1 and 2 are its output. The last two are closed before it runs
# student code.
SERVED, STATUS, RULES = 3, 4, 5
# Python ignores these two, so that a write fails with an error that says why.
IGNORED = {signal.SIGPIPE, getattr(signal, "SIGXFSZ", signal.SIGPIPE)}


class Confinement:
    """The layers that each child of one server puts on.

    Args:
        settings: layers, the server's pid and address space, what Landlock lets be read
            (`readable`, `listable`, `devices`), and `home`, where a child has one of its own.
    """

    def __init__(self, settings: dict):
        """Make before the fork what all children share."""
        self.settings, self.layers = settings, set(settings["layers"])
        self.isolated = "namespaces" in self.layers
        self.layer_of_fork = "namespaces" if self.isolated else "start"
        self.user = (os.geteuid(), os.getegid())
        self.siblings = 0  # children that live at the same time
        # The server has this capability if nothing else lets it read Python's own files.
        self.kept = privileges.inherited_capabilities() & {privileges.READ_SEARCH} if LINUX else ()
        self.rules = None
        if "landlock" in self.layers and not self.isolated:
            self.rules = self.landlock_rules()
        if "seccomp" in self.layers and self.isolated:
            seccomp.program(1, True)  # kept, for every child is number 1 of its namespace

    def note_signals(self) -> None:
        """Note which signals the server handles or ignores, once it has set up its own."""
        self.handled = [number for number in signal.valid_signals() - IGNORED
                        if signal.getsignal(number) not in (signal.SIG_DFL, None)]

    def fork(self) -> int:
        """Fork, into namespaces where there are such; 0 in the child.

        Raises:
            OSError: the kernel refused.
        """
        return namespaces.fork_into(namespaces.CHILD) if self.isolated else os.fork()

    def run(self, request: dict, served: int, output: int, status: int) -> NoReturn:
        """Confine this process, tell the judge, and call what the request names.

        Args:
            request: `limits`, as in grader.sandbox.Limits, and `serve`, "module:function".
            served: descriptor of the socket that is handed to the function.
            output: descriptor of the pipe that takes what is printed.
            status: descriptor on which the judge hears that set-up is complete, or what failed.
        """
        layer, told = "start", status
        try:
            module, _, function = request["serve"].partition(":")
            serve = getattr(importlib.import_module(module), function)
            self.start_anew(served, output, status)
            told = STATUS
            for layer in ("namespaces", "limits", "privileges", "landlock", "seccomp"):
                if layer in self.layers or (layer == "privileges" and LINUX):
                    getattr(self, f"put_on_{layer}")(request["limits"])
            # Nothing of the student's has run up to here, and the socket is closed before it does:
            # this word can be trusted.
            frames.write(STATUS, {"ready": True})
            os.close(STATUS)
        except BaseException as error:
            with contextlib.suppress(BaseException):
                frames.write(told, {"failed": layer, "why": f"{type(error).__name__}: {error}"})
            os._exit(1)
        os._exit(call_to_the_end(serve) & 255)

    def start_anew(self, served: int, output: int, status: int) -> None:
        """Begin a session, reset signals, and close every descriptor but the child's own."""
        signal.set_wakeup_fd(-1)
        for number in self.handled:
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, ())
        os.setsid()
        kept = [output, output, served, status] + [self.rules] * (self.rules is not None)
        # Out of the way first, for one may have the number that another is to have.
        high = [fcntl.fcntl(descriptor, fcntl.F_DUPFD, 16) for descriptor in kept]
        with open(os.devnull) as null:
            os.dup2(null.fileno(), 0)
        for number, descriptor in enumerate(high, start=1):
            os.dup2(descriptor, number, inheritable=False)
        os.closerange(len(kept) + 1, os.sysconf("SC_OPEN_MAX"))
        sys.stdin = open(0, closefd=False)
        sys.stdout = open(1, "w", buffering=1, errors="replace", closefd=False)
        sys.stderr = open(2, "w", buffering=1, errors="replace", closefd=False)
        sys.__stdin__, sys.__stdout__, sys.__stderr__ = sys.stdin, sys.stdout, sys.stderr

    def put_on_namespaces(self, limits: dict) -> None:
        """Name the user, and mount a home."""
        namespaces.map_user(*self.user)
        namespaces.mount_home(self.settings["home"], limits["disk"])
        os.chdir(self.settings["home"])

    def put_on_limits(self, limits: dict) -> None:
        """Set the limits; a user namespace of its own counts its own threads only.

        Elsewhere the kernel counts all of this user's: then room is left for each of the others.
        """
        others = 0
        if not self.isolated:
            others = tasks_of_this_user() - 1 + self.siblings * limits["processes"]
        limit(memory=self.settings["address_space"] + limits["memory"],
              cpu_seconds=limits["cpu_seconds"], processes=others + limits["processes"],
              file_size=limits["file_size"] if self.isolated else 0, files=limits["files"])

    def put_on_privileges(self, limits: dict) -> None:
        """Drop what rights there are."""
        privileges.drop_capabilities(keep=self.kept)
        privileges.set_no_new_privileges()
        privileges.forbid_dumps()
        privileges.die_with_parent()
        if os.getppid() not in (0, self.settings["server"]):  # 0: it is outside our namespace
            raise RuntimeError("the fork server ended")

    def put_on_landlock(self, limits: dict) -> None:
        """Put on the rules, the home's among them: a new file system needs a new rule."""
        rules = self.landlock_rules() if self.rules is None else RULES
        landlock.enforce(rules)
        os.close(rules)

    def landlock_rules(self) -> int:
        """Make the rules for what may be read, and written if there is a home."""
        return landlock.ruleset(self.settings["readable"], self.settings["listable"],
                                [self.settings["home"]] if self.isolated else (),
                                self.settings["devices"])

    def put_on_seccomp(self, limits: dict) -> None:
        """Leave only the system calls on the list."""
        seccomp.enforce(seccomp.program(os.getpid(), self.isolated))


def call_to_the_end(serve) -> int:
    """Call a function with the served socket; give an exit code, having printed what it raised."""
    code = 0
    try:
        serve(SERVED)
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else int(error.code is not None)
    except BaseException:
        code = 1
        with contextlib.suppress(BaseException):
            traceback.print_exc()
    with contextlib.suppress(BaseException):
        sys.stdout.flush()
        sys.stderr.flush()
    return code

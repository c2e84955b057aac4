"""What Python executes first for a fork server: it goes behind the outer wall, then starts anew.

The second start leaves nothing of the first behind: no environment, no arguments with paths, no
module that was read from a place that is gone.
"""

import os
import socket
import sys

from . import frames, privileges

__all__ = ["main"]

SERVE = "import sys; sys.path.append(sys.argv[2]); from inside.server import main; main()"


def main() -> None:
    """Read the plan from the control socket, whose descriptor is the argument, and follow it."""
    control = socket.socket(fileno=int(sys.argv[1]))
    plan, _ = frames.receive(control)
    try:
        if "namespaces" in plan["layers"]:
            layer = "namespaces"
            enter(plan)
        else:
            layer = "start"
            if sys.platform == "linux" and privileges.can_become_nobody():
                privileges.become_nobody(plan["needed"], past_permissions=True)
        os.chdir("/")
        execute(plan, control)
    except Exception as error:
        frames.send(control, {"failed": layer, "why": f"{type(error).__name__}: {error}"})
        os._exit(1)


def enter(plan: dict) -> None:
    """Fork into new namespaces; only the child returns, with its new root folder and no rights.

    Raises:
        OSError: the kernel, its configuration or the container refuses.
    """
    from . import namespaces, root

    user, group = os.geteuid(), os.getegid()
    is_root = privileges.can_become_nobody()
    pid = namespaces.fork_into(namespaces.SERVER_OF_ROOT if is_root else namespaces.SERVER)
    if pid:
        _, status = os.waitpid(pid, 0)
        os._exit(abs(os.waitstatus_to_exitcode(status)))
    if not is_root:
        namespaces.map_user(user, group)
    socket.sethostname("sandbox")  # of this namespace
    root.change_root(plan["shown"], plan["links"], plan["packages"])
    if is_root:
        # A child's own user namespace would make nothing of a capability to read all.
        privileges.become_nobody(plan["needed"], past_permissions=False)
    # This process is the first of its namespace: when it ends, the kernel kills all others there.
    privileges.die_with_parent()


def execute(plan: dict, control: socket.socket) -> None:
    """Start Python anew, without site's paths, with a small fixed environment."""
    os.set_inheritable(control.fileno(), True)
    os.execve(plan["python"], [plan["python"], *plan["options"], "-c", SERVE,
                               str(control.fileno()), plan["path"]], plan["environment"])

"""What hand-ins leave behind: processes, files, mounts, memory, sockets, changed modules."""

import ctypes
import os
import tempfile
import threading
from pathlib import Path

import numpy as np

import descent

__all__ = ["adopt_orphans", "changes", "snapshot"]

PR_SET_CHILD_SUBREAPER = 36
# Where attacks try to leave files, and what they call them. Others write there, too.
SHARED = ("/tmp", "/var/tmp", "/dev/shm", "/run/lock", "/dev/mqueue")
NAMES = ("planted-poison", "sitecustomize.py", "descent.py", "full", "psm_planted")
KEYS = {str(key) for key in range(0x5EC0, 0x5ED4)}  # of System V's memory, semaphores, queues


def adopt_orphans() -> None:
    """Make processes that lose their parent children of this one, where `snapshot` sees them."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def snapshot() -> dict[str, object]:
    """Look at everything that hand-ins could leave behind or change, on this machine."""
    return {"processes": descendants(os.getpid()),
            "threads": sorted(thread.name for thread in threading.enumerate()),
            "open files": len(os.listdir("/proc/self/fd")),
            "temporary files": files_below(Path(tempfile.gettempdir())),
            "shared folders": sorted(str(path) for folder in SHARED for name in NAMES
                                     if (path := Path(folder, name)).exists()),
            "mounts": mounts(),
            "System V": sorted(line for kind in ("shm", "sem", "msg")
                               for line in lines(f"/proc/sysvipc/{kind}")
                               if line.split()[0] in KEYS),
            "abstract sockets": sorted(name for line in lines("/proc/net/unix")
                                       if (name := line.split()[-1]).startswith("@planted-poison")),
            "modules": [(str(path), path.stat().st_mtime_ns, path.stat().st_size)
                        for path in modules()],
            "settings": (os.getcwd(), dict(os.environ), np.geterr(), np.sqrt(4.0))}


def changes(before: dict[str, object], after: dict[str, object]) -> list[str]:
    """Say in which entries two snapshots differ."""
    found = []
    for what, old in before.items():
        new = after[what]
        if old == new:
            continue
        if isinstance(old, list | set):
            gone = [one for one in old if one not in new]
            come = [one for one in new if one not in old]
            found.append(f"{what}: gone {gone}, new {come}")
        else:
            found.append(f"{what}: {old} became {new}")
    return found


def descendants(process: int) -> set[str]:
    """Name the living processes below one: number and command."""
    children: dict[int, list[tuple[int, str]]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            text = stat.read_text(errors="replace")
        except OSError:  # it ended meanwhile
            continue
        number, _, rest = text.partition(" (")
        command, _, fields = rest.rpartition(") ")
        state, parent = fields.split()[:2]
        if state != "Z":  # an orphan that has ended waits for init to notice
            children.setdefault(int(parent), []).append((int(number), command))
    found, waiting = set(), [process]
    while waiting:
        for number, command in children.get(waiting.pop(), []):
            found.add(f"{number} {command}")
            waiting.append(number)
    return found


def files_below(folder: Path) -> list[str]:
    """List a folder's files and folders, all the way down."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def mounts() -> list[str]:
    """List what is mounted where in this process's view, without the numbers that change."""
    return sorted(line.split()[4] for line in lines("/proc/self/mountinfo"))


def lines(path: str) -> list[str]:
    """Read a table of the kernel's; none where this machine lacks it."""
    try:
        return Path(path).read_text().splitlines()[path.startswith("/proc/sysvipc"):]
    except OSError:
        return []


def modules() -> list[Path]:
    """List the files of the library and of NumPy's first level."""
    folder = Path(descent.__file__).parent
    return sorted([*folder.rglob("*.py"), *folder.glob("known_paths/*.npz"),
                   *Path(np.__file__).parent.glob("*.py")])

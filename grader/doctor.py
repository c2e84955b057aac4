"""What this machine has of what the sandbox needs, and what to do about the rest."""

import os
import platform
import sys
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

from rich.table import Table
from rich.text import Text

from grader.errors import SandboxFailed, SandboxUnavailable
from grader.sandbox import LAYERS, Sandbox

__all__ = ["Layer", "Report", "examine"]

WORDS = {
    "namespaces": "a root folder, processes and a network of its own",
    "limits": "memory, time, threads and files limited",
    "landlock": "reads Python and its packages, writes in its home",
    "seccomp": "only the system calls on a list; no socket, no program",
}
TIERS = {
    "full": "all layers",
    "no-namespaces": "as safe as Landlock and seccomp are; usual in a container",
    "no-landlock": "as safe as namespaces and seccomp are",
    "none": "nothing keeps student code from your files: grading refuses to start",
}


@dataclass(frozen=True)
class Layer:
    """A layer: whether it works here, why not, and what to do.

    Attributes:
        remedies: from the documentation of the kernel and of containers; not all were tried.
    """

    name: str
    works: bool
    why: str = ""
    remedies: tuple[str, ...] = ()


@dataclass(frozen=True)
class Report:
    """What `grader doctor` tells.

    Attributes:
        tier: that grading will use.
        layers: each one, tried by using it.
        failed: why the sandbox didn't start at all; empty if it did.
        system: versions of what matters.
    """

    tier: str
    layers: tuple[Layer, ...]
    failed: str
    system: dict[str, str]

    @property
    def is_full(self) -> bool:
        """Tell whether every layer works."""
        return self.tier == "full" and not self.failed

    def data(self) -> dict:
        """Give the report as JSON data."""
        return asdict(self)

    def table(self) -> Table:
        """Show the report on a terminal."""
        table = Table(title=f"tier: {self.tier} ({TIERS[self.tier]})", title_justify="left",
                      show_header=False)
        for layer in self.layers:
            told = [WORDS[layer.name]] if layer.works else [layer.why, *layer.remedies]
            # As Text, in which "[Errno 1]" is no markup.
            table.add_row("✓" if layer.works else "✗", layer.name, Text("\n".join(told)))
        if self.failed:
            table.add_row("✗", "start", Text(self.failed))
        table.add_section()
        for name, value in self.system.items():
            table.add_row("", name, Text(value))
        return table


def examine() -> Report:
    """Try each layer on this machine."""
    failed, missing = "", dict.fromkeys(LAYERS, "not tried")
    name = "none"
    try:
        with Sandbox(warm=("numpy",), allow_none=True) as sandbox:
            name, missing = sandbox.tier.name, sandbox.tier.missing
    except SandboxUnavailable as error:
        missing = error.missing
    except SandboxFailed as error:
        failed = str(error)
    layers = tuple(Layer(layer, layer not in missing, missing.get(layer, ""),
                         remedies(layer) if layer in missing and not failed else ())
                   for layer in LAYERS)
    return Report(name, layers, failed, system())


def system() -> dict[str, str]:
    """Name what runs here. A browser is not needed for grading, so none is looked for."""
    return {"system": f"{platform.system()} {platform.release()} on {platform.machine()}",
            "user": "root" if hasattr(os, "geteuid") and os.geteuid() == 0 else "an ordinary user",
            "container": "yes" if in_container() else "no sign of one",
            "Python": f"{platform.python_version()} ({sys.executable})",
            **{package: version(package) for package in ("nbgrader", "numpy")}}


def remedies(layer: str) -> tuple[str, ...]:
    """Say what to do about a layer that doesn't work here."""
    if sys.platform != "linux":
        return ("Grade on a Linux machine, or in a Linux container (Docker Desktop has a Linux "
                "kernel).",)
    if layer == "namespaces":
        return tuple(remedies_for_namespaces())
    if layer == "landlock":
        return ("Landlock needs Linux 5.13 or newer, and `landlock` in "
                "/sys/kernel/security/lsm; add it with the boot parameter lsm=landlock,… .",)
    if layer == "seccomp":
        return ("seccomp needs a kernel with CONFIG_SECCOMP_FILTER, on x86-64 or arm64.",)
    return ("Something above this process limits it already: see `ulimit -a`.",)


def remedies_for_namespaces() -> list[str]:
    """Look for what usually forbids namespaces."""
    found = []
    if setting("kernel/unprivileged_userns_clone") == "0":
        found.append("Debian's switch is off: sysctl kernel.unprivileged_userns_clone=1")
    if setting("user/max_user_namespaces") == "0":
        found.append("No user namespace is allowed: sysctl user.max_user_namespaces=10000")
    if setting("kernel/apparmor_restrict_unprivileged_userns") == "1":
        found.append("Ubuntu's AppArmor takes the rights from new user namespaces. Give this "
                     "Python a profile with the rule `userns,`, or for the whole machine: "
                     "sysctl kernel.apparmor_restrict_unprivileged_userns=0")
    if in_container():
        found.append("A container forbids them as a rule; Landlock and seccomp then do the work. "
                     "For every layer: docker run --security-opt seccomp=unconfined --security-opt "
                     "apparmor=unconfined, which opens the container itself for what runs in it.")
    return found or ["Namespaces need Linux 5.12 or newer with CONFIG_USER_NS."]


def setting(name: str) -> str:
    """Read a setting of the kernel; empty if there is no such one."""
    try:
        return Path("/proc/sys", name).read_text().strip()
    except OSError:
        return ""


def in_container() -> bool:
    """Look for the files that Docker and Podman leave in a container."""
    return any(Path(name).exists() for name in ("/.dockerenv", "/run/.containerenv"))

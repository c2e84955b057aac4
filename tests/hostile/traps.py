"""Traps for student code: secrets that nobody may see, listeners that nobody may reach."""

import base64
import contextlib
import secrets
import selectors
import socket
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

__all__ = ["Listeners", "Traps", "set_traps"]

VARIABLE = "GRADEBOOK_TOKEN"
# An attack that could do what it must not says so.
BOASTS = ("escaped: ", "escaped by ")


class Listeners:
    """Sockets on this machine that note who connects, and what is sent."""

    def __init__(self, folder: Path):
        """Listen on TCP and UDP on the loopback, on a path, and on a name without one."""
        self.noted: list[str] = []
        self.selector = selectors.DefaultSelector()
        self.path = folder / "socket"
        self.abstract = f"planted-{secrets.token_hex(8)}"
        self.ports = {
            "TCP4": self.listen(socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 0)),
            "TCP6": self.listen(socket.AF_INET6, socket.SOCK_STREAM, ("::1", 0)),
            "UDP": self.listen(socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", 0))}
        self.listen(socket.AF_UNIX, socket.SOCK_STREAM, str(self.path))
        self.listen(socket.AF_UNIX, socket.SOCK_STREAM, "\0" + self.abstract)

    def listen(self, family: int, kind: int, address) -> str:
        """Open one listener, and give its port; "9" where this machine has no such family."""
        try:
            one = socket.socket(family, kind)
            one.bind(address)
        except OSError:
            if family != socket.AF_INET6:
                raise
            return "9"
        if kind == socket.SOCK_STREAM:
            one.listen()
        self.selector.register(one, selectors.EVENT_READ)
        return str(one.getsockname()[1]) if family != socket.AF_UNIX else ""

    @property
    def reached(self) -> list[str]:
        """Name who connected and what was sent, so far; the kernel keeps both for whoever asks."""
        while ready := self.selector.select(timeout=0):
            for key, _ in ready:
                if key.fileobj.type == socket.SOCK_DGRAM:
                    self.noted.append(f"UDP {key.fileobj.recv(4096)[:60]!r}")
                else:
                    key.fileobj.accept()[0].close()
                    self.noted.append(f"{key.fileobj.family.name} {key.fileobj.getsockname()!r}")
        return self.noted

    def close(self) -> None:
        """Stop listening."""
        for key in list(self.selector.get_map().values()):
            key.fileobj.close()
        self.selector.close()
        self.path.unlink()


@dataclass(frozen=True)
class Traps:
    """The traps of one test.

    Attributes:
        root: folder of everything here.
        secrets: where a secret lies -> the secret.
        listeners: none of them may be reached.
        outside: a folder that anybody could write to, and that must stay empty.
        neighbour: another student's hand-in, which is right.
    """

    root: Path
    secrets: dict[str, str]
    listeners: Listeners
    outside: Path
    neighbour: Path
    places: dict[str, str] = field(default_factory=dict)

    def told(self, text: str) -> list[str]:
        """Name the secrets that a text tells, written in whichever way, and what it boasts of."""
        found = [boast for boast in BOASTS if boast in text]
        for place, secret in self.secrets.items():
            plain = secret.encode()
            forms = (secret, secret[::-1], plain.hex(), base64.b64encode(plain).decode()[:20],
                     str(int.from_bytes(plain[:6], "big")), str(list(plain))[1:-1])
            found += [place for form in forms if form in text][:1]
        return found

    def sprung(self) -> list[str]:
        """Name the traps that were sprung: listeners reached, files outside."""
        return [*self.listeners.reached,
                *(f"wrote {path.name}" for path in sorted(self.outside.iterdir()))]


@contextlib.contextmanager
def set_traps(root: Path, right: str, patch: pytest.MonkeyPatch) -> Iterator[Traps]:
    """Set all traps.

    Args:
        root: a new folder.
        right: text of a right answer, for the neighbour's hand-in.
        patch: gives the judge a home, a folder for temporary files and a secret variable.
    """
    kept = {place: f"planted-{secrets.token_hex(8)}" for place in (
        "variable", "beside", "home", "neighbour", "gradebook", "database", "temporary")}
    folders = {name: root / name for name in ("hand-ins", "home", "course", "tmp", "outside")}
    for folder in folders.values():
        folder.mkdir(parents=True)
        folder.chmod(0o777)
    neighbour = folders["hand-ins"] / "neighbour" / "answer.py"
    written = {folders["hand-ins"] / "secret.txt": kept["beside"],
               folders["home"] / ".ssh" / "id_ed25519": kept["home"],
               folders["home"] / ".netrc": kept["home"],
               neighbour: f"# {kept['neighbour']}\n{right}",
               folders["course"] / "gradebook" / "secret.txt": kept["gradebook"],
               folders["tmp"] / "secret.txt": kept["temporary"]}
    for path, text in written.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    database = folders["course"] / "gradebook" / "gradebook.db"
    with contextlib.closing(sqlite3.connect(database)) as gradebook:
        gradebook.execute("create table planted (text)")
        gradebook.execute("insert into planted values (?)", (kept["database"],))
        gradebook.commit()
    patch.setenv(VARIABLE, kept["variable"])
    patch.setenv("HOME", str(folders["home"]))
    patch.setenv("TMPDIR", str(folders["tmp"]))
    patch.setattr("tempfile.tempdir", None)  # where the last look at TMPDIR is kept
    listeners = Listeners(root)
    places = {"COURSE": folders["course"], "HOME": folders["home"], "MARK": folders["outside"],
              "BESIDE": folders["hand-ins"] / "secret.txt", "NEIGHBOUR": neighbour,
              "SOCKET": root / "socket", "ABSTRACT": listeners.abstract,
              "ROOT": Path(__file__).parents[2], **listeners.ports}
    try:
        yield Traps(root, kept, listeners, folders["outside"], neighbour,
                    {name: str(place) for name, place in places.items()})
    finally:
        listeners.close()

"""What an instructor is told about a hand-in: one line a finding, in text that can't do harm."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

__all__ = ["Finding", "bounded", "one_line"]

MOST = 50  # findings that are kept of one hand-in


@dataclass(frozen=True)
class Finding:
    """One thing that is odd about a hand-in.

    Attributes:
        what: the kind, a slug.
        cell: grade id or cell id; "" when it is about the notebook or a file.
        said: a sentence to the instructor: what was seen, and what was done about it.
    """

    what: str
    cell: str
    said: str

    def data(self) -> dict[str, str]:
        """Give the finding as JSON data."""
        return asdict(self)

    def __str__(self) -> str:
        """Read as `cell "id": sentence`."""
        return f'cell "{self.cell}": {self.said}' if self.cell else self.said


def one_line(text: object, most: int = 80) -> str:
    """Make text from a student fit for a log: printable, on one line, at most so long.

    Control characters, line ends, marks that turn the direction of writing and lone surrogates
    become U+FFFD.

    Args:
        text: anything; its str is shown.
        most: characters.
    """
    text = str(text)
    shown = "".join(one if one.isprintable() else "\ufffd" for one in text[:most])
    return shown + "…" if len(text) > most else shown


def bounded(findings: Iterable[Finding]) -> list[Finding]:
    """Keep the first findings, and say how many more there were."""
    findings = list(findings)
    if len(findings) <= MOST:
        return findings
    more = Finding("more", "", f"{len(findings) - MOST + 1} more findings are not listed.")
    return [*findings[:MOST - 1], more]

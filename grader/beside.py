"""Which files stand beside a notebook while it runs: a child writes them into its own home."""

from collections.abc import Mapping
from pathlib import PurePosixPath

from grader.copying import BESIDE
from grader.findings import Finding, one_line
from grader.sandbox.tier import Tier

__all__ = ["NO_HOME", "fitting", "not_there"]

BLOCK = 4096  # bytes in which memory is given to files
LONGEST = 255  # bytes of a name (Linux)
DEEPEST = 16  # folders

NO_HOME = Finding("file", "", "The files beside the notebook are not there when it runs: in the "
                  "sandbox's tier \"no-namespaces\" a child has no folder of its own.")


def fitting(files: Mapping[str, bytes], tier: Tier) -> tuple[dict[str, bytes], list[Finding]]:
    """Choose the files that a child of this tier can be given.

    Args:
        files: relative path -> content; from a hand-in, so of any name.
        tier: of the sandbox.

    Returns:
        Those, in order, and what is left out, and why.
    """
    if files and "namespaces" not in tier.layers:
        return {}, [NO_HOME]
    taken: dict[str, bytes] = {}
    folders: set[PurePosixPath] = set()
    findings, room = [], BESIDE.total
    for path, content in files.items():
        place = PurePosixPath(path)
        needed = -(-len(content) // BLOCK) * BLOCK
        why = fault_of_name(path)
        if not why and (place in folders or any(
                str(one) in taken for one in (place, *place.parents))):
            why = "another file has this path, or one that can't be beside it"
        if not why and len(taken) + len(folders) + len(place.parts) > BESIDE.files:
            why = f"more than {BESIDE.files} files and folders were handed in"
        if not why and len(content) > BESIDE.each:
            why = f"it has {len(content)} bytes, and {BESIDE.each} are the most"
        if not why and needed > room:
            why = f"it takes {needed} bytes, and for all files {room} are left"
        if why:
            findings.append(not_there(path, why))
            continue
        taken[str(place)], room = content, room - needed
        folders |= set(place.parents)
    return taken, findings


def fault_of_name(path: str) -> str:
    """Say why a path is not one below a child's home; '' where it is."""
    place = PurePosixPath(path)
    parts = place.parts
    if place.is_absolute() or ".." in parts or not parts:
        return "its path doesn't lead below the notebook's folder"
    try:
        lengths = [len(part.encode("utf-8", "surrogateescape")) for part in parts]
    except UnicodeEncodeError:
        return "its name is no text"
    if "\0" in path or max(lengths) > LONGEST or len(parts) > DEEPEST:
        return "its name is none for a file, or too long"
    return ""


def not_there(path: str, why: str) -> Finding:
    """Make the finding on a file that is left out."""
    return Finding("file", "", f"The file {one_line(path)} is not there when the notebook runs: "
                   f"{one_line(why, 200)}.")

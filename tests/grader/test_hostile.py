"""Hostile hand-ins get no score, no secret, no way out; honest ones beside them get theirs."""

import contextlib
import json
import multiprocessing.resource_tracker
import socket
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from conftest import submissions
from hostile.attacks import FAMILIES, Attack, attacks
from hostile.leftovers import adopt_orphans, changes, snapshot
from hostile.traps import set_traps

from descent.exercises import EXERCISES
from grader.checking import Checked, Checker

SEED = 20261128
SECONDS = 2.5  # for an answer; an honest Adam takes a tenth of that
# Tests of Adams call the judge's Adams some ten thousand times.
MORE_SECONDS = {"adam_tests": 10.0}
LARGEST = 300_000  # characters of a verdict, whatever a hand-in says
SHORT = {"bias_factor": "def bias_factor(beta, t):\n    return 1 - beta**t\n"}


def groups() -> dict[str, tuple[Attack, ...]]:
    """Group the attacks that run here: those on Adam by family, the others by exercise."""
    found: dict[str, tuple[Attack, ...]] = {}
    for one in attacks():
        if one.runs_here:
            name = f"{one.family}-adam" if one.exercise == "adam" else one.exercise
            found[name] = (*found.get(name, ()), one)
    return found


@cache
def right_answer(exercise: str) -> str:
    """Give the text of a right answer to an exercise, from the corpus where it has one."""
    honest = [one.path for one in submissions("honest")
              if (one.exercise, one.status, one.slug) == (exercise, "right", None)]
    return honest[0].read_text(encoding="utf-8") if honest else SHORT[exercise]


@pytest.fixture
def traps(tmp_path, monkeypatch):
    adopt_orphans()
    multiprocessing.resource_tracker.ensure_running()
    with set_traps(tmp_path / "traps", right_answer("adam"), monkeypatch) as traps:
        yield traps


def put(batch: tuple[Attack, ...], traps, name: str) -> tuple[list, list]:
    """Check a batch, with an honest hand-in between every two, and on Adam one beside as well.

    Returns:
        What went wrong with the attacks' own verdicts, and whatever else did.
    """
    exercise, folder = batch[0].exercise, traps.root / "hand-ins" / name
    paths = [one.hand_in(folder / str(place), traps.places) for place, one in enumerate(batch)]
    good = folder / "good.py"
    good.write_text(right_answer(exercise), encoding="utf-8")
    # Two judges at a time take seconds to start; the few attacks on other exercises do without.
    checker = Checker(exercise, SEED, MORE_SECONDS.get(exercise, SECONDS),
                      jobs=2 if exercise == "adam" else 1)
    checker.keeper.close()  # a test before this one may have left its sandbox running
    before = snapshot()
    with contextlib.closing(checker.keeper):
        checked = list(checker.check([good, *mixed(paths, good)]))
    after = snapshot()
    attacked = [one for one in checked if one.file != str(good)]
    own = [f"{attack.path.name}: {wrong}"
           for attack, verdict in zip(batch, attacked, strict=True)
           for wrong in wrongs_of(attack, verdict, traps)]
    honest = [f"an honest hand-in got {one.status}, {one.score}: {one.said[:300]}"
              for one in checked if one.file == str(good)
              and (one.status, one.score) != ("right", 1.0)]
    return own, [*changes(before, after), *honest, *traps.sprung()]


def mixed(paths: list[Path], good: Path) -> list[Path]:
    """Put an honest hand-in after every second path, and at the end."""
    return [path for place in range(0, len(paths), 2) for path in (*paths[place:place + 2], good)]


def wrongs_of(attack: Attack, checked: Checked, traps) -> list[str]:
    """Say what is wrong with a verdict: its status, its score, what it tells, how long it is."""
    text = json.dumps(checked.data()) + json.dumps(checked.data(), ensure_ascii=False)
    shown = text + checked.text()
    found = [f"tells {what}" for what in traps.told(shown)]
    if checked.status not in attack.expected:
        found.append(f"{checked.status}, not one of {sorted(attack.expected)}: "
                     f"{checked.said[:300]!r}")
    if checked.status != "right" and checked.score > 0 and attack.family != "careless":
        found.append(f"a score of {checked.score}")
    if (checked.score == 1) != (checked.status == "right"):
        found.append(f"{checked.status} with a score of {checked.score}")
    if len(shown) > LARGEST:
        found.append(f"a verdict of {len(shown)} characters")
    return found


@pytest.mark.parametrize("batch", groups().values(), ids=groups())
def test_an_attack_earns_nothing_finds_nothing_and_leaves_nothing(batch, traps, capfd):
    own, others = put(batch, traps, "batch")
    for one in batch if others else ():  # which of them?
        _, found = put((one,), traps, one.path.stem)
        own += [f"{one.path.name}, alone: {wrong}" for wrong in found]
    if wrongs := own + others + traps.told("".join(capfd.readouterr())):
        pytest.fail("\n".join(wrongs))


# -- the corpus itself ---------------------------------------------------------------------------


def test_there_are_attacks_of_all_families_and_more_than_eighty_in_all():
    assert {one.family for one in attacks()} == set(FAMILIES)
    assert all(len([one for one in attacks() if one.family == family]) >= 10
               for family in FAMILIES)
    assert len([one for one in attacks() if one.family != "careless"]) >= 80
    assert all(one.exercise in EXERCISES for one in attacks())


def test_an_attack_never_expects_to_be_right_and_no_file_expects_a_fault_of_ours():
    for one in attacks():
        assert one.path.name.startswith(f"{one.family}_")
        assert "internal error" not in one.expected
        assert one.family == "careless" or "right" not in one.expected


# -- the instruments: what they should notice, they notice -----------------------------------------


def test_a_listener_notes_who_connects(traps):
    with socket.create_connection(("127.0.0.1", int(traps.places["TCP4"]))):
        pass
    with socket.socket(socket.AF_UNIX) as line:
        line.connect("\0" + traps.places["ABSTRACT"])
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.sendto(b"planted", ("127.0.0.1", int(traps.places["UDP"])))
    assert [one.split()[0] for one in sorted(traps.listeners.reached)] == [
        "AF_INET", "AF_UNIX", "UDP"]


def test_a_secret_is_found_in_whichever_way_it_is_written(traps):
    for place, secret in traps.secrets.items():
        for written in (secret, secret[::-1], secret.encode().hex()):
            assert place in traps.told(f"ValueError: {written}.")
    assert traps.told("ValueError: planted.") == []
    assert traps.told("AssertionError: escaped: [3]") == ["escaped: "]


def test_what_is_left_behind_is_seen(traps):
    before = snapshot()
    # Its parent ends at once; it lives on as an orphan.
    script = ("import subprocess, sys; subprocess.Popen([sys.executable, '-c', "
              "'import sys; sys.stdin.read()'], stdin=int(sys.argv[1]))")
    reading, writing = socket.socketpair()
    subprocess.run([sys.executable, "-c", script, str(reading.fileno())], check=True,
                   pass_fds=[reading.fileno()])
    (traps.root / "tmp" / "left").touch()
    Path(traps.places["MARK"], "written").touch()
    after = snapshot()
    assert {change.split(":")[0] for change in changes(before, after)} == {
        "processes", "open files", "temporary files"}
    assert traps.sprung() == ["wrote written"]
    writing.close()
    reading.close()

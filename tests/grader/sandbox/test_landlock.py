"""Landlock's rules: what each version of the kernel's interface can forbid, and what is allowed."""

import os
import subprocess
import sys

import pytest

from grader.sandbox.inside import landlock

from .conftest import lacking


@pytest.mark.parametrize(("version", "files", "network", "scoped"), [
    (1, 13, 0, 0), (2, 14, 0, 0), (3, 15, 0, 0), (4, 15, 2, 0), (5, 16, 2, 0), (6, 16, 2, 2),
    (7, 16, 2, 2), (8, 16, 2, 2),
])
def test_each_version_forbids_all_that_it_knows(version, files, network, scoped):
    rights = landlock.handled(version)
    assert [right.bit_count() for right in rights] == [files, network, scoped]
    assert [right & (right + 1) for right in rights] == [0, 0, 0]  # without a gap


ENFORCES = """\
import os, sys
from grader.sandbox.inside import landlock
folder = sys.argv[1]
landlock.enforce(landlock.ruleset(
    [folder + "/readable", folder + "/missing"], [folder + "/listable"], [folder + "/writable"],
    ["/dev/null"]))

def attempt(name, what):
    try: what()
    except OSError: print(name, "no")
    else: print(name, "yes")

for place in ("readable", "listable", "writable", "other"):
    path = f"{folder}/{place}"
    attempt(place + " list", lambda: os.listdir(path))
    attempt(place + " read", lambda: open(path + "/file").read())
    attempt(place + " write", lambda: open(path + "/file", "w").write("x"))
    attempt(place + " make", lambda: open(path + "/new", "w").write("x"))
    attempt(place + " remove", lambda: os.remove(path + "/file"))
    attempt(place + " link", lambda: os.symlink("/etc", path + "/link"))
    attempt(place + " pipe", lambda: os.mkfifo(path + "/pipe"))
    attempt(place + " execute", lambda: os.posix_spawn(path + "/true", ["true"], {}))
attempt("null write", lambda: open("/dev/null", "w").write("x"))
"""


def test_only_what_a_rule_names_is_possible(tmp_path):
    try:
        landlock.abi()
    except OSError as error:
        lacking(f"no Landlock: {error}")
    for name in ("readable", "listable", "writable", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text("x")
        (tmp_path / name / "true").write_text("#!/bin/sh\n")
        (tmp_path / name / "true").chmod(0o755)
    done = subprocess.run([sys.executable, "-c", ENFORCES, tmp_path], capture_output=True,
                          text=True)
    assert done.stderr == ""
    possible = {line.removesuffix(" yes") for line in done.stdout.splitlines()
                if line.endswith("yes")}
    assert possible == {"readable list", "readable read", "listable list", "writable list",
                        "writable read", "writable write", "writable make", "writable remove",
                        "null write"}
    assert os.listdir(tmp_path / "other")

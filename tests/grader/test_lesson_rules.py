"""Every fault a lesson text can have is told with its place and a remedy."""

from pathlib import Path

import pytest

from grader import lesson_rules, lesson_text

ROOT = Path(__file__).parents[2]
TEXT = (Path(__file__).parent / "small_lesson.txt").read_text()
HEADER = TEXT[: TEXT.index("# %%")]

# What is changed in TEXT, and into what; words of the fault; its cell; text of the line it names.
FAULTS = {
    "duplicate id": ('id="half_check"', 'id="half"', "2 cells have this id", "half", '"half" kind'),
    "missing id": (' id="imports"', "", "no id: add", "", "# %%\n"),
    "kind without id": ('id="setup" kind', "kind", "no id (its kind is 'locked')", "", '# %% kind'),
    "id pattern": ('"imports"', '"im ports"', "1 to 64 letters", "im ports", "im ports"),
    "long id": ('"imports"', f'"{65 * "i"}"', "1 to 64 letters", 65 * "i", "iii"),
    "unknown kind": ('"locked"', '"readonly"', "unknown kind 'readonly'", "setup", '"setup"'),
    "kind on the wrong cell": (
        '# %% id="setup" kind="locked"',
        '# %% id="setup" kind="manual" points=1',
        "kind 'manual' on a code cell",
        "setup",
        '"setup"',
    ),
    "points without grade": ('"locked"', '"locked" points=2', "isn't graded", "setup", '"setup"'),
    "no points": (' points=6\ncheck', "\ncheck", "without points", "half_check", '"half_check"'),
    "negative points": ("points=1.5", "points=-1", "isn't negative", "half_why", '"half_why"'),
    "points in quotes": ("points=1.5", 'points="two"', "not a number", "half_why", '"half_why"'),
    "true points": ("points=1.5", "points=true", "not a number", "half_why", '"half_why"'),
    "endless points": ("points=1.5", "points=Infinity", "isn't negative", "half_why", '"half_why"'),
    "attributes unquoted": ('id="imports"', "id=imports", "write the marker as", "", "id=imports"),
    "unknown attribute": ('"imports"', '"imports" role="x"', "place for 'role'", "imports", "role"),
    "title in the marker": ('%% id="imports"', '%% Now id="imports"', "'title'", "imports", "Now"),
    "empty cell": ("from descent import check", "", "the cell is empty", "imports", '"imports"'),
    "raw cell": ('%% id="imports"', '%% [raw] id="imports"', "type 'raw'", "imports", "[raw]"),
    "solution not ended": (
        "        ### END SOLUTION\n",
        "",
        "BEGIN SOLUTION without END",
        "half",
        "        ### BEGIN SOLUTION",
    ),
    "solution not begun": (
        "        ### BEGIN SOLUTION\n",
        "",
        "END SOLUTION without BEGIN",
        "half",
        "        ### END SOLUTION",
    ),
    "solution nested": (
        "        return x / 2",
        "        ### BEGIN SOLUTION\n        return x / 2",
        "inside the region SOLUTION",
        "half",
        "        ### BEGIN SOLUTION\n        return",
    ),
    "no solution region": (
        "        ### BEGIN SOLUTION\n        return x / 2\n        ### END SOLUTION",
        "        return x / 2",
        "without a region SOLUTION",
        "half",
        '"half" kind',
    ),
    "solution elsewhere": (
        "START = 8",
        "### BEGIN SOLUTION\nSTART = 8\n### END SOLUTION",
        "SOLUTION in a cell of kind 'locked'",
        "setup",
        "### BEGIN SOLUTION\nSTART",
    ),
    "solution without kind": (
        ' kind="solution"',
        "",
        "SOLUTION in a cell of kind None",
        "half",
        "        ### BEGIN SOLUTION",
    ),
    "hidden tests elsewhere": (
        "START = 8",
        "### BEGIN HIDDEN TESTS\nSTART = 8\n### END HIDDEN TESTS",
        "HIDDEN TESTS in a cell of kind 'locked'",
        "setup",
        "### BEGIN HIDDEN TESTS\nSTART",
    ),
    "hidden tests not ended": (
        "### END HIDDEN TESTS\n",
        "",
        "BEGIN HIDDEN TESTS without END",
        "half_check",
        "### BEGIN HIDDEN",
    ),
    "mark scheme not ended": (
        "# === END MARK SCHEME ===\n",
        "",
        "BEGIN MARK SCHEME without END",
        "half_why",
        "# === BEGIN MARK",
    ),
    "no mark scheme": (
        "#\n# === BEGIN MARK SCHEME ===\n# 1.5: says twice\n# === END MARK SCHEME ===\n",
        "",
        "without a region MARK SCHEME",
        "half_why",
        '"half_why"',
    ),
    "other points in the visible check": (
        "Half, points=6)",
        "Half, points=5)",
        "points=5 in check(…), but points=6",
        "half_check",
        'check("half", Half, points=5)',
    ),
    "other points in the hidden check": (
        "points=6, private",
        "points=7, private",
        "points=7 in check(…), but points=6",
        "half_check",
        'check("half", Half, points=7',
    ),
    "check without points": (
        "Half, points=6)",
        "Half)",
        "check(…) without points",
        "half_check",
        'check("half", Half)',
    ),
    "computed points": (
        "Half, points=6)",
        "Half, points=5 + 1)",
        "points=5 + 1 in check",
        "half_check",
        'check("half", Half, points=5 + 1)',
    ),
    "no visible check": (
        'check("half", Half, points=6)\n',
        "",
        "the visible part of a test cell has to end with check",
        "half_check",
        '"half_check"',
    ),
    "no hidden part": (
        TEXT[TEXT.index("### BEGIN HIDDEN") : TEXT.index("\n# %% [markdown] id=\"half_why\"")],
        "",
        "without a region HIDDEN TESTS",
        "half_check",
        '"half_check"',
    ),
    "no private": (
        ', private=private_paths("half")',
        "",
        "the hidden part of a test cell has to end with check(…, points=…, private=…)",
        "half_check",
        '"half_check"',
    ),
    "private where students see it": (
        "Half, points=6)\n",
        "Half, points=6, private=None)\n",
        "private= in the visible check",
        "half_check",
        'check("half", Half, points=6, private=None)',
    ),
    "checks of two exercises": (
        'check("half", Half, points=6, private',
        'check("whole", Half, points=6, private',
        "'half' and 'whole'",
        "half_check",
        '"half_check"',
    ),
    "grader where students see it": (
        "from descent import check",
        "from grader import judge",
        "grader is imported outside hidden tests",
        "imports",
        "from grader import judge",
    ),
    "syntax error": ("START = 8", "START = = 8", "not valid Python", "setup", "START = = 8"),
    "magic": ("START = 8", "%time START", "not valid Python", "setup", "%time START"),
    "stub does not compile": (
        "        ### BEGIN SOLUTION\n        return x / 2\n",
        "        if x:\n        ### BEGIN SOLUTION\n            return x / 2\n",
        "what students get is not valid Python",
        "half",
        '"half" kind',
    ),
    "two empty lines between cells": (
        '\n\n# %% id="setup"',
        '\n\n\n# %% id="setup"',
        "found an empty line",
        "",
        '\n# %% id="setup"',
    ),
    "attributes in another order": (
        'id="setup" kind="locked"',
        'kind="locked" id="setup"',
        "expected '# %% id=\"setup\" kind=\"locked\"'",
        "",
        '# %% kind="locked"',
    ),
    "text before the first cell": (
        '# %% [markdown] id="title"',
        'print("hello")\n\n# %% [markdown] id="title"',
        "begin the file with this",
        "",
        "# ---",
    ),
    "marker in a string": (
        '"""Halve what is given."""',
        '"""Halve.\n# %% like this\n    """',
        "8 lines start with '# %%', but jupytext sees 7 cells",
        "",
        "# ---",
    ),
    "another kernel": ("name: python3", "name: ir", "the kernel 'ir'", "", "# ---"),
    "no header": (HEADER, "", "the kernel None", "", "# %% [markdown]"),
    "carriage return": ("START = 8\n", "START = 8\r\n", "carriage return", "", "START = 8"),
}  # fmt: skip


def faults_of(text):
    read, faults = lesson_text.parse(text, "solutions/01_halving.py")
    return faults + lesson_rules.cell_faults(read.cells, "solutions/01_halving.py")


@pytest.mark.parametrize("fault", FAULTS)
def test_bad_text_is_told_with_its_cell_its_line_and_a_remedy(fault):
    old, new, words, cell, pointed = FAULTS[fault]
    text = TEXT.replace(old, new)
    assert text != TEXT
    found = [fault for fault in faults_of(text) if words in fault.problem]
    assert {fault.cell for fault in found} == {cell}
    line = text[: text.index(pointed)].count("\n") + 1
    assert line in [fault.line for fault in found]
    assert any(f"solutions/01_halving.py:{line}" in str(fault) for fault in found)


def test_a_text_without_a_newline_at_its_end_is_told():
    assert "found the end of the file" in faults_of(TEXT[:-1])[0].problem


def test_a_good_text_has_no_fault_and_comes_back_byte_for_byte():
    read, _ = lesson_text.parse(TEXT, "x.py")
    assert (faults_of(TEXT), lesson_text.render(read)) == ([], TEXT)


@pytest.mark.parametrize("path", sorted((ROOT / "solutions").glob("*.py")), ids=lambda p: p.stem)
def test_a_lesson_of_the_course_has_no_fault_and_comes_back_byte_for_byte(path):
    read, _ = lesson_text.parse(path.read_text(), path.name)
    assert (faults_of(path.read_text()), lesson_text.render(read)) == ([], path.read_text())


@pytest.mark.parametrize("name", ["Notes", "8_adam", "08-adam", "08_", "08_Adam", "adam"])
def test_a_lesson_file_is_called_by_two_digits_and_small_words(name):
    assert lesson_rules.name_fault("08_adam", "x") == []
    assert name in lesson_rules.name_fault(name, "x")[0].problem

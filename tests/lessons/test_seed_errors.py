"""Each error of the study notes is met in an exercise, and each thing they show is rebuilt.

`seed_errors.ERRORS` and `seed_items.ITEMS` say where; a place that has moved fails here.
"""

import re
from functools import cache
from pathlib import Path

import jupytext
import pytest
from lessons.seed_errors import ERRORS
from lessons.seed_items import ITEMS

# What the learner never gets, or only after the exercise.
ANSWERS = re.compile(
    r"### BEGIN SOLUTION.*?### END SOLUTION|=== BEGIN MARK SCHEME.*?END MARK SCHEME ===", re.S)
SOLUTIONS = Path(__file__).parents[2] / "solutions"
# By note and severity: A stops or computes something else, B is wrong or false.
SEVERE = {
    "A": {0: (9, 18, 19), 2: (16, 19, 20), 4: (3, 4, 5, 9, 10, 11, 12, 18)},
    "B": {0: (3, 5, 7, 11, 12, 15, 16, 17, 25, 27, 28, 29), 1: (4,),
          2: (4, 6, 9, 11, 14, 21, 25, 29, 32, 35, 38), 3: (5, 14, 16, 20, 21, 24, 29, 34),
          4: (2, 6, 7, 8, 13, 14, 15, 17, 19, 20, 21, 24)},
}
IDS = {f"S{note}-{number:02}" for notes in SEVERE.values()
       for note, numbers in notes.items() for number in numbers}


@cache
def cells_of(lesson):
    path = SOLUTIONS / f"{lesson}.py"
    assert path.exists(), f"there is no lesson {path.name}"
    return jupytext.read(path).cells


def find(lesson, cell, text):
    """Return the cell's place in its lesson's list, and that list; the text must stand in it."""
    cells = cells_of(lesson)
    names = [each.metadata["id"] for each in cells]
    assert cell in names, f"{lesson} has no cell {cell}"
    source = ANSWERS.sub("", cells[names.index(cell)].source)
    # A literal may run over the end of a line; indentation counts where it is given.
    assert text in source or text in " ".join(source.split()), f"{lesson} {cell}: no {text!r}"
    return names.index(cell), cells


def has_form(i, cells, form):
    """Say whether a cell, with the next one, asks what the form says."""
    after = cells[i + 1] if i + 1 < len(cells) else None
    told = cells[i].source
    return {
        "repair": lambda: after.metadata["id"].endswith("_repair") and "```python" in told,
        "prediction": lambda: after.metadata["id"] == "prediction",
        "by hand": lambda: cells[i].metadata.get("kind") == "manual",
        "recall": lambda: "## Recall" in told,
        # The answer opens on demand, or the next cell computes it.
        "slip": lambda: "<details>" in told,
        "true or false": lambda: "<details>" in told or after.cell_type == "code",
    }[form]()


def test_the_list_has_all_fourteen_errors_of_code_and_all_fortyfour_false_statements():
    counts = {severity: sum(map(len, notes.values())) for severity, notes in SEVERE.items()}
    assert counts == {"A": 14, "B": 44} and len(IDS) == 58


def test_no_error_is_left_without_a_place():
    assert set(ERRORS) == IDS
    assert [name for name, (_, places) in ERRORS.items() if not places] == []


@pytest.mark.parametrize("name", sorted(ERRORS))
def test_an_error_is_met_where_the_table_says_and_in_that_form(name):
    _, places = ERRORS[name]
    for lesson, cell, form, text in places:
        assert has_form(*find(lesson, cell, text), form), f"{lesson} {cell} is no {form}"


@pytest.mark.parametrize("item", ITEMS)
def test_what_the_notes_show_is_rebuilt_where_the_table_says(item):
    assert ITEMS[item]
    for place in ITEMS[item]:
        find(*place)


def test_the_tables_check_catches_a_place_that_has_moved():
    with pytest.raises(AssertionError, match="no 'never said'"):
        find("00_start", "title", "never said")
    with pytest.raises(AssertionError, match="has no cell"):
        find("00_start", "elsewhere", "")
    assert not has_form(*find("00_start", "title", "One question"), "repair")

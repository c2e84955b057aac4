"""Every lesson in solutions/ keeps the bounds of the style guide, measured on its text.

How it is measured: `grader.lesson_measures`. Between two code cells, hints and answers that open on
demand don't count. Commentary, which only readers of the solution get, counts nowhere.
"""

import ast
import re
from pathlib import Path

import jupytext
import pytest

from grader.lesson_measures import (
    DETAILS,
    EXERCISE,
    MARK_SCHEME,
    MINUTES,
    SOLUTION,
    count_words,
    lines_of_code,
    prose,
    released,
)

LESSONS = sorted((Path(__file__).parents[2] / "solutions").glob("[0-9]*.py"))
pytestmark = pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)

# An exercise takes three cells (task, stub, check), and some lessons have ten: hence 44 and not 40.
CELLS, WORDS, WORDS_BETWEEN, LINES = range(25, 45), range(900, 1601), 100, 15
COMMENTARY_WORDS = range(30, 161)
# Lessons without a new algorithm: 04 looks closer at lesson 03's, 15 at faults of all.
WITHOUT_PUZZLE = {"04_heavy_ball", "15_clinic"}
LABELS = ["1 create state", "2 advance time", "3 accumulate", "4 correct", "5 step"]
TEST_CELL = """\
check("{exercise}", {name}, points={points})
### BEGIN HIDDEN TESTS
from grader.private import private_paths

check("{exercise}", {name}, points={points}, private=private_paths("{exercise}"))
### END HIDDEN TESTS"""


def cells_of(lesson, cell_type=None, kind=None):
    return [
        cell
        for cell in jupytext.read(lesson).cells
        if cell_type in (None, cell.cell_type)
        and (kind or cell.metadata.get("kind")) == cell.metadata.get("kind")
        and (kind == "commentary" or cell.metadata.get("kind") != "commentary")
    ]


def name_of(cell):
    return cell.metadata["id"]


def headings_of(lesson):
    text = "\n".join(map(released, cells_of(lesson, "markdown")))
    text = re.sub(r"```.*?```", "", text, flags=re.S)
    return [(len(marks), words) for marks, words in re.findall(r"(?m)^(#+) (.+)$", text)]


def calls_in(source, *names):
    return [
        node for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names
    ]


def defined_in(cell):
    (defined,) = [
        node for node in ast.parse(released(cell)).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
    ]
    return defined


def test_there_is_one_title_and_headings_never_skip_a_level(lesson):
    levels = [level for level, _ in headings_of(lesson)]
    assert levels[0] == 1 and levels.count(1) == 1
    skips = [words for (before, _), (level, words) in zip(
        headings_of(lesson), headings_of(lesson)[1:], strict=False) if level > before + 1]
    assert not skips


def test_it_begins_with_its_plan_and_ends_with_what_you_can_do_now(lesson):
    headings = [words for _, words in headings_of(lesson)]
    assert headings[1:4] == ["What you will do", "What you will learn", "What you need"]
    assert headings[-1] == "What you can do now"
    plan = "\n".join(cell.source for cell in cells_of(lesson)[:3])
    assert MINUTES.search(plan), "say how many minutes the lesson takes"


def test_it_is_neither_long_nor_thin(lesson):
    words = sum(count_words(released(cell)) for cell in cells_of(lesson, "markdown"))
    assert words in WORDS
    assert len(cells_of(lesson)) in CELLS


def test_no_stretch_between_two_code_cells_is_long(lesson):
    stretches, words, first = {}, 0, ""
    for cell in cells_of(lesson):
        if cell.cell_type == "code":
            stretches[first] = words
            words, first = 0, ""
        else:
            first = first or name_of(cell)
            words += count_words(DETAILS.sub("", released(cell)))
    assert not {cell: words for cell, words in stretches.items() if words > WORDS_BETWEEN}


def test_code_cells_are_short(lesson):
    sizes = {name_of(cell): lines_of_code(released(cell)) for cell in cells_of(lesson, "code")}
    assert not {cell: size for cell, size in sizes.items() if size > LINES}


def test_imports_stand_in_one_cell(lesson):
    importing = [
        name_of(cell)
        for cell in cells_of(lesson, "code")
        if any(isinstance(node, ast.Import | ast.ImportFrom)
               for node in ast.walk(ast.parse(released(cell))))
    ]
    assert importing == [name_of(cells_of(lesson, "code")[0])]


def test_a_sentence_leads_to_each_code_cell(lesson):
    cells = cells_of(lesson)
    bare = [
        name_of(cell)
        for before, cell in zip(cells, cells[1:], strict=False)
        if cell.cell_type == before.cell_type == "code"
        and cell.metadata.get("kind") != "test"  # its exercise's text stands above the stub
        and not calls_in(cell.source, "reveal")  # the question stands above the prediction
    ]
    assert not bare


def test_every_figure_has_a_caption_and_a_sentence_for_those_who_cannot_see_it(lesson):
    drawing = [
        cell for cell in cells_of(lesson, "code")
        if calls_in(cell.source, "contour", "curves", "panels")
    ]
    assert drawing
    for cell in drawing:
        shows = calls_in(cell.source, "show")
        assert shows, f"{name_of(cell)} draws a figure and does not show it"
        for show in shows:
            said = {word.arg: ast.literal_eval(word.value) for word in show.keywords}
            assert len(said["alt"].split()) >= 8, f"{name_of(cell)}: say in alt what is seen"
            caption = said["caption"]
            assert 4 < len(caption.split()) < 20 and caption.endswith("."), name_of(cell)


def test_its_words_are_plain(lesson):
    loud = {
        name_of(cell): found
        for cell in cells_of(lesson, "markdown")
        if (found := re.findall(r"\S*!\S*|\b[Ss]imply\b", prose(cell.source)))
    }
    assert not loud


def test_it_asks_for_a_prediction_and_computes_the_truth(lesson):
    cells = cells_of(lesson, "code")
    asks = [i for i, cell in enumerate(cells) if cell.source.startswith("prediction = None")]
    assert len(asks) == 1
    experiment = cells[asks[0] + 1].source
    (reveal,) = calls_in(experiment, "reveal")
    assert [ast.unparse(word) for word in reveal.args[:2]] == ["prediction", "truth"]
    truths = [
        node.value for node in ast.walk(ast.parse(experiment))
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "truth"
    ]
    assert truths and not any(isinstance(value, ast.Constant) for value in truths)


def test_one_question_is_marked_by_hand_and_its_rubric_gives_its_points(lesson):
    (cell,) = cells_of(lesson, "markdown", "manual")
    assert SOLUTION.search(cell.source), "write a model answer"
    rubric = MARK_SCHEME.search(cell.source)[0]
    given = sum(map(int, re.findall(r"(?m)^- (\d+) points?: ", rubric)))
    assert given == cell.metadata["points"]


def test_exercises_count_on_and_give_the_points_of_their_cells(lesson):
    told = [
        (int(number), int(points))
        for cell in cells_of(lesson, "markdown")
        for number, points in EXERCISE.findall(cell.source)
    ]
    graded = [
        cell.metadata["points"] for cell in cells_of(lesson) if "points" in cell.metadata]
    assert told == list(enumerate(graded, start=1))


def test_every_stub_raises_and_is_checked_by_the_next_cell(lesson):
    cells = cells_of(lesson)
    pairs = [
        (cell, cells[i + 1]) for i, cell in enumerate(cells)
        if cell.metadata.get("kind") == "solution"
    ]
    for cell, check in pairs:
        assert "raise NotImplementedError" in released(cell)
        defined = defined_in(cell)
        assert ast.get_docstring(defined)
        exercise = re.search(r'check\("(\w+)"', check.source)[1]
        assert name_of(check) == f"{name_of(cell)}_check"
        assert check.source == TEST_CELL.format(
            exercise=exercise, name=defined.name, points=check.metadata["points"])
    assert any(name_of(cell).endswith("_repair") for cell, _ in pairs), "give a bug to repair"


def test_a_new_algorithm_has_its_lines_to_put_in_order(lesson):
    puzzles = {
        call.args[0].value: name_of(cell)
        for cell in cells_of(lesson, "code", "solution")
        for decorator in defined_in(cell).decorator_list
        for call in calls_in(ast.unparse(decorator), "puzzle")
    }
    assert bool(puzzles) is (lesson.stem not in WITHOUT_PUZZLE)
    assert all(cell == f"{name}_order" for name, cell in puzzles.items())


def test_every_exercise_has_a_commentary_that_gives_reasons_and_common_mistakes(lesson):
    cells = jupytext.read(lesson).cells
    noted = {}
    for cell, after in zip(cells, cells[1:], strict=False):
        if "points" in cell.metadata:
            assert after.metadata.get("kind") == "commentary", name_of(cell)
            assert name_of(after) == f"{name_of(cell).removesuffix('_check')}_notes"
            noted[name_of(after)] = after.source
    assert set(noted) == {name_of(cell) for cell in cells_of(lesson, kind="commentary")}
    for name, source in noted.items():
        assert re.search(r"(?m)^\*\*Why .*\*\*", source), name
        assert re.search(r"(?m)^\*\*Common mistakes\.\*\*", source), name
        assert count_words(source) in COMMENTARY_WORDS, (name, count_words(source))


def test_subgoal_labels_are_the_same_five_everywhere(lesson):
    labels = [
        label
        for cell in cells_of(lesson, "code", "solution")
        for label in re.findall(r"(?m)^ *# (\d .+)$", released(cell))
    ]
    assert set(labels) <= set(LABELS)


def test_hints_and_answers_open_on_demand_and_hold_no_code(lesson):
    text = "\n".join(cell.source for cell in cells_of(lesson, "markdown"))
    assert text.count("<details>") == text.count("<summary>") == text.count("</details>") >= 5
    assert not [details for details in DETAILS.findall(text) if "```" in details]


def test_it_asks_about_earlier_lessons(lesson):
    (recall,) = [cell for cell in cells_of(lesson, "markdown") if "## Recall" in cell.source]
    assert len(DETAILS.findall(recall.source)) >= 2


def test_equations_are_numbered_in_order_and_references_lead_somewhere(lesson):
    number = int(lesson.stem[:2])
    text = "\n".join(cell.source for cell in cells_of(lesson, "markdown"))
    tags = re.findall(r"\\tag\{([^}]*)\}", text)
    assert tags == [f"{number}.{i}" for i in range(1, len(tags) + 1)]
    assert all(display.count(r"\tag") <= 1 for display in re.findall(r"\$\$.*?\$\$", text, re.S))
    assert set(re.findall(rf"\(({number}\.\d+)\)", text)) <= set(tags)

"""Every number in a lesson's prose is computed: claims/c<stem>.py lists them cell by cell.

`CLAIMS` holds (cell id, the number as it stands there, a function that computes it). A setting
that the lesson chooses, like a learning rate, has None in the function's place. The function must
not use the lesson's code, and gives a value that is rounded as the text is.
"""

import importlib.util
import re
from pathlib import Path

import jupytext
import pytest

HERE = Path(__file__).parent
LESSONS = sorted((HERE.parents[1] / "solutions").glob("[0-9]*.py"))

CODE = re.compile(r"```.*?```|`[^`\n]*`", re.S)
# Numbers that name a place: an equation, a paper, a part of a book.
NAMES = re.compile(r"\\tag\{[^}]*\}|arXiv[: ]\d+\.\d+|(?:[Ss]ection|Theorem|§)\s*\d+(?:\.\d+)+")
DECIMAL = re.compile(r"(?<![\w.])\d+\.\d+(?!\d|\.\d)")
EQUATIONS = [
    tag for lesson in LESSONS for tag in re.findall(r"\\tag\{([^}]*)\}", lesson.read_text("utf-8"))
]
NUMBER = re.compile(
    r"(?P<mantissa>-?\d+(?:\.(?P<decimals>\d+))?)"
    r"(?:(?:e|\s*\\times\s*10\^)\{?(?P<exponent>-?\d+)\}?)?"
)


def claims_of(lesson: Path) -> list[tuple]:
    path = HERE / "claims" / f"c{lesson.stem}.py"
    assert path.exists(), f"{lesson.name} has no {path.relative_to(HERE)}: list its numbers there"
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.CLAIMS


def sources_of(lesson: Path) -> dict[str, str]:
    return {cell.metadata["id"]: cell.source for cell in jupytext.read(lesson).cells}


def rounded_like(text: str, value: float) -> str:
    """Write the value with the decimals and the exponent that the text has.

    >>> rounded_like("0.952", 2 / 2.1), rounded_like("2.2e-4", 2.168e-4), rounded_like("−0.9", -0.9)
    ('0.952', '2.2e-4', '−0.9')
    >>> rounded_like(r"1.1 \\times 10^{-8}", 1.0847e-8), rounded_like("1,000", 1000.0)
    ('1.1 \\\\times 10^{-8}', '1,000')
    """
    plain = text.replace("−", "-").replace(",", "")
    number = NUMBER.fullmatch(plain)
    assert number, f"{text!r} is no number: write it as 0.95, 2.2e-4 or 2.2 \\times 10^{{-4}}"
    scaled = float(value) / 10.0 ** int(number["exponent"] or 0)
    mantissa = f"{scaled:.{len(number['decimals'] or '')}f}"
    return text if mantissa == number["mantissa"] else plain.replace(number["mantissa"], mantissa)


def occurrences(text: str) -> re.Pattern:
    return re.compile(rf"(?<![\d.]){re.escape(text)}(?!\d|\.\d)")


def uncovered(source: str, texts: list[str]) -> list[str]:
    """List the decimal numbers of a Markdown source that none of the claims' texts covers."""
    prose = NAMES.sub(" ", CODE.sub(" ", source))
    prose = re.sub(rf"\((?:{'|'.join(map(re.escape, EQUATIONS))})\)", " ", prose)
    for text in sorted(texts, key=len, reverse=True):
        prose = occurrences(text).sub(" ", prose)
    return DECIMAL.findall(prose)


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_every_claim_stands_in_its_cell_and_is_what_is_computed(lesson):
    sources = sources_of(lesson)
    wrong = []
    for cell, text, compute in claims_of(lesson):
        if not occurrences(text).search(sources.get(cell, "")):
            wrong.append(f"{cell}: {text} is not in the cell")
        elif compute is not None and rounded_like(text, value := compute()) != text:
            wrong.append(f"{cell}: says {text}, computed {rounded_like(text, value)} ({value!r})")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_every_number_with_a_decimal_point_is_claimed(lesson):
    claims = claims_of(lesson)
    missing = {
        cell.metadata["id"]: numbers
        for cell in jupytext.read(lesson).cells
        if cell.cell_type == "markdown"
        and (numbers := uncovered(
            cell.source, [text for name, text, _ in claims if name == cell.metadata["id"]]))
    }
    assert not missing, f"numbers without a claim, cell by cell: {missing}"


@pytest.mark.parametrize("path", sorted((HERE / "claims").glob("c*.py")), ids=lambda p: p.stem)
def test_every_claims_file_has_its_lesson(path):
    assert path.stem.removeprefix("c") in [lesson.stem for lesson in LESSONS]


@pytest.mark.parametrize("source, texts, left", [
    ("at 0.95 it is 0.952", ["0.95"], ["0.952"]),
    ("at 0.95 it is 0.952", ["0.95", "0.952"], []),
    (r"ends at $1.1 \times 10^{-8}$ and at 2.2e-4", [r"1.1 \times 10^{-8}"], ["2.2"]),
    ("`lr=0.1` and ```python\nx = 0.5\n``` are code", [], []),
    ("arXiv 1412.6980, section 2.1, Theorem 2.1.15 and 10 steps", [], []),
    ("in all, 0.5.", [], ["0.5"]),
])
def test_a_number_is_covered_only_as_a_whole(source, texts, left):
    assert uncovered(source, texts) == left

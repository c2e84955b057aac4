"""What a learner's file holds, and is called, doesn't steer the terminal that reports on it."""

import json
import unicodedata
from io import StringIO

import pytest
from click.testing import CliRunner
from rich.console import Console

from descent import check
from grader.cli import main
from grader.demo import found, short
from grader.demo_course import Mark

HOSTILE = "\x1b[2J\x1b]0;title\x07\x9b31m[red]boo[/red] [link=https://thief.invalid]x[/link]\u202e\u2028\r\b"
ANSWER = f"""
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        pass
    def update(self, params, grads):
        print({HOSTILE!r})
        raise ValueError({HOSTILE!r} + "\\ud800")  # \u202e
"""


def is_plain(text):
    """Say whether a terminal only prints a text."""
    return all(character == "\n" or unicodedata.category(character) not in ("Cc", "Cf", "Cs")
               for character in text)


@pytest.fixture(scope="module", params=["\x1b[2J[bold]\u202e.py", "two\nlines.py", "\udcff.py"])
def answer(request, tmp_path_factory):
    """Write the answer into a file with a hostile name."""
    path = tmp_path_factory.mktemp("hand-ins") / request.param
    path.write_text(ANSWER, encoding="utf-8")
    return path


def run(*arguments):
    return CliRunner().invoke(main, ["check", "adam", *map(str, arguments), "--seed", "1"])


def test_a_verdict_shows_hostile_text_as_it_is_and_obeys_none_of_it(answer):
    result = run(answer)
    assert result.exit_code == 1, result.output
    assert is_plain(result.output)
    assert "\\x1b[2J" in result.output and "[red]boo[/red]" in result.output
    assert "\\u202e" in result.output and "\\ud800" in result.output


def test_json_is_exact_and_in_ascii(answer):
    result = run(answer, "--json")
    assert result.stdout.isascii() and is_plain(result.stdout)
    (line,) = result.stdout.splitlines()
    assert json.loads(line)["file"] == str(answer)


def test_the_message_about_wrong_use_is_plain():
    result = CliRunner().invoke(main, ["check", "\x1b[2J\u202e", "x.py"])
    assert result.exit_code == 2
    assert is_plain(result.output)


def test_the_demos_table_shows_hostile_text_as_it_is():
    file = StringIO()
    console = Console(file=file, width=300, force_terminal=True, color_system=None)
    mark = Mark("adam", 0.0, 6.0, "error", said=HOSTILE)
    console.print(found((mark,)))
    assert is_plain(file.getvalue())
    assert "[red]boo[/red]" in file.getvalue()
    assert is_plain(short(HOSTILE))


def test_a_report_in_a_notebook_shows_hostile_text_as_it_is():
    made = {}
    exec(ANSWER, made)
    report = check("adam", made["Adam"])
    for text in (str(report), report.html()):
        assert is_plain(text)
        assert "\\u202e" in text
    assert "<link" not in report.html() and "[link=https://thief.invalid]" in report.html()

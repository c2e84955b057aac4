"""What reveal shows, and what it keeps to itself."""

import re
from html.parser import HTMLParser

import pytest

from descent import predictions
from descent.predictions import reveal

OPTIONS = {"a": "it converges", "b": "it oscillates, |x| <= 2 & never less", "c": "it diverges"}


class Text(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.text = [], []

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)

    def handle_data(self, data):
        self.text.append(data)


@pytest.fixture
def shown(monkeypatch):
    """Collect (HTML, plain text) of each output."""
    outputs = []
    monkeypatch.setattr(predictions, "display_html", lambda *output: outputs.append(output))
    return outputs


def seen(output):
    parser = Text()
    parser.feed(output[0])
    parser.close()
    return "\n".join(parser.text)


def test_without_a_prediction_the_truth_stays_hidden(shown):
    assert reveal(None, "b", OPTIONS) is None
    assert len(shown) == 1
    for version in (seen(shown[0]), shown[0][1]):
        assert "prediction first" in version and '"a", "b", "c"' in version
        assert not any(text in version for text in OPTIONS.values())


@pytest.mark.parametrize("prediction", ["d", "", "ab", 2, 0.5, ["b"], "x" * 1000])
def test_what_is_no_option_is_named_and_the_truth_stays_hidden(shown, prediction):
    reveal(prediction, "b", OPTIONS)
    assert len(shown) == 1
    for version in (seen(shown[0]), shown[0][1]):
        assert repr(prediction)[:20] in version and '"a", "b", "c"' in version
        assert not any(text in version for text in OPTIONS.values())
        assert len(version) < 200


@pytest.mark.parametrize(
    "prediction, ending", [("b", "Your prediction holds"), ("a", "It turns out differently")]
)
def test_a_prediction_is_shown_beside_what_happens(shown, prediction, ending):
    reveal(prediction, "b", OPTIONS)
    assert len(shown) == 1
    said, happens, conclusion = shown[0][1].splitlines()
    assert said == f"You predicted {prediction}: {OPTIONS[prediction]}"
    assert happens == f"What happens is b: {OPTIONS['b']}"
    assert conclusion.startswith(ending)
    assert seen(shown[0]).count(OPTIONS["b"]) == (2 if prediction == "b" else 1)


@pytest.mark.parametrize("prediction", ["B", " b ", "b\n"])
def test_case_and_spaces_do_not_matter(shown, prediction):
    reveal(prediction, "b", OPTIONS)
    assert shown[0][1].startswith("You predicted b:")


def test_option_texts_cannot_become_markup(shown):
    reveal("a", "b", {"a": "<script>alert(1)</script>", "b": "x < y & z"})
    parser = Text()
    parser.feed(shown[0][0])
    assert set(parser.tags) == {"div", "p", "strong"}
    assert "x &lt; y &amp; z" in shown[0][0]


def test_the_box_follows_the_theme_and_has_colours_without_one(shown):
    reveal("a", "b", OPTIONS)
    variables = re.findall(r"var\(([^)]*)\)", shown[0][0])
    assert variables
    for variable in variables:
        assert re.fullmatch(r"--jp-[a-z0-9-]+, \S+", variable)


@pytest.mark.parametrize("truth", ["d", None, 1])
def test_a_truth_that_is_no_option_is_the_lesson_s_error(truth):
    with pytest.raises(ValueError, match="truth = .* not one of the options a, b, c"):
        reveal("a", truth, OPTIONS)


def test_outside_notebooks_the_words_are_printed(capsys):
    reveal("a", "b", OPTIONS)
    captured = capsys.readouterr()
    assert captured.out.splitlines()[0] == "You predicted a: it converges"
    assert captured.err == "" and "<" not in captured.out.replace("<=", "")

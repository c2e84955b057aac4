"""What reveal shows, what it keeps to itself, and what a prediction opens."""

import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from types import SimpleNamespace

import nbformat
import pytest
from nbclient import NotebookClient

from descent import predictions
from descent.predictions import open_on_prediction, reveal

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


class Notebook:
    """A notebook's kernel as far as reveal sees it: variables, and outputs that can change."""

    def __init__(self):
        self.names = {"prediction": None}
        self.outputs = []

    def display(self, shown, display_id):
        assert display_id is True
        self.outputs.append(shown)
        return SimpleNamespace(update=self.update)

    def update(self, bundle, raw):
        assert raw is True
        self.outputs[-1] = bundle

    def ask(self, truth="b"):
        """Run the cell that reveals; give the question it shows."""
        reveal(self.names["prediction"], truth, OPTIONS)
        return self.outputs[-1]


def commit(question, letter, kept=True):
    question._handle_custom_msg({"letter": letter, "kept": kept}, [])


@pytest.fixture
def notebook(monkeypatch):
    made = Notebook()
    monkeypatch.setattr("IPython.display.display", made.display)
    monkeypatch.setattr(
        predictions, "kernel_shell", lambda: SimpleNamespace(user_ns=made.names))
    return made


def written(question):
    """All that a question gives to a page, as text: its state, and its output."""
    return json.dumps([question.get_state(), question._repr_mimebundle_()], ensure_ascii=False)


def test_in_a_notebook_the_letters_are_asked_for_and_the_truth_is_nowhere(notebook):
    pages = [re.sub(r"[0-9a-f]{32}", "", written(notebook.ask(truth))) for truth in OPTIONS]
    assert pages[0] == pages[1] == pages[2]
    assert not any(text in pages[0] for text in OPTIONS.values())
    assert "Choose one of the answers above" in pages[0] and "A prediction first:" in pages[0]


def test_an_answer_that_is_no_option_is_named_where_one_is_asked_for(notebook):
    notebook.names["prediction"] = "d"
    question = notebook.ask()
    assert question.plan["note"].startswith("prediction is 'd'")
    commit(question, "a")
    assert notebook.names["prediction"] == "a"


@pytest.mark.parametrize("letter", OPTIONS)
def test_the_answer_becomes_the_variable_and_the_output_as_if_it_had_been_written(notebook, letter):
    question = notebook.ask()
    commit(question, letter)
    assert notebook.names["prediction"] == letter
    lines = notebook.outputs[-1]["text/plain"].splitlines()
    assert lines[:2] == [f"You predicted {letter}: {OPTIONS[letter]}",
                         f"What happens is b: {OPTIONS['b']}"]
    assert ["".join(parts) for parts in question.told] == lines
    assert len(notebook.outputs) == 1


def test_what_the_output_becomes_is_what_the_written_answer_shows(notebook, shown):
    commit(notebook.ask(), "a")
    reveal("a", "b", OPTIONS)
    assert notebook.outputs[-1] == {"text/html": shown[0][0], "text/plain": shown[0][1]}


def test_where_the_notebook_could_not_be_written_the_learner_is_asked_to(notebook):
    question = notebook.ask()
    commit(question, "c", kept=False)
    asked = 'Write prediction = "c" in the cell above, so that your answer is kept.'
    assert notebook.outputs[-1]["text/plain"].splitlines()[-1] == asked
    assert question.told[-1] == ["", asked]


def test_a_variable_that_has_another_value_by_now_is_left_alone(notebook):
    question = notebook.ask()
    notebook.names["prediction"] = "c"
    commit(question, "a")
    assert notebook.names["prediction"] == "c"


class Curtain:
    """Something locked, that counts how often it was opened."""

    opened = 0

    def unlock(self):
        self.opened += 1


@pytest.mark.parametrize("way", ["clicked", "written"])
def test_a_prediction_opens_what_waits_for_it_once(notebook, shown, way):
    curtain = Curtain()
    open_on_prediction(curtain)
    question = notebook.ask()
    assert curtain.opened == 0
    if way == "clicked":
        commit(question, "a")
    reveal("a", "b", OPTIONS)
    assert curtain.opened == 1


def test_a_locked_figure_has_nothing_of_the_result_until_the_prediction(notebook):
    from descent.widgets import explore

    class SGD:
        def __init__(self, lr=0.95):
            self.lr = lr

        def update(self, params, grads):
            params["x"] -= self.lr * grads["x"]

    # Each of the 30 steps takes x by 1 - 0.95/10, and y by 1 - 2 * 0.95: f has a closed form.
    f = (7 * 0.905**30) ** 2 / 20 + (2 * 0.9**30) ** 2
    figure = explore(SGD, prediction=None)
    figure.set(lr=0.5)
    figure.set(lr=0.95)
    figure._handle_custom_msg({"hello": True, "at": list(figure.at)}, [])
    assert (figure.scenes, figure.parts) == ({}, {})
    assert "after 30 steps" not in written(figure)
    assert "image/png" not in figure._repr_mimebundle_()[0]
    commit(notebook.ask(), "a")
    assert not figure.locked and f"f = {f:.4g} after 30 steps" in written(figure)


def test_ipywidgets_is_loaded_for_a_question_only():
    code = ("import sys, descent.predictions; descent.predictions.reveal('a', 'a', {'a': 'x'});"
            "sys.exit(any(name in sys.modules for name in ('ipywidgets', 'anywidget')))")
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, timeout=60)


def test_a_kernel_without_a_page_gives_the_words_and_can_be_answered_too(tmp_path):
    cells = [
        "from descent.predictions import reveal\nprediction = None",
        f"reveal(prediction, 'b', {OPTIONS})",
        "from ipywidgets.widgets import widget\n"
        "(question,) = [one for one in widget._instances.values() if hasattr(one, 'told')]\n"
        "question._handle_custom_msg({'letter': 'b', 'kept': True}, [])\nprediction",
    ]
    notebook = nbformat.v4.new_notebook(cells=list(map(nbformat.v4.new_code_cell, cells)))
    client = NotebookClient(notebook, timeout=120, kernel_name="python3",
                            resources={"metadata": {"path": str(tmp_path)}})
    with client.setup_kernel():
        for i in range(2):
            client.execute_cell(notebook.cells[i], i)
        (before,) = notebook.cells[1].outputs
        assert before.data["text/plain"].startswith("A prediction first:")
        assert "prediction first:</strong>" in before.data["text/html"]
        assert not any(text in json.dumps(before) for text in OPTIONS.values())
        client.execute_cell(notebook.cells[2], 2)
    (after,), (value,) = notebook.cells[1].outputs, notebook.cells[2].outputs
    assert after.data["text/plain"].startswith("You predicted b: it oscillates")
    assert value.data["text/plain"] == "'b'"

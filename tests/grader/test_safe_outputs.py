"""Whatever a hostile process sends as outputs: text, tables and pictures are shown."""

import json

import nbformat
import pytest
from hostile_html import HEAVY, VECTORS
from hypothesis import given, settings
from hypothesis import strategies as st
from test_safe_html import OURS, elements, is_harmless
from test_safe_pictures import JPEG, PNG, text_of

from descent.widgets.figure import MovingFigure
from descent.widgets.scene import Line, Panel, Scene, Slider
from grader.safe_outputs import Limits, safe_outputs, safe_text

KINDS = {"text/plain", "text/html", "image/png", "image/jpeg"}
COLOURED = "\x1b[0;31mValueError\x1b[0m: \x1b[38;5;28mx\x1b[39m"


def stream(text, name="stdout"):
    return {"output_type": "stream", "name": name, "text": text}


def shown(data, kind="display_data", **fields):
    return {"output_type": kind, "data": data, "metadata": {}} | fields


def text_in(outputs):
    return "".join(output.get("text", "") for output in outputs)


def are_valid(outputs):
    for output in outputs:
        nbformat.validate(output, ref="output", version=4, version_minor=5)
        assert set(output.get("data", {})) <= KINDS
    json.dumps(outputs).encode()
    return True


# -- what honest code shows ---------------------------------------------------------------------


def test_a_picture_a_table_and_text_stay():
    given = [stream("loss 0.1\n"), shown({"text/plain": "<Figure>", "image/png": text_of(PNG)}),
             shown({"image/jpeg": text_of(JPEG)}),
             shown({"text/plain": "0.5"}, "execute_result", execution_count=3)]
    assert safe_outputs(given) == given


@pytest.mark.parametrize("what", OURS)
def test_what_the_course_shows_stays(what):
    (output,) = safe_outputs([shown({"text/html": OURS[what], "text/plain": "x"})])
    assert elements(output.data["text/html"]) == elements(OURS[what])


def test_a_moving_figure_leaves_its_picture_and_its_words():
    scene = Scene([Panel([Line([0.0, 1.0], [0.0, 1.0], kind="path")], "A line that rises.", "x",
                         "y", (0, 1), (0, 2))], "It rises.")
    figure = MovingFigure(lambda slope: scene, [Slider("slope", "slope", 0, 2, 1, 5)], title="A")
    data, metadata = figure._repr_mimebundle_()
    (output,) = safe_outputs([shown(dict(data), metadata=metadata)])
    names = [name for name, _ in elements(output.data["text/html"])]
    assert names == ["figure", "img", "figcaption"]
    assert 'alt="A line that rises."' in output.data["text/html"]
    assert set(output.data) == {"text/html", "text/plain", "image/png"}


def test_the_colours_of_a_traceback_stay():
    error = {"output_type": "error", "ename": "ValueError", "evalue": "x",
             "traceback": ["----", COLOURED]}
    (output,) = safe_outputs([error])
    assert output.traceback[0] == "----"
    assert output.traceback[1].startswith(COLOURED)


def test_what_was_printed_in_a_row_is_one_text():
    assert safe_outputs([stream("a"), stream("b"), stream("c", "stderr"), stream(["d", "e"])]) == [
        stream("ab"), stream("c", "stderr"), stream("de")]


def test_each_state_of_a_progress_bar_is_a_line():
    assert safe_outputs([stream("10 %\r20 %\r\n")]) == [stream("10 %\n20 %\n")]


def test_markdown_and_tex_are_shown_as_they_were_written():
    markdown = {"text/markdown": "**a** <script>", "text/plain": "<Markdown object>"}
    assert safe_outputs([shown(markdown), shown({"text/latex": "$x$"})]) == [
        shown({"text/plain": "**a** <script>"}), shown({"text/plain": "$x$"})]


def test_measures_and_alt_text_of_a_picture_stay_and_no_other_metadata():
    metadata = {"image/png": {"width": 40, "height": "1 onload=x", "alt": "a line\u202e"},
                "text/html": {"isolated": True}, "filenames": {"image/png": "/etc/passwd"}}
    (output,) = safe_outputs([shown({"image/png": text_of(PNG)}, metadata=metadata)])
    assert output.metadata == {"image/png": {"width": 40, "alt": "a line\\u202e"}}


# -- what hostile code sends ----------------------------------------------------------------------


@pytest.mark.parametrize("way", VECTORS | HEAVY)
def test_no_html_runs_loads_or_covers(way):
    html = (VECTORS | HEAVY)[way]
    outputs = safe_outputs([shown({"text/html": html, "text/plain": "x"})])
    assert are_valid(outputs)
    if way in VECTORS:
        assert is_harmless(outputs[0].data.get("text/html", ""))


@pytest.mark.parametrize("kind", [
    "application/javascript", "application/vnd.jupyter.widget-view+json", "image/svg+xml",
    "application/vnd.descent.verdict+json", "application/json", "text/vnd.mermaid",
    "application/pdf", "application/x-shockwave-flash"])
def test_other_kinds_of_data_are_left_out_and_it_is_said(kind):
    (output,) = safe_outputs([shown({kind: "alert(1)"})])
    assert output == stream("One output of this cell is left out here: only text, tables and "
                            "pictures (PNG, JPEG) are shown.\n")


def test_terminal_sequences_are_shown_and_not_obeyed():
    assert safe_text("\x1b[2J\x1b]0;title\x07\x1b[31mred\x1b[8mhidden") == (
        "\\x1b[2J\\x1b]0;title\\x07\x1b[31mred\x1b[8mhidden\x1b[0m")


def test_long_text_is_cut_and_it_is_said():
    outputs = safe_outputs([stream("x" * 150), shown({"text/plain": "y"})], Limits(text=100))
    assert text_in(outputs).startswith("x" * 100 + "\n")
    assert "… 51 more characters were printed" in text_in(outputs)


def test_many_outputs_are_left_out_and_it_is_said():
    given = [shown({"text/plain": str(number)}) for number in range(20_000)]
    outputs = safe_outputs(given, Limits(outputs=5))
    assert len(outputs) == 6
    assert "19995 outputs of this cell are left out here: a cell shows 5" in text_in(outputs)


def test_large_pictures_and_pages_are_left_out_and_it_is_said():
    limits = Limits(size=len(text_of(PNG)) + 10)
    outputs = safe_outputs([shown({"image/png": text_of(PNG), "text/plain": "a"}),
                            shown({"text/html": "<p>b</p>" * 9, "text/plain": "b"})], limits)
    assert [set(output.get("data", {})) for output in outputs] == [
        {"image/png", "text/plain"}, {"text/plain"}, set()]
    assert "too large" in text_in(outputs)


@pytest.mark.parametrize("outputs", [
    None, 1, "x", {}, {"output_type": "stream"}, [None], [[[]]], [{"output_type": []}],
    [{"output_type": "stream", "name": {}, "text": {}}], [{"output_type": "error"}],
    [{"output_type": "error", "traceback": [[1], None, {}], "ename": 1, "evalue": []}],
    [{"output_type": "display_data", "data": [], "metadata": 1}],
    [{"output_type": "execute_result", "data": {"text/plain": ["a", 1]},
      "execution_count": 10**5000}],
    [{"output_type": "update_display_data", "data": {"text/plain": "x"}}],
    [{"output_type": "execute_result", "data": {"text/html": 5}, "execution_count": True}],
    json.loads("[" * 500 + "]" * 500)])
def test_what_is_no_output_does_no_harm(outputs):
    assert are_valid(safe_outputs(outputs))


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10)
MIMES = st.sampled_from([*KINDS, "text/markdown", "text/latex", "image/svg+xml",
                         "application/javascript"])
TEXTS = st.text() | st.lists(st.text()) | st.sampled_from([*VECTORS.values(), text_of(PNG)])
OUTPUTS = st.fixed_dictionaries(
    {"output_type": st.sampled_from(["stream", "error", "display_data", "execute_result"]) | ANY},
    optional={"name": ANY | st.sampled_from(["stdout", "stderr"]), "text": ANY | TEXTS,
              "data": ANY | st.dictionaries(MIMES, ANY | TEXTS, max_size=3), "metadata": ANY,
              "execution_count": ANY, "traceback": ANY | st.lists(TEXTS), "ename": ANY | TEXTS,
              "evalue": ANY | TEXTS})


@settings(deadline=None)
@given(ANY | st.lists(OUTPUTS | ANY, max_size=6))
def test_any_data_gives_valid_outputs_that_stay_as_they_are(outputs):
    safe = safe_outputs(outputs)
    assert are_valid(safe)
    assert are_valid(safe_outputs(outputs, Limits(outputs=2, text=20, size=50)))
    assert safe_outputs(safe) == safe

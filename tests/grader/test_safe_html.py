"""Of a learner's HTML only known elements and attributes reach a page, read as browsers read it."""

import re

import pytest
from bleach._vendor import html5lib  # a second reader beside nh3's, by the standard's algorithm
from hostile_html import HEAVY, VECTORS
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure

from descent.plots import picture
from grader.safe_html import ALLOWED, MOST_TAGS, safe_html

BUILT = {"html", "head", "body", "tbody", "colgroup"}  # a reader makes these by itself
LEFT_BY_STYLE = re.compile(r"url|expression|position|fixed|\\|/\*|image-set|(?<![\w-])-\d", re.I)
PIECES = st.sampled_from([
    *VECTORS.values(), *ALLOWED, "<", ">", "</", "/>", "<!--", "-->", "<![CDATA[", "]]>", '"', "'",
    "=", " ", "&", "&lt;", "&#x202e;", "\0", "\u2028", "<p ", "<math>", "<svg>", "<style>", "</p>",
    "<table>", "<select>", "<title>", "style=", "color:red;", "src=", "onerror=x", "href=",
    "javascript:", "data:image/png;base64,"])


def elements(html):
    """Give all elements of HTML, as another parser reads it: name, attributes."""
    tree = html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)
    return [(node.tag, node.attrib) for node in tree.iter() if node.tag not in BUILT]


def is_harmless(html):
    for name, attributes in elements(html):
        assert name in ALLOWED, name
        for key, value in attributes.items():
            assert key in ALLOWED[name] | ALLOWED["*"] or (name, key) == ("a", "rel"), key
            if key == "href":
                assert re.match("https?://", value), value
            if key == "src":
                assert re.match(r"data:image/(png|jpeg);base64,[\w+/=]+$", value), value[:50]
            if key == "style":
                assert not LEFT_BY_STYLE.search(value), value
    return True


@pytest.mark.parametrize("way", VECTORS)
def test_nothing_is_left_that_runs_loads_or_covers(way):
    assert is_harmless(safe_html(VECTORS[way]))
    assert is_harmless(safe_html(f"<table><tr><td>{VECTORS[way]}</table>"))


@pytest.mark.parametrize("way", HEAVY)
def test_heavy_html_does_not_grow(way):
    safe = safe_html(HEAVY[way])
    assert len(safe) < 3 * len(HEAVY[way])
    assert set(re.findall(r"<(\w+)", safe)) <= set(ALLOWED)


@pytest.mark.parametrize("way", VECTORS)
def test_what_is_safe_stays_as_it_is(way):
    safe = safe_html(VECTORS[way])
    assert safe_html(safe) == safe


@settings(deadline=None)  # html5lib takes long for some
@given(st.lists(PIECES | st.text(max_size=5), max_size=12).map("".join))
def test_any_mixture_of_pieces_is_harmless(html):
    assert is_harmless(safe_html(html))


def figure():
    fig = Figure(figsize=(1, 1))
    fig.add_subplot().plot([0, 1])
    return picture(fig, "A line that rises.", caption="5 < 6")


OURS = {
    "a picture": figure(),
    "a prediction": '<div class="descent-reveal" style="margin: 0.5em 0; padding: 0.6em 1em; '
                    'max-width: 46em; line-height: 1.5; border: 1px solid var(--jp-border-color2, '
                    '#bbb); background: var(--jp-layout-color1, transparent)">'
                    '<p style="margin: 0.2em 0"><strong>You said:</strong> a</p></div>',
    "lines in order": '<pre style="overflow-x: auto; white-space: pre; font-family: '
                      'var(--jp-code-font-family, monospace); font-size: 13px; color: inherit" '
                      'tabindex="0"><strong>A</strong>  v = 0</pre>',
    "a report's table": '<table style="text-align: left; vertical-align: top"><tbody><tr>'
                        '<th scope="row" style="padding-right: 1em">we ran</th><td>x</td></tr>'
                        '</tbody></table>',
    "a folded part": '<details><summary style="display: list-item; cursor: pointer">Hint</summary>'
                     '<ul style="list-style: none"><li>✓ a</li></ul></details>',
    "a report's frame": '<div style="border-left: 4px solid #d55e00; padding: .4em .8em; '
                        'max-width: 52em">x</div>',
    "a table of pandas": '<table border="1" class="dataframe"><thead><tr style="text-align: right">'
                         '<th></th><th>lr</th></tr></thead><tbody><tr><th>0</th><td>0.1</td></tr>'
                         '</tbody></table>',
    "a link": '<a href="https://arxiv.org/abs/1412.6980" rel="noopener noreferrer">Adam</a>',
    "words": "<p>경사 하강법 &lt; 👩\u200d💻 &amp; <em>é</em><br>x<sub>t</sub></p>",
}


@pytest.mark.parametrize("what", OURS)
def test_what_the_course_shows_stays_as_it_is(what):
    html = OURS[what]
    assert elements(safe_html(html)) == elements(html) and safe_html(html).count("style=") == (
        html.count("style="))
    assert html5lib.serialize(html5lib.parse(safe_html(html))) == html5lib.serialize(
        html5lib.parse(html))


def test_text_around_what_goes_stays_and_scripts_are_no_text():
    assert safe_html("a<script>hidden()</script>b<form>c<button>d</button></form>") == "abcd"


def test_hidden_characters_are_shown_even_where_they_were_written_as_entities():
    assert safe_html("<p title='&#x202e;'>a&#x202e;b\u200b</p>") == (
        '<p title="\\u202e">a\\u202eb\\u200b</p>')


def test_too_many_tags_are_shown_as_the_text_they_are():
    html = "<i>x" * (MOST_TAGS + 1)
    assert safe_html(html).startswith("<pre>&lt;i&gt;x")
    assert is_harmless(safe_html(html))

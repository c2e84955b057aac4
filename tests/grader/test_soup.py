"""Pages written as BeautifulSoup writes them, which is always there to be compared with."""

import random
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from nbconvert.exporters import html as nbconvert_html

from grader import soup as module
from grader.soup import NO_ALT, soup

TEXTS = ["a", " ", "\n", " \n\t ", "x &amp; y", "&lt;b&gt;", "&quot;q&quot; &#39;", "&nbsp;",
         "&#182;", "&#x3b2;", "&#X3D;", "a > b", "é 漢 \N{GRINNING FACE}", "\r\n", "\x0b",
         "&copy;&notin;", "&unknown;", "&#32;", "&#10;&#9;", "&#150;", "&#0;",
         "&#xD800;", "&#1114112;"]
TAGS = ["<b>", "</b>", "<p>", "</p>", "<div>", "</div>", "<pre>", "</pre>", "<span class='k'>",
        "</span>", "<br>", "<br/>", "<hr />", "<SPAN>", "</SPAN>", "<td>", "</td >", "<li>",
        '<div class=" highlight  hl-x ">', "<details open>", '<p title=\'say "hi"\'>',
        '<p title="a &amp; b &lt; \'c\'">', "<i a=1 b='2' a=3>", "<b/>", "<pre/>",
        '<img src="data:x">', '<img alt="" src=x>', "<img alt>", '<meta charset="latin-1">',
        '<meta content="text/html; charset=x" http-equiv="c"/>', "<a href='?a=1&b=2&copy=3'>",
        "<th\n scope = 'row' >", '<td headers="a  b" rel=" x y">', "<a rel=' x  y' rev='z'>",
        "<!-- note -->", "<!--  -->", "<!DOCTYPE html>", "<script>if (a && b) {}</script>",
        "<style>p > b { }</style>", "<style> \n </style>", "<title>a > b</title>",
        "<title>a &amp; b</title>", "<svg viewBox='0 0 1 1'>",
        '<div class="cell x">', '<div id="cell-id=a" class="cell y">', "<p>\n", "</br>"]
ODD = ["<", "<template>", "</template>", "a < b", "&", "& b", "&amp", "&#", "&#x", "a&b;c", "&a.b;",
       "<x-y>", "<o:p>", "<p a=b/>", "<!-- a -- b -->", "<!-->", "<![CDATA[x]]>", "<?php x ?>",
       "<!x>", "</ p>", "<p", "</", "<!--", "<script>", "<script>a < b</script>",
       "<script>'</script>'</script>", "<textarea>",
       "<textarea> </textarea>", "<title><b></title>", "<iframe>", "<style>", "<p a=\"<b>\">",
       "<p a='", "<p a=\"\n\">", "<p a=>", "<p =a>", "<p a='b'c='d'>", "<noscript>", "<plaintext>",
       '<p title=\'<div class="cell \'>', "<!-- <div class=\"cell \" -->", "<p/ a>", "<xmp>"]


def parsed(html):
    """Do what nbconvert does."""
    tree = BeautifulSoup(html, "html.parser")
    for image in tree.select("img:not([alt])"):
        image.attrs["alt"] = "No description has been provided for this image"
    return str(tree)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(TEXTS + TAGS), max_size=25))
def test_html_of_known_pieces_in_any_order_is_written_as_beautifulsoup_does(pieces):
    html = "".join(pieces)
    assert soup(html) == parsed(html)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(TEXTS + TAGS + ODD), max_size=12))
def test_so_is_html_that_is_broken_in_any_way(pieces):
    html = "".join(pieces)
    assert soup(html) == parsed(html)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="<>&;!-/='\" \nab#x1", max_size=40))
def test_so_is_any_text(html):
    assert soup(html) == parsed(html)


def test_long_pages_of_known_pieces_need_no_parser():
    chosen = random.Random(1)
    unsure = "</br>", "<title>a &amp; b</title>", "<!--  -->"
    sure = [one for one in TEXTS + TAGS if one not in unsure]
    for _ in range(30):
        html = "<p>" + "".join(chosen.choices(sure, k=150)) + "<p>"
        assert module._written(html) == parsed(html)


@pytest.mark.parametrize("html", ["a < b", "<p>&</p>", "<script>a < b</script>", "<x-y>", "</br>",
                                  "<p><![CDATA[x]]>", "<pre><!-- --></pre>", "<p a='"])
def test_what_could_be_cut_in_two_ways_is_left_to_the_parser(html):
    assert module._written(html) is None
    assert soup(html) == parsed(html)


def test_jupyterlabs_look_is_left_to_the_parser_and_made_reachable_by_keyboard():
    html = ('<div class="jp-Notebook"><div class="jp-Cell-inputWrapper">1</div>'
            '<div class="jp-OutputArea-output">2</div></div>')
    assert soup(html).count('tabindex="0"') == 2


def test_nbconvert_is_still_the_one_whose_work_is_done_here():
    source = Path(nbconvert_html.__file__).read_text(encoding="utf-8")
    [after] = source.split('soup = BeautifulSoup(html, features="html.parser")')[1:]
    assert NO_ALT in after
    assert after.count("soup.select(") == 3 and 'soup.select("img:not([alt])")' in after
    assert after.split("return ")[1].startswith("str(soup), resources")


def test_a_cell_that_comes_again_is_not_written_again(monkeypatch):
    cell = '<div class="cell x"><pre>1 &lt; 2</pre>\n</div>\n'
    first = soup(f"<div>{cell}{cell}</div>")
    monkeypatch.setattr(module, "_pieces", None)
    assert module._known_cell(cell) in first

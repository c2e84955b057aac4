r"""Write a page as nbconvert does after BeautifulSoup parsed it, in a fraction of the time.

nbconvert's HTML exporter (7.17) parses each page to give pictures an alt text, and writes the tree.
The tree isn't needed: how a tag, a comment or a text is written depends on nothing but itself, the
elements that are open, and whether `pre` is one of them. So the page is cut into these pieces;
BeautifulSoup writes each different tag once, and most texts stay as they are. A page that holds
anything that could be cut in two ways is left to BeautifulSoup as a whole: a bare `<` or `&`, a
script with a `<` in it, CDATA.
"""

import re
from itertools import pairwise

from bs4 import BeautifulSoup

from grader.memo import Memo

__all__ = ["NO_ALT", "parsed", "soup"]

NO_ALT = "No description has been provided for this image"  # nbconvert's words
_VOID = frozenset(BeautifulSoup("", "html.parser").builder.empty_element_tags)
# What is in the first is no HTML; in simple cases it's clear what ends it. What is in the others is
# read in different ways.
_RAW, _ODD = "script|style|title", "textarea|xmp|iframe|noembed|noframes|plaintext|template"
_ATTRIBUTE = (r"""\s++[a-z_:][\w:.-]*+(?:\s*+=\s*+"""
              r"""(?:"[^"]*+"|'[^']*+'|[\w.%#+-]++(?=[\s>])))?+""")
_PIECE = re.compile(
    r"(?P<text>[^<]++)"
    rf"|(?P<raw><(?P<element>{_RAW})(?:{_ATTRIBUTE})*+\s*+>)(?P<content>[^<]*+)</(?P=element)>"
    rf"|(?P<tag><(?!(?:{_RAW}|{_ODD})\b)(?P<name>[a-z][a-z0-9]*+)(?:{_ATTRIBUTE})*+\s*+/?+>)"
    r"|</(?P<end>[a-z][a-z0-9]*+)\s*+>"
    r"|(?P<other><!--(?!-?>)(?:[^-]|-(?!-))*+-->|<!doctype [\w\s]*+>)", re.I | re.A)
_SPACES = " \n\t\f\r"
_ENTITY = re.compile(r"&(?:[a-z][a-z0-9]*+|#[0-9]{1,7}|#x[0-9a-f]{1,6});", re.I | re.A)
_TERMINATED = re.compile(rf"(?:[^&]++|{_ENTITY.pattern})*+", re.I | re.A)
# So begins each cell in nbconvert's classic look.
_CELL = re.compile(r'<div (?:\s*id="[^"<>]{0,300}"\s*)?class="cell ')


def soup(html: str) -> str:
    """Give what nbconvert's HTML exporter makes of a rendered page.

    >>> soup('<p class=" a  b"><br>&quot;1&quot; &amp; 2')
    '<p class="a b"><br/>"1" &amp; 2</p>'
    """
    # In JupyterLab's look it makes cells reachable by keyboard, too.
    written = None if "jp-Notebook" in html else _written(html)
    return parsed(html) if written is None else written


def parsed(html: str) -> str:
    """Do what nbconvert does: parse, add what is missing, write."""
    tree = BeautifulSoup(html, "html.parser")
    for image in tree.select("img:not([alt])"):
        image.attrs["alt"] = NO_ALT
    for kind in ("Cell-inputWrapper", "OutputArea-output"):
        for part in tree.select(f".jp-Notebook div.jp-{kind}"):
            part.attrs["tabindex"] = "0"
    return str(tree)


def _written(html: str) -> str | None:
    """Write a page cell by cell; None where it could be cut in two ways."""
    parts: list[str] = []
    stack: list[str] = []
    starts = [0, *(found.start() for found in _CELL.finditer(html)), len(html)]
    for start, end in pairwise(starts):
        cell = html[start:end]
        written = None if "pre" in stack else _known_cell(cell)
        if written is None:
            written = _pieces(cell, stack)
        if written is None:
            return None
        parts.append(written)
    return "".join(parts + [f"</{name}>" for name in reversed(stack)])


def _cell(html: str) -> str | None:
    """Write HTML that closes what it opens and nothing else; None if it isn't such."""
    stack = [""]  # an element that nothing closes
    written = _pieces(html, stack)
    return written if stack == [""] else None


_known_cell = Memo(_cell, 16_000_000)


def _pieces(html: str, stack: list[str]) -> str | None:
    """Write HTML piece by piece.

    Args:
        stack: the elements that are open; changed in place.
    """
    parts: list[str] = []
    end = 0
    for piece in iter(_PIECE.scanner(html).match, None):
        end = piece.end()
        match piece.lastgroup:
            case "text":
                written = _text(piece[0], "pre" in stack)
            case "tag":
                written = _tag(piece[0], piece["name"].lower(), stack)
            case "end":
                written = _closed(piece["end"].lower(), stack)
            case "content":
                written = _raw(piece, "pre" in stack)
            case _:
                written = _other(piece[0], "pre" in stack)
        if written is None:
            return None
        parts.append(written)
    return "".join(parts) if end == len(html) else None


def _entity(entity: str) -> str:
    return parsed(f"<pre>{entity}</pre>")[len("<pre>"):-len("</pre>")]


# BeautifulSoup writes these by themselves as it does in a page.
_known_piece, _known_entity = Memo(parsed, 1_000_000), Memo(_entity, 100_000)


def _text(text: str, in_pre: bool) -> str | None:
    text = text.replace(">", "&gt;")
    if "&" in text:
        if not _TERMINATED.fullmatch(text):
            return None
        text = _ENTITY.sub(_entity_in, text)
    if in_pre or text.strip(_SPACES):
        return text
    return "\n" if "\n" in text else " "


def _entity_in(match: re.Match) -> str:
    return _known_entity(match[0])


def _tag(tag: str, name: str, stack: list[str]) -> str:
    written = _known_piece(tag)
    if name in _VOID or tag.endswith("/>"):
        return written
    stack.append(name)
    return written.removesuffix(f"</{name}>")


def _closed(name: str, stack: list[str]) -> str | None:
    """Close an element and those that are open in it; nothing is written where it isn't open."""
    if stack and stack[-1] == name:
        stack.pop()
        return f"</{name}>"
    if name in _VOID:
        return None
    if name not in stack:
        return None if "" in stack else ""
    at = len(stack) - 1 - stack[::-1].index(name)
    written = "".join(f"</{one}>" for one in reversed(stack[at:]))
    del stack[at:]
    return written


def _raw(piece: re.Match, in_pre: bool) -> str | None:
    """Write a script, a style sheet or a title."""
    name, content = piece["element"].lower(), piece["content"]
    if name == "title" and "&" in content:
        return None
    start = _known_piece(piece["raw"]).removesuffix(f"</{name}>")
    if not content.strip(_SPACES):
        content = content and _text(content, in_pre)
    elif name == "title":
        content = content.replace(">", "&gt;")
    return f"{start}{content}</{name}>"


def _other(text: str, in_pre: bool) -> str | None:
    """Write a comment or the document's type."""
    if in_pre and not text[4:-3].strip(_SPACES):
        return None
    return _known_piece(text)


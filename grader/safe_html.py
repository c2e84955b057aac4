"""HTML that a learner's code made, reduced to what can be shown in an instructor's page.

A marking page has its reader's rights: a script in it could change grades. So nothing of a
learner's HTML reaches a page but allowed elements with allowed attributes; the rest of its text
stays as text.

The parsing is done by nh3, a binding of Ammonia: it reads HTML as browsers do, and is kept. Bleach,
which nbconvert brings along, is no longer developed, takes three times as long for a report and
fifty times for HTML that was made to take long (measured with bleach 6.4, nh3 0.3.8).
"""

import re
from collections.abc import Callable
from html import escape

import nh3
from pygments.token import STANDARD_TYPES

from descent.plain import clean
from grader.memo import Memo
from grader.safe_pictures import is_safe_picture

__all__ = ["ALLOWED", "MOST_TAGS", "safe_html"]

LONGEST = 4_000_000  # characters; a figure that moves has 400,000 with its picture and its tables
# Parsing is quadratic in these, for HTML that was made so. A table of pandas has 1500 tags.
MOST_TAGS = 10_000
MOST_ENTITIES = 20_000
# A parser opens formatting elements again in each paragraph after them: at most three alike, but
# any number whose attributes differ. The product bounds what comes out.
MOST_REOPENED = 400_000
_FORMATS = r"<(?:b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)"
_DIFFERENT = re.compile(_FORMATS + r"[\s/]", re.I | re.A)
_ALIKE = 3 * 13

# No form, no frame, nothing that holds another language (svg, math, style), and no `id` or `name`,
# by which a page's own scripts could be led astray.
_PLAIN = """abbr b bdi big blockquote br caption center cite code col colgroup dd del dfn div dl dt
em figcaption figure h1 h2 h3 h4 h5 h6 hr i ins kbd li mark ol p pre q rp rt ruby s samp section
small span strike strong sub summary sup table tbody td tfoot th thead tr tt u ul var wbr"""
ALLOWED: dict[str, set[str]] = dict.fromkeys(_PLAIN.split(), set()) | {
    "*": {"class", "style", "title", "lang", "dir"},
    "a": {"href"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start", "type"},
    "pre": {"tabindex"},
    "td": {"colspan", "rowspan", "align", "valign"},
    "th": {"colspan", "rowspan", "align", "valign", "scope"},
    "table": {"border"},
}
# Their content is no text for a reader.
_WITH_CONTENT = {"script", "style", "template", "title", "noscript", "iframe", "object", "textarea",
                 "select", "svg", "math", "noembed", "noframes", "xmp", "head", "audio", "video"}
_NUMBERS = {"width", "height", "colspan", "rowspan", "start", "border"}
_WORDS = {"scope": {"row", "col", "rowgroup", "colgroup"}, "dir": {"ltr", "rtl", "auto"},
          "type": {"1", "a", "A", "i", "I"}, "tabindex": {"0"},
          "align": {"left", "right", "center", "justify"},
          "valign": {"top", "middle", "bottom", "baseline"}}
# A page's own classes could lay an element over it, or make a button of its scripts of it.
_CLASSES = re.compile(r"dataframe|highlight|descent-[a-z-]+|" + "|".join(
    filter(None, STANDARD_TYPES.values())))
# Properties that change how an element looks in its own place: none moves it elsewhere.
_PROPERTIES = re.compile(
    r"(?:color|background(?:-color)?|font(?:-(?:family|size|style|weight))?|text-align"
    r"|text-decoration|vertical-align|white-space|line-height|word-break|overflow-wrap"
    r"|overflow-[xy]|cursor|list-style(?:-type)?|border(?:-(?:top|right|bottom|left))?"
    r"|border-(?:color|style|width|radius|collapse|spacing)|padding(?:-(?:top|right|bottom|left))?"
    r"|margin(?:-(?:top|right|bottom|left))?|(?:min-|max-)?(?:width|height))")
# Words, colours, and numbers of up to four digits, none negative: a negative margin would lay an
# element over others. Of functions only those of colours and of the theme's variables.
_VALUE = re.compile(
    r"(?:var\(--jp-[a-z0-9-]+|rgba?\(|hsla?\(|#[0-9a-f]{3,8}(?!\w)|[a-z]+(?:-[a-z]+)*+(?![\w(-])"
    r"|(?:\d{1,4}(?:\.\d{0,6})?|\.\d{1,6})(?:px|r?em|ex|ch|pt|%)?(?![\w.])|[ ,/)'\"])*+", re.A)
_DISPLAYS = {"block", "inline", "inline-block", "list-item"}  # "none" would hide

def safe_html(html: str, rewrite: Callable[[str], str] = str) -> str:
    """Give HTML's text with allowed elements and attributes; never raises.

    Args:
        html: at most LONGEST characters and MOST_TAGS tags; more of it is given as plain text.
        rewrite: changes the value of each attribute that stays.

    >>> safe_html("<p onclick='steal()' style='color: red; position: fixed'>Hi<script>1</script>")
    '<p style="color: red">Hi</p>'
    """
    # A figure that the lesson's own code draws comes from each student alike.
    return _known(html) if rewrite is str else _safe(html, rewrite)


def _safe(html: str, rewrite: Callable[[str], str] = str) -> str:
    if _takes_long(html):
        return f"<pre>{escape(clean(html))}</pre>"
    safe = nh3.clean(
        html, tags=set(ALLOWED) - {"*"}, clean_content_tags=_WITH_CONTENT,
        attributes=ALLOWED, url_schemes={"http", "https", "data"}, url_relative="deny",
        link_rel="noopener noreferrer",
        attribute_filter=lambda element, name, value: _attribute(name, rewrite(value)))
    # Only now: in HTML a hidden character can be written as an entity.
    return clean(safe, most=len(safe) * 10 + 1)


_known = Memo(_safe, 16_000_000)


def _takes_long(html: str) -> bool:
    tags = html.count("<")
    reopened = _ALIKE + len(_DIFFERENT.findall(html))
    return (len(html) > LONGEST or tags > MOST_TAGS or html.count("&") > MOST_ENTITIES
            or tags * reopened > MOST_REOPENED)


def _attribute(name: str, value: str) -> str | None:
    """Give an allowed attribute's value as far as it is safe; None where it has to go."""
    if name == "style":
        return _style(value)
    if name == "class":
        return " ".join(filter(_CLASSES.fullmatch, value.split()[:20])) or None
    if name == "href":
        return value if value.lower().startswith(("https://", "http://")) else None
    if name == "src":
        return value if is_safe_picture(value) else None
    if name in _NUMBERS:
        return value if re.fullmatch(r"[0-9]{1,4}%?", value) else None
    return value if name not in _WORDS or value.lower() in _WORDS[name] else None


def _style(value: str) -> str | None:
    """Keep the declarations whose property and value are known to be harmless."""
    kept = []
    for declaration in value[:2000].lower().split(";"):
        name, _, worth = map(str.strip, declaration.partition(":"))
        if (worth in _DISPLAYS if name == "display" else
                _PROPERTIES.fullmatch(name) and _VALUE.fullmatch(worth)):
            kept.append(f"{name}: {worth}")
    return "; ".join(kept) or None

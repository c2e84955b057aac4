"""Text that a learner's code chose, made fit to be read: in a notebook, a page or a terminal.

Names of keys, messages of exceptions, printed text and lines of code are chosen by whoever wrote
the code. Characters that no reader can see, or that change how the text around them is shown, are
written as their escapes, such as `\\x1b` or `\\u202e`: nothing is hidden, and a learner who copied
one from a web page sees what is wrong. It isn't escaped for HTML; whoever writes HTML does that.
"""

import re
import unicodedata
from functools import lru_cache

__all__ = ["LONGEST", "clean", "one_line"]

LONGEST = 4000  # characters; the longest sentence of a check has some hundred
STACKED = 4  # accents on one letter; Vietnamese and Thai need two, a pile covers the lines above
ZERO_WIDTH_NON_JOINER, ZERO_WIDTH_JOINER = "\u200c", "\u200d"
JOINERS = ZERO_WIDTH_NON_JOINER + ZERO_WIDTH_JOINER
AS_TEXT, AS_EMOJI = "\ufe0e", "\ufe0f"
# Letters and marks by their category, but drawn as nothing: Hangul and Khmer fillers, joiners of
# marks, selectors of variants (Unicode's Default_Ignorable_Code_Point).
UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u3164\ufe00-\ufe0d\uffa0"
                    "\U000e0100-\U000e01ef]")
# Other: control, format, surrogate, private use, unassigned. Separators: of lines, of paragraphs.
HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
MARKS = {"Mn", "Me"}
NOT_PLAIN = re.compile(r"[^\t\n -~]+")


def clean(text: str, most: int = LONGEST) -> str:
    r"""Write a text's unseen and misleading characters as escapes, and bound its length.

    Letters of every script, their accents and emoji stay as they are; line breaks and tabs too.
    Cleaning a second time changes nothing.

    Args:
        most: characters of the result, at least 1; a longer text ends with "…".

    >>> clean("\x1b[2Jparams\u202e['b']")
    "\\x1b[2Jparams\\u202e['b']"
    >>> clean("기울기 👩‍💻 é")
    '기울기 👩‍💻 é'
    >>> clean("abcdef", most=4)
    'abc…'
    """
    is_cut = len(text) > most
    text = text[:most].replace("\r\n", "\n")
    text = NOT_PLAIN.sub(_shown, text)
    if is_cut or len(text) > most:
        # A joiner or an escape cut in two would not be what it was.
        text = text[:most - 1].rstrip(JOINERS) + "…"
    return text


def one_line(text: str, most: int = LONGEST) -> str:
    r"""Clean a text for a place that holds one line: its white space becomes single spaces.

    >>> one_line(" two\n  lines ")
    'two lines'
    """
    return clean(" ".join(text[:4 * most].split()), most)


def _shown(run: re.Match) -> str:
    """Give a run of characters that aren't plain ASCII, some of them as their escapes."""
    text, start, end = run.string, run.start(), run.end()
    before, afterwards = text[start - 1:start], text[end:end + 1]
    shown: list[str] = []
    stacked = 0
    for character, after in zip(run[0], run[0][1:] + (afterwards or " "), strict=True):
        stacked = stacked + 1 if _category(character) in MARKS else 0
        if stacked > STACKED or not _is_seen(character, before, after):
            character = _escape(character)
        shown.append(character)
        before = character  # more than one character where it was escaped
    return "".join(shown)


def _is_seen(character: str, before: str, after: str) -> bool:
    """Say whether a character is drawn as itself between its neighbours."""
    if character in "\t\n":
        return True
    if character in JOINERS:
        # Emoji are joined, and letters of scripts such as Persian and Hindi; nothing else is.
        return _joins(before) and _joins(after) and after not in (AS_TEXT, AS_EMOJI)
    if character in (AS_TEXT, AS_EMOJI):
        # Choose between two forms of a sign (❤️), and of the digits of keycaps (1️⃣).
        return _category(before) in ("So", "Sm", "Po", "Pd", "Sk") or before in tuple("0123456789")
    return not UNSEEN.match(character) and _category(character) not in HIDDEN


def _joins(neighbour: str) -> bool:
    return (_category(neighbour) in ("So", "Sk", "Lo", "Mn", "Mc") and neighbour > "\x7f"
            and not UNSEEN.match(neighbour))


@lru_cache(maxsize=4096)
def _category(character: str) -> str:
    return unicodedata.category(character) if len(character) == 1 else ""


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else (
        f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}")

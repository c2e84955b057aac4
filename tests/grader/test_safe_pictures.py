"""A learner's pictures are PNG and JPEG, and no larger than a browser can draw."""

import base64
import struct
from io import BytesIO

import pytest
from matplotlib.figure import Figure

from grader.safe_pictures import MOST_BYTES, MOST_PIXELS, is_safe_picture, safe_picture


def drawn(kind):
    data = BytesIO()
    Figure(figsize=(2, 1)).savefig(data, format=kind, dpi=50)
    return data.getvalue()


def text_of(content):
    return base64.b64encode(content).decode()


PNG, JPEG = drawn("png"), drawn("jpeg")


def png_of(width, height):
    return PNG[:16] + struct.pack(">II", width, height) + PNG[24:]


@pytest.mark.parametrize(("content", "kind"), [(PNG, "image/png"), (JPEG, "image/jpeg")])
def test_a_figure_passes_on_one_line(content, kind):
    written = base64.encodebytes(content).decode()
    assert "\n" in written[:-1]
    assert safe_picture(written, kind) == text_of(content)
    assert safe_picture(written.splitlines(keepends=True), kind) == text_of(content)


@pytest.mark.parametrize("data", [
    None, 1, {}, [1], "", "not base64!", text_of(b"<svg onload=x>"), text_of(PNG[:20]),
    text_of(b"\x89PNG\r\n\x1a\n" + b"x" * 50), text_of(JPEG[:10]), text_of(b"\xff\xd8" * 50),
    text_of(b"\xff\xd8\xff\xe0\x00\x00" * 50), text_of(png_of(60_000, 60_000)),
    text_of(png_of(0, 5)), text_of(png_of(MOST_PIXELS + 1, 1)), text_of(PNG + b"x" * MOST_BYTES)])
def test_what_is_no_picture_or_too_large_does_not_pass(data):
    assert safe_picture(data, "image/png") is None
    assert safe_picture(data, "image/jpeg") is None


def test_a_picture_is_of_the_kind_that_it_says():
    assert safe_picture(text_of(PNG), "image/jpeg") is None
    assert safe_picture(text_of(JPEG), "image/png") is None


def test_an_address_holds_its_picture_itself():
    assert is_safe_picture("data:image/png;base64," + text_of(PNG))
    for address in ("https://thief.invalid/x.png", "data:image/svg+xml;base64," + text_of(PNG),
                    "data:image/png," + text_of(PNG), "x.png", ""):
        assert not is_safe_picture(address)

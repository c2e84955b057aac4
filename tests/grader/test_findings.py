"""Findings: text from a student that is fit for a log."""

import pytest

from grader.findings import Finding, bounded, one_line


@pytest.mark.parametrize(("text", "shown"), [
    ("adam", "adam"),
    ("아담 옵티마이저", "아담 옵티마이저"),
    ("a\nb\r\tc", "a�b��c"),
    ("\x1b[31mred\x07", "�[31mred�"),
    ("a\u202eb\u2066c\u200fd", "a�b�c�d"),
    ("half \ud800", "half �"),
    ("x" * 81, "x" * 80 + "…"),
    (None, "None"),
])
def test_text_becomes_one_printable_line_of_limited_length(text, shown):
    assert one_line(text) == shown


def test_a_finding_reads_with_its_cell_and_without():
    assert str(Finding("lost", "adam", "It was lost.")) == 'cell "adam": It was lost.'
    assert str(Finding("unreadable", "", "It is a link.")) == "It is a link."
    assert Finding("lost", "adam", "…").data() == {"what": "lost", "cell": "adam", "said": "…"}


def test_at_most_fifty_findings_are_kept_and_the_last_counts_the_others():
    fifty = [Finding("copied", str(number), "…") for number in range(50)]
    assert bounded(fifty) == fifty
    kept = bounded(fifty * 3)
    assert len(kept) == 50
    assert kept[:49] == fifty[:49]
    assert kept[49].said == "101 more findings are not listed."

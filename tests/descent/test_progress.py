"""The bar of a long run: one output, brought up to date; nothing outside a notebook."""

from types import SimpleNamespace

import IPython
import IPython.display

from descent.progress import Bar, counted


def notebook(monkeypatch):
    """Stand in for a notebook; give the list of what it shows, as words."""
    seen = []
    handle = SimpleNamespace(update=lambda bar: seen.append(repr(bar)))

    def display(bar, display_id):
        seen.append(repr(bar))
        return handle

    monkeypatch.setattr(IPython, "get_ipython", lambda: SimpleNamespace(kernel=True))
    monkeypatch.setattr(IPython.display, "display", display)
    return seen


def test_each_call_moves_the_bar_on_and_gives_what_the_function_gives(monkeypatch):
    seen = notebook(monkeypatch)
    add = counted(lambda a, b: a + b, total=2, label="SGD")
    assert seen == []
    assert [add(1, b=2), add(3, 4)] == [3, 7]
    assert list(dict.fromkeys(seen)) == [
        "SGD: 0 of 2 runs", "SGD: 1 of 2 runs", "SGD: 2 of 2 runs"]


def test_outside_a_notebook_nothing_is_shown(capfd):
    assert counted(abs, total=1, label="SGD")(-1) == 1
    assert capfd.readouterr() == ("", "")


def test_the_bar_has_a_name_for_those_who_cannot_see_it():
    assert 'aria-label="A &lt; B: 0 of 3 runs"' in Bar(3, "A < B")._repr_html_()

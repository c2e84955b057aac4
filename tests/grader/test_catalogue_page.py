"""The page for instructors: in the repository, up to date, with every exercise and mistake."""

from descent.exercises import EXERCISES
from grader import catalogue_page
from grader.catalogue import exercise


def test_the_page_is_up_to_date():
    assert catalogue_page.build(check=True) == []


def test_a_missing_page_is_found_and_written(tmp_path):
    assert catalogue_page.build(check=True, root=tmp_path) == [catalogue_page.PATH]
    assert not (tmp_path / catalogue_page.PATH).exists()
    assert catalogue_page.build(root=tmp_path) == [catalogue_page.PATH]
    assert catalogue_page.build(root=tmp_path) == []


def test_the_page_has_every_exercise_and_every_mistake():
    text = catalogue_page.page()
    for name in EXERCISES:
        assert f"## `{name}`" in text
        assert all(f"| `{slug}` |" in text for slug in exercise(name).wrong_answers()
                   if "#" not in slug)

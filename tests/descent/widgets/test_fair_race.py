"""The fair race: order, lead and spread by hand; diverged runs; what is refused."""

import numpy as np
import pytest

from descent.widgets.fair_race import fair_race
from descent.widgets.picture import draw, png
from descent.words import words

RESULTS = {
    "defaults": {"SGD": [0.90, 0.91, 0.89], "Adam": [0.95, 0.94, 0.96]},
    "tuned": {"SGD": [0.951, 0.955, 0.953], "Adam": [0.950, 0.954, 0.952]},
}
# As sensitivity(results) of lesson 13 gives it: (lr, median, lowest, highest), inf for diverged.
ROWS = {"SGD": [(0.01, 0.9, 0.8, 1.0), (0.1, 0.3, 0.2, 0.4), (1.0, np.inf, 0.5, np.inf)],
        "Adam": [(0.001, 0.4, 0.35, 0.5), (0.01, 0.6, 0.5, np.inf)]}


def status(results, **settings):
    return fair_race(results, **settings).scene().status


def test_the_leader_its_lead_and_the_spread_are_named():
    said = status(RESULTS)
    assert said.startswith("defaults: Adam leads with a median of 0.95, 0.05 ahead of SGD.")
    assert "at most 0.02 apart, less than the lead" in said


def test_a_lead_within_the_spread_names_no_winner():
    said = status(RESULTS, start="tuned")
    assert said.startswith("tuned: SGD leads with a median of 0.953, 0.001 ahead of Adam.")
    assert "0.004 apart: a lead within the spread names no winner" in said
    assert said.endswith("In order: SGD, Adam.")


def test_the_best_stands_first_and_the_runs_lie_beside_it():
    panel = fair_race(RESULTS, start="tuned").scene().panels[0]
    assert panel.x_names == ("SGD", "Adam")
    runs = next(mark for mark in panel.marks if mark.label.startswith("single runs"))
    np.testing.assert_array_equal(runs.y, [0.951, 0.955, 0.953, 0.950, 0.954, 0.952])
    medians = [float(mark.y[0]) for mark in panel.marks if getattr(mark, "size", 0) > 10]
    assert medians == [0.953, 0.952]


def test_the_medians_of_all_rules_are_joined():
    panel = fair_race(RESULTS).scene().panels[1]
    lines = {mark.label: mark.y.tolist() for mark in panel.marks}
    assert lines["SGD"] == [0.90, 0.953] and lines["Adam"] == [0.95, 0.952]
    assert panel.x_names == ("defaults", "tuned")
    assert [text.get_text() for text in draw(fair_race(RESULTS).scene()).axes[1].get_xticklabels(
    )] == ["defaults", "tuned"]


def test_of_losses_the_lowest_leads_on_a_log_axis():
    scene = fair_race({"all": {"SGD": [0.5, 0.6, 0.4], "Adam": [0.01, 0.02, 0.015]}},
                      losses=True).scene()
    assert scene.status.startswith("all: Adam leads with a median of 0.015, 0.485 ahead of SGD.")
    assert all(panel.log_y for panel in scene.panels)


@pytest.mark.parametrize("losses, right", [(False, "SGD"), (True, "SGD")])
def test_a_diverged_run_counts_as_the_worst(losses, right):
    nan = float("nan")
    said = status({"all": {"SGD": [0.6, 0.5, nan], "Adam": [0.6, nan, -np.inf]}}, losses=losses)
    assert f"all: {right} leads" in said
    assert "no other median is a number" in said
    assert said.endswith("count as the worst: 1 of 3 with SGD, 2 of 3 with Adam.")


def test_a_race_that_nobody_finishes_is_drawn_and_said():
    scene = fair_race({"all": {"SGD": [np.nan], "Adam": [np.inf]}}).scene()
    assert "nobody leads" in scene.status and png(scene)


def test_equal_medians_share_the_lead():
    assert "SGD and Adam share the lead with a median of 0.9" in status(
        {"all": {"SGD": [0.9], "Adam": [0.9]}})


def test_the_rates_of_sensitivity_make_a_third_panel():
    losses = {"all": {"SGD": [0.3, 0.2], "Adam": [0.4, 0.5]}}
    scene = fair_race(losses, ROWS, losses=True).scene()
    panel = scene.panels[2]
    assert panel.log_x and panel.xlim[0] < 0.001 and panel.xlim[1] > 1
    assert "SGD is best at η = 0.1, with 0.3; Adam is best at η = 0.001, with 0.4" in panel.alt
    (line,) = [mark for mark in panel.marks if mark.label == "SGD"]
    np.testing.assert_array_equal(line.y, [0.9, 0.3, np.nan])
    assert all(np.isfinite(mark.high).all() for mark in panel.marks if hasattr(mark, "high"))
    assert png(scene)


def test_a_function_may_give_the_results_and_the_rates():
    scene = fair_race(lambda: (RESULTS, ROWS), start="tuned").scene()
    assert scene.status == status(RESULTS, start="tuned")
    assert len(scene.panels) == 3


def test_what_the_function_raises_is_told_in_the_figure():
    def unwritten():
        raise NotImplementedError

    figure = fair_race(unwritten, prediction=None)
    assert not figure.locked
    scene = figure.scene()
    assert len(scene.panels) == 0 and words("widgets.unwritten") in scene.error


def test_every_rule_can_be_drawn_and_the_first_is_shown():
    figure = fair_race(RESULTS, ROWS)
    for i, name in enumerate(RESULTS):
        scene = figure.scene([i])
        assert scene.status.startswith(f"{name}: ") and scene.panels[0].title == name
        assert png(scene)


@pytest.mark.parametrize("results, error, said", [
    ([0.9], TypeError, "give a dict of dicts"),
    ({}, TypeError, "give a dict of dicts"),
    ({"all": [0.9, 0.8]}, TypeError, "give a dict of dicts"),
    ({"all": {"SGD": [0.9]}}, ValueError, "a race takes two or more"),
    ({"a": {"SGD": [1], "Adam": [1]}, "b": {"SGD": [1], "Lion": [1]}}, ValueError,
     "'b' has the optimizers SGD, Lion, but 'a' has SGD, Adam"),
    ({"all": {"SGD": 0.9, "Adam": [0.9]}}, ValueError, "the runs of 'SGD' under 'all' are 0.9"),
    ({"all": {"SGD": ["good"], "Adam": [0.9]}}, ValueError, "give one number for each seed"),
])
def test_results_of_another_form_are_refused(results, error, said):
    with pytest.raises(error, match=said):
        fair_race(results)


@pytest.mark.parametrize("rows", [[(0.1, 0.2, 0.3)], [(0.0, 1, 1, 1)], "rows",
                                  [(1, 2, 3, 4), (1,)]])
def test_rows_of_another_form_are_refused(rows):
    with pytest.raises(ValueError, match="sensitivity of 'SGD' is"):
        fair_race(RESULTS, {"SGD": rows})


def test_a_start_that_is_no_rule_is_refused():
    with pytest.raises(ValueError, match="start with one of defaults, tuned"):
        fair_race(RESULTS, start="best")

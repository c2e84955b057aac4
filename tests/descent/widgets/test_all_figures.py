"""What holds for every figure driven by a class: it can be drawn, and shows what goes wrong."""

from functools import partial

import numpy as np
import pytest
from widgets_learners import SGD, AdaGrad, Adam, Momentum, Nesterov

from descent.widgets.bias_correction import bias_correction
from descent.widgets.epsilon_explorer import epsilon_explorer
from descent.widgets.factors import factors
from descent.widgets.figure import MovingFigure
from descent.widgets.impulse_response import impulse_response
from descent.widgets.look_ahead import look_ahead
from descent.widgets.noise_cloud import noise_cloud
from descent.widgets.picture import png
from descent.widgets.regret_race import regret_race
from descent.widgets.rotated_bowl import rotated_bowl
from descent.widgets.saddle_race import saddle_race
from descent.widgets.schedule_drawer import schedule_drawer
from descent.widgets.stability_map import stability_map
from descent.widgets.step_through import step_through

# Name -> the figure's function, a right class to drive it with, and settings.
FIGURES = {
    "impulse_response": (impulse_response, Momentum, {}),
    "schedule_drawer": (schedule_drawer, SGD, {}),
    "noise_cloud": (noise_cloud, SGD, {}),
    "epsilon_explorer": (epsilon_explorer, Adam, {}),
    "bias_correction": (bias_correction, Adam, {}),
    "factors": (factors, SGD, {}),
    "step_through": (step_through, SGD, {}),
    "stability_map": (stability_map, Momentum, {}),
    "look_ahead": (partial(look_ahead, None), Nesterov, {}),
    "regret_race": (regret_race, Adam, {}),
    "rotated_bowl": (rotated_bowl, AdaGrad, {}),
    "saddle_race": (saddle_race, SGD, {}),
}


@pytest.fixture(params=FIGURES)
def driven(request):
    """Give a function that makes the figure for a class, and the right class."""
    show, right, settings = FIGURES[request.param]
    return lambda make: show(make, **settings), right


def assert_drawable(figure: MovingFigure) -> None:
    scene = figure.scene()
    assert not scene.error and len(scene.status.split()) > 3
    for panel in scene.panels:
        assert len(panel.alt.split()) > 5
        assert np.isfinite([*panel.xlim, *panel.ylim]).all()
        assert panel.xlim[0] < panel.xlim[1] and panel.ylim[0] < panel.ylim[1]
        assert not panel.log_x or panel.xlim[0] > 0
        assert not panel.log_y or panel.ylim[0] > 0


def test_every_end_of_every_control_gives_a_scene_that_can_be_drawn(driven):
    show, right = driven
    for i, control in enumerate(show(right)._controls):
        for end in (0, len(control.values) - 1):
            figure = show(right)
            figure.at = [*figure.at[:i], end, *figure.at[i + 1:]]
            assert_drawable(figure)


@pytest.mark.parametrize("value", [np.nan, np.inf, 1e200, 0.0])
def test_results_that_are_no_numbers_or_huge_give_a_picture(driven, value):
    show, right = driven

    class Odd(right):
        def update(self, params, grads):
            for key in params:
                params[key] = np.full_like(params[key], value)

    figure = show(Odd)
    assert_drawable(figure)
    assert png(figure.scene(), figure.plan["title"])


def test_a_stub_says_that_there_is_nothing_to_draw(driven):
    show, right = driven

    class Stub(right):
        def update(self, params, grads):
            raise NotImplementedError("Replace this line with your own code.")

    assert "nothing to draw yet" in show(Stub).scene().error


def test_an_exception_is_shown_with_its_line(driven):
    show, right = driven

    class Raises(right):
        def update(self, params, grads):
            params["x"] -= 1 / 0

    error = show(Raises).scene().error
    assert "ZeroDivisionError" in error and 'params["x"] -= 1 / 0' in error


@pytest.mark.parametrize("wrong, said", [
    (lambda params: params.clear(), ["was gone after update", 'has no "x"']),
    (lambda params: params.update(x="no array"), ["should hold an array of real numbers",
                                                  "must leave an array of two real numbers"]),
    (lambda params: params.update(x=params["x"][..., None]), ["The shape of 'x' should be",
                                                              'params["x"] has shape']),
])
def test_an_update_that_breaks_the_contract_is_explained(driven, wrong, said):
    show, right = driven

    class Breaks(right):
        def update(self, params, grads):
            wrong(params)

    # Said by the contract, or by descent.paths.follow.
    assert any(one in show(Breaks).scene().error for one in said)


def test_an_instance_in_the_place_of_the_class_is_refused(driven):
    show, right = driven
    with pytest.raises(TypeError, match="give (the|optimizer) class"):
        show(right())

"""explore: the learner's own class draws the picture, and the numbers beside it are true."""

import numpy as np
import pytest
from widgets_learners import SGD, Adam, Momentum, MomentumEMA, NesterovLookahead

from descent.surfaces import RAVINE, ROSENBROCK, SADDLE, SURFACES
from descent.widgets import explore
from descent.widgets.explore import split
from descent.widgets.scene import Arrows, Line, Points, Slider
from descent.widgets.trace import trace


def marks(figure, kind, panel=0):
    return [mark for mark in figure.scene().panels[panel].marks if isinstance(mark, kind)]


def path(figure, number=0):
    line = [mark for mark in marks(figure, Line) if mark.kind == "path"][number]
    return np.transpose([line.x, line.y])


def names(figure):
    return [control.name for control in figure._controls]


def test_the_drawn_path_is_that_of_gradient_descent_in_closed_form():
    figure = explore(SGD, lr=0.95)
    steps = np.arange(31)[:, None]
    assert np.allclose(path(figure), np.array([-7, 2]) * np.array([0.905, -0.9]) ** steps)
    f = 0.05 * (7 * 0.905**30) ** 2 + (2 * 0.9**30) ** 2
    assert figure.scene().status == f"SGD: f = {f:.4g} after 30 steps."


def test_the_second_panel_shows_the_height_of_each_point():
    figure = explore(SGD, lr=0.95)
    (line,) = marks(figure, Line, panel=1)
    assert np.allclose(line.y, RAVINE.value(path(figure)))


def test_a_slider_changes_what_the_class_is_made_with():
    figure = explore(Momentum, lr=0.1)
    figure.set(momentum=0.0)
    plain = explore(SGD, lr=0.1)
    assert np.allclose(path(figure), path(plain))


def test_every_hyper_parameter_of_one_class_has_a_slider_and_of_several_the_rate():
    assert names(explore(Adam)) == ["lr", "beta1", "beta2", "eps", "x0", "y0"]
    figure = explore(SGD, Adam, lr=(0.95, 0.3))
    assert names(figure) == ["SGD.lr", "Adam.lr", "x0", "y0"]
    assert "SGD: f = 0.01333" in figure.scene().status
    assert "Adam: f = 0.1022" in figure.scene().status


def test_two_of_the_same_name_are_told_apart():
    figure = explore(SGD, SGD, lr=(0.5, 0.95))
    assert names(figure)[:2] == ["SGD 1.lr", "SGD 2.lr"]
    assert not np.allclose(path(figure, 0), path(figure, 1))


def test_the_start_point_is_where_it_was_dragged_to():
    figure = explore(SGD, lr=0.1)
    figure.set(x0=4.0, y0=-1.5)
    assert path(figure)[0].tolist() == [4.0, -1.5]


def test_a_bowl_of_another_condition_number_has_that_condition_number():
    figure = explore(SGD, lr=0.5, condition=True, start=(-7, 2))
    figure.set(condition=100)
    # Curvatures 2/100 and 2: factors 0.99 and 0.
    assert np.allclose(path(figure)[1], [-7 * 0.99, 0])


def test_a_turned_bowl_turns_the_path_of_gradient_descent():
    turned = explore(SGD, lr=0.5, angle=True, start=(2, -7))
    turned.set(angle=90)
    straight = explore(SGD, lr=0.5, start=(-7, -2))
    assert np.allclose(path(turned) @ [[0, -1], [1, 0]], path(straight))


# -- the vectors of a step -----------------------------------------------------------------------


@pytest.mark.parametrize("make", [SGD, Momentum, MomentumEMA, NesterovLookahead])
def test_a_linear_rule_s_step_is_the_gradient_s_part_and_what_it_remembers(make):
    seen = trace(make(lr=0.1), RAVINE, n_steps=10)
    _, kept = split(seen)
    if make is SGD:
        assert np.allclose(kept, 0)
        return
    before = np.vstack([[0, 0], seen.steps[:-1]])
    assert np.allclose(kept, 0.9 * before)  # all three remember 0.9 of the last step


def test_adam_s_rule_is_not_split_but_shows_its_corrected_average():
    seen = trace(Adam(lr=0.3), RAVINE, n_steps=5)
    assert split(seen) is None
    figure = explore(Adam, lr=0.3, n_steps=5)
    labels = [arrows.label for arrows in marks(figure, Arrows)]
    assert any("m̂" in label for label in labels)
    template, numbers = vars(figure.scene().steps).values()
    first = numbers[1]
    gradient = RAVINE.grad(RAVINE.start)
    assert np.allclose(first[:2], gradient) and np.allclose(first[2:4], gradient)
    assert np.allclose(first[4:6], gradient**2)
    assert np.allclose(first[6:], -0.3 * np.sign(gradient), atol=1e-6)
    assert template.startswith("Step {t}: gradient ({0}, {1}); m̂ ({2}, {3})")


def test_each_step_s_arrow_joins_two_points_of_the_path():
    figure = explore(Momentum, lr=0.1)
    arrows = marks(figure, Arrows)[-1]
    assert arrows.stepped and np.allclose(arrows.tails, path(figure)[:-1])
    assert np.allclose(arrows.tips, path(figure)[1:])


def test_a_class_that_looks_ahead_is_asked_at_the_look_ahead_point():
    seen = trace(NesterovLookahead(lr=0.1), RAVINE, n_steps=10)
    before = np.vstack([[0, 0], seen.steps[:-1]])
    assert np.allclose(seen.asked, seen.path[:-1] + 0.9 * before)
    assert np.allclose(seen.grads, seen.asked * [0.1, 2])
    figure = explore(NesterovLookahead, lr=0.1)
    assert any("gradient is taken" in points.label for points in marks(figure, Points))


def test_a_trace_keeps_the_state_of_every_step():
    seen = trace(Momentum(lr=0.1), RAVINE, n_steps=4)
    assert np.isnan(seen.states["v"][0]).all()
    assert np.allclose(seen.states["v"][1:], seen.steps)


# -- what goes wrong -----------------------------------------------------------------------------


def test_a_path_that_runs_away_leaves_the_picture_and_is_called_so():
    figure = explore(SGD, lr=2.9, n_steps=60)
    assert figure.scene().status == "SGD runs away: after 60 steps it is far outside."
    assert np.isnan(path(figure)[-1]).all()


def test_a_path_without_numbers_is_called_so():
    class Lost(SGD):
        def update(self, params, grads):
            params["x"] = params["x"] * (np.nan if params["x"][0] > -6 else 0.9)

    # -7, -6.3, -5.67, then no number: after step 3.
    assert "from step 3 on" in explore(Lost).scene().status


def test_an_update_that_breaks_the_contract_is_explained():
    class Shrinks(SGD):
        def update(self, params, grads):
            params["x"] = params["x"][:1]

    assert "shape (1,), but it had shape (2,)" in explore(Shrinks).scene().error


def test_a_stub_says_that_there_is_nothing_to_draw():
    class Stub(SGD):
        def update(self, params, grads):
            raise NotImplementedError("Replace this line with your own code.")

    assert "nothing to draw yet" in explore(Stub).scene().error


def test_an_instance_or_nothing_is_refused():
    with pytest.raises(TypeError, match=r"give optimizer classes, like explore\(SGD\)"):
        explore(SGD(0.1))
    with pytest.raises(TypeError, match="give optimizer classes"):
        explore()


def test_a_hyper_parameter_that_nobody_takes_is_refused():
    with pytest.raises(ValueError, match="no constructor of SGD takes 'momentum'"):
        explore(SGD, momentum=0.9)
    with pytest.raises(ValueError, match="takes 'rate'"):
        explore(SGD, Adam, rate=0.1)


@pytest.mark.parametrize("surface", SURFACES.values(), ids=SURFACES)
@pytest.mark.parametrize("classes", [(SGD,), (Adam,), (Momentum, Adam)],
                         ids=["SGD", "Adam", "Momentum and Adam"])
def test_every_end_of_every_slider_gives_a_scene_with_finite_axes(surface, classes):
    figure = explore(*classes, surface=surface, n_steps=20)
    for control in figure._controls:
        for end in (control.values[0], control.values[-1]):
            figure.set(**{control.name: end})
            scene = figure.scene()
            assert not scene.error and scene.status
            for panel in scene.panels:
                assert np.isfinite([*panel.xlim, *panel.ylim]).all()
                assert panel.xlim[0] < panel.xlim[1] and panel.ylim[0] < panel.ylim[1]


def test_a_surface_without_a_lowest_value_is_shown_too():
    figure = explore(SGD, surface=SADDLE, lr=0.1)
    assert "after 30 steps" in figure.scene().status
    assert np.isfinite([line.y for line in marks(figure, Line, 1)]).any()


def test_a_rate_s_slider_can_be_evenly_spaced():
    slider = explore(SGD, lr=0.95, lr_range=(0.0, 1.1))._controls[0]
    assert isinstance(slider, Slider) and slider.values[0] == 0 and slider.values[-1] == 1.1
    assert 0.95 in slider.values


def test_two_hundred_steps_on_rosenbrock_reach_where_the_class_itself_gets():
    figure = explore(Momentum, Adam, lr=(0.0005, 0.1), surface=ROSENBROCK, n_steps=200)
    own, params = Adam(lr=0.1), {"x": ROSENBROCK.start.copy()}
    for _ in range(200):
        own.update(params, {"x": ROSENBROCK.grad(params["x"])})
    assert np.allclose(path(figure, 1)[-1], params["x"])

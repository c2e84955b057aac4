"""look_ahead: the triangles close, and y = x + mu v is measured between two classes."""

import numpy as np
import pytest
from widgets_learners import SGD, Momentum, Nesterov, NesterovLookahead

from descent.surfaces import SURFACES
from descent.widgets.look_ahead import look_ahead, triangle
from descent.widgets.scene import Arrows, Line, Points
from descent.widgets.trace import trace

LR, MU = 0.3, 0.9
H = np.diag([1.0, 2.0])  # of the bowl that is shown unless told otherwise


def nesterov(n_steps):
    """Give x, v before each step and y = x + mu v, by the formula with a matrix."""
    x, v, rows = np.array([-7.0, 2.0]), np.zeros(2), []
    for _ in range(n_steps):
        y = x + MU * v
        rows.append((x, v, y))
        v = MU * v - LR * H @ y
        x = x + v
    return [np.array(column) for column in zip(*rows, strict=True)]


def arrows(figure, panel=0):
    return {mark.label: mark for mark in figure.scene().panels[panel].marks
            if isinstance(mark, Arrows)}


def test_the_x_picture_shows_velocity_gradient_at_the_look_ahead_point_and_their_sum():
    x, v, y = nesterov(4)
    sides = arrows(look_ahead(NesterovLookahead, Nesterov))
    assert np.allclose(sides["velocity μv"].tails, x)
    assert np.allclose(sides["velocity μv"].tips, y)
    part = sides["gradient's part, taken at y"]
    assert np.allclose(part.tips - part.tails, -LR * y @ H)
    step = sides["their sum: the step"]
    assert np.allclose(step.tips - step.tails, MU * v - LR * y @ H)
    here = sides["the same, taken at x"]
    assert np.allclose(here.tips - here.tails, -LR * x @ H)


def test_the_y_picture_shows_the_memory_of_the_derived_form_and_the_lead_over_x():
    x, v, y = nesterov(4)
    figure = look_ahead(NesterovLookahead, Nesterov)
    figure.set(picture="y")
    sides = arrows(figure)
    kept = sides["remembered: μ²v"]
    assert np.allclose(kept.tails, y)
    assert np.allclose(kept.tips - kept.tails, MU**2 * v)
    part = sides["gradient's part, taken at y"]
    assert np.allclose(part.tips - part.tails, -(1 + MU) * LR * y @ H)
    lead = sides["μv, from x to y"]
    assert np.allclose([lead.tails, lead.tips], [x, y])


def test_the_enlarged_triangle_is_the_same_with_its_farthest_tip_one_away():
    figure = look_ahead(NesterovLookahead, Nesterov)
    small, large = arrows(figure), arrows(figure, 1)
    distances = []
    for label, mark in small.items():
        side = mark.tips - mark.tails
        enlarged = large[label].tips - large[label].tails
        assert np.allclose(side[:, 0] * enlarged[:, 1], side[:, 1] * enlarged[:, 0])  # parallel
        distances.append(np.linalg.norm(large[label].tips, axis=1))
    assert np.allclose(np.max(distances, axis=0), 1)


def test_where_the_gradient_is_taken_is_marked():
    figure = look_ahead(NesterovLookahead, Nesterov)
    (asked,) = [mark for mark in figure.scene().panels[0].marks
                if isinstance(mark, Points) and mark.stepped]
    assert np.allclose(np.transpose([asked.x, asked.y])[1:], nesterov(4)[2])


@pytest.mark.parametrize("surface", SURFACES.values(), ids=SURFACES)
def test_the_two_right_classes_agree_on_every_surface(surface):
    scene = look_ahead(NesterovLookahead, Nesterov, surface, lr=1e-4).scene()
    assert "are the same before every step" in scene.status


def test_a_velocity_that_is_changed_before_it_is_used_is_seen_in_the_first_step_after():
    class Early(Momentum):
        def update(self, params, grads):
            if self.v is None:
                self.v = {"x": np.zeros(2)}
            self.v["x"] = self.momentum * self.v["x"] - self.lr * grads["x"]
            params["x"] += self.momentum**2 * self.v["x"] - (
                1 + self.momentum) * self.lr * grads["x"]

    scene = look_ahead(NesterovLookahead, Early, n_steps=2).scene()
    assert "differ, most before step 2" in scene.status
    # One step: it goes (1 + mu + mu²) lr g in the place of (1 + mu) lr g.
    gap = MU**2 * LR * np.abs(H @ [-7, 2]).max() / 7
    assert f"by {gap:.4g} of" in scene.status


def test_one_class_alone_has_its_own_picture_and_no_choice():
    for given, label in (((NesterovLookahead, None), "velocity μv"),
                         ((None, Nesterov), "remembered: μ²v")):
        figure = look_ahead(*given)
        assert label in arrows(figure)
        assert "picture" not in [control.name for control in figure._controls]
        assert "the same" not in figure.scene().status


def test_momentum_alone_looks_nowhere_and_its_gradient_is_taken_at_x():
    seen = trace(Momentum(0.1), SURFACES["ravine"], n_steps=5)
    kept, part = triangle("x", seen)
    assert not kept.any() and np.allclose(part, seen.steps)


def test_the_path_of_the_other_form_lies_beside():
    figure = look_ahead(NesterovLookahead, Nesterov)
    (other,) = [mark for mark in figure.scene().panels[0].marks
                if isinstance(mark, Line) and mark.kind == "guide"]
    assert np.allclose(np.transpose([other.x, other.y])[:4], nesterov(4)[2])


def test_what_does_not_fit_is_refused_at_once():
    with pytest.raises(TypeError, match="no class: give NesterovLookahead"):
        look_ahead()
    with pytest.raises(TypeError, match="give the class"):
        look_ahead(NesterovLookahead(), Nesterov)
    with pytest.raises(ValueError, match="'momentum'"):
        look_ahead(None, SGD)


def test_a_path_that_leaves_all_floats_is_still_drawn():
    figure = look_ahead(NesterovLookahead, Nesterov, lr=0.7, momentum=0.98, n_steps=300)
    figure.set(y0=-3)
    scene = figure.scene()
    assert not scene.error and "NesterovLookahead" in scene.status


def test_the_figure_waits_for_the_prediction():
    figure = look_ahead(None, Nesterov, prediction=None)
    assert figure.locked and not figure.scenes

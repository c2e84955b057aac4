"""impulse_response: the measured parts are the powers of μ, and add up to the class's own steps."""

import numpy as np
import pytest
from widgets_learners import SGD, Adam, Momentum, MomentumEMA, Nesterov

from descent.widgets.impulse_response import PATTERNS, impulse_response
from descent.widgets.picture import draw
from descent.widgets.scene import Bars, Line

T = np.arange(1, 25)


class MomentumTorch(Momentum):
    def update(self, params, grads):
        if self.v is None:
            self.v = {key: np.zeros_like(p) for key, p in params.items()}
        for key in params:
            self.v[key] = self.momentum * self.v[key] + grads[key]
            params[key] -= self.lr * self.v[key]


FORMS = [(Momentum, 1.0), (MomentumTorch, 1.0), (MomentumEMA, 0.2)]  # with the first weight at 0.8


def at(make, momentum=0.8, pattern="constant"):
    figure = impulse_response(make, pattern=pattern)
    figure.set(momentum=momentum)
    return figure.scene()


def bars(scene):
    return next(mark for mark in scene.panels[0].marks if isinstance(mark, Bars))


def steps(scene):
    return next(mark.y for mark in scene.panels[1].marks
                if isinstance(mark, Line) and mark.kind == "path")


def guide(scene):
    return next((mark for mark in scene.panels[1].marks if isinstance(mark, Line) and mark.label
                 and mark.kind == "guide"), None)


@pytest.mark.parametrize("make, first", FORMS)
def test_the_bars_of_a_constant_gradient_are_the_powers_of_momentum(make, first):
    rows = bars(at(make)).y
    for t in (1, 7, 24):
        assert np.allclose(rows[t, :t], first * 0.8 ** (t - T[:t]))
        assert np.isnan(rows[t, t:]).all()  # what is still to come gives nothing
    assert np.isnan(rows[0]).all()


@pytest.mark.parametrize("make, first", FORMS)
@pytest.mark.parametrize("pattern", PATTERNS)
def test_the_bars_of_a_step_add_up_to_the_step_that_a_geometric_sum_gives(make, first, pattern):
    scene = at(make, pattern=pattern)
    expected = [-first * sum(0.8**k * PATTERNS[pattern][t - 1 - k] for k in range(t)) for t in T]
    assert np.allclose(steps(scene)[1:], expected)
    assert np.allclose(np.nansum(bars(scene).y, axis=1)[1:], expected)
    newest, earlier, together = scene.steps.numbers[1:].T
    assert np.allclose(newest + earlier, together) and np.allclose(together, expected)
    assert np.allclose(newest, -first * PATTERNS[pattern])


@pytest.mark.parametrize("make, first", FORMS)
def test_the_guides_stand_where_many_steps_lead(make, first):
    far = np.arange(2000)
    constant = first * np.sum(0.8**far)
    alternating = first * np.sum((-0.8) ** far)
    random = first * np.sqrt(np.sum(0.8 ** (2 * far)))
    assert np.allclose(guide(at(make)).y, constant)
    assert np.allclose(np.abs(guide(at(make, pattern="alternating")).y[[0, 1, 3, 4]]), alternating)
    assert np.allclose(np.abs(guide(at(make, pattern="noise")).y[[0, 1, 3, 4]]), random)
    spike = guide(at(make, pattern="spike"))
    assert np.allclose(spike.y, steps(at(make, pattern="spike"))[spike.x.astype(int)])


def test_the_status_says_where_the_steps_lead():
    figure = impulse_response(Momentum)
    assert figure.scene().status == (
        f"Momentum, μ = 0.9, gradients all −1: the newest gives 1 to the step, and step 24 is "
        f"{10 * (1 - 0.9**24):.4g}; in the end 10 = 1/(1 − μ).")
    said = at(Momentum, 0.9, "alternating").status
    assert said.endswith("in the end ±0.5263 = 1/(1 + μ).")
    said = at(MomentumEMA, 0.9, "spike").status
    assert said.endswith(f"k = 19 steps later still {0.1 * 0.9**19:.4g} = 0.1 · μᵏ.")


def test_other_weights_than_powers_are_shown_and_nothing_is_predicted():
    scene = at(Nesterov, 0.8)
    # Its step is −(1 + μ) g + μ² v: the weights are 1 + μ, and then μᵏ⁺¹.
    ages = 24 - T
    assert np.allclose(bars(scene).y[-1], np.where(ages == 0, 1.8, 0.8 ** (ages + 1)))
    assert guide(scene) is None and "nothing is predicted" in scene.status


def test_a_class_that_forgets_momentum_is_seen_to_forget():
    class Forgets(Momentum):
        def update(self, params, grads):
            params["x"] = params["x"] - self.lr * grads["x"]

    scene = at(Forgets)
    assert np.allclose(bars(scene).y[-1], [0] * 23 + [1])
    assert "later not 1 · μᵏ: nothing is predicted" in scene.status


def test_a_rule_that_is_not_linear_gets_no_bars():
    class Scaled(Adam):
        def __init__(self, lr=0.01, momentum=0.9):
            super().__init__(lr, momentum)

    scene = at(Scaled)
    assert not any(isinstance(mark, Bars) for mark in scene.panels[0].marks)
    assert "no sums of what each gradient gives alone" in scene.status
    assert scene.steps is None


def test_a_sign_of_the_gradient_is_not_linear_though_it_agrees_on_gradients_of_size_one():
    class SignMomentum(Momentum):
        def update(self, params, grads):
            super().update(params, {"x": np.sign(grads["x"])})

    assert "no sums" in at(SignMomentum).status


def test_a_picture_shows_the_bars_of_the_last_step():
    scene = impulse_response(Momentum).scene()
    heights = [bar.get_height() for bar in draw(scene).axes[0].patches]
    assert np.allclose(heights, 0.9 ** (24 - T))


def test_a_class_without_momentum_is_refused():
    with pytest.raises(ValueError, match="impulse_response got SGD, whose constructor takes no"):
        impulse_response(SGD)

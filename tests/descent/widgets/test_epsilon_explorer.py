"""Where ε stands, and where it takes over: three places, each by its own class."""

import numpy as np
import pytest
from widgets_learners import Adam, Momentum

from descent.widgets.epsilon_explorer import SIZES, epsilon_explorer
from descent.widgets.scene import Line


class Inside(Adam):
    def divide(self, m_hat, v, correction):
        return m_hat / np.sqrt(v / correction + self.eps)

    def update(self, params, grads):
        before = {key: p.copy() for key, p in params.items()}
        super().update(params, grads)
        for key in params:
            m_hat = self.m[key] / (1 - self.beta1**self.t)
            step = self.divide(m_hat, self.v[key], 1 - self.beta2**self.t)
            params[key] = before[key] - self.lr * step


class EpsilonForEpsilonHat(Inside):
    def divide(self, m_hat, v, correction):
        return np.sqrt(correction) * m_hat / (np.sqrt(v) + self.eps)


def lines(scene):
    return {mark.label: mark.y for mark in scene.panels[0].marks if isinstance(mark, Line)}


@pytest.mark.parametrize("t", [1, 10, 200])
@pytest.mark.parametrize("eps", [1e-10, 1e-4])
@pytest.mark.parametrize("make, closed, name", [
    (Adam, lambda g, eps, t: g / (g + eps), "ε outside the root"),
    (Inside, lambda g, eps, t: g / np.sqrt(g**2 + eps), "ε inside the root"),
    (EpsilonForEpsilonHat, lambda g, eps, t: g / (g + eps / np.sqrt(1 - 0.999**t)),
     "efficient form, ε in the place of ε̂"),
])
def test_each_place_of_epsilon_follows_its_closed_form_and_is_named(make, closed, name, eps, t):
    scene, expected = epsilon_explorer(make, eps=eps, t=t).scene(), closed(SIZES, eps, t)
    np.testing.assert_allclose(lines(scene)["your step / η"], expected, rtol=0, atol=1e-9)
    assert scene.status.endswith(f"Your curve lies on “{name}”.")
    np.testing.assert_allclose(lines(scene)[name], expected, rtol=1e-12)


@pytest.mark.parametrize("make, half", [
    (Adam, "10⁻⁸."),  # |g| = ε
    (Inside, "5.8 · 10⁻⁵."),  # g² = ε/3, √(10⁻⁸/3) = 5.774e-5, in two digits
    (EpsilonForEpsilonHat, "3.2 · 10⁻⁷."),  # ε/√0.001 = 3.162e-7
])
def test_the_status_says_where_the_step_is_half_as_long(make, half):
    status = epsilon_explorer(make).scene().status
    assert f"ε = 10⁻⁸, step 1: your step is half of η at |g| = {half}" in status


@pytest.mark.parametrize("share, said", [(0.0, "shorter than half of η for all"),
                                         (1.0, "longer than half of η for all")])
def test_a_step_that_never_crosses_the_half_is_said(share, said):
    class Fixed(Adam):
        def update(self, params, grads):
            params["x"] -= share

    assert said in epsilon_explorer(Fixed).scene().status
    assert "lies on none of the dashed ones" in epsilon_explorer(Fixed).scene().status


def test_a_step_that_is_no_number_is_said_with_its_size():
    class Without(Adam):
        def update(self, params, grads):
            params["x"] = np.where(grads["x"] < 2e-11, np.nan, params["x"])

    said = epsilon_explorer(Without).scene().status
    assert said == "ε = 10⁻⁸: your step 1 is no number at |g| = 1.995 · 10⁻¹¹."


def test_a_class_without_beta2_is_not_compared_with_the_efficient_form():
    class AdaGrad:
        def __init__(self, lr=0.1, eps=1e-8):
            self.lr, self.eps, self.h = lr, eps, 0.0

        def update(self, params, grads):
            self.h = self.h + grads["x"]**2
            params["x"] -= self.lr * grads["x"] / (np.sqrt(self.h) + self.eps)

    scene = epsilon_explorer(AdaGrad).scene()
    assert "ε outside the root" in scene.status
    assert not [label for label in lines(scene) if label.startswith("efficient")]


def test_a_class_without_eps_is_refused():
    with pytest.raises(ValueError, match="Momentum, whose constructor takes no eps"):
        epsilon_explorer(Momentum)


def test_the_handle_moves_epsilon_along_the_axis_of_gradients():
    figure = epsilon_explorer(Adam)
    (handle,) = figure.plan["handles"]
    (low, high) = figure.scene().panels[0].xlim
    slider = next(c for c in figure.plan["controls"] if c["name"] == handle["x"])
    assert handle["x"] == "eps" and all(low <= value <= high for value in slider["values"])

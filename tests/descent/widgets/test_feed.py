"""Gradients fed to an optimizer: what its steps and its memory are, and what is refused."""

import numpy as np
import pytest

from descent.contract import Breach
from descent.widgets.feed import feed, made, need_class
from descent.widgets.figure import MovingFigure
from descent.widgets.scene import Scene
from descent.words import words

GRADS = np.array([[1.0, 2.0], [-3.0, 0.5], [0.25, 4.0]])


class Plain:
    def __init__(self, lr=0.5):
        self.lr = lr
        self.seen = {}

    def update(self, params, grads):
        self.seen["x"] = self.seen.get("x", 0) + grads["x"]
        params["x"] -= self.lr * grads["x"]


class Nested(Plain):
    def __init__(self):
        super().__init__()
        self.state = {}

    def update(self, params, grads):
        self.state.setdefault("x", {})["sum"] = np.cumsum(grads["x"])
        params["x"] = params["x"] - grads["x"]


class Loses(Plain):
    def update(self, params, grads):
        del params["x"]


class Spoils(Plain):
    def update(self, params, grads):
        grads["x"] *= 0


class Late(Plain):
    t = 0

    def update(self, params, grads):
        self.t += 1
        params["x"] = "lost" if self.t == 3 else params["x"]


def test_steps_and_what_is_kept_come_back():
    fed = feed(Plain(), GRADS)
    np.testing.assert_allclose(fed.steps, -0.5 * GRADS, rtol=1e-15)
    np.testing.assert_allclose(fed.states["seen"], np.cumsum(GRADS, axis=0), rtol=1e-15)


def test_what_is_kept_under_the_key_first_is_found_too():
    np.testing.assert_allclose(feed(Nested(), GRADS).states["sum"], np.cumsum(GRADS, axis=1))


@pytest.mark.parametrize("make, kind", [(Loses, "key_lost"), (Spoils, "grads_changed"),
                                        (Late, "not_numbers")])
def test_a_breach_of_the_contract_is_named(make, kind):
    with pytest.raises(Breach) as caught:
        feed(make(), GRADS)
    assert caught.value.kind == kind


def test_a_figure_says_a_breach_in_words():
    def draw():
        feed(Loses(), GRADS)
        return Scene((), "")

    said = words("faults.key_lost", key="x")
    assert MovingFigure(draw).scene().error.startswith(said)


def test_a_constructor_gets_only_what_it_takes():
    assert made(Plain, lr=0.1, beta1=0.9).lr == 0.1


def test_an_instance_is_refused():
    with pytest.raises(TypeError, match=r"give the class itself, like bias_correction\(Adam\)"):
        need_class(Plain(), "bias_correction")

"""Several optimizers in one figure: what each is handed, and what a slider runs over."""

import pytest

from descent.plots import LOOKS
from descent.surfaces import RAVINE
from descent.widgets.runners import hyper_slider, runners_of


class SGD:
    def __init__(self, lr):
        self.lr = lr

    def update(self, params, grads):
        params["x"] -= self.lr * grads["x"]


class Momentum(SGD):
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.v = lr, momentum, 0.0

    def update(self, params, grads):
        self.v = self.momentum * self.v - self.lr * grads["x"]
        params["x"] += self.v


def test_each_class_gets_its_own_number_its_look_and_a_slider_of_its_learning_rate():
    sgd, momentum = runners_of("race", (SGD, Momentum), {"lr": (0.5, 0.1), "momentum": 0.8})
    assert [s.name for s in sgd.sliders + momentum.sliders] == ["SGD.lr", "Momentum.lr"]
    assert [s.value for s in sgd.sliders + momentum.sliders] == [0.5, 0.1]
    assert (sgd.fixed, momentum.fixed) == ({}, {"momentum": 0.8})
    assert (sgd.look, momentum.look) == (LOOKS["SGD"], LOOKS["Momentum"])


def test_a_single_class_has_a_slider_for_each_of_its_hyper_parameters():
    (runner,) = runners_of("race", (Momentum,), {})
    assert [s.name for s in runner.sliders] == ["lr", "momentum"]


def test_the_same_class_twice_is_told_apart_by_number():
    assert [one.label for one in runners_of("race", (Momentum, Momentum), {})] == [
        "Momentum 1", "Momentum 2"]


def test_a_runner_walks_with_the_sliders_values():
    sgd, _ = runners_of("race", (SGD, Momentum), {"lr": 0.5})
    path = sgd.run({"SGD.lr": 0.25}, RAVINE, (-7.0, 2.0), 1).path
    assert path[1] == pytest.approx([-7 + 0.25 * 0.7, 2 - 0.25 * 4])


@pytest.mark.parametrize("given", [(), (SGD(0.1),), ("SGD",)])
def test_what_is_no_class_is_refused_by_the_figures_name(given):
    with pytest.raises(TypeError, match="race got .*give optimizer classes, like race"):
        runners_of("race", given, {})


def test_a_hyper_parameter_that_no_class_takes_is_refused():
    with pytest.raises(ValueError, match="no constructor of SGD, Momentum takes 'beta'"):
        runners_of("race", (SGD, Momentum), {"beta": 0.9, "lr": 0.1})


def test_a_slider_starts_exactly_and_reaches_a_value_outside_its_range():
    slider = hyper_slider("momentum", 0.905)
    assert slider.values[slider.start] == 0.905
    assert hyper_slider("lr", 5.0).values[-1] == 15.0
    assert hyper_slider("lr", 1e-4).values[0] == 1e-5
    without = hyper_slider("weight_decay", 0.0)
    assert without.start == 0 and without.values[:2] == [0.0, 1e-4]

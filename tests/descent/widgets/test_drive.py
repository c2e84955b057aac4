"""A class is driven on an array of any shape, and asked for what its constructor takes."""

import numpy as np
import pytest
from widgets_learners import SGD, Momentum, NesterovLookahead

from descent.contract import Breach
from descent.widgets.drive import drive, settings


@pytest.mark.parametrize("shape", [(), (1,), (200, 2)])
def test_every_point_of_any_shape_is_kept(shape):
    start = np.full(shape, 4.0)
    points = drive(SGD(lr=0.5), start, lambda x, t: x, 3)
    assert points.shape == (4, *shape)
    assert np.allclose(points.reshape(4, -1)[:, 0], [4, 2, 1, 0.5])
    assert (start == 4).all()


def test_the_gradient_is_asked_with_the_number_of_the_step():
    points = drive(SGD(lr=1.0), np.zeros(1), lambda x, t: np.array([-10.0**t]), 3)
    assert points[:, 0].tolist() == [0, 10, 110, 1110]


def test_a_class_that_looks_ahead_asks_where_it_likes():
    points = drive(NesterovLookahead(lr=0.1), np.ones(1), lambda x, t: x, 2)[:, 0]
    # Step 1 from 1: v = −0.1. Step 2 looks at 0.9 − 0.09: v = −0.09 − 0.081.
    assert np.allclose(points, [1, 0.9, 0.9 - 0.171])


def test_an_update_that_breaks_the_contract_is_stopped_at_once():
    class Grows(SGD):
        def update(self, params, grads):
            params["x"] = np.append(params["x"], 0.0)

    with pytest.raises(Breach, match="shape_changed"):
        drive(Grows(), np.zeros(2), lambda x, t: x, 5)


def test_settings_are_the_defaults_with_the_given_values_in_their_place():
    assert settings("figure", Momentum, {"lr": 0.5}) == {"lr": 0.5, "momentum": 0.9}


def test_what_is_no_class_or_no_hyper_parameter_is_refused():
    with pytest.raises(TypeError, match="figure got <.*give the class itself"):
        settings("figure", SGD(), {})
    with pytest.raises(ValueError, match="figure got 'rate', which the constructor of SGD does"):
        settings("figure", SGD, {"rate": 1.0})

"""noise_cloud: the cloud is as wide as a fixed point of the variance says."""

import numpy as np
import pytest
from widgets_learners import SGD, Momentum

from descent.widgets.noise_cloud import noise_cloud
from descent.widgets.scene import Line, Points

SIGMA = 2.0


def cloud(figure):
    ends = [mark for mark in figure.scene().panels[0].marks
            if isinstance(mark, Points) and len(mark.x) == 200]
    return np.transpose([ends[0].x, ends[0].y])


def dashed(figure, panel):
    return [mark for mark in figure.scene().panels[panel].marks
            if isinstance(mark, Line) and mark.kind != "contour"][-1]


def at(lr, batch_size, make=SGD, **more):
    figure = noise_cloud(make, sigma=SIGMA, **more)
    figure.set(lr=lr, batch_size=batch_size)
    return figure


def fixed_point(lr, batch_size):
    """Give the variance V that one step keeps: V = (1 − ηλ)² V + η²σ²/B, for both curvatures."""
    kept = (1 - lr * np.array([0.5, 2.0])) ** 2
    return np.linalg.solve(np.eye(2) - np.diag(kept), np.full(2, lr**2 * SIGMA**2 / batch_size))


@pytest.mark.parametrize("lr", [0.1, 0.5, 0.9])
@pytest.mark.parametrize("batch_size", [1, 8, 64])
def test_the_ellipse_has_twice_the_standard_deviations_that_one_step_keeps(lr, batch_size):
    figure = at(lr, batch_size)
    ellipse = dashed(figure, 0)
    variance = fixed_point(lr, batch_size)
    assert np.allclose([ellipse.x.max(), ellipse.y.max()], 2 * np.sqrt(variance))
    # 200 runs: the standard error of a variance is a tenth of it; five of them.
    assert np.allclose(cloud(figure).var(axis=0), variance, rtol=0.5)


def test_the_floor_is_the_mean_height_of_that_variance():
    figure = at(0.5, 4)
    floor = 0.5 * fixed_point(0.5, 4) @ [0.5, 2.0]
    assert np.allclose(dashed(figure, 1).y, floor)
    curve = figure.scene().panels[1].marks[0]
    late = curve.y[curve.x > 40]
    assert np.isclose(late.mean(), floor, rtol=0.1)
    assert np.isclose(curve.y[0], (9 / 4 + 4))  # all runs start at (−3, 2)


def test_twice_the_batch_halves_the_seen_variance_exactly():
    small, large = at(0.5, 4), at(0.5, 8)
    assert np.allclose(cloud(small).var(axis=0), 2 * cloud(large).var(axis=0))


def test_the_picture_says_how_many_runs_lie_in_the_ellipse():
    figure = at(0.5, 4)
    inside = (cloud(figure) ** 2 / fixed_point(0.5, 4)).sum(axis=1) < 4
    alt = figure.scene().panels[0].alt
    assert f"{inside.sum()} of 200 lie within" in alt
    assert abs(inside.mean() - (1 - np.exp(-2))) < 0.1  # two dimensions: 86 %


def test_nothing_is_predicted_where_nothing_settles():
    figure = at(1.1, 4)
    assert "from η = 2/λ = 1 on nothing settles in y" in figure.scene().status
    assert len(figure.scene().panels[1].marks) == 1


def test_momentum_spreads_more_widely_than_predicted_for_gradient_descent():
    assert (cloud(at(0.5, 4, Momentum)).var(axis=0) > 4 * fixed_point(0.5, 4)).all()


def test_the_learner_s_own_formula_draws_the_ellipse():
    figure = at(0.5, 4, noise_floor=lambda lr, lam, sigma2, B: lr * sigma2 / (2 * lam * B))
    ellipse = dashed(figure, 0)
    assert np.allclose([ellipse.x.max(), ellipse.y.max()], 2 * np.sqrt([0.5, 0.125]))
    assert "your noise_floor gives 0.5 and 0.125." in figure.scene().status


@pytest.mark.parametrize("value, seen", [
    (None, "None"), (-0.5, "-0.5"), (np.nan, "nan"), ("wide", "'wide'"), (0.0, "0.0"),
    (np.array([1.0, 2.0]), "array([1., 2.])"),
])
def test_a_formula_that_gives_no_variance_is_refused(value, seen):
    error = noise_cloud(SGD, noise_floor=lambda *known: value).scene().error
    assert error == f"noise_floor(0.5, 0.5, 4, 4) gave {seen}: give the variance, a number above 0"


def test_a_formula_that_is_not_written_yet_says_so():
    def noise_floor(lr, lam, sigma2, B):
        raise NotImplementedError

    assert "nothing to draw yet" in noise_cloud(SGD, noise_floor=noise_floor).scene().error


def test_a_class_without_a_learning_rate_is_refused():
    class Halve:
        def update(self, params, grads):
            params["x"] = params["x"] * 0.5

    with pytest.raises(ValueError, match="noise_cloud got 'lr', which the constructor of Halve"):
        noise_cloud(Halve)

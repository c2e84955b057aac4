"""stability_map: the map is that of the matrices' eigenvalues, and the path is the learner's."""

import numpy as np
import pytest
from widgets_learners import SGD, Adam, Momentum, NesterovLookahead

from descent.widgets.scene import Image, Label, Line, Points
from descent.widgets.stability_map import RULES, measured, radius, stability_map


def heavy_ball(lr, mu, lam=1.0):
    return np.array([[1 + mu - lr * lam, -mu], [1.0, 0.0]])


def nesterov(lr, mu, lam=1.0):
    """The matrix of (x, v) with the gradient taken at x + mu v."""
    slope = 1 - lr * lam
    return np.array([[slope, mu * slope], [-lr * lam, mu * slope]])


def spectral_radius(lr, mu, lam):
    return np.abs(np.linalg.eigvals(heavy_ball(lr, mu, lam))).max()


def marks(figure, kind, panel=0):
    return [mark for mark in figure.scene().panels[panel].marks if isinstance(mark, kind)]


@pytest.mark.parametrize("rule, matrix", [("heavy_ball", heavy_ball), ("nesterov", nesterov)])
def test_the_radius_is_that_of_the_matrix(rule, matrix):
    for q in np.linspace(0.05, 4, 17):
        for mu in np.linspace(0, 0.99, 12):
            true = np.abs(np.linalg.eigvals(matrix(q, mu))).max()
            assert radius(rule, q, mu) == pytest.approx(true, abs=1e-7)  # double roots: √rounding


@pytest.mark.parametrize("rule, matrix", [("heavy_ball", heavy_ball), ("nesterov", nesterov)])
def test_the_border_is_where_the_matrix_has_an_eigenvalue_of_modulus_one(rule, matrix):
    for mu in (0.0, 0.3, 0.9):
        border = RULES[rule].border(mu)
        below, above = (np.abs(np.linalg.eigvals(matrix(border + by, mu))).max()
                        for by in (-1e-3, 1e-3))
        assert below < 1 < above


@pytest.mark.parametrize("rule, matrix", [("heavy_ball", heavy_ball), ("nesterov", nesterov)])
def test_on_the_critical_curve_the_two_eigenvalues_meet(rule, matrix):
    for q in (0.04, 0.25, 0.81):
        first, second = np.linalg.eigvals(matrix(q, float(RULES[rule].critical(q))))
        assert abs(first - second) < 1e-6


def test_the_path_is_that_of_the_matrix_powers_and_its_rate_is_measured():
    figure = stability_map(Momentum, start=(0.3, 0.7))
    (seen,) = [line for line in marks(figure, Line, 1) if line.kind == "path"]
    powers = [np.linalg.matrix_power(heavy_ball(0.3, 0.7), k) @ [1.0, 1.0] for k in range(41)]
    assert np.allclose(seen.y, np.array(powers)[:, 0])
    assert f"predicted ρ = {np.sqrt(0.7):.4g}." in figure.scene().status
    assert "your Momentum changes by the same factor" in figure.scene().status
    (guide,) = [line for line in marks(figure, Line, 1) if line.kind == "guide"]
    assert np.allclose(guide.y[:41], 0.7 ** (np.arange(41) / 2))


@pytest.mark.parametrize("at, said", [
    ((0.3, 0.7), "two complex roots"), ((0.1, 0.2), "x creeps to 0"), ((2.2, 0.16), "changes sign"),
    ((0.25, 0.25), "the two roots have met"), ((3.0, 0.2), "x grows"), ((3.0, 0.5), "on the limit"),
    ((1.0, 0.0), "x arrives at once"),
])
def test_the_status_names_what_the_roots_make_of_the_path(at, said):
    status = stability_map(Momentum, start=at).scene().status
    assert said in status
    assert "changes by the same factor" in status


def test_the_point_can_be_put_on_every_stop_and_lies_in_the_picture():
    figure = stability_map(Momentum)
    figure.set(lr=3.3, mu=0.9)
    (point,) = marks(figure, Points)
    assert (point.x[0], point.y[0]) == (3.3, 0.9)


@pytest.mark.parametrize("make", [NesterovLookahead])
def test_nesterovs_map_goes_with_nesterovs_class_and_shows_the_heavy_balls_limit(make):
    figure = stability_map(make, "nesterov", start=(1.3, 0.9))
    true = np.abs(np.linalg.eigvals(nesterov(1.3, 0.9))).max()
    assert f"predicted ρ = {true:.4g}." in figure.scene().status
    assert "changes by the same factor" in figure.scene().status
    assert "limit of the heavy ball" in [line.label for line in marks(figure, Line)]


def test_a_class_of_another_rule_is_told_its_own_factor():
    status = stability_map(NesterovLookahead, start=(0.3, 0.7)).scene().status
    own = np.abs(np.linalg.eigvals(nesterov(0.3, 0.7))).max()
    assert f"your NesterovLookahead changes by the factor {own:.4g} a step, another one" in status


def test_a_path_that_no_two_roots_make_has_no_rate():
    class Signs(Momentum):
        def update(self, params, grads):
            params["x"] -= self.lr * np.sign(grads["x"])

    assert "not that of two roots" in stability_map(Signs).scene().status
    assert measured(np.array([1.0, np.nan, np.nan, np.nan])) is None


def test_a_learners_function_draws_the_map_and_speaks_at_the_point():
    figure = stability_map(Momentum, spectral_radius=spectral_radius, start=(0.3, 0.7))
    (image,) = marks(figure, Image)
    rows, columns = np.shape(image.values)
    q, mu = 4 * (np.arange(columns) + 0.5) / columns, (np.arange(rows) + 0.5) / rows
    for i, j in ((0, 0), (7, 20), (19, 31)):
        assert 2 * image.values[i, j] == pytest.approx(spectral_radius(q[j], mu[i], 1.0))
    assert figure.scene().status.endswith(f"Your spectral_radius gives {np.sqrt(0.7):.4g}.")


def test_contour_lines_carry_their_numbers_where_the_radius_has_them():
    labels = {mark.text: mark for mark in marks(stability_map(Momentum), Label)}
    assert set(labels) == {"ρ = 0.5", "ρ = 0.7", "ρ = 0.9"}
    assert labels["ρ = 0.9"].y == pytest.approx(0.81, abs=0.02)  # ρ = √μ; a row is 1/60 high


@pytest.mark.parametrize("wrong, said", [
    (lambda lr, mu, lam: None, "spectral_radius returned None: return one number"),
    (lambda lr, mu, lam: np.linalg.eigvals(heavy_ball(lr, mu, lam)), "return one number"),
    (lambda lr, mu, lam: 1j, "return one number"),
])
def test_a_function_that_returns_no_number_is_told_so(wrong, said):
    assert said in stability_map(Momentum, spectral_radius=wrong).scene().error


def test_a_function_that_returns_nan_still_gives_a_map():
    figure = stability_map(Momentum, spectral_radius=lambda lr, mu, lam: np.nan)
    assert "gives nan" in figure.scene().status and not figure.scene().error


def test_what_does_not_fit_is_refused_at_once():
    with pytest.raises(ValueError, match="rule='polyak': give one of 'heavy_ball', 'nesterov'"):
        stability_map(Momentum, "polyak")
    for make in (SGD, Adam):
        with pytest.raises(ValueError, match="'momentum', which the constructor"):
            stability_map(make)


def test_the_figure_waits_for_the_prediction():
    figure = stability_map(Momentum, prediction=None)
    assert figure.locked and not figure.scenes

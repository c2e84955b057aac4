"""rotated_bowl: gradient descent turns with the bowl, a rule for each coordinate does not."""

import numpy as np
import pytest
from widgets_learners import SGD, AdaGrad, Adam, Momentum

from descent.surfaces import bowl
from descent.widgets.rotated_bowl import at_all, rotated_bowl
from descent.widgets.scene import Line, Points


def marks(figure, kind, panel=0):
    return [mark for mark in figure.scene().panels[panel].marks if isinstance(mark, kind)]


def paths(figure):
    return {mark.label: np.transpose([mark.x, mark.y]) for mark in marks(figure, Line)
            if mark.kind == "path"}


def curve(figure, number=0):
    return [mark for mark in marks(figure, Line, 1) if mark.kind == "curve"][number]


def turn(degrees):
    cos, sin = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return np.array([[cos, -sin], [sin, cos]])


@pytest.mark.parametrize("angle", [0, 20, 45])
def test_gradient_descents_path_is_that_of_the_ravine_turned(angle):
    figure = rotated_bowl(AdaGrad, SGD)
    figure.set(angle=angle)
    straight = np.array([-7, 2]) * np.array([0.905, -0.9]) ** np.arange(31)[:, None]
    assert np.allclose(paths(figure)["SGD"], straight @ turn(angle).T)


def test_gradient_descent_ends_as_high_at_every_angle_and_adagrad_rises_with_it():
    figure = rotated_bowl(AdaGrad, SGD)
    f = 0.05 * (7 * 0.905**30) ** 2 + (2 * 0.9**30) ** 2
    sgd, adagrad = curve(figure, 0), curve(figure, 1)
    assert np.allclose(sgd.y, f)
    assert adagrad.y[0] < 1e-3 < 0.1 < adagrad.y[-1] and (np.diff(adagrad.y[:41]) > 0).all()
    status = figure.scene().status
    assert status.startswith("AdaGrad ends at f = 0.1411 at 45°, and at 0.0007219 at 0°.")
    assert f"SGD ends at f = {f:.4g}, at this angle as at every other." in status


def test_the_curve_holds_the_end_of_the_path_that_is_drawn():
    figure = rotated_bowl(AdaGrad)
    for angle in (0, 13, 45):
        figure.set(angle=angle)
        end = turn(angle).T @ paths(figure)["AdaGrad"][-1]
        f = end @ [0.05 * end[0], end[1]]
        line = curve(figure)
        assert line.y[list(line.x).index(angle)] == pytest.approx(f)
        (marked,) = marks(figure, Points, 1)
        assert (marked.x[0], marked.y[0]) == (angle, pytest.approx(f))


def test_on_the_contour_lines_the_bowl_has_one_height_each():
    figure = rotated_bowl(SGD)
    figure.set(angle=30)
    (line,) = [mark for mark in marks(figure, Line) if mark.kind == "contour"]
    rings = np.transpose([line.x, line.y]).reshape(7, 42, 2)[:, :-1]
    f = bowl((0.1, 2.0), np.radians(30)).value(rings)
    assert np.allclose(f, f[:, :1]) and np.allclose(f[1:] / f[:-1], 1.5**2)


def one_by_one(make, bowls, n_steps):
    ends = []
    for surface in bowls:
        optimizer, params = make(), {"x": surface.start.copy()}
        for _ in range(n_steps):
            optimizer.update(params, {"x": surface.grad(params["x"])})
        ends.append(params["x"])
    return np.array(ends)


class Normalized(SGD):
    """Its step depends on the whole array: several points at once would mix."""

    def update(self, params, grads):
        params["x"] -= self.lr * grads["x"] / np.linalg.norm(grads["x"])


class OnePoint(SGD):
    """Refuses more than one point."""

    def update(self, params, grads):
        x, y = params["x"]
        g, h = grads["x"]
        params["x"][:] = [float(x) - self.lr * float(g), float(y) - self.lr * float(h)]


@pytest.mark.parametrize("make", [SGD, Momentum, AdaGrad, Adam, Normalized, OnePoint])
def test_all_angles_at_once_go_as_each_alone(make):
    bowls = [bowl((0.1, 2.0), angle) for angle in np.linspace(0, np.pi / 4, 9)]
    together = at_all(lambda: make(lr=0.1), bowls, 12)
    assert np.allclose(together[-1], one_by_one(lambda: make(lr=0.1), bowls, 12))


def test_each_starts_with_the_rate_of_the_lessons_ravine_or_the_one_given():
    def rates(figure):
        return {control.name: control.value for control in figure._controls[1:]}

    assert rates(rotated_bowl(AdaGrad, SGD)) == {"AdaGrad.lr": 1.5, "SGD.lr": 0.95}
    assert rates(rotated_bowl(AdaGrad, Normalized)) == {"AdaGrad.lr": 1.5, "Normalized.lr": 0.1}
    assert rates(rotated_bowl(AdaGrad, SGD, lr=(1.0, 0.5))) == {"AdaGrad.lr": 1.0, "SGD.lr": 0.5}


def test_a_path_that_runs_away_is_said_to_at_its_angle():
    figure = rotated_bowl(SGD, lr=3.0, n_steps=60)
    assert figure.scene().status == "SGD runs away at 45°."


def test_what_does_not_fit_is_refused_at_once():
    with pytest.raises(TypeError, match="give optimizer classes, like rotated_bowl"):
        rotated_bowl(SGD(0.1))
    with pytest.raises(ValueError, match="takes 'beta1'"):
        rotated_bowl(SGD, beta1=0.9)


def test_the_figure_waits_for_the_prediction():
    assert rotated_bowl(AdaGrad, SGD, prediction=None).locked

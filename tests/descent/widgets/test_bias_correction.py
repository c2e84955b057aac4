"""Adam's averages and steps: closed forms for constant and alternating gradients; odd classes."""

import numpy as np
import pytest
from widgets_learners import Adam, Momentum

from descent.widgets.bias_correction import LAST, SEQUENCES, SHOWN, bias_correction

T = SHOWN + 1.0


class Uncorrected(Adam):
    def update(self, params, grads):
        super().update(params, grads)
        for key in grads:
            m_hat = self.m[key] / (1 - self.beta1**self.t)
            v_hat = self.v[key] / (1 - self.beta2**self.t)
            params[key] += self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
            params[key] -= self.lr * self.m[key] / (np.sqrt(self.v[key]) + self.eps)


class Hidden(Adam):
    """Keep the averages where nobody finds them."""

    def update(self, params, grads):
        if self.t:
            self.m, self.v = self.kept[0]
        super().update(params, grads)
        self.kept = [(self.m, self.v)]
        self.m = self.v = None


class Nested(Adam):
    """Keep the averages under the key first."""

    def update(self, params, grads):
        if self.t:
            self.m, self.v = ({k: s[name] for k, s in self.state.items()} for name in "mv")
        super().update(params, grads)
        self.state = {k: {"m": self.m[k], "v": self.v[k]} for k in params}
        del self.m, self.v


def marks(scene):
    return {mark.label: mark.y for panel in scene.panels for mark in panel.marks}


@pytest.mark.parametrize("beta1, beta2", [(0.9, 0.999), (0.5, 0.5), (0.99, 0.9999), (0.0, 0.9)])
def test_a_constant_gradient_gives_the_geometric_sums(beta1, beta2):
    seen = marks(bias_correction(Adam, beta1, beta2).scene())
    m, m_hat, v, v_hat, step, bare = seen.values()
    np.testing.assert_allclose(m, 1 - beta1**T, rtol=1e-9)
    np.testing.assert_allclose(v, 1 - beta2**T, rtol=1e-9)
    for ones in (m_hat, v_hat, step):
        np.testing.assert_allclose(ones, 1.0, rtol=2e-8)  # eps takes 1e-8 of the step
    np.testing.assert_allclose(bare, (1 - beta1**T) / np.sqrt(1 - beta2**T), rtol=1e-9)


def test_an_alternating_gradient_gives_its_closed_form():
    seen = marks(bias_correction(Adam, sequence="alternating").scene())
    expected = 0.1 * (0.9**T - (-1) ** T) / 1.9  # the sum of (1 - β) β^(t - i) (-1)^(i + 1)
    np.testing.assert_allclose(seen["m"], expected, rtol=1e-9)


def test_the_averages_of_any_sequence_are_weighted_sums():
    g = SEQUENCES["noise"]
    seen = marks(bias_correction(Adam, sequence="noise").scene())
    for name, beta, x in (("m", 0.9, g), ("v", 0.999, g**2)):
        sums = [(1 - beta) * beta ** np.arange(t, -1.0, -1) @ x[:t + 1] for t in SHOWN]
        np.testing.assert_allclose(seen[name], sums, rtol=1e-9)


def test_the_status_has_the_numbers_of_the_default_betas():
    status = bias_correction(Adam).scene().status
    assert "your first step is 1 η" in status
    assert "would be 3.162 η, the longest 6.569 η (at step 12), the last 1.258 η" in status


def test_steps_without_the_correction_are_named_and_right_ones_are_not():
    assert "Your steps are those without" in bias_correction(Uncorrected).scene().status
    for sequence in SEQUENCES:
        shown = bias_correction(Adam, sequence=sequence).scene()
        assert "Your steps are those" not in shown.status


def test_averages_kept_under_the_key_first_are_found():
    nested, plain = (marks(bias_correction(make).scene()) for make in (Nested, Adam))
    for label, y in plain.items():
        np.testing.assert_array_equal(nested[label], y)


@pytest.mark.parametrize("make", [Hidden, Momentum])
def test_a_class_that_keeps_no_m_and_v_has_its_steps_drawn(make):
    shown = bias_correction(make).scene()
    assert "only the steps are drawn" in shown.status
    assert list(marks(shown)) == ["your step / η"]


def test_a_betas_slider_is_there_where_the_constructor_takes_it():
    names = [control["name"] for control in bias_correction(Momentum).plan["controls"]]
    assert names == ["sequence"]


def test_steps_that_are_no_numbers_are_counted_from_where_they_begin():
    class Breaks(Adam):
        def update(self, params, grads):
            super().update(params, grads)
            if self.t == 7:
                params["x"] = params["x"] * np.nan

    assert bias_correction(Breaks).scene().status.startswith("From step 7 on your steps are no")


def test_each_step_shown_is_one_of_the_thousand_and_the_first_twenty_are():
    assert SHOWN[0] == 0 and SHOWN[-1] == LAST - 1 and len(SHOWN) < 80
    assert set(range(20)) <= set(SHOWN)


def test_it_stays_hidden_until_the_learner_has_predicted():
    assert bias_correction(Adam, prediction=None).locked

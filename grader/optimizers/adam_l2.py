"""Adam with an L2 penalty: its gradient joins the loss's before the moments see either."""

import numpy as np

from grader.answers import Optimizer
from grader.optimizers import adam
from grader.optimizers.adamw import accepted_from_adam, from_adam
from grader.rules import Rule


def penalised(step):
    """Let a step of Adam see the penalty's gradient too: its mistake becomes one of this rule."""
    def own(p, g, s, t, h):
        return step(p, g + h.weight_decay * p, s, t, h)
    return own


def step(p, g, s, t, h):
    """Take one step of Adam on the loss plus wd/2 times the squared length of p.

    Source: torch.optim.Adam with weight_decay, PyTorch 2.13; Loshchilov and Hutter 2019,
    arXiv 1711.05101, Algorithm 2 with the L2 term of its line 6.
    """
    return penalised(adam.step)(p, g, s, t, h)


RULE = Rule(step, {**adam.RULE.defaults, "weight_decay": 0.01}, adam.RULE.state, uses_time=True)


def seeing(gradient):
    """Make a step of Adam that sees gradient(g, p, h) in the place of the penalised one."""
    def wrong(p, g, s, t, h):
        return adam.step(p, gradient(g, p, h), s, t, h)
    return wrong


def split(of_first, of_second):
    """Make a step whose moments see g + wd p each only if so told (0 or 1)."""
    def wrong(p, g, s, t, h):
        pull = h.weight_decay * p
        s["m"] = adam.ema(s["m"], g + of_first * pull, h.beta1)
        s["v"] = adam.ema(s["v"], (g + of_second * pull) ** 2, h.beta2)
        m_hat, v_hat = s["m"] / (1 - h.beta1**t), s["v"] / (1 - h.beta2**t)
        return p - h.lr * m_hat / (np.sqrt(v_hat) + h.eps)
    return wrong


def after_moments(p, g, s, t, h):
    m_hat, v_hat = adam.corrected(g, s, t, h)
    return p - h.lr * (m_hat + h.weight_decay * p) / (np.sqrt(v_hat) + h.eps)


def squares_apart(p, g, s, t, h):
    """Square the two gradients apart: what is lost is twice their product."""
    pull = h.weight_decay * p
    s["m"] = adam.ema(s["m"], g + pull, h.beta1)
    s["v"] = adam.ema(s["v"], g**2 + pull**2, h.beta2)
    m_hat, v_hat = s["m"] / (1 - h.beta1**t), s["v"] / (1 - h.beta2**t)
    return p - h.lr * m_hat / (np.sqrt(v_hat) + h.eps)


def adamw(p, g, s, t, h):
    return adam.step(p * (1 - h.lr * h.weight_decay), g, s, t, h)


def adamw_after(p, g, s, t, h):
    return adam.step(p, g, s, t, h) * (1 - h.lr * h.weight_decay)


def both(p, g, s, t, h):
    return adam.step(p * (1 - h.lr * h.weight_decay), g + h.weight_decay * p, s, t, h)


def point_decayed(p, g, s, t, h):
    return adam.step(p * (1 - h.weight_decay), g, s, t, h)


PENALTIES = {
    "penalty-is-adamw": adamw,
    "penalty-is-adamw-after": adamw_after,
    "penalty-and-decay": both,
    "penalty-missing": adam.step,
    "penalty-after-moments": after_moments,
    "penalty-first-moment-only": split(1, 0),
    "penalty-second-moment-only": split(0, 1),
    "penalty-squares-apart": squares_apart,
    "penalty-on-point": point_decayed,
    "penalty-sign": seeing(lambda g, p, h: g - h.weight_decay * p),
    "penalty-times-lr": seeing(lambda g, p, h: g + h.lr * h.weight_decay * p),
    "penalty-halved": seeing(lambda g, p, h: g + h.weight_decay * p / 2),
    "penalty-doubled": seeing(lambda g, p, h: g + 2 * h.weight_decay * p),
    "penalty-value": seeing(lambda g, p, h: g + h.weight_decay / 2 * p**2),
    "penalty-of-sign": seeing(lambda g, p, h: g + h.weight_decay * np.sign(p)),
    "penalty-constant": seeing(lambda g, p, h: g + h.weight_decay),
    "penalty-undiminished": seeing(lambda g, p, h: g + p),
    "penalty-replaces-gradient": seeing(lambda g, p, h: h.weight_decay * p),
    "penalty-of-gradient": seeing(lambda g, p, h: g + h.weight_decay * g * p),
}

ADAM_L2 = Optimizer(
    "torch.optim.Adam with weight_decay, PyTorch 2.13",
    RULE,
    accepted=accepted_from_adam(penalised, RULE),
    mistakes={slug: RULE.but(wrong) for slug, wrong in (
        PENALTIES | from_adam(penalised)
        | {"step-before-moments": penalised(adam.step_before_moments)}).items()},
    # "params-decay" is a decay beside the penalty, and its words say that there should be none.
    # With a late gradient the penalty alone moves the first call, which those words deny. The
    # clocks stand under adamw.CLOCKS.
    same_here=frozenset({"params-decay", "gradient-stale", "time-stuck", "time-one-ahead"}))

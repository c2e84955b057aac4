"""Numbers in lesson 13's prose: closed forms, counts, and the race run by a net of our own."""

from functools import cache
from itertools import pairwise
from math import exp, log, pi, sqrt

import numpy as np

from descent.digits import load_digits

WIDTHS = (64, 100, 100, 100, 100, 10)
WEIGHTS = sum(n_in * n_out + n_out for n_in, n_out in pairwise(WIDTHS))
STEPS, BATCH = 300, 25
P1 = 1 / (1 + exp(2))  # softmax of the logits (2, 0) in the second class

# Each rule keeps its state s (two slots per array) and returns the change of one array.
RULES = {
    "SGD": lambda g, s, t, lr: -lr * g,
    "Momentum": lambda g, s, t, lr: velocity(g, s, lr),
    "Adam": lambda g, s, t, lr: quotient(g, s, t, lr),
}


def velocity(g, s, lr):
    s[0] = 0.9 * s[0] - lr * g
    return s[0]


def quotient(g, s, t, lr):
    s[0] = 0.9 * s[0] + 0.1 * g
    s[1] = 0.999 * s[1] + 0.001 * g * g
    return -lr * s[0] / (1 - 0.9**t) / (np.sqrt(s[1] / (1 - 0.999**t)) + 1e-8)


def forward(net, X):
    """Give the inputs of all layers and the logits; net is a list of (weights, bias row)."""
    inputs = [X]
    for weights, bias in net[:-1]:
        inputs.append(np.clip(inputs[-1] @ weights + bias, 0, None))
    return inputs, inputs[-1] @ net[-1][0] + net[-1][1]


def cross_entropy(logits, y):
    return float(np.mean(np.logaddexp.reduce(logits, axis=1) - logits[np.arange(len(y)), y]))


@cache
def final_loss(rule, lr, seed):
    """Give the validation loss of one run."""
    X, y, X_val, y_val = load_digits()
    rng = np.random.default_rng(seed)
    net = [[sqrt(2 / n_in) * rng.normal(size=(n_in, n_out)), np.zeros((1, n_out))]
           for n_in, n_out in pairwise(WIDTHS)]
    states = [[[0.0, 0.0], [0.0, 0.0]] for _ in net]
    for t in range(1, STEPS + 1):
        rows = rng.integers(len(y), size=BATCH)
        inputs, logits = forward(net, X[rows])
        back = np.exp(logits - np.logaddexp.reduce(logits, axis=1)[:, None]) - np.eye(10)[y[rows]]
        back /= BATCH
        for layer in reversed(range(len(net))):
            gradients = inputs[layer].T @ back, back.sum(axis=0, keepdims=True)
            back = (back @ net[layer][0].T) * (inputs[layer] > 0)
            for part, g in enumerate(gradients):
                net[layer][part] += RULES[rule](g, states[layer][part], t, lr)
    return cross_entropy(forward(net, X_val)[1], y_val)


def losses(rule, lr, fresh=False):
    return [final_loss(rule, lr, seed) for seed in (range(10, 15) if fresh else range(3))]


def median(*run):
    return float(np.median(losses(*run)))


GRIDS = {"SGD": (0.01, 0.03, 0.1, 0.3, 1.0), "Momentum": (0.003, 0.01, 0.03, 0.1, 0.3),
         "Adam": (0.0003, 0.001, 0.003, 0.01, 0.03)}


def adaptive_end(lr, share, correct, steps=30):
    """Give the height on x²/20 + y² where Adam-like rules end; share: (old, new) of the squares."""
    slopes, at = np.array([0.1, 2.0]), np.array([-7.0, 2.0])
    m = v = np.zeros(2)
    for t in range(1, steps + 1):
        g = slopes * at
        m, v = 0.9 * m + 0.1 * g, share[0] * v + share[1] * g * g
        first, second = (m / (1 - 0.9**t), v / (1 - share[0]**t)) if correct else (g, v)
        at = at - lr * first / (np.sqrt(second) + 1e-8)
    return float(slopes @ at**2) / 2


def sgd_end(steps=30):
    """Give the height where plain gradient descent ends at 0.95, in closed form."""
    return (7 * (1 - 0.095) ** steps) ** 2 / 20 + (2 * (1 - 1.9) ** steps) ** 2


def momentum_end(steps=30):
    """Give the height where momentum ends at 0.1 and 0.9: both coordinates by their matrix."""
    ends = []
    for slope, start in ((0.1, -7.0), (2.0, 2.0)):
        turn = np.array([[1 - 0.1 * slope, 0.9], [-0.1 * slope, 0.9]])  # of (place, velocity)
        ends.append((np.linalg.matrix_power(turn, steps) @ [start, 0.0])[0])
    return ends[0] ** 2 / 20 + ends[1] ** 2


def place_of_sgd():
    """Give the height of gradient descent if it is the second lowest of four, else nan."""
    others = sorted([momentum_end(), adaptive_end(1.5, (1, 1), False), adam_end(0.3)])
    return sgd_end() if others[0] < sgd_end() < others[1] else float("nan")


def adam_end(lr):
    return adaptive_end(lr, (0.999, 0.001), True)


def adam_last():
    """Give Adam's height at 0.3 if all others end lower, else nan."""
    others = momentum_end(), adaptive_end(1.5, (1, 1), False), sgd_end()
    return adam_end(0.3) if max(others) < adam_end(0.3) else float("nan")


def width_of_good_rates():
    """Give the factor between the ends of the rates below 0.4; nan when the methods differ."""
    factors = set()
    for rule, grid in GRIDS.items():
        good = [lr for lr in grid if median(rule, lr) < 0.4]
        assert len(good) == 3 and good == list(grid)[grid.index(good[0]):][:3]
        factors.add(round(good[-1] / good[0]))
    return factors.pop() if len(factors) == 1 else float("nan")


CLAIMS = [
    ("title", "1,797", lambda: sum(len(labels) for labels in load_digits()[1::2])),
    ("last-rule-fails", "64", lambda: load_digits()[0].shape[1]),
    ("last-rule-fails", "37,810", lambda: WEIGHTS),
    ("last-rule-fails", "11.4", lambda: 8 * WEIGHTS**2 / 1e9),
    ("picture", "30", None),
    ("layers", "0.0133", place_of_sgd),
    ("layers", "0.1022", adam_last),
    ("layers", "0.7", lambda: 0.7 if adam_end(0.7) < sgd_end() else float("nan")),
    ("net-task", "0.881", lambda: 1 - P1),
    ("net-task", "0.119", lambda: P1),
    ("net-task", "2.127", lambda: -log(P1)),
    ("net-task", "2.642", lambda: 3 * (1 - P1)),
    ("train", "300", lambda: STEPS),
    ("train", "25", lambda: BATCH),
    ("train", "6", lambda: STEPS * BATCH / len(load_digits()[1])),
    ("train", "500", lambda: len(load_digits()[3])),
    ("predict", "0.01", None),
    ("predict", "0.001", None),
    ("predict", "45", lambda: 3 * 5 * 3),
    ("race-read", "0.58", lambda: median("SGD", 0.01)),
    ("race-read", "0.25", lambda: median("Adam", 0.001)),
    ("race-read", "0.1", None),
    ("race-read", "0.30", lambda: median("SGD", 0.1)),
    ("race-read", "0.26", lambda: min(losses("SGD", 0.1))),
    ("race-read", "0.24", lambda: min(losses("Adam", 0.001))),
    ("race-read", "0.29", lambda: max(losses("Adam", 0.001))),
    ("race-read", "0.4", None),
    ("race-read", "10", width_of_good_rates),
    ("break", "0.29", lambda: median("SGD", 0.1, True)),
    ("break", "0.31", lambda: median("Adam", 0.001, True)),
    # The mean of the largest of three normal draws: David and Nagaraja, Order Statistics.
    ("tune-repair-task", "0.846", lambda: 3 / (2 * sqrt(pi))),
    ("report_why", "0.29", lambda: median("SGD", 0.1, True)),
    ("report_why", "0.23", lambda: min(losses("SGD", 0.1, True))),
    ("report_why", "0.37", lambda: max(losses("SGD", 0.1, True))),
    ("report_why", "0.31", lambda: median("Adam", 0.001, True)),
    ("report_why", "0.24", lambda: min(losses("Adam", 0.001, True))),
    ("report_why", "0.35", lambda: max(losses("Adam", 0.001, True))),
    ("report_why", "0.34", lambda: median("Momentum", 0.03, True)),
    ("report_why", "0.27", lambda: min(losses("Momentum", 0.03, True))),
    ("report_why", "0.42", lambda: max(losses("Momentum", 0.03, True))),
    ("report_why", "0.25", lambda: median("Adam", 0.001)),
    ("report_why", "0.30", lambda: median("SGD", 0.1)),
    ("report_why", "0.58", lambda: median("SGD", 0.01)),
    ("report_why_notes", "0.25", lambda: median("Adam", 0.001)),
    ("report_why_notes", "0.30", lambda: median("SGD", 0.1)),
    ("recall", "0.9", None),
]

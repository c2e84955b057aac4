"""Numbers in lesson 10's prose, computed from closed forms and from plain recursions in numbers."""

from math import gamma, prod, sqrt


def round_of_steps(t, c=3.0):
    """Lower bound of both rises over the fall of the round that begins at step t."""
    return (sqrt(t / (t + 1)) + sqrt(t / (t + 2))) / sqrt(2)


def mu(t, psi=0.004):
    return 0.9 * (1 - 0.5 * 0.96 ** (t * psi))


def nadam_step(t):
    """Step of NAdam over lr after t equal gradients; the root of v_hat is their size."""
    m = 1 - 0.9**t
    ahead, newest = prod(map(mu, range(1, t + 2))), prod(map(mu, range(1, t + 1)))
    return mu(t + 1) * m / (1 - ahead) + (1 - mu(t)) / (1 - newest)


def length(t, beta2=0.999):
    """Length of the plain average with the mean age of the weights beta2**i, one by one."""
    weights = [beta2**i for i in range(t)]
    return 1 + 2 * sum(i * w for i, w in enumerate(weights)) / sum(weights)


def variance(n):
    """First-order variance of 1/sqrt(h) for a mean h of n normal squares of variance 1."""
    return n / (2 * (n - 2) * (n - 4))


def true_variance(n):
    """The same from the moments of a chi-squared number."""
    first = gamma((n - 1) / 2) / gamma(n / 2) * sqrt(n / 2)
    return n / (n - 2) - first**2


def rectified(t):
    """Root of the quotient of two variances, that in the end over that after t steps."""
    return sqrt(variance(length(40_000)) / variance(length(t)))


V1 = 0.9 * 9
V2 = 0.1 * V1 + 0.9 * 1

CLAIMS = [
    ("last-rule-fails", "0.1", lambda: 1 / (1 + 3**2)),
    ("last-rule-fails", "0.3", None),
    ("predict", "0.1", None),
    ("predict", "0.999", None),
    ("theorem", "0.1", None),
    ("climb", "1.21", lambda: round_of_steps(4)),
    ("climb", "0.2", lambda: round_of_steps(4) - 1),
    ("climb", "0.1", None),
    ("climb", "8.1", lambda: V1),
    ("climb", "0.81", lambda: 0.1 * V1),
    ("climb", "0.9", lambda: 1 - 0.1),
    ("climb", "1.71", lambda: V2),
    ("climb", "0.99", lambda: 1 - 0.1**2),
    ("climb", "8.182", lambda: max(V1, V2) / (1 - 0.1**2)),
    ("climb", "2.860", lambda: sqrt(max(V1, V2) / (1 - 0.1**2))),
    ("climb", "-0.065", lambda: -0.1 + 0.1 / sqrt(max(V1, V2) / (1 - 0.1**2))),
    ("nadam-task", "0.001", lambda: 1 - 0.999),
    ("nadam-task", "0.316", lambda: 1 / sqrt(0.001 * 100**2)),
    ("nadam-task", "0.96", None),
    ("rho-task", "0.731", lambda: min(map(nadam_step, range(1, 101)))),
    ("rho-task", "0.1", None),
    ("rho-task", "0.3", None),
    ("radam-task", "1999", lambda: length(40_000)),
    ("radam-task", "3.997", lambda: length(4)),
    ("radam-task", "4.996", lambda: length(5)),
    ("radam-task", "5.994", lambda: length(6)),
    ("radam-task", "0.375", lambda: variance(6)),
    ("radam-task", "0.175", lambda: true_variance(6)),
    ("radam-task", "2.3", lambda: 100 * (variance(100) / true_variance(100) - 1)),
    ("project-task", "0.026", lambda: rectified(6)),
    ("project-task", "0.645", lambda: rectified(1000)),
    ("nadam_notes", "0.450", lambda: mu(1)),
    ("rho_t_notes", "0.999", None),
    ("radam_order_notes", "2.45", lambda: sqrt(sum(0.999**i for i in range(6)))),
    ("radam_order_notes", "0.017", lambda: rectified(5)),
    ("radam_order_notes", "0.026", lambda: rectified(6)),
    ("radam_order_notes", "0.0007", lambda: rectified(6) ** 2),
    ("radam_notes", "0.5", None),
    ("amsgrad_why_notes", "31.6", lambda: 1 / sqrt(1 - 0.999)),
    ("amsgrad_why", "0.316", lambda: 1 / sqrt(0.001 * 100**2)),
]

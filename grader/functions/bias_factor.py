"""bias_factor: the sum of the weights of t gradients in an exponential moving average."""

from grader.answers import Function


def right(beta, t):
    """Give 1 - beta**t.

    Source: Kingma and Ba 2015, arXiv 1412.6980, section 3, equation 4.
    """
    return 1 - beta**t


BIAS_FACTOR = Function(
    "Kingma and Ba 2015, arXiv 1412.6980, section 3, equation 4", right,
    mistakes={
        "factor-power-only": lambda beta, t: beta**t,
        "factor-upside-down": lambda beta, t: 1 / (1 - beta**t),
        "factor-beta-times-t": lambda beta, t: 1 - beta * t,
        "factor-time-unused": lambda beta, t: 1 - beta + 0 * t,
        "factor-one-minus-inside": lambda beta, t: (1 - beta) ** t,
        "factor-late": lambda beta, t: 1 - beta ** (t - 1),
        "factor-early": lambda beta, t: 1 - beta ** (t + 1),
        "factor-geometric-sum": lambda beta, t: (1 - beta**t) / (1 - beta),
        "factor-root": lambda beta, t: (1 - beta**t) ** 0.5,
        "factor-times-t": lambda beta, t: (1 - beta) * t,
    })

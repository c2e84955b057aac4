"""What students write into the assignment "optimizers", and which of its tests that fails.

Each answer says it by hand, from the rule that the test asks for; none of it was computed by
running an engine. An answer that is not written fails every test that uses its class.
"""

from dataclasses import dataclass
from textwrap import indent

__all__ = ["ANSWERS", "NOT_WRITTEN", "OF_ADAM", "OF_MOMENTUM", "OF_SGD", "POINTS", "Answer"]

# Of the graded cells, in their order; the last one is marked by hand.
POINTS = {"sgd_check": 2, "momentum_check": 2, "adam_check": 3, "adam_long_check": 3,
          "valley_check": 2, "first_step": 2}
OF_SGD = ("sgd_check", "valley_check")
OF_MOMENTUM = ("momentum_check", "valley_check")
OF_ADAM = ("adam_check", "adam_long_check", "valley_check")


@dataclass(frozen=True)
class Answer:
    """One way of answering.

    Attributes:
        story: what the student did.
        source: all of the cell; "" where it is left as it was released.
        fails: the tests that it fails.
    """

    story: str
    source: str
    fails: tuple[str, ...] = ()


def sgd(story: str, body: str, fails: tuple[str, ...] = ()) -> Answer:
    """Give an answer to the first exercise, from the body of `update`."""
    return Answer(story, f"""class SGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
{indent(body.strip(), " " * 8)}
""", fails)


def momentum(story: str, body: str, fails: tuple[str, ...] = ()) -> Answer:
    """Give an answer to the second exercise, from the body of `update`."""
    return Answer(story, f"""class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.v = lr, momentum, None

    def update(self, params, grads):
        if self.v is None:
            self.v = {{key: np.zeros_like(value) for key, value in params.items()}}
{indent(body.strip(), " " * 8)}
""", fails)


def adam(story: str, body: str, fails: tuple[str, ...] = (), after: str = "") -> Answer:
    """Give an answer to the third exercise, from the body of `update`."""
    return Answer(story, f"""class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.t, self.m, self.v = 0, {{}}, {{}}

    def update(self, params, grads):
        for key in params:
            self.m.setdefault(key, np.zeros_like(params[key]))
            self.v.setdefault(key, np.zeros_like(params[key]))
{indent(body.strip(), " " * 8)}
{after}""", fails)


AVERAGES = """
self.t += 1
for key, g in grads.items():
    self.m[key] = self.beta1 * self.m[key] + (1 - self.beta1) * g
    self.v[key] = self.beta2 * self.v[key] + (1 - self.beta2) * g**2
"""

NOT_WRITTEN = {"sgd": Answer("not written", "", OF_SGD),
               "momentum": Answer("not written", "", OF_MOMENTUM),
               "adam": Answer("not written", "", OF_ADAM)}
# Exercise -> its answers, right ones first; each exercise has more than one right writing.
ANSWERS = {
    "sgd": (
        sgd("in place", "for key in params:\n    params[key] -= self.lr * grads[key]"),
        sgd("rebinds", "for key in grads:\n    params[key] = params[key] - self.lr * grads[key]"),
        sgd("all keys at once",
            "params.update({k: p - self.lr * grads[k] for k, p in params.items()})"),
        sgd("uphill", "for key in params:\n    params[key] += self.lr * grads[key]", OF_SGD),
        sgd("new names only",
            "for p, g in zip(params.values(), grads.values()):\n    p = p - self.lr * g", OF_SGD),
        sgd("first key only", "for key in params:\n    params[key] -= self.lr * grads[key]\n"
            "    return", OF_SGD),
        NOT_WRITTEN["sgd"],
    ),
    "momentum": (
        momentum("velocity", "for k in params:\n    self.v[k] = self.momentum * self.v[k] "
                 "- self.lr * grads[k]\n    params[k] += self.v[k]"),
        momentum("opposite sign", "for k in params:\n    self.v[k] = self.momentum * self.v[k] "
                 "+ self.lr * grads[k]\n    params[k] -= self.v[k]"),
        momentum("in place", "for k, v in self.v.items():\n    v *= self.momentum\n"
                 "    v -= self.lr * grads[k]\n    params[k] += v"),
        momentum("rate outside", "for k in params:\n    self.v[k] = self.momentum * self.v[k] "
                 "- grads[k]\n    params[k] += self.lr * self.v[k]"),
        momentum("averages", "for k in params:\n    self.v[k] = self.momentum * self.v[k] "
                 "- (1 - self.momentum) * grads[k]\n    params[k] += self.lr * self.v[k]",
                 OF_MOMENTUM),
        momentum("forgets", "for k in params:\n    v = -self.lr * grads[k]\n    params[k] += v",
                 OF_MOMENTUM),
        momentum("misspelt", "for k in params:\n    self.v[k] = self.mu * self.v[k] "
                 "- self.lr * grads[k]\n    params[k] += self.v[k]", OF_MOMENTUM),
        NOT_WRITTEN["momentum"],
    ),
    "adam": (
        adam("corrected", AVERAGES + """
    m_hat = self.m[key] / (1 - self.beta1**self.t)
    v_hat = self.v[key] / (1 - self.beta2**self.t)
    params[key] = params[key] - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
"""),
        adam("efficient", AVERAGES + """
    lr_t = self.lr * np.sqrt(1 - self.beta2**self.t) / (1 - self.beta1**self.t)
    params[key] -= lr_t * self.m[key] / (np.sqrt(self.v[key]) + self.eps)
"""),
        adam("helper", AVERAGES + """
    params[key] -= self.lr * self.step(self.m[key], self.v[key])
""", after="""
    def step(self, m, v):
        m_hat, v_hat = m / (1 - self.beta1**self.t), v / (1 - self.beta2**self.t)
        return m_hat / (np.sqrt(v_hat) + self.eps)
"""),
        adam("differences", """
self.t += 1
for key in params:
    self.m[key] += (1 - self.beta1) * (grads[key] - self.m[key])
    self.v[key] += (1 - self.beta2) * (grads[key] ** 2 - self.v[key])
    m_hat = self.m[key] / (1 - self.beta1**self.t)
    v_hat = self.v[key] / (1 - self.beta2**self.t)
    params[key] -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
"""),
        adam("no correction", AVERAGES + """
    params[key] -= self.lr * self.m[key] / (np.sqrt(self.v[key]) + self.eps)
""", ("adam_check", "adam_long_check")),
        adam("time per key", AVERAGES.replace("self.t += 1\nfor key, g in grads.items():",
                                              "for key, g in grads.items():\n    self.t += 1") + """
    m_hat = self.m[key] / (1 - self.beta1**self.t)
    v_hat = self.v[key] / (1 - self.beta2**self.t)
    params[key] -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
""", ("adam_check",)),
        adam("no root", AVERAGES + """
    m_hat = self.m[key] / (1 - self.beta1**self.t)
    v_hat = self.v[key] / (1 - self.beta2**self.t)
    params[key] -= self.lr * m_hat / (v_hat + self.eps)
""", ("adam_check", "adam_long_check")),
        adam("time stands still", AVERAGES.replace("self.t += 1", "") + """
    m_hat = self.m[key] / (1 - self.beta1**self.t)
    v_hat = self.v[key] / (1 - self.beta2**self.t)
    params[key] -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
""", OF_ADAM),
        adam("raises", AVERAGES + "    params[key] -= self.lr * m_hat\n", OF_ADAM),
        NOT_WRITTEN["adam"],
    ),
}

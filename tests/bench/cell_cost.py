"""What a notebook's cells cost, in seconds of processor time: figures, tracebacks, a child's start.

`python tests/bench/cell_cost.py [ROUNDS]` prints a table. The rows are run in turns, round after
round; for each stands the least and the median of the child's own time, with and without its
figures. To compare with another state of the course, run this file at the same time with
PYTHONPATH set to a work tree of it.
"""

import sys
import time
from statistics import median

from grader.running import Step, run
from grader.sandbox.keeper import Keeper

IMPORTS = "import numpy as np\nimport matplotlib.pyplot as plt"
OPTIMIZERS = ["""class SGD:
    def __init__(self, lr=0.01):
        self.lr = lr
    def update(self, params, grads):
        for key in params:
            params[key] = params[key] - self.lr * grads[key]
""", """class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.v = lr, momentum, {}
    def update(self, params, grads):
        for key in params:
            self.v[key] = self.momentum * self.v.get(key, 0) - self.lr * grads[key]
            params[key] = params[key] + self.v[key]
""", """class Adam:
    def __init__(self, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m, self.v, self.t = {}, {}, 0
    def update(self, params, grads):
        self.t += 1
        for key, g in grads.items():
            self.m[key] = self.beta1 * self.m.get(key, 0) + (1 - self.beta1) * g
            self.v[key] = self.beta2 * self.v.get(key, 0) + (1 - self.beta2) * g**2
            m_hat = self.m[key] / (1 - self.beta1**self.t)
            v_hat = self.v[key] / (1 - self.beta2**self.t)
            params[key] = params[key] - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
"""]
STUB = "class NAdam:\n    def update(self, params, grads):\n        raise NotImplementedError"
LOGLOG = """fig, ax = plt.subplots()
for make in (SGD, Momentum, Adam):
    params, losses, optimizer = {"w": np.array([1.0, -2.0])}, [], make()
    for _ in range(200):
        optimizer.update(params, {"w": 2 * params["w"]})
        losses.append((params["w"]**2).sum() + 1e-12)
    ax.loglog(np.arange(1, 201), losses, label=make.__name__)
ax.set(xlabel="step", ylabel="loss", title="Three optimizers")
ax.legend()
ax.grid(True)
plt.show()
"""
CONTOUR = """x, y = np.meshgrid(np.linspace(-8, 8, 200), np.linspace(-4, 4, 200))
fig, ax = plt.subplots(figsize=(7, 4))
fig.colorbar(ax.contourf(x, y, x**2 / 20 + y**2, alpha=0.3))
ax.contour(x, y, x**2 / 20 + y**2, levels=20)
ax.plot([-7, -4, -2, 0], [2, -1, 1, 0], "o-", label="a path")
ax.legend()
plt.show()
"""
LESSONS = """from descent.plots import contour, show
from descent.paths import follow
from descent.surfaces import RAVINE
show(contour(RAVINE, {"SGD": follow(SGD(0.9), RAVINE)}, title="A ravine"), alt="It zigzags")
"""


def tests(*names):
    """Make a test cell for each class, whose assertions stand three calls deep."""
    return [f"""def drive(optimizer):
    params = {{"w": np.array([1.0, -2.0]), "b": np.array(0.5)}}
    for _ in range(50):
        optimizer.update(params, {{key: 2 * value for key, value in params.items()}})
    return params
assert abs(drive({name}())["w"][0]) < 1
np.testing.assert_allclose(drive({name}())["w"].shape, (2,))""" for name in names]


PLAIN = [IMPORTS, *OPTIMIZERS, *tests("SGD", "Momentum", "Adam", "Momentum", "Adam")]
NOTEBOOKS = {
    "nothing": ["1"],
    "three optimizers, five tests": PLAIN,
    "… and a log-log figure": [*PLAIN, LOGLOG],
    "… and a contour figure": [*PLAIN, CONTOUR],
    "… and a figure of the lessons": [*PLAIN, LESSONS],
    "30,000 lines printed": ["for number in range(30_000):\n    print(number, number**2)"],
    "a stub, five tests that fail": [IMPORTS, STUB, *tests(*["NAdam"] * 5)],
    "an error inside NumPy": [IMPORTS, "def f(a):\n    return np.linalg.solve(a, np.ones(3))",
                              "f(np.zeros((3, 3)))"],
}


class Watched(Keeper):
    """A keeper that remembers the children of its sandbox."""

    children: list = []

    def sandbox(self):
        """Give the sandbox, of which each new child is remembered."""
        sandbox = super().sandbox()
        if "child" not in vars(sandbox):
            make = sandbox.child
            sandbox.child = lambda *asked: self.children.append(make(*asked)) or self.children[-1]
        return sandbox


def main():
    """Run all notebooks in turns, and print what they cost."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    keeper, taken = Watched(("inside.cells",)), {}
    keeper.sandbox()
    time.sleep(5)  # while nobody asks, it warms itself
    for _ in range(rounds):
        for name, cells in NOTEBOOKS.items():
            for figures in (True, False):
                keeper.children.clear()
                run([Step(cell) for cell in cells], keeper, 60, 300, figures=figures)
                taken.setdefault(name, {True: [], False: []})[figures].append(
                    1000 * sum(child.ending.cpu_seconds for child in keeper.children))
    keeper.close()
    print(f"{'ms of processor time, least and median':40} {'figures':>13} {'no figures':>13}")
    for name, row in taken.items():
        drawn, told = (f"{min(row[way]):6.0f} {median(row[way]):6.0f}" for way in (True, False))
        print(f"{name:40} {drawn:>13} {told:>13}")


if __name__ == "__main__":
    main()

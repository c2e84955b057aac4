# %% [markdown]
# The same picture, moved in four ways; `slider_speed.py` opens it in JupyterLab.

# %%
import ipywidgets
import numpy as np
from IPython.display import display
from matplotlib import pyplot as plt
from matplotlib.figure import Figure

from descent.paths import follow
from descent.plots import contour_levels
from descent.surfaces import RAVINE, ROSENBROCK
from descent.widgets import explore

STEPS = 30
LOW, HIGH, START = 0.01, 1.1, 0.95
SIZE = 9.4, 3.8  # inches, the size of `explore` at 100 dots per inch


class SGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        for key in params:
            params[key] -= self.lr * grads[key]


class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.v = lr, momentum, {}

    def update(self, params, grads):
        for key in params:
            self.v[key] = self.momentum * self.v.get(key, 0.0) - self.lr * grads[key]
            params[key] += self.v[key]


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.t, self.m, self.v = 0, {}, {}

    def update(self, params, grads):
        self.t += 1
        for key, g in grads.items():
            self.m[key] = self.beta1 * self.m.get(key, 0.0) + (1 - self.beta1) * g
            self.v[key] = self.beta2 * self.v.get(key, 0.0) + (1 - self.beta2) * g**2
            m_hat = self.m[key] / (1 - self.beta1**self.t)
            v_hat = self.v[key] / (1 - self.beta2**self.t)
            params[key] -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)


def draw(figure, lr):
    """Draw map, path and heights; give the two lines that depend on lr."""
    x, y = (np.linspace(*limits, 140) for limits in RAVINE.window)
    z = RAVINE.value(np.stack(np.meshgrid(x, y), axis=-1))
    path = follow(SGD(lr), RAVINE, n_steps=STEPS)
    plane, heights = figure.subplots(1, 2)
    plane.contour(x, y, z, contour_levels(z, 0.0), linewidths=0.7)
    plane.plot(0, 0, "*")
    plane.set(xlabel="x", ylabel="y", xlim=RAVINE.window[0], ylim=RAVINE.window[1])
    heights.set(xlabel="step", ylabel="f", xlim=(0, STEPS), ylim=(1e-6, 10), yscale="log")
    (walked,) = plane.plot(*path.T, "o-")
    (curve,) = heights.plot(np.arange(STEPS + 1), RAVINE.value(path), "o-")
    return walked, curve


def slider():
    return ipywidgets.FloatSlider(START, min=LOW, max=HIGH, step=(HIGH - LOW) / 60)


# %% id="explore"
explore(SGD, lr=START, lr_range=(LOW, HIGH))

# %% id="two"
explore(Momentum, Adam, lr=(0.0002, 0.1), surface=ROSENBROCK, n_steps=200)

# %% id="start"
explore(SGD, lr=START, lr_range=(LOW, HIGH))

# %% id="start_two"
explore(Momentum, Adam, lr=(0.0002, 0.1), surface=ROSENBROCK, n_steps=200)


# %% id="inline"
@ipywidgets.interact(lr=slider())
def picture(lr):
    figure = Figure(figsize=SIZE)
    draw(figure, lr)
    display(figure)


# %% id="ipympl"
# %matplotlib widget
figure = plt.figure(figsize=SIZE)
walked, curve = draw(figure, START)


def follow_slider(change):
    path = follow(SGD(change["new"]), RAVINE, n_steps=STEPS)
    walked.set_data(*path.T)
    curve.set_ydata(RAVINE.value(path))
    figure.canvas.draw_idle()


own_slider = slider()
own_slider.observe(follow_slider, "value")
display(own_slider)
plt.show()

"""Draw the pictures of the README: `python assets/make_pictures.py`."""

from pathlib import Path

from matplotlib import style

from descent.paths import follow
from descent.plots import STYLE, contour, panels
from descent.surfaces import RAVINE
from grader.catalogue import exercise

RUNS = {"SGD": ("sgd", {"lr": 0.95}), "Momentum": ("momentum", {"lr": 0.1}),
        "Adam": ("adam", {"lr": 0.3})}

if __name__ == "__main__":
    figure, axes = panels(len(RUNS), share_y=True)
    for ax, (name, (stem, hyper)) in zip(axes, RUNS.items(), strict=True):
        path = follow(exercise(stem).right(**hyper), RAVINE)
        height = RAVINE.value(path[-1])
        contour(RAVINE, {name: path}, title=f"lr {hyper['lr']}: f = {height:.4f} after 30 steps",
                ax=ax)
    with style.context(STYLE):
        figure.savefig(Path(__file__).with_name("ravine.png"), dpi=110,
                       metadata={"Software": None})

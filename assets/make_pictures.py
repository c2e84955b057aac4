"""Draw the pictures of the README: `python assets/make_pictures.py`."""

from io import BytesIO
from pathlib import Path

import numpy as np
from matplotlib import style
from matplotlib.figure import Figure
from PIL import Image

from descent.paths import follow
from descent.plots import STYLE, contour, panels
from descent.surfaces import RAVINE
from grader.catalogue import exercise

HERE = Path(__file__).parent
RUNS = {"SGD": ("sgd", {"lr": 0.95}), "Momentum": ("momentum", {"lr": 0.1}),
        "Adam": ("adam", {"lr": 0.3})}
STEPS = 30
STEP_TIME, END_TIME = 150, 3000  # milliseconds that a step, and the last picture, are seen
PLAYS = 3  # then it stands still: what moves for ever draws the eye from the text


def paths() -> dict[str, np.ndarray]:
    """Follow each method; label -> array (STEPS + 1, 2)."""
    return {name: follow(exercise(stem).right(**hyper), RAVINE, n_steps=STEPS)
            for name, (stem, hyper) in RUNS.items()}


def draw_ravine() -> Image.Image:
    """Draw each method's path in a panel of its own."""
    figure, axes = panels(len(RUNS), share_y=True)
    for ax, (name, path) in zip(axes, paths().items(), strict=True):
        title = f"lr {RUNS[name][1]['lr']}: f = {RAVINE.value(path[-1]):.4f} after {STEPS} steps"
        contour(RAVINE, {name: path}, title=title, ax=ax)
    return _image(figure, dpi=110)


def draw_race(step: int) -> Image.Image:
    """Draw where all methods are after some steps, on one map."""
    with style.context(STYLE):
        ax = Figure(figsize=(7.0, 3.6)).add_subplot()
    so_far = {name: path[: step + 1] for name, path in paths().items()}
    return _image(contour(RAVINE, so_far, title=f"step {step} of {STEPS}", ax=ax), dpi=110)


def save_ravine(file: Path) -> None:
    """Write the picture as PNG."""
    draw_ravine().save(file, optimize=True)


def save_race(file: Path) -> None:
    """Write the animation as GIF."""
    drawn = [draw_race(step) for step in range(STEPS + 1)]
    # One palette, of the last picture, which has all colours. Pillow's default, the median cut,
    # would lose the few yellow pixels and the white of the paper.
    palette = drawn[-1].quantize(method=Image.Quantize.MAXCOVERAGE)
    first, *others = (image.quantize(palette=palette, dither=Image.Dither.NONE) for image in drawn)
    first.save(file, save_all=True, append_images=others, loop=PLAYS - 1,
               duration=[STEP_TIME] * STEPS + [END_TIME])


def _image(figure: Figure, dpi: int) -> Image.Image:
    data = BytesIO()
    with style.context(STYLE):
        figure.savefig(data, dpi=dpi)
    return Image.open(data).convert("RGB")


if __name__ == "__main__":
    save_ravine(HERE / "ravine.png")
    save_race(HERE / "race.gif")

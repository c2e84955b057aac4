"""bias_correction(Adam): the two averages, corrected and not, and what becomes of the step."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from descent.observe import lacking
from descent.plots import BLUE, DASHED, DOTTED, LOOKS, RED, SOLID
from descent.widgets.ends import drawable, limits
from descent.widgets.feed import Fed, feed, made, need_class
from descent.widgets.figure import MovingFigure
from descent.widgets.scene import Choice, Line, Mark, Panel, Scene, Slider, written
from descent.words import words

__all__ = ["SEQUENCES", "bias_correction"]

LAST = 1000
BETAS1 = (*(i / 20 for i in range(19)), *(i / 100 for i in range(91, 100)))
BETAS2 = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.97, 0.98, 0.99, 0.995, 0.997, 0.998, 0.999, 0.9995,
          0.9997, 0.9999)
SEQUENCES = {
    "constant": np.ones(LAST),
    "alternating": np.where(np.arange(LAST) % 2, -1.0, 1.0),
    "spike": np.where(np.arange(LAST) == 29, 5.0, 1.0),
    "noise": np.random.default_rng(8).normal(0.5, 1.0, LAST),
}
# All sequences run at once, one in each entry of the params.
GRADS = np.stack(list(SEQUENCES.values()), axis=1)
# Every step at first, then pairs of neighbours, evenly on the log axis: a sequence that
# alternates shows both its sides.
SHOWN = np.unique([*range(20), *(t + i for t in np.geomspace(22, LAST - 1, 26).astype(int)
                                 for i in (-1, 0))])
LOOKS_OF = {"m": (BLUE, SOLID, "o"), "m_hat": (BLUE, DASHED, ""), "v": (RED, SOLID, "s"),
            "v_hat": (RED, DOTTED, ""), "step": LOOKS["Adam"],
            "bare": LOOKS["Adam without correction"]}


def bias_correction(make: type, beta1: float = 0.9, beta2: float = 0.999,
                    sequence: str = "constant", prediction: object = ...) -> MovingFigure:
    """Show m, v, their corrections, and the step of a learner's Adam against t, up to 1000.

    m and v are the instance's own, kept under these names for a parameter; corrections and the
    step m/√v without them are computed from these. A scene takes a thousand updates.

    Args:
        make: the class; its constructor takes lr, and where it takes beta1 and beta2 they have
            sliders.
        sequence: the gradients to start with, a key of SEQUENCES.
        prediction: when it is None, the figure stays hidden until the learner has predicted.

    Raises:
        TypeError: `make` is no class.
    """
    need_class(make, "bias_correction")

    @lru_cache(maxsize=128)
    def run(betas: tuple) -> Fed:
        return feed(made(make, lr=1.0, **dict(betas)), GRADS)

    def draw(sequence: str, **betas: float) -> Scene:
        fed, i = run(tuple(betas.items())), list(SEQUENCES).index(sequence)
        own = {name: fed.states[name][:, i] for name in "mv" if name in fed.states}
        return _scene(-fed.steps[:, i], own, betas)

    stops = {"beta1": (BETAS1, beta1), "beta2": (BETAS2, beta2)}
    sliders = [Slider(name, words(f"widgets.hyper.{name}"), 0, 1, start,
                      stops=sorted({*values, start}))
               for name, (values, start) in stops.items() if not lacking(make, [name])]
    choice = Choice("sequence", _said("sequence"), {key: _said(key) for key in SEQUENCES},
                    sequence)
    return MovingFigure(draw, [*sliders, choice], (), _said("title"), locked=prediction is None,
                        table=sliders[-1].name if sliders else None)


def _scene(steps: np.ndarray, own: dict[str, np.ndarray], betas: dict[str, float]) -> Scene:
    said = {"first": written(steps[0]), "last": LAST, "end": written(steps[-1])}
    shown = {"step": steps}
    broken = np.flatnonzero(~np.isfinite(steps))
    if len(own) < 2 or len(betas) < 2:
        status, alts = _said("steps_only", **said), ("averages_alone_alt", "steps_alone_alt")
    else:
        t = np.arange(1.0, LAST + 1)
        for name, beta in zip("mv", betas.values(), strict=True):
            shown |= {name: own[name], f"{name}_hat": own[name] / (1 - beta**t)}
        shown["bare"] = np.where(own["v"] > 0, own["m"] / np.sqrt(np.abs(own["v"])), np.nan)
        said |= _uncorrected(shown["bare"]) | {k: written(beta) for k, beta in betas.items()}
        said |= {name: written(shown[name][0]) for name in ("m", "m_hat", "v", "v_hat")}
        said |= {f"{name}_end": written(own[name][-1]) for name in own}
        status, alts = _said("status", **said), ("averages_alt", "steps_alt")
        if np.allclose(steps, shown["bare"], rtol=1e-3, atol=1e-6, equal_nan=True):
            status += " " + _said("uncorrected")
    if len(broken):
        status = _said("broken", step=broken[0] + 1)
    averages = _panel(shown, ("m", "m_hat", "v", "v_hat"), _said(alts[0], **said), "averages")
    return Scene([averages, _panel(shown, ("step", "bare"), _said(alts[1], **said), "steps")],
                 status)


def _uncorrected(bare: np.ndarray) -> dict[str, str]:
    """Say how long the steps without the correction are: the first, the longest, the last."""
    sizes = np.where(np.isfinite(bare), np.abs(bare), 0.0)
    at = int(sizes.argmax())
    return {"bare": written(bare[0]), "peak": written(bare[at]), "at": at + 1,
            "end": written(bare[-1])}


def _panel(shown: dict[str, np.ndarray], names: tuple[str, ...], alt: str, ylabel: str) -> Panel:
    drawn = {name: drawable(shown[name][SHOWN]) for name in names if name in shown}
    lines: list[Mark] = [Line(SHOWN + 1.0, y, LOOKS_OF[name], _said(name))
                         for name, y in drawn.items()]
    return Panel(lines, alt, words("plots.step"), _said(ylabel), (0.9, 1100),
                 limits(*drawn.values(), most=50.0), log_x=True)


def _said(key: str, **values: object) -> str:
    return words(f"widgets.bias_correction.{key}", **values)

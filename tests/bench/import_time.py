"""What the course adds to a start: `python tests/bench/import_time.py`.

Seconds of importing, in fresh processes by turns; and bytes of front end that JupyterLab loads
for a lesson's moving figures. It needs Chromium.
"""

import subprocess
import sys
from statistics import median

from lab import Course, lab_in_chromium, run
from playwright.sync_api import Page, Response

from descent.widgets import front

RUNS = 7
LESSON = "01_gradient_descent"
# Each holds the one before: the difference is what it adds.
IMPORTS = {
    "numpy, matplotlib.pyplot": "import numpy, matplotlib.pyplot",
    "IPython, as in every kernel": "import ipykernel.kernelapp, ipykernel.zmqshell",
    "descent": "import descent",
    "descent.plots": "import descent.plots",
    "descent.widgets": "import descent.widgets",
}
EXTENSIONS = {"anywidget": "/extensions/anywidget/", "ipywidgets": "/extensions/@jupyter-widgets/"}


def seconds(code: str) -> float:
    """Time the last line of a piece of code in a process of its own."""
    *before, last = code.splitlines()
    timed = [*before, "import time", "start = time.perf_counter()", last,
             "print(time.perf_counter() - start)"]
    done = subprocess.run([sys.executable, "-c", "\n".join(timed)], capture_output=True,
                          text=True, check=True)
    return float(done.stdout)


def import_times() -> dict[str, float]:
    """Give the median of what each import adds to those before it."""
    lines = list(IMPORTS.values())
    times: dict[str, list[float]] = {name: [] for name in IMPORTS}
    for _ in range(RUNS):
        for i, name in enumerate(IMPORTS):
            times[name].append(seconds("\n".join(lines[:i + 1])))
    return {name: median(row) for name, row in times.items()}


def front_end() -> dict[str, int]:
    """Open a lesson, run it, and give the bytes of what came for its figures."""
    responses: list[Response] = []

    def prepare(_: Course, page: Page) -> None:
        page.on("response", lambda response: responses.append(response))

    with lab_in_chromium(prepare) as lab:
        run(lab, f"solutions/{LESSON}/{LESSON}.ipynb")
        sizes = {name: sum(len(one.body()) for one in responses if part in one.url)
                 for name, part in EXTENSIONS.items()}
    own = front.module("widget") + front.module("question") + front.style()
    return {"descent's modules and style": len(own.encode())} | sizes


if __name__ == "__main__":
    print(f"{'import adds, median of ' + str(RUNS):34} seconds")
    for name, added in import_times().items():
        print(f"{name:34} {added:7.3f}")
    print(f"{'front end of ' + LESSON:34}   bytes")
    for name, size in front_end().items():
        print(f"{name:34} {size:7,}")

"""The browser: where it is found, and how it is started."""

import os
import shutil
from pathlib import Path

from playwright.sync_api import Browser, Playwright

PROGRAMS = "chromium", "chromium-browser", "google-chrome"
VARIABLE = "DESCENT_CHROMIUM"
REMEDY = (f"no browser: install Chromium (`apt-get install chromium`), or name its program in the "
          f"environment variable {VARIABLE}")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    # What Chromium would ask the network for on its own account.
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]


def find_chromium() -> str | None:
    """Say where Chromium is; None when there is none.

    Raises:
        FileNotFoundError: the environment variable names no file.
    """
    if named := os.environ.get(VARIABLE):
        if not Path(named).is_file():
            raise FileNotFoundError(f"{VARIABLE} is {named!r}, which is no file: correct or "
                                    "unset it")
        return named
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


def launch(playwright: Playwright, program: str) -> Browser:
    """Start the browser with a new profile."""
    return playwright.chromium.launch(executable_path=program, args=FLAGS, timeout=60_000)

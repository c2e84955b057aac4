"""A JupyterLab server on the copy of the course, from its start to the end of its last kernel."""

import json
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import Request, urlopen

from browser.course import Course

START = 60  # seconds until the server answers; it takes 3 to 5
END = 20  # seconds until the server has ended its kernels and itself


@dataclass(frozen=True)
class Server:
    """A running JupyterLab.

    Attributes:
        url: http://127.0.0.1:port
        token: logs in.
        log: all that the server and its kernels say.
    """

    url: str
    token: str = field(repr=False)
    log: Path

    def address(self, path: str, query: str = "") -> str:
        """Give the address of a page, with the token in it."""
        return f"{self.url}/{path}?{query}{'&' if query else ''}token={self.token}"

    def end_kernels(self) -> None:
        """End the kernels of all notebooks; each takes memory until then."""
        for session in json.loads(self._ask("GET", "api/sessions")):
            self._ask("DELETE", f"api/sessions/{session['id']}")

    def _ask(self, method: str, path: str) -> bytes:
        headers = {"Authorization": f"token {self.token}"}
        request = Request(f"{self.url}/{path}", method=method, headers=headers)
        with urlopen(request, timeout=END) as answer:
            return answer.read()


@contextmanager
def serve(course: Course, log: Path) -> Iterator[Server]:
    """Run JupyterLab on a free port of this machine, as long as the context lasts.

    Raises:
        AssertionError: it didn't start; the message ends with its log.
    """
    token = secrets.token_hex(16)
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1",
        # The system picks a free port: two workers that looked for one could find the same.
        "--port=0", f"--ServerApp.root_dir={course.root}",
        # Gives pages `jupyterapp`, by which a test opens the next notebook in the same page.
        "--LabApp.expose_app_in_browser=True",
    ]
    with log.open("w", encoding="utf-8") as file:
        # The token goes by the environment: a command line can be read by every user.
        process = subprocess.Popen(command, cwd=course.root, stdout=file, stderr=file,
                                   env=course.environment | {"JUPYTER_TOKEN": token})
    try:
        yield Server(_url(course, process, log), token, log)
    finally:
        _end(process)


def _url(course: Course, process: subprocess.Popen, log: Path) -> str:
    """Wait until the server answers; it writes down the port that it got."""
    written = Path(course.environment["JUPYTER_RUNTIME_DIR"], f"jpserver-{process.pid}.json")
    limit = time.monotonic() + START
    while time.monotonic() < limit and process.poll() is None:
        try:
            url = f"http://127.0.0.1:{json.loads(written.read_text())['port']}"
            with urlopen(f"{url}/api", timeout=START):
                return url
        except (OSError, ValueError):  # not written, half written, or not listening yet
            time.sleep(0.05)
    raise AssertionError(f"JupyterLab didn't start:\n{log.read_text(encoding='utf-8')[-3000:]}")


def _end(process: subprocess.Popen) -> None:
    # SIGTERM lets it end its kernels first.
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(END)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(END)

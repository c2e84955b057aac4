"""Work for the pool's tests: importable, for a worker is another process."""

import os
import signal
import time
from pathlib import Path

from grader.errors import CannotGrade


def double():
    return lambda task: 2 * task


def refused(why):
    raise CannotGrade(why)


def never_warm():
    os._exit(3)


def hazards(folder):
    """Do what the task says; each try leaves a file."""

    def work(task):
        name, what = task
        tries = len(list(Path(folder).glob(f"{name}-*")))
        Path(folder, f"{name}-{tries}").touch()
        if what == "raise":
            raise ValueError("no such thing")
        if what == "exit" or (what == "exit once" and not tries):
            os._exit(7)
        if what == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if what == "hang" or (what == "hang once" and not tries):
            time.sleep(1000)
        return name

    return work

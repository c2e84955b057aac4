"""A real scheduler and real workers, of which some end in the middle."""

import itertools
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time

import pytest

from grader.engine import cluster_link
from grader.engine.cluster import Cluster
from grader.engine.command import autograde
from grader.errors import SchedulerLost, WorkersFailed

from . import pool_work
from .conftest import FACTOR, LATE, LESSON, RIGHT, WRONG, Course

# Several processes that import much: beside another worker's tests, each has little of a processor.
pytestmark = pytest.mark.alone

SECONDS = 60  # for what takes a few


class Machines:
    """A scheduler and workers, started as an instructor does it."""

    def __init__(self, folder):
        self.folder, self.running, self.scheduler = folder, [], None
        self.environment = dict(os.environ, PYTHONPATH=os.pathsep.join(sys.path))

    def __enter__(self):
        file = self.folder / "scheduler.json"
        self.scheduler = self.dask("scheduler", "--port", "0", "--scheduler-file", str(file))
        self.address = until(lambda: read_json(file))["address"]
        return self

    def __exit__(self, *_):
        for process in reversed(self.running):
            process.terminate()
            process.wait(SECONDS)

    def dask(self, *arguments):
        with open(self.folder / "log", "ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "dask", *arguments, "--host", "127.0.0.1",
                 "--no-dashboard", "--dashboard-address", "127.0.0.1:0"], cwd=self.folder,
                env=self.environment, stdout=log, stderr=log)
        self.running.append(process)
        return process

    def work(self, count):
        self.dask("worker", self.address, "--nworkers", str(count), "--nthreads", "1",
                  "--local-directory", str(self.folder))

    def cluster(self, begin, *arguments, **settings):
        return Cluster(self.address, begin, arguments, **settings)


def read_json(file):
    try:
        return json.loads(file.read_text())
    except (OSError, ValueError):  # it is not there, or being written
        return None


def until(found):
    """Wait for what another process does."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        if value := found():
            return value
        threading.Event().wait(0.05)
    raise AssertionError("it did not come")


@pytest.fixture(scope="module", autouse=True)
def _settings(tmp_path_factory):
    """Have Dask look for settings, and write its defaults, in a folder of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASK_CONFIG", str(tmp_path_factory.mktemp("dask")))
        yield


@pytest.fixture(scope="module")
def machines(tmp_path_factory):
    with Machines(tmp_path_factory.mktemp("cluster")) as made:
        made.work(2)
        yield made


def tries(folder, name):
    return len(list(folder.glob(f"{name}-*")))


def test_a_class_gets_the_same_grades_as_without_a_cluster(course, machines):
    course.hand_in("student-01", half=RIGHT, bias_factor=FACTOR)
    course.hand_in("student-02", half=WRONG, bias_factor=FACTOR, why="Because.")
    course.hand_in("student-03", time=LATE, half="def half(x:")
    there = Course(shutil.copytree(course.root, course.root.parent / "there"))
    course.grade()
    assert autograde(there.root, LESSON, scheduler=machines.address) == 0
    assert there.gradebook() == course.gradebook()
    assert there.scores()["student-01"]["bias_factor_check"] == 2


def test_a_killed_workers_tasks_are_done_by_others_once(machines, tmp_path):
    done = []
    with machines.cluster(pool_work.hazards, str(tmp_path)) as workers:
        for outcome in workers.each((str(number), "") for number in range(60)):
            done.append(outcome.value)
            if len(done) == 10:
                busy = next(one for one in workers.workers.values() if one.given)
                pid = workers.link.client.run(os.getpid, workers=[busy.address])[busy.address]
                os.kill(pid, signal.SIGKILL)
    assert sorted(done) == sorted(map(str, range(60)))
    assert all(tries(tmp_path, name) in (1, 2) for name in done)


def test_a_task_that_kills_its_workers_is_set_aside_after_two_tries(machines, tmp_path):
    tasks = [("a", "kill"), *((str(number), "") for number in range(12))]
    with machines.cluster(pool_work.hazards, str(tmp_path)) as workers:
        done = {outcome.task[0]: outcome for outcome in workers.each(tasks)}
    assert "set aside" in done.pop("a").fault and tries(tmp_path, "a") == 2
    assert {name: outcome.value for name, outcome in done.items()} == {
        str(number): str(number) for number in range(12)}


def test_a_worker_that_is_stuck_is_restarted_by_its_nanny(machines, tmp_path):
    with machines.cluster(pool_work.hazards, str(tmp_path), patience=1.0) as workers:
        done = {outcome.task[0]: outcome
                for outcome in workers.each([("a", "hang once"), ("b", ""), ("c", "")])}
    assert {name: outcome.value for name, outcome in done.items()} == {"a": "a", "b": "b", "c": "c"}
    assert tries(tmp_path, "a") == 2


def test_a_large_task_has_a_large_result(machines):
    with machines.cluster(pool_work.double) as workers:
        outcomes = list(workers.each([b"x" * 12_000_000] * 2))
    assert [len(outcome.value) for outcome in outcomes] == [24_000_000] * 2


def test_what_workers_can_not_import_is_told(machines, tmp_path, monkeypatch):
    (tmp_path / "only_here.py").write_text("def start():\n    return None\n")
    monkeypatch.syspath_prepend(tmp_path)
    import only_here

    with machines.cluster(only_here.start) as workers, pytest.raises(
            WorkersFailed, match="No module named 'only_here'"):
        list(workers.each([1]))


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nowhere", "tls://127.0.0.1:1",
                                     "tcp://127.0.0.1:port", "carrier-pigeon://127.0.0.1:1"])
def test_an_address_where_nobody_answers_is_told(address, monkeypatch):
    monkeypatch.setattr(cluster_link, "CONNECT_SECONDS", 1.0)
    with pytest.raises(SchedulerLost, match="no scheduler answers"), Cluster(
            address, pool_work.double):
        pass


def test_without_dask_the_way_to_install_it_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(WorkersFailed, match=r"pip install -e '.\[cluster\]'"), Cluster(
            "tcp://127.0.0.1:1", pool_work.double):
        pass


def test_a_lost_scheduler_ends_the_run_and_what_was_done_is_kept(machines):
    done = []
    with machines.cluster(pool_work.double) as workers, pytest.raises(
            SchedulerLost, match="is gone.*the next run grades the rest"):
        for outcome in workers.each(itertools.count()):
            done.append(outcome.value)
            if len(done) == 5:
                machines.scheduler.kill()  # which no test after this one needs
    assert sorted(done[:5]) == [0, 2, 4, 6, 8]

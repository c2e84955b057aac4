"""Who does what in a cluster, and what becomes of a task whose worker ends: without a cluster."""

import pickle
import queue
import threading
import time
from collections import Counter, deque
from concurrent.futures import ThreadPoolExecutor

import pytest

from grader.engine import cluster, cluster_worker
from grader.engine.cluster import Cluster
from grader.engine.cluster_link import Call, Heard
from grader.engine.pool import AHEAD
from grader.errors import CannotGrade, WorkersFailed

from . import pool_work


class Ended(BaseException):
    """The end of the process in which it is raised; no work catches it."""


class Hangs(BaseException):
    """What is never done."""


class InOneProcess:
    """In the place of a Link, with workers that do one thing after the other, in turns."""

    def __init__(self, count):
        self.count, self.there = count, [f"worker-{number}" for number in range(count)]
        self.calls, self.said, self.restarted, self.most = deque(), deque(), [], Counter()
        self.heard = self

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def addresses(self):
        return list(self.there)

    def restart(self, address):
        self.restarted.append(address)
        self.leave(address)

    def send(self, address, function, *arguments, data):
        call = Call(address, function, arguments, data, len(self.calls))
        self.calls.append(call)
        self.most[address] = max(self.most[address], len(self.waiting(address)))
        return call

    def drop(self, call):
        call.is_dropped = True

    def waiting(self, address):
        return [call for call in self.calls if call.address == address and not call.is_dropped]

    def leave(self, address, expected=False):
        """Have a worker go; its nanny starts another, at another address."""
        if address in self.there:
            self.there.remove(address)
            self.there.append(f"worker-{self.count}")
            self.count += 1
        self.said.append(Heard(address, None, "left", expected))

    def get(self, timeout):
        if not self.said:
            call = next((call for call in self.calls
                         if not call.is_dropped and call.address in self.there), None)
            if call is None:
                raise queue.Empty
            self.calls.remove(call)
            try:
                kind, value = call.function(*call.arguments, call.data)
                self.said.append(Heard(call.address, call, kind, value))
            except Ended:
                self.leave(call.address)
            except Hangs:
                raise queue.Empty from None
            except Exception as error:
                self.said.append(Heard(call.address, call, "broken", str(error)))
        return self.said.popleft()


@pytest.fixture
def clustered(monkeypatch):
    """Make a cluster of so many workers."""
    monkeypatch.setattr(cluster, "LOOK_SECONDS", 0)
    done.clear()

    def make(count, begin, *arguments, **settings):
        link = InOneProcess(count)
        monkeypatch.setattr(cluster, "Link", lambda address: link)
        return Cluster("tcp://here:1", begin, arguments, **settings)

    return make


done = []  # names of the tasks that a worker began


def hazards():
    def work(task):
        name, what = task
        done.append(name)
        if what == "end" or (what == "end once" and done.count(name) == 1):
            raise Ended
        if what == "hang":
            raise Hangs
        if what == "raise":
            raise ValueError("no such thing")
        return name

    return work


def ends():
    raise Ended


def breaks():
    raise ValueError("no such thing")


def outcomes(workers, tasks):
    with workers:
        return {outcome.task[0]: outcome for outcome in workers.each(tasks)}


def good(count):
    return [(str(number), "") for number in range(count)]


def test_every_task_is_done_once_and_few_are_taken_ahead(clustered):
    taken = 0

    def tasks():
        nonlocal taken
        for number in range(50):
            taken += 1
            yield number

    found = []
    with clustered(3, pool_work.double) as workers:
        for outcome in workers.each(tasks()):
            found.append((outcome.task, outcome.value))
            assert taken - len(found) <= 3 * AHEAD
    assert sorted(found) == [(number, 2 * number) for number in range(50)]
    assert max(workers.link.most.values()) == AHEAD


def test_no_tasks_are_no_outcomes(clustered):
    with clustered(1, pool_work.double) as workers:
        assert list(workers.each([])) == []


def test_a_fault_in_one_task_is_told_and_its_worker_goes_on(clustered):
    found = outcomes(clustered(1, hazards), [("a", "raise"), *good(3)])
    assert found["a"].fault == "internal error: ValueError: no such thing"
    assert [found[str(number)].value for number in range(3)] == ["0", "1", "2"]


@pytest.mark.parametrize("count", [1, 2, 5])
@pytest.mark.parametrize("before", [0, 1, 4])
def test_a_task_that_ends_its_workers_is_set_aside_after_two_tries(clustered, count, before):
    tasks = good(12)
    tasks.insert(before, ("a", "end"))
    found = outcomes(clustered(count, hazards), tasks)
    assert "set aside" in found.pop("a").fault and done.count("a") == 2
    assert {name: outcome.value for name, outcome in found.items()} == {
        name: name for name, _ in good(12)}


def test_a_task_whose_worker_ended_is_done_by_another(clustered):
    found = outcomes(clustered(2, hazards), [("a", "end once"), *good(8)])
    assert done.count("a") == 2 and not any(outcome.fault for outcome in found.values())


def test_several_tasks_that_end_workers_are_each_set_aside(clustered):
    found = outcomes(clustered(2, hazards), [("a", "end"), ("b", "end"), ("c", "end"), *good(4)])
    assert sorted(name for name, outcome in found.items() if outcome.fault) == ["a", "b", "c"]
    assert all(done.count(name) == 2 for name in "abc")


def test_a_worker_that_leaves_in_an_orderly_way_is_nobodys_fault(clustered):
    with clustered(1, pool_work.double) as workers:
        found = []
        for outcome in workers.each(range(10)):
            found.append(outcome)
            if len(found) % 2:
                workers.link.leave(workers.link.there[0], expected=True)
    assert sorted(outcome.value for outcome in found) == [2 * number for number in range(10)]


def test_a_worker_that_is_stuck_is_restarted(clustered):
    told = []
    with clustered(1, hazards, patience=-1.0, tell=told.append) as workers:
        (found,) = workers.each([("a", "hang")])
    assert "set aside" in found.fault and "was not done in -1 s" in found.fault
    assert workers.link.restarted == ["worker-0", "worker-1"]
    assert told[0] == "the worker worker-0 is stuck (it was not done in -1 s): it is restarted"


def test_a_process_that_was_not_prepared_is_prepared_and_does_its_tasks(clustered):
    with clustered(2, hazards) as workers:
        found = []
        for outcome in workers.each(good(10)):
            found.append(outcome.value)
            if len(found) == 3:
                cluster_worker.works.clear()
    assert sorted(found) == sorted(name for name, _ in good(10))


def test_a_process_with_several_threads_does_one_task_at_a_time():
    busy = threading.Lock()

    def work(task):
        assert busy.acquire(blocking=False), "another task is being done"
        time.sleep(0)  # lets others run
        busy.release()
        return task

    cluster_worker.works["run"] = work
    with ThreadPoolExecutor(8) as threads:
        said = threads.map(lambda task: cluster_worker.grade("run", pickle.dumps(task)), range(200))
        assert list(said) == [("done", task) for task in range(200)]


def test_a_process_keeps_the_work_of_few_runs(clustered):
    for _ in range(2 * cluster_worker.MOST_RUNS):
        outcomes(clustered(1, hazards), good(2))
    assert len(cluster_worker.works) == cluster_worker.MOST_RUNS


def test_workers_with_other_versions_get_nothing_and_both_are_told(clustered, monkeypatch):
    here = cluster_worker.versions()
    monkeypatch.setattr(cluster, "versions", lambda: here | {"numpy": "1.0"})
    told = []
    with clustered(2, pool_work.double, tell=told.append) as workers, pytest.raises(
            WorkersFailed, match=rf"can be used.*numpy is {here['numpy']} there and 1\.0 here: "):
        list(workers.each([1]))
    assert len(told) == 2


def test_versions_say_what_a_result_depends_on():
    here = cluster_worker.versions()
    assert here["Python"].startswith("3.") and here["numpy"] and here["nbgrader"]
    assert len(here["the course's own code"]) == 12


@pytest.mark.parametrize(("begin", "said"), [(pool_work.refused, "no sandbox"),
                                             (breaks, "no such thing")])
def test_workers_that_do_not_get_warm_are_told(clustered, begin, said):
    arguments = ("no sandbox",) if begin is pool_work.refused else ()
    with clustered(2, begin, *arguments) as workers, pytest.raises(WorkersFailed, match=said):
        list(workers.each([1]))


def test_one_worker_that_refuses_leaves_the_tasks_to_the_others(clustered, monkeypatch):
    told, asked = [], []

    def start():
        asked.append(0)
        if len(asked) == 1:
            raise CannotGrade("no sandbox")
        return lambda task: task

    monkeypatch.setattr(pool_work, "double", start)
    start.__module__, start.__qualname__ = pool_work.__name__, "double"
    with clustered(2, start, tell=told.append) as workers:
        assert len(list(workers.each(range(6)))) == 6
    assert told == ["the worker worker-0 is not used: no sandbox"]


def test_workers_that_never_start_end_the_run(clustered):
    with clustered(2, ends) as workers, pytest.raises(
            WorkersFailed, match="3 workers in a row ended before they had started"):
        list(workers.each([1]))


def test_a_run_without_workers_says_so_and_goes_on_with_the_first(clustered):
    told = []

    def tell(said):
        told.append(said)
        workers.link.there.append("worker-0")

    with clustered(0, pool_work.double, tell=tell) as workers:
        assert sorted(outcome.value for outcome in workers.each(range(5))) == [0, 2, 4, 6, 8]
    assert len(told) == 1 and "`dask worker tcp://here:1 --nthreads 1`" in told[0]


def test_a_run_without_workers_waits_so_long_and_ends(clustered, monkeypatch):
    monkeypatch.setattr(cluster, "WAIT_SECONDS", -1)
    with clustered(0, pool_work.double) as workers, pytest.raises(
            WorkersFailed, match="no worker came to tcp://here:1 .* the next run grades the rest"):
        list(workers.each([1]))

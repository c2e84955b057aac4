"""Workers: what they do, and what becomes of a task whose worker ends."""

import os

import pytest

from grader.engine.pool import AHEAD, Pool
from grader.errors import CannotGrade, WorkersFailed

from . import pool_work


def hazards(tmp_path, tasks, **settings):
    with Pool(2, pool_work.hazards, (str(tmp_path),), **settings) as pool:
        return {outcome.task[0]: outcome for outcome in pool.each(tasks)}


def tries(tmp_path, name):
    return len(list(tmp_path.glob(f"{name}-*")))


def test_every_task_is_done_once_and_few_are_taken_ahead():
    taken = 0

    def tasks():
        nonlocal taken
        for number in range(200):
            taken += 1
            yield number

    done = []
    with Pool(2, pool_work.double) as pool:
        for outcome in pool.each(tasks()):
            done.append((outcome.task, outcome.value))
            assert taken - len(done) <= 2 * AHEAD
    assert sorted(done) == [(number, 2 * number) for number in range(200)]


def test_no_tasks_are_no_outcomes():
    with Pool(1, pool_work.double) as pool:
        assert list(pool.each([])) == []


def test_a_large_task_and_a_large_result_do_not_wait_for_each_other():
    tasks = [b"x" * 2_000_000 for _ in range(6)]
    with Pool(1, pool_work.double) as pool:
        assert [len(outcome.value) for outcome in pool.each(tasks)] == [4_000_000] * 6


def test_a_fault_in_one_task_is_told_and_its_worker_goes_on(tmp_path):
    done = hazards(tmp_path, [("a", "raise"), ("b", ""), ("c", "")])
    assert done["a"].fault == "internal error: ValueError: no such thing"
    assert [done[name].value for name in "bc"] == ["b", "c"]
    assert tries(tmp_path, "a") == 1


def test_a_task_whose_worker_ended_is_done_by_another(tmp_path):
    done = hazards(tmp_path, [("a", "exit once"), *((str(n), "") for n in range(8))])
    assert not any(outcome.fault for outcome in done.values())
    assert len(done) == 9 and tries(tmp_path, "a") == 2
    assert all(tries(tmp_path, str(n)) == 1 for n in range(8))


@pytest.mark.parametrize(("what", "said"), [
    ("kill", "killed with SIGKILL, as the system does when memory runs out"),
    ("exit", "its exit code was 7")])
def test_a_task_that_ends_its_workers_is_set_aside_after_two_tries(tmp_path, what, said):
    done = hazards(tmp_path, [("a", what), *((str(n), "") for n in range(8))])
    assert "set aside" in done["a"].fault and said in done["a"].fault
    assert tries(tmp_path, "a") == 2
    assert len(done) == 9 and not any(done[str(n)].fault for n in range(8))


def test_a_worker_that_is_stuck_is_replaced(tmp_path):
    done = hazards(tmp_path, [("a", "hang"), ("b", "")], patience=0.5)
    assert "was not done in 0.5 s" in done["a"].fault and done["b"].value == "b"


def test_what_the_start_refuses_ends_the_run():
    with pytest.raises(CannotGrade, match="no sandbox"), Pool(
            2, pool_work.refused, ("no sandbox",)) as pool:
        list(pool.each([1]))


def test_workers_that_never_start_are_told():
    with pytest.raises(WorkersFailed, match="ended before they had started"), Pool(
            1, pool_work.never_warm) as pool:
        list(pool.each([1]))


def test_no_worker_is_left(tmp_path):
    with Pool(2, pool_work.hazards, (str(tmp_path),)) as pool:
        outcomes = pool.each([(str(n), "hang" if n else "") for n in range(4)])
        next(outcomes)
        pids = [worker.process.pid for worker in pool.workers]
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)

"""What a worker gets ready, once for a run."""

from traitlets.config import Config

from grader.engine.assignment import Assignment
from grader.engine.work import start
from grader.execute import SandboxedExecute, exam


def test_each_run_draws_private_probes_of_its_own_also_in_a_process_that_lives_on():
    assignment = Assignment("ps1", {}, {}, frozenset(), ((SandboxedExecute, Config()),))
    seeds = []
    for _ in range(2):
        start(assignment)
        seeds += [exam("bias_factor").seed, exam("bias_factor").seed]
    assert seeds[0] == seeds[1] != seeds[2] == seeds[3]

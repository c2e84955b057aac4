"""nbgrader's step that runs a hand-in: in the sandbox, judged from outside.

`nbgrader_config.py` puts it in the place of nbgrader's own `Execute`, so that `nbgrader autograde`
and Formgrader's button use it. A test cell that asks `check(…)` gets one output, which the judge
writes; an ordinary test cell, with assertions, runs among the student's cells in their process,
as it does in nbgrader, and can be deceived there.
"""

import ast
import os
from functools import cache
from html import escape
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool, Float, Integer

from descent.exercises import EXERCISES
from descent.report import MIME, Report
from descent.words import words
from grader.checking import draw_seed
from grader.copying import BESIDE, read_regular
from grader.errors import CannotGrade
from grader.exam import Exam
from grader.findings import one_line
from grader.remote import Refused
from grader.running import Step, run
from grader.safe_outputs import safe_outputs
from grader.sandbox.keeper import Keeper, keeper_of

__all__ = ["SandboxedExecute"]


class SandboxedExecute(NbGraderPreprocessor):
    """Run a notebook in the sandbox, and have the judge write the test cells' outputs."""

    timeout = Float(90, help="Seconds that one cell may take.").tag(config=True)
    timeout_in_all = Float(300, help="Seconds that all cells together may take.").tag(config=True)
    memory = Integer(2048, help="MiB of memory that a notebook may use.").tag(config=True)
    figures = Bool(True, help=(
        "Draw figures, the student's and the judge's; scores don't depend on it.")).tag(
        config=True)
    allow_none = Bool(False, help=(
        "Run student code where this machine has no sandbox. Every grade says so.")).tag(
        config=True)

    @property
    def keeper(self) -> Keeper:
        """This process' sandbox for notebooks."""
        return keeper_of("inside.cells", allow_none=self.allow_none)

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Run all code cells; changes the notebook in place.

        Args:
            nb: the notebook.
            resources: "files" are those that stand beside it, path -> content; without it, those
                in the folder of which nbconvert knows.

        Raises:
            CannotGrade: it is written in another language than Python.
            Unjudged: a fault of ours.
        """
        see_that_it_is_python(nb)
        files = resources.get("files")
        if files is None:
            files = files_in(Path(resources.get("metadata", {}).get("path") or os.devnull))
        cells = [cell for cell in nb.cells if cell.cell_type == "code"]
        steps = [step_of(cell) for cell in cells]
        not_there = run(steps, self.keeper, self.timeout, self.timeout_in_all, self.memory << 20,
                        files, self.figures)
        tier = self.keeper.tier.name
        failed, by_assertions = "", []
        for cell, step in zip(cells, steps, strict=True):
            if step.exam is None:
                show_cell(cell, step)
                failed = failure_of(cell) if utils.is_solution(cell) else failed
                if utils.is_grade(cell) and not utils.is_solution(cell):
                    by_assertions.append(cell.metadata.nbgrader["grade_id"])
            else:
                cell.outputs = [verdict_output(step, tier, failed, self.figures)]
                cell.execution_count = step.count
        nb.metadata.setdefault("descent", {})["sandbox"] = {
            "tier": tier, "by_assertions": by_assertions,
            "seeds": {step.exam.asked.id: step.exam.seed for step in steps if step.exam}}
        if not_there:
            ours = nb.metadata["descent"]
            ours["findings"] = [*ours.get("findings", []), *(one.data() for one in not_there)]
            for finding in not_there:
                self.log.warning("%s", finding)
        if by_assertions:
            self.log.warning("Test cells with assertions, which student code can deceive: %s",
                             ", ".join(by_assertions))
        if tier != "full":
            self.log.warning("Student code ran in the sandbox's tier %r: `grader doctor` says "
                             "what is missing", tier)
        return nb, resources


# -- one sandbox and one set of private probes a process -----------------------------------------

@cache
def exam(exercise: str) -> Exam:
    """Give an exercise's private probes, drawn once in a process."""
    return Exam(exercise, draw_seed())


# -- notebooks -----------------------------------------------------------------------------------


def see_that_it_is_python(nb: NotebookNode) -> None:
    """Refuse a notebook for a kernel of another language.

    Raises:
        CannotGrade: the metadata names one.
    """
    spec = nb.metadata.get("kernelspec") or {}
    kernel = str(spec.get("name", "python"))
    if "python" not in (str(spec.get("language", kernel)).lower(), kernel.lower().rstrip("0123")):
        raise CannotGrade(f"the notebook's kernel is {one_line(kernel)!r}, and the sandbox runs "
                          "Python: correct the kernel in the instructor's notebook, or grade it "
                          "with nbgrader's own Execute")


def files_in(folder: Path) -> dict[str, bytes]:
    """Read what stands beside a notebook in nbgrader's folder of autograded hand-ins."""
    return read_regular(folder, ["*.ipynb"], BESIDE)[0] if folder.is_dir() else {}


# -- cells ---------------------------------------------------------------------------------------


def step_of(cell: NotebookNode) -> Step:
    """Make the step of a code cell: to be run, or, for a test cell with a check, to be judged."""
    asked = utils.is_grade(cell) and not utils.is_solution(cell) and check_in(cell.source)
    if not asked:
        return Step(cell.source)
    exercise, name = asked
    return Step(cell.source, exam(exercise), name, float(cell.metadata.nbgrader["points"]))


def check_in(source: str) -> tuple[str, str] | None:
    """Find exercise and name in a test cell's call, `check("adam", Adam, …)`; the last counts."""
    try:
        body = ast.parse(source).body
    except SyntaxError:
        return None
    for statement in reversed(body):
        match statement:
            case ast.Expr(ast.Call(ast.Name("check"), [ast.Constant(exercise), ast.Name(name)])):
                return (exercise, name) if exercise in EXERCISES else None
    return None


def show_cell(cell: NotebookNode, step: Step) -> None:
    """Give a cell the outputs that the child told, made safe."""
    cell.outputs = safe_outputs(step.outputs)
    cell.execution_count = step.count
    if step.ended is not None:
        status, said = step.ended
        name = "CellTimeoutError" if status == "timeout" else "CellEnded"
        cell.outputs.append(nbformat.v4.new_output(
            "error", ename=name, evalue=said, traceback=[f"{name}: {said}"]))


def failure_of(cell: NotebookNode) -> str:
    """Give the error with which a cell ended, in a line, or ''."""
    errors = [one for one in cell.outputs if one.output_type == "error"]
    return ": ".join(filter(None, [errors[-1].ename, errors[-1].evalue]))[:300] if errors else ""


def verdict_output(step: Step, tier: str, failed: str, pictures: bool) -> NotebookNode:
    """Make a test cell's one output from the verdict."""
    verdict = step.verdict
    if isinstance(verdict, Report):
        # nbgrader reads the points from the text, and takes what is no plain number for all.
        data = {"text/plain": f"{verdict.points:g}", "text/html": verdict.html(pictures),
                MIME: verdict.data()}
    else:
        data = refusal(step, verdict, failed)
    data[MIME]["sandbox"] = {"tier": tier, "seed": step.exam.seed}
    graded = words("sandbox.graded", seed=step.exam.seed, tier=tier)
    data["text/html"] += f'<p style="font-size:.85em;margin:.3em 0">{escape(graded)}</p>'
    return nbformat.v4.new_output("execute_result", data, execution_count=step.count)


def refusal(step: Step, refused: Refused, failed: str) -> dict:
    """Make the output for an answer that could not be put to the probes."""
    said = f"{failed.rstrip('.')}. {refused.said}" if failed and refused.status == "error" else (
        refused.said)
    points = words("report.points", points="0", max=f"{step.points:g}")
    headline = f"{step.name}: {words(f'report.{refused.status}')}, {points}"
    html = (f'<div style="border-left:4px solid #D55E00;padding:.4em .8em;max-width:52em">'
            f"<p><strong>✗ {escape(headline)}</strong></p><p>{escape(said)}</p></div>")
    verdict = {"exercise": step.exam.asked.id, "status": refused.status, "points": 0.0,
               "max_points": step.points, "probes": [], "diagnosis": [], "property": None,
               "fault": said, "hints": [], "notes": []}
    return {"text/plain": "0", "text/html": html, MIME: verdict}

"""Configure nbgrader for this course; read by nbgrader, JupyterLab's extensions and `grader`."""

from pathlib import Path

from grader import intake, offline_pages

c = get_config()  # noqa: F821  (traitlets gives it to configuration files)

# Everything is found from this file's own folder, wherever the command was started.
course = Path(__file__).resolve().parent
# Submissions, grades and feedback: one folder, never committed.
private = course / "gradebook"
# nbgrader creates neither the database's folder nor the exchange.
(private / "exchange").mkdir(parents=True, exist_ok=True)

c.CourseDirectory.course_id = "from-gradient-descent-to-adam"
c.CourseDirectory.root = str(course)
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "notebooks"
c.CourseDirectory.submitted_directory = "gradebook/submitted"
c.CourseDirectory.autograded_directory = "gradebook/autograded"
c.CourseDirectory.feedback_directory = "gradebook/feedback"
c.CourseDirectory.solution_directory = "gradebook/solution"
c.CourseDirectory.source_with_tests_directory = "gradebook/source_with_tests"
c.CourseDirectory.db_url = f"sqlite:///{private / 'gradebook.db'}"

# A local exchange, enough to try release, fetch and submit on one machine. A department sets its
# own folder here, which instructors and students can both reach.
c.Exchange.root = str(private / "exchange")

c.ClearSolutions.code_stub = {
    "python": 'raise NotImplementedError("Replace this line with your own code.")'
}
# What an exercise's commentary says stays with the solution.
c.TagRemovePreprocessor.enabled = True
c.TagRemovePreprocessor.remove_cell_tags = {"commentary"}
# A mark scheme stands in the answer cell it belongs to; nbgrader expects it in "task" cells only.
c.ClearMarkScheme.enforce_metadata = False
# The usual order, but for the mark schemes, which go before the cells are saved: nbgrader compares
# an answer with the saved cell to see that nothing was written (0.9.6), and the saved cell is what
# it puts back where a student deleted one.
c.GenerateAssignment.preprocessors = ["nbconvert.preprocessors.TagRemovePreprocessor"] + [
    f"nbgrader.preprocessors.{name}"
    for name in (
        "IncludeHeaderFooter",
        "InstantiateTests",
        "LockCells",
        "ClearSolutions",
        "ClearMarkScheme",
        "ClearOutput",
        "CheckCellMetadata",
        "ComputeChecksums",
        "SaveCells",
        "ClearHiddenTests",
        "ComputeChecksums",
        "CheckCellMetadata",
    )
]

# A hand-in is data: it is read and put into the release by code of ours, without following links.
intake.configure(c)

# A hand-in runs in the sandbox, and is judged from outside. The usual order, but for the first.
c.Autograde.autograde_preprocessors = [
    "grader.execute.SandboxedExecute",
    "nbgrader.preprocessors.IgnorePattern",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]

# Seconds that one cell may take: the slowest, the race of lesson 13, takes some 20 on two busy
# processors, all others about one. The second is for `nbgrader validate`.
c.SandboxedExecute.timeout = c.ExecutePreprocessor.timeout = 90

# Feedback and marking pages need no network; nbgrader's own templates lie beside ours.
offline_pages.configure(c)
# They show whatever a student wrote, the marking page with the instructor's rights.
c.HTMLExporter.preprocessors = ["grader.safe_pages.SafePage"]
c.HTMLExporter.filters = {
    name: f"grader.safe_pages.{name}"
    for name in ("markdown2html", "highlight_code", "strip_files_prefix")
}
# A spreadsheet computes what looks like a formula in `nbgrader export`'s table.
c.ExportApp.plugin_class = "grader.csv_export.SafeCsvExport"

"""Where things are in the pages: the one place to mend when JupyterLab or nbgrader change."""

# -- JupyterLab 4.6 ------------------------------------------------------------------------------

NOTEBOOK = ".jp-NotebookPanel:not(.lm-mod-hidden)"
CELL = f"{NOTEBOOK} .jp-Cell"
ACTIVE_CELL = f"{NOTEBOOK} .jp-Cell.jp-mod-active"
EDITOR = ".jp-InputArea .cm-content"
OUTPUTS = f"{NOTEBOOK} .jp-OutputArea"
ERROR = "[data-mime-type='application/vnd.jupyter.error']"
STDERR = "[data-mime-type='application/vnd.jupyter.stderr']"
DIALOG = ".jp-Dialog"
DIALOG_BUTTON = ".jp-Dialog-button"
MENU_BAR = ".lm-MenuBar-itemLabel"
MENU_ITEM = ".lm-Menu-itemLabel"
SPLASH = "#jupyterlab-splash"  # lies over the page while its colours change
BODY_IN_THEME = "body[data-jp-theme-name='{theme}']"

# -- the course's widgets ------------------------------------------------------------------------

WIDGET = ".descent-widget"
LOCKED = ".descent-lock"
SLIDER = ".descent-controls input[type=range]"  # the player's slider only walks along the path
CHOICE = ".descent-choice"
HANDLE = ".descent-handle"
MARK = "svg [data-mark]"
PATH = "svg path[data-mark='path']"
PANELS = ".descent-panels svg"
STATUS = ".descent-status"
WIDGET_ERROR = ".descent-error"
QUESTION = ".descent-question"

# -- nbgrader 0.9.6 in JupyterLab ------------------------------------------------------------------

VALIDATE = f"{NOTEBOOK} .jp-Toolbar >> text=Validate"
TO_FETCH = "#released_assignments_list .list_item"
FETCHED = "#fetched_assignments_list .list_item"
SUBMITTED = "#submitted_assignments_list .list_item"

# -- nbgrader 0.9.6's own pages ------------------------------------------------------------------

LESSON_ROW = "#main-table tr:has(td.name :text-is('{lesson}'))"
STUDENT_ROW = "#main-table tr:has(td.student-id:text-is('{student}'))"
ACTION = "td.{action} a"
SUBMISSIONS_SHOWN = "#main-table td.name a:visible"
MODAL = ".modal.in"
MODAL_BUTTON = ".modal.in .btn-primary"
SCORE = "input.score[id='{exercise}']"
PAGE_OUTPUTS = ".output_area"  # in the marking page and the feedback page
EXPORTED_OUTPUTS = ".jp-OutputArea-output"  # in nbconvert's own template

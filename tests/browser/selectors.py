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
DIALOG_BUTTON = ".jp-Dialog .jp-Dialog-button"
MENU_BAR = ".lm-MenuBar-itemLabel"
MENU_ITEM = ".lm-Menu-itemLabel"
BODY_IN_THEME = "body[data-jp-theme-name='{theme}']"

# -- the course's widgets ------------------------------------------------------------------------

WIDGET = ".descent-widget"
SLIDER = "input[type=range]"
PATH = "svg [data-mark='path']"
STATUS = ".descent-status"

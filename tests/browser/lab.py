"""What a person does in JupyterLab."""

import re
from pathlib import PurePosixPath

from playwright.sync_api import Locator, Page, expect

from browser import selectors
from browser.server import Server

LOAD = 60_000  # ms until JupyterLab is there; it takes 4000 to 7000 on two busy processors
RUN = 120_000  # ms until all cells ran; a lesson takes 2000 to 6000
POLL = 50  # ms between two looks; at every frame, the page would be drawn all the time
LIGHT, DARK = "JupyterLab Light", "JupyterLab Dark"

# A notebook is at rest when its kernel is idle and no cell waits. The promise of "run all" isn't
# enough: widgets go on talking to the kernel afterwards.
_AT_REST = """path => {
    const panel = jupyterapp.shell.currentWidget;
    if (!panel?.context?.isReady || panel.context.path !== path || !panel.content.widgets) {
        return false;
    }
    const kernel = panel.sessionContext.session?.kernel;
    const waits = panel.content.widgets.some(cell => cell.prompt === '*');
    return kernel?.status === 'idle' && !panel.sessionContext.pendingInput && !waits;
}"""
_OUTPUTS = """() => jupyterapp.shell.currentWidget.content.widgets.flatMap((cell, index) =>
    (cell.model.toJSON().outputs ?? []).map(output => ({cell: index, ...output})))"""
_COUNTS = """() => jupyterapp.shell.currentWidget.content.widgets
    .filter(cell => cell.model.type === 'code' && cell.model.toJSON().source.length)
    .map(cell => cell.model.executionCount)"""


class Lab:
    """JupyterLab in a page.

    Attributes:
        page: the browser's page that it is in.
        path: the open notebook's path in the course, "" when none is open.
    """

    def __init__(self, page: Page, server: Server):
        self.page = page
        self.path = ""
        page.goto(server.address("lab", "reset"), timeout=LOAD)
        self._wait_for_lab()

    def reload(self) -> None:
        """Load the page anew; the kernels go on."""
        self.page.reload()
        self._wait_for_lab()

    def open(self, path: PurePosixPath | str) -> None:
        """Open a notebook, in place of the one before, and wait for its kernel."""
        self.close_all()
        self.path = str(path)
        self.command("docmanager:open", path=self.path)
        self.wait(LOAD)

    def close_all(self) -> None:
        """Close every notebook without a question, and end its kernel."""
        self.page.evaluate("""async () => {
            for (const panel of [...jupyterapp.shell.widgets('main')]) {
                await panel.sessionContext?.shutdown();
                panel.context?.dispose();
                panel.dispose();
            }
        }""")
        self.path = ""

    def wait(self, limit: int = RUN) -> None:
        """Wait until the open notebook is at rest."""
        self.page.wait_for_function(_AT_REST, arg=self.path, timeout=limit, polling=POLL)

    def command(self, name: str, **arguments: object) -> None:
        """Run one of JupyterLab's commands; what it gives back can't leave the page."""
        self.page.evaluate(
            "([name, args]) => jupyterapp.commands.execute(name, args).then(() => {})",
            [name, arguments])

    def choose(self, menu: str, item: str) -> None:
        """Choose an item of a menu of the menu bar."""
        self.page.locator(selectors.MENU_BAR, has_text=menu).first.click()
        self.page.locator(selectors.MENU_ITEM).get_by_text(item, exact=True).click()

    def run_all(self) -> None:
        """Run all cells from the menu, and wait for the last one.

        Raises:
            AssertionError: a cell wasn't run, or a dialog opened.
        """
        self.choose("Run", "Run All Cells")
        self.page.wait_for_function(
            f"() => ({_COUNTS})().some(count => count)", timeout=RUN, polling=POLL)
        self.wait()
        assert self.dialogs() == []
        counts = self.page.evaluate(_COUNTS)
        assert all(counts), f"cells that were not run: {counts}"

    def walk_through(self) -> None:
        """Run the cells one by one, as with Shift+Enter, from the first to the last.

        "Run All Cells" stops at the first error; a learner goes on to the next cell.

        Raises:
            AssertionError: a dialog opened.
        """
        self.page.evaluate("""async () => {
            const notebook = jupyterapp.shell.currentWidget.content;
            for (let index = 0; index < notebook.widgets.length; index++) {
                notebook.activeCellIndex = index;
                await jupyterapp.commands.execute('notebook:run-cell');
            }
        }""")
        self.wait()
        assert self.dialogs() == []

    def theme(self, name: str) -> None:
        """Change JupyterLab's colours."""
        self.command("apputils:change-theme", theme=name)
        self.page.wait_for_selector(selectors.BODY_IN_THEME.format(theme=name), state="attached")
        expect(self.page.locator(selectors.SPLASH)).to_have_count(0)

    def dialogs(self) -> list[str]:
        """Give the texts of the open dialogs."""
        return self.page.locator(selectors.DIALOG).all_inner_texts()

    def errors(self) -> list[str]:
        """Give the name of each error that the cells' outputs hold, and all text on stderr."""
        outputs = self.page.evaluate(_OUTPUTS)
        return [output["ename"] for output in outputs if output["output_type"] == "error"] + [
            "".join(output["text"]) for output in outputs if output.get("name") == "stderr"]

    def cells(self, pattern: str) -> list[Locator]:
        """Find the code cells in whose source a regular expression finds a line."""
        found = self.page.evaluate(
            """pattern => jupyterapp.shell.currentWidget.content.widgets.flatMap((cell, i) =>
                cell.model.type === 'code'
                && new RegExp(pattern, 'm').test(cell.model.sharedModel.source) ? [i] : [])""",
            pattern)
        return [self.page.locator(selectors.CELL).nth(index) for index in found]

    def active_cell(self) -> int:
        """Say which cell is selected."""
        return self.page.evaluate("() => jupyterapp.shell.currentWidget.content.activeCellIndex")

    def cell(self, source: str) -> Locator:
        """Find the one code cell whose source contains a text."""
        found = self.cells(re.escape(source))
        assert len(found) == 1, f"cells with {source!r}: {len(found)}"
        return found[0]

    def write(self, cell: Locator, source: str) -> None:
        """Replace what stands in a cell by typing."""
        cell.locator(selectors.EDITOR).click()
        self.page.keyboard.press("Control+a")
        # As one insertion: key by key, the editor would indent what is indented already.
        self.page.keyboard.insert_text(source)
        typed = self.page.evaluate(
            "() => jupyterapp.shell.currentWidget.content.activeCell.model.sharedModel.source")
        assert typed == source

    def run(self, cell: Locator) -> None:
        """Run one cell with Ctrl+Enter and wait for its outputs."""
        cell.locator(selectors.EDITOR).click()
        before = self._count()
        self.page.keyboard.press("Control+Enter")
        self.page.wait_for_function(
            """before => { const count = jupyterapp.shell.currentWidget.content.activeCell
                .model.executionCount; return count !== null && count !== before; }""",
            arg=before, timeout=RUN, polling=POLL)
        self.wait()

    def save(self) -> None:
        """Save the notebook with Ctrl+S and wait until it is saved."""
        self.page.keyboard.press("Control+s")
        self.page.wait_for_function(
            "() => !jupyterapp.shell.currentWidget.context.model.dirty", timeout=LOAD)

    def _wait_for_lab(self) -> None:
        self.page.wait_for_function(
            "() => window.jupyterapp?.restored.then(() => true)", timeout=LOAD)

    def _count(self) -> int | None:
        return self.page.evaluate(
            "() => jupyterapp.shell.currentWidget.content.activeCell.model.executionCount")

    def answer(self, button: str) -> str:
        """Press a button of the open dialog, wait until it is closed, give what it said."""
        dialog = self.page.locator(selectors.DIALOG)
        expect(dialog).to_be_visible(timeout=RUN)
        said = dialog.inner_text()
        dialog.locator(selectors.DIALOG_BUTTON, has_text=button).click()
        expect(dialog).to_have_count(0)
        return said

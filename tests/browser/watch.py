"""What no page may do: raise errors, or ask another machine for anything."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, Route

HERE = {"127.0.0.1", "localhost"}
# Errors that JupyterLab and nbgrader write whatever the course does, each with its reason.
KNOWN = (
    # Chromium's word for any answer of 404: JupyterLab asks for workspaces and nbgrader's pages
    # for files that need not exist. A request that matters fails its test in another way.
    "Failed to load resource",
    # JupyterLab still waits for the kernel of a notebook, its debugger mostly, that a test closed.
    "Canceled future for",
)


class Watch:
    """Collect the faults of all pages of a browser context, and keep them from the network.

    Attributes:
        abroad: addresses on other hosts that were asked for; none was reached.
        errors: errors that pages raised, or wrote to their console.
    """

    def __init__(self, context: BrowserContext):
        self.abroad: list[str] = []
        self.errors: list[str] = []
        context.route(lambda url: not is_here(url), self._block)
        context.on("page", self._listen)

    def take(self) -> list[str]:
        """Give what was found so far, and begin anew."""
        found = [f"asked another host: {url}" for url in self.abroad] + self.errors
        self.abroad, self.errors = [], []
        return found

    def _block(self, route: Route) -> None:
        self.abroad.append(route.request.url)
        route.abort()

    def _listen(self, page: Page) -> None:
        page.on("pageerror", lambda error: self._note("page error", error.stack or str(error)))
        page.on("console", lambda said: said.type == "error" and self._note("console", said.text))
        page.on("websocket", lambda socket: is_here(socket.url) or self.abroad.append(socket.url))

    def _note(self, kind: str, text: str) -> None:
        if not any(known in text for known in KNOWN):
            self.errors.append(f"{kind}: {text}")


def is_here(url: str) -> bool:
    """Say whether an address leads to this machine, or nowhere (data:, blob:, file:)."""
    parts = urlsplit(url)
    return parts.hostname in HERE or parts.scheme in {"data", "blob", "file", "about"}

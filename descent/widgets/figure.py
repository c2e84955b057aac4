"""A figure that moves: controls, a drawing function in Python, and a view in the browser.

The drawing function turns the controls' values into a scene; a learner's code may run in it, so
it runs in silence and in limited time, and what it raises is shown in the figure. The front end
holds the scenes it was given, by the positions of the controls: a slider's whole table is
computed ahead, so a drag only draws. Without a kernel the first table is still there.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence

import anywidget
import traitlets

from descent.faults import explain
from descent.observe import OutOfTime, fault_of, quietly
from descent.plain import clean
from descent.predictions import open_on_prediction
from descent.widgets import front
from descent.widgets.scene import Control, Handle, Scene, Store
from descent.words import words

__all__ = ["MovingFigure"]

SECONDS = 2.0  # for one scene; a right answer takes a few milliseconds
AT_FIRST = 5.0  # seconds for the first table, which takes a few tenths; then it stays short
AT_ONCE = 0.012  # seconds of computing between two looks at the learner's next message
MOST_KEPT = 4000  # scenes; past that both sides start afresh


class MovingFigure(anywidget.AnyWidget):
    """An interactive figure; shown as a notebook cell's last expression.

    Attributes:
        at: the positions of the controls, changed from either side.
        locked: as long as it is True nothing is computed and nothing shown: the learner is to
            predict first.
    """

    _esm = traitlets.Unicode(front.module()).tag(sync=True)
    _css = traitlets.Unicode(front.style()).tag(sync=True)
    plan = traitlets.Dict().tag(sync=True)
    parts = traitlets.Dict().tag(sync=True)
    scenes = traitlets.Dict().tag(sync=True)
    at = traitlets.List(traitlets.Int()).tag(sync=True)
    locked = traitlets.Bool(False).tag(sync=True)

    # One table at a time for all figures: a hand is on one slider, and the kernel answers it alone.
    _running: asyncio.Task | None = None

    def __init__(self, draw: Callable[..., Scene], controls: Sequence[Control] = (),
                 handles: Sequence[Handle] = (), title: str = "", locked: bool = False,
                 table: str | None = None) -> None:
        """Make the figure and its first table.

        Args:
            draw: called with each control's value under its name; gives the scene.
            title: what the figure is, in a few words; also its accessible name.
            locked: hide everything until `unlock`.
            table: name of the control whose table is computed at the start, and which stays alive
                on a page without a kernel; the first that is shown when None.
        """
        self._draw = draw
        self._controls = list(controls)
        self._known: dict[tuple[int, ...], Scene] = {}
        self._sent: set[tuple[int, ...]] = set()
        self._awaited: list[tuple[int, ...]] = []
        self._store = Store()
        self._pages = 0
        self._hung = False
        names = [control.name for control in controls]
        shown = [control.name for control in controls if control.shown]
        self._tabled = names.index(table) if table else names.index(shown[0]) if shown else None
        super().__init__(
            plan={"title": title, "controls": [control.data() for control in controls],
                  "handles": [vars(handle) for handle in handles], "table": self._tabled,
                  "words": {key: words(f"widgets.{key}") for key in SAID}},
            at=[control.start for control in controls], locked=locked)
        if locked:
            open_on_prediction(self)
        else:
            self._fill()
        self.on_msg(self._answer)

    # -- what is shown ---------------------------------------------------------------------------

    def scene(self, at: Sequence[int] | None = None) -> Scene:
        """Give the scene at some positions of the controls; the present ones when None."""
        key = tuple(self.at if at is None else at)
        if key not in self._known:
            if len(self._known) >= MOST_KEPT:
                self._known.clear()
            self._known[key] = self._safely(key)
        return self._known[key]

    def set(self, **values: object) -> None:
        """Move controls to the positions nearest to these values, by name."""
        at = list(self.at)
        names = [control.name for control in self._controls]
        for name, value in values.items():
            if name not in names:
                raise ValueError(f"there is no control {name!r}: use one of {', '.join(names)}")
            control = self._controls[names.index(name)]
            at[names.index(name)] = min(
                range(len(control.values)),
                key=lambda i, control=control: (
                    control.values[i] != value if isinstance(value, str | bool)
                    else abs(control.values[i] - value)))
        self.at = at
        if not self.locked:
            self._deliver([tuple(at)])

    def unlock(self) -> None:
        """Show what was hidden: the learner has predicted."""
        if self.locked:
            self._fill()
            self.locked = False

    def _safely(self, key: tuple[int, ...]) -> Scene:
        """Draw in silence and limited time; a learner's exception becomes a scene that says it."""
        values = {control.name: control.values[position]
                  for control, position in zip(self._controls, key, strict=True)}
        try:
            with quietly(SECONDS):
                return self._draw(**values)
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # a learner's code may raise anything
            if isinstance(error, OutOfTime):
                self._hung = True
                return failed(words("widgets.hung", seconds=f"{SECONDS:g}"))
            return failed(what_happened(error))

    # -- tables ----------------------------------------------------------------------------------

    def _table(self, control: int, at: tuple[int, ...]) -> list[tuple[int, ...]]:
        """List the keys along one control, the nearest first."""
        positions = sorted(range(len(self._controls[control].values)),
                           key=lambda i: abs(i - at[control]))
        return [(*at[:control], i, *at[control + 1:]) for i in positions]

    def _fill(self) -> None:
        """Compute the scene of the start and, as far as time allows, the table around it."""
        at = tuple(self.at)
        self.scene(at)
        until = time.monotonic() + AT_FIRST
        for key in [] if self._tabled is None else self._table(self._tabled, at):
            if not self._hung and time.monotonic() < until:
                self.scene(key)
        scenes, parts = self._data(list(self._known))
        self._first = dict(self._store.ids), set(self._sent)
        self.parts, self.scenes = parts, scenes

    def _data(self, keys: list[tuple[int, ...]]) -> tuple[dict, dict]:
        """Give scenes by key, and the parts of them that the front end lacks."""
        scenes, parts = {}, {}
        for key in keys:
            scenes[",".join(map(str, key))], new = self._store.add(self.scene(key))
            parts |= new
            self._sent.add(key)
        return scenes, parts

    def _deliver(self, keys: list[tuple[int, ...]]) -> None:
        keys = [key for key in keys if key not in self._sent]
        if keys:
            scenes, parts = self._data(keys)
            self.send({"scenes": scenes, "parts": parts})

    def _answer(self, _, message: dict, buffers: list) -> None:
        """Answer the front end: a scene it lacks, a table it will need, or a new start."""
        if self.locked:
            return
        if message.get("hello"):
            # A page that is loaded anew, or has emptied its store, knows the traits only; what is
            # sent from now on must not lean on parts that an earlier page got since.
            self._pages += 1
            ids, sent = self._first
            self._store, self._sent = Store(f"p{self._pages}-", ids), set(sent)
        at = message.get("at")
        if not self._is_place(at):
            return
        place, ahead = tuple(at), message.get("ahead")
        self._deliver([place])
        is_table = isinstance(ahead, int) and 0 <= ahead < len(self._controls)
        # The hand is elsewhere than on the table under way: that one can wait until it is back.
        if MovingFigure._running and (is_table or place not in self._awaited):
            MovingFigure._running.cancel()
        if is_table:
            self._awaited = self._table(ahead, place)
            MovingFigure._running = asyncio.get_running_loop().create_task(
                self._compute_ahead(self._awaited))

    async def _compute_ahead(self, keys: list[tuple[int, ...]]) -> None:
        """Send a table in portions; between two of them the kernel hears other messages."""
        keys = [key for key in keys if key not in self._sent]
        while keys and not self._hung:
            portion, until = [], time.monotonic() + AT_ONCE
            while keys and time.monotonic() < until:
                portion.append(keys.pop(0))
                self.scene(portion[-1])
            self._deliver(portion)
            await asyncio.sleep(0.002)

    def _is_place(self, at: object) -> bool:
        return (isinstance(at, list) and len(at) == len(self._controls)
                and all(isinstance(i, int) and 0 <= i < len(control.values)
                        for i, control in zip(at, self._controls, strict=True)))

    # -- without a kernel ------------------------------------------------------------------------

    def _repr_mimebundle_(self, **kwargs: object) -> tuple[dict, dict]:
        """Add to the live view a page that needs no kernel, and a picture that needs no script."""
        from descent.widgets.picture import page, png

        bundle, metadata = super()._repr_mimebundle_(**kwargs)
        if self.locked:
            said = words("widgets.locked")
            return bundle | {"text/plain": said, "text/html": page(self, None)}, metadata
        scene = self.scene()
        data = png(scene, self.plan["title"]) if scene.panels else None
        bundle |= {"text/plain": scene.error or scene.status, "text/html": page(self, data)}
        return (bundle | ({"image/png": data} if data else {})), metadata


SAID = ["play", "pause", "back", "forward", "step", "of_steps", "locked", "lost_kernel",
        "arrow_keys", "loading"]


def what_happened(error: BaseException) -> str:
    """Say what a learner's code raised, with its line; where it broke the contract, how."""
    if isinstance(error, NotImplementedError):
        return words("widgets.unwritten")
    with quietly():
        fault = fault_of(error, 0)
        if fault.kind == "exception" and fault.line is None:
            return clean(str(error))  # raised by what looks at the result: it says enough
        line = f"\n{words('report.line', line=fault.line)} {fault.text}" if fault.line else ""
        return clean(explain(fault) + line)


def failed(message: str) -> Scene:
    """Make the scene that says what a learner's code did instead."""
    return Scene((), status=message, error=message)

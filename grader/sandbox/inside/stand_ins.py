"""What stands in the child for functions, classes and instances that the judge keeps.

A gradient function, a training run, an optimizer to be wrapped: the learner's code calls them as
ever, and each call is put to the judge, which has the thing itself. So there is nothing here to
look into, and what is recorded there can't be written to.
"""

import builtins
from collections.abc import Callable

import numpy as np

__all__ = ["FromJudge", "StandIns"]


class FromJudge(Exception):
    """An exception of the judge's own kind; it knows by the number which one."""

    def __init__(self, number: int, said: str):
        """Keep the number, for the way back."""
        super().__init__(said)
        self.number = number


class StandIns:
    """Make stand-ins from what the judge tells of its objects, one for each handle.

    Args:
        ask: (what, handle, name, values, names of the last of them) -> the judge's answer.
    """

    def __init__(self, ask: Callable):
        """Know none yet."""
        self.ask = ask
        self.own: Callable[[str], object]
        self.made: dict[str, object] = {}
        self.handles: dict[int, str] = {}

    def handle_of(self, value: object) -> str | None:
        """Give the handle of a stand-in, None of anything else."""
        return self.handles.get(id(value))

    def clear(self) -> None:
        """Forget all stand-ins."""
        self.made.clear()
        self.handles.clear()

    def load(self, tag: str, handle: str, *told) -> object:
        """Give what a tagged list of the judge's stands for."""
        if tag in ("r", "y"):
            return self.own(handle)
        if tag in ("?", "n"):  # nothing could be told of it
            return object()
        if handle not in self.made:
            make = {"f": self.function, "c": self.a_class, "i": self.instance,
                    "g": self.generator}[tag]
            self.know(handle, make(handle, *told))
        return self.made[handle]

    def know(self, handle: str, value: object) -> None:
        """Keep a stand-in, so that it is itself when it comes back."""
        self.made[handle] = value
        self.handles[id(value)] = handle

    def error(self, header: dict) -> Exception:
        """Make the exception that a call of the judge's ended with."""
        name, said, number = header["e"]
        if number is not None:
            return FromJudge(number, said)
        kind = getattr(builtins, name, Exception)
        try:
            return kind(said)
        except TypeError:  # one of the few that want more arguments
            return Exception(said)

    def function(self, handle: str, name: str) -> Callable:
        """Make a function."""
        def function(*args, **named):
            return self.ask("call", handle, "", (*args, *named.values()), named)
        function.__name__ = function.__qualname__ = name
        return function

    def generator(self, handle: str, kind: str, state: dict,
                  seed: dict | None) -> np.random.Generator:
        """Make a random generator in a given state; it goes on and spawns by itself."""
        bits = getattr(np.random, kind)(seed and np.random.SeedSequence(**seed))
        bits.state = state
        return np.random.Generator(bits)

    def instance(self, handle: str, name: str, methods: list[str],
                 attributes: list[str]) -> object:
        """Make an instance of a class that the learner's code didn't make."""
        made = type(name, (), self.body(methods, attributes))
        return object.__new__(made)

    def a_class(self, handle: str, name: str, methods: list[str],
                attributes: list[str]) -> type:
        """Make a class; what it is called with goes to the judge's."""
        stand_ins = self

        def __init__(self, *args, **named):
            stand_ins.know(stand_ins.ask("make", handle, "", (*args, *named.values()), named), self)
        return type(name, (), self.body(methods, attributes) | {"__init__": __init__})

    def body(self, methods: list[str], attributes: list[str]) -> dict:
        """Make what a class's instances have: methods, attributes, copies."""
        stand_ins = self

        def method(name):
            def call(self, *args, **named):
                return stand_ins.ask("call", stand_ins.handles[id(self)], name,
                                     (*args, *named.values()), named)
            call.__name__ = name
            return call

        def attribute(name):
            def get(self):
                return stand_ins.ask("get", stand_ins.handles[id(self)], name, (), ())

            def set_(self, value):
                stand_ins.ask("set", stand_ins.handles[id(self)], name, (value,), ())
            return property(get, set_)

        def copied(self, memo=None):
            copy = object.__new__(type(self))
            stand_ins.know(stand_ins.ask("copy", stand_ins.handles[id(self)], "", (), ()), copy)
            return copy

        return {name: method(name) for name in methods} | {
            name: attribute(name) for name in attributes} | {
            "__copy__": copied, "__deepcopy__": copied}

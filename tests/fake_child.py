"""A child of the sandbox that lives in this process and answers as it is told to."""

import contextlib
from types import SimpleNamespace

from grader.sandbox import TimeUp
from grader.sandbox.inside.objects import Objects
from grader.sandbox.inside.wire import HEAD, Header, Heard, divided, join

QUIET = {"divided": False, "nan": None}


class FakeChild:
    """Plays a child: `reply(header, values)` gives the bytes that answer each message."""

    def __init__(self, reply):
        self.reply, self.waiting, self.heard = reply, b"", Heard()

    def send(self, data, deadline):
        size, _, number, again = HEAD.unpack(data[:HEAD.size])
        header, values = self.heard.read(data, size, again)
        self.waiting += self.reply(Header(header | {"n": number}), values)

    def receive_turn(self, size, deadline):
        if len(self.waiting) < size:
            raise TimeUp("the process did not answer in time")
        data, self.waiting = self.waiting, b""
        return data

    def is_quiet(self):
        return not self.waiting


def said(told, numbers=b""):
    """Write a message with a header in full; its number is under "n"."""
    told = dict(told)
    return join(told.pop("n"), told, numbers)


class FakeKeeper:
    """Gives fake children, as a keeper's sandbox gives real ones."""

    tier = SimpleNamespace(name="full")

    def __init__(self, make):
        self.make = make

    def sandbox(self):
        return self

    @contextlib.contextmanager
    def child(self, limits, serve):
        yield self.make()

    def close(self):
        pass


class Honest:
    """Answers as a child with one function does; a subclass misbehaves in one of the methods."""

    is_class, methods = False, ()
    takes = (("beta", 1, False), ("t", 1, False))

    def __init__(self, function):
        self.function, self.calls = function, 0
        self.objects = Objects("c", lambda value: ["r", "r9", "object", False, []],
                               lambda tag, *told: (tag, *told), forgets=False)

    def __call__(self, header, values):
        return getattr(self, header["m"], self.done)(header, values)

    def load(self, header, values):
        self.calls = 0
        return self.say(header, {"m": "found", "class": self.is_class, "callable": True,
                                 "takes": self.takes, "outside": [], "o": [], "x": [],
                                 "v": [["r", "r1", "function", True, list(self.methods)]]})

    def done(self, header, values):
        self.objects.clear()
        return self.say(header, {"m": "done", "printed": ""})

    def call(self, header, values):
        self.calls += 1
        args, named = divided(self.objects.unpack(header, values), header["k"])
        told, numbers = self.objects.pack([self.function(*args, **named)])
        return self.say(header, {"m": "ok"} | QUIET | told, numbers)

    def say(self, header, told, numbers=b""):
        return said({"n": header["n"]} | told, numbers)

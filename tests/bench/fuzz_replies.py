"""Fuzz the judge with a child's replies: `python tests/bench/fuzz_replies.py --seconds 600`.

A child that lives in this process answers the probes of some exercises; its answers are wrong. Each
of its messages may be damaged (bytes flipped, cut, doubled, spliced), have fields replaced by
drawn values, or be a wish for one of the judge's objects. Prints how many messages were drawn, and
stops at the first verdict that is right or a fault of ours, or at an exception: the seed that is
printed then repeats it (`--seed N --seconds 0`).
"""

import argparse
import random
import sys
import time
from collections import Counter
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from fake_child import QUIET, FakeChild, Honest, said

from descent.exercises import EXERCISES
from grader.exam import Exam
from grader.remote import Refused, Session
from grader.sandbox.inside.wire import HEAD, KEPT

ASKED = ["bias_factor", "tune", "scheduled", "run", "adam_tests", "minibatches", "sgd"]
THE_CHILDS = {"wrong", "error", "timeout", "memory", "refused", "unwritten"}
WORDS = ["ok", "fault", "ask", "answer", "found", "done", "h", "t", "y", "r", "?", "j", "g", "n",
         "s", "u", "v", "l", "d", "a", "=", "e0", "e1", "e2", "c1", "j1", "j2", "lr", "update",
         "call", "get", "set", "make", "copy", "timeout", "exception", "MemoryError", "<f8", "|i1",
         "", "\ud800", "{", "__class__", "x" * 300]
NUMBERS = [0, 1, -1, 2, 7, 2**31, 2**63, -2**63, 10**30, 0.5, 1e308, float("nan"), float("inf")]
FIELDS = ("m", "v", "o", "x", "n", "w", "t", "a", "divided", "nan", "kind", "raised", "said",
          "line", "text", "judge", "printed", "class", "callable", "takes", "outside", "e", "k")

exam = cache(Exam)


def drawn(rng, depth=0):
    """Draw JSON data, most of it from words that mean something."""
    kind = rng.random()
    if depth > 4 or kind < 0.35:
        return rng.choice(WORDS)
    if kind < 0.55:
        return rng.choice(NUMBERS)
    if kind < 0.65:
        return rng.choice([None, True, False])
    if kind < 0.95:
        return [drawn(rng, depth + 1) for _ in range(rng.randrange(5))]
    return {rng.choice(FIELDS): drawn(rng, depth + 1) for _ in range(rng.randrange(4))}


class Drawn(Honest):
    """A child whose messages are drawn, some of them."""

    methods, takes = ("update",), None

    def __init__(self, rng, asked):
        super().__init__(lambda *args, **named: rng.choice([None, 0.25, args, named]))
        self.rng, self.is_class, self.messages = rng, EXERCISES[asked].wants_class, 0
        self.often = rng.choice([0.02, 0.2, 0.7])

    def __call__(self, header, values):
        self.messages += 1
        if header["m"] in ("answer", "raise"):
            return self.wish(header)
        return super().__call__(header, values)

    def call(self, header, values):
        if self.rng.random() < self.often:
            return self.wish(header)
        return super().call(header, values)

    def wish(self, header):
        """Ask for one of the judge's objects, or be done with the call."""
        told, numbers = self.objects.pack(self.rng.choice([
            (), (0.1,), (0.1, 3), ({}, {}), (2**62,), (None,)]))
        told |= QUIET | {"m": self.rng.choice(["ask", "ask", "ok"]), "t": self.rng.choice(
            ["e0", "e1", "e2"]), "a": self.rng.choice(["", "lr", "update", "t", "__class__"]),
            "w": self.rng.choice(["call", "get", "set", "make", "copy"]),
            "k": self.rng.choice([[], [], ["lr"], ["a", "b"]])}
        return self.say(header, told, numbers)

    def say(self, header, told, numbers=b""):
        rng = self.rng
        if rng.random() > self.often:
            return super().say(header, told, numbers)
        for _ in range(rng.choice([0, 1, 1, 2])):
            told = told | {rng.choice(FIELDS): drawn(rng)}
        if rng.random() < 0.2:
            told.pop(rng.choice(list(told)))
        message = bytearray(said({"n": header["n"]} | told, numbers))
        if rng.random() < 0.1:  # a header that comes again, or was never there
            message[:] = HEAD.pack(0, len(numbers), header["n"], rng.randrange(KEPT + 5)) + numbers
        if rng.random() < 0.3:
            for _ in range(rng.choice([1, 1, 3, 20])):
                message[rng.randrange(len(message))] = rng.randrange(256)
        if rng.random() < 0.1:
            del message[rng.randrange(len(message)):]
        if rng.random() < 0.05:
            message *= 2
        return bytes(message)


def attempt(seed):
    """Judge one drawn child; give the status, and how many messages it sent."""
    rng = random.Random(seed)
    asked = rng.choice(ASKED)
    child = Drawn(rng, asked)
    session = Session(FakeChild(child))
    try:
        report = exam(asked, 7).put(session, lambda: session.load([], "answer", "answer.py"))
        status = report.verdict.status
    except Refused as error:
        status = error.status
    if status not in THE_CHILDS:
        raise AssertionError(f"{asked}: {status} {session.ended}")
    return status, child.messages


def main():
    """Draw children until the time is up."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--seconds", type=float, default=15)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    until, seed, statuses, messages = time.monotonic() + chosen.seconds, chosen.seed, Counter(), 0
    while True:
        try:
            status, count = attempt(seed)
        except BaseException:
            print(f"seed {seed} fails")
            raise
        statuses[status] += 1
        messages += count
        seed += 1
        if time.monotonic() >= until:
            break
    print(f"{statuses.total()} children, {messages} messages: "
          + ", ".join(f"{count} {status}" for status, count in statuses.most_common()))


if __name__ == "__main__":
    main()

"""Probes for learning-rate schedules: functions of time, and what is built from them."""

import math

import numpy as np

from descent.contract import Breach, is_numeric
from descent.function_probes.common import shaped

__all__ = ["COSINE_DECAY", "EXPONENTIAL_DECAY", "INVERSE_SQRT_DECAY", "INVERSE_TIME_DECAY",
           "LINEAR_DECAY", "ONE_CYCLE", "SCHEDULED", "STEP_DECAY", "WARMUP"]


def asking(name, rows):
    """Make a play that asks a schedule for rates.

    Args:
        name: of the function.
        rows: arguments of each call, the last a dict where some are given by name; or a function
            of rng that gives them.
    """
    def play(function, rng):
        for row in rows(rng) if callable(rows) else rows:
            named = row[-1] if isinstance(row[-1], dict) else {}
            given = row[:-1] if named else row
            written = [*map(str, given), *(f"{word}={value}" for word, value in named.items())]
            call = f"{name}({', '.join(written)})"
            yield call, shaped(function(*given, **named), call)
    return play


def drawn(rng, *more, first=1, n=6):
    """Draw a time up to 60, a rate, and from each (low, high, digits) one argument more.

    The last rate is tiny: a floor under the rates, or rounding, shows there.
    """
    rates = np.append(np.round(rng.uniform(0.01, 3, n), 3), 2e-6)
    return [(int(rng.randint(first, 60)), float(rate),
             *(float(np.round(rng.uniform(low, high), digits)) for low, high, digits in more))
            for rate in rates]


def step_numbers(rng):
    for t, lr0, drop in drawn(rng, (0.2, 0.9, 2)):
        every = int(rng.randint(3, 12))
        yield from [(t, lr0, drop, every), (3 * every - 1, lr0, drop, every),
                    (3 * every, lr0, drop, every)]


STEP_DECAY = {
    "schedule-rates": asking("step_decay", [
        *((t, 0.8, 0.25, 10) for t in (10, 1, 4, 9, 11, 14, 19, 20, 26, 35, 40)),
        (7, 0.3, 0.5, 4), (14, 0.3, 0.5, 4)]),
    "schedule-start": asking("step_decay", [(0, 0.8, 0.5, 10), (0, 2.0, 0.1, 3)]),
    "schedule-defaults": asking("step_decay", [
        *((t, 0.1) for t in (29, 30, 59, 60, 90)), (40, 0.1, {"every": 20}),
        (40, 0.1, {"drop": 0.5})]),
    "schedule-numbers": asking("step_decay", step_numbers),
}
EXPONENTIAL_DECAY = {
    "schedule-rates": asking("exponential_decay", [
        *((t, 0.5, 0.1) for t in (10, 1, 2, 5, 20, 50)), (3, 0.2, 0.3), (9, 1.4, 0.05)]),
    "schedule-start": asking("exponential_decay", [(0, 0.5, 0.1), (0, 2.0, 0.3)]),
    "schedule-numbers": asking("exponential_decay", lambda rng: drawn(rng, (0.01, 0.3, 3))),
}
INVERSE_TIME_DECAY = {
    "schedule-rates": asking("inverse_time_decay", [
        *((t, 0.6, 0.25) for t in (2, 1, 6, 12, 100)), (3, 0.2, 0.5), (9, 1.4, 0.05)]),
    "schedule-start": asking("inverse_time_decay", [(0, 0.6, 0.25), (0, 2.0, 0.1)]),
    "schedule-numbers": asking("inverse_time_decay", lambda rng: drawn(rng, (0.01, 0.8, 3))),
}
INVERSE_SQRT_DECAY = {
    "schedule-rates": asking("inverse_sqrt_decay", [
        *((t, 0.6) for t in (4, 2, 3, 9, 100)), (5, 0.2), (16, 1.4)]),
    "schedule-first-update": asking("inverse_sqrt_decay", [(1, 0.6), (1, 2.0)]),
    "schedule-numbers": asking("inverse_sqrt_decay", lambda rng: drawn(rng, first=2)),
}


def numbers_until_the_end(rng):
    for t, lr0 in drawn(rng):
        yield t, lr0, t + int(rng.randint(1, 60))


def ending(name):
    """Make the probes of a schedule that has come to 0 at T."""
    return {
        "schedule-rates": asking(name, [
            *((t, 0.8, 8) for t in (4, 1, 2, 3, 6, 7)), (3, 0.3, 5), (13, 1.4, 20)]),
        "schedule-start": asking(name, [(0, 0.8, 8), (0, 2.0, 100)]),
        "schedule-numbers": asking(name, numbers_until_the_end),
        "schedule-after-the-end": asking(name, [
            (t, lr0, T) for lr0, T in ((0.8, 8), (2.0, 30)) for t in (T, T + 1, T + 4, 3 * T)]),
    }


COSINE_DECAY = ending("cosine_decay")
LINEAR_DECAY = ending("linear_decay")


def cycle_numbers(rng):
    for t, lr0, peak, start, end in drawn(rng, (0.1, 0.9, 2), (2, 30, 1), (2, 1000, 0)):
        T = t + int(rng.randint(1, 60))
        yield from [(t, lr0, T, peak, start, end), (T, lr0, T, peak, start, end)]


ONE_CYCLE = {
    "schedule-rates": asking("one_cycle", [
        (t, 1.0, 10, 0.4, 10.0, 100.0) for t in (2, 4, 7, 0, 1, 3, 5, 8, 9, 10)]),
    "schedule-defaults": asking("one_cycle", [
        *((t, 0.1, 100) for t in (0, 15, 30, 65, 100)), (20, 0.1, 40, {"peak": 0.5}),
        (0, 0.1, 40, {"start": 10.0}), (40, 0.1, 40, {"end": 100.0})]),
    "schedule-numbers": asking("one_cycle", cycle_numbers),
    "schedule-after-the-end": asking("one_cycle", [
        (t, lr0, T, 0.4, 10.0, 100.0) for lr0, T in ((1.0, 10), (2.0, 25))
        for t in (T, T + 1, 2 * T, 3 * T)]),
}


def warmed(warmup, schedule, steps, shown):
    """Call warmup, and see that a function came back; give it with how the call is written."""
    call = f"warmup({shown}, {steps})"
    warm = warmup(schedule, steps)
    if warm is None:
        raise Breach("returned_none", call=call)
    if not callable(warm):
        raise Breach("schedule_not_a_function", call=call, type=type(warm).__name__)
    return call, warm


# How a schedule that is handed over is written, and what it is.
STAYING = "lambda t, lr0: lr0", lambda t, lr0: lr0
FALLING = "lambda t, lr0: lr0 / (2 + t)", lambda t, lr0: lr0 / (2 + t)
NEVER_BELOW = ("lambda t, lr0: max(lr0 / (1 + t), 0.6)", lambda t, lr0: max(lr0 / (1 + t), 0.6))


def warming(schedule, *rows):
    """Make a play that asks one warmed schedule per row (steps, lr0, times)."""
    shown, function = schedule

    def play(warmup, rng):
        for steps, lr0, times in rows:
            call, warm = warmed(warmup, function, steps, shown)
            for t in times:
                yield f"{call}({t}, {lr0})", shaped(warm(t, lr0), f"{call}({t}, {lr0})")
    return play


def two_warm_ups(warmup, rng):
    """Ask two warmed schedules in turns, times in no order."""
    length, lr0 = int(rng.randint(8, 20)), float(np.round(rng.uniform(0.5, 3), 2))
    one, other = (warmed(warmup, FALLING[1], steps, FALLING[0]) for steps in (length, 5))
    for t in (7, 1, 30, 0, 3):
        for call, warm in (one, other):
            yield f"{call}({t}, {lr0})", shaped(warm(t, lr0), f"{call}({t}, {lr0})")


WARMUP = {
    "warmup-staying": warming(STAYING, (4, 0.8, (0, 1, 2, 3, 4, 5, 20))),
    "warmup-falling": warming(FALLING, (4, 0.8, (0, 1, 2, 3, 4, 5, 20)), (1, 0.8, (0, 1, 2))),
    "warmup-never-below": warming(NEVER_BELOW, (4, 2.0, (0, 1, 2, 3, 4, 9))),
    "warmup-two": two_warm_ups,
}


class Recording:
    """Plain gradient descent that keeps, per call, the rate that it found in `lr`."""

    exposed = ("lr", "update")

    def __init__(self, lr: float):
        """Start with no calls."""
        self.lr, self.rates = lr, []

    def update(self, params, grads):
        """Take one step."""
        if not is_numeric(self.lr):
            raise Breach("scheduled_rate", type=type(self.lr).__name__)
        self.rates.append(self.lr)
        for key in params:
            params[key] = params[key] - self.lr * grads[key]


def updated(scheduled, optimizer, params, grads):
    """Call the learner's update, see that the optimizer's was called once; give its rate."""
    before = len(optimizer.rates)
    scheduled.update(params, grads)
    calls = len(optimizer.rates) - before
    if calls != 1:
        raise Breach("scheduled_updates", seen=calls)
    return optimizer.rates[-1]


def problem():
    """Give params and gradients for a stand-in optimizer."""
    return ({"W": np.array([1.0, -2.0]), "b": np.array(0.5)},
            {"W": np.array([1.0, 0.5]), "b": np.array(-2.0)})


def scheduled_rates(make, rng):
    shown, schedule = FALLING
    optimizer = Recording(0.6)
    scheduled, given = make(optimizer, schedule), problem()
    for n in range(1, 6):
        label = f"optimizer.lr in update {n}; lr 0.6 at first, schedule {shown}"
        yield label, updated(scheduled, optimizer, *given)


def scheduled_arguments(make, rng):
    """Trace the rate of each update back to what the schedule was asked, whenever that was."""
    asked = {}

    def schedule(t, lr0):
        rate = 1 / (2 + len(asked))  # another one each time
        asked[rate] = t, lr0
        return rate
    optimizer = Recording(0.8)
    scheduled, given = make(optimizer, schedule), problem()
    for n in range(1, 5):
        rate = float(updated(scheduled, optimizer, *given))
        if rate not in asked:
            raise Breach("scheduled_not_asked", n=n, rate=f"{rate:g}")
        for word, value in zip(("t", "lr0"), asked[rate], strict=True):
            yield f"{word} that the schedule was given for update {n}; lr 0.8 at first", value


def scheduled_params(make, rng):
    optimizer = Recording(0.5)
    scheduled, (params, grads) = make(optimizer, STAYING[1]), problem()
    for n in (1, 2, 3):
        updated(scheduled, optimizer, params, grads)
        for key in sorted(params):
            yield f"params[{key!r}] after update {n}", params[key]
    for key in sorted(grads):
        yield f"grads[{key!r}] after the updates", grads[key]


def scheduled_two(make, rng):
    rates = np.round(rng.uniform(0.2, 3, 2), 2).tolist()
    optimizers = [Recording(rate) for rate in rates]
    pair = [make(optimizer, lambda t, lr0: lr0 * math.exp(-t)) for optimizer in optimizers]
    for turn in (0, 1, 0, 0, 1, 0, 1):
        n = len(optimizers[turn].rates) + 1
        label = (f"optimizer.lr in update {n} of the {'second' if turn else 'first'} Scheduled; "
                 f"lr {rates[turn]} at first, schedule lambda t, lr0: lr0 * math.exp(-t)")
        yield label, updated(pair[turn], optimizers[turn], *problem())


SCHEDULED = {"scheduled-rates": scheduled_rates, "scheduled-arguments": scheduled_arguments,
             "scheduled-params": scheduled_params, "scheduled-two": scheduled_two}

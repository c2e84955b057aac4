"""Answers in the sandbox and in this process: whatever learners write, the verdict is the same."""

from functools import cache

import numpy as np
import pytest
from kept_sandbox import kept_sandbox

from descent.checks import check
from descent.exercises import EXERCISES
from descent.known import observe
from descent.plain import clean
from grader.catalogue import exercise
from grader.exam import Exam
from grader.known_paths import make
from grader.remote import Session
from grader.sandbox import Limits
from grader.sandbox.inside.loading import load

SEED = 20261128


@pytest.fixture(scope="module")
def keeper():
    return kept_sandbox("inside.answers")


@cache
def exam_of(asked):
    return Exam(asked, SEED)


def in_the_sandbox(keeper, asked, text):
    exam = exam_of(asked)
    with keeper.sandbox().child(Limits(), "inside.answers:serve") as child:
        session = Session(child)
        return exam.put(session, lambda: session.load([text], exam.asked.name, "answer.py"))


def in_this_process(asked, text):
    answer = load([text], EXERCISES[asked].name, "answer.py")
    return check(asked, answer, private=exam_of(asked).known[1])


def said(report):
    data = report.data()
    return {"status": report.verdict.status, "share": report.share, "fault": data["fault"],
            "printed": clean(report.printed), "outside": report.outside,
            "slugs": [one["slug"] for one in data["diagnosis"] + data["notes"]],
            **{name: data[name] for name in ("probes", "property", "hints")}}


# -- what learners write -------------------------------------------------------------------------

OPTIMIZER = """
from __future__ import annotations
import array, collections, copy, dataclasses, decimal, enum, fractions, functools, itertools, math
import warnings
import numpy as np
"""

SGDS = {
    "keeps params": """
class SGD:
    def __init__(self, lr=0.01): self.lr, self.seen = lr, []
    def update(self, params, grads):
        self.seen.append((params, grads, dict(grads)))
        for key in params: params[key] -= self.lr * self.seen[-1][1][key]
""",
    "changes the params of the first call": """
class SGD:
    def __init__(self, lr=0.01): self.lr, self.params = lr, None
    def update(self, params, grads):
        self.params = self.params or params
        for key in params: self.params[key] -= self.lr * grads[key]
""",
    "changes grads it was given before": """
class SGD:
    def __init__(self, lr=0.01): self.lr, self.old = lr, None
    def update(self, params, grads):
        if self.old is not None:
            for value in self.old.values(): value *= 0
        self.old = grads
        for key in params: params[key] -= self.lr * grads[key]
""",
    "views": """
class SGD:
    def __init__(self, lr=0.01): self.lr = lr
    def update(self, params, grads):
        for key in params:
            part = params[key].reshape(-1)
            part[::2] -= self.lr * grads[key].reshape(-1)[::2]
            part[1::2] -= self.lr * grads[key].ravel()[1::2]
""",
    "binds views": """
class SGD:
    def __init__(self, lr=0.01): self.lr = lr
    def update(self, params, grads):
        for key in params:
            params[key] = params[key][...]
            params[key] -= self.lr * grads[key]
""",
    "one vector": """
class SGD:
    def __init__(self, lr=0.01): self.lr = lr
    def update(self, params, grads):
        flat = np.concatenate([np.ravel(params[key]) for key in params])
        flat -= self.lr * np.concatenate([np.ravel(grads[key]) for key in params])
        start = 0
        for key in params:
            size = params[key].size
            params[key] = flat[start:start + size].reshape(params[key].shape)
            start += size
""",
    "float32": """
class SGD:
    def __init__(self, lr=0.01): self.lr = lr
    def update(self, params, grads):
        for key in params:
            params[key] = (params[key] - self.lr * grads[key]).astype(np.float32)
""",
    "long double": """
class SGD:
    def __init__(self, lr=0.01): self.lr = np.longdouble(lr)
    def update(self, params, grads):
        for key in params: params[key] = params[key] - self.lr * grads[key]
""",
    "Fortran order": """
class SGD:
    def __init__(self, lr=0.01): self.lr = lr
    def update(self, params, grads):
        for key in params:
            params[key] = np.array(params[key] - self.lr * grads[key], order="F")
""",
    "state in the class": """
class SGD:
    calls, rates = 0, {}
    def __init__(self, lr=0.01): self.rates[id(self)] = lr
    def update(self, params, grads):
        SGD.calls += 1
        for key in params: params[key] -= self.rates[id(self)] * grads[key]
""",
    "one rate for all": """
class SGD:
    def __init__(self, lr=0.01): SGD.lr = lr
    def update(self, params, grads):
        for key in params: params[key] -= SGD.lr * grads[key]
""",
    "update as an attribute": """
class SGD:
    def __init__(self, lr=0.01):
        def update(params, grads):
            for key in params: params[key] -= lr * grads[key]
        self.update = update
""",
    "update as a partial": """
def step(lr, params, grads):
    for key in params: params[key] -= lr * grads[key]
class SGD:
    def __init__(self, lr=0.01): self.update = functools.partial(step, lr)
""",
    "update as an object": """
class Step:
    def __init__(self, lr): self.lr = lr
    def __call__(self, params, grads):
        for key in params: params[key] -= self.lr * grads[key]
class SGD:
    def __init__(self, lr=0.01): self.update = Step(lr)
""",
    "slots": """
class SGD:
    __slots__ = ("lr",)
    def __init__(self, lr=0.01): self.lr = lr
    def update(self, params, grads):
        for key in params: params[key] -= self.lr * grads[key]
""",
    "dataclass": """
@dataclasses.dataclass
class SGD:
    lr: float = 0.01
    history: list = dataclasses.field(default_factory=list)
    def update(self, params, grads):
        self.history.append({key: p.copy() for key, p in params.items()})
        for key in params: params[key] -= self.lr * grads[key]
""",
    "named tuple": """
class SGD(collections.namedtuple("SGD", "lr", defaults=[0.01])):
    def update(self, params, grads):
        for key in params: params[key] -= self.lr * grads[key]
""",
    "a dict": """
class SGD(dict):
    def __init__(self, lr=0.01): self["lr"] = lr
    def update(self, params, grads):
        for key in params: params[key] -= self["lr"] * grads[key]
""",
    "a list with state": """
class SGD(list):
    def __init__(self, lr=0.01): self.lr = lr
    def update(self, params, grads):
        for key in params:
            self.append(params[key])
            self[-1][...] -= self.lr * grads[key]
""",
    "a number": """
class SGD(float):
    def __new__(cls, lr=0.01): return super().__new__(cls, lr)
    def update(self, params, grads):
        for key in params: params[key] -= self * grads[key]
""",
    "a subclass with properties": """
class Base:
    def __init__(self, lr=0.01): self._lr = lr
    @property
    def lr(self): return self._lr
    @lr.setter
    def lr(self, lr): self._lr = lr
    def update(self, params, grads):
        for key, p in params.items(): params[key] = self.step(p, grads[key])
class SGD(Base):
    def step(self, p, g): return p - self.lr * g
""",
    "a metaclass and __call__": """
class Meta(type):
    def __call__(cls, *args, **named): return super().__call__(*args, **named)
class SGD(metaclass=Meta):
    def __init__(self, lr=0.01): self.lr = lr
    def __call__(self, params, grads):
        for key in params: params[key] -= self.lr * grads[key]
    update = __call__
""",
    "static and class methods": """
class SGD:
    def __init__(self, lr=0.01): self.lr = lr
    @staticmethod
    def step(p, lr, g): p -= lr * g
    def update(self, params, grads):
        for key in params: self.step(params[key], self.lr, grads[key])
""",
    "a generator": """
class SGD:
    def __init__(self, lr=0.01): self.lr = lr
    def update(self, params, grads):
        for key in params:
            params[key] -= self.lr * grads[key]
            yield key
""",
    "a coroutine": """
class SGD:
    def __init__(self, lr=0.01): self.lr = lr
    async def update(self, params, grads):
        for key in params: params[key] -= self.lr * grads[key]
""",
    "prints, warns and sets errors": """
class SGD:
    def __init__(self, lr=0.01): self.lr = lr; print("made", lr)
    def update(self, params, grads):
        np.seterr(all="raise")
        warnings.warn("a warning", stacklevel=1)
        print("step", sorted(params), end="\\r")
        for key in params: params[key] -= self.lr * grads[key]
""",
    "restores np.errstate": """
class SGD:
    def __init__(self, lr=0.01): self.lr = lr
    def update(self, params, grads):
        with np.errstate(all="raise"):
            for key in params: params[key] = params[key] - self.lr * grads[key]
""",
    "divides by zero": """
class SGD:
    def __init__(self, lr=0.01): self.lr = lr
    def update(self, params, grads):
        for key in params:
            params[key] = params[key] - self.lr * grads[key] * grads[key] / np.abs(grads[key])
""",
    "a matrix": """
class SGD:
    def __init__(self, lr=0.01): self.lr = lr
    def update(self, params, grads):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for key in params: params[key] = np.asmatrix(params[key] - self.lr * grads[key])
""",
    "masked": """
class SGD:
    def __init__(self, lr=0.01): self.lr = lr
    def update(self, params, grads):
        for key in params:
            params[key] = np.ma.masked_array(params[key] - self.lr * grads[key], mask=False)
""",
    "Python numbers": """
class SGD:
    def __init__(self, lr=0.01): self.lr = lr
    def update(self, params, grads):
        for key in params: params[key] = (params[key] - self.lr * grads[key]).tolist()
""",
    "fractions": """
class SGD:
    def __init__(self, lr=0.01): self.lr = fractions.Fraction(lr)
    def update(self, params, grads):
        for key in params: params[key] = params[key].astype(object) - self.lr
""",
    "returns params": """
class SGD:
    def __init__(self, lr=0.01): self.lr = lr
    def update(self, params, grads):
        return {key: params[key] - self.lr * grads[key] for key in params}
""",
    "returns itself": """
class SGD:
    def __init__(self, lr=0.01): self.lr = lr
    def update(self, params, grads):
        for key in params: params[key] -= self.lr * grads[key]
        return self
""",
    "loses a key": """
class SGD:
    def __init__(self, lr=0.01): self.lr = lr
    def update(self, params, grads): params.pop(sorted(params)[0])
""",
    "another shape": """
class SGD:
    def __init__(self, lr=0.01): self.lr = lr
    def update(self, params, grads):
        for key in params: params[key] = np.ravel(params[key] - self.lr * grads[key])
""",
    "text": """
class SGD:
    def __init__(self, lr=0.01): self.lr = lr
    def update(self, params, grads):
        for key in params: params[key] = "no number"
""",
    "changes grads": """
class SGD:
    def __init__(self, lr=0.01): self.lr = lr
    def update(self, params, grads):
        for key in params:
            grads[key] *= self.lr
            params[key] -= grads[key]
""",
    "arguments exchanged": """
class SGD:
    def __init__(self, lr=0.01): self.lr = lr
    def update(self, grads, params):
        for key in params: params[key] -= self.lr * grads[key]
""",
    "an exception in a method of its own": """
class Trouble(ValueError):
    def __str__(self): return "in <b>trouble</b> {braces}"
class SGD:
    def __init__(self, lr=0.01): self.lr = lr
    def update(self, params, grads): self.step()
    def step(self): raise Trouble
""",
    "an exception whose text fails": """
class Trouble(Exception):
    def __str__(self): raise RuntimeError
class SGD:
    def __init__(self, lr=0.01): self.lr = lr
    def update(self, params, grads): raise Trouble
""",
    "no such name": """
class SGD:
    def __init__(self, lr=0.01): self.lr = lr
    def update(self, params, grads):
        for key in params: params[key] -= learning_rate * grads[key]
""",
    "exits": """
class SGD:
    def __init__(self, lr=0.01): self.lr = lr
    def update(self, params, grads): raise SystemExit(0)
""",
    "an unwritten step": """
class SGD:
    def __init__(self, lr=0.01): self.lr = lr
    def update(self, params, grads): raise NotImplementedError("Replace this line.")
""",
    "reads around it": """
rate, seen = 0.01, []
class SGD:
    def __init__(self, lr=0.01): self.lr = lr
    def update(self, params, grads):
        seen.append(rate)
        for key in params: params[key] -= rate * grads[key]
""",
}

FUNCTIONS = {
    ("bias_factor", "lambda"): "bias_factor = lambda beta, t: 1 - beta**t\n",
    ("bias_factor", "partial"): """
def power(one, beta, t): return one - beta**t
bias_factor = functools.partial(power, 1)
""",
    ("bias_factor", "object"): """
class Bias:
    def __call__(self, beta, t): return 1 - beta**t
bias_factor = Bias()
""",
    ("bias_factor", "method"): """
class Bias:
    def factor(self, beta, t): return 1 - beta**t
bias_factor = Bias().factor
""",
    ("bias_factor", "decorated"): """
bias_factor = functools.wraps(lambda beta, t: 0)(lambda *args: 1 - args[0]**args[1])
""",
    ("bias_factor", "cached"): """
@functools.lru_cache
def bias_factor(beta, t): return 1 - beta**t
""",
    ("bias_factor", "vectorized"): "bias_factor = np.vectorize(lambda beta, t: 1 - beta**t)\n",
    ("bias_factor", "closure"): """
def made():
    calls = 0
    def factor(beta, t):
        nonlocal calls
        calls += 1
        return 1 - beta**t
    return factor
bias_factor = made()
""",
    ("bias_factor", "generator"): "def bias_factor(beta, t): yield 1 - beta**t\n",
    ("bias_factor", "decimal"): """
def bias_factor(beta, t): return decimal.Decimal(1) - decimal.Decimal(float(beta))**int(t)
""",
    ("bias_factor", "fraction"): """
def bias_factor(beta, t): return 1 - fractions.Fraction(float(beta))**int(t)
""",
    ("bias_factor", "nothing"): "def bias_factor(beta, t): print(1 - beta**t)\n",
    ("bias_factor", "a text"): "def bias_factor(beta, t): return str(1 - beta**t)\n",
    ("bias_factor", "a set"): "def bias_factor(beta, t): return {1 - np.mean(beta**t)}\n",
    ("bias_factor", "a function"): "def bias_factor(beta, t): return lambda: 1 - beta**t\n",
    ("bias_factor", "a complex number"): "def bias_factor(beta, t): return 1 - beta**t + 0j\n",
    ("bias_factor", "a huge number"): "def bias_factor(beta, t): return 10**30\n",
    ("bias_factor", "in its arguments"): """
def bias_factor(beta, t):
    if isinstance(beta, np.ndarray):
        beta **= t
        beta *= -1
        beta += 1
        return beta
    return 1 - beta**t
""",
    ("bias_factor", "raises a key error"): "def bias_factor(beta, t): return {}['beta']\n",
    ("bias_factor", "recurses"): "def bias_factor(beta, t): return bias_factor(beta, t)\n",
    ("bias_factor", "nan"): "def bias_factor(beta, t): return np.zeros(np.shape(beta)) / 0\n",
    ("ema", "deque"): """
def ema(g, beta):
    m, out = 0.0, collections.deque()
    for one in g:
        m = beta * m + (1 - beta) * one
        out.append(m)
    return out
""",
    ("ema", "list of arrays"): """
def ema(g, beta):
    out = list(itertools.accumulate(g, lambda m, one: beta * m + (1 - beta) * one,
                                    initial=0 * np.asarray(g[0])))
    return out[1:]
""",
    ("minibatches", "array.array"): """
def minibatches(n, batch_size, rng):
    order = array.array("q", rng.permutation(n).tolist())
    return [order[i:i + batch_size] for i in range(0, n, batch_size)]
""",
    ("minibatches", "views of one array"): """
def minibatches(n, batch_size, rng):
    order = rng.permutation(n)
    return tuple(order[i:i + batch_size] for i in range(0, n, batch_size))
""",
    ("minibatches", "ranges"): """
def minibatches(n, batch_size, rng):
    return [range(i, min(i + batch_size, n)) for i in range(0, n, batch_size)]
""",
    ("minibatches", "generator"): """
def minibatches(n, batch_size, rng):
    order = rng.permutation(n)
    for i in range(0, n, batch_size): yield order[i:i + batch_size]
""",
    ("classify_critical_point", "enum"): """
class Kind(enum.StrEnum):
    minimum, maximum, saddle, degenerate = "minimum", "maximum", "saddle", "degenerate"
def classify_critical_point(hess):
    values = np.linalg.eigvalsh(hess)
    small = 1e-8 * max(1, np.abs(values).max())
    if (np.abs(values) < small).any(): return Kind.degenerate
    return Kind.minimum if (values > 0).all() else Kind.maximum if (values < 0).all() else (
        Kind.saddle)
""",
    ("classify_critical_point", "text of NumPy"): """
def classify_critical_point(hess):
    values = np.linalg.eigvalsh(hess)
    small = 1e-8 * max(1, np.abs(values).max())
    names = np.array(["minimum", "maximum", "saddle", "degenerate"])
    if (np.abs(values) < small).any(): return names[3]
    return names[0] if (values > 0).all() else names[1] if (values < 0).all() else names[2]
""",
    ("classify_critical_point", "array of one text"): """
def classify_critical_point(hess):
    values = np.linalg.eigvalsh(hess)
    return np.where((values > 0).all(), "minimum", np.where((values < 0).all(), "maximum",
                                                            "saddle"))
""",
    ("clone_params", "deepcopy"): "def clone_params(params): return copy.deepcopy(params)\n",
    ("clone_params", "the same"): "def clone_params(params): return params\n",
    ("clone_params", "shallow"): "def clone_params(params): return dict(params)\n",
    ("clone_params", "views"): """
def clone_params(params): return {key: p[...] for key, p in params.items()}
""",
    ("clone_params", "another mapping"): """
def clone_params(params):
    return collections.OrderedDict((key, np.copy(p)) for key, p in params.items())
""",
    ("clone_params", "no dict"): """
def clone_params(params): return collections.ChainMap({k: p.copy() for k, p in params.items()})
""",
    ("run", "copies"): """
def run(optimizer, grad_fn, params, steps):
    history = [copy.deepcopy(params)]
    for _ in range(steps):
        optimizer.update(params, grad_fn(params))
        history.append(copy.deepcopy(params))
    return history
""",
    ("run", "the same dict again and again"): """
def run(optimizer, grad_fn, params, steps):
    history = [params]
    for _ in range(steps):
        optimizer.update(params, grad_fn(params))
        history.append(params)
    return history
""",
    ("run", "named arguments"): """
def run(optimizer, grad_fn, params, steps):
    history = [{**{key: p.copy() for key, p in params.items()}}]
    for _ in range(steps):
        grads = grad_fn(params)
        optimizer.update(params=params, grads=grads)
        history += [{key: p.copy() for key, p in params.items()}]
    return tuple(history)
""",
    ("run", "works on a copy"): """
def run(optimizer, grad_fn, params, steps):
    params = {key: p.copy() for key, p in params.items()}
    history = [params]
    for _ in range(steps):
        params = {key: p.copy() for key, p in params.items()}
        optimizer.update(params, grad_fn(params))
        history.append(params)
    return history
""",
    ("run", "asks for what isn't there"): """
def run(optimizer, grad_fn, params, steps):
    optimizer.step(params, grad_fn(params))
""",
    ("scheduled", "keeps attributes on the optimizer"): """
class Scheduled:
    def __init__(self, optimizer, schedule):
        self.optimizer, self.schedule = optimizer, schedule
        optimizer.lr0, optimizer.t = optimizer.lr, 0
    def update(self, params, grads):
        self.optimizer.t += 1
        self.optimizer.lr = self.schedule(self.optimizer.t, self.optimizer.lr0)
        self.optimizer.update(params, grads)
""",
    ("scheduled", "copies the optimizer"): """
class Scheduled:
    def __init__(self, optimizer, schedule):
        self.optimizer, self.schedule = copy.deepcopy(optimizer), schedule
        self.lr0, self.t = optimizer.lr, 0
    def update(self, params, grads):
        self.t += 1
        self.optimizer.lr = self.schedule(self.t, self.lr0)
        self.optimizer.update(params, grads)
""",
    ("scheduled", "named arguments"): """
class Scheduled:
    def __init__(self, optimizer, schedule):
        self.optimizer, self.schedule, self.lr0 = optimizer, schedule, optimizer.lr
        self.times = itertools.count(1)
    def update(self, params, grads):
        setattr(self.optimizer, "lr", self.schedule(t=next(self.times), lr0=self.lr0))
        return self.optimizer.update(params=params, grads=grads)
""",
    ("scheduled", "an array as rate"): """
class Scheduled:
    def __init__(self, optimizer, schedule):
        self.optimizer, self.schedule, self.lr0, self.t = optimizer, schedule, optimizer.lr, 0
    def update(self, params, grads):
        self.t += 1
        self.optimizer.lr = np.array(self.schedule(self.t, self.lr0))
        self.optimizer.update(params, grads)
""",
    ("scheduled", "a text as rate"): """
class Scheduled:
    def __init__(self, optimizer, schedule): self.optimizer = optimizer
    def update(self, params, grads):
        self.optimizer.lr = "small"
        self.optimizer.update(params, grads)
""",
    ("tune", "named arguments"): """
def tune(opt_factory, lrs, seeds, train):
    return {lr: [train(opt_factory(lr=lr), seed) for seed in seeds] for lr in lrs}
""",
    ("tune", "one optimizer"): """
def tune(opt_factory, lrs, seeds, train):
    results = {}
    for lr in lrs:
        optimizer = opt_factory(lr)
        results[lr] = np.array([train(optimizer, seed) for seed in seeds])
    return results
""",
    ("tune", "an optimizer of its own"): """
class Own:
    lr = 0.1
def tune(opt_factory, lrs, seeds, train):
    return {lr: [train(Own(), seed) for seed in seeds] for lr in lrs}
""",
    ("tune", "deque and defaultdict"): """
def tune(opt_factory, lrs, seeds, train):
    results = collections.defaultdict(collections.deque)
    for lr, seed in itertools.product(lrs, seeds):
        results[lr].append(train(opt_factory(lr), seed))
    return results
""",
    ("sensitivity", "rows of NumPy"): """
def sensitivity(results):
    rows = []
    for lr in sorted(results):
        losses = np.where(np.isnan(results[lr]), np.inf, results[lr])
        rows.append(np.array([lr, np.median(losses), losses.min(), losses.max()]))
    return np.array(rows)
""",
    ("he_init", "children of the generator"): """
def he_init(sizes, rng):
    params = {}
    for i, (a, b) in enumerate(zip(sizes, sizes[1:]), start=1):
        rng = np.random.default_rng(rng.bit_generator.seed_seq.spawn(1)[0])
        params[f"W{i}"] = rng.normal(0, np.sqrt(2 / a), (a, b))
        params[f"b{i}"] = np.zeros(b)
    return params
""",
    ("he_init", "spawns"): """
def he_init(sizes, rng):
    params = {}
    for i, (a, b) in enumerate(zip(sizes, sizes[1:]), start=1):
        params[f"W{i}"] = rng.spawn(1)[0].standard_normal((a, b)) * (2 / a) ** 0.5
        params[f"b{i}"] = np.zeros(b)
    return params
""",
    ("he_init", "a generator of its own"): """
def he_init(sizes, rng):
    rng = np.random.RandomState(0)
    return {name: value for i, (a, b) in enumerate(zip(sizes, sizes[1:]), start=1)
            for name, value in ((f"W{i}", rng.randn(a, b) * np.sqrt(2 / a)),
                                (f"b{i}", np.zeros(b)))}
""",
    ("adam_tests", "copies and looks"): """
def tests(Adam):
    one = Adam(lr=0.1, beta1=0.9, beta2=0.999, eps=1e-8)
    two = copy.deepcopy(one)
    params = {"w": np.array([1.0, 2.0])}
    one.update(params, {"w": np.array([1.0, -1.0])})
    seen = [hasattr(one, name) for name in ("lr", "m", "v", "t")]
    return bool(all(seen) and np.allclose(params["w"], [0.9, 2.1]) and two.t == 0)
""",
    ("adam_tests", "always true"): "tests = lambda Adam: True\n",
    ("adam_tests", "asserts"): """
def tests(Adam):
    params = {"w": np.zeros(2)}
    Adam().update(params, {"w": np.ones(2)})
    np.testing.assert_allclose(params["w"], -0.001, rtol=1e-6)
    return np.True_
""",
    ("adam_tests", "reads what isn't there"): """
def tests(Adam): return getattr(Adam(), "momentum", 0) == 0
""",
    ("muon", "unwritten"): """
class Muon:
    def __init__(self, **all): raise NotImplementedError
""",
    ("newton_step", "a matrix"): """
def newton_step(params_vector, grad, hess):
    return np.asmatrix(params_vector - np.linalg.solve(hess, grad))
""",
    ("newton_step", "a matrix that can't be solved"): """
def newton_step(params_vector, grad, hess):
    return params_vector - np.linalg.solve(0 * hess, grad)
""",
}
ODDITIES = {("sgd", name): text for name, text in SGDS.items()} | FUNCTIONS


@pytest.mark.parametrize(("asked", "name"), ODDITIES, ids=lambda one: one)
def test_the_verdict_is_that_of_a_check_in_this_process(keeper, asked, name):
    text = OPTIMIZER + ODDITIES[asked, name]
    with np.errstate():  # some set it
        expected = said(in_this_process(asked, text))
    assert said(in_the_sandbox(keeper, asked, text)) == expected


# -- what the judge keeps --------------------------------------------------------------------------

def spoil(value):
    """Change whatever can be changed in what was handed over."""
    if isinstance(value, np.ndarray):
        value.flags.writeable = True
        value[...] = 7
    elif isinstance(value, list | tuple | dict):
        for one in list(value.values() if isinstance(value, dict) else value):
            spoil(one)
        if isinstance(value, list):
            value.append("spoiled")
        elif isinstance(value, dict):
            value["spoiled"] = 1


@pytest.mark.parametrize("asked", [
    one.id for one in EXERCISES.values() if not one.is_optimizer and not one.wants_class])
def test_an_answer_that_spoils_what_it_is_handed_spoils_it_for_no_other(asked):
    right = exercise(asked).right

    def spoiling(*args):
        value = right(*args)
        spoil([args, value])
        return value
    before = make(EXERCISES[asked], SEED, mistakes=False).right
    observe(EXERCISES[asked], spoiling, SEED)
    after = make(EXERCISES[asked], SEED, mistakes=False).right
    assert before.tobytes() == after.tobytes()

"""How the lessons' equations are proved: claims, and the table that ties each to its equation.

A proof is a generator of claims. It states both sides as the lesson has them, in sympy, and starts
from what the lesson starts from; the test asks each claim to hold.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import sympy as sp

# Positive wherever a lesson uses them, so that roots and powers simplify.
eta, lam, mu, rho, eps, beta1, beta2, sigma = sp.symbols(
    "eta lambda mu rho varepsilon beta1 beta2 sigma", positive=True)
t, k, n = sp.symbols("t k n", integer=True, positive=True)

SPACING = re.compile(
    r"\\tag\{[^}]*\}|\\(?:begin|end)\{aligned\}|\\[,;:! ]|\\q?quad(?![a-z])"
    r"|\\(?:[bB]ig|bigg)[lr]?(?![a-z])|\\\\(?!\w)|&|\s")
WAYS = (
    sp.expand,
    lambda e: sp.cancel(sp.together(e)),
    sp.simplify,
    lambda e: sp.simplify(sp.powdenest(sp.expand(e), force=True)),
    lambda e: sp.simplify(sp.expand_log(e, force=True)),
)


def is_zero(e) -> bool:
    """Say whether one of sympy's ways turns a number, or each entry of a matrix, into 0."""
    if isinstance(e, sp.MatrixBase):
        return all(map(is_zero, e))
    return any(way(sp.sympify(e)) == 0 for way in WAYS)


@dataclass(frozen=True)
class Same:
    """Two expressions, or matrices of one shape, are the same for all values of their symbols."""

    left: object
    right: object

    def holds(self) -> bool:
        return is_zero(self.left - self.right)


@dataclass(frozen=True)
class AtLeast:
    """`large - small` is never negative, by the signs that its symbols were given.

    `by` is another form of the difference, in which the signs can be read, as in a sum of squares;
    without it the factorised difference must do.
    """

    large: object
    small: object
    by: object = None

    def holds(self) -> bool:
        gap = sp.sympify(self.large - self.small)
        if self.by is None:
            return bool(sp.factor(sp.together(gap)).is_nonnegative)
        return is_zero(gap - self.by) and bool(sp.sympify(self.by).is_nonnegative)


@dataclass(frozen=True)
class Roots:
    """An expression is 0 at these values of a variable, and at no other."""

    expression: object
    variable: sp.Symbol
    values: tuple

    def holds(self) -> bool:
        found = sp.solve(self.expression, self.variable)
        return (
            len(found) == len(self.values)
            and all(any(is_zero(root - value) for root in found) for value in self.values)
            and all(any(is_zero(root - value) for value in self.values) for root in found))


@dataclass(frozen=True)
class Holds:
    """A statement that is true or false: a limit's value, two sets, a sign, a count."""

    true: object
    what: str

    def holds(self) -> bool:
        return bool(self.true)


@dataclass(frozen=True)
class OnGrid(Holds):
    """A statement that was looked at on a grid of numbers only: support, where no proof is."""


Proof = Callable[[], Iterator[Same | AtLeast | Roots | Holds]]


@dataclass(frozen=True)
class Entry:
    """What the table holds for one equation.

    Attributes:
        text: the equation's LaTeX, as it was when its proof was written.
        kind: proved, bound (an inequality), rule, definition, cited, or prose (it has no tag).
        proof: gives claims, at least one; of a rule the function that takes its step.
        why: the exercise whose reference the rule is compared with, what is defined, the source.
    """

    text: str
    kind: str
    proof: Callable | None = None
    why: str = ""


@dataclass
class Table:
    """One lesson's equations by tag."""

    entries: dict[str, Entry] = field(default_factory=dict)

    def add(self, tag: str, entry: Entry) -> None:
        assert tag not in self.entries, f"({tag}) stands twice in the table"
        self.entries[tag] = entry

    def proves(self, tag: str, text: str, kind: str = "proved") -> Callable[[Proof], Proof]:
        """Decorate the proof of an equation."""
        def keep(proof: Proof) -> Proof:
            self.add(tag, Entry(text, kind, proof))
            return proof
        return keep

    def bounds(self, tag: str, text: str) -> Callable[[Proof], Proof]:
        """Decorate the proof of an inequality."""
        return self.proves(tag, text, "bound")

    def says(self, text: str) -> Callable[[Proof], Proof]:
        """Decorate the proof of a formula that stands in the prose, without a tag."""
        return self.proves(text, text, "prose")

    def rule(self, exercise: str, equations: dict[str, str]) -> Callable[[Callable], Callable]:
        """Decorate a step (θ, g, state, t, hyper) -> θ that is written as the equations are.

        The test walks it beside the exercise's reference, which PyTorch's paths or 50-digit
        arithmetic hold.
        """
        def keep(step: Callable) -> Callable:
            for tag, text in equations.items():
                self.add(tag, Entry(text, "rule", step, exercise))
            return step
        return keep

    def defines(self, tag: str, text: str, what: str) -> None:
        """List an equation that gives a name to something."""
        self.add(tag, Entry(text, "definition", why=what))


def plain(latex: str) -> str:
    """Leave out of an equation what only sets its type: its tag, spaces, sizes, a last stop.

    >>> plain(r"x_{k+1} = \\bigl(1 - \\eta\\bigr)\\,x_k , \\tag{1.2}")
    'x_{k+1}=(1-\\\\eta)x_k'
    """
    return SPACING.sub("", latex).rstrip(".,")


def total(term, variable, first, last):
    """Add up a sum in closed form, for values at which no denominator of it is 0."""
    closed = sp.summation(term, (variable, first, last))
    return closed.replace(lambda e: isinstance(e, sp.Piecewise), lambda e: e.args[-1].expr)


def symbols(name: str, count: int, **assumptions) -> list[sp.Symbol]:
    """Give name0, name1, …"""
    return list(sp.symbols(f"{name}:{count}", **assumptions))


def gradient(f, variables) -> sp.Matrix:
    return sp.Matrix([f.diff(x) for x in variables])


def rotation(name: str) -> sp.Matrix:
    """Give a rotation of the plane by any angle but half a turn, in the tangent of its half."""
    half = sp.symbols(name, real=True)
    return sp.Matrix([[1 - half**2, -2 * half], [2 * half, 1 - half**2]]) / (1 + half**2)


def cauchy_schwarz_gap(a: sp.Matrix, b: sp.Matrix):
    """Give |a|²|b|² - (a·b)² as Lagrange's sum of squares."""
    size = range(len(a))
    return sum((a[i] * b[j] - a[j] * b[i]) ** 2 for i in size for j in size if i < j)

"""What a cell of a decision table can say: the tree that its words are read into."""

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

Fact = date | int | Decimal | str | bool | tuple[str, ...] | None
Facts = Mapping[str, Fact]

_ORDER: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


@dataclass(frozen=True)
class Literal:
    """A value as written."""

    value: Fact

    def among(self, facts: Facts) -> Fact:
        """Return the value itself."""
        return self.value


@dataclass(frozen=True)
class Name:
    """The value of another input of the same table."""

    name: str

    def among(self, facts: Facts) -> Fact:
        """Return what the facts say under the name."""
        return facts[self.name]


Operand = Literal | Name


@dataclass(frozen=True)
class Anything:
    """The cell `-`, which asks nothing."""

    def holds(self, value: Fact, facts: Facts) -> bool:
        """Return True."""
        return True

    def operands(self) -> Iterator[Operand]:
        """Yield nothing."""
        return iter(())


@dataclass(frozen=True)
class Equals:
    """The value is this one."""

    operand: Operand

    def holds(self, value: Fact, facts: Facts) -> bool:
        """Return whether the value equals the operand."""
        return value == self.operand.among(facts)

    def operands(self) -> Iterator[Operand]:
        """Yield the operand."""
        yield self.operand


@dataclass(frozen=True)
class Compares:
    """The value is smaller or larger than another; where either is absent, it is neither."""

    sign: str
    operand: Operand

    def holds(self, value: Fact, facts: Facts) -> bool:
        """Return whether the comparison holds."""
        other = self.operand.among(facts)
        return value is not None and other is not None and _ORDER[self.sign](value, other)

    def operands(self) -> Iterator[Operand]:
        """Yield the operand."""
        yield self.operand


@dataclass(frozen=True)
class AnyOf:
    """One of several tests holds."""

    tests: tuple["Test", ...]

    def holds(self, value: Fact, facts: Facts) -> bool:
        """Return whether at least one test holds."""
        return any(test.holds(value, facts) for test in self.tests)

    def operands(self) -> Iterator[Operand]:
        """Yield the operands of all tests."""
        for test in self.tests:
            yield from test.operands()


@dataclass(frozen=True)
class Not:
    """A test does not hold."""

    test: "Test"

    def holds(self, value: Fact, facts: Facts) -> bool:
        """Return whether the test fails."""
        return not self.test.holds(value, facts)

    def operands(self) -> Iterator[Operand]:
        """Yield the operands of the test."""
        return self.test.operands()


@dataclass(frozen=True)
class Members:
    """Some member of a list, or every one, is among the words given."""

    quantifier: str
    words: tuple[Literal, ...]

    def holds(self, value: Fact, facts: Facts) -> bool:
        """Return whether the list's members are among the words as the quantifier asks."""
        words = {literal.value for literal in self.words}
        members = value if isinstance(value, tuple) else ()
        found = (member in words for member in members)
        return any(found) if self.quantifier == "some" else all(found)

    def operands(self) -> Iterator[Operand]:
        """Yield the words."""
        return iter(self.words)


Test = Anything | Equals | Compares | AnyOf | Not | Members

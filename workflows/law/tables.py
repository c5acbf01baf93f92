"""What a decision table is: its questions, its rows and how its rows are held together."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from workflows.errors import FactsUnfit
from workflows.law.cells import Fact, Facts, Literal, Operand, Test

POLICIES = ("UNIQUE", "FIRST", "COLLECT")
"""The hit policies we give: exactly one row, the first row, every row."""


@dataclass(frozen=True)
class FactType:
    """What kind of fact an input takes, and which values when they are counted out."""

    name: str
    collection: bool = False
    allowed: tuple[Literal, ...] = ()
    vocabulary: str = ""
    """The name under which words.toml has the words for its codes."""

    def takes(self, value: Fact) -> bool:
        """Return whether a single value is of this kind and among those allowed."""
        if self.allowed:
            return any(type(value) is type(known.value) and value == known.value for known in self.allowed)
        if value is None:
            return self.name in {"number", "date"}
        return type(value) in _PYTHON[self.name]

    def values(self) -> tuple[Fact, ...]:
        """Return every value a single fact may have, or nothing when they cannot be counted out."""
        if self.collection:
            return ()
        if self.name == "boolean" and not self.allowed:
            return True, False
        return tuple(known.value for known in self.allowed)

    def taken(self, given: Any) -> Fact:
        """Return a given fact as the table compares it. Raises ValueError when it is not of this kind."""
        value = _day(given) if self.name == "date" and isinstance(given, str) else given
        if self.collection:
            return self._list(value)
        if not self.takes(value):
            raise ValueError(repr(given))
        fact: Fact = value
        return fact

    def _list(self, given: Any) -> tuple[str, ...]:
        # An empty list is refused: "every member is minor" would hold for it without a single penalty.
        members = tuple(given) if isinstance(given, list | tuple) else ()
        if not members or not all(self.takes(member) for member in members):
            raise ValueError(repr(given))
        return members


_PYTHON: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "number": (int, Decimal),
    "boolean": (bool,),
    "date": (date,),
}
KINDS = frozenset(_PYTHON)
"""The basic kinds of facts (DMN typeRef)."""


@dataclass(frozen=True)
class Input:
    """One question of a table."""

    name: str
    label: str
    type: FactType


@dataclass(frozen=True)
class Output:
    """One part of a table's answer."""

    name: str
    label: str
    type: FactType


@dataclass(frozen=True)
class Rule:
    """One row: when it applies and what it answers, and the words of its cells as written."""

    id: str
    description: str
    tests: tuple[Test, ...]
    answers: tuple[Operand, ...]
    words: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """One question of the law with its rows."""

    id: str
    title: str
    policy: str
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    rules: tuple[Rule, ...]
    path: Path

    @property
    def columns(self) -> tuple[Input | Output, ...]:
        """The inputs and then the outputs, as the cells of a row stand."""
        return (*self.inputs, *self.outputs)

    def column(self, name: str) -> int:
        """Return the place of an input or output among the columns. Raises ValueError when there is none."""
        return [column.name for column in self.columns].index(name)

    def input(self, name: str) -> Input:
        """Return a question by its name. Raises StopIteration when the table does not ask it."""
        return next(question for question in self.inputs if question.name == name)

    def confidence(self, rule: Rule) -> str:
        """Return how sure a row is."""
        return rule.words[self.column("confidence")].strip('"')

    def facts(self, given: Any) -> Facts:
        """Return the facts the table asks for, as it compares them.

        Raises FactsUnfit naming each fact that is missing or of the wrong kind.
        """
        taken, faults = {}, []
        for question in self.inputs:
            try:
                taken[question.name] = question.type.taken(given[question.name])
            except KeyError:
                faults.append(f"缺少{question.label}（{question.name}）")
            except ValueError as fault:
                faults.append(f"{question.label}（{question.name}）不能是 {fault}")
        if faults:
            raise FactsUnfit(f"{self.title}：{'；'.join(faults)}")
        return taken

    def matching(self, facts: Facts) -> Iterator[Rule]:
        """Yield the rows that apply, in the table's order."""
        values = [facts[question.name] for question in self.inputs]
        for rule in self.rules:
            if all(test.holds(value, facts) for test, value in zip(rule.tests, values, strict=True)):
                yield rule

    def answer(self, rule: Rule, facts: Facts) -> dict[str, Any]:
        """Return what a row answers, by the outputs' names."""
        named = zip(self.outputs, rule.answers, strict=True)
        return {output.name: operand.among(facts) for output, operand in named}


def _day(given: str) -> Any:
    # Facts that come from a running case are JSON, in which a day is its ISO text.
    return date.fromisoformat(given)

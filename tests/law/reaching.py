"""Facts for tables: every value that tells rows apart, and searches among them."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from workflows.law.cells import Literal, Test
from workflows.law.tables import Input, Rule, Table

TRIES = 30_000
MISSING: dict[str, list[Any]] = {"number": [None, 0, 1], "date": [date(2026, 11, 23)], "string": [""]}


def values_of(table: Table, column: Input) -> list[Any]:
    """Return the values of a fact that matter: those counted out, and those at the limits of every row."""
    known = list(column.type.values())
    if known:
        return known
    if column.type.collection:
        words = [literal.value for literal in column.type.allowed]
        return [(word,) for word in words] + [(words[0], word) for word in words[1:]] + [tuple(words)]
    place = table.inputs.index(column)
    limits = {limit for rule in table.rules for limit in _limits(rule.tests[place])}
    return sorted(limits) + MISSING[column.type.name]


def _limits(test: Test) -> Iterator[Any]:
    for operand in test.operands():
        if isinstance(operand, Literal) and isinstance(operand.value, int | Decimal):
            yield from (max(operand.value - 1, 0), operand.value, operand.value + 1)
        elif isinstance(operand, Literal) and isinstance(operand.value, date):
            yield from (operand.value - timedelta(days=1), operand.value)
        elif isinstance(operand, Literal) and isinstance(operand.value, str):
            yield operand.value


def facts_reaching(table: Table, rule: Rule, fed: dict[str, Any]) -> dict[str, Any] | None:
    """Return facts to which this row is the answer (or one of them), None when none are found."""
    chance = random.Random(f"{table.id}/{rule.id}")  # noqa: S311  # the same facts at every run
    names = [column.name for column in table.inputs]
    fitting = [_fitting(table, rule, place) for place in range(len(names))]
    for _ in range(TRIES):
        facts = {name: chance.choice(values) for name, values in zip(names, fitting, strict=True)} | {
            name: value for name, value in fed.items() if chance.random() < 0.9
        }
        if _answers(table, rule, facts):
            return facts
    return None


def _fitting(table: Table, rule: Rule, place: int) -> list[Any]:
    column, test = table.inputs[place], rule.tests[place]
    values = values_of(table, column)
    if any(not isinstance(operand, Literal) for operand in test.operands()):
        return [*values, *range(0, 400_000, 13_577), 10_000, 100_000, 2, 3, 5, 21, 50, 61]
    return [value for value in values if test.holds(value, {})] or values


def _answers(table: Table, rule: Rule, facts: dict[str, Any]) -> bool:
    matching = list(table.matching(facts))
    return rule in (matching[:1] if table.policy == "FIRST" else matching)

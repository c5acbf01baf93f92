"""“如果……会怎样”: asks a table about facts as a person writes them, and tells the answer in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from workflows.errors import FactsUnfit
from workflows.law.asking import ASKED_ON, Row, decide, decide_all, table_of
from workflows.law.feeds import feeds
from workflows.law.tables import FactType, Input, Table
from workflows.law.wording import worded

Given = Mapping[str, Sequence[str]]
_TRUTH = {"true": True, "false": False, "是": True, "否": False}
_UNTOLD = {"basis", "confidence"}


@dataclass(frozen=True)
class Answer:
    """A row that applies: what it is about, its answers with their labels, its basis and how sure it is."""

    rule: str
    description: str
    told: tuple[tuple[str, str], ...]
    basis: str
    confidence: str


def questions(table: Table) -> tuple[list[Input], list[Input]]:
    """Return what a person must answer for a table, and what parameters answer unless a person does."""
    fed = feeds().get(table.id, {})
    own = [question for question in table.inputs if question.name not in {ASKED_ON, *fed}]
    return own, [question for question in table.inputs if question.name in fed]


def answers(name: str, given: Given, on: date | None = None) -> list[Answer]:
    """Return the rows of a table that apply to facts, by the law of a day (today when none is given).

    Raises FactsUnfit naming each fact that is missing or not of its kind, LawGap, LawConflict and LawUnknown
    as `decide` does.
    """
    table = table_of(name)
    facts = facts_of(table, given)
    rows = decide_all(name, facts, on) if table.policy == "COLLECT" else [decide(name, facts, on)]
    return [_answer(table, row) for row in rows]


def facts_of(table: Table, given: Given) -> dict[str, Any]:
    """Return facts as the table compares them; nothing written is an absent fact.

    Raises FactsUnfit for what is not of its kind.
    """
    own, fed = questions(table)
    facts: dict[str, Any] = {}
    faults = []
    for question in (*own, *fed):
        try:
            facts |= _fact(question, given.get(question.name, ()))
        except (ValueError, KeyError, InvalidOperation):
            faults.append(f"{question.label}（{question.name}）填写不当")
    if faults:
        raise FactsUnfit(f"{table.title}：{'；'.join(faults)}")
    return facts


def _fact(question: Input, words: Sequence[str]) -> dict[str, Any]:
    written = [word.strip() for word in words if word.strip()]
    if question.type.collection:
        return {question.name: written} if written else {}
    if written:
        return {question.name: _value(question.type, written[0])}
    # A number that is not known is a fact of its own; everything else that is not answered is missing.
    absent = words and (question.type.name == "number" or question.type.takes(None))
    return {question.name: None} if absent and not question.label.endswith("（参数）") else {}


def _value(kind: FactType, word: str) -> Any:
    if kind.name == "boolean":
        return _TRUTH[word]
    if kind.name == "number":
        return int(word) if word.lstrip("-").isdecimal() else Decimal(word)
    return word


def _answer(table: Table, row: Row) -> Answer:
    rule = next(rule for rule in table.rules if row["rule"] == f"{table.id}/{rule.id}")
    told = tuple(
        (output.label, worded(output, row[output.name]))
        for output in table.outputs
        if output.name not in _UNTOLD
    )
    return Answer(row["rule"], rule.description, told, row["basis"], row["confidence"])

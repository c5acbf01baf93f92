"""Asks a decision table, and holds it to its hit policy."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from itertools import islice, product
from pathlib import Path
from types import MappingProxyType
from typing import Any

from workflows import clock
from workflows.errors import LawConflict, LawFileFaulty, LawGap, LawUnknown
from workflows.law.cells import Facts, Literal
from workflows.law.dmn import read_tables
from workflows.law.feeds import demand_fitting, fed
from workflows.law.files import FOLDER, MARKS
from workflows.law.statutes import citations
from workflows.law.tables import Rule, Table

Row = dict[str, Any]

ASKED_ON = "asked_on"
"""The fact by which a table tells old law from new: the day whose law is asked for."""


def decide(table: str, facts: Mapping[str, Any], on: date | None = None) -> Row:
    """Return the row that answers a question, by the law of a day (today when none is given).

    The row holds the table's outputs, "rule" (such as "tier/T2"), "basis" as a citation, "references"
    as ids of statutes, and "confidence". Facts the table does not ask for are ignored; those that
    parameters answer (feeds.toml) need not be given. Raises LawGap when no row covers the facts,
    LawConflict when several do in a table that gives only one, FactsUnfit when a fact is missing or
    mistyped, LawUnknown when there is no such table.
    """
    found = table_of(table)
    asked = found.facts(_completed(table, facts, on))
    rules = list(islice(found.matching(asked), 1 if found.policy == "FIRST" else None))
    if not rules:
        raise LawGap(f"裁量表：{found.title}（{table}）")
    if len(rules) > 1:
        raise LawConflict(f"裁量表：{found.title}（{table}），各行：{'、'.join(rule.id for rule in rules)}")
    return _row(found, rules[0], asked)


def decide_all(table: str, facts: Mapping[str, Any], on: date | None = None) -> list[Row]:
    """Return every row that answers a COLLECT table, in the table's order; none when nothing applies.

    Raises LawConflict when the table gives one row only, FactsUnfit and LawUnknown as `decide` does.
    """
    found = table_of(table)
    if found.policy != "COLLECT":
        raise LawConflict(f"裁量表：{found.title}（{table}）只给出一行，不能逐行索取")
    asked = found.facts(_completed(table, facts, on))
    return [_row(found, rule, asked) for rule in found.matching(asked)]


def table_of(name: str) -> Table:
    """Return a table by its id. Raises LawUnknown when there is none."""
    try:
        return tables()[name]
    except KeyError:
        raise LawUnknown(f"裁量表 {name}") from None


def answers_in_rows(name: str) -> bool:
    """Return whether a table answers with every row that applies (COLLECT) rather than with one."""
    return table_of(name).policy == "COLLECT"


@cache
def tables() -> Mapping[str, Table]:
    """Return every table of the law by its id; all files are read and verified at the first call."""
    found = load(FOLDER)
    demand_fitting(found.values())
    return found


def load(folder: Path) -> Mapping[str, Table]:
    """Return the tables of a folder. Raises LawFileFaulty where a file is malformed or a row has no basis."""
    found: dict[str, Table] = {}
    for path in sorted(folder.glob("*.dmn")):
        for table in read_tables(path):
            if table.id in found:
                raise LawFileFaulty(f"{path.name}：裁量表 {table.id} 与 {found[table.id].path.name} 重复")
            _demand_basis(table)
            _demand_one_row_each(table)
            found[table.id] = table
    return MappingProxyType(found)


def _demand_basis(table: Table) -> None:
    for rule in table.rules:
        answer = dict(zip((output.name for output in table.outputs), rule.answers, strict=True))
        where = f"{table.path.name} {table.id}/{rule.id}"
        basis, mark = answer.get("basis"), answer.get("confidence")
        if not isinstance(basis, Literal) or not isinstance(mark, Literal) or mark.value not in MARKS:
            raise LawFileFaulty(f"{where}：每一行都要写明 basis 和 confidence（{'、'.join(MARKS)}）")
        try:
            citations(str(basis.value).split())
        except LawUnknown as fault:
            raise LawFileFaulty(f"{where}：{fault}") from fault


def _demand_one_row_each(table: Table) -> None:
    if table.policy != "UNIQUE" or not all(question.type.values() for question in table.inputs):
        return
    names = [question.name for question in table.inputs]
    for values in product(*(question.type.values() for question in table.inputs)):
        facts = dict(zip(names, values, strict=True))
        rules = [rule.id for rule in table.matching(facts)]
        if len(rules) != 1:
            raise LawFileFaulty(f"{table.path.name} {table.id}：{facts} 应恰好有一行，实有 {rules or '无'}")


def _completed(table: str, facts: Mapping[str, Any], on: date | None) -> Mapping[str, Any]:
    day = on or clock.today()
    return {**fed(table, day), **facts, ASKED_ON: day}


def _row(table: Table, rule: Rule, facts: Facts) -> Row:
    answer = table.answer(rule, facts)
    references = str(answer["basis"])
    answer["basis"] = citations(references.split())
    return {**answer, "references": references, "rule": f"{table.id}/{rule.id}"}

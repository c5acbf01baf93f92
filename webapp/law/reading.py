"""Pages that show the law: overview, terms, tables, open questions, statutes, what is unconfirmed."""

from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue

from webapp.law.blueprint import bp
from workflows.errors import NotFound
from workflows.law import clocks, law_version, parameters, tables
from workflows.law.files import SETTLED
from workflows.law.reading import (
    clock_listing,
    conditions,
    standing,
    statute_listing,
    unconfirmed_listing,
)
from workflows.law.statutes import statutes
from workflows.law.tables import Rule, Table
from workflows.law.wording import CONFIDENCE, rule_words, shown

POLICIES = {"FIRST": "从上到下，取第一行", "UNIQUE": "恰好一行适用", "COLLECT": "列出全部适用的行"}


@dataclass(frozen=True)
class Line:
    """One row of a table in words."""

    id: str
    description: str
    conditions: str
    answers: tuple[tuple[str, str], ...]
    basis: str
    confidence: str
    settled: bool


@bp.get("")
def index() -> ResponseReturnValue:
    """Show how much of the law is on file, and every table."""
    counts = {
        "期限": len(clocks()),
        "裁量表": len(tables()),
        "裁量表的行": sum(len(table.rules) for table in tables().values()),
        "参数": len(parameters()),
        "法规": len(statutes()),
        "尚未确认": len(unconfirmed_listing().rows),
    }
    found = [(table, POLICIES[table.policy], _unsettled(table)) for table in tables().values()]
    return render_template("law/index.html", counts=counts, found=found, version=law_version())


def _unsettled(table: Table) -> int:
    return sum(table.confidence(rule) not in SETTLED for rule in table.rules)


@bp.get("/clocks")
def show_clocks() -> ResponseReturnValue:
    """Show the terms with everything that is known of them."""
    found = [dict(zip(clock_listing().headings, row, strict=True)) for row in clock_listing().rows]
    return render_template("law/clocks.html", found=found, settled=SETTLED, confidence=CONFIDENCE)


@bp.get("/tables/<name>")
def show_table(name: str) -> ResponseReturnValue:
    """Show a table as a lawyer reads it."""
    table = find_table(name)
    lines = [_line(table, rule) for rule in table.rules]
    return render_template(
        "law/table.html", table=table, lines=lines, policy=POLICIES[table.policy], confidence=CONFIDENCE
    )


def find_table(name: str) -> Table:
    """Return a table by its id. Raises NotFound."""
    if name not in tables():
        raise NotFound
    return tables()[name]


def _line(table: Table, rule: Rule) -> Line:
    words, mark = rule_words(table, rule), table.confidence(rule)
    answers = tuple(
        (output.label, words[output.name])
        for output in table.outputs
        if output.name not in {"basis", "confidence"} and words[output.name] != "—"
    )
    asked = conditions(table, rule)
    return Line(rule.id, rule.description, asked, answers, words["basis"], mark, mark in SETTLED)


@bp.get("/parameters")
def show_parameters() -> ResponseReturnValue:
    """Show the open questions with the answers in force."""
    found = [(each, shown(each.value), standing(each)) for each in parameters().values()]
    return render_template("law/parameters.html", found=found)


@bp.get("/statutes")
def show_statutes() -> ResponseReturnValue:
    """Show the statutes that all of it rests on."""
    return render_template(
        "law/listing.html", listing=statute_listing(), tab="statutes", confidence=CONFIDENCE
    )


@bp.get("/unconfirmed")
def show_unconfirmed() -> ResponseReturnValue:
    """Show everything that somebody still has to confirm."""
    return render_template(
        "law/listing.html", listing=unconfirmed_listing(), tab="unconfirmed", confidence=CONFIDENCE
    )

"""The cells of a decision table in the words of a lawyer: codes, comparisons and citations in Chinese."""

from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from functools import cache
from typing import Any

from workflows.law.cells import AnyOf, Anything, Compares, Equals, Literal, Members, Not, Operand, Test
from workflows.law.files import FOLDER, read_toml
from workflows.law.numerals import written
from workflows.law.statutes import citations
from workflows.law.tables import Input, Output, Rule, Table

_SIGNS: Mapping[str, str] = {"<": "小于", "<=": "不超过", ">": "超过", ">=": "不少于"}
_DAYS: Mapping[str, str] = {"<": "以前", "<=": "及以前", ">": "以后", ">=": "起"}
_WHICH: Mapping[str, str] = {"some": "含有", "every": "全部是"}
ANY = "不限"
CONFIDENCE: Mapping[str, str] = {
    "V": "读过原文",
    "V1": "读过原文",
    "V2": "二手资料",
    "M": "凭记忆",
    "M-h": "凭记忆（较有把握）",
    "M-m": "凭记忆（一般）",
    "M-l": "凭记忆（把握不大）",
    "D": "默认值",
    "internal": "本局内部",
}
"""How sure a rule is, in words."""


@cache
def vocabularies() -> Mapping[str, Mapping[str, str]]:
    """Return the words for the codes of each kind of fact and each output."""
    return read_toml(FOLDER / "words.toml")


def shown(value: Any) -> str:
    """Return a value in words."""
    if value is None:
        return "不设"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list | tuple):
        return "、".join(map(str, value))
    return _shown_plainly(value)


def _shown_plainly(value: Any) -> str:
    if isinstance(value, date):
        return written(value)
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return f"{value:,}" if isinstance(value, int | Decimal) else str(value) or "（空）"


def worded(column: Input | Output, value: Any) -> str:
    """Return a fact or an answer of a column in words; several codes in one answer are told one by one."""
    if value is None or value == "":
        return "—"
    known = words_of(column)
    if isinstance(value, list | tuple):
        return "、".join(known.get(str(one), str(one)) for one in value)
    if not isinstance(value, str):
        return shown(value)
    codes = [value] if value in known else value.split()
    return "、".join(known[code] for code in codes) if all(code in known for code in codes) else value


def words_of(column: Input | Output) -> Mapping[str, str]:
    """Return the words for the codes of a column, by its kind of fact, else by its name."""
    return vocabularies().get(column.type.vocabulary) or vocabularies().get(column.name) or {}


def values_of(table: Table, fact: str) -> dict[str, str]:
    """Return the values that a table counts out for a fact, each with its words. Raises StopIteration."""
    question = table.input(fact)
    return {str(code): worded(question, code) for code in question.type.values()}


def condition_words(table: Table, column: Input, test: Test) -> str:
    """Return what a condition cell asks."""
    match test:
        case Anything():
            return ANY
        case AnyOf(tests):
            return "／".join(condition_words(table, column, one) for one in tests)
        case Not(inner):
            return f"不是{condition_words(table, column, inner)}"
        case _:
            return _simple_words(table, column, test)


def _simple_words(table: Table, column: Input, test: Compares | Equals | Members) -> str:
    match test:
        case Members(quantifier, words):
            return f"{_WHICH[quantifier]}{'、'.join(worded(column, word.value) for word in words)}"
        case Compares(sign, operand):
            return _comparison(table, column, sign, operand)
        case Equals(operand):
            return _operand(table, column, operand)


def _comparison(table: Table, column: Input, sign: str, operand: Operand) -> str:
    words = _operand(table, column, operand)
    return f"{words}{_DAYS[sign]}" if column.type.name == "date" else f"{_SIGNS[sign]} {words}"


def _operand(table: Table, column: Input | Output, operand: Operand) -> str:
    if isinstance(operand, Literal):
        return "空" if operand.value is None and isinstance(column, Input) else worded(column, operand.value)
    return table.input(operand.name).label


def rule_words(table: Table, rule: Rule) -> dict[str, str]:
    """Return the cells of a row in words, by the names of the columns; the basis is cited."""
    asked = {
        column.name: condition_words(table, column, test)
        for column, test in zip(table.inputs, rule.tests, strict=True)
    }
    given = {
        column.name: _operand(table, column, answer)
        for column, answer in zip(table.outputs, rule.answers, strict=True)
    }
    given["basis"] = citations(rule.words[table.column("basis")].strip('"').split())
    return {**asked, **given}

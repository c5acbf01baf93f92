"""No number of days or months, no amount and no article stands in Python: they live in the files of the law."""

import ast
import re
from collections.abc import Iterable, Iterator

import pytest

from tests.architecture.source import Module, modules, strings

COUNTING = {"timedelta", "add_months", "add_workdays", "Decimal"}
# One day is also "a day", so only one month, and one day or year within which something is due, is a term.
NUMBER = r"(?:\d+|[二三四五六七八九十百千][十百千万]*|一(?=个月|个工作日|日内|年内))"
TERM = re.compile(rf"第[\d一二三四五六七八九十百]+条|{NUMBER} ?(?:个?工作日|日内|日|天|个月|年|万?元)")

# One of a unit is a step from one day to the next or from one unit to another, not a term.
ONE = 1
ALLOWED = {
    "timedelta(hours=24)": "how long the house keeps what nobody used; no law says so",
    "timedelta(seconds=60)": "how late the sweep may be before the audit reports it",
    "请只填写数字，单位为万元，例如 2000 元写作 0.2": "an example of how an amount is written",
}


def laid_down(found: Iterable[Module]) -> Iterator[str]:
    """Yield each place where code lays down what only the law may."""
    for module in found:
        for line, words in [*_terms(module.tree), *_counts(module.tree)]:
            if words not in ALLOWED:
                yield f"{module.path}:{line}: {words}"


def _terms(tree: ast.AST) -> list[tuple[int, str]]:
    return [(node.lineno, str(node.value)) for node in strings(tree) if TERM.search(str(node.value))]


def _counts(tree: ast.AST) -> list[tuple[int, str]]:
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _name(node) in COUNTING]
    return [
        (call.lineno, ast.unparse(call)) for call in calls if any(_is_term(given) for given in _given(call))
    ]


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _given(call: ast.Call) -> list[ast.expr]:
    return [*call.args, *(keyword.value for keyword in call.keywords)]


def _is_term(given: ast.expr) -> bool:
    value = given.operand if isinstance(given, ast.UnaryOp) else given
    return isinstance(value, ast.Constant) and type(value.value) in (int, float) and value.value != ONE


def test_no_term_amount_or_article_stands_in_the_code():
    assert list(laid_down(modules())) == []


def test_everything_that_is_allowed_is_still_there():
    found = {words for module in modules() for _, words in [*_terms(module.tree), *_counts(module.tree)]}
    assert ALLOWED.keys() - found == set()


@pytest.mark.parametrize(
    "fault",
    [
        "due = start + timedelta(days=7)",
        "due = add_workdays(start, 10)",
        "since = add_months(on, -12)",
        "limit = Decimal(100_000)",
        "basis = '行政处罚法第四十八条'",
        "words = f'请在10个工作日内补正{x}'",
        "words = '六个月内提起诉讼'",
        "words = '罚款20万元'",
    ],
)
def test_a_planted_number_is_found(fault):
    assert len(list(laid_down([Module("workflows/x.py", f"\n{fault}\n")]))) == 1

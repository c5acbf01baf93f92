"""The language of cells: what it says, and everything else that it refuses."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.law.feel import NotInGrammar, conclusion, condition, values

FACTS = {"limit": Decimal(10), "nothing": None}


@pytest.mark.parametrize(
    ("cell", "value", "holds"),
    [
        ("-", None, True),
        ('"a"', "a", True),
        ('"a"', "b", False),
        ('"a", "b"', "b", True),
        ('not("a", "b")', "b", False),
        ('not("a", "b")', "c", True),
        ("true", True, True),
        ("null", None, True),
        ("null, <= 0", Decimal(0), True),
        ("< 10", Decimal("9.99"), True),
        ("< 10", 10, False),
        ("<= 10", 10, True),
        ("> 10", 10, False),
        (">= 10.5", Decimal("10.5"), True),
        (">= limit", 10, True),
        (">= nothing", 10, False),
        ("< 10", None, False),
        ('< date("2025-12-25")', date(2025, 12, 24), True),
        ('< date("2025-12-25")', date(2025, 12, 25), False),
        ('some k in ? satisfies k in ("a", "b")', ("c", "b"), True),
        ('some k in ? satisfies k in ("a", "b")', ("c",), False),
        ('every k in ? satisfies k in ("a", "b")', ("a", "b"), True),
        ('every k in ? satisfies k in ("a", "b")', ("a", "c"), False),
        ('not(some k in ? satisfies k in ("a"))', ("b",), True),
    ],
)
def test_a_condition_holds_or_not(cell, value, holds):
    assert condition(cell).holds(value, FACTS) is holds


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "a.b",
        "a b",
        "f(1)",
        "1 +",
        "1 + 1",
        "< ",
        "a[0]",
        "'a'",
        '"a',
        '"a\\"b"',
        "not(1",
        "not 1",
        "lambda: 1",
        '"a",',
        "date(2025)",
        'date("2025-13-01")',
        "some k in ? satisfies k in (limit)",
        'some k in ? satisfies j in ("a")',
        'some in in ? satisfies in in ("a")',
        "if true then 1 else 2",
        "function(x) x",
        "== 1",
        "!= 1",
        "> > 1",
        "--",
    ],
)
def test_everything_else_is_refused(cell):
    with pytest.raises(NotInGrammar):
        condition(cell)


@pytest.mark.parametrize("cell", ["", "-", "< 3", '"a", "b"', "not(true)", "f()"])
def test_a_conclusion_is_one_value(cell):
    with pytest.raises(NotInGrammar):
        conclusion(cell)


def test_a_list_of_values_holds_no_names():
    assert [each.value for each in values('"a", null, 3')] == ["a", None, 3]
    with pytest.raises(NotInGrammar, match="limit"):
        values('"a", limit')


@given(st.text(max_size=40))
def test_any_text_is_either_read_or_refused(text):
    try:
        condition(text).holds("a", FACTS | dict.fromkeys([text.strip()]))
    except (NotInGrammar, KeyError, TypeError):
        return


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_numbers_compare_as_numbers(left, right):
    assert condition(f"< {right}").holds(left, {}) == (left < right)
    assert condition(f">= {right}").holds(left, {}) == (left >= right)

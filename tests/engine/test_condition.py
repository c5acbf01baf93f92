"""A condition is a question about facts: it is answered, or it stops the case, but never guesses."""

import pytest

from workflows.engine.condition import LONGEST, compiled, holds, value_of
from workflows.errors import DiagramFailed, DiagramRefused

FACTS = {"tier": "严重", "n": 3, "agreed": True, "asked": False, "reasons": ["甲", "乙"], "until": None}


@pytest.mark.parametrize(
    "text",
    [
        "agreed",
        "not asked",
        "tier == '严重'",
        "tier != '一般' and agreed",
        "asked or n >= 3",
        "1 < n <= 3",
        "n > -1",
        "tier in ('严重', '一般')",
        "tier not in ['一般']",
        "'甲' in reasons",
        "until == None",
        "agreed == True",
        "not (asked and missing)",
        "agreed or missing",
    ],
)
def test_these_conditions_hold(text):
    assert holds(text, FACTS) is True


@pytest.mark.parametrize(
    "text", ["asked", "n < 3", "tier in []", "not agreed", "1 < n < 3", "agreed and asked"]
)
def test_these_conditions_do_not_hold(text):
    assert holds(text, FACTS) is False


@pytest.mark.parametrize(
    "text", ["missing", "missing == 1", "agreed and missing", "not missing", "n in missing"]
)
def test_an_unknown_name_is_an_error_and_not_a_no(text):
    with pytest.raises(DiagramFailed, match="missing 没有取值"):
        holds(text, FACTS)


@pytest.mark.parametrize(
    "text", ["tier", "n", "until", "reasons", "not tier", "n and agreed", "agreed and n"]
)
def test_only_yes_and_no_are_answers(text):
    with pytest.raises(DiagramFailed, match="既不是“是”也不是“否”"):
        holds(text, FACTS)


def test_part_of_a_word_is_not_in_a_list():
    with pytest.raises(DiagramFailed, match="不是列表"):
        holds("'严' in tier", FACTS)


def test_what_cannot_be_compared_is_an_error():
    with pytest.raises(DiagramFailed, match="不能比较"):
        holds("until < 3", FACTS)


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os')",
        "tier.upper()",
        "tier.__class__ == 1",
        "reasons[0] == '甲'",
        "len(reasons) > 1",
        "[x for x in reasons] == []",
        "(lambda: True)()",
        "n + 1 == 4",
        "n is None",
        "agreed if asked else n",
        "f'{n}' == '3'",
        "{'a': 1} == n",
        "(agreed := True)",
        "~n",
        "- n == 3",
        "__builtins__",
        "b'x' == n",
        "... == n",
        "n == 1e999",
        "n = 3",
        "",
        "agreed and",
        "agreed\x00",
        f"'{'长' * LONGEST}' == tier",
    ],
)
def test_nothing_else_is_in_the_grammar(text):
    with pytest.raises(DiagramRefused):
        compiled(text)


def test_a_fact_with_a_dangerous_name_cannot_reach_the_conditions():
    assert holds("agreed", FACTS | {"__builtins__": {"agreed": False}, "True": False}) is True


def test_a_parameter_is_a_name_or_a_literal():
    assert compiled("tier").simple
    assert compiled("['甲', '乙']").simple
    assert not compiled("n == 1").simple
    assert value_of("['甲', tier]", FACTS) == ["甲", "严重"]


def test_an_expression_names_the_facts_it_asks_for():
    assert compiled("tier == '严重' and not (n > 1 or agreed)").names == {"tier", "n", "agreed"}

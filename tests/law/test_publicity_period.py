"""Each kind of record is shown as long as the table says, by the law of the day."""

from datetime import date
from itertools import product

import pytest

from workflows.errors import FactsUnfit
from workflows.law import tables
from workflows.law.asking import decide
from workflows.law.periods import TABLE, publicity_rule

BEFORE, FROM = date(2025, 12, 24), date(2025, 12, 25)
INPUTS = {question.name: question for question in tables()[TABLE].inputs}
KINDS = INPUTS["kind"].type.values()
PENALTY = {"procedure": "ordinary", "tier": "general"}


def rule(kind: str, on: date = FROM, **facts: object) -> str:
    return publicity_rule(kind, facts, on)["rule"].removeprefix("publicity_period/")


@pytest.mark.parametrize(
    ("kind", "facts", "answer"),
    [
        ("penalty", {**PENALTY, "decision_state": "revoked"}, "P01"),
        ("serious_list", {"decision_state": "void"}, "P01"),
        ("penalty", {**PENALTY, "secret": True}, "P02"),
        ("penalty", {**PENALTY, "procedure": "summary"}, "P03"),
        ("penalty", {"tier": "minor", "only_warning": True}, "P04"),
        ("penalty", {"tier": "minor"}, "P05"),
        ("penalty", {"tier": "serious", "restriction_months": 37}, "P06"),
        ("penalty", {"tier": "serious", "restriction_months": 36}, "P07"),
        ("penalty", {"tier": "serious"}, "P07"),
        ("penalty", {**PENALTY, "subject": "person"}, "P08"),
        ("penalty", {**PENALTY, "subject": "person", "person_published": True}, "P09"),
        ("penalty", PENALTY, "P09"),
        ("penalty", {**PENALTY, "special_sector": True}, "P09"),
        ("penalty", {**PENALTY, "special_sector": True, "sector_minimum": True}, "P09S"),
        ("serious_list", {}, "P10"),
        ("abnormal_list", {}, "P11"),
        ("abnormal_mark", {}, "P12"),
        ("abnormal_list", {"decision_state": "removed"}, "P13"),
        ("abnormal_list", {"decision_state": "removed", "hide_removed": False}, "P13A"),
        ("spot_check", {"linked": True}, "P14"),
        ("spot_check", {}, "P15"),
        ("repair_fraud", {}, "P29"),
        ("permit", {}, "P16"),
        ("administrative_act", {"has_basis": True}, "P17"),
        ("administrative_act", {}, "P99"),
        ("compulsion", {}, "P18"),
        ("commitment", {}, "P19"),
        ("commitment_breach", {}, "P20"),
        ("interview", {}, "P21"),
        ("rectification", {}, "P22"),
        ("market_ban", {}, "P23"),
        ("attention_list", {}, "P24"),
        ("honour", {}, "P25"),
        ("complaint", {"consented": True}, "P26"),
        ("complaint", {}, "P99"),
        ("voluntary", {}, "P27"),
        ("responsible_person", {}, "P28"),
        ("other", {}, "P99"),
    ],
)
def test_each_kind_of_record_has_its_row(kind, facts, answer):
    assert rule(kind, **facts) == answer


@pytest.mark.parametrize(
    ("facts", "before", "since"),
    [
        (PENALTY, "P09A", "P09"),
        ({**PENALTY, "special_sector": True}, "P09T", "P09"),
        ({"tier": "serious"}, "P07A", "P07"),
        ({"tier": "serious", "special_sector": True}, "P07S", "P07"),
        ({"tier": "serious", "serious_kind": True}, "P07B", "P07"),
        ({"tier": "minor"}, "P05", "P05"),
    ],
)
def test_the_new_periods_apply_from_the_day_order_107_came_into_force(facts, before, since):
    assert rule("penalty", BEFORE, **facts) == before
    assert rule("penalty", FROM, **facts) == since


@pytest.mark.parametrize(("on", "answer"), [(date(2025, 4, 30), "P13A"), (date(2025, 5, 1), "P13")])
def test_removed_abnormal_entries_are_hidden_since_the_revision_of_2025(on, answer):
    assert rule("abnormal_list", on, decision_state="removed") == answer


@pytest.mark.parametrize(
    ("facts", "months"),
    [
        ({"tier": "minor"}, (0, 3)),
        ({"tier": "general"}, (3, 12)),
        ({"tier": "serious"}, (12, 36)),
        ({"tier": "serious", "restriction_months": 60}, (None, None)),
    ],
)
def test_the_three_tiers_have_their_periods(facts, months):
    row = publicity_rule("penalty", facts, FROM)
    assert (row["minimum_months"], row["maximum_months"]) == months
    assert row["publish"]
    assert row["ends_by_itself"]


def test_the_periods_of_spot_checks_come_from_parameters():
    row = publicity_rule("spot_check", {"spot_check_minimum": 5, "spot_check_maximum": 9}, FROM)
    assert (row["minimum_months"], row["maximum_months"]) == (5, 9)


# One thing at a time that is not as usual, and the two that only count together.
UNUSUAL = (
    {},
    {"procedure": "summary"},
    {"restriction_months": 36},
    {"restriction_months": 37},
    {"special_sector": True},
    {"special_sector": True, "sector_minimum": True},
    *(
        {name: True}
        for name in ("secret", "only_warning", "linked", "consented", "has_basis", "serious_kind")
    ),
    {"person_published": True},
    {"hide_removed": False},
)


def every_question():
    names = ("kind", "tier", "subject", "decision_state")
    words = [INPUTS[name].type.values() for name in names]
    days = (date(2025, 4, 30), BEFORE, FROM)
    for kind, *answers in product(*words):
        for unusual, on in product(UNUSUAL, days):
            yield kind, dict(zip(names[1:], answers, strict=True)) | unusual, on


@pytest.fixture(scope="module")
def answers():
    return [publicity_rule(kind, facts, on) for kind, facts, on in every_question()]


def test_every_combination_is_answered(answers):
    assert {row["confidence"] for row in answers} <= {"V1", "V2", "M-h", "M-m", "M-l"}
    assert all(row["basis"] for row in answers)


def test_every_row_is_reached(answers):
    reached = {row["rule"].removeprefix("publicity_period/") for row in answers}
    assert reached == {row.id for row in tables()[TABLE].rules}


def test_nothing_that_is_not_published_has_a_channel_to_the_public(answers):
    assert {row["channel"] for row in answers if not row["publish"]} == {"none", "platform"}


def test_no_minimum_is_longer_than_its_maximum(answers):
    periods = {(row["minimum_months"], row["maximum_months"]) for row in answers}
    assert all(least <= most for least, most in periods if least is not None and most is not None)


def test_a_missing_fact_is_named():
    with pytest.raises(FactsUnfit, match="失信档次（tier）"):
        decide(TABLE, {"kind": "penalty"})


@pytest.mark.parametrize(
    ("name", "value"), [("secret", None), ("secret", 1), ("tier", "grave"), ("subject", None)]
)
def test_a_fact_of_the_wrong_kind_is_refused(name, value):
    with pytest.raises(FactsUnfit, match=name):
        publicity_rule("penalty", {name: value})

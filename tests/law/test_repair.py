"""Each condition of credit repair that fails is named, in the order of examination, and no other."""

from datetime import date
from itertools import product

import pytest

from workflows.errors import FactsUnfit, LawConflict
from workflows.law import clocks, decide, decide_all, decision_clocks, failed_gates, tables

GOOD = {
    "record_kind": "penalty",
    "tier": "general",
    "competent": True,
    "complete": True,
    "minimum_reached": True,
    "restriction_running": False,
    "permanent_ban": False,
    "serious_kind": False,
    "duties_performed": True,
    "harm_removed": True,
    "same_kind_repeat": False,
    "heavier_penalty": False,
    "on_lists": False,
    "fraud_lockout": False,
}
ALL_BAD = {name: not value for name, value in GOOD.items() if isinstance(value, bool)}
ORDER = [
    "competent",
    "complete",
    "minimum_period",
    "statutory_bar",
    "duties_performed",
    "harm_removed",
    "same_kind_repeat",
    "on_lists",
    "fraud_lockout",
]
KINDS = ("penalty", "serious_list", "abnormal_list", "abnormal_mark", "spot_check")


def gates(stage: str, **facts: object) -> list[str]:
    return [row["gate"] for row in failed_gates({**GOOD, "stage": stage, **facts})]


@pytest.mark.parametrize(("stage", "kind"), list(product(("acceptance", "decision"), KINDS)))
def test_an_application_in_order_fails_nothing(stage, kind):
    assert gates(stage, record_kind=kind) == []


@pytest.mark.parametrize(
    ("fact", "at_acceptance", "at_decision"),
    [
        ("competent", ["competent"], ["competent"]),
        ("complete", ["complete"], []),
        ("minimum_reached", ["minimum_period"], ["minimum_period"]),
        ("restriction_running", ["statutory_bar"], ["statutory_bar"]),
        ("permanent_ban", ["statutory_bar"], ["statutory_bar"]),
        ("duties_performed", [], ["duties_performed"]),
        ("harm_removed", [], ["harm_removed"]),
        ("same_kind_repeat", [], ["same_kind_repeat"]),
        ("heavier_penalty", [], []),
        ("on_lists", [], ["on_lists"]),
        ("fraud_lockout", ["fraud_lockout"], ["fraud_lockout"]),
    ],
)
def test_each_bad_fact_of_a_penalty_fails_its_own_gate(fact, at_acceptance, at_decision):
    assert gates("acceptance", **{fact: ALL_BAD[fact]}) == at_acceptance
    assert gates("decision", **{fact: ALL_BAD[fact]}) == at_decision


def test_all_failures_are_told_in_the_order_of_examination():
    found = gates("decision", **ALL_BAD, tier="serious")
    assert sorted(set(found), key=ORDER.index) == list(dict.fromkeys(found))
    assert set(found) == set(ORDER) - {"complete"}


@pytest.mark.parametrize(
    ("kind", "fact", "found"),
    [
        ("serious_list", "heavier_penalty", ["same_kind_repeat"]),
        ("serious_list", "on_lists", []),
        ("serious_list", "same_kind_repeat", []),
        ("abnormal_list", "minimum_reached", []),
        ("abnormal_list", "duties_performed", ["duties_performed"]),
        ("abnormal_mark", "harm_removed", []),
        ("spot_check", "harm_removed", ["harm_removed"]),
        ("spot_check", "on_lists", []),
    ],
)
def test_other_records_are_examined_for_what_concerns_them(kind, fact, found):
    assert gates("decision", record_kind=kind, tier=None, **{fact: ALL_BAD[fact]}) == found


def test_a_minor_penalty_is_not_screened_for_repeats_and_lists():
    assert gates("decision", tier="minor", same_kind_repeat=True, on_lists=True) == []


@pytest.mark.parametrize(
    ("switch", "facts", "gate"),
    [
        ("screen_repeat", {"same_kind_repeat": True}, "same_kind_repeat"),
        ("screen_lists", {"on_lists": True}, "on_lists"),
        ("bar_serious_kinds", {"serious_kind": True, "tier": "serious"}, "statutory_bar"),
    ],
)
def test_each_switch_turns_its_screen_on_and_off(switch, facts, gate):
    assert gates("decision", **facts, **{switch: True}) == [gate]
    assert gates("decision", **facts, **{switch: False}) == []


def test_as_shipped_serious_kinds_can_be_repaired_and_screens_are_on():
    assert gates("decision", serious_kind=True, tier="serious") == []
    assert gates("decision", same_kind_repeat=True, on_lists=True) == ["same_kind_repeat", "on_lists"]


def test_every_row_is_reached_and_gives_a_reason_and_a_basis():
    rows = [
        row
        for stage, kind in product(("acceptance", "decision"), KINDS)
        for row in failed_gates(
            {
                **GOOD,
                **ALL_BAD,
                "tier": "serious",
                "stage": stage,
                "record_kind": kind,
                "bar_serious_kinds": True,
            }
        )
    ]
    assert {row["rule"] for row in rows} == {
        f"repair_gate/{rule.id}" for rule in tables()["repair_gate"].rules
    }
    assert all(row["reason"] and row["basis"] for row in rows)


def test_a_fact_left_out_does_not_pass_for_a_good_one():
    facts = {name: value for name, value in GOOD.items() if name != "on_lists"}
    with pytest.raises(FactsUnfit, match="on_lists"):
        failed_gates({**facts, "stage": "decision"})


@pytest.mark.parametrize("kind", KINDS)
def test_every_record_kind_has_a_term_for_the_decision(kind):
    clock, target = decision_clocks(kind)
    assert clock in clocks()
    assert target is None or clocks()[target].target_for == clock


def test_abnormal_entries_are_decided_faster():
    assert decision_clocks("abnormal_list") == ("repair_decision_abnormal", "repair_decision_abnormal_target")
    assert decision_clocks("penalty") == ("repair_decision", None)


def test_a_record_that_cannot_be_repaired_has_no_term():
    with pytest.raises(FactsUnfit, match="honour"):
        decision_clocks("honour")


def test_a_table_of_one_row_does_not_give_rows():
    with pytest.raises(LawConflict, match="只给出一行"):
        decide_all("repair_decision_clock", {"record_kind": "penalty"})


def test_a_table_of_many_rows_gives_no_single_one_when_several_apply():
    facts = {**GOOD, **ALL_BAD, "stage": "decision"}
    switches = {"bar_serious_kinds": False, "screen_repeat": True, "screen_lists": True}
    with pytest.raises(LawConflict, match="G1"):
        decide("repair_gate", {**facts, **switches}, date(2026, 11, 23))

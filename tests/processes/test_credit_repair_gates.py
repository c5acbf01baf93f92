"""Each refusal names exactly the gates that failed: in its paper and in the credit record, over every combination."""

from collections.abc import Iterator
from datetime import date
from itertools import chain, combinations

import pytest

from forms.choices import RecordKind
from tests.processes.repair import Repair
from tests.records import add_record
from workflows.models import CreditEntry

RULES = {
    "complete": ("G2", "申请材料不齐全"),
    "minimum_period": ("G3P", "最短公示期"),
    "statutory_bar": ("G4R", "法定措施的期限尚未届满"),
    "duties_performed": ("G5", "义务尚未履行完毕"),
    "harm_removed": ("G6", "不良影响尚未消除"),
    "same_kind_repeat": ("G7", "又因同类违法行为"),
    "on_lists": ("G8", "仍列入经营异常名录"),
    "fraud_lockout": ("G9", "弄虚作假"),
}
AT_ACCEPTANCE = ("complete", "minimum_period", "statutory_bar", "fraud_lockout")
AT_DECISION = ("duties_performed", "harm_removed", "same_kind_repeat", "on_lists", "fraud_lockout")
RESTRICTED = {"kinds": "限制开展生产经营活动", "effective_until": date(2027, 6, 30)}
ANSWERED = {
    "duties_performed": {"duties_performed": "false", "duties_findings": "罚款尚未缴清。"},
    "harm_removed": {"harm_removed": "false", "harm_findings": "标签尚未整改。"},
}


def combined(gates: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Every choice of at least one gate."""
    return chain.from_iterable(combinations(gates, number) for number in range(1, len(gates) + 1))


def put_on_record(office, party, gates):
    """Let the register say what these gates ask it."""
    if "on_lists" in gates:
        add_record(office, party, RecordKind.ABNORMAL_LIST)
    if "fraud_lockout" in gates:
        add_record(office, party, RecordKind.REPAIR_FRAUD)
    if "same_kind_repeat" in gates:
        office.penalty(entity_id=party, decided_on=date(2026, 9, 1))


def not_accepted(office, calendar, gates):
    facts = {"decided_on": date(2025, 3, 3), **RESTRICTED} if "statutory_bar" in gates else {}
    early = {"decided_on": calendar.days_ago(20)} if "minimum_period" in gates else {}
    case = Repair(office, calendar, office.penalty(entity_id=office.party(), **{**facts, **early}))
    put_on_record(office, case.record.entity_id, gates)
    if "complete" in gates:
        case.ask_to_correct().supply().do("formal_check", materials="incomplete", missing="信用承诺书")
    else:
        case.do("formal_check", materials="complete")
    return case.agree("review_refusal_of_acceptance").serve()


def refused(office, calendar, gates):
    case = Repair(office, calendar, office.penalty(entity_id=office.party())).accept()
    put_on_record(office, case.record.entity_id, gates)
    answers = {name: value for gate in gates for name, value in ANSWERED.get(gate, {}).items()}
    return case.decide(**answers).serve()


def named_by_paper(case, kind):
    facts = case.paper(kind).facts
    named = [
        gate for row in facts["failed"] for gate, (_, words) in RULES.items() if words in row["condition"]
    ]
    assert len(named) == len(facts["failed"]) and all(row["facts"] for row in facts["failed"])
    assert bool(facts["retry_on"]) == ("minimum_period" in named)
    return named


def named_by_entries(case):
    """What each entry that tells of failed gates names."""
    gates = {f"repair_gate/{rule}": gate for gate, (rule, _) in RULES.items()}
    told = [entry.detail.get("failed") for entry in case.office.all(CreditEntry, case_id=case.id)]
    return [[gates[rule] for rule in failed] for failed in told if failed]


def test_a_refusal_of_acceptance_names_exactly_the_gates_that_failed(office, calendar):
    for gates in combined(AT_ACCEPTANCE):
        case = not_accepted(office, calendar, gates)
        assert named_by_paper(case, "refusal_of_acceptance") == list(gates)
        assert named_by_entries(case) == [list(gates)] * 2
        assert case.outcome == "NOT_ACCEPTED"


def test_a_refusal_names_exactly_the_gates_that_failed(office, calendar):
    for gates in combined(AT_DECISION):
        case = refused(office, calendar, gates)
        assert named_by_paper(case, "refusal_decision") == list(gates)
        assert named_by_entries(case) == [list(gates)] * 2
        met = [row["condition"] for row in case.paper("refusal_decision").facts["conditions"]]
        assert len(met) == 7 - len(gates) and case.outcome == "REFUSED"


# The edges of the terms behind the gates


@pytest.mark.parametrize(
    ("days", "waits"),
    [
        (-1, "review_refusal_of_acceptance"),
        (0, "review_refusal_of_acceptance"),
        (1, "review_acceptance"),
    ],
)
def test_the_minimum_period_must_be_over(office, calendar, days, waits):
    """Published on 11 March 2026, three months of which the last day is 11 June."""
    record = office.penalty(decided_on=date(2026, 3, 2))
    calendar.to(date(2026, 6, 11 + days))
    case = Repair(office, calendar, record)
    assert str(case.record.earliest_repair_on) == "2026-06-12"
    assert case.do("formal_check", materials="complete").waits == [waits]


@pytest.mark.parametrize(
    ("today", "waits"),
    [
        ("2027-06-29", "review_refusal_of_acceptance"),
        ("2027-06-30", "review_refusal_of_acceptance"),
        ("2027-07-01", "review_acceptance"),
    ],
)
def test_a_restriction_stands_against_the_repair_through_its_last_day(office, calendar, today, waits):
    record = office.penalty(decided_on=date(2025, 3, 3), **RESTRICTED)
    calendar.to(today)
    assert Repair(office, calendar, record).do("formal_check", materials="complete").waits == [waits]


def test_an_exclusion_without_an_end_is_never_repaired(office, calendar):
    record = office.penalty(decided_on=date(2024, 3, 4), kinds="限制从业")
    case = Repair(office, calendar, record).do("formal_check", materials="complete")
    case.agree("review_refusal_of_acceptance")
    [failed] = case.paper("refusal_of_acceptance").facts["failed"]
    assert "终身禁入" in failed["condition"]

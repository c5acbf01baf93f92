"""Penalty decisions put on record: the state they begin in, and what a correction sent again changes."""

from datetime import date
from decimal import Decimal

import pytest

from forms.choices import RecordState
from tests.casework.health import ailments
from tests.processes.repair import Repair
from workflows.background import put_on_record
from workflows.models import CreditEntry, CreditRecord, PenaltyDecision


def correct(office, record, **changes):
    """Send a decision again with changes, as the import does."""
    with office.begin() as session:
        penalty = session.get_one(CreditRecord, record).penalty
        for name, value in changes.items():
            setattr(penalty, name, value)
        session.flush()
        put_on_record(session, [(penalty, False)])


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({}, "published"),
        ({"kinds": "警告", "fine": None, "confiscation": None}, "recorded"),
        ({"decided_on": date(2024, 3, 4)}, "expired"),
        ({"decided_on": date(2026, 11, 12)}, "published"),
        ({"decided_on": date(2026, 11, 13)}, "recorded"),
    ],
)
def test_a_record_begins_published_waiting_kept_or_expired(office, facts, state):
    record = office.penalty(**facts)
    assert office.one(CreditRecord, id=record).state == state
    assert office.one(CreditEntry, record_id=record).state_after == state


def test_a_correction_gives_the_record_the_terms_of_the_corrected_decision(office):
    record = office.penalty()
    correct(office, record, decided_on=date(2026, 6, 1))
    corrected = office.one(CreditRecord, id=record)
    assert str(corrected.published_on) == "2026-06-10" and corrected.state == RecordState.PUBLISHED
    assert [entry.event for entry in office.all(CreditEntry, record_id=record)] == [
        "put_on_record",
        "corrected",
    ]


def test_a_correction_of_a_record_that_has_ended_changes_nothing_of_its_end(office, calendar):
    case = Repair(office, calendar).accept().decide().serve()
    correct(office, case.record_id, fine=Decimal(150_000))
    assert case.record.state == RecordState.REPAIRED and ailments(office) == []


def test_a_correction_that_takes_the_record_off_the_site_does_not_hold_up_its_case(office, calendar):
    case = Repair(office, calendar).accept().decide()
    correct(office, case.record_id, kinds="警告", fine=None, confiscation=None)
    case.serve()
    assert (case.outcome, case.record.state) == ("GRANTED", RecordState.RECORDED)


def test_a_state_is_the_fold_of_the_entries(office, calendar):
    cases = [Repair(office, calendar) for _ in range(2)]
    cases[0].accept().decide().serve()
    for record in office.all(CreditRecord):
        told = sorted(office.all(CreditEntry, record_id=record.id), key=lambda entry: entry.id)
        assert [entry.state_after for entry in told if entry.state_after][-1] == record.state
    assert len(office.all(PenaltyDecision)) == 2

"""Publicity begins on its first day and ends at the maximum period, without any case."""

from datetime import date, timedelta

import pytest

from forms.choices import RecordKind, RecordState
from tests.casework.health import ailments
from tests.records import add_record
from workflows import audit, background
from workflows.errors import RecordNotInState
from workflows.models import CreditEntry, CreditRecord, SharedMessage
from workflows.processes.credit_repair.procedure import may_open
from workflows.register import publicity
from workflows.register.wording import publication_words, state_words

LAST_DAY = date(2027, 3, 11)


def end_of_day(office):
    background.end_expired_publicity(background.Work(office.begin, "key"))


def begin_of_day(office):
    background.begin_due_publicity(background.Work(office.begin, "key"))


def state(office, record):
    return office.one(CreditRecord, id=record).state


def test_a_fresh_decision_waits_for_its_first_day_of_publicity_and_then_is_shown(office, calendar):
    record = office.penalty(decided_on=date(2026, 11, 23))
    calendar.to("2026-12-01", "23:59")
    begin_of_day(office)
    assert state(office, record) == RecordState.RECORDED
    calendar.to("2026-12-02", "00:02")
    begin_of_day(office)
    begin_of_day(office)
    assert state(office, record) == RecordState.PUBLISHED and ailments(office) == []
    words = [entry.summary[-16:] for entry in office.all(CreditEntry, record_id=record)]
    assert words[0].endswith("公示至2027年12月2日。") and words[1:] == ["自2026年12月2日起公示。"]


def test_a_record_that_is_not_to_be_shown_never_begins(office, calendar):
    record = office.penalty(kinds="警告", fine=None, confiscation=None)
    calendar.to("2027-11-23")
    begin_of_day(office)
    assert state(office, record) == RecordState.RECORDED


def test_a_waiting_record_says_from_when_it_is_shown_and_cannot_be_repaired_yet(office):
    record = office.one(CreditRecord, id=office.penalty(decided_on=date(2026, 11, 23)))
    assert state_words(record) == "待公示（拟于2026年12月2日公示）"
    assert publication_words(record) == "拟于2026年12月2日公示"
    with pytest.raises(RecordNotInState, match="待公示"):
        may_open(record)


@pytest.mark.parametrize(
    ("days", "hour", "expected"),
    [(0, "00:05", "published"), (0, "23:59", "published"), (1, "00:00", "expired"), (2, "00:05", "expired")],
)
def test_a_record_is_shown_through_its_last_day_by_shanghais_clock(office, calendar, days, hour, expected):
    record = office.penalty(decided_on=date(2026, 3, 2))
    assert office.one(CreditRecord, id=record).ends_on == LAST_DAY
    calendar.to(LAST_DAY + timedelta(days=days), hour)
    end_of_day(office)
    assert state(office, record) == expected


def test_a_minor_record_ends_after_three_months_without_any_case(office, calendar):
    record = office.penalty(kinds="罚款", fine=500, confiscation=None, decided_on=date(2026, 11, 2))
    assert office.one(CreditRecord, id=record).tier == "minor"
    calendar.to(office.one(CreditRecord, id=record).ends_on + timedelta(days=1))
    end_of_day(office)
    assert state(office, record) == RecordState.EXPIRED


def test_what_is_linked_ends_with_the_record_and_everybody_is_told_of_both(office, calendar):
    record = office.penalty(decided_on=date(2026, 3, 2))
    party = office.one(CreditRecord, id=record).entity_id
    linked = add_record(office, party, RecordKind.SPOT_CHECK, linked_to_id=record)
    alone = add_record(office, party, RecordKind.SPOT_CHECK)
    calendar.to(LAST_DAY + timedelta(days=1))
    end_of_day(office)
    assert [state(office, one) for one in (record, linked, alone)] == ["expired", "expired", "published"]
    told = {(message.record_id, message.payload["status"]) for message in office.all(SharedMessage)}
    assert told == {(record, "expired"), (linked, "expired")}


def test_the_end_is_told_once_however_often_the_worker_looks(office, calendar):
    record = office.penalty(decided_on=date(2026, 3, 2))
    calendar.to(LAST_DAY + timedelta(days=1))
    end_of_day(office)
    end_of_day(office)
    events = [entry.event for entry in office.all(CreditEntry, record_id=record)]
    assert events == ["put_on_record", "expire"] and len(office.all(SharedMessage)) == 3
    assert ailments(office) == []


def test_more_records_than_a_batch_end_in_several_transactions(office, calendar, monkeypatch):
    monkeypatch.setattr(background, "BATCH", 2)
    records = [office.penalty(decided_on=date(2026, 3, 2)) for _ in range(5)]
    calendar.to(LAST_DAY + timedelta(days=1))
    end_of_day(office)
    assert {state(office, record) for record in records} == {"expired"} and ailments(office) == []


def test_a_record_without_an_end_stays(office, calendar):
    record = add_record(office, office.party(), RecordKind.ABNORMAL_LIST)
    calendar.to("2036-01-01")
    end_of_day(office)
    assert state(office, record) == RecordState.PUBLISHED


OTHERS = [kind for kind in RecordKind if kind is not RecordKind.PENALTY]
BY_DECISION = [
    RecordKind.ABNORMAL_LIST,
    RecordKind.ABNORMAL_MARK,
    RecordKind.SERIOUS_LIST,
    RecordKind.RECTIFICATION,
]


@pytest.mark.parametrize("kind", OTHERS)
def test_only_kinds_that_their_first_day_begins_are_begun_by_the_day(office, calendar, kind):
    record = add_record(office, office.party(), kind, state=RecordState.RECORDED)
    begin_of_day(office)
    assert state(office, record) == ("recorded" if kind in BY_DECISION else "published")


@pytest.mark.parametrize("kind", OTHERS)
def test_only_kinds_that_their_period_ends_are_ended_by_the_day(office, calendar, kind):
    record = add_record(office, office.party(), kind, ends_on=date(2026, 11, 1))
    end_of_day(office)
    assert state(office, record) == ("published" if kind in BY_DECISION else "expired")
    assert beyond_their_days(office) == set()


def test_a_listing_linked_to_a_penalty_stays_when_the_penaltys_period_is_over(office, calendar):
    record = office.penalty(decided_on=date(2026, 3, 2))
    party = office.one(CreditRecord, id=record).entity_id
    listing = add_record(office, party, RecordKind.SERIOUS_LIST, linked_to_id=record)
    calendar.to(LAST_DAY + timedelta(days=1))
    end_of_day(office)
    assert [state(office, one) for one in (record, listing)] == ["expired", "published"]


def test_a_sweep_that_takes_every_kind_is_found_by_the_auditor(office, calendar, monkeypatch):
    """Planted: the sweeps as they were, which took every kind alike."""
    for sweep in ("begin_by_themselves", "end_by_themselves"):
        monkeypatch.setattr(publicity, sweep, lambda: list(RecordKind))
    party = office.party()
    begun = add_record(office, party, RecordKind.ABNORMAL_LIST, state=RecordState.RECORDED)
    ended = add_record(office, party, RecordKind.SERIOUS_LIST, ends_on=date(2026, 11, 1))
    begin_of_day(office)
    end_of_day(office)
    assert beyond_their_days(office) == {
        f"记录 {begun} 应当随决定公示，却到日自动公示。",
        f"记录 {ended} 应当作出决定后停止公示，却期满自动停止。",
    }


def beyond_their_days(office):
    with office.begin() as session:
        return {found.sentence for found in audit.verify(session, ["B2.3"])}

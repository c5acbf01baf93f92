"""What a record says is kept in versions: a correction adds one, and those of before stay as they were."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from marshmallow import ValidationError
from sqlalchemy import delete, event, update
from sqlalchemy.exc import DBAPIError

from forms.choices import RecordKind, VersionReason
from forms.records import form_of
from tests.audit.planting import findings, unguard
from tests.casework.test_restoring import restore
from tests.processes.walks import withdraw
from tests.register.test_put_on_record import correct
from webapp.migrating import keep_versions_of_before
from workflows.models import CreditRecord, RecordVersion
from workflows.register.commit import Commit
from workflows.register.erasure import Wanted, erase
from workflows.register.put import Fact, put_on_record
from workflows.register.versions import keep_versions, last_versions

SAID = {
    "case_number": "鸡市监改〔2026〕1号",
    "outcome": "RECTIFIED",
    "result": "已整改",
    "concluded_on": "2026-11-23",
}
FINE = Decimal(150_000)


def versions(office, record):
    return sorted(office.all(RecordVersion, record_id=record), key=lambda one: one.number)


def told(office, record):
    return [(one.number, one.reason, one.body["fine"]) for one in versions(office, record)]


def audited(office):
    with office.begin() as session:
        return [one for one in findings(session) if one.promise in {"B2.8", "B6.1", "B6.6"}]


def test_a_correction_adds_a_version_and_leaves_the_one_of_before(office):
    record = office.penalty()
    [first] = versions(office, record)
    correct(office, record, fine=FINE, decided_on=date(2026, 6, 1))
    before, after = versions(office, record)
    assert before.told == first.told and before.reason == "put_on_record"
    assert (after.number, after.reason, after.body["fine"]) == (2, "corrected", 15_000_000)
    assert (first.terms["decided_on"], after.terms["decided_on"]) == (first.body["decided_on"], "2026-06-01")
    assert audited(office) == []


def test_what_is_sent_again_as_it_stands_makes_no_version(office):
    record = office.penalty()
    correct(office, record, remark=None)
    assert len(versions(office, record)) == 1 and audited(office) == []


def test_a_record_that_has_ended_keeps_its_terms_and_gets_the_corrected_content(office):
    record = office.penalty(decided_on=date(2024, 3, 4))
    correct(office, record, fine=FINE)
    before, after = versions(office, record)
    assert before.terms == after.terms and after.body["fine"] == 15_000_000


def test_the_last_version_before_an_instant_is_found(office, calendar):
    record = office.penalty()
    first = versions(office, record)[0].at
    calendar.to("2026-12-01")
    correct(office, record, fine=FINE)
    second = versions(office, record)[1].at
    with office.begin() as session:
        for before, number in ((second + timedelta(seconds=1), 2), (second, 1)):
            assert last_versions(session, [record], before)[record].number == number
        assert last_versions(session, [record], first) == {}


@pytest.mark.parametrize(
    "statement",
    [update(RecordVersion).values(reason="kept"), delete(RecordVersion)],
    ids=["update", "delete"],
)
def test_no_version_is_changed_or_removed(office, statement):
    office.penalty()
    with pytest.raises(DBAPIError, match="append-only"), office.begin() as session:
        session.connection().execute(statement)


def test_a_content_is_erased_with_its_reason_and_the_chain_still_holds(office):
    record = office.penalty()
    [version] = versions(office, record)
    what = Wanted(table="record_version", row_id=version.id, column="body", reason="本人申请")
    with office.begin() as session:
        erase(session, Commit(office.people["credit_section"]), what)
    assert versions(office, record)[0].body == {} and audited(office) == []


def test_records_of_an_earlier_release_get_their_first_version_once(office):
    records = [office.penalty(), office.penalty()]
    with office.begin() as session:
        unguard(session)
        session.connection().execute(delete(RecordVersion))
    with office.begin() as session:
        assert {one.row_id for one in findings(session, "B2.8")} == {str(one) for one in records}
        session.rollback()
    for _ in range(2):
        keep_versions_of_before(office.engine)
        assert [told(office, one) for one in records] == [[(1, "kept", 20_000_000)]] * 2


def test_a_part_of_an_import_is_corrected_with_one_look_however_much_it_holds(office):
    records = [office.penalty() for _ in range(4)]
    assert looks_of(office, records[:1]) == looks_of(office, records[1:]) == 1


def looks_of(office, records):
    """Return how many statements read, while versions are kept of records; each database adds rows in its own way."""
    statements = []

    def count(*call):
        statements.append(call[2])

    with office.begin() as session:
        found = [session.get_one(CreditRecord, one) for one in records]
        for one in found:
            one.penalty.remark = "更正"
        session.flush()
        event.listen(office.engine, "before_cursor_execute", count)
        keep_versions(session, Commit(), found, VersionReason.CORRECTED)
        session.flush()
        event.remove(office.engine, "before_cursor_execute", count)
        session.rollback()
    return len([one for one in statements if one.startswith("SELECT")])


def test_a_record_without_a_decision_keeps_what_it_said_when_it_is_put_back(office):
    entity_id = office.one(CreditRecord, id=office.penalty()).entity_id
    fact = Fact(
        entity_id=entity_id,
        case_id=None,
        kind=RecordKind.RECTIFICATION,
        title="限期整改 鸡市监改〔2026〕1号",
        decided_on=date(2026, 11, 23),
        body=SAID,
    )
    with office.begin() as session:
        record = put_on_record(session, Commit(), fact).id
    withdraw(office, record)
    restore(office, record)
    [version] = versions(office, record)
    assert version.body == SAID | {"title": fact.title} and audited(office) == []


@pytest.mark.parametrize("fault", [{"result": None}, {"fine": 1}, {"concluded_on": "昨天"}])
def test_a_fact_that_its_kind_does_not_know_is_not_put_on_record(fault):
    with pytest.raises(ValidationError):
        form_of("rectification").load(SAID | fault)

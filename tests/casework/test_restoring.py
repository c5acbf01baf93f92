"""A withdrawal ends what is under way about the record; one that was a mistake is undone, on record."""

import pytest
from sqlalchemy import select, update

from forms.choices import RecordKind, RecordState
from tests.audit.planting import unguard
from tests.processes.repair import DRAWN, Repair
from tests.processes.walks import withdraw
from tests.records import add_record
from workflows import audit
from workflows.casework.actor import actor_of
from workflows.casework.reading.case import facts_of
from workflows.casework.withdrawing import restore_record
from workflows.errors import RecordNotInState
from workflows.models import (
    Case,
    CreditEntry,
    CreditRecord,
    Deadline,
    Document,
    DocumentChange,
    SharedMessage,
    Task,
)
from workflows.steps.dossier import Dossier

WHY = {"reason": "复议机关来函更正，原决定没有撤销。"}


def restore(office, record_id):
    with office.begin() as session:
        restore_record(session, record_id, WHY, actor_of(session, office.people["credit_section"]))


def audited(office, *promises):
    with office.begin() as session:
        return sorted(audit.verify(session, promises or None))


@pytest.fixture
def repair(office, calendar):
    return Repair(office, calendar)


def test_work_on_a_case_stops_with_its_record_and_who_applied_is_told(office, repair):
    repair.do("formal_check", materials="complete").agree("review_acceptance")
    assert repair.waits == ["serve", "verify"]
    withdraw(office, repair.record_id)
    [paper] = office.all(Document, kind="repair_ended_notice")
    assert "鸡政复决〔2026〕3号" in paper.facts["ground"]
    assert [task.document_id for task in office.all(Task, case_id=repair.id)] == [paper.id]
    assert {row.ended for row in office.all(Deadline, case_id=repair.id)} == {"met", "cancelled"}
    [taken_back] = office.all(DocumentChange)
    assert (
        taken_back.standing == "withdrawn" and taken_back.document_id == repair.paper("acceptance_notice").id
    )
    assert repair.serve().outcome == "ENDED" and audited(office) == []


def test_a_case_that_is_decided_and_carried_out_goes_on(office, calendar):
    repair = Repair(office, calendar, watch=DRAWN).accept().decide().serve()
    withdraw(office, repair.record_id)
    assert repair.waits == ["watch"] and repair.case.process_key == "credit_repair"
    with office.begin() as session:
        assert ("记录状态", "已撤回") in facts_of(Dossier(session, session.get_one(Case, repair.id)))


def test_a_record_comes_back_as_it_was_with_what_went_with_it_and_is_told(office, repair):
    record = repair.record
    went = add_record(office, record.entity_id, RecordKind.SERIOUS_LIST, linked_to_id=record.id)
    own = add_record(office, record.entity_id, RecordKind.ABNORMAL_LIST, linked_to_id=record.id)
    withdraw(office, own)
    withdraw(office, record.id)
    with pytest.raises(RecordNotInState, match="请恢复那一条"):
        restore(office, went)
    restore(office, record.id)
    states = {one.id: one.state for one in office.all(CreditRecord)}
    assert states == {record.id: "published", went: "published", own: "withdrawn"}
    told = [one for one in office.all(SharedMessage, record_id=record.id) if one.payload.get("restored")]
    assert len(told) == 3 and {one.payload["status"] for one in told} == {"published"}
    entry = office.all(CreditEntry, record_id=record.id, event="restore")[-1]
    assert WHY["reason"] in entry.summary and entry.actor_id == office.people["credit_section"]
    assert office.one(Case, id=repair.id).process_key == "repair_ended" and audited(office) == []


def test_what_ran_out_meanwhile_has_expired(office, calendar):
    record = office.penalty()
    withdraw(office, record)
    calendar.to("2027-04-01")
    restore(office, record)
    found = office.one(CreditRecord, id=record)
    assert (found.state, str(found.ended_on)) == ("expired", "2027-03-11") and audited(office) == []


def test_a_repaired_record_comes_back_with_the_day_of_its_repair(office, calendar):
    repair = Repair(office, calendar).accept().decide().serve()
    ended_on = repair.record.ended_on
    calendar.to("2027-01-05")
    for _ in range(2):
        withdraw(office, repair.record_id)
        restore(office, repair.record_id)
    assert (repair.record.state, repair.record.ended_on) == ("repaired", ended_on)
    assert audited(office, "B2.1", "B6.1", "B6.6") == []


def test_only_what_is_withdrawn_is_restored(office, repair):
    with pytest.raises(RecordNotInState, match="没有撤回"):
        restore(office, repair.record_id)


@pytest.mark.parametrize("state", [RecordState.REPAIRED, RecordState.RECORDED])
def test_a_record_that_came_back_otherwise_than_it_went_is_found(office, state):
    record = office.penalty()
    withdraw(office, record)
    restore(office, record)
    with office.begin() as session:
        unguard(session)
        entry = session.scalars(select(CreditEntry.id).filter_by(record_id=record, event="restore")).one()
        session.connection().execute(update(CreditEntry).filter_by(id=entry).values(state_after=state))
        found = {(one.promise, one.table, one.row_id) for one in audit.verify(session, None)}
        session.rollback()
    assert ("B2.1", "credit_entry", str(entry)) in found

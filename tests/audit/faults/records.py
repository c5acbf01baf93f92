"""Faults in the credit record."""

from collections.abc import Set as AbstractSet
from datetime import timedelta
from hashlib import sha256

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.audit.finding_rows import Named, entry_of, step_named
from tests.audit.planting import change
from tests.audit.walks import AUDITED_AT
from workflows.models import (
    BusinessEntity,
    Case,
    CreditEntry,
    CreditRecord,
    Document,
    PartyChange,
    RecordVersion,
)


def a_record_shown_otherwise_than_told(session: Session) -> set[Named]:
    record = session.scalars(
        select(CreditRecord).filter_by(state="published").order_by(CreditRecord.id)
    ).first()
    change(session, record, state="masked")
    return {("B2.1", "credit_record", str(record.id))}


def an_entry_told_otherwise_afterwards(session: Session) -> set[Named]:
    entry = session.scalars(select(CreditEntry).filter_by(state_after="repaired")).first()
    change(session, entry, state_after="masked")
    return {
        ("B2.1", "credit_entry", str(entry.id)),
        ("B2.1", "credit_record", str(entry.record_id)),
    }


def a_record_that_ended_on_another_day(session: Session) -> set[Named]:
    record = session.scalars(select(CreditRecord).filter_by(state="repaired")).first()
    change(session, record, ended_on=record.ended_on - timedelta(days=1))
    return {("B2.1", "credit_record", str(record.id))}


def another_tier_than_the_law_gives(session: Session) -> set[Named]:
    record = session.scalars(select(CreditRecord).filter_by(tier="general").order_by(CreditRecord.id)).first()
    change(session, record, tier="minor")
    return _of("B2.2", record)


def a_shown_record_that_ends_a_day_later(session: Session) -> set[Named]:
    record = session.scalars(
        select(CreditRecord).filter_by(state="published").order_by(CreditRecord.id)
    ).first()
    change(session, record, ends_on=record.ends_on + timedelta(days=1))
    return _of("B2.2", record)


def a_record_shown_beyond_its_last_day(session: Session) -> set[Named]:
    record = session.scalars(
        select(CreditRecord).filter_by(state="published").order_by(CreditRecord.id)
    ).first()
    change(session, record, ends_on=AUDITED_AT.date() - timedelta(days=1), law_version="-")
    return _of("B2.3", record)


def a_record_shown_before_its_first_day(session: Session) -> set[Named]:
    record = session.scalars(
        select(CreditRecord).filter_by(state="published").order_by(CreditRecord.id)
    ).first()
    change(session, record, published_on=AUDITED_AT.date() + timedelta(days=1), law_version="-")
    return _of("B2.3", record)


def a_record_that_nobody_began_to_show(session: Session) -> set[Named]:
    """One that is kept without being shown is given a first day of publicity that lies behind."""
    record = session.scalars(
        select(CreditRecord).filter_by(state="recorded").order_by(CreditRecord.id)
    ).first()
    change(session, record, published_on=AUDITED_AT.date() - timedelta(days=1), law_version="-")
    return _of("B2.3", record)


def a_version_that_says_another_day(session: Session) -> set[Named]:
    version = session.scalars(select(RecordVersion).order_by(RecordVersion.id)).first()
    change(session, version, terms=version.terms | {"decided_on": "2020-01-01"})
    return {("B2.8", "credit_record", str(version.record_id))}


def a_version_that_says_another_content(session: Session) -> set[Named]:
    version = session.scalars(select(RecordVersion).order_by(RecordVersion.id)).first()
    change(session, version, body=version.body | {"fine": 1})
    return {("B2.8", "credit_record", str(version.record_id))}


def a_version_that_is_missing(session: Session) -> set[Named]:
    version = session.scalars(select(RecordVersion).order_by(RecordVersion.id)).first()
    change(session, version, number=version.number + 1)
    return {("B2.8", "credit_record", str(version.record_id))}


def _of(promise: str, record: CreditRecord) -> AbstractSet[Named]:
    """The record breaks the promise, and does not say what its last version says."""
    return {(promise, "credit_record", str(record.id)), ("B2.8", "credit_record", str(record.id))}


def an_entry_by_a_rule_that_the_law_has_not(session: Session) -> set[Named]:
    entry = session.scalars(
        select(CreditEntry).filter_by(event="put_on_record").order_by(CreditEntry.id)
    ).first()
    change(session, entry, rule="tier/T99")
    return {("B2.2", "credit_entry", str(entry.id))}


def an_entry_about_another_party(session: Session) -> set[Named]:
    entry = entry_of(session, step_named(session, "verify"))
    other = session.scalars(select(BusinessEntity.id).where(BusinessEntity.id != entry.entity_id)).first()
    change(session, entry, entity_id=other)
    return {("B2.5", "credit_entry", str(entry.id))}


def a_paper_about_another_party(session: Session) -> set[Named]:
    paper = session.scalars(
        select(Document).filter_by(kind="acceptance_notice").order_by(Document.id)
    ).first()
    facts = {**paper.facts, "party_name": "鸡西市恒山区别家商店"}
    digest = sha256(orjson.dumps(facts, option=orjson.OPT_SORT_KEYS)).hexdigest()
    change(session, paper, facts=facts, facts_digest=digest)
    return {("B2.5", "document", str(paper.id))}


def a_paper_that_calls_its_party_by_a_later_name(session: Session) -> set[Named]:
    """The paper was made before the new name was on record."""
    changed = session.scalars(select(PartyChange).filter_by(kind="renamed").order_by(PartyChange.id)).first()
    of_party = select(Document).join(Case).where(Case.entity_id == changed.entity_id).order_by(Document.id)
    paper = next(one for one in session.scalars(of_party) if "party_name" in one.facts)
    facts = {**paper.facts, "party_name": changed.became}
    digest = sha256(orjson.dumps(facts, option=orjson.OPT_SORT_KEYS)).hexdigest()
    change(session, paper, facts=facts, facts_digest=digest)
    return {("B2.5", "document", str(paper.id))}


def a_party_under_another_name_than_its_changes_give(session: Session) -> set[Named]:
    return {_row_changed(session, name="鸡西市滴道区远山粮油总公司")}


def a_party_with_another_representative_than_its_changes_give(session: Session) -> set[Named]:
    return {_row_changed(session, legal_representative="周近水")}


def a_party_at_another_address_than_its_changes_give(session: Session) -> set[Named]:
    return {_row_changed(session, address="鸡西市滴道区同乐大街4号")}


def a_party_with_another_status_than_its_changes_give(session: Session) -> set[Named]:
    return {_row_changed(session, status="existing")}


def a_party_that_is_over_though_nobody_said_so(session: Session) -> set[Named]:
    unchanged = ~select(PartyChange.id).where(PartyChange.entity_id == BusinessEntity.id).exists()
    entity = session.scalars(select(BusinessEntity).where(unchanged).order_by(BusinessEntity.id)).first()
    change(session, entity, status="deregistered")
    return {("B2.6", "business_entity", str(entity.id))}


def _row_changed(session: Session, **values: str) -> Named:
    changed = select(PartyChange.entity_id).filter_by(kind="status")
    entity = session.get_one(BusinessEntity, session.scalars(changed).one())
    change(session, entity, **values)
    return "B2.6", "business_entity", str(entity.id)


def a_party_that_nobody_joined_to_another(session: Session) -> set[Named]:
    one, other = session.scalars(select(BusinessEntity).order_by(BusinessEntity.id).limit(2))
    change(session, one, one_with_id=other.id)
    return {("B2.7", "business_entity", str(one.id))}


def a_paper_to_a_successor_that_nobody_made_known(session: Session) -> set[Named]:
    paper = session.scalars(
        select(Document).filter_by(kind="acceptance_notice").order_by(Document.id)
    ).first()
    facts = {**paper.facts, "party_name": f"鸡西市恒山区别家商店（承继{paper.facts['party_name']}）"}
    digest = sha256(orjson.dumps(facts, option=orjson.OPT_SORT_KEYS)).hexdigest()
    change(session, paper, facts=facts, facts_digest=digest)
    return {("B2.5", "document", str(paper.id))}

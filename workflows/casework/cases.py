"""Opens cases: one for each record that an application concerns, or one about an entity without any record."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from marshmallow import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from forms import START, TaskForm
from forms.choices import Role
from workflows.casework.actor import Actor
from workflows.casework.answers import Answers, load
from workflows.casework.opening import Subject, open_each
from workflows.casework.reading.status import status_notice
from workflows.casework.requests import body_digest, keep_answer, stored_answer
from workflows.catalog import Procedure, catalog
from workflows.errors import AlreadyOpen, NotAllowed, NotFound
from workflows.models import BusinessEntity, Case, CreditRecord

REASON = "status_reason"


def start_form(process_key: str) -> type[TaskForm]:
    """Return the form that opens a case of a procedure. Raises NotFound for one that others only call."""
    procedure = catalog().get(process_key)
    if procedure is None or START not in procedure.forms:
        raise NotFound
    return procedure.forms[START]


def open_cases(
    session: Session,
    process_key: str,
    record_ids: Sequence[int],
    submitted: Mapping[str, Any],
    actor: Actor,
    key: UUID,
) -> list[UUID]:
    """Open one case for each record on the same answers, and carry each to its first wait.

    Raises NotAllowed, NotFound, AlreadyOpen, RecordNotInState, SameKeyOtherBody or marshmallow's
    ValidationError; then none is opened.
    """
    digest = body_digest([process_key, *record_ids], submitted)
    if opened := _opened_before(session, key, actor, digest):
        return opened
    procedure = openable(process_key, actor)
    answers = load(procedure.forms[START], submitted, {})
    records = _locked_records(session, record_ids)
    if opened := _opened_before(session, key, actor, digest):  # by a twin that held the records' locks
        return opened
    for record in records:
        _may_open(session, procedure, record)
    subjects = [Subject(record.entity_id, record.id) for record in records]
    return _open_all(session, procedure, subjects, answers, actor, key, digest)


def open_case(
    session: Session,
    process_key: str,
    entity_id: int,
    submitted: Mapping[str, Any],
    actor: Actor,
    key: UUID,
) -> UUID:
    """Open one case about an entity without a credit record, and carry it to its first wait.

    Raises NotAllowed, NotFound, SameKeyOtherBody, marshmallow's ValidationError, or what the procedure's
    `may_open` raises.
    """
    digest = body_digest([process_key, "entity", entity_id], submitted)
    if opened := _opened_before(session, key, actor, digest):
        return opened[0]
    procedure = openable(process_key, actor)
    answers = load(procedure.forms[START], submitted, {})
    entity = locked_entity(session, entity_id)
    if opened := _opened_before(session, key, actor, digest):  # by a twin that held the entity's lock
        return opened[0]
    procedure.may_open(entity)
    _may_open_against(session, entity, answers)
    [case_id] = _open_all(session, procedure, [Subject(entity.id)], answers, actor, key, digest)
    return case_id


def openable(process_key: str, actor: Actor) -> Procedure:
    """Return the procedure when one of the actor's roles may open it. Raises NotFound or NotAllowed."""
    procedure = catalog().get(process_key)
    if procedure is None:
        raise NotFound
    if not procedure.opened_by & actor.roles:
        allowed = "、".join(role.label for role in Role if role in procedure.opened_by)
        raise NotAllowed(f"{procedure.process.title}由{allowed or '其他程序调用，不能单独'}登记。")
    return procedure


def _open_all(
    session: Session,
    procedure: Procedure,
    subjects: Sequence[Subject],
    answers: Answers,
    actor: Actor,
    key: UUID,
    digest: str,
) -> list[UUID]:
    cases = list(open_each(session, procedure, subjects, answers, actor))
    ids = [str(case.id) for case, _ in cases]
    keep_answer(session, cases[0][1], key, digest, cases[0][0].id, {"case_ids": ids})
    return [case.id for case, _ in cases]


def _opened_before(session: Session, key: UUID, actor: Actor, digest: str) -> list[UUID]:
    stored = stored_answer(session, key, actor, digest)
    return [UUID(case_id) for case_id in stored["case_ids"]] if stored else []


def _locked_records(session: Session, record_ids: Sequence[int]) -> Sequence[CreditRecord]:
    found = select(CreditRecord).where(CreditRecord.id.in_(record_ids)).order_by(CreditRecord.id)
    fresh = found.with_for_update(of=CreditRecord).execution_options(populate_existing=True)
    records = session.scalars(fresh).all()
    if not records or len(records) != len(set(record_ids)):
        raise NotFound
    if len({record.entity.party_id for record in records}) > 1:
        raise NotFound("一次申请只能选择同一当事人的记录。")
    return records


def locked_entity(session: Session, entity_id: int) -> BusinessEntity:
    """Return the row that stands for a party, locked against a twin of this request but not against references."""
    named = aliased(BusinessEntity)
    party_id = select(named.party_id).where(named.id == entity_id).scalar_subquery()
    found = select(BusinessEntity).where(BusinessEntity.id == party_id).with_for_update(key_share=True)
    entity = session.scalars(found.execution_options(populate_existing=True)).one_or_none()
    if entity is None:
        raise NotFound
    return entity


def _may_open_against(session: Session, entity: BusinessEntity, answers: Answers) -> None:
    """Refuse a case against a party that is over, unless the handler says why; as ValidationError."""
    notice = status_notice(session, entity) if REASON in answers.form.fields else None
    if notice and notice.demands_reason and not answers.typed.get(REASON):
        raise ValidationError({REASON: [f"当事人{notice.label}：{notice.words}。仍然立案的，请写明理由。"]})


def _may_open(session: Session, procedure: Procedure, record: CreditRecord) -> None:
    """Let the procedure refuse the record, and refuse a second open case of the same kind about it."""
    procedure.may_open(record)
    same = Case.record_id == record.id, Case.process_key == procedure.process.key, Case.closed_at.is_(None)
    if number := session.scalars(select(Case.number).where(*same)).one_or_none():
        raise AlreadyOpen(f"（{number}）")

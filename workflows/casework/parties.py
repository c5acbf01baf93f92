"""What an officer makes known of a party: entered by hand, renamed, the same as another one; each is on record."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from forms.choices import MadeKnown, PartyChangeKind, Role
from forms.identifiers import tidy_code
from workflows import clock
from workflows.casework.actor import Actor
from workflows.errors import NotFound
from workflows.importing.by_hand import confirmable, enter_entity
from workflows.models import BusinessEntity, PartyChange
from workflows.register.commit import Commit

REASON = "code_reason"


def enter_party(session: Session, told: Mapping[str, Any], actor: Actor) -> tuple[BusinessEntity, bool]:
    """Return the party that the answers name, and whether it is new.

    A code that fails its check is taken from 信用监管科 with a reason, which goes on record. Raises marshmallow's
    ValidationError, by answer.
    """
    reason = str(told.get(REASON) or "")
    if reason and Role.CREDIT_SECTION not in actor.roles:
        raise ValidationError({REASON: ["只有信用监管科可以核实代码，请把证照交信用监管科登记。"]})
    confirmed = confirmable(told) if reason else frozenset()
    entity, is_new = enter_entity(session, told, actor.officer_id, confirmed)
    changes = [
        _change(entity, PartyChangeKind.CODE_CONFIRMED, actor, became=code) for code in sorted(confirmed)
    ]
    for change in changes:
        change.from_day, change.source = clock.today(), reason
    _on_record(session, changes, actor)
    return entity, is_new


def change_party(session: Session, entity_id: int, told: Mapping[str, Any], actor: Actor) -> BusinessEntity:
    """Put a change of a party on record and return the party. Raises NotFound, or ValidationError by answer."""
    entity = _locked(session, entity_id)
    make = _renamed if told["kind"] is MadeKnown.RENAMED else _joined
    change = make(session, entity, told, actor)
    change.from_day, change.source = told["from_day"], told["source"]
    _on_record(session, [change], actor)
    return entity


def _renamed(session: Session, entity: BusinessEntity, told: Mapping[str, Any], actor: Actor) -> PartyChange:
    if told["name"] == entity.name:
        raise ValidationError({"name": ["与现在的名称相同，请填写变更后的名称。"]})
    change = _change(entity, PartyChangeKind.RENAMED, actor, was=entity.name, became=told["name"])
    entity.name, entity.updated_at = told["name"], clock.now()
    return change


def _joined(session: Session, entity: BusinessEntity, told: Mapping[str, Any], actor: Actor) -> PartyChange:
    code = tidy_code(told["other_code"])
    found = or_(BusinessEntity.uscc == code, BusinessEntity.registration_number == code)
    others = session.scalars(select(BusinessEntity).where(found, BusinessEntity.id != entity.id)).all()
    if len(others) != 1:
        words = (
            "不止一户使用，请填写统一社会信用代码。" if others else "系统中没有这一代码的另一主体，请核对。"
        )
        raise ValidationError({"other_code": [words]})
    if others[0].kind != entity.kind or _is_joined(session, {entity.id, others[0].id}):
        raise ValidationError(
            {"other_code": ["两户类别不同，或者其中一户已经登记为与别的主体相同，请核对。"]}
        )
    other = others[0]
    change = _change(entity, PartyChangeKind.SAME_AS, actor, was=entity.shown_code, became=other.shown_code)
    change.other_id = other.id
    return change


def _is_joined(session: Session, ids: set[int]) -> bool:
    given_up = PartyChange.kind == PartyChangeKind.SAME_AS, PartyChange.entity_id.in_(ids)
    return session.scalar(select(PartyChange.id).where(*given_up).limit(1)) is not None


def _locked(session: Session, entity_id: int) -> BusinessEntity:
    found = select(BusinessEntity).where(BusinessEntity.id == entity_id).with_for_update()
    entity = session.scalars(found.execution_options(populate_existing=True)).one_or_none()
    if entity is None:
        raise NotFound
    return entity


def _change(
    entity: BusinessEntity, kind: PartyChangeKind, actor: Actor, *, was: str = "", became: str
) -> PartyChange:
    return PartyChange(
        entity_id=entity.id,
        kind=kind.value,
        was=was,
        became=became,
        officer_id=actor.officer_id,
        at=clock.now(),
    )


def _on_record(session: Session, changes: list[PartyChange], actor: Actor) -> None:
    commit = Commit(actor.officer_id, actor.name)
    commit.write(session, changes)

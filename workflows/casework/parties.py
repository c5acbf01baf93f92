"""What an officer makes known of a party: entered by hand, and whatever changed since; each is on record."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError
from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, aliased

from forms.choices import PartyChangeKind, Role
from forms.fields import WORDS
from workflows import clock
from workflows.casework.actor import Actor
from workflows.errors import NotFound, PartyChanged
from workflows.importing.by_hand import confirmable, enter_entity
from workflows.models import BusinessEntity, PartyChange
from workflows.parties.finding import ANSWER, bearing
from workflows.parties.kind import Kind
from workflows.parties.kinds import KINDS
from workflows.parties.standing import changes_of, follow
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
    _on_record(session, [_confirmed(entity, code, reason, actor) for code in sorted(confirmed)], actor)
    return entity, is_new


def _confirmed(entity: BusinessEntity, code: str, reason: str, actor: Actor) -> PartyChange:
    return PartyChange(
        entity_id=entity.id,
        kind=PartyChangeKind.CODE_CONFIRMED.value,
        was="",
        became=code,
        from_day=clock.today(),
        source=reason,
        officer_id=actor.officer_id,
        at=clock.now(),
    )


def change_party(session: Session, entity_id: int, told: Mapping[str, Any], actor: Actor) -> BusinessEntity:
    """Put a change of a party on record and return the party.

    Raises NotFound, PartyChanged, or ValidationError by answer.
    """
    kind = KINDS[PartyChangeKind(told["kind"])]
    entity = _locked(session, entity_id, told)
    if entity.one_with and kind.code is not PartyChangeKind.PARTED:
        words = (
            f"这一登记已并入{entity.one_with.name}（{entity.one_with.shown_code}），请在那一户的页面登记。"
        )
        raise ValidationError({"kind": [words]})
    change = _stated(session, entity, kind, told)
    change.officer_id = actor.officer_id
    _on_record(session, [change], actor)
    session.flush()
    follow(entity, kind, changes_of(session, entity.id, kind.code))
    if kind.settle:
        kind.settle(session, change)
    return entity


def _stated(session: Session, entity: BusinessEntity, kind: Kind, told: Mapping[str, Any]) -> PartyChange:
    if kind.state is None:
        raise ValidationError({"kind": [WORDS["unknown"]]})
    stated = kind.state(session, entity, told)
    correction = told.get("correction")
    return PartyChange(
        entity_id=stated.of_id or entity.id,
        kind=kind.code.value,
        other_id=stated.other_id,
        was=stated.was,
        became=stated.became,
        from_day=told["from_day"],
        source=f"更正：{correction}。依据：{told['source']}" if correction else told["source"],
        at=clock.now(),
    )


def _locked(session: Session, entity_id: int, told: Mapping[str, Any]) -> BusinessEntity:
    """Return a party, locked with every row of it and of the other one of whom the answers speak, in one order.

    Raises NotFound, and PartyChanged when rows were joined to these while they were waited for.
    """
    found = _rows_to_lock(entity_id, str(told.get(ANSWER) or ""))
    locking = select(BusinessEntity).where(BusinessEntity.id.in_(found)).order_by(BusinessEntity.id)
    fresh = locking.with_for_update(key_share=True).execution_options(populate_existing=True)
    rows = {one.id: one for one in session.scalars(fresh)}
    if entity_id not in rows:
        raise NotFound
    if {*session.scalars(found)} != rows.keys():
        raise PartyChanged
    return rows[entity_id]


def _rows_to_lock(entity_id: int, code: str) -> Select[int]:
    named, row = aliased(BusinessEntity), aliased(BusinessEntity)
    parties = select(named.party_id).where(or_(named.id == entity_id, bearing(named, code)))
    return select(row.id).where(row.party_id.in_(parties))


def _on_record(session: Session, changes: list[PartyChange], actor: Actor) -> None:
    commit = Commit(actor.officer_id, actor.name)
    commit.write(session, changes)

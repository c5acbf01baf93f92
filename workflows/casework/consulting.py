"""Need to know: on which ground somebody reads a case or a party's record; one rule for pages, lists and counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, literal, or_, select, true
from sqlalchemy import case as one_after_another
from sqlalchemy.orm import Session, aliased

from forms.choices import EntityKind, Relation, Role
from workflows import clock
from workflows.casework.actor import DEPARTMENTAL, Actor
from workflows.errors import NotFound
from workflows.models import BusinessEntity, Case, CasePart, PurposeStatement, Recusal, Task
from workflows.parties.joined import rows_of

SUPERVISING = frozenset({Role.APPROVER, Role.CHIEF, Role.PANEL, Role.CREDIT_SECTION, Role.AUDITOR})
"""Who reads what all sections do: the bureau's leaders, the section for credit supervision, the auditors."""
SHUT_OUT = frozenset({Relation.RECUSED, Relation.NONE})

Condition = ColumnElement[bool]


@dataclass(frozen=True)
class Ground:
    """What somebody is to what he wants to read, and the purpose he stated, where that lets him in."""

    relation: Relation
    statement_id: int | None = None

    @property
    def opens(self) -> bool:
        """Whether it may be read."""
        return self.relation not in SHUT_OUT


def ground_in_case(session: Session, actor: Actor, case_id: UUID) -> Ground:
    """Return on which ground the actor reads a case, or on which not. Raises NotFound."""
    stated = _last_statement(actor, PurposeStatement.case_id == Case.id)
    grounds = {Relation.RECUSED: _recused(actor), **_grounds(actor)}
    return _found(session, select(_first(grounds), stated).select_from(Case).where(Case.id == case_id))


def ground_in_entity(session: Session, actor: Actor, entity_id: int) -> Ground:
    """Return on which ground the actor reads a party's credit record, or on which not. Raises NotFound."""
    stated = _last_statement(actor, PurposeStatement.entity_id.in_(rows_of(BusinessEntity.party_id)))
    found = select(_first(_party_grounds(actor)), stated).select_from(BusinessEntity)
    return _found(session, found.where(BusinessEntity.id == entity_id))


def readable(actor: Actor) -> Condition:
    """Return the condition under which the actor may read a row of the cases."""
    return and_(~_recused(actor), or_(*_grounds(actor).values()))


def readable_party(actor: Actor) -> Condition:
    """Return the condition under which the actor may read a party's credit record.

    Businesses are known to the public, natural persons are not (个人信息保护法 6).
    """
    return or_(*_party_grounds(actor).values())


def _grounds(actor: Actor) -> Mapping[Relation, Condition]:
    """Return what opens a case, the strongest first."""
    sections = {seat.department_id for seat in actor.seats if seat.role in DEPARTMENTAL}
    waiting = or_(false(), *(seat.tasks for seat in actor.seats))
    return {
        Relation.PART: _mine(CasePart, actor),
        Relation.SECTION: Case.department_id.in_(sections),
        Relation.AWAITED: select(Task.id).where(Task.case_id == Case.id, waiting).correlate(Case).exists(),
        Relation.SUPERVISING: true() if actor.roles & SUPERVISING else false(),
        Relation.PURPOSE: _stated(actor, PurposeStatement.case_id == Case.id).correlate(Case).exists(),
    }


def _party_grounds(actor: Actor) -> Mapping[Relation, Condition]:
    rows = rows_of(BusinessEntity.party_id)
    of_party = Case.entity_id.in_(rows)
    stated = _stated(actor, PurposeStatement.entity_id.in_(rows))
    entered = aliased(BusinessEntity)
    by_me = select(entered.id).where(entered.id.in_(rows), entered.entered_by_id == actor.officer_id)
    return {
        Relation.BUSINESS: BusinessEntity.kind != EntityKind.PERSON,
        Relation.PART: select(Case.id).where(of_party, readable(actor)).correlate(BusinessEntity).exists(),
        Relation.SUPERVISING: true() if actor.roles & SUPERVISING else false(),
        Relation.ENTERED: by_me.correlate(BusinessEntity).exists(),
        Relation.PURPOSE: stated.correlate(BusinessEntity).exists(),
    }


def _recused(actor: Actor) -> Condition:
    return _mine(Recusal, actor)


def _mine(table: type[CasePart] | type[Recusal], actor: Actor) -> Condition:
    mine = table.case_id == Case.id, table.officer_id == actor.officer_id
    return select(table.case_id).where(*mine).correlate(Case).exists()


def _stated(actor: Actor, about: Condition) -> Select[int]:
    """Ask for what the actor said about it that counts still."""
    mine = PurposeStatement.officer_id == actor.officer_id, PurposeStatement.until > clock.now()
    return select(PurposeStatement.id).where(*mine, about)


def _last_statement(actor: Actor, about: Condition) -> Any:
    return _stated(actor, about).order_by(PurposeStatement.id.desc()).limit(1).scalar_subquery()


def _first(grounds: Mapping[Relation, Condition]) -> Any:
    whens = [(condition, literal(str(relation))) for relation, condition in grounds.items()]
    return one_after_another(*whens, else_=literal(str(Relation.NONE)))


def _found(session: Session, asked: Any) -> Ground:
    row = session.execute(asked).one_or_none()
    if row is None:
        raise NotFound
    relation, statement_id = Relation(row[0]), row[1]
    return Ground(relation, statement_id if relation is Relation.PURPOSE else None)

"""The desk of leads (线索): who reads which, a list of them, one with everything that was done with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select, true
from sqlalchemy.orm import Session, aliased, joinedload

from forms.choices import SETTLED, LeadStanding
from workflows import clock
from workflows.casework.actor import DEPARTMENTAL, Actor
from workflows.casework.consulting import SUPERVISING, readable
from workflows.casework.leads import SORTING, handles, sorts
from workflows.casework.reading.actions import Action, actions_on
from workflows.errors import NotFound
from workflows.models import Attachment, BusinessEntity, Case, Department, Lead, LeadChange, Recusal
from workflows.parties.joined import rows_called, rows_of

AT_MOST = 20
"""Rows looked at for one name; of more it is not known whose it is."""
OWN = DEPARTMENTAL | SORTING
Asked = Select[*tuple[Any, ...]]


@dataclass(frozen=True, kw_only=True)
class LeadSought:
    """Which leads a list asks for."""

    standing: LeadStanding | None = None
    department_id: int | None = None
    only_open: bool = False
    only_overdue: bool = False

    def conditions(self) -> list[ColumnElement[bool]]:
        """Return what a lead and its last change have to meet."""
        going_on = LeadChange.standing.not_in(SETTLED)
        chosen = (
            (self.standing, LeadChange.standing == self.standing),
            (self.department_id, LeadChange.department_id == self.department_id),
            (self.only_open or self.only_overdue, going_on),
            (self.only_overdue, Lead.look_by < clock.today()),
        )
        return [condition for asked, condition in chosen if asked]


@dataclass(frozen=True)
class LeadPage:
    """A lead, how it stands, everything that was done with it, and what this reader may see and do."""

    lead: Lead
    last: LeadChange
    changes: Sequence[LeadChange]
    shows_reporter: bool
    sorts: bool
    may_open: bool
    party: BusinessEntity | None
    """Whom a case from it would be about."""
    files: Sequence[Attachment]
    actions: Sequence[Action] = ()
    """The cases that this reader may open from it."""

    @property
    def is_settled(self) -> bool:
        """Whether nothing more is done with it."""
        return self.last.standing in SETTLED


def leads(actor: Actor, sought: LeadSought) -> Asked:
    """Return the query for the leads that the actor may read, those first whose day comes first."""
    shown = Lead.entity, LeadChange.department, LeadChange.officer
    wanted = _standing(actor).where(*sought.conditions())
    return wanted.options(*map(joinedload, shown)).order_by(Lead.look_by, Lead.id)


def leads_waiting(actor: Actor) -> Asked:
    """Return the query for the leads that wait for the actor: to be sorted, or to be looked at."""
    sorted_here = {seat.department_id for seat in actor.seats if seat.role in SORTING}
    unassigned = LeadChange.standing.in_((LeadStanding.REGISTERED, LeadStanding.REFERRED))
    mine = and_(LeadChange.standing == LeadStanding.ASSIGNED, LeadChange.officer_id == actor.officer_id)
    waits = or_(and_(unassigned, LeadChange.department_id.in_(sorted_here)), mine)
    return leads(actor, LeadSought()).where(waits)


def waiting_leads(session: Session, actor: Actor) -> int:
    """Return how many leads wait for the actor."""
    waiting = leads_waiting(actor).order_by(None).subquery()
    return session.scalar(select(func.count()).select_from(waiting)) or 0


def leads_about(session: Session, entity_id: int, actor: Actor) -> Sequence[Row[Any]]:
    """Return the leads about a party that the actor may read, each with how it stands, the latest first."""
    about = Lead.entity_id.in_(rows_of(entity_id))
    return session.execute(_standing(actor).where(about).order_by(Lead.id.desc())).all()


def lead_page(session: Session, lead_id: int, actor: Actor, called: str = "") -> LeadPage:
    """Return a lead, and what may be opened from it about its party, or about the one that is called so.

    Raises NotFound for one that is none, or none for the actor to read.
    """
    found = session.execute(_standing(actor).where(Lead.id == lead_id)).one_or_none()
    if found is None:
        raise NotFound
    lead, last = found
    shown = map(joinedload, (LeadChange.department, LeadChange.officer, LeadChange.by, LeadChange.case))
    changes = select(LeadChange).where(LeadChange.lead_id == lead_id).order_by(LeadChange.seq)
    told = session.scalars(changes.options(*shown)).all()
    files = select(Attachment).where(Attachment.lead_id == lead_id).order_by(Attachment.uploaded_at)
    may_open = handles(actor, last) and last.standing not in SETTLED
    party = (lead.entity.party if lead.entity else _called(session, called)) if may_open else None
    return LeadPage(
        lead,
        last,
        told,
        shows_reporter=_needs_reporter(actor, last, lead),
        sorts=sorts(actor, last),
        may_open=may_open,
        party=party,
        files=session.scalars(files).all(),
        actions=tuple(actions_on(party, actor)) if party else (),
    )


def lead_of_case(session: Session, case_id: UUID) -> int | None:
    """Return the number of the lead from which a case was opened, if it was from one."""
    return session.scalars(select(LeadChange.lead_id).where(LeadChange.case_id == case_id)).one_or_none()


def _called(session: Session, words: str) -> BusinessEntity | None:
    """Return the one party that has or had a name, or bears a number."""
    if not words:
        return None
    rows = select(BusinessEntity).where(BusinessEntity.id.in_(rows_called(words, whole=True)))
    parties = {row.party_id: row.party for row in session.scalars(rows.limit(AT_MOST))}
    return next(iter(parties.values())) if len(parties) == 1 else None


def sections(session: Session) -> Sequence[Department]:
    """Return the sections of the bureau, to choose from."""
    return session.scalars(select(Department).order_by(Department.id)).all()


def _needs_reporter(actor: Actor, last: LeadChange, lead: Lead) -> bool:
    """Tell whether the actor needs to know who gave the lead: who wrote it down, looks at it, or sorts it."""
    heads = any(seat.role in SORTING and seat.department_id == last.department_id for seat in actor.seats)
    return heads or actor.officer_id in (lead.registered_by_id, last.officer_id)


def _standing(actor: Actor) -> Asked:
    """Ask for the leads that the actor may read, each with what was last done with it."""
    other = aliased(LeadChange)
    latest = select(func.max(other.seq)).where(other.lead_id == Lead.id).correlate(Lead).scalar_subquery()
    found = select(Lead, LeadChange).join(LeadChange, LeadChange.lead_id == Lead.id)
    return found.where(LeadChange.seq == latest, _readable(actor))


def _readable(actor: Actor) -> ColumnElement[bool]:
    """Those of the own section, those that one looks at or wrote down; leaders and 信用监管科 read all (015).

    Whoever reads the case that was opened from one reads it too; whoever is recused from that case does not.
    """
    recused = Recusal.case_id == LeadChange.case_id, Recusal.officer_id == actor.officer_id
    return and_(_on_some_ground(actor), ~select(Recusal.id).where(*recused).correlate(LeadChange).exists())


def _on_some_ground(actor: Actor) -> ColumnElement[bool]:
    if actor.roles & SUPERVISING:
        return true()
    case = select(Case.id).where(Case.id == LeadChange.case_id, readable(actor))
    own = {seat.department_id for seat in actor.seats if seat.role in OWN}
    mine = LeadChange.officer_id == actor.officer_id, Lead.registered_by_id == actor.officer_id
    return or_(LeadChange.department_id.in_(own), *mine, case.correlate(LeadChange).exists())

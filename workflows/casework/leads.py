"""The door for leads (线索): one is registered, and its section assigns, refers, transfers or dismisses it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.choices import SETTLED, LeadStanding, Role
from workflows.casework.actor import Actor, holds
from workflows.errors import LeadSettled, NotAllowed, NotFound, OfficerUnfit
from workflows.models import Department, Lead, LeadChange, Officer
from workflows.register.commit import Commit
from workflows.register.leads import demand

SORTING = frozenset({Role.UNIT_HEAD, Role.CREDIT_SECTION})
"""Who sorts the leads of the own section."""
OVER_ALL = frozenset({Role.APPROVER, Role.CHIEF})
"""Who sorts those of every section: the bureau's leaders."""
LOOKING = frozenset({Role.CASE_OFFICER, Role.UNIT_HEAD, Role.CREDIT_SECTION})
"""Who can be told to look at a lead."""
PASSED_ON = ("department_id", "officer_id")


@dataclass(frozen=True, kw_only=True)
class Done:
    """What is to be done with a lead."""

    standing: LeadStanding
    told: Mapping[str, Any] = field(default_factory=dict)
    """What changes of the lead with it: section, officer, receiver, reason."""


def sorts(actor: Actor, change: LeadChange) -> bool:
    """Tell whether the actor decides what becomes of a lead that stands so."""
    own = (seat for seat in actor.seats if seat.department_id == change.department_id)
    return bool(actor.roles & OVER_ALL) or any(seat.role in SORTING for seat in own)


def handles(actor: Actor, last: LeadChange) -> bool:
    """Tell whether the actor may open a case from a lead that stands so: who looks at it, or who sorts it."""
    return last.officer_id == actor.officer_id or sorts(actor, last)


def deal_with(session: Session, lead_id: int, done: Done, actor: Actor) -> LeadChange:
    """Assign, refer, transfer or dismiss a lead, and return how it stands then.

    Raises NotFound, NotAllowed unless the actor sorts it, LeadSettled, or OfficerUnfit for one who cannot look at it.
    """
    last = locked_last(session, lead_id)
    if not sorts(actor, last):
        raise NotAllowed("线索由分办科室的负责人或者局负责人分派、转办、移送或者决定不予处理。")
    demand_open(last)
    if done.standing is LeadStanding.ASSIGNED:
        _demand_fit(session, done.told["officer_id"], last.department_id)
    if done.standing is LeadStanding.REFERRED:
        demand(session, Department, done.told["department_id"])
    return next_change(session, last, done, Commit(actor.officer_id, actor.name))


def locked_last(session: Session, lead_id: int) -> LeadChange:
    """Return what was last done with a lead, the lead locked. Raises NotFound."""
    if session.scalars(select(Lead.id).where(Lead.id == lead_id).with_for_update()).one_or_none() is None:
        raise NotFound
    # Asked only once the lock is there: who held it may have done something.
    changes = select(LeadChange).where(LeadChange.lead_id == lead_id)
    return session.scalars(changes.order_by(LeadChange.seq.desc()).limit(1)).one()


def demand_open(last: LeadChange) -> None:
    """Raise LeadSettled when nothing more is done with a lead that stands so."""
    if last.standing in SETTLED:
        raise LeadSettled


def next_change(session: Session, last: LeadChange, done: Done, commit: Commit) -> LeadChange:
    """Put down what is done with a lead, locked, after what was done last, and return it."""
    passed_on = {name: getattr(last, name) for name in PASSED_ON}
    if done.standing is LeadStanding.REFERRED:
        passed_on["officer_id"] = None
    facts = {**passed_on, **done.told, "by_id": commit.actor_id, "at": commit.at}
    row = LeadChange(lead_id=last.lead_id, seq=last.seq + 1, standing=done.standing, **facts)
    commit.write(session, [row])
    return row


def _demand_fit(session: Session, officer_id: int, department_id: int) -> None:
    """Raise OfficerUnfit unless the officer works in the section, in a post that looks at leads."""
    fit = Officer.id == officer_id, Officer.disabled_at.is_(None), holds(LOOKING, department_id)
    if session.scalar(select(Officer.id).where(*fit)) is None:
        raise OfficerUnfit("核查人员须是分办科室在职的承办人或者负责人，请另选一名。")

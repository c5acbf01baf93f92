"""Recusal (回避): an officer steps out of a case by decision of who may decide it, and stays out (行政处罚法 43)."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from forms.choices import RecusalGround, RecusalRequest, Role
from workflows.casework.actor import Actor, Seat, seats_of
from workflows.casework.due import locked_case
from workflows.casework.standing import standing_of
from workflows.errors import NotAllowed, NotFound, TooFewMembers
from workflows.law import decide
from workflows.models import Case, Officer, Recusal, RoleGrant, Task
from workflows.register.commit import Commit
from workflows.steps.dossier import Dossier
from workflows.steps.hearing_people import clerk_of, host_of

LEADERS = frozenset({Role.APPROVER, Role.PANEL})
"""The roles of leaders other than the principal one."""
DECIDES = {
    "panel": {Role.PANEL},
    "chief": {Role.CHIEF},
    "approver": {Role.APPROVER, Role.CHIEF},
    "hearing_host": {Role.HEARING_HOST},
}
"""In which roles one decides what the table of the law leaves to whom; the principal leader is a leader too."""


@dataclass(frozen=True, kw_only=True)
class Ground:
    """Why an officer steps out, who asked for it, and who decided collectively, where the leaders do."""

    kind: RecusalGround
    words: str
    asked_by: RecusalRequest
    members: tuple[int, ...] = ()


def recuse(session: Session, case_id: UUID, officer_id: int, ground: Ground, actor: Actor) -> None:
    """Keep an officer out of a case from now on; what he claimed in it goes back, and the case goes on.

    The principal leader's recusal is decided by the leaders collectively, another leader's by the principal
    one, that of the clerk of a hearing by its host (听证办法 4), everybody else's by a leader (程序规定 4); nobody
    decides on himself, nor in his place. Raises NotAllowed, TooFewMembers, or NotFound for no such officer.
    """
    case = locked_case(session, case_id)
    if session.get(Officer, officer_id) is None:
        raise NotFound
    seat = _deciding(session, case, officer_id, actor)
    if standing_of(session, case.id, officer_id).recused:
        raise NotAllowed("该人员在本案已经回避。")
    members = _members(session, case_id, officer_id, ground.members) if seat.role is Role.PANEL else []
    commit = Commit(actor.officer_id, actor.name, for_officer_id=seat.in_place_of)
    recusal = Recusal(
        case_id=case.id,
        officer_id=officer_id,
        kind=ground.kind,
        ground=ground.words,
        asked_by=ground.asked_by,
        decided_by_id=actor.officer_id,
        decided_as=seat.role,
        member_ids=members,
        at=commit.at,
    )
    commit.write(session, [recusal])
    for task in session.scalars(
        select(Task).where(Task.case_id == case.id, Task.claimed_by_id == officer_id)
    ):
        task.claimed_by_id = None


def decider(session: Session, case: Case, officer_id: int) -> tuple[str, str]:
    """Return who decides on an officer's recusal from a case, as the law's table names it, and on which basis."""
    roles = {seat.role for seat in seats_of(session, officer_id) if seat.in_place_of is None}
    recused = "chief" if Role.CHIEF in roles else "leader" if roles & LEADERS else "handler"
    dossier = Dossier(session, case)
    in_hearing = {clerk_of(dossier): "hearing_clerk", host_of(dossier): "hearing_host"}
    found = decide("recusal_decider", {"recused": in_hearing.get(officer_id, recused)})
    return str(found["decider"]), str(found["basis"])


def _deciding(session: Session, case: Case, officer_id: int, actor: Actor) -> Seat:
    """Return the seat in which the actor decides. Raises NotAllowed when he has none for it."""
    who, basis = decider(session, case, officer_id)
    if who == Role.HEARING_HOST and actor.officer_id != host_of(Dossier(session, case)):
        raise NotAllowed(f"记录人的回避由本案听证主持人决定（{basis}）。")
    allowed, out = DECIDES[who], standing_of(session, case.id, actor.officer_id).out
    if actor.officer_id in out:
        raise NotAllowed("您已在本案回避，不能再决定本案的回避。")
    seats = (one for one in actor.seats if one.role in allowed and one.in_place_of not in {officer_id, *out})
    seat = next(seats, None)
    if seat is None or actor.officer_id == officer_id:
        words = "、".join(role.label for role in Role if role in allowed)
        raise NotAllowed(f"该人员的回避由{words}决定，本人不得决定本人的回避（{basis}）。")
    return seat


def _members(session: Session, case_id: UUID, officer_id: int, ids: Sequence[int]) -> list[int]:
    """Return the leaders who decide collectively, without the one concerned and those who are recused.

    Raises TooFewMembers when that is one alone, or somebody among them is no leader.
    """
    members = sorted(set(ids) - {officer_id})
    leading = RoleGrant.revoked_at.is_(None), RoleGrant.role.in_({*LEADERS, Role.CHIEF})
    leads = exists().where(RoleGrant.officer_id == Officer.id, *leading)
    stepped_out = exists().where(Recusal.officer_id == Officer.id, Recusal.case_id == case_id)
    working = Officer.id.in_(members), Officer.disabled_at.is_(None)
    fit = session.scalars(select(Officer.id).where(*working, leads, ~stepped_out)).all()
    if len(fit) != len(members) or len(fit) <= 1:
        raise TooFewMembers
    return members

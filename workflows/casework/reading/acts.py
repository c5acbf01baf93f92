"""What was asked for of cases as a whole (中止、恢复), what became of it, and what an officer may do about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, and_, false, or_, select
from sqlalchemy.orm import Session, joinedload

from forms.choices import ActVerdict, CaseActKind
from workflows.casework import acts
from workflows.casework.actor import Actor
from workflows.casework.consulting import readable
from workflows.errors import NotFound
from workflows.law import ActRule, act_rule_of, case_acts
from workflows.models import Case, CaseAct, CaseActDecision


@dataclass(frozen=True, kw_only=True)
class ActRow:
    """An act as pages show it."""

    id: int
    case_id: UUID
    case_number: str
    party: str
    kind_label: str
    ground: str
    basis: str
    reason: str
    asked_by: str
    at: datetime
    verdict_label: str
    """Empty while it waits."""
    decided_by: str
    decided_at: datetime | None
    opinion: str


@dataclass(frozen=True, kw_only=True)
class ActPage:
    """One act, and what the officer may do with it."""

    row: ActRow
    may_decide: bool
    may_drop: bool


@dataclass(frozen=True, kw_only=True)
class CaseActs:
    """The acts of a case, the latest first, and which the officer may ask for now."""

    rows: Sequence[ActRow]
    waiting: ActRow | None
    offered: Sequence[CaseActKind]


def acts_of(session: Session, case: Case, actor: Actor) -> CaseActs:
    """Return the acts of a case as its page shows them."""
    found = _whole().where(CaseAct.case_id == case.id).order_by(CaseAct.id.desc())
    rows = [_row(one) for one in session.scalars(found)]
    waiting = next((row for row in rows if not row.verdict_label), None)
    return CaseActs(rows=rows, waiting=waiting, offered=[] if waiting else acts.offered(session, case, actor))


def act_page(session: Session, act_id: int, actor: Actor) -> ActPage:
    """Return an act for its page. Raises NotFound."""
    found = session.scalars(_whole().where(CaseAct.id == act_id)).one_or_none()
    if found is None:
        raise NotFound
    row = _row(found)
    open_still = not row.verdict_label
    return ActPage(
        row=row,
        may_decide=open_still and acts.decidable(session, found, actor),
        may_drop=open_still and found.asked_by_id == actor.officer_id,
    )


def waiting_acts(actor: Actor) -> Select[CaseAct]:
    """Return the query for the acts that wait for a decision of the actor's post, the oldest first."""
    theirs = [one for one in case_acts().values() if actor.roles & set(one.decided_by)]
    named = [and_(CaseAct.kind == one.act, CaseAct.ground == one.ground) for one in theirs]
    undecided = ~CaseAct.decision.has(), CaseAct.asked_by_id != actor.officer_id
    found = _whole().join(CaseAct.case).where(or_(false(), *named), *undecided, readable(actor))
    return found.order_by(CaseAct.id)


def act_rows(found: Sequence[CaseAct]) -> list[ActRow]:
    """Return acts as a page lists them."""
    return [_row(one) for one in found]


def suspended_cases(actor: Actor) -> Select[Case]:
    """Return the query for the cases that stand still and that the actor may read, the longest first."""
    return (
        select(Case)
        .where(Case.suspended_at.is_not(None), readable(actor))
        .order_by(Case.suspended_at, Case.id)
        .options(joinedload(Case.entity), joinedload(Case.department))
    )


def _whole() -> Select[CaseAct]:
    decided = joinedload(CaseAct.decision).joinedload(CaseActDecision.by)
    return select(CaseAct).options(joinedload(CaseAct.case), joinedload(CaseAct.asked_by), decided)


def _row(act: CaseAct) -> ActRow:
    rule, decision = _rule(act), act.decision
    return ActRow(
        id=act.id,
        case_id=act.case_id,
        case_number=act.case.number,
        party=act.case.entity.party.name,
        kind_label=CaseActKind.words(act.kind),
        ground=rule.title if rule else act.ground,
        basis=rule.basis if rule else "",
        reason=act.reason,
        asked_by=act.asked_by.name if act.asked_by else "",
        at=act.at,
        verdict_label=ActVerdict.words(decision.verdict) if decision else "",
        decided_by=decision.by.name if decision and decision.by else "",
        decided_at=decision.at if decision else None,
        opinion=(decision.opinion or "") if decision else "",
    )


def _rule(act: CaseAct) -> ActRule | None:
    """Return the law's row; None for what no table has, such as an end with a withdrawn record."""
    return act_rule_of(act.kind, act.ground) if (act.kind, act.ground) in case_acts() else None

"""People: one part for one person in one case, and nobody acts after a recusal."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import and_, case, literal, or_, select, union_all
from sqlalchemy.orm import Session, aliased

from forms.choices import Part, Role
from workflows.audit.finding import Finding
from workflows.audit.reading import each
from workflows.models import CasePart, CaseStep, Document, Recusal, Service

# Who handles, reviews and decides in a case (程序规定 49).
PARTS = {
    Part.HANDLING: (Role.WINDOW, Role.CASE_OFFICER, Role.CREDIT_SECTION),
    Part.REVIEWING: (Role.UNIT_HEAD, Role.REVIEWER, Role.LEGAL_REVIEWER),
    Part.HEARING: (Role.HEARING_HOST,),
    Part.APPROVING: (Role.APPROVER, Role.CHIEF, Role.PANEL),
}


def part_of(step: Any) -> Any:
    """Return the part that a step's role makes of its actor; null for a role that has none."""
    return case(*((step.actor_role.in_(roles), part) for part, roles in PARTS.items()))


def check_parts(session: Session) -> Iterator[Finding]:
    """B3.1: over the whole case those who handle, review and approve are different people."""
    earlier = aliased(CaseStep)
    same_person = and_(
        earlier.case_id == CaseStep.case_id,
        earlier.actor_id == CaseStep.actor_id,
        earlier.seq < CaseStep.seq,
        part_of(earlier) != part_of(CaseStep),
    )
    second = select(CaseStep.id, CaseStep.case_id, CaseStep.seq, CaseStep.actor_id).where(
        select(earlier.id).where(same_person).exists()
    )
    yield from each(
        session,
        "B3.1",
        "case_step",
        second,
        "人员 {actor_id} 在案件 {case_id} 第 {seq} 步担任的职责与先前的不同。",
    )
    nobody = select(CaseStep.id, CaseStep.case_id, CaseStep.seq, CaseStep.actor_role)
    nobody = nobody.where(CaseStep.actor_id.is_not(None), part_of(CaseStep).is_(None))
    words = "案件 {case_id} 第 {seq} 步由不办理案件的岗位“{actor_role}”作出。"
    yield from each(session, "B3.1", "case_step", nobody, words)
    yield from _kept_parts(session)


def _kept_parts(session: Session) -> Iterator[Finding]:
    """Compare the table of parts with what people did, servers of papers and second officers among them."""
    acted = union_all(
        _acted(CaseStep.actor_id),
        _acted(CaseStep.for_officer_id),
        _served(Service.officer_id),
        _served(Service.second_officer_id),
    ).subquery()
    kept = (CasePart.case_id == acted.c.case_id) & (CasePart.officer_id == acted.c.actor_id)
    apart = or_(CasePart.part.is_(None), CasePart.part != acted.c.part)
    found = select(acted.c.case_id, acted.c.actor_id, acted.c.part).outerjoin(CasePart, kept).where(apart)
    for case_id, officer_id, part in session.execute(found.distinct()):
        words = f"人员 {officer_id} 在案件 {case_id} 中实际{Part(part).label}，与职责表不符。"
        yield Finding("B3.1", "case_part", f"{case_id}/{officer_id}", words)


def _acted(officer: Any) -> Any:
    """Ask who took a step, or in whose place it was taken: the part is that of both (程序规定 49)."""
    acted = select(CaseStep.case_id, officer.label("actor_id"), part_of(CaseStep).label("part"))
    return acted.where(officer.is_not(None), part_of(CaseStep).is_not(None))


def _served(officer: Any) -> Any:
    served = select(Document.case_id, officer, literal(Part.HANDLING.value))
    return served.join(Service, Service.document_id == Document.id).where(officer.is_not(None))


def check_recusals(session: Session) -> Iterator[Finding]:
    """B3.4: nobody acts in a case after having been recused from it, nor does anybody in his place."""
    acting = or_(Recusal.officer_id == CaseStep.actor_id, Recusal.officer_id == CaseStep.for_officer_id)
    mine = and_(Recusal.case_id == CaseStep.case_id, acting)
    after = select(CaseStep.id, CaseStep.case_id, CaseStep.seq, Recusal.officer_id).join(Recusal, mine)
    yield from each(
        session,
        "B3.4",
        "case_step",
        after.where(CaseStep.at > Recusal.at),
        "人员 {officer_id} 已在案件 {case_id} 回避，仍办理了第 {seq} 步。",
    )
    theirs = or_(Recusal.officer_id == Service.officer_id, Recusal.officer_id == Service.second_officer_id)
    served = select(Service.id, Document.case_id, Recusal.officer_id).join(
        Document, Service.document_id == Document.id
    )
    served = served.join(Recusal, and_(Recusal.case_id == Document.case_id, theirs))
    yield from each(
        session,
        "B3.4",
        "service",
        served.where(Service.at > Recusal.at),
        "人员 {officer_id} 已在案件 {case_id} 回避，仍参与了送达。",
    )

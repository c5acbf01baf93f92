"""Second officers: nobody was put among those who handle a case who neither acted in it nor agreed to it himself."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from forms.choices import Part, PartThrough, SecondOfficerVerdict
from workflows.audit.finding import Finding
from workflows.audit.reading import Asked, each
from workflows.models import Case, CasePart, CaseStep, SecondOfficerAnswer, SecondOfficerRequest

Condition = ColumnElement[bool]


def check(session: Session) -> Iterator[Finding]:
    """B3.6: whoever handles a case took a step in it, or agreed with his own log-in to be the second officer.

    Parts from before it was kept how they came about stand as they are; since then none may be without.
    """
    for unagreed in (_agreed_without_agreement(), _never_acted(), _of_no_origin()):
        for case_id, officer_id in session.execute(unagreed):
            words = f"人员 {officer_id} 在案件 {case_id} 担任承办，但本人没有办理过，也没有确认协办。"
            yield Finding("B3.6", "case_part", f"{case_id}/{officer_id}", words)
    answered = select(SecondOfficerAnswer.id, SecondOfficerAnswer.by_id).join(SecondOfficerAnswer.request)
    withdrawn = SecondOfficerAnswer.verdict == SecondOfficerVerdict.WITHDRAWN
    whose = or_(
        and_(withdrawn, SecondOfficerAnswer.by_id != SecondOfficerRequest.asked_by_id),
        and_(~withdrawn, SecondOfficerAnswer.by_id != SecondOfficerRequest.officer_id),
    )
    words = "协办请求由人员 {by_id} 答复，不是被请的人员本人。"
    yield from each(session, "B3.6", "second_officer_answer", answered.where(whose), words)


def _handling() -> Asked:
    return select(CasePart.case_id, CasePart.officer_id).where(CasePart.part == Part.HANDLING)


def _agreed_without_agreement() -> Asked:
    """Ask for parts by agreement where the officer agreed to nothing about this case, or its opening, before."""
    opening = and_(
        SecondOfficerRequest.entity_id == Case.entity_id,
        SecondOfficerRequest.process_key == _opened_as(Case),
        ~_used_before(),
    )
    agreement = (
        select(SecondOfficerRequest.id)
        .join(SecondOfficerRequest.answer)
        .join(Case, Case.id == CasePart.case_id)
        .where(
            SecondOfficerRequest.officer_id == CasePart.officer_id,
            SecondOfficerAnswer.verdict == SecondOfficerVerdict.AGREED,
            SecondOfficerAnswer.at <= CasePart.since,
            or_(SecondOfficerRequest.case_id == CasePart.case_id, opening),
        )
        .correlate(CasePart)
    )
    return _handling().where(CasePart.through == PartThrough.AGREED, ~agreement.exists())


def _used_before() -> Condition:
    """An agreement to the opening of one case brought the officer into another of that kind before."""
    earlier, its_case = aliased(CasePart), aliased(Case)
    other = (
        earlier.officer_id == CasePart.officer_id,
        earlier.through == PartThrough.AGREED,
        earlier.since >= SecondOfficerAnswer.at,
        earlier.since < CasePart.since,
        its_case.entity_id == SecondOfficerRequest.entity_id,
        SecondOfficerRequest.process_key == _opened_as(its_case),
    )
    found = select(earlier.case_id).join(its_case, its_case.id == earlier.case_id).where(*other)
    return found.correlate(CasePart, SecondOfficerRequest, SecondOfficerAnswer).exists()


def _opened_as(case: Any) -> Any:
    """The procedure that a case was opened as; it may have gone over into another since."""
    first = CaseStep.case_id == case.id, CaseStep.seq == 1
    return select(CaseStep.process_key).where(*first).correlate(case).scalar_subquery()


def _never_acted() -> Asked:
    """Ask for parts that are said to come from acting, or from being named, of people who took no step."""
    acting = or_(CaseStep.actor_id == CasePart.officer_id, CaseStep.for_officer_id == CasePart.officer_id)
    acted = select(CaseStep.id).where(CaseStep.case_id == CasePart.case_id, acting).exists()
    return _handling().where(CasePart.through != PartThrough.AGREED, ~acted)


def _of_no_origin() -> Asked:
    """Ask for parts without an origin that are later than the first part with one."""
    first = select(func.min(CasePart.since)).where(CasePart.through.is_not(None)).scalar_subquery()
    return _handling().where(CasePart.through.is_(None), CasePart.since > first)

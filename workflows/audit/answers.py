"""Answered requests: one key moves a case once, and every step of a person has its stored answer."""

from collections.abc import Iterator

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from forms.choices import StepKind
from workflows.audit.finding import Finding
from workflows.audit.reading import each, stream
from workflows.models import AnsweredRequest, CaseStep

_of_step = and_(
    AnsweredRequest.commit_id == CaseStep.commit_id, AnsweredRequest.officer_id == CaseStep.actor_id
)


def check(session: Session) -> Iterator[Finding]:
    """B1.6: one request, at most one step; one completed step, exactly one stored answer of its own actor."""
    step = select(CaseStep.id, CaseStep.case_id, CaseStep.seq).where(CaseStep.kind == StepKind.COMPLETED)
    unasked = step.outerjoin(AnsweredRequest, _of_step).where(AnsweredRequest.key.is_(None))
    yield from each(
        session, "B1.6", "case_step", unasked, "案件 {case_id} 的第 {seq} 步没有经办人的请求和答复。"
    )
    request = select(AnsweredRequest.key.label("id"))
    of_another = request.join(CaseStep, AnsweredRequest.commit_id == CaseStep.commit_id)
    strange = of_another.where(CaseStep.actor_id.is_distinct_from(AnsweredRequest.officer_id))
    yield from each(session, "B1.6", "answered_request", strange, "请求的人不是那一步的经办人。")
    yield from _twice(session)
    yield from _told_of_others(session)


def _twice(session: Session) -> Iterator[Finding]:
    commits = select(AnsweredRequest.commit_id).group_by(AnsweredRequest.commit_id).having(func.count() > 1)
    twice = select(AnsweredRequest.key.label("id"), AnsweredRequest.commit_id)
    yield from each(
        session,
        "B1.6",
        "answered_request",
        twice.where(AnsweredRequest.commit_id.in_(commits)),
        "提交 {commit_id} 有不止一次请求。",
    )


def _told_of_others(session: Session) -> Iterator[Finding]:
    for key, case_id, answer in stream(
        session, select(AnsweredRequest.key, AnsweredRequest.case_id, AnsweredRequest.answer)
    ):
        told = answer.get("case_ids") or [answer.get("case_id")]
        if str(case_id) not in told:
            yield Finding("B1.6", "answered_request", str(key), f"答复所说的案件不是 {case_id}。")

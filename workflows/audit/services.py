"""Service of papers: one that is effective, not before the paper was issued, as the officer answered it."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from forms.choices import ServiceMode
from workflows.audit.finding import Finding
from workflows.audit.reading import Found, each, stream
from workflows.models import CaseStep, Document, DocumentFile, Service

THROUGH = {ServiceMode.ENTRUSTED: "entrusted_to", ServiceMode.FORWARDED: "forwarded_by"}
"""The answer that says through whom a paper went, by the mode of its service."""


def check(session: Session) -> Iterator[Finding]:
    """B5.4: one effective service a paper, its day by rule and not before the issue, as it was answered."""
    served = select(Service.document_id).where(Service.served_on.is_not(None)).group_by(Service.document_id)
    last = select(func.max(Service.id).label("id"), Service.document_id)
    twice = last.where(Service.document_id.in_(served.having(func.count() > 1))).group_by(Service.document_id)
    yield from each(session, "B5.4", "service", twice, "文书 {document_id} 有不止一次有效送达。")
    unruled = select(Service.id).where(Service.served_on.is_(None) != Service.rule.is_(None))
    yield from each(session, "B5.4", "service", unruled, "送达日期与确定该日期的规则不能只有其一。")
    dated = select(Service.id, Document.number).join(Document, Service.document_id == Document.id)
    early = dated.where(or_(Service.served_on < Document.issued_on, Service.happened_on < Document.issued_on))
    yield from each(session, "B5.4", "service", early, "送达早于文书 {number} 的制发。")
    yield from _of_nothing(session)
    yield from _answered_otherwise(session)


def _of_nothing(session: Session) -> Iterator[Finding]:
    """Name services that were kept before there was a paper to serve."""
    printed = select(DocumentFile.document_id).where(
        DocumentFile.document_id == Service.document_id, DocumentFile.rendered_at <= Service.at
    )
    unprinted = select(Service.id, Document.number).join(Document, Service.document_id == Document.id)
    yield from each(
        session,
        "B5.4",
        "service",
        unprinted.where(~printed.exists()),
        "登记送达时，文书 {number} 还没有印出来。",
    )


def _answered_otherwise(session: Session) -> Iterator[Finding]:
    kept = (Service.mode, Service.happened_on, Service.receiver, Service.second_officer_id, Service.served_on)
    asked = select(
        Service.id, *kept, Service.through, Service.officer_id, CaseStep.answers, CaseStep.actor_id
    )
    for row in stream(session, asked.join(CaseStep, CaseStep.commit_id == Service.commit_id)):
        told = {**row.answers, **({"officer": row.actor_id} if row.actor_id else {})}
        if any(told[name] != value for name, value in _kept(row).items() if name in told):
            yield Finding("B5.4", "service", str(row.id), "送达记录与送达环节的填写不同。")


def _kept(row: Found) -> dict[str, Any]:
    """Return what the row says, by the names of the answers; a service deemed by time had no such answers."""
    return {
        "mode": row.mode,
        "happened_on": str(row.happened_on),
        "receiver": row.receiver,
        "second_officer": row.second_officer_id,
        **({THROUGH[row.mode]: row.through} if row.mode in THROUGH else {}),
        "served": row.served_on is not None,
        "officer": row.officer_id,
    }

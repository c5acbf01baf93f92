"""One commit a step: what a step wrote carries its commit's id and instant, and one link seals it."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from workflows.audit.finding import Finding
from workflows.audit.reading import Asked, each
from workflows.models import (
    AddressConfirmation,
    AnsweredRequest,
    Case,
    CaseMessage,
    CaseStep,
    ChainLink,
    CreditEntry,
    Deadline,
    Document,
    DocumentChange,
    Service,
    SharedMessage,
    Task,
)


def check(session: Session) -> Iterator[Finding]:
    """B1.2: step, entry, tasks, deadlines, papers, messages and answer of a step share one commit and link."""
    yield from _entries(session)
    for table, statement in _written_in_cases().items():
        yield from each(
            session,
            "B1.2",
            table,
            statement,
            "提交 {commit_id} 不是案件 {case_id} 的一步，或者时间与那一步不同。",
        )
    for table, statement in _written().items():
        yield from each(session, "B1.2", table, statement, "提交 {commit_id} 没有链环。")
    yield from _links(session)
    yield from _cases(session)


def _entries(session: Session) -> Iterator[Finding]:
    place = and_(CreditEntry.case_id == CaseStep.case_id, CreditEntry.case_seq == CaseStep.seq)
    apart = or_(
        CreditEntry.commit_id != CaseStep.commit_id,
        CreditEntry.at != CaseStep.at,
        CreditEntry.actor_id.is_distinct_from(CaseStep.actor_id),
    )
    found = (
        select(CreditEntry.id, CreditEntry.case_id, CreditEntry.case_seq).join(CaseStep, place).where(apart)
    )
    yield from each(
        session,
        "B1.2",
        "credit_entry",
        found,
        "条目与案件 {case_id} 第 {case_seq} 步的提交、时间或者经办人不同。",
    )


def _written_in_cases() -> dict[str, Asked]:
    """Return, by table, the rows of cases that no step of their case has written."""
    service = select(Service.id, Service.commit_id, Document.case_id).join(
        Document, Service.document_id == Document.id
    )
    return {
        "task": _of(Task.id, Task, Task.opened_at),
        "deadline": _of(Deadline.id, Deadline, None),
        "document": _of(Document.id, Document, Document.issued_at).where(~_correcting()),
        "answered_request": _of(AnsweredRequest.key, AnsweredRequest, AnsweredRequest.at),
        "address_confirmation": _of(AddressConfirmation.id, AddressConfirmation, AddressConfirmation.at),
        "shared_message": _of(SharedMessage.id, SharedMessage, SharedMessage.created_at).where(
            SharedMessage.case_id.is_not(None)
        ),
        "case_message": _of(CaseMessage.id, CaseMessage, CaseMessage.at),
        "service": service.where(~_step(Service.commit_id, Document.case_id, Service.at)),
    }


def _of(key: Any, table: Any, at: Any) -> Asked:
    chosen = select(key.label("id"), table.case_id, table.commit_id)
    return chosen.where(~_step(table.commit_id, table.case_id, at))


def _correcting() -> ColumnElement[bool]:
    """A corrected paper is no step: it is in one commit with the row by which it replaces the wrong one."""
    replacing = DocumentChange.replaced_by_id == Document.id, DocumentChange.commit_id == Document.commit_id
    return select(DocumentChange.id).where(*replacing).exists()


def _step(commit_id: Any, case_id: Any, at: Any) -> ColumnElement[bool]:
    same = select(CaseStep.id).where(CaseStep.commit_id == commit_id, CaseStep.case_id == case_id)
    return (same if at is None else same.where(CaseStep.at == at)).exists()


def _written() -> dict[str, Asked]:
    """Return, by table, the rows written in a commit without a link; of the chained tables B6.1 speaks."""
    return {
        table.__tablename__: select(table.id, table.commit_id).where(
            ~select(ChainLink.seq).where(ChainLink.commit_id == table.commit_id).exists()
        )
        for table in (SharedMessage,)
    }


def _links(session: Session) -> Iterator[Finding]:
    link = select(CaseStep.id, CaseStep.commit_id, CaseStep.case_id, CaseStep.seq)
    sealed = and_(ChainLink.commit_id == CaseStep.commit_id, ChainLink.at == CaseStep.at)
    unsealed = link.where(~select(ChainLink.seq).where(sealed).exists())
    yield from each(
        session,
        "B1.2",
        "case_step",
        unsealed,
        "案件 {case_id} 第 {seq} 步的提交 {commit_id} 没有同一时间的链环。",
    )


def _cases(session: Session) -> Iterator[Finding]:
    at_first = and_(CaseStep.case_id == Case.id, CaseStep.seq == 1, CaseStep.at == Case.opened_at)
    opened = select(Case.id).where(~select(CaseStep.id).where(at_first).exists())
    yield from each(session, "B1.2", "case", opened, "立案时间不是第一步的时间。")
    at_some = and_(CaseStep.case_id == Case.id, CaseStep.at == Case.closed_at)
    closed = select(Case.id).where(Case.closed_at.is_not(None), ~select(CaseStep.id).where(at_some).exists())
    yield from each(session, "B1.2", "case", closed, "结案时间不是任何一步的时间。")

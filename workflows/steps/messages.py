"""What a step tells the cases that its own is linked to: written in its commit, carried to each of them later."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from workflows.engine.plain import plain
from workflows.jobs import enqueue
from workflows.models import Case, CaseLink, CaseMessage, CaseMessageTaken
from workflows.steps import StepContext

CARRY = "carry_message"


def tell(ctx: StepContext, name: str, body: Mapping[str, Any]) -> None:
    """Tell the cases that this one is linked to something, under the name by which their diagrams wait for it.

    The body joins their variables. Raises NotPlainData for a body that is not plain.
    """
    told = plain(body, f"消息 {name} 的内容")
    row = CaseMessage(id=uuid4(), case_id=ctx.case.id, name=name, body=told, at=ctx.commit.at)
    ctx.commit.write(ctx.session, [row])
    enqueue(ctx.session, CARRY, str(row.id), key=f"{CARRY}:{row.id}")


def offer(session: Session, case: Case, names: Collection[str]) -> None:
    """Have carried again what a case waits for now and was told before: it may have come too early."""
    if not names:
        return
    linked = or_(
        and_(CaseLink.case_id == case.id, CaseLink.earlier_id == CaseMessage.case_id),
        and_(CaseLink.earlier_id == case.id, CaseLink.case_id == CaseMessage.case_id),
    )
    taken = CaseMessageTaken.message_id == CaseMessage.id, CaseMessageTaken.case_id == case.id
    early = select(CaseMessage.id).where(
        CaseMessage.name.in_(names),
        select(CaseLink.id).where(linked).exists(),
        ~select(CaseMessageTaken.id).where(*taken).exists(),
    )
    for message_id in session.scalars(early).all():
        enqueue(session, CARRY, str(message_id), key=f"{CARRY}:{message_id}:{case.id}:{case.version}")


def receivers(session: Session, message: CaseMessage) -> Sequence[UUID]:
    """Return the open cases linked to the one that told a message, those left out that have taken it."""
    linked = or_(
        and_(CaseLink.case_id == message.case_id, CaseLink.earlier_id == Case.id),
        and_(CaseLink.earlier_id == message.case_id, CaseLink.case_id == Case.id),
    )
    taken = CaseMessageTaken.message_id == message.id, CaseMessageTaken.case_id == Case.id
    found = select(Case.id).where(
        Case.closed_at.is_(None),
        select(CaseLink.id).where(linked).exists(),
        ~select(CaseMessageTaken.id).where(*taken).exists(),
    )
    return session.scalars(found.order_by(Case.opened_at, Case.id)).all()

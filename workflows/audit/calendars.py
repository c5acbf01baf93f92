"""Calendars that became known: every move of a deadline is on record, and moved none that had ended."""

from collections.abc import Iterator

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, aliased

from workflows.audit.finding import Finding
from workflows.audit.reading import each
from workflows.models import Deadline, DeadlineMove


def check(session: Session) -> Iterator[Finding]:
    """B4.6: an open deadline is where its last move put it, and no move touched one that had ended."""
    move = select(DeadlineMove.id, DeadlineMove.deadline_id).join(
        Deadline, Deadline.id == DeadlineMove.deadline_id
    )
    late = move.where(Deadline.ended_at <= DeadlineMove.at)
    yield from each(session, "B4.6", "deadline_move", late, "期限 {deadline_id} 已经结束，仍被移动。")
    later = aliased(DeadlineMove)
    follows = and_(later.deadline_id == DeadlineMove.deadline_id, later.id > DeadlineMove.id)
    last = ~select(later.id).where(follows).exists()
    apart = move.where(last, DeadlineMove.new_due_at != Deadline.due_at)
    yield from each(
        session, "B4.6", "deadline_move", apart, "期限 {deadline_id} 的届满时刻不是最后一次移动所定的。"
    )

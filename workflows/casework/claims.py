"""What somebody claimed goes back to the section as soon as he can no longer do it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows.casework.actor import Seat, seats_of
from workflows.models import Officer, Task


def free_lapsed(session: Session, officer_id: int | None = None) -> int:
    """Give back what was claimed by people whose account, role or delegation has ended; return how many tasks.

    Of one officer, or of all. Whoever takes such a task afterwards begins it anew: nothing was answered in it.
    """
    claimed = select(Task).where(Task.claimed_by_id.is_not(None)).with_for_update(of=Task)
    if officer_id is not None:
        claimed = claimed.where(Task.claimed_by_id == officer_id)
    tasks = session.scalars(claimed.order_by(Task.id)).all()
    seats = {who: _seats(session, who) for who in {task.claimed_by_id for task in tasks} if who is not None}
    lapsed = [task for task in tasks if not any(seat.serves(task) for seat in seats[task.claimed_by_id or 0])]
    for task in lapsed:
        task.claimed_by_id = None
    return len(lapsed)


def _seats(session: Session, officer_id: int) -> list[Seat]:
    working = select(Officer.id).where(Officer.id == officer_id, Officer.disabled_at.is_(None))
    return list(seats_of(session, officer_id)) if session.scalars(working).first() else []

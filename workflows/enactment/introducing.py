"""Introduces a year's calendar: first shows which open deadlines would move, then moves them at once."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from workflows.enactment.calendars import Announced, enter_calendar
from workflows.enactment.loading import entered, let_others_know
from workflows.enactment.moving import Move, move_deadlines, moves
from workflows.jobs import Work, every, job
from workflows.law.settings import Entered, supposing
from workflows.register.commit import SYSTEM, Commit

RECOUNT = "recount_deadlines"


def expected_moves(session: Session, announced: Announced) -> list[Move]:
    """Return the open deadlines that a calendar would move or make certain; nothing is changed."""
    with supposing(_with(session, announced)):
        return moves(session)


def introduce(
    session: Session, announced: Announced, officer_id: int | None, officer_name: str = SYSTEM
) -> Sequence[Move]:
    """Store a calendar and move the open deadlines by it, all in the caller's transaction; return what moved."""
    commit = Commit(officer_id, officer_name)
    row = enter_calendar(session, commit, announced)
    with supposing(_with(session, announced)):
        why = f"{announced.year.year}年放假安排公布（{row.notice_number}）"
        moved = move_deadlines(session, commit, why)
    let_others_know(session)
    return moved


def _with(session: Session, announced: Announced) -> Entered:
    known = entered(session)
    return Entered(known.settings, {**known.years, announced.year.year: announced.year})


@job(RECOUNT, title="按新的放假安排重新核定期限")
def recount_deadlines(work: Work) -> None:
    """Count again what another process began in the minute before it heard of a calendar."""
    with work.transaction() as session, supposing(entered(session)):
        commit = Commit()
        move_deadlines(session, commit, "放假安排公布后重新核定")


every("0 20 * * * *", RECOUNT)

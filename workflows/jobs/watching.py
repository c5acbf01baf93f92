"""What the house says of itself: whether a worker lives, and that a machine's clock was set back."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workflows import clock
from workflows.errors import ClockSetBack
from workflows.jobs.lease import WATCH
from workflows.jobs.registry import Work, job
from workflows.jobs.run import SCHEDULED, Run
from workflows.jobs.trouble import open_trouble
from workflows.models import CaseStep, WorkerLease

LOOK_AT_CLOCK = "look_at_clock"
TITLE = "时钟早于已有记录"


def workers_alive(session: Session) -> int:
    """Return how many workers hold a lease that lasts; without one nothing is printed, sent or fired."""
    alive = WorkerLease.expires_at > clock.now(), WorkerLease.executor_id != WATCH
    return session.scalar(select(func.count()).where(*alive)) or 0


def alarm_of_clock(session: Session, error: ClockSetBack) -> None:
    """Make one task for a person of clocks that were set back, however many steps they refuse."""
    open_trouble(session, Run(LOOK_AT_CLOCK, "clock", queue=SCHEDULED), TITLE, str(error))


@job(LOOK_AT_CLOCK, title=TITLE, attempts=1)
def look_at_clock(work: Work) -> None:
    """See whether the clock is right again. Raises ClockSetBack while some case has a step in its future."""
    with work.reading() as session:
        last = session.scalar(select(func.max(CaseStep.at)))
    if last is not None and clock.now() < last:
        raise ClockSetBack

"""How late deadlines fired: a report to hold against the hours in which the worker was down."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.choices import DeadlineEnd
from workflows.audit.reading import stream
from workflows.models import Deadline

SWEEP = timedelta(seconds=60)
"""What a firing may take without anything being down: the sweep's interval, and the queue."""


@dataclass(frozen=True)
class Late:
    """One deadline that fired later than the sweep explains."""

    deadline_id: int
    due_at: datetime
    fired_at: datetime

    @property
    def by(self) -> timedelta:
        """How late it fired."""
        return self.fired_at - self.due_at


def late_firings(session: Session) -> Iterator[Late]:
    """Yield every deadline that fired later than the sweep explains; downtime may, nothing else does."""
    fired = select(Deadline.id, Deadline.due_at, Deadline.ended_at).where(Deadline.ended == DeadlineEnd.FIRED)
    for row in stream(session, fired.order_by(Deadline.id)):
        late = Late(row.id, row.due_at, row.ended_at)
        if late.by > SWEEP:
            yield late

"""What follows a term that ended, beside what the diagram does: who is reminded of it, who has to answer for it."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from forms.choices import ReminderKind
from workflows.law import clock_of
from workflows.law.numerals import written
from workflows.models import Deadline, Reminder
from workflows.register.commit import Commit

FOLLOWS: Mapping[str, ReminderKind] = {
    "escalate": ReminderKind.SUPERVISION,
    "remind": ReminderKind.EXPIRED,
}
"""By what the law's table says of the end of a term: what becomes of it."""
SAID = {
    ReminderKind.SUPERVISION: "已逾期，报科室负责人督办。",
    ReminderKind.EXPIRED: "内部目标已过，请承办人抓紧办理。",
}


def follow(session: Session, row: Deadline, commit: Commit) -> None:
    """Keep that a limit that ran out is reminded of, or reported to the head of the section, if the law says so."""
    kind = FOLLOWS.get(clock_of(row.clock).at_expiry)
    if kind is not None:
        session.add(reminder_of(row, kind, commit))


def end_words(row: Deadline) -> str:
    """Return what the record says of a limit that ran out."""
    kind = FOLLOWS.get(clock_of(row.clock).at_expiry)
    return f"期限至{written(row.last_day)}止。{SAID[kind] if kind else ''}"


def reminder_of(row: Deadline, kind: ReminderKind, commit: Commit) -> Reminder:
    """Return the reminder of a limit as it ends now."""
    return Reminder(
        case_id=row.case_id,
        deadline_id=row.id,
        kind=kind,
        last_day=row.last_day,
        at=commit.at,
        commit_id=commit.id,
    )

"""What the public is shown: exactly the records whose days say so, an hour after each day began at the latest."""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from forms.choices import RecordKind
from workflows import clock
from workflows.audit.finding import Finding
from workflows.audit.reading import each
from workflows.law import decide
from workflows.models import CreditEntry, CreditRecord, PenaltyDecision, SharedMessage

LAG = timedelta(hours=1)
"""How long after midnight the worker may take to begin and to end what begins and ends on a day."""


def check(session: Session) -> Iterator[Finding]:
    """B2.3: a record is shown from its first day of publicity through its last, unless a decision took it off."""
    settled = clock.day_of(clock.now() - LAG)
    record = select(CreditRecord.id, CreditRecord.published_on, CreditRecord.ends_on)
    shown = CreditRecord.state == "published"
    early = record.where(shown, CreditRecord.published_on > clock.today())
    yield from each(session, "B2.3", "credit_record", early, "公示日期 {published_on} 尚未到，记录已在公示。")
    over = record.where(shown, CreditRecord.ends_on < settled, _of_kinds("ends", "period"))
    yield from each(session, "B2.3", "credit_record", over, "公示期已于 {ends_on} 届满，记录仍在公示。")
    hidden = record.outerjoin(PenaltyDecision, PenaltyDecision.id == CreditRecord.penalty_id).where(
        CreditRecord.state == "recorded",
        CreditRecord.published_on <= settled,
        _of_kinds("begins", "day"),
        _may_be_shown(),
    )
    yield from each(session, "B2.3", "credit_record", hidden, "公示日期 {published_on} 已到，记录没有公示。")
    yield from _by_themselves(session)


def _by_themselves(session: Session) -> Iterator[Finding]:
    """No record of a kind that a decision begins or ends was begun or ended by the day alone."""
    swept = select(CreditEntry.id, CreditEntry.record_id).join(
        CreditRecord, CreditEntry.record_id == CreditRecord.id
    )
    alone = swept.where(CreditEntry.kind == "life", CreditEntry.case_id.is_(None))
    begun = alone.where(CreditEntry.event == "publish", ~_of_kinds("begins", "day"))
    yield from each(
        session, "B2.3", "credit_entry", begun, "记录 {record_id} 应当随决定公示，却到日自动公示。"
    )
    ends = or_(_of_kinds("ends", "period"), _of_kinds("with_linked", answer=True))
    ended = alone.where(CreditEntry.event == "expire", ~ends)
    words = "记录 {record_id} 应当作出决定后停止公示，却期满自动停止。"
    yield from each(session, "B2.3", "credit_entry", ended, words)


def _of_kinds(asked: str, answer: object) -> ColumnElement[bool]:
    """Return the condition that a record is of a kind of which the law's table gives this answer."""
    return CreditRecord.kind.in_(
        kind for kind in RecordKind if decide("record_life", {"kind": kind.value})[asked] == answer
    )


def _may_be_shown() -> ColumnElement[bool]:
    """A decision that was made here is shown once those who show it were told, which is when the party has it."""
    told = and_(SharedMessage.record_id == CreditRecord.id, SharedMessage.kind == "PENALTY_PUBLISH")
    return or_(PenaltyDecision.case_id.is_(None), select(SharedMessage.id).where(told).exists())

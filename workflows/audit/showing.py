"""What the public is shown: exactly the records whose days say so, an hour after each day began at the latest."""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from workflows import clock
from workflows.audit.finding import Finding
from workflows.audit.reading import each
from workflows.models import CreditRecord, PenaltyDecision, SharedMessage

LAG = timedelta(hours=1)
"""How long after midnight the worker may take to begin and to end what begins and ends on a day."""


def check(session: Session) -> Iterator[Finding]:
    """B2.3: a record is shown from its first day of publicity through its last, unless a decision took it off."""
    settled = clock.day_of(clock.now() - LAG)
    record = select(CreditRecord.id, CreditRecord.published_on, CreditRecord.ends_on)
    shown = CreditRecord.state == "published"
    early = record.where(shown, CreditRecord.published_on > clock.today())
    yield from each(session, "B2.3", "credit_record", early, "公示日期 {published_on} 尚未到，记录已在公示。")
    over = record.where(shown, CreditRecord.ends_on < settled)
    yield from each(session, "B2.3", "credit_record", over, "公示期已于 {ends_on} 届满，记录仍在公示。")
    hidden = record.outerjoin(PenaltyDecision, PenaltyDecision.id == CreditRecord.penalty_id).where(
        CreditRecord.state == "recorded", CreditRecord.published_on <= settled, _may_be_shown()
    )
    yield from each(session, "B2.3", "credit_record", hidden, "公示日期 {published_on} 已到，记录没有公示。")


def _may_be_shown() -> ColumnElement[bool]:
    """A decision that was made here is shown once those who show it were told, which is when the party has it."""
    told = and_(SharedMessage.record_id == CreditRecord.id, SharedMessage.kind == "PENALTY_PUBLISH")
    return or_(PenaltyDecision.case_id.is_(None), select(SharedMessage.id).where(told).exists())

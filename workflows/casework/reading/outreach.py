"""Whose records may be repaired now or soon, for those who tell the parties."""

from datetime import date, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager

from forms.choices import RecordState
from workflows.casework.actor import Actor
from workflows.casework.consulting import readable_party
from workflows.law import parameter
from workflows.models import CreditRecord


def outreach(on: date, actor: Actor) -> Select[CreditRecord]:
    """Ask for the records whose parties may apply now or within the days of outreach, the longest waiting first.

    Natural persons are among them only where the actor may read of them.
    """
    soon = on + timedelta(days=int(parameter("repair.outreach.days")))
    may = CreditRecord.state == RecordState.PUBLISHED, CreditRecord.earliest_repair_on <= soon
    later = CreditRecord.ends_on.is_(None) | (CreditRecord.ends_on >= on)
    known = select(CreditRecord).join(CreditRecord.entity).where(*may, later, readable_party(actor))
    first = known.order_by(CreditRecord.earliest_repair_on, CreditRecord.id)
    return first.options(contains_eager(CreditRecord.entity))

"""Whose records may be repaired now or soon, for those who tell the parties."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager

from forms.choices import RecordState, Tier
from workflows.casework.actor import Actor
from workflows.casework.consulting import readable_party
from workflows.law import parameter
from workflows.models import BusinessEntity, CreditRecord


@dataclass(frozen=True, kw_only=True)
class OutreachRow:
    """A record whose party may apply for repair now or soon."""

    record: CreditRecord
    entity: BusinessEntity
    tier_label: str


def outreach(session: Session, on: date, actor: Actor) -> list[OutreachRow]:
    """Return the records whose parties may apply now or within the days of outreach, the longest waiting first.

    Natural persons are among them only where the actor may read of them.
    """
    soon = on + timedelta(days=int(parameter("repair.outreach.days")))
    may = CreditRecord.state == RecordState.PUBLISHED, CreditRecord.earliest_repair_on <= soon
    later = CreditRecord.ends_on.is_(None) | (CreditRecord.ends_on >= on)
    known = select(CreditRecord).join(CreditRecord.entity).where(*may, later, readable_party(actor))
    found = known.order_by(CreditRecord.earliest_repair_on).options(contains_eager(CreditRecord.entity))
    rows = session.scalars(found).all()
    return [
        OutreachRow(record=row, entity=row.entity.party, tier_label=Tier(row.tier).label if row.tier else "")
        for row in rows
    ]

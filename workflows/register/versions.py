"""Keeps each version of what a record says, so that what was known of it on any day can be read back."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from forms.choices import VersionReason
from workflows.models import CreditRecord, PenaltyDecision, RecordVersion
from workflows.register.chained import plain
from workflows.register.commit import Commit

TERMS = (
    "tier",
    "decided_on",
    "published_on",
    "earliest_repair_on",
    "ends_on",
    "tier_rule",
    "period_rule",
    "basis",
    "law_version",
)
"""What of a record the law tables give."""
NOT_CONTENT = frozenset({"id", "number_key", "row_digest", "import_run_id", "entity_id"})
"""Columns of a decision that say nothing of the decision itself."""

Body = Mapping[str, Any]
Bodies = Mapping[int, Body]
"""By records, what each says."""


def keep_versions(
    session: Session,
    commit: Commit,
    records: Sequence[CreditRecord],
    reason: VersionReason,
    bodies: Bodies | None = None,
) -> None:
    """Keep what records say now as their next versions; of a record that says what it said before, nothing.

    Of kinds other than penalties, `bodies` say what is new. The records are in the database, those that are not
    new are locked.
    """
    new = reason is VersionReason.PUT_ON_RECORD
    last = {} if new else last_versions(session, [record.id for record in records])
    stated = bodies or {}
    made = (_next(record, stated.get(record.id), last.get(record.id), reason) for record in records)
    changed = [version for version in made if version is not None]
    for version in changed:
        version.at = commit.at
    commit.write(session, changed)


def _next(
    record: CreditRecord, stated: Body | None, last: RecordVersion | None, reason: VersionReason
) -> RecordVersion | None:
    body, terms = body_of(record, stated, last), terms_of(record)
    if last is not None and last.told == {"body": body, "terms": terms}:
        return None
    number = last.number + 1 if last else 1
    return RecordVersion(record_id=record.id, number=number, reason=reason, body=body, terms=terms)


def terms_of(record: CreditRecord) -> dict[str, Any]:
    """Return the terms of a record as a version holds them: days as YYYY-MM-DD."""
    return {name: plain(getattr(record, name)) for name in TERMS}


def body_of(record: CreditRecord, stated: Body | None, last: RecordVersion | None) -> dict[str, Any]:
    """Return what a record says of its fact as a version holds it: amounts in whole fen, days as YYYY-MM-DD.

    A penalty says what its decision says; any other says what is stated now, or else what it said last.
    """
    title = {"title": record.title}
    if record.penalty is None:
        return {**(last.body if last and stated is None else stated or {}), **title}
    names = [column.key for column in PenaltyDecision.__table__.columns if column.key not in NOT_CONTENT]
    return title | {name: plain(getattr(record.penalty, name)) for name in names}


def last_versions(
    session: Session, record_ids: Sequence[int], before: datetime | None = None
) -> dict[int, RecordVersion]:
    """Return, in one statement, the last version of each of some records, or the last before an instant."""
    of_them = select(func.max(RecordVersion.id)).where(RecordVersion.record_id.in_(record_ids))
    if before is not None:
        of_them = of_them.where(RecordVersion.at < before)
    last = of_them.group_by(RecordVersion.record_id)
    found = session.scalars(select(RecordVersion).where(RecordVersion.id.in_(last)))
    return {version.record_id: version for version in found}


def first_versions(session: Session, record_ids: Sequence[int]) -> dict[int, RecordVersion]:
    """Return, in one statement, the first version of each of some records."""
    of_them = RecordVersion.record_id.in_(record_ids), RecordVersion.number == 1
    return {version.record_id: version for version in session.scalars(select(RecordVersion).where(*of_them))}


def keep_what_stands(session: Session, most: int) -> int:
    """Keep the first version of records that have none, as they stand; return of how many, `most` at a time.

    They are those that an earlier release put on record. What they said before it was corrected is not known.
    """
    kept = select(RecordVersion.id).where(RecordVersion.record_id == CreditRecord.id).exists()
    without = select(CreditRecord).where(~kept).order_by(CreditRecord.id).limit(most)
    records = session.scalars(without.options(joinedload(CreditRecord.penalty))).all()
    keep_versions(session, Commit(), records, VersionReason.KEPT)
    return len(records)

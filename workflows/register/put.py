"""Puts a fact of any kind on record: checked by the form of its kind, weighed by the law, in one commit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from forms.choices import EntryKind, RecordKind, RecordState, VersionReason, Visibility
from forms.records import form_of
from workflows import clock
from workflows.law import weigh_record
from workflows.models import CreditRecord
from workflows.register.commit import Commit
from workflows.register.life import after, entry_about
from workflows.register.versions import keep_versions
from workflows.register.wording import day_words


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A fact about a party."""

    entity_id: int
    case_id: UUID | None
    """The case that found it; empty where none did."""
    kind: RecordKind
    title: str
    decided_on: date
    body: Mapping[str, Any]
    """What it says, as the form of its kind names it."""


def put_on_record(session: Session, commit: Commit, fact: Fact) -> CreditRecord:
    """Put a fact on record with its first version and its entry, and return the record.

    The periods run from the day on which it was decided. Raises LawGap or LawConflict when the tables do not
    answer, and marshmallow's ValidationError when the facts are not those of the kind.
    """
    form = form_of(fact.kind.value)
    body = form.dump(form.load(dict(fact.body)))
    record = _weighed(fact)
    session.add(record)
    session.flush()
    entry = entry_about(record, commit, kind=EntryKind.LIFE, event="put_on_record", summary=_words(record))
    entry.state_after, entry.case_id = record.state, fact.case_id
    entry.open_to(Visibility.PARTY if record.state == RecordState.RECORDED else Visibility.PUBLIC)
    commit.write(session, [entry])
    keep_versions(session, commit, [record], VersionReason.PUT_ON_RECORD, {record.id: body})
    return record


def _weighed(fact: Fact) -> CreditRecord:
    found = weigh_record(fact.kind.value, fact.decided_on)
    shown = found.publish and found.counted_from <= clock.today()
    return CreditRecord(
        entity_id=fact.entity_id,
        kind=fact.kind,
        title=fact.title,
        state=after(None, "publish" if shown else "record"),
        tier=found.tier,
        decided_on=fact.decided_on,
        published_on=found.published_on,
        earliest_repair_on=found.earliest_repair_on,
        ends_on=found.ends_on,
        tier_rule=found.tier_rule,
        period_rule=found.period_rule,
        basis=found.basis,
        law_version=found.law_version,
    )


def _words(record: CreditRecord) -> str:
    if record.published_on is None:
        return f"归集{record.title}，依法不公示。"
    ends = f"，公示至{day_words(record.ends_on)}" if record.ends_on else ""
    return f"归集{record.title}，自{day_words(record.published_on)}起公示{ends}。"

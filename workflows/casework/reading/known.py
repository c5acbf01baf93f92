"""A party's credit record as it was known on a day: states and contents of then, whatever was corrected since."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, func, literal, select
from sqlalchemy.orm import Session

from forms.choices import RecordKind, RecordState, Tier, VersionReason
from forms.records import form_of
from workflows import clock
from workflows.casework.actor import Actor
from workflows.casework.consulting import readable
from workflows.casework.reading.parties import entity_on_file
from workflows.models import BusinessEntity, Case, CreditEntry, CreditRecord, RecordVersion
from workflows.parties.joined import rows_of
from workflows.register.chained import FEN
from workflows.register.versions import first_versions, last_versions

DAYS = {
    "decided_on": "决定日期",
    "published_on": "公示日期",
    "earliest_repair_on": "最早可申请修复",
    "ends_on": "公示期满",
}
TEXTS = {"kinds": "处罚种类", "violation_type": "违法行为"}
WITH_FORMS = frozenset({RecordKind.RECTIFICATION})
"""Kinds whose facts have a form of their own."""
AMOUNTS = {"fine": "罚款", "confiscation": "没收"}


@dataclass(frozen=True, kw_only=True)
class KnownRow:
    """A record as it was known on the day."""

    title: str
    state: RecordState
    state_label: str
    tier: str
    tier_label: str
    facts: Sequence[tuple[str, str]]
    source: str
    """Which version tells it, and since when it was known."""
    is_of_then: bool
    """Whether the content is that of the day; of one that an earlier release kept, only a later one is known."""


@dataclass(frozen=True, kw_only=True)
class KnownPage:
    """A party with its records as they were known at the end of a day."""

    entity: BusinessEntity
    on: date
    rows: Sequence[KnownRow]


def known_page(session: Session, entity_id: int, on: date, actor: Actor) -> KnownPage:
    """Return a party's records as they were known at the end of a day, the latest decision first. Raises NotFound.

    It takes the same statements however many records there are. A day that lies ahead is taken as today.
    """
    entity, day = entity_on_file(session, entity_id), min(on, clock.today())
    end = clock.start_of(day + timedelta(days=1))
    mine = rows_of(entity_id).where(literal(entity.one_with_id is None))
    told = CreditEntry.state_after.is_not(None), CreditEntry.at < end
    states = {row.id: row for row in session.execute(_states(mine, told))}
    of_then = last_versions(session, list(states), end)
    later = first_versions(session, [one for one in states if one not in of_then])
    versions = [*of_then.values(), *later.values()]
    latest = sorted(versions, key=lambda one: (one.terms["decided_on"], one.record_id), reverse=True)
    opened = set(session.scalars(_opened(list(states), actor)))
    rows = [
        _row(states[one.record_id], one, is_of_then=one.at < end, is_open=one.record_id in opened)
        for one in latest
    ]
    return KnownPage(entity=entity, on=day, rows=rows)


def _opened(record_ids: Sequence[int], actor: Actor) -> Select[int | None]:
    """Ask of which records the actor may read the case that found them."""
    open_cases = select(Case.id).where(readable(actor))
    found = CreditEntry.record_id.in_(record_ids), CreditEntry.event == "put_on_record"
    return select(CreditEntry.record_id).where(
        *found, CreditEntry.case_id.is_(None) | CreditEntry.case_id.in_(open_cases)
    )


def _states(mine: Select[int], told: Iterable[Any]) -> Select[int, str, str | None]:
    last = (
        select(func.max(CreditEntry.id))
        .join(CreditRecord, CreditRecord.id == CreditEntry.record_id)
        .where(CreditRecord.entity_id.in_(mine), *told)
        .group_by(CreditEntry.record_id)
    )
    states = select(CreditRecord.id, CreditRecord.kind, CreditEntry.state_after)
    return states.join(CreditEntry, CreditEntry.record_id == CreditRecord.id).where(CreditEntry.id.in_(last))


def _row(found: Any, version: RecordVersion, *, is_of_then: bool, is_open: bool) -> KnownRow:
    state, tier = RecordState(found.state_after), version.terms["tier"]
    waits = state is RecordState.RECORDED and version.terms["published_on"] is not None
    return KnownRow(
        title=version.body.get("title", "（内容已依法删除）"),
        state=state,
        state_label="待公示" if waits else state.label,
        tier=tier or "",
        tier_label=Tier(tier).label if tier else "",
        facts=[
            ("类别", RecordKind(found.kind).label),
            *_terms(version.terms),
            *_content(found.kind, version.body, is_open=is_open),
        ],
        source=_source(version),
        is_of_then=is_of_then,
    )


def _terms(terms: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(label, terms[name] or "—") for name, label in DAYS.items()]


def _content(kind: str, body: Mapping[str, Any], *, is_open: bool) -> list[tuple[str, str]]:
    if kind in WITH_FORMS:
        return form_of(kind).words(body) if is_open else []
    amounts = [
        (label, f"{Decimal(body[name]) / FEN:,.2f} 元") for name, label in AMOUNTS.items() if body.get(name)
    ]
    return [*((label, body[name]) for name, label in TEXTS.items() if name in body), *amounts]


def _source(version: RecordVersion) -> str:
    at = version.at.astimezone(clock.SHANGHAI).strftime("%Y-%m-%d %H:%M")
    return f"第 {version.number} 版，{at} {VersionReason(version.reason).label}"

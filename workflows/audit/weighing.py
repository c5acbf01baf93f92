"""Rules behind the record: entries name them, and the same law weighs a penalty to the same tier and days."""

from collections.abc import Iterator

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from forms.choices import EntryKind, RecordKind, RecordState
from workflows import clock
from workflows.audit.finding import Finding
from workflows.audit.reading import Asked, Found, each, stream
from workflows.errors import CaseworkError
from workflows.law import Penalty, case_acts, clocks, law_version, tables, weigh_penalty
from workflows.models import BusinessEntity, CreditEntry, CreditRecord, PenaltyDecision

WEIGHED = ("tier", "published_on", "earliest_repair_on", "ends_on", "tier_rule", "period_rule", "basis")
_ENDED = tuple(state for state in RecordState if state.is_ended)


def check(session: Session) -> Iterator[Finding]:
    """B2.2: entries name rule and version of the law; where that law still stands, it weighs the same again."""
    yield from _unnamed(session)
    yield from _unknown_rules(session)
    for row in stream(session, _weighed()):
        if row.law_version == law_version(clock.day_of(row.at)):
            yield from _weigh(row)


def _unnamed(session: Session) -> Iterator[Finding]:
    decided = or_(CreditEntry.state_after.is_not(None), CreditEntry.kind == EntryKind.IMPORT)
    nameless = or_(CreditEntry.law_version == "", and_(decided, CreditEntry.rule == ""))
    yield from each(
        session,
        "B2.2",
        "credit_entry",
        select(CreditEntry.id).where(nameless),
        "条目没有写明规则或者法规版本。",
    )


def _unknown_rules(session: Session) -> Iterator[Finding]:
    known = {f"{table.id}/{rule.id}" for table in tables().values() for rule in table.rules}
    known |= {*clocks(), *(one.name for one in case_acts().values())}
    today = CreditEntry.law_version == law_version()
    named = session.scalars(select(CreditEntry.rule).where(today, CreditEntry.rule != "").distinct())
    unknown = [rule for rule in named if rule not in known]
    found = select(CreditEntry.id, CreditEntry.rule).where(today, CreditEntry.rule.in_(unknown))
    yield from each(session, "B2.2", "credit_entry", found, "现行法规中没有条目所写的规则 {rule}。")


def _weighed() -> Asked:
    """Ask for penalties that were weighed, with the instant at which that was done.

    A penalty that was corrected after its record had ended is left out: its record keeps the old days.
    """
    before = func.lag(CreditEntry.state_after).over(
        partition_by=CreditEntry.record_id, order_by=CreditEntry.id
    )
    columns = (CreditEntry.id, CreditEntry.record_id, CreditEntry.kind, CreditEntry.at)
    told = select(*columns, before.label("before")).where(CreditEntry.state_after.is_not(None)).subquery()
    last = select(func.max(told.c.id)).where(told.c.kind == EntryKind.IMPORT).group_by(told.c.record_id)
    record = [getattr(CreditRecord, name) for name in (*WEIGHED, "law_version")]
    facts = (
        PenaltyDecision.kinds,
        PenaltyDecision.fine,
        PenaltyDecision.confiscation,
        PenaltyDecision.decided_on,
        PenaltyDecision.procedure,
        PenaltyDecision.published_on.label("shown_on"),
    )
    return (
        select(
            CreditRecord.id, *record, *facts, PenaltyDecision.effective_until, BusinessEntity.kind, told.c.at
        )
        .join(PenaltyDecision, CreditRecord.penalty_id == PenaltyDecision.id)
        .join(BusinessEntity, PenaltyDecision.entity_id == BusinessEntity.id)
        .join(told, told.c.record_id == CreditRecord.id)
        .where(CreditRecord.kind == RecordKind.PENALTY)
        .where(told.c.id.in_(last), or_(told.c.before.is_(None), told.c.before.not_in(_ENDED)))
    )


def _weigh(row: Found) -> Iterator[Finding]:
    penalty = Penalty(
        kinds=tuple(row.kinds.split(";")),
        fine=row.fine,
        confiscation=row.confiscation,
        decided_on=row.decided_on,
        effective_until=row.effective_until,
        subject=row.kind,
        procedure=row.procedure,
        published_on=row.shown_on,
    )
    try:
        again = weigh_penalty(penalty, clock.day_of(row.at))
    except CaseworkError as refusal:
        yield Finding("B2.2", "credit_record", str(row.id), f"按现行法规不能重新裁量：{refusal}")
        return
    other = [name for name in WEIGHED if getattr(row, name) != getattr(again, name)]
    if other:
        told = "，".join(f"{name} 应为 {getattr(again, name)}，实为 {getattr(row, name)}" for name in other)
        yield Finding("B2.2", "credit_record", str(row.id), f"按同一法规版本重新裁量结果不同：{told}。")

"""Steps of cases: each has its credit entry, they are numbered without a hole, time does not run backwards."""

from collections.abc import Iterator

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import Session

from forms.choices import EntryKind, StepKind
from workflows.audit.finding import Finding
from workflows.audit.reading import each
from workflows.models import Case, CaseStep, CreditEntry

OF_STEPS = (EntryKind.CASE, EntryKind.DEADLINE)
"""The kinds of entry that tell of a step; the others tell of what happened outside of any case."""

_same_place = and_(CreditEntry.case_id == CaseStep.case_id, CreditEntry.case_seq == CaseStep.seq)


def check_entries(session: Session) -> Iterator[Finding]:
    """B1.1: steps and the credit entries that tell of them are in bijection."""
    step = select(CaseStep.id, CaseStep.case_id, CaseStep.seq)
    silent = step.where(~select(CreditEntry.id).where(_same_place).exists())
    yield from each(session, "B1.1", "case_step", silent, "案件 {case_id} 的第 {seq} 步没有信用记录条目。")
    yield from _loose_entries(session)
    entry = select(CreditEntry.id, CreditEntry.case_id, CreditEntry.case_seq)
    expected = case((CaseStep.kind == StepKind.TIMER, EntryKind.DEADLINE), else_=EntryKind.CASE)
    other = entry.join(CaseStep, _same_place).where(CreditEntry.kind != expected)
    yield from each(
        session, "B1.1", "credit_entry", other, "条目的种类与案件 {case_id} 的第 {case_seq} 步不符。"
    )


def _loose_entries(session: Session) -> Iterator[Finding]:
    entry = select(CreditEntry.id, CreditEntry.case_id, CreditEntry.case_seq)
    numbered = CreditEntry.case_seq.is_not(None)
    stray = entry.where(numbered, ~select(CaseStep.id).where(_same_place).exists())
    yield from each(session, "B1.1", "credit_entry", stray, "案件 {case_id} 没有条目所说的第 {case_seq} 步。")
    of_steps = CreditEntry.kind.in_(OF_STEPS)
    unnumbered = entry.where(or_(and_(of_steps, ~numbered), and_(~of_steps, numbered)))
    yield from each(session, "B1.1", "credit_entry", unnumbered, "条目的种类与其有无步序不符。")
    place = (CreditEntry.case_id, CreditEntry.case_seq)
    again = select(func.max(CreditEntry.id).label("id"), *place).where(numbered).group_by(*place)
    yield from each(
        session,
        "B1.1",
        "credit_entry",
        again.having(func.count() > 1),
        "案件 {case_id} 的第 {case_seq} 步有不止一条条目。",
    )


def check_sequence(session: Session) -> Iterator[Finding]:
    """B1.3: a case's version is the number of its steps and their highest number."""
    counted = select(Case.id, Case.version, func.count(CaseStep.id).label("steps"))
    last = func.coalesce(func.max(CaseStep.seq), 0)
    whole = and_(
        Case.version == func.count(CaseStep.id),
        Case.version == last,
        Case.version == func.count(CaseStep.seq.distinct()),
    )
    grouped = counted.outerjoin(CaseStep, CaseStep.case_id == Case.id).group_by(Case.id, Case.version)
    broken = grouped.having(or_(~whole, func.min(CaseStep.seq) != 1, func.count(CaseStep.id) == 0))
    yield from each(
        session,
        "B1.3",
        "case",
        broken.add_columns(last.label("last")),
        "版本 {version}，步数 {steps}，末步序 {last}，三者应当相等且不缺号。",
    )


def check_instants(session: Session) -> Iterator[Finding]:
    """B4.5: within a case no step is earlier than the step before it."""
    before = func.lag(CaseStep.at).over(partition_by=CaseStep.case_id, order_by=CaseStep.seq)
    pairs = select(
        CaseStep.id, CaseStep.case_id, CaseStep.seq, CaseStep.at, before.label("before")
    ).subquery()
    back = select(pairs.c.id, pairs.c.case_id, pairs.c.seq).where(pairs.c.at < pairs.c.before)
    yield from each(session, "B4.5", "case_step", back, "案件 {case_id} 的第 {seq} 步早于前一步。")

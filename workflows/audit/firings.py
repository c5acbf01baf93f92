"""Ends of deadlines: one each, never too early, and before whatever was done after they were due."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from forms.choices import DeadlineEnd, StepKind
from workflows import clock
from workflows.audit.finding import Finding
from workflows.audit.reading import each
from workflows.law import clocks
from workflows.models import Case, CaseStep, Deadline

UNATTENDED = timedelta(hours=1)
"""How long a due deadline may lie before the auditor says that nobody fires deadlines any more."""

_DEADLINE = (Deadline.id, Deadline.case_id, Deadline.clock)
_fired = Deadline.ended == DeadlineEnd.FIRED


def check_ends(session: Session) -> Iterator[Finding]:
    """B4.1: a deadline has one end; one that fired has one step that tells of it, and every such step has one."""
    ends = (Deadline.ended, Deadline.ended_at, Deadline.end_reason)
    halves = or_(*(column.is_(None) != Deadline.ended_at.is_(None) for column in ends))
    yield from each(
        session, "B4.1", "deadline", select(*_DEADLINE).where(halves), "期限 {clock} 的结果、时间和原因不全。"
    )
    again = aliased(Deadline)
    both = and_(again.case_id == Deadline.case_id, again.timer == Deadline.timer, again.id < Deadline.id)
    running = and_(Deadline.ended_at.is_(None), again.ended_at.is_(None))
    twins = select(*_DEADLINE).where(select(again.id).where(both, running).exists())
    yield from each(session, "B4.1", "deadline", twins, "案件 {case_id} 的同一期限 {clock} 有两个在走。")
    yield from _tellings(session)
    yield from _left_running(session)


def _tellings(session: Session) -> Iterator[Finding]:
    """Fired deadlines and timer steps of the same clock and instant must be equally many.

    One that took effect later, when its task had opened again, has a second step for that.
    """
    for instant in (Deadline.ended_at, Deadline.caught_at):
        yield from _untold(session, instant)
    step = select(CaseStep.id, CaseStep.case_id, CaseStep.seq).where(CaseStep.kind == StepKind.TIMER)
    causeless = step.where(~select(Deadline.id).where(_is_telling(CaseStep, Deadline), _fired).exists())
    yield from each(
        session, "B4.1", "case_step", causeless, "案件 {case_id} 的第 {seq} 步说期限届满，没有触发的期限。"
    )


def _untold(session: Session, instant: InstrumentedAttribute[datetime | None]) -> Iterator[Finding]:
    told = CaseStep.kind == StepKind.TIMER, CaseStep.name == Deadline.clock, CaseStep.at == instant
    steps = select(func.count()).where(CaseStep.case_id == Deadline.case_id, *told).scalar_subquery()
    twin = aliased(Deadline)
    at_once = or_(twin.ended_at == instant, twin.caught_at == instant)
    same = and_(twin.case_id == Deadline.case_id, twin.clock == Deadline.clock, at_once)
    fired = select(func.count()).where(same, twin.ended == DeadlineEnd.FIRED).scalar_subquery()
    untold = select(*_DEADLINE).where(_fired, instant.is_not(None))
    yield from each(
        session,
        "B4.1",
        "deadline",
        untold.where(steps.correlate(Deadline) != fired.correlate(Deadline)),
        "案件 {case_id} 的期限 {clock} 触发了，对应的办理步骤不是恰好一步。",
    )


def _is_telling(step: Any, deadline: Any) -> ColumnElement[bool]:
    return and_(
        step.case_id == deadline.case_id,
        step.kind == StepKind.TIMER,
        step.name == deadline.clock,
        or_(step.at == deadline.ended_at, step.at == deadline.caught_at),
    )


def _left_running(session: Session) -> Iterator[Finding]:
    surviving = [name for name, term in clocks().items() if term.survives_case]
    left = select(*_DEADLINE).join(Case, Deadline.case_id == Case.id)
    left = left.where(
        Case.closed_at.is_not(None), Deadline.ended_at.is_(None), Deadline.clock.not_in(surviving)
    )
    yield from each(session, "B4.1", "deadline", left, "案件 {case_id} 已办结，期限 {clock} 还在走。")


def check_instants(session: Session) -> Iterator[Finding]:
    """B4.2: nothing fires before it is due, and nothing that is due lies unfired."""
    early = select(*_DEADLINE).where(_fired, Deadline.ended_at < Deadline.due_at)
    yield from each(session, "B4.2", "deadline", early, "案件 {case_id} 的期限 {clock} 届满之前就触发了。")
    missed = and_(Deadline.ended_at.is_(None), Deadline.due_at < clock.now() - UNATTENDED)
    lying = select(*_DEADLINE, Deadline.last_day).where(missed)
    yield from each(
        session, "B4.2", "deadline", lying, "案件 {case_id} 的期限 {clock} 已于{last_day}届满，至今没有触发。"
    )


def check_order(session: Session) -> Iterator[Finding]:
    """B4.4: whatever was done after a deadline was due, was done after it had fired."""
    start, telling = aliased(CaseStep), aliased(CaseStep)
    fired_later = select(telling.id).where(_is_telling(telling, Deadline), telling.seq > CaseStep.seq)
    not_over = or_(
        Deadline.ended_at.is_(None),
        and_(~_fired, Deadline.ended_at >= CaseStep.at),
        and_(_fired, fired_later.exists()),
    )
    late = (
        select(CaseStep.id, CaseStep.case_id, CaseStep.seq, Deadline.clock)
        .join(Deadline, Deadline.case_id == CaseStep.case_id)
        .join(start, and_(start.case_id == Deadline.case_id, start.commit_id == Deadline.commit_id))
        .where(CaseStep.kind != StepKind.TIMER, CaseStep.seq > start.seq, CaseStep.at >= Deadline.due_at)
        .where(not_over)
    )
    yield from each(
        session,
        "B4.4",
        "case_step",
        late,
        "案件 {case_id} 的第 {seq} 步办理时，期限 {clock} 已经届满而没有先触发。",
    )

"""Cases that stand still: since when, what stopped with them, and by how much it ends later."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from forms.choices import DeadlineEnd
from workflows import clock
from workflows.audit.finding import Finding
from workflows.audit.reading import Asked, Found, each, stream
from workflows.law import clocks
from workflows.models import Case, CaseAct, CaseActDecision, CaseStep, Deadline

REASON = "案件中止："
LIFTING = ("resume", "withdraw", "end")
ONE_DAY = timedelta(days=1)


def check(session: Session) -> Iterator[Finding]:
    """B4.8: a case stands still as its acts say; what stopped is counted further without the days in between."""
    yield from _standing(session)
    yield from _unsaid(session)
    yield from _worked_in(session)
    yield from _running(session)
    yield from _counted_further(session)


def _done(kinds: tuple[str, ...]) -> Asked:
    """Ask for the acts of some kinds that were agreed to: of which case, when, in which commit."""
    of_it = CaseActDecision.act_id == CaseAct.id, CaseActDecision.verdict == "agreed"
    columns = (CaseAct.id, CaseAct.case_id, CaseAct.kind, CaseActDecision.at, CaseActDecision.commit_id)
    return select(*columns).join(CaseActDecision, and_(*of_it)).where(CaseAct.kind.in_(kinds))


def _standing(session: Session) -> Iterator[Finding]:
    """Fold the acts: a case stands still since its last suspension, unless something lifted that."""
    told = _done(("suspend", *LIFTING)).subquery()
    # One waits at a time, so that they were decided in the order in which they were asked for.
    last = select(told.c.case_id, func.max(told.c.id).label("id")).group_by(told.c.case_id).subquery()
    suspended = select(told.c.id, told.c.case_id, told.c.at).where(told.c.kind == "suspend").subquery()
    still = suspended.c.id == last.c.id
    since = select(suspended.c.case_id, suspended.c.at).join(last, still).subquery()
    asked = select(Case.id).outerjoin(since, since.c.case_id == Case.id)
    apart = Case.suspended_at.is_distinct_from(since.c.at)
    yield from each(session, "B4.8", "case", asked.where(apart), "案件中止与否，与中止、恢复的决定不符。")


def _unsaid(session: Session) -> Iterator[Finding]:
    """Name each act that was agreed to and is no step of its case, and each such step without its act."""
    acts = _done(("suspend", *LIFTING)).subquery()
    step = select(CaseStep.id).where(
        CaseStep.commit_id == acts.c.commit_id, CaseStep.case_id == acts.c.case_id
    )
    unsaid = select(acts.c.id, acts.c.case_id).where(~step.where(CaseStep.at == acts.c.at).exists())
    yield from each(session, "B4.8", "case_act", unsaid, "案件 {case_id} 的处理没有相应的办理步骤。")
    named = CaseStep.name.in_(("suspend", "resume")), CaseStep.kind == "completed", CaseStep.task_id.is_(None)
    of_it = acts.c.commit_id == CaseStep.commit_id, acts.c.kind == CaseStep.name
    causeless = select(CaseStep.id, CaseStep.case_id).where(*named, ~select(acts.c.id).where(*of_it).exists())
    yield from each(session, "B4.8", "case_step", causeless, "案件 {case_id} 的中止、恢复没有相应的决定。")


def _spans() -> Any:
    """Ask for each suspension, with the instant of what lifted it; none while the case stands still."""
    begun, ended = _done(("suspend",)).subquery(), _done(LIFTING).subquery()
    after = and_(ended.c.case_id == begun.c.case_id, ended.c.at >= begun.c.at, ended.c.id > begun.c.id)
    found = select(begun.c.case_id, begun.c.at.label("since"), func.min(ended.c.at).label("until"))
    return found.outerjoin(ended, after).group_by(begun.c.case_id, begun.c.at).subquery()


def _worked_in(session: Session) -> Iterator[Finding]:
    spans = _spans()
    within = CaseStep.at > spans.c.since, or_(spans.c.until.is_(None), CaseStep.at < spans.c.until)
    worked = select(CaseStep.id, CaseStep.case_id, CaseStep.seq).join(
        spans, spans.c.case_id == CaseStep.case_id
    )
    found = worked.where(*within, CaseStep.kind == "completed")
    yield from each(session, "B4.8", "case_step", found, "案件 {case_id} 的第 {seq} 步是在中止期间办理的。")


def _running(session: Session) -> Iterator[Finding]:
    stopping = [name for name, term in clocks().items() if term.when_suspended != "runs"]
    still = Case.suspended_at.is_not(None), Deadline.ended_at.is_(None), Deadline.clock.in_(stopping)
    found = select(Deadline.id, Deadline.clock).join(Case, Case.id == Deadline.case_id).where(*still)
    yield from each(session, "B4.8", "deadline", found, "案件中止，期限 {clock} 还在走。")


def _counted_further(session: Session) -> Iterator[Finding]:
    """Compare each limit that stopped with the one that stands in its place since the case went on."""
    resumed = _done(("resume",)).subquery()
    further = aliased(Deadline)
    stopped = Deadline.ended == DeadlineEnd.CANCELLED, Deadline.end_reason.startswith(REASON)
    spans = _spans()
    mine = and_(spans.c.case_id == Deadline.case_id, spans.c.since == Deadline.ended_at)
    columns = (Deadline.id, Deadline.clock, Deadline.suspended, spans.c.since, spans.c.until)
    found = select(*columns, further.id.label("further"), further.suspended.label("left_out"))
    again = and_(resumed.c.case_id == Deadline.case_id, resumed.c.at == spans.c.until)
    in_its_place = and_(further.replaces_id == Deadline.id, further.commit_id == resumed.c.commit_id)
    rows = found.join(spans, mine).join(resumed, again).outerjoin(further, in_its_place).where(*stopped)
    for row in stream(session, rows):
        if row.further is None:
            yield Finding("B4.8", "deadline", str(row.id), f"案件恢复以后，期限 {row.clock} 没有继续计算。")
        elif (row.left_out or []) != _expected(row):
            words = f"期限 {row.clock} 扣除的中止期间与中止、恢复的决定不符。"
            yield Finding("B4.8", "deadline", str(row.further), words)


def _expected(row: Found) -> list[list[str]]:
    """Return the spans that must be left out: those of before, and from stopping to the day before going on."""
    first, last = clock.day_of(row.since), clock.day_of(row.until) - ONE_DAY
    spans = [(_day(one), _day(end)) for one, end in row.suspended or ()]
    spans += [(first, last)] if first <= last else []
    joined: list[tuple[date, date]] = []
    for begin, end in sorted(spans):
        if joined and begin <= joined[-1][1] + ONE_DAY:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((begin, end))
    return [[str(begin), str(end)] for begin, end in joined]


def _day(text: str) -> date:
    return date.fromisoformat(text)

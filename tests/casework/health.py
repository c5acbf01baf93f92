"""Looks a database over after anything went wrong on purpose, and names every promise that is broken in it."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.choices import StepKind
from tests.office import Office
from workflows.catalog import process_of
from workflows.engine import Run
from workflows.models import (
    AnsweredRequest,
    Base,
    Case,
    CaseStep,
    Chained,
    ChainHead,
    ChainLink,
    CreditEntry,
    Deadline,
    Document,
    NumberSeries,
    Task,
)
from workflows.register.chained import digest_of
from workflows.register.commit import GENESIS, body_of, link_of


def ailments(office: Office) -> list[str]:
    """Return a sentence for every broken promise; none when all is well."""
    with office.begin() as session:
        found = [
            *_steps(session),
            *_states(session),
            *_commits(session),
            *_answers(session),
            *_numbers(session),
            *_chain(session),
        ]
        return [*found, *_limits(session)]


def _steps(session: Session) -> Iterator[str]:
    """Each step has its seq without a hole, one credit entry, and the version counts them (B1.1, B1.3)."""
    entries = select(CreditEntry.case_id, CreditEntry.case_seq).where(CreditEntry.case_seq.is_not(None))
    told = Counter(tuple(row) for row in session.execute(entries))
    taken = Counter(tuple(row) for row in session.execute(select(CaseStep.case_id, CaseStep.seq)))
    for case in session.scalars(select(Case)):
        numbered = Counter((case.id, seq) for seq in range(1, case.version + 1))
        for what, rows in (("steps", taken), ("entries", told)):
            if (own := Counter({key: n for key, n in rows.items() if key[0] == case.id})) != numbered:
                yield f"{case.number}: {what} {sorted(seq for _, seq in own)} at version {case.version}"


def _states(session: Session) -> Iterator[str]:
    """What the engine waits for is what the task table shows, and a closed case waits for nothing (B1.4, B1.8)."""
    for case in session.scalars(select(Case)):
        run = Run.restore(process_of(session, case), case.state, None, str(case.id))  # type: ignore[arg-type]  # nothing moves
        waits = {task.id for task in run.open_tasks}
        shown = set(session.scalars(select(Task.id).where(Task.case_id == case.id)))
        if waits != shown:
            yield f"{case.number}: the engine waits for {len(waits)} tasks, the table shows {len(shown)}"
        if (case.closed_at is None) is run.finished:
            yield f"{case.number}: closed at {case.closed_at}, finished {run.finished}"


def _commits(session: Session) -> Iterator[str]:
    """Whatever was written with a step carries the commit id of a step (B1.2)."""
    steps = {step.commit_id: step.case_id for step in session.scalars(select(CaseStep))}
    for table in (CreditEntry, Document, Deadline, Task, AnsweredRequest):
        of_case = select(table.commit_id, table.case_id).where(table.case_id.is_not(None))
        if table is CreditEntry:  # a line about a limit (moved, reminded of) belongs to no step
            of_case = of_case.where(table.case_seq.is_not(None))
        for commit_id, case_id in session.execute(of_case):
            if steps.get(commit_id) != case_id:
                yield f"{table.__tablename__}: {commit_id} is no commit of its case"


def _answers(session: Session) -> Iterator[str]:
    """Whoever completed a step has the answer to the request kept in the same commit (B1.6)."""
    answered = set(session.scalars(select(AnsweredRequest.commit_id)))
    completed = select(CaseStep.commit_id).where(CaseStep.kind == StepKind.COMPLETED)
    if missing := [commit_id for commit_id in session.scalars(completed) if commit_id not in answered]:
        yield f"answers: {len(missing)} steps have none"


def _numbers(session: Session) -> Iterator[str]:
    """Each series counts from one without a gap up to its counter (B5.1)."""
    used: dict[tuple[str, int], list[int]] = defaultdict(list)
    for series, year, serial in session.execute(select(Document.series, Document.year, Document.serial)):
        used[series, year].append(serial)
    for counter in session.scalars(select(NumberSeries)):
        papers = sorted(used.get((counter.series, counter.year), _of_cases(session, counter)))
        if papers != list(range(1, counter.last + 1)):
            yield f"series {counter.series}: {papers}, counter {counter.last}"


def _of_cases(session: Session, counter: NumberSeries) -> list[int]:
    numbered = select(Case.number).where(Case.number.contains(f"{counter.series}〔{counter.year}〕"))
    return [int(number.split("〕")[1].removesuffix("号")) for number in session.scalars(numbered)]


def _chain(session: Session) -> Iterator[str]:
    """Each link holds what its commit wrote, and follows the link before; nothing stands outside (B6)."""
    written, head = _written(session), GENESIS
    for number, link in enumerate(session.scalars(select(ChainLink).order_by(ChainLink.seq)), start=1):
        head = link_of(head, body_of(written.pop(link.commit_id, [])))
        if (link.seq, link.head) != (number, head):
            yield f"chain: link {link.seq} does not hold what commit {link.commit_id} wrote"
    if written:
        yield f"chain: {len(written)} commits have no link"
    if session.scalars(select(ChainHead.head)).one() != head:
        yield "chain: the head is not the last link"


def _written(session: Session) -> dict[UUID, list[str]]:
    written: dict[UUID, list[str]] = defaultdict(list)
    for table in [one.class_ for one in Base.registry.mappers if issubclass(one.class_, Chained)]:
        for row in session.scalars(select(table)):
            written[row.commit_id].append(digest_of(row))
    return written


def _limits(session: Session) -> Iterator[str]:
    """Of each timer of a case at most one limit runs, and none but the law's in a closed case (B4.1)."""
    running = select(Deadline.case_id, Deadline.timer).where(Deadline.ended_at.is_(None))
    for (case_id, timer), number in Counter(tuple(row) for row in session.execute(running)).items():
        if number > 1:
            yield f"{case_id}: {number} limits of {timer} run at once"

"""Engine states: each proves its origin, agrees with the task table, and waits for something."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.choices import Role
from workflows.audit.definitions import stored_processes
from workflows.audit.finding import Finding
from workflows.audit.reading import Found
from workflows.engine import OpenTask, Process, Run
from workflows.errors import BrokenState
from workflows.models import Case, CaseStep, Deadline, Task

PART = 200
"""Cases looked at together, with one statement for their tasks and one for their limits."""


SAME = ("process_key", "name", "title", "role", "document_id")
"""What a row of an open task must say as the state says it."""


class TiedHands:
    """Hands that do nothing: restoring a case must not carry out a step or ask a table."""

    def call(self, process_key: str, operation: str, parameters: Mapping[str, Any]) -> Mapping[str, Any]:
        """Refuse. Raises AssertionError."""
        raise AssertionError(f"the auditor was asked to carry out {operation}")

    def decide(self, process_key: str, table: str, facts: Mapping[str, Any]) -> Mapping[str, Any]:
        """Refuse. Raises AssertionError."""
        raise AssertionError(f"the auditor was asked to decide by {table}")


@dataclass(frozen=True)
class Beside:
    """What the tables say beside the states of some cases: rows of open tasks, and timers that run."""

    tasks: Mapping[UUID, list[Found]]
    timers: Mapping[UUID, set[str]]


def check(session: Session) -> Iterator[Finding]:
    """B8.3: every state proves its origin; B1.4: it agrees with the task table; B1.8: no case is stuck."""
    processes = {digest: process for digest, process, _ in stored_processes(session) if process}
    chosen = select(
        Case.id, Case.definition_digest, Case.state, Case.closed_at, Case.suspended_at, Case.outcome
    ).order_by(Case.id)
    rows = session.execute(chosen.execution_options(yield_per=PART))
    for part in rows.partitions(PART):
        beside = _beside(session, [row.id for row in part])
        # A case under a diagram that cannot be read is named by B8.1, and cannot be restored.
        for row in (row for row in part if row.definition_digest in processes):
            yield from _restored(row, processes[row.definition_digest], beside)
    yield from _done_but_open(session)


def _beside(session: Session, ids: Sequence[UUID]) -> Beside:
    tasks: dict[UUID, list[Found]] = defaultdict(list)
    columns = (Task.id, Task.case_id, *(getattr(Task, name) for name in SAME))
    for task in session.execute(select(*columns).where(Task.case_id.in_(ids))):
        tasks[task.case_id].append(task)
    timers: dict[UUID, set[str]] = defaultdict(set)
    running = select(Deadline.case_id, Deadline.timer).where(
        Deadline.case_id.in_(ids), Deadline.ended_at.is_(None)
    )
    for case_id, timer in session.execute(running):
        timers[case_id].add(timer)
    return Beside(tasks, timers)


def _restored(row: Found, process: Process, beside: Beside) -> Iterator[Finding]:
    try:
        run = Run.restore(process, row.state, TiedHands(), str(row.id))
    except BrokenState:
        yield Finding("B8.3", "case", str(row.id), "流程状态未通过完整性校验。")
        return
    yield from _tasks(row.id, run.open_tasks, beside.tasks.get(row.id, []))
    yield from _end(row, run)
    # Whoever decides about it resumes a suspended case, whatever it waits for.
    goes_on = row.closed_at is None and row.suspended_at is None
    if goes_on and not run.open_tasks and not run.waiting_clocks & beside.timers.get(row.id, set()):
        yield Finding("B1.8", "case", str(row.id), "案件没有待办环节，流程也没有等待任何正在走的期限。")


def _tasks(case_id: UUID, ready: Sequence[OpenTask], rows: Sequence[Found]) -> Iterator[Finding]:
    expected = {task.id: _as_listed(task) for task in ready}
    listed = {row.id: tuple(getattr(row, name) for name in SAME) for row in rows}
    for task_id in sorted(expected.keys() - listed.keys()):
        title = expected[task_id][2]
        yield Finding("B1.4", "case", str(case_id), f"流程等待“{title}”（{task_id}），待办表中没有。")
    of_task = partial(Finding, "B1.4", "task")
    for task_id in sorted(listed.keys() - expected.keys()):
        yield of_task(str(task_id), f"案件 {case_id} 的流程没有等待“{listed[task_id][2]}”。")
    for task_id in sorted(listed.keys() & expected.keys()):
        if listed[task_id] != expected[task_id]:
            yield of_task(str(task_id), f"待办的环节、名称或者岗位与案件 {case_id} 的流程不同。")


def _as_listed(task: OpenTask) -> tuple[Any, ...]:
    """Return what the row of a task must say; a task may name what it is about, and a document."""
    about = task.facts.get(task.properties.get("about", ""))
    title = f"{task.title}：{about}" if about else task.title
    document = task.facts.get(task.properties.get("document", ""))
    named = task.facts.get(task.properties.get("role", ""))
    role = Role(named) if named else Role.labelled(task.lane)
    return task.process_key, task.name, title, role, UUID(document) if document else None


def _end(row: Found, run: Run) -> Iterator[Finding]:
    if run.finished is (row.closed_at is None):
        words = "流程已经结束，案件没有办结。" if run.finished else "案件已经办结，流程还在等待。"
        yield Finding("B1.4", "case", str(row.id), words)
    elif run.finished and str(run.data.get("outcome")) != row.outcome:
        yield Finding("B1.4", "case", str(row.id), f"案件的结果 {row.outcome} 与流程中的不同。")


def _done_but_open(session: Session) -> Iterator[Finding]:
    done = select(Task.id, CaseStep.seq).join(CaseStep, CaseStep.task_id == Task.id)
    for task_id, seq in session.execute(done):
        yield Finding("B1.4", "task", str(task_id), f"第 {seq} 步已经办完这一环节，它仍在待办表中。")

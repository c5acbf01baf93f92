"""A case that waits for nothing is named, though its state bears the house's own seal."""

import orjson
from SpiffWorkflow.util.task import TaskState
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from tests.audit.planting import change, findings, rewrite_chain
from workflows.engine import state
from workflows.models import Case, CaseStep, Deadline, Task

OPEN = TaskState.READY | TaskState.WAITING


def strand(session: Session) -> Case:
    """Take everything away that a case waits for: in its state, in the inbox, and its limits."""
    case = session.scalars(select(Case).where(Case.closed_at.is_(None)).order_by(Case.number)).first()
    body = orjson.loads(state.unseal(case.state, case.definition_digest, str(case.id)))
    [_, _, rows], called = body
    for row in rows + [row for *_, part in called for row in part]:
        row[3] = TaskState.CANCELLED if row[3] & OPEN else row[3]
    change(session, case, state=state.seal(orjson.dumps(body), case.definition_digest, str(case.id)))
    session.execute(delete(Task).where(Task.case_id == case.id))
    session.execute(delete(Deadline).where(Deadline.case_id == case.id, Deadline.ended_at.is_(None)))
    return case


def test_a_case_that_waits_for_nothing_is_stuck(session):
    case = strand(session)
    rewrite_chain(session)
    [found] = findings(session)
    assert (found.promise, found.table, found.row_id) == ("B1.8", "case", str(case.id))


def test_a_step_that_left_its_task_open_is_named(session):
    task = session.scalars(select(Task).order_by(Task.id)).first()
    step = session.scalars(select(CaseStep).where(CaseStep.case_id == task.case_id)).first()
    change(session, step, task_id=task.id)
    rewrite_chain(session)
    assert [(one.promise, one.row_id) for one in findings(session)] == [("B1.4", str(task.id))]

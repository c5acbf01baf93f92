"""The door by which a message of one case moves another, under the other's lock and once."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.choices import StepKind
from workflows import clock
from workflows.casework.due import fire_due, locked_case
from workflows.casework.moves import Move, carry
from workflows.errors import MessageNotAwaited
from workflows.models import Case, CaseMessage, CaseMessageTaken
from workflows.register.commit import Commit


def take(session: Session, message_id: UUID, case_id: UUID) -> bool:
    """Let a case take a message, and return whether it did.

    One that does not wait for it, stands still, or has ended takes nothing: it is offered again when the case waits.
    Raises ClockSetBack and what the steps raise.
    """
    case, at = locked_case(session, case_id), clock.now()
    message = session.get_one(CaseMessage, message_id)
    if _has_taken(session, message, case):
        return False
    fire_due(session, case, at)
    if case.closed_at is not None or case.suspended_at is not None:
        return False
    commit = Commit(at=at)
    try:
        carry(session, case, commit, _move(case, message), lambda run: run.tell(message.name, message.body))
    except MessageNotAwaited:
        return False
    commit.write(session, [CaseMessageTaken(message_id=message.id, case_id=case.id, at=at)])
    return True


def _has_taken(session: Session, message: CaseMessage, case: Case) -> bool:
    same = CaseMessageTaken.message_id == message.id, CaseMessageTaken.case_id == case.id
    return session.scalars(select(CaseMessageTaken.id).where(*same)).one_or_none() is not None


def _move(case: Case, message: CaseMessage) -> Move:
    return Move(
        kind=StepKind.MESSAGE,
        process_key=case.process_key,
        name=message.name,
        title=f"收到案件 {message.case.number} 的消息",
    )

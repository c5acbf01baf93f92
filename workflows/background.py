"""The jobs of the house: papers, messages, imports, deadlines, the end of publicity, and what was never used.

Each may run twice (a worker died, a lease ran out), so each looks first whether its work is done already.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.choices import MessageState
from workflows import casework, clock
from workflows.catalog import kept_by
from workflows.documents.addresses import check_address
from workflows.documents.bureau import bureau
from workflows.documents.issue import RENDER
from workflows.documents.page import page
from workflows.documents.papers import keep_paper, unprinted
from workflows.documents.press import print_pdf
from workflows.errors import FactsUnfit, LawConflict, LawGap
from workflows.importing import advance, open_file
from workflows.importing.runs import give_up
from workflows.jobs import Work, enqueue, every, job
from workflows.jobs.exchange import hand_over
from workflows.jobs.registry import MINUTE
from workflows.models import (
    Attachment,
    CaseMessage,
    CreditRecord,
    Document,
    ImportRun,
    PartyChange,
    PenaltyDecision,
    SharedMessage,
)
from workflows.models.importing import IMPORT
from workflows.register.commit import SYSTEM, Commit
from workflows.register.messages import DELIVER
from workflows.register.penalties import BY_A_FILE, REVOKED, put_penalties_on_record
from workflows.register.publicity import begin_showing, expire, records_over, records_to_begin
from workflows.steps.messages import CARRY, receivers

BATCH = 100


def _case_of_document(session: Session, document_id: str) -> UUID | None:
    document = session.get(Document, UUID(document_id))
    return document.case_id if document else None


@job(RENDER, title="文书排版", case_of=_case_of_document)
def render_document(work: Work, document_id: str) -> None:
    """Print the paper of an issued document from its frozen facts, once."""
    with work.reading() as session:
        document = unprinted(session, UUID(document_id))
        html = _html(document) if document else None
    if html is None:
        return
    pdf = print_pdf(html)
    with work.transaction() as session:
        keep_paper(session, UUID(document_id), pdf)


def _html(document: Document) -> str:
    return page(
        document.kind,
        document.facts,
        number=document.number,
        issued_on=document.issued_on,
        code=document.code,
        check_url=check_address(document),
    )


def _case_of_message(session: Session, message_id: str) -> UUID | None:
    message = session.get(SharedMessage, UUID(message_id))
    return message.case_id if message else None


@job(DELIVER, title="向外部系统发送消息", attempts=12, pause_seconds=5, case_of=_case_of_message)
def deliver_message(work: Work, message_id: str) -> None:
    """Put a message into the exchange folder of its recipient; the same message again changes nothing there."""
    with work.reading() as session:
        message = session.get_one(SharedMessage, UUID(message_id))
        envelope = None if message.state == MessageState.SENT else _envelope(message)
    if envelope is None:
        return
    hand_over(envelope)
    with work.transaction() as session:
        message = session.get_one(SharedMessage, UUID(message_id))
        message.state, message.sent_at = MessageState.SENT, clock.now()
        _note_delivery(session, message)


def _note_delivery(session: Session, message: SharedMessage) -> None:
    """End the limits that a message keeps, once the last of its kind has left the house.

    The case is locked first: of messages sent at once, the one that comes last must see the others as sent.
    """
    if message.case_id is None:
        return
    casework.locked_case(session, message.case_id)
    same = SharedMessage.case_id == message.case_id, SharedMessage.kind == message.kind
    if (
        session.scalar(select(SharedMessage.id).where(*same, SharedMessage.state != MessageState.SENT))
        is None
    ):
        for clock_name in kept_by(message.kind):
            casework.meet(session, message.case_id, clock_name, "已送出")


def _envelope(message: SharedMessage) -> Mapping[str, Any]:
    return {
        "id": str(message.id),
        "recipient": message.recipient,
        "kind": message.kind,
        "version": 1,
        "record_key": message.payload["record_key"],
        "payload": message.payload,
        "payload_digest": message.payload_digest,
        "source_unit": bureau().name,
        "source_code": bureau().uscc,
        "created_at": message.created_at.isoformat(),
    }


@job(CARRY, title="案件之间的消息", case_of=lambda session, message_id: _told_by(session, message_id).case_id)
def carry_message(work: Work, message_id: str) -> None:
    """Offer a message to each case that is linked to the one that told it, each in a transaction of its own."""
    with work.reading() as session:
        cases = receivers(session, _told_by(session, message_id))
    for case_id in cases:
        with work.transaction() as session:
            casework.take(session, UUID(message_id), case_id)


def _told_by(session: Session, message_id: str) -> CaseMessage:
    return session.get_one(CaseMessage, UUID(message_id))


def import_later(session: Session, run: ImportRun) -> None:
    """Ask for a waiting import to be carried out by the worker."""
    times = len(run.mapped)  # asked for again once a person has said what the titles are
    enqueue(session, IMPORT, run.id, key=f"{IMPORT}:{run.id}:{times}")


@job(IMPORT, title="导入文件")
def import_penalties(work: Work, run_id: int) -> None:
    """Carry an import to its end, each part in a transaction of its own; after a crash it goes on where it stood."""
    open_file(work.transaction, run_id)
    more = True
    while more:
        more = import_part(work, run_id)


def import_part(work: Work, run_id: int) -> bool:
    """Import the next part and return whether more is to come; a file that the law tables do not know ends."""
    try:
        with work.transaction() as session:
            return advance(session, run_id, put_on_record)
    except (LawGap, LawConflict, FactsUnfit) as problem:
        with work.transaction() as session:
            give_up(session, run_id, str(problem))
        return False


def put_on_record(
    session: Session, decisions: list[tuple[PenaltyDecision, bool]], changes: Sequence[PartyChange] = ()
) -> None:
    """Put a part of an import on the credit record, with what it made known of parties.

    Cases about records of decisions that were revoked end.
    """
    commit = Commit()
    commit.write(session, changes)
    casework.lock_cases_about_decisions(
        session, [penalty.id for penalty, _ in decisions if penalty.decision_state == REVOKED]
    )
    gone = put_penalties_on_record(session, commit, decisions)
    casework.end_cases_about(session, [record.id for record in gone], BY_A_FILE, SYSTEM)


@job("sweep_deadlines", title="到期处理")
def sweep_deadlines(work: Work) -> None:
    """Fire every deadline that is due, case by case, so that broken cases hold up no other, however many they are."""
    skip = 0
    while cases := _due(work, skip):
        for case_id in cases:
            enqueue_wake(work, case_id)
        skip += BATCH


def _due(work: Work, skip: int) -> Sequence[UUID]:
    with work.reading() as session:
        return casework.due_cases(session, BATCH, skip)


def enqueue_wake(work: Work, case_id: UUID) -> None:
    """Ask for one case to be woken; what fails there becomes a task for a person about that case."""
    with work.transaction() as session:
        due = casework.next_due_id(session, case_id)
        if due is not None:
            enqueue(session, WAKE, str(case_id), key=f"{WAKE}:{due}:{_turn(clock.now())}")


WAKE = "wake_case"
WAKE_AGAIN = 10 * MINUTE
"""After so many seconds a deadline that is still due is asked for again, whatever became of the wake before."""


def _turn(now: datetime) -> int:
    return int(now.timestamp() // WAKE_AGAIN)


@job(WAKE, title="案件到期处理", case_of=lambda _session, case_id: UUID(case_id))
def wake_case(work: Work, case_id: str) -> None:
    """Fire what is due in one case, under its lock."""
    with work.transaction() as session:
        casework.wake(session, UUID(case_id))


@job("begin_due_publicity", title="到期开始公示")
def begin_due_publicity(work: Work) -> None:
    """Begin the showing of every record whose first day of publicity has come (公示规定 8)."""
    batch_by_batch(work, begin_batch)


def begin_batch(session: Session) -> bool:
    """Begin to show up to a batch of records and return whether there may be more."""
    return _turned(session, records_to_begin(session, clock.today(), BATCH), begin_showing)


@job("end_expired_publicity", title="公示期满停止公示")
def end_expired_publicity(work: Work) -> None:
    """End the showing of every record whose maximum period is over, without any case (R1)."""
    batch_by_batch(work, end_batch)


def end_batch(session: Session) -> bool:
    """End up to a batch of records and return whether there may be more."""
    return _turned(session, records_over(session, clock.today(), BATCH), expire)


def batch_by_batch(work: Work, batch: Callable[[Session], bool]) -> None:
    """Take batches until there are no more, each in a transaction of its own."""
    more = True
    while more:
        with work.transaction() as session:
            more = batch(session)


def _turned(
    session: Session,
    due: Sequence[CreditRecord],
    turn: Callable[[Session, Commit, CreditRecord], None],
) -> bool:
    commit = Commit()
    for record in due:
        turn(session, commit, record)
    return len(due) == BATCH


@job("forget_unused_files", title="清理未使用的附件")
def forget_unused_files(work: Work) -> None:
    """Remove files that were staged but never handed in with a form."""
    with work.transaction() as session:
        stale = Attachment.uploaded_at < clock.now() - STAGED_FOR
        nowhere = Attachment.case_id.is_(None), Attachment.lead_id.is_(None)
        for file in session.scalars(select(Attachment).where(*nowhere, stale)):
            session.delete(file)


@job("free_lapsed_claims", title="收回无法办理的待办")
def free_lapsed_claims(work: Work) -> None:
    """Give back what was claimed by a delegation that ran out, or by anybody who may not do it any more."""
    with work.transaction() as session:
        casework.free_lapsed(session)


STAGED_FOR = timedelta(hours=24)

every(20, "sweep_deadlines")
every("0 1 0 * * *", "free_lapsed_claims")
every("0 2 0 * * *", "begin_due_publicity")
every("0 5 0 * * *", "end_expired_publicity")
every("0 30 3 * * *", "forget_unused_files")

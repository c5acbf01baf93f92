"""Messages between cases: each step that a message caused took one, of a case that is linked to its own."""

from collections.abc import Iterator

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from workflows.audit.finding import Finding
from workflows.audit.reading import each
from workflows.models import CaseLink, CaseMessage, CaseMessageTaken, CaseStep

BY_MESSAGE = "message"


def check(session: Session) -> Iterator[Finding]:
    """B1.11: a message moves a case by one step, which is on record as taken, and comes from a linked case."""
    same = CaseMessageTaken.case_id == CaseStep.case_id, CaseMessageTaken.commit_id == CaseStep.commit_id
    step = select(CaseStep.id).where(*same, CaseStep.kind == BY_MESSAGE, CaseStep.name == CaseMessage.name)
    linked = or_(
        and_(CaseLink.case_id == CaseMessage.case_id, CaseLink.earlier_id == CaseMessageTaken.case_id),
        and_(CaseLink.earlier_id == CaseMessage.case_id, CaseLink.case_id == CaseMessageTaken.case_id),
    )
    taken = select(CaseMessageTaken.id, CaseMessageTaken.case_id, CaseMessageTaken.message_id)
    taken = taken.join(CaseMessage, CaseMessage.id == CaseMessageTaken.message_id)
    stray = taken.where(or_(~step.exists(), ~select(CaseLink.id).where(linked).exists()))
    words = "案件 {case_id} 没有因消息 {message_id} 办理过，或者与发出消息的案件没有关联。"
    yield from each(session, "B1.11", "case_message_taken", stray, words)
    # A corrected paper, a withdrawn record and a new diagram move a case as well; no case tells of them.
    named = CaseStep.kind == BY_MESSAGE, CaseStep.name.in_(select(CaseMessage.name))
    untold = select(CaseStep.id, CaseStep.case_id, CaseStep.seq).where(
        *named, ~select(CaseMessageTaken.id).where(*same).exists()
    )
    yield from each(session, "B1.11", "case_step", untold, "案件 {case_id} 的第 {seq} 步没有收到过消息。")

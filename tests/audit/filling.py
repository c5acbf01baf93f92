"""Leaves a row in each table that the weeks of work do not reach, in commits of its own."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows.models import (
    AccountChange,
    AddressConfirmation,
    Appointment,
    AppointmentVerdict,
    Case,
    CaseAct,
    CaseActDecision,
    CaseMessage,
    CaseMessageTaken,
    Chained,
    CharacterWriting,
    Deadline,
    DeadlineMove,
    Delegation,
    DelegationEnd,
    Document,
    DocumentChange,
    Officer,
    ParameterSetting,
    PartyChange,
    PurposeStatement,
    Reassignment,
    WorkCalendar,
)
from workflows.register.commit import Commit
from workflows.register.erasure import Wanted, erase
from workflows.register.sealing_session import SealingSession

DAY = date(2026, 11, 23)


def fill_the_other_tables(owner: Session) -> None:
    """Leave the rows, and an erasure of one of their texts; the chain goes on over them."""
    with SealingSession(owner.connection(), join_transaction_mode="create_savepoint") as session:
        lent = _fill(session)
        session.commit()
        what = Wanted(table="delegation", row_id=lent.id, column="reason", reason="本人申请")
        erase(session, Commit(lent.officer_id), what)
        session.commit()


def _fill(session: Session) -> Delegation:
    one, other = session.scalars(select(Officer.id).order_by(Officer.id).limit(2))
    paper = session.scalars(
        select(Document).join(Case, Document.case_id == Case.id).where(Case.closed_at.is_not(None))
    ).first()
    commit = Commit(one)
    ended, lent = (Delegation(**_lending(one, other), at=commit.at) for _ in range(2))
    stated = PurposeStatement(
        officer_id=one, case_id=paper.case_id, purpose="enquiry", words="来访", at=commit.at, until=commit.at
    )
    changed = AccountChange(
        officer_id=one, event="certified", reason="换证", detail="23030001", by_id=other, at=commit.at
    )
    asked = Appointment(
        officer_id=one, role="reviewer", change="grant", reason="任命", asked_by_id=other, at=commit.at
    )
    given = Reassignment(
        case_id=paper.case_id,
        task_id=paper.id,
        title="核实",
        from_id=one,
        reason="病假",
        by_id=other,
        at=commit.at,
    )
    rows = [
        ended,
        lent,
        stated,
        changed,
        asked,
        given,
        *_of_a_case(session, paper, commit),
        *_of_the_law(commit),
    ]
    commit.write(session, rows)
    session.flush()
    commit.write(session, [DelegationEnd(delegation_id=ended.id, reason="提前返回", at=commit.at)])
    confirmed = AppointmentVerdict(appointment_id=asked.id, verdict="confirmed", by_id=one, at=commit.at)
    commit.write(session, [confirmed])
    return lent


def _lending(one: int, other: int) -> dict:
    days = {"from_day": DAY, "until_day": DAY + timedelta(days=7)}
    return {"officer_id": one, "delegate_id": other, "role": "reviewer", "reason": "出差", **days}


def _of_a_case(session: Session, paper: Document, commit: Commit) -> Iterator[Chained]:
    yield DocumentChange(document_id=paper.id, standing="withdrawn", reason="有误", at=commit.at)
    # Whatever is kept of a case belongs to one of its steps; these rows come from none, so B1.2 names them.
    yield AddressConfirmation(
        case_id=paper.case_id,
        entity_id=1,
        address="sealed",
        consent=False,
        signed_on=DAY,
        proof_ids={},
        officer_id=commit.actor_id,
        at=commit.at,
    )
    told = CaseMessage(id=uuid4(), case_id=paper.case_id, name="visited", body={"seen": True}, at=commit.at)
    yield told
    yield CaseMessageTaken(message_id=told.id, case_id=paper.case_id, at=commit.at)
    asked = CaseAct(
        case_id=paper.case_id, kind="suspend", ground="general_related_case", reason="等候", at=commit.at
    )
    yield asked
    yield CaseActDecision(
        act=asked, verdict="declined", opinion="原因不明", by_id=commit.actor_id, at=commit.at
    )
    deadline = session.scalars(select(Deadline).order_by(Deadline.id)).first()
    later = {"new_last_day": DAY + timedelta(days=1), "new_due_at": commit.at + timedelta(days=1)}
    yield DeadlineMove(
        deadline_id=deadline.id,
        case_id=deadline.case_id,
        old_last_day=DAY,
        old_due_at=commit.at,
        **later,
        old_calendar_version="a",
        calendar_version="b",
        why="放假",
        at=commit.at,
    )


def _of_the_law(commit: Commit) -> Iterator[Chained]:
    known = {"kind": "code_confirmed", "was": "", "became": "91350203M0007QKT1A", "source": "营业执照"}
    yield PartyChange(entity_id=1, **known, from_day=DAY, officer_id=commit.actor_id, at=commit.at)
    yield CharacterWriting(
        character="\U00030001", writing="（左口右乙）", officer_id=commit.actor_id, at=commit.at
    )
    answer = {"key": "tier.suspension", "value": "SERIOUS", "reason": "核实", "confirmed_by": "法规科"}
    yield ParameterSetting(**answer, from_day=DAY, set_by_id=commit.actor_id, at=commit.at)
    notice = {"year": 2027, "content": {}, "notice_number": "国办发明电〔2026〕9号", "filename": "2027.toml"}
    yield WorkCalendar(**notice, sha256="0" * 64, at=commit.at)

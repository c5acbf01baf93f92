"""Faults in what links cases."""

from uuid import uuid4

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from tests.audit.finding_rows import Named
from tests.audit.planting import change
from workflows.models import CaseLink, CaseMessage, CaseMessageTaken, CaseStep


def a_case_linked_after_it_was_opened(session: Session) -> set[Named]:
    link = session.scalars(select(CaseLink)).first()
    other = session.scalars(select(CaseStep).where(CaseStep.case_id != link.case_id)).first()
    change(session, link, commit_id=other.commit_id)
    return {("B1.10", "case_link", str(link.id))}


def a_case_linked_to_one_that_was_opened_later(session: Session) -> set[Named]:
    link = session.scalars(select(CaseLink)).first()
    change(session, link, case_id=link.earlier_id, earlier_id=link.case_id)
    return {("B1.10", "case_link", str(link.id))}


def a_message_that_is_said_to_be_taken_and_moved_nothing(session: Session) -> set[Named]:
    link = session.scalars(select(CaseLink)).first()
    teller, taker = (
        session.scalars(select(CaseStep).filter_by(case_id=case_id, seq=1)).one()
        for case_id in (link.earlier_id, link.case_id)
    )
    told = {"id": uuid4(), "name": "visited", "body": {}}
    seal = {"case_id": teller.case_id, "at": teller.at, "commit_id": teller.commit_id}
    session.connection().execute(insert(CaseMessage).values(**told, **seal))
    taken = {"id": 1, "message_id": told["id"], "case_id": taker.case_id}
    row = insert(CaseMessageTaken).values(**taken, at=taker.at, commit_id=taker.commit_id)
    session.connection().execute(row)
    return {("B1.11", "case_message_taken", "1")}

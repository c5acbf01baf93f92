"""Faults in what links cases."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.audit.finding_rows import Named
from tests.audit.planting import change
from workflows.models import CaseLink, CaseStep


def a_case_linked_after_it_was_opened(session: Session) -> set[Named]:
    link = session.scalars(select(CaseLink)).first()
    other = session.scalars(select(CaseStep).where(CaseStep.case_id != link.case_id)).first()
    change(session, link, commit_id=other.commit_id)
    return {("B1.10", "case_link", str(link.id))}


def a_case_linked_to_one_that_was_opened_later(session: Session) -> set[Named]:
    link = session.scalars(select(CaseLink)).first()
    change(session, link, case_id=link.earlier_id, earlier_id=link.case_id)
    return {("B1.10", "case_link", str(link.id))}

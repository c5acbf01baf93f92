"""Faults in what was done with leads."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.audit.finding_rows import Named
from tests.audit.planting import change
from workflows.models import LeadChange


def done(session: Session, standing: str) -> LeadChange:
    """Return the last change to a standing."""
    found = select(LeadChange).filter_by(standing=standing).order_by(LeadChange.id.desc())
    return session.scalars(found).first()


def a_lead_that_was_never_registered(session: Session) -> set[Named]:
    assigned = done(session, "assigned")
    first = session.scalars(select(LeadChange).filter_by(lead_id=assigned.lead_id, seq=1)).one()
    change(session, first, standing="referred")
    return {("B1.9", "lead", str(first.lead_id))}


def a_lead_of_which_a_step_is_missing(session: Session) -> set[Named]:
    assigned = done(session, "assigned")
    change(session, assigned, seq=assigned.seq + 1)
    return {("B1.9", "lead_change", str(assigned.id))}


def a_lead_dealt_with_after_its_end(session: Session) -> set[Named]:
    assigned = done(session, "assigned")
    before = session.scalars(
        select(LeadChange).filter_by(lead_id=assigned.lead_id, seq=assigned.seq - 1)
    ).one()
    change(session, before, standing="dismissed", department_id=done(session, "registered").department_id)
    earlier = session.scalars(select(LeadChange).filter_by(lead_id=before.lead_id, seq=before.seq - 1)).one()
    change(session, earlier, department_id=before.department_id)
    return {("B1.9", "lead_change", str(assigned.id))}


def a_lead_that_came_to_another_section_unsaid(session: Session) -> set[Named]:
    dismissed, referred = done(session, "dismissed"), done(session, "referred")
    before = session.scalars(select(LeadChange).filter_by(lead_id=referred.lead_id, seq=2)).one()
    change(session, dismissed, department_id=before.department_id)
    return {("B1.9", "lead_change", str(dismissed.id))}


def a_lead_that_came_to_another_officer_unsaid(session: Session) -> set[Named]:
    dismissed = done(session, "dismissed")
    change(session, dismissed, officer_id=done(session, "assigned").officer_id)
    return {("B1.9", "lead_change", str(dismissed.id))}

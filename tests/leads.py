"""Registers leads and deals with them, as the pages do."""

from datetime import date
from typing import Any

from forms.choices import LeadSource, LeadStanding
from tests.office import Office
from workflows import casework
from workflows.casework import leads
from workflows.register.commit import Commit

RECEIVED = date(2026, 11, 20)
SAID = "反映该店销售超过保质期的糕点。"


def lead_of(office: Office, by: str | None = "window", section: str = "food", **facts: Any) -> int:
    """Register a lead, by an officer or by the worker, and return its number."""
    found = {"source": LeadSource.COMPLAINT, "received_on": RECEIVED, "content": SAID, **facts}
    with office.begin() as session:
        commit = Commit(office.people[by], by) if by else Commit()
        number: int = leads.register(
            session, commit, leads.Found(**found, department=office.sections[section])
        ).id
    return number


def treat(office: Office, lead: int, standing: LeadStanding, by: str = "approver", **told: Any) -> None:
    with office.begin() as session:
        actor = casework.actor_of(session, office.people[by])
        leads.deal_with(session, lead, leads.Done(standing=standing, told=told), actor)

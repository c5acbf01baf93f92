"""Registers leads and deals with them, as the pages do."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from forms.choices import LeadSource, LeadStanding
from tests.office import Office
from workflows import casework
from workflows.casework import leads
from workflows.casework.opening_from_lead import Opening, open_from_lead
from workflows.register.commit import Commit
from workflows.register.leads import Found, register

RECEIVED = date(2026, 11, 20)
REACHED = {"delivery_address": "鸡西市鸡冠区中心大街1号", "electronic_consent": "false"}
SAID = "反映该店销售超过保质期的糕点。"


def lead_of(office: Office, by: str | None = "window", section: str = "food", **facts: Any) -> int:
    """Register a lead, by an officer or by the worker, and return its number."""
    found = {"source": LeadSource.COMPLAINT, "received_on": RECEIVED, "content": SAID, **facts}
    with office.begin() as session:
        commit = Commit(office.people[by], by) if by else Commit()
        number: int = register(session, commit, Found(**found, department=office.sections[section])).id
    return number


def treat(office: Office, lead: int, standing: LeadStanding, by: str = "approver", **told: Any) -> None:
    with office.begin() as session:
        actor = casework.actor_of(session, office.people[by])
        leads.deal_with(session, lead, leads.Done(standing=standing, told=told), actor)


def assigned_lead(office: Office, **facts: Any) -> int:
    """Register a lead that the case officer looks at, and return its number."""
    lead = lead_of(office, **facts)
    treat(office, lead, LeadStanding.ASSIGNED, officer_id=office.people["case_officer"])
    return lead


def open_from(
    office: Office, lead: int, party: int, by: str = "case_officer", key: UUID | None = None
) -> UUID:
    """Open a penalty case from a lead, and return its id; what the lead says is not told again."""
    answers = {"department": str(office.sections["food"]), **REACHED}
    opening = Opening(lead_id=lead, process_key="penalty", entity_id=party)
    with office.begin() as session:
        actor = casework.actor_of(session, office.people[by])
        return open_from_lead(session, opening, answers, actor, key or uuid4())

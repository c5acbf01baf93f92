"""The door by which a case opens from a lead: once, with what the lead says taken over, and both are linked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.choices import SETTLED, LeadStanding
from workflows.casework.actor import Actor
from workflows.casework.cases import open_case
from workflows.casework.leads import Done, demand_open, handles, locked_last, next_change
from workflows.catalog import catalog
from workflows.errors import LeadAboutAnother, NotAllowed, NotFound
from workflows.models import AnsweredRequest, BusinessEntity, CaseStep, Lead, LeadChange
from workflows.register.commit import Commit


@dataclass(frozen=True, kw_only=True)
class Opening:
    """What case is to be opened from which lead, about whom."""

    lead_id: int
    process_key: str
    entity_id: int


def taken_over(lead: Lead, process_key: str) -> dict[str, Any]:
    """Return the answers of a procedure's opening form that the lead gives, as a page would send them."""
    procedure = catalog().get(process_key)
    if procedure is None:
        raise NotFound
    told = {name: getattr(lead, source) for name, source in procedure.declared.of_lead.items()}
    return {name: "" if value is None else str(value) for name, value in told.items()}


def open_from_lead(
    session: Session, opening: Opening, submitted: Mapping[str, Any], actor: Actor, key: UUID
) -> UUID:
    """Open a case from a lead, and return its id; the same request again returns the same case.

    Raises NotFound, NotAllowed unless the actor handles the lead, LeadSettled when a case was opened from it or it
    ended otherwise, LeadAboutAnother, and whatever `open_case` raises.
    """
    last = locked_last(session, opening.lead_id)
    if not handles(actor, last):
        raise NotAllowed("从线索立案，由核查这一线索的人员或者分办科室的负责人办理。")
    is_again = last.standing in SETTLED and session.get(AnsweredRequest, key) is not None
    if not is_again:
        demand_open(last)
        _demand_same_party(session, last.lead, opening.entity_id)
    answers = {**submitted, **taken_over(last.lead, opening.process_key)}
    case_id = open_case(session, opening.process_key, opening.entity_id, answers, actor, key)
    if not is_again:
        _link(session, last, case_id, actor)
    return case_id


def _link(session: Session, last: LeadChange, case_id: UUID, actor: Actor) -> None:
    """Say of the lead that a case was opened from it, in the commit of the case's first step."""
    first = select(CaseStep).where(CaseStep.case_id == case_id, CaseStep.seq == 1)
    step = session.scalars(first).one()
    commit = Commit(actor.officer_id, actor.name, id=step.commit_id, at=step.at)
    next_change(session, last, Done(standing=LeadStanding.OPENED, told={"case_id": case_id}), commit)


def _demand_same_party(session: Session, lead: Lead, entity_id: int) -> None:
    """Raise LeadAboutAnother unless the lead names no party on file, or this one. Raises NotFound."""
    party = session.get(BusinessEntity, entity_id)
    if party is None:
        raise NotFound
    if lead.entity is not None and lead.entity.party_id != party.party_id:
        raise LeadAboutAnother

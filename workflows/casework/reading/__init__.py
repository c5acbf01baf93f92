"""What pages show, read in a few statements and handed over as plain rows; no engine is asked for a list."""

from workflows.casework.reading.accounts import account, waiting_appointments
from workflows.casework.reading.acts import act_page, act_rows, acts_of, suspended_cases, waiting_acts
from workflows.casework.reading.case import (
    CasePage,
    TaskPage,
    begins_with,
    case_of_task,
    case_page,
    open_task,
    previews,
    task_form,
    task_page,
)
from workflows.casework.reading.consultations import CaseHead, Sought, case_head, consultations
from workflows.casework.reading.entity import (
    EntityPage,
    StartPage,
    entity_page,
    start_page,
    start_page_about,
)
from workflows.casework.reading.inbox import InboxRow, inbox
from workflows.casework.reading.known import known_page
from workflows.casework.reading.leads import (
    LeadPage,
    LeadSought,
    lead_of_case,
    lead_page,
    leads,
    leads_about,
    leads_waiting,
    sections,
    waiting_leads,
)
from workflows.casework.reading.links import LinkedCase, links_of
from workflows.casework.reading.outreach import outreach
from workflows.casework.reading.parties import entity_on_file
from workflows.casework.reading.posts import delegations, posts
from workflows.casework.reading.reminders import (
    reminders,
    supervision_rows,
    supervisions,
    waiting_supervisions,
)
from workflows.casework.reading.search import search_entities
from workflows.casework.reading.second_officers import (
    asked_by,
    asked_of,
    request_of,
    request_row,
    waiting_requests,
)
from workflows.casework.reading.status import changed_parties

__all__ = [
    "CaseHead",
    "CasePage",
    "EntityPage",
    "InboxRow",
    "LeadPage",
    "LeadSought",
    "LinkedCase",
    "Sought",
    "StartPage",
    "TaskPage",
    "account",
    "act_page",
    "act_rows",
    "acts_of",
    "asked_by",
    "asked_of",
    "begins_with",
    "case_head",
    "case_of_task",
    "case_page",
    "changed_parties",
    "consultations",
    "delegations",
    "entity_on_file",
    "entity_page",
    "inbox",
    "known_page",
    "lead_of_case",
    "lead_page",
    "leads",
    "leads_about",
    "leads_waiting",
    "links_of",
    "open_task",
    "outreach",
    "posts",
    "previews",
    "reminders",
    "request_of",
    "request_row",
    "search_entities",
    "sections",
    "start_page",
    "start_page_about",
    "supervision_rows",
    "supervisions",
    "suspended_cases",
    "task_form",
    "task_page",
    "waiting_acts",
    "waiting_appointments",
    "waiting_leads",
    "waiting_requests",
    "waiting_supervisions",
]

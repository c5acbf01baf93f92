"""What pages show, read in a few statements and handed over as plain rows; no engine is asked for a list."""

from workflows.casework.reading.case import CasePage, TaskPage, case_page, previews, task_form, task_page
from workflows.casework.reading.entity import (
    EntityPage,
    StartPage,
    entity_page,
    outreach,
    search_entities,
    start_page,
    start_page_about,
)
from workflows.casework.reading.inbox import InboxRow, inbox
from workflows.casework.reading.posts import delegations, posts

__all__ = [
    "CasePage",
    "EntityPage",
    "InboxRow",
    "StartPage",
    "TaskPage",
    "case_page",
    "delegations",
    "entity_page",
    "inbox",
    "outreach",
    "posts",
    "previews",
    "search_entities",
    "start_page",
    "start_page_about",
    "task_form",
    "task_page",
]

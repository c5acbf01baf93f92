"""The doors of a case: every change to a case goes through one of these functions."""

from workflows.casework.actor import Actor, actor_of
from workflows.casework.cases import open_case, open_cases, openable, start_form
from workflows.casework.claims import free_lapsed
from workflows.casework.correcting import correction_form, replace_paper, settled, texts_of
from workflows.casework.definitions import Running, diagram_of, refuse_stranding, running
from workflows.casework.due import due_cases, locked_case, meet, next_due_id, wake
from workflows.casework.ending import end_cases_about, lock_cases_about_decisions
from workflows.casework.messages import take
from workflows.casework.reading import task_form
from workflows.casework.recusal import Ground, recuse
from workflows.casework.reminding import cases_to_remind, remind
from workflows.casework.tasks import Answer, claim, complete_task, release
from workflows.casework.transferring import Transfer, transfer, try_transfer

__all__ = [
    "Actor",
    "Answer",
    "Ground",
    "Running",
    "Transfer",
    "actor_of",
    "cases_to_remind",
    "claim",
    "complete_task",
    "correction_form",
    "diagram_of",
    "due_cases",
    "end_cases_about",
    "free_lapsed",
    "lock_cases_about_decisions",
    "locked_case",
    "meet",
    "next_due_id",
    "open_case",
    "open_cases",
    "openable",
    "recuse",
    "refuse_stranding",
    "release",
    "remind",
    "replace_paper",
    "running",
    "settled",
    "start_form",
    "take",
    "task_form",
    "texts_of",
    "transfer",
    "try_transfer",
    "wake",
]

"""Deadlines and steps of a case, in the words of a page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.choices import DeadlineEnd, Role, StepKind
from workflows import clock
from workflows.law import workdays_between
from workflows.models import CaseStep, Deadline, Department, FormWording, Officer, StepWording
from workflows.steps.limits import STOPPED, SUSPENDED
from workflows.steps.personal import MARK, opened


@dataclass(frozen=True, kw_only=True)
class CaseDeadline:
    """A deadline with the reason for its day; `days_left` are working days."""

    title: str
    last_day: date
    days_left: int
    provisional: bool
    sentence: str
    basis: str
    ended: str | None
    ended_label: str
    end_reason: str
    told: Sequence[str]
    """When it was brought to mind, and what the head of the section said of it."""


@dataclass(frozen=True, kw_only=True)
class CaseHistory:
    """A step that was taken, with what was answered in it."""

    title: str
    kind_label: str
    at: datetime
    actor_name: str
    role_label: str
    answers: list[tuple[str, str]]


def deadline_rows(deadlines: Sequence[Deadline], told: Mapping[int, Sequence[str]]) -> list[CaseDeadline]:
    """Return deadlines for a page, each with what was told of it: the running first, then the ended, by day."""
    ordered = sorted(deadlines, key=lambda row: (row.ended_at is not None, row.due_at))
    return [_deadline(row, told.get(row.id, ())) for row in ordered]


def _deadline(row: Deadline, told: Sequence[str]) -> CaseDeadline:
    return CaseDeadline(
        title=row.title,
        last_day=row.last_day,
        days_left=workdays_between(clock.today(), row.last_day),
        provisional=row.provisional,
        sentence=row.sentence,
        basis=row.basis,
        ended=row.ended,
        ended_label=_end_label(row),
        end_reason=row.end_reason or "",
        told=told,
    )


def _end_label(row: Deadline) -> str:
    """Return how a limit ended; one that stopped only is told by its reason."""
    stopped = str(row.end_reason).startswith((STOPPED, SUSPENDED))
    return "已停止" if stopped else DeadlineEnd(row.ended).label if row.ended else ""


def history_rows(session: Session, case_id: UUID, steps: Sequence[CaseStep]) -> list[CaseHistory]:
    """Return the steps of a case for a page, the first first, each in the words in which it was taken."""
    names, wordings = _names(session), _wordings(session, case_id)
    return [_history(step, wordings.get(step.id, {}), names) for step in steps]


Wording = Mapping[str, Mapping[str, Any]]
"""Of each answer of a form the label, the kind, and what its codes mean."""


def _wordings(session: Session, case_id: UUID) -> Mapping[int, Wording]:
    """Return the words of the forms of a case's steps, as they were kept."""
    kept = select(StepWording.step_id, FormWording.content).join(
        FormWording, FormWording.digest == StepWording.digest
    )
    of_case = kept.join(CaseStep, CaseStep.id == StepWording.step_id).where(CaseStep.case_id == case_id)
    return {step_id: orjson.loads(content) for step_id, content in session.execute(of_case)}


Names = Mapping[str, Mapping[str, str]]
OFFICERS = ("officer", "companion", "server", "member", "members", "hearing_host", "hearing_clerk", "anyone")
"""The kinds of fields whose answers are officers."""


def _names(session: Session) -> Names:
    """Return what stands behind the numbers that a field keeps, by the kind of the field."""
    people = {str(key): name for key, name in session.execute(select(Officer.id, Officer.name))}
    sections = session.execute(select(Department.id, Department.name))
    return {**dict.fromkeys(OFFICERS, people), "department": {str(key): name for key, name in sections}}


def _history(step: CaseStep, wording: Wording, names: Names) -> CaseHistory:
    return CaseHistory(
        title=step.title,
        kind_label=StepKind(step.kind).label,
        at=step.at,
        actor_name=_actors(step),
        role_label=Role.words(step.actor_role),
        answers=_answers(step, wording, names),
    )


def _actors(step: CaseStep) -> str:
    """Return who acted, and in whose place."""
    name = step.actor.name if step.actor else ""
    return f"{name}（代{step.for_officer.name}）" if step.for_officer else name


def _answers(step: CaseStep, wording: Wording, names: Names) -> list[tuple[str, str]]:
    """Return a step's answers with their labels; of personal text only the last characters are shown (B7.3)."""
    said = {name: value for name, value in step.answers.items() if value not in (None, "", [])}
    return [_answer(wording.get(name, {}), name, value, names) for name, value in said.items()]


def _answer(words: Mapping[str, Any], name: str, value: Any, names: Names) -> tuple[str, str]:
    kind, choices = words.get("kind", ""), words.get("choices", {})
    return str(words.get("label", name)), _shown(kind, names.get(kind) or choices, value)


SHOWN = 4


def masked(text: str) -> str:
    """Return personal text with all but its last characters hidden; short text is hidden whole."""
    return "*" * len(text) if len(text) <= SHOWN * 2 else "*" * (len(text) - SHOWN) + text[-SHOWN:]


def _shown(kind: str, choices: Mapping[str, str], value: Any) -> str:
    if isinstance(value, str) and value.startswith(MARK):
        return masked(opened(value))
    return _in_words(kind, choices, value)


def _in_words(kind: str, choices: Mapping[str, str], value: Any) -> str:
    match kind, value:
        case "attachments", list():
            return f"{len(value)} 个附件"
        case _, bool():
            return "是" if value else "否"
        case _, list():
            return "；".join(choices.get(str(one), str(one)) for one in value)
        case _:
            return choices.get(str(value), str(value))

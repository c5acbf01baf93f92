"""One case as a page shows it: facts, deadlines, papers, what was done, the diagram, and the form that waits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, object_session

from forms import TaskForm
from forms.choices import DECIDING, RecordKind, RecordState, Role, Tier
from workflows import clock
from workflows.casework.actor import Actor
from workflows.casework.hands import CaseHands
from workflows.casework.reading.people import CasePerson, people_rows
from workflows.casework.reading.reminders import told_of
from workflows.casework.reading.status import StatusNotice, status_notice
from workflows.casework.reading.succession import CaseSuccession, case_succession
from workflows.casework.reading.wording import CaseDeadline, CaseHistory, deadline_rows, history_rows
from workflows.casework.standing import collision, refusal, standing_of
from workflows.catalog import form_of, outcome_words, papers_of, procedure_of, process_of
from workflows.documents.catalogue import kind_of
from workflows.documents.page import page
from workflows.documents.writings import writable
from workflows.engine import Run
from workflows.errors import NotFound, TaskNotOpen
from workflows.models import Attachment, Case, Document, Task
from workflows.register.commit import Commit
from workflows.register.wording import publication_words
from workflows.steps import StepContext
from workflows.steps.dossier import Dossier

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class OpenTaskRow:
    """A task of the case that waits."""

    id: UUID
    title: str
    role_label: str
    claimed_by_name: str | None


@dataclass(frozen=True, kw_only=True)
class CasePage:
    """A case as its page shows it."""

    case: Case
    status: StatusNotice | None
    succession: CaseSuccession | None
    """What is to be known of the party's status."""
    title: str
    outcome_label: str
    tasks: Sequence[OpenTaskRow]
    facts: Pairs
    deadlines: Sequence[CaseDeadline]
    documents: Sequence[Document]
    attachments: Sequence[Attachment]
    steps: Sequence[CaseHistory]
    people: Sequence[CasePerson]
    diagram_xml: str
    current: Sequence[str]
    passed: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class TaskPage(CasePage):
    """A case at one of its open tasks."""

    task: Task
    may_answer: bool
    why_not: str

    @property
    def decides(self) -> bool:
        """Whether the task is one of agreeing to what others did: then its papers are read before they go out."""
        return self.task.role in DECIDING


@dataclass(frozen=True)
class Preview:
    """A paper as it would be issued if the task were agreed to."""

    kind: str
    title: str
    html: str


def case_page(session: Session, case_id: UUID) -> CasePage:
    """Return a case for its page. Raises NotFound."""
    case = session.get(Case, case_id)
    if case is None:
        raise NotFound
    return CasePage(**_about(session, case))


def task_page(session: Session, task_id: UUID, actor: Actor) -> TaskPage:
    """Return an open task with its case, and whether the actor may answer it. Raises TaskNotOpen."""
    task = open_task(session, task_id)
    standing = standing_of(session, task.case_id, actor.officer_id)
    why_not = refusal(actor, task, standing) or collision(task, standing)
    return TaskPage(task=task, may_answer=not why_not, why_not=why_not, **_about(session, task.case))


def open_task(session: Session, task_id: UUID) -> Task:
    """Return an open task. Raises TaskNotOpen."""
    task = session.get(Task, task_id)
    if task is None:
        raise TaskNotOpen
    return task


def case_of_task(session: Session, task_id: UUID) -> UUID:
    """Return the case of an open task. Raises TaskNotOpen."""
    case_id = session.scalars(select(Task.case_id).where(Task.id == task_id)).one_or_none()
    if case_id is None:
        raise TaskNotOpen
    return case_id


def _about(session: Session, case: Case) -> dict[str, Any]:
    dossier, process = Dossier(session, case), process_of(session, case)
    status = status_notice(session, case.entity.party)
    tasks = session.scalars(select(Task).where(Task.case_id == case.id)).all()
    return {
        "case": case,
        "status": status,
        "succession": case_succession(session, case, is_over=bool(status and status.demands_reason)),
        "title": process.title,
        "outcome_label": outcome_words(case.outcome or ""),
        "tasks": [_open_task(task) for task in tasks],
        "facts": facts_of(dossier),
        "deadlines": deadline_rows(dossier.deadlines, told_of(session, case.id)),
        "documents": session.scalars(
            select(Document).where(Document.case_id == case.id).order_by(Document.issued_at)
        ).all(),
        "attachments": session.scalars(
            select(Attachment).where(Attachment.case_id == case.id).order_by(Attachment.uploaded_at)
        ).all(),
        "steps": history_rows(session, case.id, dossier.steps),
        "people": people_rows(session, case.id),
        "diagram_xml": process.diagram,
        "current": _current(tasks, case, process.diagrams[process.key].callers),
        "passed": [flow for step in dossier.steps for key, flow in step.passed if key == case.process_key],
    }


def _open_task(task: Task) -> OpenTaskRow:
    claimed = task.claimed_by.name if task.claimed_by else None
    return OpenTaskRow(
        id=task.id, title=task.title, role_label=Role.words(task.role), claimed_by_name=claimed
    )


def _current(tasks: Sequence[Task], case: Case, callers: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the elements of the case's own diagram that wait: its tasks, or the calls within which one waits."""
    own = [task.name for task in tasks if task.process_key == case.process_key]
    called = {task.process_key for task in tasks} - {case.process_key}
    return own + [name for key in called for name in callers.get(key, ())]


def facts_of(dossier: Dossier) -> Pairs:
    """Return what the case is about, in words."""
    case, party = dossier.case, dossier.party
    pairs = [("当事人", party.name), ("统一社会信用代码", party.shown_code)]
    if case.record_id is not None:
        record = dossier.record
        pairs += [
            ("信用信息", f"{RecordKind(record.kind).label}：{record.title}"),
            ("记录状态", RecordState(record.state).label),
            ("失信程度", Tier(record.tier).label if record.tier else "—"),
            ("公示日期", publication_words(record)),
            ("最早可申请修复", _day(record.earliest_repair_on)),
            ("公示期满", _day(record.ends_on)),
        ]
        if record.penalty:
            pairs += [("处罚种类", record.penalty.kinds), ("违法行为", record.penalty.violation_type)]
    if case.entity.one_with:
        pairs.append(("立案时登记为", f"{case.entity.name}（{case.entity.shown_code}）"))
    return [*pairs, ("承办科室", case.department.name), ("登记时间", f"{clock.day_of(case.opened_at)}")]


def _day(day: date | None) -> str:
    return str(day) if day else "—"


def task_form(task: Task, case: Case) -> TaskForm:
    """Return the form of an open task, knowing what the case knows."""
    known = {**known_to(case), "today": clock.today()}
    return form_of(process_of(_session(case), case), task.process_key, task.name)(known=known)


def begins_with(session: Session, task: Task, form: TaskForm) -> Mapping[str, Any]:
    """Return with which answers a form begins: what the case knows, and where it resumes, its last answers."""
    known = {answer: form.known.get(variable) for answer, variable in form.prefilled.items()}
    last = Dossier(session, task.case).answers(task.name) if form.resumes else {}
    return {**known, **last}


def known_to(case: Case) -> Mapping[str, Any]:
    """Return the diagram's data of a case; reads, and moves nothing."""
    session = _session(case)
    process = process_of(session, case)
    hands = CaseHands(StepContext(session=session, case=case, commit=Commit()), process)
    return Run.restore(process, case.state, hands, str(case.id)).data


def _session(case: Case) -> Session:
    session = object_session(case)
    if session is None:
        raise NotFound
    return session


def previews(session: Session, task_id: UUID, actor: Actor) -> list[Preview]:
    """Return the papers that agreeing to a task would issue, on the same facts, template and style."""
    task = open_task(session, task_id)
    process = process_of(session, task.case)
    papers = papers_of(process)
    kinds = procedure_of(process, task.process_key).previewed(task.name, known_to(task.case))
    dossier, today = Dossier(session, task.case), clock.today()
    dossier.actor_id, dossier.document_id = actor.officer_id, task.document_id
    facts = {kind: writable(session, papers[kind](dossier, today)) for kind in kinds}
    # A paper that still lacks something is not shown: whoever agrees is told what, and may send the case back.
    whole = {kind: found for kind, found in facts.items() if not kind_of(kind).missing(found)}
    return [_preview(kind, found, today) for kind, found in whole.items()]


def _preview(kind: str, facts: Mapping[str, Any], today: date) -> Preview:
    """Lay a paper out as it would be issued, without number, seal and QR code."""
    html = page(kind, facts, number="", issued_on=today, code="", check_url="", preview=True)
    return Preview(kind, kind_of(kind).title, html)

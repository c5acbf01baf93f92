"""A signed paper whose wording is wrong is replaced by a corrected one before it is served; both stay on record."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from marshmallow import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from forms import TaskForm
from forms.choices import DocumentStanding, Role, StepKind
from forms.fields import Text
from workflows.casework.actor import Actor
from workflows.casework.answers import load
from workflows.casework.due import locked_case
from workflows.casework.moves import Move, carry, title_of
from workflows.casework.standing import standing_of
from workflows.documents.addresses import CHECK_ADDRESS
from workflows.documents.issue import issue
from workflows.documents.slips import NAMES, held, is_slip
from workflows.documents.texts import reworded, wording_of
from workflows.errors import NotAllowed, NotFound, PaperSettled
from workflows.models import Case, Document, DocumentChange, Service, Task
from workflows.register.commit import Commit

CORRECTING = frozenset({Role.APPROVER, Role.CHIEF})
"""Who signs papers, and so may sign a corrected one."""
LONGEST = 10_000
REASON = "reason"
FIXED = "更正不能改变数字、日期、金额、期限、条款和文号；这些有误时，请撤回后重新办理。"
ANOTHER = "更正只能改正名称中个别字的错误；换成另一名称的，请先更正主体的登记，再撤回文书重新办理。"


def correction_form(document: Document) -> type[TaskForm]:
    """Return the form that asks for the paper's texts anew, row by row where it has lists, and for the reason."""
    fields: dict[str, Any] = {
        one.name: Text(label=one.label, longest=LONGEST, lines=True, required=one.required)
        for one in wording_of(document)
    }
    fields[REASON] = Text(label="更正理由", longest=300, lines=True, required=True)
    return type("CorrectPaper", (TaskForm,), fields)


def texts_of(document: Document) -> dict[str, str]:
    """Return the texts that a correction may change, by the names under which the form asks for them."""
    return {one.name: one.text for one in wording_of(document)}


def replace_paper(
    session: Session, document_id: UUID, submitted: Mapping[str, Any], actor: Actor
) -> Document:
    """Issue a document anew with corrected wording, and return it; the old one is kept as replaced by it.

    Raises marshmallow's ValidationError, also when more than wording would change; NotFound; NotAllowed for
    anybody but a leader who is not recused; PaperSettled when it was served, replaced or withdrawn already.
    """
    document = session.get(Document, document_id)
    if document is None:
        raise NotFound
    case = locked_case(session, document.case_id)
    commit = _commit(session, document, actor)
    _refuse_settled(session, document)
    told = dict(load(correction_form(document), submitted, {}).typed)
    reason = told.pop(REASON)
    _keep_what_counts(document, told)
    facts = {name: value for name, value in document.facts.items() if name != CHECK_ADDRESS}
    changed = {one.path: told[one.name] for one in wording_of(document) if one.name in told}
    new = issue(session, commit, case.id, document.kind, reworded(facts, changed))
    _note(session, commit, document, new, reason)
    _pass_on(session, case, commit, document, new)
    return new


def _commit(session: Session, document: Document, actor: Actor) -> Commit:
    """Return the commit in which the actor signs.

    Raises NotAllowed for whoever has another part in the case or is recused, and for acting in the place of one.
    """
    standing = standing_of(session, document.case_id, actor.officer_id)
    fit = (one for one in standing.seats if one.role in CORRECTING and one.in_place_of not in standing.out)
    seat = next((one for one in fit if standing.holds_apart(one) is None), None)
    if seat is None or standing.recused:
        raise NotAllowed("文书由没有承办、审核本案，也没有回避的审批人更正。")
    return Commit(actor.officer_id, actor.name, for_officer_id=seat.in_place_of)


def _refuse_settled(session: Session, document: Document) -> None:
    if settled(session, document):
        raise PaperSettled


def settled(session: Session, document: Document) -> bool:
    """Return whether a document was served, replaced or withdrawn: then it is not corrected any more."""
    served = select(Service.id).where(Service.document_id == document.id, Service.served_on.is_not(None))
    changed = select(DocumentChange.id).where(DocumentChange.document_id == document.id)
    return bool(session.scalar(select(served.exists() | changed.exists())))


def _keep_what_counts(document: Document, told: Mapping[str, str]) -> None:
    """Raise ValidationError for texts in which more changed than wording: what they say stands in the record."""
    before, named = texts_of(document), _names_on(document, told)
    faults = {name: _beyond_wording(name, before[name], text, named) for name, text in told.items()}
    if found := {name: [fault] for name, fault in faults.items() if fault}:
        raise ValidationError(found)


def _names_on(document: Document, told: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the names of those whom the paper is about or goes to, as they stand and as they are corrected."""
    names = [(name, str(document.facts[name])) for name in sorted(NAMES) if document.facts.get(name)]
    return [(value, told.get(name, value)) for name, value in names]


def _beyond_wording(name: str, before: str, after: str, named: Sequence[tuple[str, str]]) -> str:
    if name in NAMES and not is_slip(before, after):
        return ANOTHER
    if name not in NAMES and any(_speaks_of_fewer(before, after, *one) for one in named):
        return ANOTHER
    return FIXED if held(before) != held(after) else ""


def _speaks_of_fewer(before: str, after: str, name: str, corrected: str) -> bool:
    """Whether a text names somebody less often than it did, so that it speaks of somebody else."""
    return sum(after.count(one) for one in {name, corrected}) < before.count(name)


def _note(session: Session, commit: Commit, old: Document, new: Document, reason: str) -> None:
    """Keep that one stands for the other."""
    change = DocumentChange(
        document_id=old.id,
        standing=DocumentStanding.REPLACED,
        replaced_by_id=new.id,
        reason=reason,
        at=commit.at,
    )
    commit.write(session, [change])


def _pass_on(session: Session, case: Case, commit: Commit, old: Document, new: Document) -> None:
    """Let the case go on with the new paper, and whoever serves it find that one."""
    if case.closed_at is not None:
        return
    move = Move(
        kind=StepKind.MESSAGE,
        process_key=case.process_key,
        name="correct_paper",
        title="更正文书",
        words=f"{commit.actor_name}以{new.label}替换{old.label}。",
    )
    values = {str(old.id): str(new.id), old.label: new.label}
    # Like a limit that runs out, it is nobody's answer: a step of its own, in the same transaction.
    run = carry(session, case, Commit(at=commit.at), move, lambda run: run.exchange(values))
    waiting = {task.id: task for task in run.open_tasks}
    for row in session.scalars(select(Task).where(Task.case_id == case.id, Task.document_id == old.id)):
        row.document_id, row.title = new.id, title_of(waiting[row.id])

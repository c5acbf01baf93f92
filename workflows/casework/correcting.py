"""A signed paper whose wording is wrong is replaced by a corrected one before it is served; both stay on record."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from marshmallow import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from forms import TaskForm
from forms.choices import DocumentStanding, Role
from forms.fields import Text
from workflows.casework.actor import Actor
from workflows.casework.answers import load
from workflows.casework.due import locked_case
from workflows.casework.standing import standing_of
from workflows.documents.addresses import CHECK_ADDRESS
from workflows.documents.issue import issue
from workflows.documents.texts import reworded, wording_of
from workflows.errors import NotAllowed, NotFound, PaperSettled
from workflows.models import Document, DocumentChange, Service, Task
from workflows.register.commit import Commit

CORRECTING = frozenset({Role.APPROVER, Role.CHIEF})
"""Who signs papers, and so may sign a corrected one."""
LONGEST = 10_000
REASON = "reason"
DIGIT = re.compile(r"\d")
FIXED = "更正不能改变数字、日期和金额；这些有误时，请撤回后重新办理。"


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

    Raises marshmallow's ValidationError, also when a number in a text would change; NotFound; NotAllowed for
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
    _keep_numbers(document, told)
    facts = {name: value for name, value in document.facts.items() if name != CHECK_ADDRESS}
    changed = {one.path: told[one.name] for one in wording_of(document) if one.name in told}
    new = issue(session, commit, case.id, document.kind, reworded(facts, changed))
    _note(session, commit, document, new, reason)
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


def _keep_numbers(document: Document, told: Mapping[str, str]) -> None:
    """Raise ValidationError for texts whose figures changed: amounts and days stand in the record as well."""
    before = texts_of(document)
    moved = [name for name, text in told.items() if DIGIT.findall(text) != DIGIT.findall(before[name])]
    if moved:
        raise ValidationError({name: [FIXED] for name in moved})


def _note(session: Session, commit: Commit, old: Document, new: Document, reason: str) -> None:
    """Keep that one stands for the other, and let whoever serves it find the new one."""
    change = DocumentChange(
        document_id=old.id,
        standing=DocumentStanding.REPLACED,
        replaced_by_id=new.id,
        reason=reason,
        at=commit.at,
    )
    commit.write(session, [change])
    for task in session.scalars(select(Task).where(Task.document_id == old.id)):
        task.document_id = new.id

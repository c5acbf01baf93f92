"""Takes a form's answers in: what they name must exist and be fit, files are bound, personal text is sealed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms import TaskForm
from workflows import clock
from workflows.casework.actor import Actor
from workflows.casework.naming import name_people
from workflows.documents.coverage import demand_printable
from workflows.errors import AttachmentUnknown
from workflows.models import Attachment
from workflows.steps.personal import closed


@dataclass(frozen=True)
class Answers:
    """A form's answers three times: typed for the steps, plain and sealed to be kept, and what steers."""

    form: TaskForm
    typed: Mapping[str, Any]
    kept: Mapping[str, Any]
    steering: Mapping[str, Any]

    @property
    def words(self) -> str:
        """What was chosen, in the form's words."""
        return self.form.words(self.typed)


def load(form: type[TaskForm], submitted: Mapping[str, Any], known: Mapping[str, Any]) -> Answers:
    """Return the answers that a form makes of what was submitted.

    Raises marshmallow's ValidationError, also for a text that no paper could be printed with.
    """
    asked = form(known={**known, "today": clock.today()})
    typed = asked.load(submitted)
    demand_printable(typed)
    plain = asked.plain(typed)
    return Answers(asked, typed, closed(plain, asked.personal), asked.steers(typed))


def take_in(session: Session, case_id: UUID, actor: Actor, answers: Answers) -> None:
    """Bind the attachments and the people that the answers name to the case.

    Raises AttachmentUnknown, OfficerUnfit or MemberUnfit.
    """
    bind(session, case_id, actor, answers.form.of_kind("attachments", answers.typed))
    name_people(session, case_id, actor, answers.form, answers.typed)


def bind(session: Session, case_id: UUID, actor: Actor, ids: Collection[UUID]) -> None:
    """Bind staged attachments of this officer to the case. Raises AttachmentUnknown when one is not his."""
    if not ids:
        return
    mine = Attachment.id.in_(set(ids)), Attachment.uploaded_by_id == actor.officer_id
    free = Attachment.case_id.is_(None) | (Attachment.case_id == case_id)
    found = select(Attachment).where(*mine, free, Attachment.lead_id.is_(None)).with_for_update()
    files = session.scalars(found.execution_options(populate_existing=True)).all()
    if len(files) != len(set(ids)):
        raise AttachmentUnknown
    for file in files:
        file.case_id = case_id


def with_copies(session: Session, answers: Answers) -> Answers:
    """Return the same answers for a further case: copies of the files they name, so that it has its own."""
    new = {file: uuid4() for file in answers.form.of_kind("attachments", answers.typed)}
    for file, copy in new.items():
        original = session.get_one(Attachment, file)
        session.add(Attachment(id=copy, **{name: getattr(original, name) for name in COPIED}))
    typed = {name: _exchanged(value, new) for name, value in answers.typed.items()}
    kept = closed(answers.form.plain(typed), answers.form.personal)
    return Answers(answers.form, typed, kept, answers.steering)


COPIED = ("filename", "media_type", "size", "sha256", "content", "uploaded_by_id", "uploaded_at")


def _exchanged(value: Any, new: Mapping[UUID, UUID]) -> Any:
    return [new.get(one, one) for one in value] if isinstance(value, list) else value

"""A form on its way between the page and the door: what was submitted, and how it is shown again with its faults."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from marshmallow import ValidationError
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from forms.base import TaskForm, Widget
from webapp.errors import STATUS
from webapp.offering import Choices, offered
from workflows.casework.colleagues import Matter
from workflows.casework.reading.second_officers import RequestRow
from workflows.errors import CaseworkError, StalePage
from workflows.models import Attachment

# What the page itself sends beside the answers.
OWN_FIELDS = frozenset({"csrf_token", "key", "seen_version"})
YES_NO = (("true", "是"), ("false", "否"))
# Marshmallow's name for what is wrong with a form as a whole.
WHOLE = "_schema"


@dataclass(frozen=True)
class StagedFile:
    """An attachment that has been uploaded for one field of a form."""

    field: str
    id: UUID
    filename: str
    size: int


@dataclass(frozen=True)
class Sheet:
    """A form as a page shows it: its widgets, what has been filled in, and what is wrong with it."""

    widgets: tuple[Widget, ...]
    people: Mapping[str, Choices]
    filled: MultiDict[str, str] = field(default_factory=MultiDict)
    files: tuple[StagedFile, ...] = ()
    errors: Mapping[str, list[str]] = field(default_factory=dict)
    resumed: bool = False
    """Whether it begins with what was answered last."""
    waits_for: RequestRow | None = None
    """Whose agreement it waits for before it can be submitted again."""

    def label(self, name: str) -> str:
        """Return the words for a field; what the form does not ask has none."""
        return next((widget.label for widget in self.widgets if widget.name == name), "整张表单")

    def asks(self, name: str) -> bool:
        """Tell whether a fault is one of a field; a fault of the whole form carries its own words."""
        return name != WHOLE

    def value(self, name: str) -> str:
        """Return what was filled in."""
        return self.filled.get(name, "")

    def chosen(self, name: str) -> list[str]:
        """Return everything that was ticked in a field that takes several."""
        return self.filled.getlist(name)

    def choices(self, widget: Widget) -> Choices:
        """Return what a field offers, with the words for each."""
        if widget.kind == "boolean":
            return YES_NO
        return self.people.get(widget.kind, tuple(widget.choices))

    def staged(self, name: str) -> list[StagedFile]:
        """Return the files uploaded for a field."""
        return [file for file in self.files if file.field == name]


def blank(
    session: Session, form: TaskForm, officer_id: int | None = None, matter: Matter | None = None
) -> Sheet:
    """Return a form that nobody has filled in yet."""
    widgets = tuple(form.widgets())
    return Sheet(widgets, offered(session, widgets, officer_id, matter))


def begun(sheet: Sheet, given: Mapping[str, Any], *, resumes: bool) -> Sheet:
    """Return a form that begins with these answers; files are handed in anew."""
    told = [(one, given[one.name]) for one in sheet.widgets if given.get(one.name) not in (None, "")]
    filled = MultiDict((one.name, text) for one, value in told for text in _written(one.kind, value))
    return replace(sheet, filled=filled, resumed=resumes and bool(filled))


def _written(kind: str, value: Any) -> list[str]:
    """Return an answer as the page sends it."""
    match kind:
        case "attachments":
            return []
        case "lines":
            return ["\n".join(value)]
        case "boolean":
            return ["true" if value else "false"]
        case "moment":
            return [str(value)[: len("2026-11-23T09:30")].replace(" ", "T")]
        case _:
            return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def refused(
    session: Session,
    form: TaskForm,
    filled: MultiDict[str, str],
    error: ValidationError | CaseworkError,
    officer_id: int,
    matter: Matter | None = None,
) -> Sheet:
    """Return the form as it was filled in, with each fault beside its field, in the order of the fields."""
    faults = flat(error.messages_dict) if isinstance(error, ValidationError) else {WHOLE: [str(error)]}
    sheet = refilled(session, form, filled, officer_id, matter)
    order = [widget.name for widget in sheet.widgets if widget.name in faults]
    return replace(sheet, errors={name: faults[name] for name in dict.fromkeys([*order, *faults])})


def refilled(
    session: Session,
    form: TaskForm,
    filled: MultiDict[str, str],
    officer_id: int,
    matter: Matter | None = None,
) -> Sheet:
    """Return the form as it was filled in."""
    widgets = tuple(form.widgets())
    files = tuple(_files(session, widgets, filled, officer_id))
    return Sheet(widgets, offered(session, widgets, officer_id, matter), filled, files)


def status_of(error: ValidationError | CaseworkError) -> int:
    """Return the status of the form that is shown again. Raises what whoever filled it in cannot mend there."""
    if isinstance(error, ValidationError):
        return 422
    if not isinstance(error, StalePage) and STATUS[type(error)] != 422:
        raise error
    return STATUS[type(error)]


def submitted(filled: MultiDict[str, str]) -> dict[str, Any]:
    """Return the answers for the door: one value, or the list where a name was sent several times.

    It depends on nothing but what was sent, so the same form sent twice is the same answer even after the task
    is gone. A field that the form does not know, or one that takes one value and got two, is the form's to refuse.
    """
    sent = {name: filled.getlist(name) for name in filled if name not in OWN_FIELDS}
    return {name: values if len(values) > 1 else values[0] for name, values in sent.items()}


def flat(messages: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return every fault as a sentence under its field, however deep marshmallow put it."""
    return {str(name): list(_sentences(found)) for name, found in messages.items()}


def _sentences(found: Any) -> Iterable[str]:
    if isinstance(found, Mapping):
        found = [sentence for inner in found.values() for sentence in _sentences(inner)]
    return dict.fromkeys([found] if isinstance(found, str) else found)


def _files(
    session: Session, widgets: Iterable[Widget], filled: MultiDict[str, str], officer_id: int
) -> Iterable[StagedFile]:
    """Yield the files that this officer staged and the form names."""
    for widget in widgets:
        for found in filled.getlist(widget.name) if widget.kind == "attachments" else ():
            row = session.get(Attachment, UUID(found)) if _is_uuid(found) else None
            if row and row.case_id is None and row.uploaded_by_id == officer_id:
                yield StagedFile(widget.name, row.id, row.filename, row.size)


def _is_uuid(text: str) -> bool:
    return len(text.replace("-", "")) == 32 and all(digit in "0123456789abcdef-" for digit in text)

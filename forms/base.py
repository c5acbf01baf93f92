"""The base of every form, and what a page needs to draw one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, ClassVar, cast

from marshmallow import RAISE, Schema, ValidationError, fields, pre_load, validates_schema

from forms.choices import Choice
from forms.fields import WORDS
from forms.tables import OneOfTable


@dataclass(frozen=True, kw_only=True)
class Widget:
    """One answer as a page shows it."""

    name: str
    label: str
    kind: str
    required: bool
    choices: tuple[tuple[str, str], ...]
    help: str
    longest: int | None
    shown_when: tuple[str, str] | None
    ahead: bool = False


class TaskForm(Schema):
    """The answers to one user task. An answer that the form does not name is an error.

    `known` is what the case knows already (the diagram's data, and which day it is), so that a form can
    refuse what the law allows only once. `steering` names the answers that steer the diagram; no other reaches
    its data, but for what `steers` computes of them, which is named by `computed`. `needed_when` and
    `offered_when` name answers that are required, or offered, only when another answer has a certain code, or
    one of several with spaces between them. A form that `resumes` begins with what was answered in it last, such as
    a draft that was sent back; `prefilled` names for answers the variables with which they begin.
    """

    class Meta:
        """Marshmallow's options."""

        unknown = RAISE
        dateformat = "iso"

    steering: ClassVar[frozenset[str]] = frozenset()
    computed: ClassVar[frozenset[str]] = frozenset()
    needed_when: ClassVar[Mapping[str, tuple[str, str]]] = {}
    offered_when: ClassVar[Mapping[str, tuple[str, str]]] = {}
    resumes: ClassVar[bool] = False
    prefilled: ClassVar[Mapping[str, str]] = {}
    error_messages = {"unknown": "表单中没有这一项。"}

    def __init__(self, known: Mapping[str, Any] | None = None) -> None:
        """Take what the case knows already."""
        self.known = known or {}
        super().__init__()

    def widgets(self) -> Iterator[Widget]:
        """Yield the form's answers in the order in which it states them."""
        for name, field in self.fields.items():
            if not self._asks(field):
                continue
            yield Widget(
                name=name,
                label=field.metadata["label"],
                kind=field.metadata["kind"],
                required=field.required or name in self.needed_when or "asked_when" in field.metadata,
                choices=self.choices_of(field),
                help=field.metadata.get("help", ""),
                longest=field.metadata.get("longest"),
                shown_when=self.shown_when().get(name),
                ahead=bool(field.metadata.get("ahead")),
            )

    def _asks(self, field: fields.Field[Any]) -> bool:
        """Tell whether a field is asked at all: some are only when something is known."""
        known = field.metadata.get("asked_when")
        return known is None or bool(self.known.get(known))

    def choices_of(self, field: fields.Field[Any]) -> tuple[tuple[str, str], ...]:
        """Return the codes and labels that a field offers."""
        if isinstance(field, OneOfTable):
            return tuple(field.values().items())
        if not isinstance(field, fields.Enum):
            return ()
        return tuple((str(member.value), member.label) for member in cast("type[Choice]", field.enum))

    def shown_when(self) -> Mapping[str, tuple[str, str]]:
        """Return which answers a page shows only when another answer has a certain code."""
        return {**self.needed_when, **self.offered_when}

    @pre_load
    def blank_is_absent(self, submitted: Mapping[str, Any], **_: Any) -> dict[str, Any]:
        """Take a field that was left blank as one that was not answered."""
        return {name: value for name, value in submitted.items() if value not in ("", None, [], [""])}

    @validates_schema(pass_original=True, skip_on_field_errors=False)
    def all_needed_are_there(
        self, answers: Mapping[str, Any], submitted: Mapping[str, Any], **_: Any
    ) -> None:
        """Refuse answers without what another answer makes necessary; told at once with every other fault."""
        missing = {
            name: [WORDS["required"]]
            for name, (other, code) in self.needed_when.items()
            if _code(answers.get(other)) in code.split() and not _is_there(name, answers, submitted)
        }
        if missing:
            raise ValidationError(missing)

    def steers(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        """Return the answers that go into the diagram's data, as plain values."""
        return {name: value for name, value in self.plain(answers).items() if name in self.steering}

    @classmethod
    def gives(cls) -> frozenset[str]:
        """Return the variables that the form gives the diagram."""
        return cls.steering | cls.computed

    @property
    def personal(self) -> frozenset[str]:
        """The answers that hold personal text, which is kept sealed."""
        return frozenset(name for name, field in self.fields.items() if field.metadata.get("personal"))

    @property
    def confirms_address(self) -> bool:
        """Whether the form holds an address for service that the party confirmed by signature."""
        return any(field.metadata.get("confirmed") for field in self.fields.values())

    def of_kind(self, kind: str, answers: Mapping[str, Any]) -> list[Any]:
        """Return the answers that were given in fields of one kind (officers, attachments), as one flat list."""
        given = [
            answers[name] for name, field in self.fields.items() if self._is(field, kind) and name in answers
        ]
        return [one for value in given for one in (value if isinstance(value, list) else [value])]

    @staticmethod
    def _is(field: fields.Field[Any], kind: str) -> bool:
        return bool(field.metadata["kind"] == kind)

    def words(self, answers: Mapping[str, Any]) -> str:
        """Return what was chosen, ticked or dated, in the words of the form; free and personal text is left out."""
        said = [
            (field, answers[name]) for name, field in self.fields.items() if answers.get(name) is not None
        ]
        return "；".join(
            f"{field.metadata['label']}：{dict(self.choices_of(field)).get(_code(value)) or _read(value)}"
            for field, value in said
            if _is_brief(field)
        )

    def wording(self) -> dict[str, dict[str, Any]]:
        """Return the words of every answer: its label, its kind, and what each code that it offers means."""
        return {
            name: {
                "label": field.metadata["label"],
                "kind": field.metadata["kind"],
                "choices": dict(self.choices_of(field)),
            }
            for name, field in self.fields.items()
        }

    def plain(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        """Return all answers as plain values, as the step keeps them."""
        dumped = self.dump(answers)
        return dict(dumped)


def _is_there(name: str, answers: Mapping[str, Any], submitted: Mapping[str, Any]) -> bool:
    """Tell whether an answer was given; one that was refused as faulty is there, with a fault of its own."""
    given = answers.get(name) if name in answers else submitted.get(name)
    return given not in (None, "", [], [""])


def _code(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value.value) if isinstance(value, Enum) else str(value)


BRIEF = {"enum", "boolean", "date"}


def _is_brief(field: fields.Field[Any]) -> bool:
    return field.metadata["kind"] in BRIEF and not field.metadata.get("personal")


def _read(value: Any) -> str:
    match value:
        case bool():
            return "是" if value else "否"
        case _:
            return str(value)

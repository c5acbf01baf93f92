"""Forms of what is done with a case as a whole: asked for, decided, and as it is put on record."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from marshmallow import ValidationError, validates_schema

from forms.base import TaskForm, Widget
from forms.choices import ActVerdict, CaseActKind, Choice
from forms.fields import Attachments, OneOf, Text

LONG = 300
LINE = 100
GROUNDS = "grounds"
"""Under which name the form knows the grounds that it offers, each with its words."""


class ActOpinion(Choice):
    """What whoever decides says."""

    AGREE = ActVerdict.AGREED.value, ActVerdict.AGREED.label
    DECLINE = ActVerdict.DECLINED.value, ActVerdict.DECLINED.label


class AskAct(TaskForm):
    """提请处理: on which of the law's grounds, and what happened."""

    ground = Text(label="情形", longest=64, required=True)
    reason = Text(label="具体情况", longest=LONG, lines=True, required=True)
    files = Attachments(label="有关材料")

    def widgets(self) -> Iterator[Widget]:
        """Yield the answers; the grounds are those that the law's table has for the case."""
        for widget in super().widgets():
            offered = tuple(self.known[GROUNDS].items()) if widget.name == "ground" else widget.choices
            kind = "enum" if widget.name == "ground" else widget.kind
            yield replace(widget, choices=offered, kind=kind)

    @validates_schema(skip_on_field_errors=True)
    def the_ground_is_offered(self, answers: Mapping[str, Any], **_: Any) -> None:
        """Take only a ground that is offered."""
        if answers["ground"] not in self.known.get(GROUNDS, ()):
            raise ValidationError({"ground": ["请从列出的情形中选择。"]})


class DecideAct(TaskForm):
    """审批: whether what was asked for is agreed to."""

    needed_when = {"opinion": ("verdict", ActVerdict.DECLINED)}

    verdict = OneOf(ActOpinion, label="审批意见", required=True)
    opinion = Text(label="不同意的理由", longest=LONG, lines=True)


class ActDone(TaskForm):
    """What is put on record of an act that was agreed to."""

    act = OneOf(CaseActKind, label="处理", required=True)
    ground = Text(label="情形", longest=LINE, required=True)
    reason = Text(label="具体情况", longest=LONG, lines=True, required=True)
    asked_by = Text(label="提请人", longest=LINE)

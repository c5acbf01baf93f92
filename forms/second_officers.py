"""The forms in which an officer asks another to be the second of two, and in which that one answers."""

from collections.abc import Mapping
from typing import ClassVar

from forms.base import TaskForm
from forms.choices import SecondOfficerVerdict
from forms.fields import OfficerId, OneOf, Text


class AskColleague(TaskForm):
    """请人协办: asked ahead of the form in which the colleague is named."""

    colleague = OfficerId(label="请谁协办", required=True)


class AnswerRequest(TaskForm):
    """答复协办请求: agreed, or declined with a reason; or withdrawn by whoever asked."""

    needed_when: ClassVar[Mapping[str, tuple[str, str]]] = {"reason": ("verdict", "declined")}

    verdict = OneOf(SecondOfficerVerdict, label="答复", required=True)
    reason = Text(label="不能协办的理由", longest=300)

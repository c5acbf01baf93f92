"""The form in which somebody who has no part in a case says what he needs to read it for."""

from forms.base import TaskForm
from forms.choices import Purpose
from forms.fields import OneOf, Text


class StatePurpose(TaskForm):
    """说明查阅用途: for what the files of a case, or of a person, are needed."""

    purpose = OneOf(Purpose, label="查阅用途", required=True)
    reason = Text(
        label="具体事由",
        longest=300,
        lines=True,
        required=True,
        help="写明是哪一件工作，如来访人、关联案件的案号、来函文号。查阅和事由都会留下记录。",
    )

"""The form in which the head of a section takes note of an overdue term (督办)."""

from forms.base import TaskForm
from forms.fields import Text


class AnswerSupervision(TaskForm):
    """批示: what the head of the section, or a leader, says about a term that ended undone."""

    opinion = Text(label="督办意见", longest=300, required=True)

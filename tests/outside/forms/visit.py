"""Forms of 走访帮扶."""

from forms import START
from forms.base import TaskForm
from forms.choices import Opinion
from forms.fields import DepartmentId, OneOf, Text


class Visit(TaskForm):
    """登记走访: what was seen, and which section looks at it."""

    department = DepartmentId(label="承办科室", required=True)
    seen = Text(label="走访的情况", longest=500, lines=True, required=True)


class ReviewVisit(TaskForm):
    """审核走访情况."""

    steering = frozenset({"visit_opinion"})
    needed_when = {"reason": ("visit_opinion", Opinion.RETURN)}

    visit_opinion = OneOf(Opinion, label="审核意见", required=True)
    reason = Text(label="意见的理由", longest=200)


TASK_FORMS = {START: Visit, "review_visit": ReviewVisit}

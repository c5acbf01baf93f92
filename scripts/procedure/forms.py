"""Forms of 待定流程."""

from forms import START
from forms.base import TaskForm
from forms.choices import Opinion
from forms.fields import DepartmentId, OneOf, Text


class Sketch(TaskForm):
    """登记: what was seen, and which section looks at it."""

    department = DepartmentId(label="承办科室", required=True)
    seen = Text(label="情况", longest=500, lines=True, required=True)


class ReviewSketch(TaskForm):
    """审核: what was seen is recorded, or it is dropped."""

    steering = frozenset({"sketch_opinion"})
    needed_when = {"reason": ("sketch_opinion", Opinion.RETURN)}

    sketch_opinion = OneOf(Opinion, label="审核意见", required=True)
    reason = Text(label="意见的理由", longest=200)


TASK_FORMS = {START: Sketch, "review_sketch": ReviewSketch}

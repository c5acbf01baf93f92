"""What is put on record when a case is moved to another version of its diagrams."""

from forms.base import TaskForm
from forms.fields import Text


class MoveToDiagram(TaskForm):
    """Who had the case moved, why, and from which diagrams to which (by their digests)."""

    by = Text(label="经手的系统管理员", longest=50, required=True)
    reason = Text(label="理由", longest=300, required=True)
    before = Text(label="原流程图", longest=64, required=True)
    after = Text(label="新流程图", longest=64, required=True)

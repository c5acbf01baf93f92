"""信用修复终止 asks nobody anything: a case goes over into it when its record is withdrawn."""

from collections.abc import Mapping

from forms.base import TaskForm

TASK_FORMS: Mapping[str, type[TaskForm]] = {}

"""终止办理 asks nobody anything: a case goes over into it when it is ended as a whole."""

from collections.abc import Mapping

from forms.base import TaskForm

TASK_FORMS: Mapping[str, type[TaskForm]] = {}

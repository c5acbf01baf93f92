"""当事人撤回 asks nobody anything: a case goes over into it when its party withdraws."""

from collections.abc import Mapping

from forms.base import TaskForm

TASK_FORMS: Mapping[str, type[TaskForm]] = {}

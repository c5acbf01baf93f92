"""Task forms: what an officer may answer, and in which words."""

import importlib
from collections.abc import Mapping

from forms.base import TaskForm, Widget

START = "start"


def forms_of(process_key: str) -> Mapping[str, type[TaskForm]]:
    """Return a procedure's forms by the id of their user task; the one that opens a case is at START."""
    forms: Mapping[str, type[TaskForm]] = importlib.import_module(f"forms.{process_key}").TASK_FORMS
    return forms


def form_for(process_key: str, task_name: str) -> type[TaskForm]:
    """Return the form of one user task; LookupError when it has none."""
    return forms_of(process_key)[task_name]


__all__ = ["START", "TaskForm", "Widget", "form_for", "forms_of"]

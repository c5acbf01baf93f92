"""What a diagram names and the code at hand does not have: forms, steps, roles, tables, clocks, outcomes, answers."""

import inspect
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from marshmallow import fields

from forms import TaskForm
from forms.choices import PARTS
from workflows.catalog.procedure import Procedure
from workflows.engine import Process
from workflows.law import clocks, tables
from workflows.steps import Step

ISSUE = "issue_document"
"""The step that issues a paper of the kind that it is given."""


def lacks(process: Process, served: Sequence[Procedure]) -> Iterator[str]:
    """Yield a sentence for everything that the process's own diagram names and those who serve it do not have.

    `served` are the procedures behind the process and behind all that it calls: answers go from one to the other.
    """
    own = next(one for one in served if one.process.key == process.key)
    yield from _tasks(process, own)
    yield from _steps(process, own)
    yield from _settled(process, served)
    yield from (f"引用的裁量表 {table} 不存在。" for table in process.tables - tables().keys())
    yield from (f"引用的期限 {clock} 不存在。" for clock in process.clocks - clocks().keys())
    yield from _answers(process, served)


def _tasks(process: Process, own: Procedure) -> Iterator[str]:
    roles = {role.label for role in PARTS}
    for name, task in process.user_tasks.items():
        if name not in own.forms:
            yield f"环节 {name} 没有表单。"
        if task.lane not in roles:
            yield f"环节 {name} 的泳道“{task.lane}”不是办理案件的角色。"


def _steps(process: Process, own: Procedure) -> Iterator[str]:
    for operation, parameters in process.calls:
        step = own.steps.get(operation)
        if step is None:
            yield f"调用的步骤 {operation} 不存在。"
        elif not _takes(step, parameters):
            yield f"步骤 {operation} 的参数不是 {'、'.join(parameters) or '空'}。"


def _settled(process: Process, served: Sequence[Procedure]) -> Iterator[str]:
    """Yield the outcomes and the papers that are named where a step is called, and are not known any more."""
    kinds = [one.declared.outcomes for one in served]
    outcomes = {one.value for kind in kinds if kind for one in kind}
    for operation, parameters in process.calls:
        outcome, kind = parameters.get("outcome"), parameters.get("kind")
        if outcome is not None and outcome not in outcomes:
            yield f"办理结果 {outcome} 不存在。"
        if operation == ISSUE and kind is not None and not any(kind in one.papers for one in served):
            yield f"制发的文书 {kind} 不存在。"


def _takes(step: Step, parameters: Mapping[str, Any]) -> bool:
    try:
        inspect.signature(step).bind(None, **parameters)
    except TypeError:
        return False
    return True


def _answers(process: Process, served: Sequence[Procedure]) -> Iterator[str]:
    """A code that a gateway waits for, of an answer that forms choose among codes, must be one of those."""
    offered = _codes_offered(process, served)
    for name, code in sorted(process.compared):
        if name in offered and code not in offered[name]:
            yield f"网关所等的答案 {name} = {code} 没有表单可以选择。"


def _codes_offered(process: Process, served: Sequence[Procedure]) -> dict[str, set[str]]:
    """Return the codes that the forms of all tasks offer for each steering answer that is chosen among codes."""
    offered: dict[str, set[str]] = {}
    for form in _forms(process, served):
        for name, field in form().fields.items():
            if name in form.steering and isinstance(field, fields.Enum):
                offered.setdefault(name, set()).update(member.value for member in field.enum)
    return offered


def _forms(process: Process, served: Sequence[Procedure]) -> Iterator[type[TaskForm]]:
    for one in served:
        drawn = process if one.process.key == process.key else one.process
        yield from (one.forms[task] for task in drawn.user_tasks if task in one.forms)

"""What a diagram names and the code at hand does not have: forms, steps, roles, tables, clocks, outcomes, answers."""

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
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
Served = Sequence[Procedure]
"""The procedures behind a process and behind all that it calls: answers go from one to the other."""


@dataclass(frozen=True)
class Check:
    """One kind of disagreement: the code by which it is known, how it is mended, and what finds it."""

    code: str
    hint: str
    find: Callable[[Process, Served], Iterator[str]]


def lacks(process: Process, served: Served) -> Iterator[str]:
    """Yield a sentence for everything that the process's own diagram names and those who serve it do not have."""
    for check in LACKS:
        yield from check.find(process, served)


def own(process: Process, served: Served) -> Procedure:
    """Return the procedure that stands behind a process itself."""
    return next(one for one in served if one.process.key == process.key)


def _forms_missing(process: Process, served: Served) -> Iterator[str]:
    forms = own(process, served).forms
    yield from (f"环节 {name} 没有表单。" for name in process.user_tasks if name not in forms)


def _lanes(process: Process, _: Served) -> Iterator[str]:
    roles = {role.label for role in PARTS}
    for name, task in process.user_tasks.items():
        if task.lane not in roles:
            yield f"环节 {name} 的泳道“{task.lane}”不是办理案件的角色。"


def _steps(process: Process, served: Served) -> Iterator[str]:
    steps = own(process, served).steps
    yield from (f"调用的步骤 {name} 不存在。" for name in process.operations.keys() - steps.keys())


def _parameters(process: Process, served: Served) -> Iterator[str]:
    steps = own(process, served).steps
    for operation, parameters in process.calls:
        if operation in steps and not _takes(steps[operation], parameters):
            yield f"步骤 {operation} 的参数不是 {'、'.join(parameters) or '空'}。"


def _takes(step: Step, parameters: Mapping[str, Any]) -> bool:
    try:
        inspect.signature(step.function).bind(None, **parameters)
    except TypeError:
        return False
    return True


def _outcomes(process: Process, served: Served) -> Iterator[str]:
    kinds = [one.declared.outcomes for one in served]
    known = {one.value for kind in kinds if kind for one in kind}
    named = {str(parameters["outcome"]) for _, parameters in process.calls if parameters.get("outcome")}
    yield from (f"办理结果 {outcome} 不存在。" for outcome in sorted(named - known))


def _papers(process: Process, served: Served) -> Iterator[str]:
    for operation, parameters in process.calls:
        kind = parameters.get("kind")
        if operation == ISSUE and kind is not None and not any(kind in one.papers for one in served):
            yield f"制发的文书 {kind} 不存在。"


def _tables(process: Process, _: Served) -> Iterator[str]:
    yield from (f"引用的裁量表 {table} 不存在。" for table in process.tables - tables().keys())


def _clocks(process: Process, _: Served) -> Iterator[str]:
    yield from (f"引用的期限 {clock} 不存在。" for clock in process.clocks - clocks().keys())


def _answers(process: Process, served: Served) -> Iterator[str]:
    """A code that a gateway waits for, of an answer that forms choose among codes, must be one of those."""
    offered = _codes_offered(process, served)
    for name, code in sorted(process.compared):
        if name in offered and code not in offered[name]:
            yield f"网关所等的答案 {name} = {code} 没有表单可以选择。"


def _codes_offered(process: Process, served: Served) -> dict[str, set[str]]:
    """Return the codes that the forms of all tasks offer for each steering answer that is chosen among codes."""
    offered: dict[str, set[str]] = {}
    for form in _forms(process, served):
        for name, field in form().fields.items():
            if name in form.steering and isinstance(field, fields.Enum):
                offered.setdefault(name, set()).update(member.value for member in field.enum)
    return offered


def _forms(process: Process, served: Served) -> Iterator[type[TaskForm]]:
    for one in served:
        drawn = process if one.process.key == process.key else one.process
        yield from (one.forms[task] for task in drawn.user_tasks if task in one.forms)


LACKS = (
    Check("C02", "在 forms/ 中为这一环节写表单，名称须与流程图相同。", _forms_missing),
    Check("C03", "泳道的名称写作 forms/choices/people.py 中 Role 的文字。", _lanes),
    Check("C04", "步骤写在本流程的 steps.py，或者 workflows/steps/shared.py。", _steps),
    Check("C05", "参数的名称须与步骤函数的关键字参数相同。", _parameters),
    Check("C06", "办理结果写在本流程的 outcomes.py。", _outcomes),
    Check("C07", "文书写在 PROCEDURE 的 papers，种类写在 documents.toml。", _papers),
    Check("C08", "裁量表是 workflows/law/ 中的 .dmn 文件。", _tables),
    Check("C09", "期限写在 workflows/law/clocks.toml。", _clocks),
    Check("C10", "网关所比较的代码，须是该答案的选项之一。", _answers),
)
"""What every diagram is asked under which a case may run, of this release or of an earlier one."""

"""Which variables a diagram needs, and who gives them: forms, steps, tables, called procedures, the caller."""

from collections.abc import Iterator

from workflows.catalog.lacks import Served, own
from workflows.catalog.procedure import Procedure
from workflows.engine import Process
from workflows.law import tables

NAMING = ("about", "document", "officer", "role")
"""The properties of a user task that name one variable."""
PROPERTIES = frozenset({*NAMING, "not_by", "section"})


def variables(process: Process, served: Served) -> Iterator[str]:
    """Yield a sentence for each variable that the diagram reads and nobody gives."""
    needed = process.reads | {f"{clock}_due" for clock in process.clocks} | _named(process)
    declared = own(process, served).declared
    known = frozenset().union(*(_given(one) for one in served)) | declared.needs | declared.wants
    yield from (f"变量 {name} 没有表单、步骤、裁量表或者调用方给出。" for name in sorted(needed - known))


def properties(process: Process, _: Served) -> Iterator[str]:
    """Yield a sentence for each property of a user task that means nothing."""
    for name, task in process.user_tasks.items():
        yield from (f"环节 {name} 的属性 {one} 没有意义。" for one in task.properties.keys() - PROPERTIES)
        if task.properties.get("section", "any") != "any":
            yield f"环节 {name} 的属性 section 只能是 any。"


def needs_of_called(process: Process, served: Served) -> Iterator[str]:
    """Yield a sentence for each variable that a called procedure needs and the caller does not give."""
    for called in served:
        given = frozenset().union(*(_given(one) for one in served if one is not called))
        given |= own(process, served).declared.needs
        if called.process.key != process.key:
            missing = sorted(called.declared.needs - given)
            yield from (f"调用 {called.process.key} 须先给出变量 {name}。" for name in missing)


def _named(process: Process) -> frozenset[str]:
    tasks = [task.properties for task in process.user_tasks.values()]
    single = {found[name] for found in tasks for name in NAMING if name in found}
    return frozenset(single | {name for found in tasks for name in found.get("not_by", "").split()})


def _given(procedure: Procedure) -> frozenset[str]:
    process = procedure.process
    forms = [form.gives() for form in procedure.forms.values()]
    called = [procedure.steps[name].gives for name in process.operations if name in procedure.steps]
    asked = [{one.name for one in tables()[name].outputs} for name in process.tables if name in tables()]
    return frozenset().union(*forms, *called, *asked)

"""Finds the procedures, and refuses to start on a diagram that does not match its code."""

import importlib
from collections import ChainMap
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy.orm import Session

from forms import START, TaskForm, forms_of
from forms.choices import Role
from workflows.engine import Process, faults, load_processes, process_from_source
from workflows.errors import DiagramRefused, NotAllowed
from workflows.law import clocks, tables
from workflows.models import BusinessEntity, Case, CreditRecord, Definition
from workflows.steps import PaperFacts, Step, shared, steps_of

PROCESSES = Path(__file__).parent / "processes"


@dataclass(frozen=True)
class Procedure:
    """A diagram with everything that it names: its steps, its forms, the facts of its papers."""

    process: Process
    steps: Mapping[str, Step]
    forms: Mapping[str, type[TaskForm]]
    papers: Mapping[str, PaperFacts]
    module: ModuleType

    @property
    def opened_by(self) -> frozenset[Role]:
        """The roles that may open a case of this procedure; empty for one that is only called."""
        return frozenset(getattr(self.module, "OPENED_BY", ()))

    def may_open(self, record: CreditRecord) -> None:
        """Raise what stands against a case about a record: NotAllowed when there are no such cases at all."""
        self._may("may_open", record, "不针对单条信用记录立案。")

    def may_open_entity(self, entity: BusinessEntity) -> None:
        """Raise what stands against a case about an entity itself: NotAllowed when there are no such cases."""
        self._may("may_open_entity", entity, "须针对一条信用记录立案。")

    def _may(self, name: str, subject: object, otherwise: str) -> None:
        asked: Callable[[object], None] | None = getattr(self.module, name, None)
        if asked is None:
            raise NotAllowed(f"{self.process.title}{otherwise}")
        asked(subject)

    def previewed(self, task: str, known: Mapping[str, Any]) -> Sequence[str]:
        """The kinds of papers that agreeing to a task would issue; none for a procedure that says nothing."""
        previews: Callable[[str, Mapping[str, Any]], Sequence[str]] | None
        previews = getattr(self.module, "previews", None)
        return previews(task, known) if previews else ()


@cache
def catalog(folder: Path = PROCESSES) -> Mapping[str, Procedure]:
    """Return every procedure by its key.

    Raises DiagramRefused, with one sentence a fault, when a diagram names what is not there.
    """
    found = {key: _procedure(process) for key, process in load_processes(folder).items()}
    wrong = [f"{key}：{fault}" for key, procedure in found.items() for fault in _faults(procedure)]
    if wrong:
        raise DiagramRefused("\n".join(wrong))
    return found


def papers_of(process_key: str) -> Mapping[str, PaperFacts]:
    """Return the papers that a case of a procedure may issue: its own, and those of all that it calls.

    Where two name the same kind, that of the caller counts.
    """
    procedures = catalog()
    called = procedures[process_key].process.diagrams
    of_called = (procedures[key].papers for key in called if key != process_key)
    return ChainMap(*(dict(one) for one in (procedures[process_key].papers, *of_called)))


def process_of(session: Session, case: Case) -> Process:
    """Return the diagrams under which a case was opened; today's when they are the same."""
    current = catalog().get(case.process_key)
    if current is not None and current.process.digest == case.definition_digest:
        return current.process
    return _stored(session, case.definition_digest)


def _stored(session: Session, digest: str) -> Process:
    return process_from_source(session.get_one(Definition, digest).source)


def _procedure(process: Process) -> Procedure:
    module = _module(process.key)
    return Procedure(
        process=process,
        steps={**steps_of(shared), **steps_of(module)},
        forms=_forms(process.key),
        papers=getattr(module, "PAPERS", {}),
        module=module,
    )


def _module(key: str) -> ModuleType:
    try:
        return importlib.import_module(f"workflows.processes.{key}.steps")
    except ModuleNotFoundError as missing:
        raise DiagramRefused(f"{key}：没有步骤文件 workflows/processes/{key}/steps.py。") from missing


@lru_cache
def _forms(key: str) -> Mapping[str, type[TaskForm]]:
    try:
        return forms_of(key)
    except ModuleNotFoundError as missing:
        raise DiagramRefused(f"{key}：没有表单文件 forms/{key}.py。") from missing


def _faults(procedure: Procedure) -> Iterator[str]:
    """Yield a sentence for everything in which the diagram and the code disagree."""
    process, roles = procedure.process, {role.label for role in Role}
    yield from faults(process)
    for name, task in process.user_tasks.items():
        if name not in procedure.forms:
            yield f"环节 {name} 没有表单。"
        if task.lane not in roles:
            yield f"环节 {name} 的泳道“{task.lane}”不是一种角色。"
    yield from (
        f"表单 {name} 没有对应的环节。"
        for name in procedure.forms.keys() - process.user_tasks.keys() - {START}
    )
    yield from (f"调用的步骤 {name} 不存在。" for name in process.operations.keys() - procedure.steps.keys())
    yield from (f"引用的裁量表 {table} 不存在。" for table in process.tables - tables().keys())
    yield from (f"引用的期限 {clock} 不存在。" for clock in process.clocks - clocks().keys())

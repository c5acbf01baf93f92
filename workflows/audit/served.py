"""Cases that nobody can move: nobody holds the post that a task waits for, or the release lacks what it needs."""

from collections.abc import Callable, Iterable, Iterator

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from workflows.audit.definitions import stored_processes
from workflows.audit.finding import Finding
from workflows.audit.reading import each, stream
from workflows.engine import Process
from workflows.models import Case, Officer, RoleGrant, Task

Lacking = Callable[[Process], Iterable[str]]
"""Says what the release at hand lacks for cases under some diagrams."""


def check(session: Session) -> Iterator[Finding]:
    """B8.4: somebody holds the post that each open task waits for, in the section that it is for."""
    holds = select(RoleGrant.id).join(Officer, Officer.id == RoleGrant.officer_id)
    holds = holds.where(RoleGrant.revoked_at.is_(None), Officer.disabled_at.is_(None))
    here = or_(Task.department_id.is_(None), Task.department_id == Officer.department_id)
    somebody = holds.where(RoleGrant.role == Task.role, here).correlate(Task).exists()
    tasks = select(Task.id, Task.case_id, Task.title, Task.role).where(~somebody)
    yield from each(
        session, "B8.4", "task", tasks, "案件 {case_id} 等待的“{title}”没有人能办理：岗位 {role} 无人担任。"
    )


def check_release(session: Session, lacking: Lacking) -> Iterator[Finding]:
    """B8.4: the release at hand has every form and step that an open case may come to need."""
    lacks = {one: list(lacking(process)) for one, process, _ in stored_processes(session) if process}
    opened = select(Case.id, Case.definition_digest).where(Case.closed_at.is_(None))
    for case_id, digest in stream(session, opened):
        for lack in lacks.get(digest, ()):
            yield Finding("B8.4", "case", str(case_id), f"本版本不能办理到底，{lack}")

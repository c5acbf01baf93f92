"""Times the completion of tasks at the door, and counts statements and commits, on SQLite and PostgreSQL.

Run: .venv/bin/python -m benchmarks.door [cases]
"""

import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import event, select

from tests import databases
from tests.office import VERIFIED, Office
from tests.postgres_server import running_postgresql
from workflows import casework, clock, keyring
from workflows.models import Case, Task


class Counter:
    """Statements and commits of one engine since the last look."""

    def __init__(self, office: Office) -> None:
        """Listen to the office's engine."""
        self.statements = self.commits = 0
        event.listen(office.engine, "before_cursor_execute", self._statement)
        event.listen(office.engine, "commit", self._commit)

    def _statement(self, *_: Any) -> None:
        self.statements += 1

    def _commit(self, *_: Any) -> None:
        self.commits += 1


def timed(
    office: Office, counter: Counter, username: str, case_id: UUID, task: str, answers: dict[str, Any]
) -> Any:
    """Complete one task, and return seconds, statements and commits."""
    with office.begin() as session:
        query = select(Task.id, Case.version).join(Case).where(Task.case_id == case_id, Task.name == task)
        task_id, version = session.execute(query.order_by(Task.opened_at)).one()
    counter.statements = counter.commits = 0
    began = time.perf_counter()
    with office.begin() as session:
        actor = casework.actor_of(session, office.people[username])
        casework.complete_task(session, task_id, answers, actor, uuid4(), version)
    return time.perf_counter() - began, counter.statements, counter.commits


def walk(office: Office, counter: Counter) -> Iterator[tuple[str, Any]]:
    """Carry one case from application to served decision, and yield what each completion cost."""
    case = office.apply(office.penalty())
    served = {"mode": "direct", "served": "true", "happened_on": str(clock.today()), "receiver": "王喆"}
    for username, task, answers in (
        ("case_officer", "formal_check", {"materials": "complete"}),
        ("reviewer", "review_acceptance", {"acceptance_opinion": "agree"}),
        ("window", "serve", served),
        ("case_officer", "verify", VERIFIED),
        ("reviewer", "review", {"review_opinion": "agree"}),
        ("approver", "approve", {"approval_opinion": "agree"}),
        ("window", "serve", served),
    ):
        if task == "serve":
            office.print_papers(case)
        extra = {"proof_files": [office.file()]} if task == "serve" else {}
        yield task, timed(office, counter, username, case, task, {**answers, **extra})


@contextmanager
def offices() -> Iterator[dict[str, Office]]:
    """Yield a bureau on each database."""
    with tempfile.TemporaryDirectory() as folder, running_postgresql() as server:
        template = databases.sqlite_template(Path(folder))
        databases.postgresql_template(server)
        with databases.postgresql_copy(server) as url:
            sqlite = databases.opened(databases.sqlite_copy(template, Path(folder)))
            yield {"SQLite": Office(sqlite), "PostgreSQL": Office(databases.opened(url))}


def main(cases: int) -> None:
    """Print medians for each task on each database."""
    keyring.use("benchmark-secret-of-more-than-32-characters")
    with offices() as both:
        for name, office in both.items():
            counter, costs = Counter(office), defaultdict(list)
            for _ in range(cases):
                for task, cost in walk(office, counter):
                    costs[task].append(cost)
            print(f"{name}, {cases} cases")
            for task, found in costs.items():
                seconds, statements, commits = (median(column) for column in zip(*found, strict=True))
                print(
                    f"  {task:20} {seconds * 1000:6.1f} ms  {statements:4.0f} statements  {commits:.0f} commit"
                )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)

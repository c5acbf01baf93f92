"""What was claimed and never begun is taken up again; what is older than its limit is told to a person."""

import threading
import time
from itertools import count as count_up

import pytest
from dbos import DBOS
from dbos._sys_db import SystemDatabase
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from tests.jobs.conftest import worker_in_thread
from tests.jobs.database import Mark, count, leave
from tests.postgres_server import Server
from workflows.jobs import enqueue, registry, retry
from workflows.jobs.overdue import UNDER_WAY
from workflows.jobs.queueing import RUN_JOB
from workflows.jobs.run import JOBS
from workflows.jobs.stranded import Strays
from workflows.models import Trouble

pytestmark = pytest.mark.slow
MANY = 40
CONCURRENCY = 4


def put_many(begin) -> list[str]:
    words = [f"paper {number}" for number in range(MANY)]
    with begin() as session:
        for word in words:
            enqueue(session, "note", word, key=word)
    return words


def die_in_the_middle(monkeypatch, server: Server) -> threading.Event:
    """Kill the server when it has kept which jobs the worker took, before the worker hears of it; tell when."""
    whole, claims, died = SystemDatabase.start_queued_workflows, count_up(), threading.Event()

    def claim(database, queue, *given, **more):
        taken = whole(database, queue, *given, **more)
        if taken[0] and queue.name == JOBS and next(claims) == 3:
            server.kill()
            died.set()
            raise OperationalError("claim", None, ConnectionError("the server went away"))
        return taken

    monkeypatch.setattr(SystemDatabase, "start_queued_workflows", claim)
    return died


@pytest.fixture
def restarted(engine, server_of_its_own, monkeypatch, begin):
    """Return forty jobs on the queue of a server that died while a worker took some of them, and is back."""
    died, words = die_in_the_middle(monkeypatch, server_of_its_own), put_many(begin)

    def wait() -> list[str]:
        assert died.wait(60)
        time.sleep(1)
        server_of_its_own.start()
        return words

    return wait


@pytest.mark.parametrize("engine", ["killed"], indirect=True)
def test_when_the_server_dies_in_the_middle_all_jobs_are_done_within_a_minute(
    engine, begin, restarted, eventually
):
    with worker_in_thread(engine):
        words = restarted()
        eventually(lambda: not_done(begin, words) == 0, seconds=60)
        eventually(lambda: not DBOS.list_workflows(status=UNDER_WAY, name=RUN_JOB))


def not_done(begin, words: list[str]) -> int:
    """Return how many words nobody has left yet; while the server is away, that is all of them."""
    try:
        with begin() as session:
            return len(words) - len(set(session.scalars(select(Mark.word).where(Mark.word.in_(words)))))
    except OperationalError:
        return len(words)


@pytest.mark.parametrize("engine", ["killed"], indirect=True)
def test_planted_a_worker_that_does_not_look_leaves_them_stranded(
    engine, begin, restarted, eventually, monkeypatch
):
    monkeypatch.setattr(Strays, "take_up", lambda _: None)
    with worker_in_thread(engine):
        words = restarted()
        eventually(lambda: not_done(begin, words) <= CONCURRENCY, seconds=60)
        time.sleep(3)
        assert 0 < not_done(begin, words) <= CONCURRENCY


def test_what_a_thread_holds_is_not_put_back(engine, begin, eventually):
    """Nor is what was claimed since the last look: its thread may be about to begin."""
    with begin() as session:
        enqueue(session, "in_two_steps", "held", key="held")
    with worker_in_thread(engine):
        eventually(lambda: count(begin, "held: in the middle"))
        time.sleep(2)
        leave(begin, "held: go on")
        eventually(lambda: count(begin, "held: second step"))
    assert count(begin, "held: in the middle") == 1


@pytest.fixture
def overdue_run(engine, begin, eventually, monkeypatch):
    """A run in the middle of its work, of a job whose limit is a second."""
    limits = registry.Limits(of_jobs={"in_two_steps": 1})
    monkeypatch.setattr(registry, "_limits", [limits])
    with begin() as session:
        enqueue(session, "in_two_steps", "late", key="late")
    with worker_in_thread(engine):
        eventually(lambda: count(begin, "late: in the middle"))
        yield
        leave(begin, "late: go on")
        eventually(lambda: count(begin, "late: second step"))


def troubles(begin) -> list[Trouble]:
    with begin() as session:
        found = list(session.scalars(select(Trouble)))
        session.expunge_all()
        return found


def test_a_job_older_than_its_limit_is_one_task_for_a_person(overdue_run, begin, eventually):
    eventually(lambda: troubles(begin))
    time.sleep(1)
    [trouble] = troubles(begin)
    assert trouble.title == "分两步办" and trouble.error.startswith("有 1 项超过 0 分钟没有办完")
    assert trouble.solved_at is None


def test_a_person_has_what_is_overdue_put_back_on_its_queue(overdue_run, begin, eventually, officer_id):
    eventually(lambda: troubles(begin))
    with begin() as session:
        retry(session, troubles(begin)[0].id, officer_id)
    eventually(lambda: count(begin, "late: in the middle") == 2)

"""What a killed worker had begun is ended by another, or by itself when it comes back."""

import pytest
from sqlalchemy import select

from tests.jobs.conftest import worker_in_thread
from tests.jobs.database import Mark, count, leave
from workflows import clock
from workflows.errors import LeaseLost
from workflows.jobs import enqueue
from workflows.jobs.lease import WATCH
from workflows.models import WorkerLease

pytestmark = pytest.mark.slow


@pytest.fixture
def in_the_middle(begin, engine, start_worker, eventually):
    """A worker named `first` that is in the middle of the second step of a job; its lease lasts as told."""

    def begun(lease_seconds: float = 1.5):
        with begin() as session:
            enqueue(session, "in_two_steps", "job", key="1")
        worker = start_worker("first", lease_seconds)
        eventually(lambda: count(begin, "job: in the middle"))
        return worker

    return begun


def ends_once(begin, eventually) -> None:
    leave(begin, "job: go on")
    eventually(lambda: count(begin, "job: second step"))
    steps = [count(begin, f"job: {step}") for step in ("first step", "in the middle", "second step")]
    assert steps == [1, 2, 1]


def test_another_worker_takes_over_what_a_killed_one_had_begun(begin, engine, in_the_middle, eventually):
    in_the_middle().kill()
    with worker_in_thread(engine, "second"):
        eventually(lambda: count(begin, "job: in the middle") == 2)
        ends_once(begin, eventually)
    with begin() as session:
        assert session.get_one(WorkerLease, "first").taken_over_at is not None


def test_a_killed_worker_takes_up_its_own_work_when_it_comes_back(
    begin, in_the_middle, start_worker, eventually
):
    killed = in_the_middle(lease_seconds=60)
    killed.kill()
    killed.wait()
    start_worker("first", 60)
    eventually(lambda: count(begin, "job: in the middle") == 2)
    ends_once(begin, eventually)


def test_two_living_workers_never_share_a_name(begin, in_the_middle, start_worker):
    in_the_middle(lease_seconds=60)
    second = start_worker("first", 60)
    _, said = second.communicate(timeout=60)
    assert second.returncode != 0 and "同名的后台工作进程正在运行" in said.decode()


def test_each_tick_of_a_schedule_runs_once_over_two_workers(begin, engine, start_worker, eventually):
    for name in ("first", "second"):
        start_worker(name, 1.5, "with schedule")
    ticks = select(Mark.word).where(Mark.word.startswith("each_tick"))

    def ticked() -> list[str]:
        with begin() as session:
            return list(session.scalars(ticks))

    eventually(lambda: len(ticked()) >= 4)
    assert len(set(ticked())) == len(ticked())


def test_a_worker_that_is_told_to_stop_ends_in_seconds_and_frees_its_lease(begin, start_worker, eventually):
    worker = start_worker("first", 60)
    eventually(lambda: leases(begin))
    worker.terminate()
    assert worker.wait(timeout=10) == 0
    assert leases(begin)[0].expires_at <= clock.now()


def test_a_worker_that_was_thought_dead_ends(begin, engine, eventually):
    def be_taken_over(ended) -> None:
        eventually(lambda: leases(begin))
        with begin() as session:
            session.get_one(WorkerLease, "here").taken_over_at = clock.now()
        eventually(ended)

    with pytest.raises(LeaseLost), worker_in_thread(engine, lease_seconds=0.6) as ended:
        be_taken_over(ended)


def leases(begin) -> list[WorkerLease]:
    with begin() as session:
        found = list(session.scalars(select(WorkerLease).where(WorkerLease.executor_id != WATCH)))
        session.expunge_all()
        return found

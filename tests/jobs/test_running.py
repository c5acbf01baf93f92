"""A worker runs jobs to their end, tries again what failed, and hands to a person what it gives up."""

from uuid import uuid4

import pytest
from sqlalchemy import select

from tests.jobs import examples
from tests.jobs.database import count, leave
from workflows import clock
from workflows.errors import NotFound, TroubleClosed
from workflows.jobs import enqueue, retry
from workflows.models import Department, Officer, Trouble

pytestmark = pytest.mark.usefixtures("engine")


@pytest.fixture
def put(begin):
    """Put a job on the queue in a transaction of its own."""

    def put(job: str, *args: str, **options) -> None:
        with begin() as session:
            enqueue(session, job, *args, **{"key": "1"} | options)

    return put


@pytest.fixture
def troubles(begin):
    def read() -> list[Trouble]:
        with begin() as session:
            found = list(session.scalars(select(Trouble).order_by(Trouble.id)))
            session.expunge_all()
            return found

    return read


@pytest.fixture
def officer_id(begin) -> int:
    with begin() as session:
        section = Department(code="credit", name="信用监管科")
        session.add(section)
        session.flush()
        officer = Officer(
            username="a", employee_number="1", name="李", password_hash="x", department_id=section.id
        )
        session.add(officer)
        session.flush()
        return officer.id


def test_a_job_runs_once(begin, put, working, eventually):
    with working():
        put("note", "word")
        eventually(lambda: count(begin, "word") == 1)
    assert count(begin, "word") == 1


def test_a_delayed_job_waits(begin, put, working, eventually):
    with working():
        put("note", "late", key="2", delay_seconds=2)
        put("note", "soon")
        eventually(lambda: count(begin, "soon"))
        assert count(begin, "late") == 0
        eventually(lambda: count(begin, "late"))


def test_a_job_that_fails_is_tried_again(begin, put, working, eventually):
    put("print_when_mended", "page")
    with working():
        eventually(lambda: count(begin, "page: tried"))
        leave(begin, "page: mended")
        eventually(lambda: count(begin, "page: printed"))


def test_a_job_that_keeps_failing_becomes_a_task_for_a_person(begin, put, working, eventually, troubles):
    put("print_when_mended", "page")
    with working():
        eventually(troubles)
    (trouble,) = troubles()
    assert (trouble.title, trouble.error) == ("打印", "打印机没有接通。（共尝试 3 次）")
    assert trouble.arguments["args"] == ["page"] and trouble.solved_at is None
    assert count(begin, "page: tried") == 3


def test_the_same_job_failing_again_is_one_task_only(begin, put, working, eventually, troubles):
    for key in ("1", "2"):
        put("print_when_mended", "page", key=key)
    with working():
        eventually(lambda: count(begin, "page: tried") == 6 and troubles())
    assert len(troubles()) == 1


def test_a_person_has_it_tried_again(begin, put, working, eventually, troubles, officer_id):
    put("print_when_mended", "page")
    with working():
        eventually(troubles)
        leave(begin, "page: mended")
        with begin() as session:
            retry(session, troubles()[0].id, officer_id)
        eventually(lambda: count(begin, "page: printed"))
    assert [trouble.solved_by_id for trouble in troubles()] == [officer_id]


def test_a_retry_does_not_run_a_finished_step_again(begin, put, working, eventually, troubles, officer_id):
    put("deliver_after_step", "letter")
    with working():
        eventually(troubles)
        with begin() as session:
            retry(session, troubles()[0].id, officer_id)
        eventually(lambda: len(troubles()) == 2)
    assert count(begin, "letter: noted") == 1
    assert "ZeroDivisionError：letter" in troubles()[1].error


def test_what_is_solved_is_not_tried_again(begin, officer_id):
    with begin() as session:
        session.add(Trouble(job="note", arguments={}, title="t", error="e", opened_at=clock.now()))
        solved = session.scalar(select(Trouble))
        solved.solved_at, solved.solved_by_id = clock.now(), officer_id
        session.flush()
        with pytest.raises(TroubleClosed):
            retry(session, solved.id, officer_id)
        with pytest.raises(NotFound):
            retry(session, solved.id + 1, officer_id)


def test_a_job_that_nobody_registered_becomes_a_task_for_a_person(put, working, eventually, troubles):
    put(f"no-such-job-{uuid4()}")
    with working():
        eventually(troubles)
    assert troubles()[0].error.startswith("系统中没有这项后台任务")


def test_the_example_fails_with_the_sentence_that_a_person_reads():
    assert str(examples.PrinterAway()) == "打印机没有接通。"

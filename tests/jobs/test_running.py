"""A worker runs jobs to their end, tries again what failed, and hands to a person what it gives up."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from dbos import DBOS
from sqlalchemy import select

from tests.jobs import examples
from tests.jobs.conftest import new_database, worker_in_thread
from tests.jobs.database import count, leave
from workflows import clock
from workflows.errors import NotFound, TroubleClosed
from workflows.jobs import enqueue, leftovers, retry
from workflows.jobs.queueing import put as put_run
from workflows.jobs.run import JOBS, SCHEDULED, Run
from workflows.jobs.trouble import open_trouble
from workflows.models import BusinessEntity, Case, Definition, Officer, Trouble


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def engine(request, tmp_path_factory):
    """One database of each kind, with a worker, for all of these tests; each has words of its own."""
    with new_database(request, tmp_path_factory.mktemp("jobs")) as engine, worker_in_thread(engine):
        yield engine


@pytest.fixture
def word() -> str:
    return uuid4().hex


@pytest.fixture
def put(begin):
    """Put a job on the queue in a transaction of its own."""

    def put(job: str, *args: str, **options) -> None:
        with begin() as session:
            enqueue(session, job, *args, **{"key": args[0]} | options)

    return put


@pytest.fixture
def troubles(begin, word):
    """Read what gave up with this test's word."""

    def read() -> list[Trouble]:
        with begin() as session:
            found = list(session.scalars(select(Trouble).order_by(Trouble.id)))
            session.expunge_all()
            return [trouble for trouble in found if trouble.arguments["args"] == [word]]

    return read


@pytest.fixture
def case_id(begin, officer_id) -> UUID:
    with begin() as session:
        name, now, department_id = (
            uuid4().hex,
            clock.now(),
            session.get_one(Officer, officer_id).department_id,
        )
        firm = {"kind": "organisation", "name": name, "uscc": name[:18], "created_at": now, "updated_at": now}
        entity = BusinessEntity(party_key=name, **firm)
        session.add_all([entity, Definition(digest=name, process_key="p", source=b"", stored_at=now)])
        session.flush()
        of = {"process_key": "p", "definition_digest": name, "entity_id": entity.id, "version": 1}
        case = Case(id=uuid4(), number=name, department_id=department_id, state=b"", opened_at=now, **of)
        session.add(case)
        return case.id


def test_a_job_runs_once(begin, put, word, eventually):
    put("note", word)
    put("note", word)
    eventually(lambda: count(begin, word))
    assert count(begin, word) == 1


def test_a_delayed_job_waits(begin, put, word, eventually):
    put("note", f"{word}: late", delay_seconds=1.5)
    put("note", f"{word}: soon")
    eventually(lambda: count(begin, f"{word}: soon"))
    assert count(begin, f"{word}: late") == 0
    eventually(lambda: count(begin, f"{word}: late"))


def test_a_job_that_fails_is_tried_again(begin, put, word, eventually):
    put("print_when_mended", word)
    eventually(lambda: count(begin, f"{word}: tried"))
    leave(begin, f"{word}: mended")
    eventually(lambda: count(begin, f"{word}: printed"))


def test_a_job_that_keeps_failing_becomes_a_task_for_a_person(begin, put, word, eventually, troubles):
    put("print_when_mended", word)
    eventually(troubles)
    (trouble,) = troubles()
    assert (trouble.title, trouble.error) == ("打印", "打印机没有接通。（共尝试 3 次）")
    assert trouble.solved_at is None
    assert count(begin, f"{word}: tried") == 3


def test_the_same_job_failing_again_is_one_task_only(begin, put, word, eventually, troubles):
    for key in ("1", "2"):
        put("print_when_mended", word, key=f"{word}{key}")
    eventually(lambda: count(begin, f"{word}: tried") == 6 and troubles())
    assert len(troubles()) == 1


def test_a_person_has_it_tried_again(begin, put, word, eventually, troubles, officer_id):
    put("print_when_mended", word)
    eventually(troubles)
    leave(begin, f"{word}: mended")
    with begin() as session:
        retry(session, troubles()[0].id, officer_id)
    eventually(lambda: count(begin, f"{word}: printed"))
    assert [trouble.solved_by_id for trouble in troubles()] == [officer_id]


def test_a_retry_does_not_run_a_finished_step_again(begin, put, word, eventually, troubles, officer_id):
    put("deliver_after_step", word)
    eventually(troubles)
    with begin() as session:
        retry(session, troubles()[0].id, officer_id)
    eventually(lambda: len(troubles()) == 2)
    assert count(begin, f"{word}: noted") == 1
    assert "ZeroDivisionError" in troubles()[1].error


def test_a_task_names_the_case_that_the_job_belongs_to(put, word, case_id, eventually, troubles):
    examples.cases[word] = case_id
    put("fail_for_a_case", word)
    eventually(troubles)
    assert troubles()[0].case_id == case_id


def test_a_run_that_the_engine_itself_gives_up_becomes_a_task_too(put, word, eventually, troubles):
    put("fail_for_a_case", word)  # whose case nobody can name, so that not even its failure can be noted
    eventually(troubles)
    assert troubles()[0].error.startswith("后台任务多次使工作进程中断，或者没能记下结果")


def test_what_is_solved_is_not_tried_again(begin, put, word, officer_id):
    with begin() as session:
        open_trouble(session, Run("note", word, (word,)), "t", "e")
        trouble = session.scalars(select(Trouble).order_by(Trouble.id.desc())).first()
        retry(session, trouble.id, officer_id)
        with pytest.raises(TroubleClosed):
            retry(session, trouble.id, officer_id)
        with pytest.raises(NotFound):
            retry(session, trouble.id + 1, officer_id)


def test_a_job_that_nobody_registered_becomes_a_task_for_a_person(put, word, eventually, troubles):
    put("no-such-job", word)
    eventually(troubles)
    assert troubles()[0].error.startswith("系统中没有这项后台任务")


def test_ended_ticks_are_forgotten_and_ended_jobs_are_not(begin, word, eventually, monkeypatch):
    for queue in (JOBS, SCHEDULED):
        with begin() as session:
            put_run(session, Run("note", f"{word}-{queue}", (word,), queue=queue))
    eventually(lambda: ended_keys(word) == {JOBS, SCHEDULED})
    monkeypatch.setattr(leftovers, "TICKS_ARE_KEPT", timedelta(seconds=-5))
    leftovers.forget_ticks()
    assert ended_keys(word) == {JOBS}


def ended_keys(word: str) -> set[str]:
    ended = DBOS.list_workflows(status="SUCCESS", workflow_id_prefix=f"note:{word}-")
    return {workflow.workflow_id.rpartition("-")[2] for workflow in ended}

"""kill -9 at named places and at random: what was acknowledged is there, nothing is lost and nothing twice."""

import os
import random
import signal
import time

import orjson
import pytest

from tests.casework.health import ailments
from tests.casework.mortal import clerk
from tests.casework.programs import started, until
from tests.dump import dump
from tests.importing.files import csv_file, numbered_rows
from tests.office import Page
from tests.processes.repair import Repair
from workflows.background import import_later
from workflows.importing.runs import begin as take_in
from workflows.models import Case, CaseStep, CreditRecord, DocumentFile, ImportRun, Trouble

pytestmark = [pytest.mark.slow, pytest.mark.own_database]
COMPLETE = {"materials": "complete"}
KILLS = 20
SEED = int(os.environ.get("KILL_SEED", "20261123"))


@pytest.fixture
def requests(office, calendar, tmp_path):
    """Cases whose formal check is to be answered, as requests in a file."""

    def made(number):
        cases = [Repair(office, calendar) for _ in range(number)]
        pages = [office.page(case.id, "formal_check") for case in cases]
        return [as_request(office, page) for page in pages]

    return made


def as_request(office, page):
    sent = {"task_id": page.task_id, "key": page.key, "version": page.version, "answers": COMPLETE}
    return {**sent, "officer_id": office.people["case_officer"]}


def written(tmp_path, requests):
    file = tmp_path / "requests.json"
    file.write_bytes(orjson.dumps(requests))
    return file


def acknowledged(lines):
    return {found["key"]: found["answer"] for found in map(orjson.loads, lines)}


def answer_again(office, request):
    """Send a request once more, here, with the key it had."""
    page = Page(request["task_id"], request["version"], request["key"])
    return office.submit("case_officer", page, request["answers"])


@pytest.mark.parametrize("place", ["before the lock", "after the engine", "before the commit"])
def test_killed_before_its_commit_an_answer_has_left_nothing_and_counts_when_it_is_sent_again(
    office, database_url, requests, tmp_path, place
):
    [request] = requests(1)
    before = dump(office.engine)
    with started("clerk", database_url, written(tmp_path, [request]), place) as program:
        assert program.stdout.read() == b"" and program.wait(30) == -9
    assert dump(office.engine) == before
    assert answer_again(office, request).waits_for == ["审核受理"]
    assert ailments(office) == []


def test_killed_after_its_commit_an_answer_is_there_and_sent_again_it_counts_once(
    office, database_url, requests, tmp_path
):
    [request] = requests(1)
    with started("clerk", database_url, written(tmp_path, [request]), "after the commit") as program:
        assert program.stdout.read() == b"" and program.wait(30) == -9
    before = dump(office.engine)
    assert answer_again(office, request).waits_for == ["审核受理"]
    assert dump(office.engine) == before and ailments(office) == []


def test_planted_a_commit_in_the_middle_of_a_step_is_found_after_the_kill(
    office, database_url, requests, tmp_path
):
    file = written(tmp_path, requests(1))
    with started("clerk", database_url, file, "after a commit in the middle") as program:
        assert program.wait(30) == -9
    assert "answers: 1 steps have none" in ailments(office)


@pytest.mark.long
def test_killed_at_random_nothing_acknowledged_is_lost_and_nothing_is_done_twice(
    office, database_url, requests, tmp_path
):
    chance, left, told = random.Random(SEED), requests(3 * KILLS), {}  # noqa: S311  # no secret
    for _ in range(KILLS):
        told |= acknowledged(killed_after(chance, database_url, written(tmp_path, left)))
        assert ailments(office) == [], f"seed {SEED}"
        left = [request for request in left if str(request["key"]) not in told]
    for request in left:
        answer_again(office, request)
    assert {case.version for case in office.all(Case)} == {2} and ailments(office) == []
    assert len(office.all(CaseStep)) == 2 * 3 * KILLS


def killed_after(chance, url, file):
    """Return the acknowledgements that came before the clerk was killed, some milliseconds after one of them.

    The clerk is a copy of this process with a connection of its own, which saves the time to load the program.
    """
    heard, said = os.pipe()
    process = os.fork()
    if process == 0:
        work_and_end(url, file, said)
    os.close(said)
    with os.fdopen(heard, "rb") as told:
        lines = [told.readline() for _ in range(chance.randint(1, 3))]
        time.sleep(chance.uniform(0, 0.05))
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        return [line for line in [*lines, *told.read().splitlines()] if line.strip()]


def work_and_end(url, file, said):
    try:
        clerk(url, file, os.fdopen(said, "wb"))
    finally:
        os._exit(0)


@pytest.mark.long
@pytest.mark.parametrize("place", ["in the middle of a paper", "after the paper"])
def test_a_worker_killed_while_it_prints_prints_the_paper_once_when_it_is_back(
    office, database_url, calendar, tmp_path, place
):
    Repair(office, calendar).do("formal_check", **COMPLETE).agree("review_acceptance")
    with started("worker", database_url, tmp_path, place) as program:
        assert program.wait(60) == -9
    assert office.all(DocumentFile) == []
    with started("worker", database_url, tmp_path):
        until(office, lambda: office.all(DocumentFile))
    assert len(office.all(DocumentFile)) == 1 and office.all(Trouble) == []


def test_a_worker_killed_in_the_middle_of_an_import_goes_on_where_it_stood(office, database_url, tmp_path):
    with office.begin() as session:
        run = take_in(session, "rows.csv", csv_file(numbered_rows(1200)), None)
        import_later(session, run)
        run_id = run.id
    with started("worker", database_url, tmp_path, "in the middle of an import") as program:
        assert program.wait(60) == -9
    assert office.one(ImportRun, id=run_id).done == len(office.all(CreditRecord)) == 500
    with started("worker", database_url, tmp_path):
        until(office, lambda: office.one(ImportRun, id=run_id).state == "done")
    assert len(office.all(CreditRecord)) == 1200 and ailments(office) == []

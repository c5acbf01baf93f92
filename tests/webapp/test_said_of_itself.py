"""What the house says of itself: whether a worker lives, that a clock was set back, that a template is faulty."""

import pytest
from flask import Flask
from sqlalchemy import update

from tests.processes.repair import Repair
from webapp import templating
from workflows import clock
from workflows.errors import CatalogueFault
from workflows.jobs import lease
from workflows.jobs.lease import Holder
from workflows.models import Document, Trouble, WorkerLease

SILENT = "后台工作进程没有运行"


@pytest.fixture
def worker(office):
    with office.begin() as session:
        assert lease.take(session, Holder("first", "elsewhere 1", 60))


@pytest.mark.parametrize(("path", "who"), [("/inbox", "window"), ("/troubles", "system_administrator")])
def test_pages_say_when_no_worker_lives(office, browse, path, who):
    assert SILENT in browse(who).get(path).text
    with office.begin() as session:
        lease.take(session, Holder("first", "elsewhere 1", 60))
    assert SILENT not in browse(who).get(path).text
    with office.begin() as session:
        session.execute(update(WorkerLease).values(expires_at=clock.now()))
    assert SILENT in browse(who).get(path).text


def test_the_health_check_counts_the_workers(bureau, worker, office):
    assert bureau.test_client().get("/health").json == {"state": "ok", "workers": 1}
    with office.begin() as session:
        lease.release(session, Holder("first", "elsewhere 1", 60))
    assert bureau.test_client().get("/health").json == {"state": "no worker", "workers": 0}


def test_a_paper_that_is_not_printed_says_that_no_worker_lives(office, browse, calendar):
    Repair(office, calendar).do("formal_check", materials="complete").agree("review_acceptance")
    [document] = office.all(Document)
    assert SILENT in browse("window").get(f"/documents/{document.id}").text


def test_an_answer_by_a_clock_that_was_set_back_raises_an_alarm(office, browse, calendar):
    case = Repair(office, calendar)
    page = office.page(case.id, "formal_check")
    calendar.to("2026-11-23", "09:59")
    browser = browse("case_officer")
    sent = {"key": str(page.key), "seen_version": page.version, "materials": "complete"}
    answer = browser.post(f"/tasks/{page.task_id}", data=sent)
    assert answer.status_code == 503 and "本机时钟比本案上一步的时间还早" in answer.text
    assert [trouble.title for trouble in office.all(Trouble)] == ["时钟早于已有记录"]


def test_a_faulty_page_is_found_when_the_application_starts(tmp_path):
    (tmp_path / "faulty.html").write_text("{% if %}", "utf-8")
    faulty = Flask("faulty", template_folder=str(tmp_path))
    with pytest.raises(CatalogueFault, match=r"faulty\.html"):
        templating.demand_sound(faulty)

"""Nobody works on a party that is over unaware: pages say so, and a case against it is opened only with a reason."""

from uuid import uuid4

import pytest

from tests.processes.penalty_answers import LEAD
from tests.webapp.test_changing_a_party import BECAME, found
from tests.webapp.test_entering_a_party import faults
from workflows.casework.reading import status
from workflows.models import Case, CaseStep, Task

OVER = BECAME | {"kind": "status", "status": "deregistered"}
DEPARTED = "主体资格已经终止"


@pytest.fixture
def party(office):
    return office.party()


@pytest.fixture
def officer(browse):
    return browse("case_officer")


@pytest.fixture
def registrar(browse):
    return browse("credit_section")


def lead(office, **more):
    received = {"lead_received_on": "2026-11-09", "department": str(office.sections["food"])}
    return {**LEAD, **received, "key": str(uuid4()), **more}


def test_a_case_against_who_exists_asks_no_reason(officer, office, party):
    assert "status_reason" not in officer.get(f"/start/penalty/{party}").text
    assert officer.post(f"/start/penalty/{party}", data=lead(office)).status_code == 303


def test_a_case_against_who_is_over_needs_a_reason_that_is_kept(officer, registrar, office, party):
    registrar.post(f"/entities/{party}/change", data=OVER)
    page = officer.get(f"/start/penalty/{party}").text
    assert "对这一主体立案的理由</label>" in page and DEPARTED in page and "第四十七条" in page
    refused = officer.post(f"/start/penalty/{party}", data=lead(office))
    assert refused.status_code == 422 and DEPARTED in faults(refused)["status_reason"]
    assert office.all(Case) == []
    assert (
        officer.post(f"/start/penalty/{party}", data=lead(office, status_reason="有清算义务人")).status_code
        == 303
    )
    assert office.one(CaseStep, seq=1).answers["status_reason"] == "有清算义务人"


def test_who_handles_a_case_is_told_when_its_party_is_over(officer, registrar, office, party):
    officer.post(f"/start/penalty/{party}", data=lead(office))
    case = office.one(Case)
    assert "登记状态有变化" not in officer.get("/inbox").text
    registrar.post(f"/entities/{party}/change", data=OVER)
    inbox = officer.get("/inbox").text
    assert "登记状态有变化的当事人：在办案件 1 件" in inbox and case.number in inbox
    [task] = office.all(Task, case_id=case.id)
    for page in (f"/cases/{case.id}", f"/tasks/{task.id}"):
        told = officer.get(page).text
        assert "当事人注销" in told and BECAME["source"] in told and DEPARTED in told


def test_the_inbox_says_how_many_there_are_and_names_the_first(
    officer, registrar, office, party, monkeypatch
):
    monkeypatch.setattr(status, "AT_MOST", 1)
    for _ in range(2):
        officer.post(f"/start/penalty/{party}", data=lead(office))
    registrar.post(f"/entities/{party}/change", data=OVER)
    inbox = officer.get("/inbox").text
    assert "在办案件 2 件" in inbox and "只列出前 1 件" in inbox


def test_a_repair_of_who_is_over_is_opened_knowingly(browse, registrar, office, party):
    record = office.penalty(entity_id=party)
    registrar.post(f"/entities/{party}/change", data=OVER)
    page = browse("window").get("/start/credit_repair", query_string={"record": record}).text
    assert "当事人注销" in page and "status_reason" not in page


def test_the_search_says_who_is_over_and_finds_by_a_former_representative(registrar, party):
    for day, name in (("2026-11-08", "王旧"), ("2026-11-09", "李新")):
        told = OVER | {"kind": "representative", "legal_representative": name, "from_day": day}
        registrar.post(f"/entities/{party}/change", data={**told, "status": ""})
    registrar.post(f"/entities/{party}/change", data=OVER)
    assert found(registrar, "王旧") and found(registrar, "李新") and not found(registrar, "王新")
    assert "注销" in registrar.get("/entities", query_string={"q": "王旧"}).text

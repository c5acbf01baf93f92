"""A further procedure is a folder, a form file and a test: it walks through pages, record, inbox, audit."""

import pytest

from tests.casework.health import ailments
from workflows.catalog import catalog
from workflows.models import Case, CreditEntry, Document, Task

SEEN = "货架上的食品标签齐全，经营者询问信用修复的条件"


@pytest.fixture
def visit(outside, office, browse):
    """A visit that the credit section entered on the party's page."""
    party, clerk = office.party(), browse("credit_section")
    assert f"/start/visit/{party}" in clerk.get(f"/entities/{party}").text
    assert "情况" in clerk.get(f"/start/visit/{party}").text
    answers = {
        "key": "6d1f7c1e-6a53-4c62-9d0e-1f6b3c1f0001",
        "department": office.sections["food"],
        "seen": SEEN,
    }
    answer = clerk.post(f"/start/visit/{party}", data=answers)
    assert answer.status_code == 303, answer.text
    return office.one(Case).id


def test_it_is_offered_to_those_who_open_it_and_to_nobody_else(outside, office, browse):
    party = office.party()
    assert "登记走访帮扶" in browse("credit_section").get(f"/entities/{party}").text
    officer = browse("case_officer")
    assert "登记走访帮扶" not in officer.get(f"/entities/{party}").text
    assert officer.get(f"/start/visit/{party}").status_code == 403


def test_it_walks_from_page_to_record_and_paper(visit, office, browse):
    task, head = office.one(Task), browse("unit_head")
    for page in ("/inbox", "/approvals"):
        assert "审核" in head.get(page).text
    assert head.get(f"/tasks/{task.id}/preview/visit_record.pdf").mimetype == "application/pdf"
    office.answer("unit_head", visit, "review_visit", visit_opinion="agree")
    case = office.one(Case)
    assert (case.outcome, office.waits(visit)) == ("DONE", []) and "访案" in case.number
    assert "已办理" in head.get(f"/cases/{visit}").text
    paper = office.one(Document)
    assert paper.facts["seen"] == SEEN and "访录" in paper.number
    told = [entry.party_summary for entry in office.all(CreditEntry, case_id=visit)]
    assert told[-1] == "情况已经记录。办理结果：已办理。"
    assert "情况已经记录" in browse("credit_section").get(f"/entities/{case.entity_id}").text
    assert ailments(office) == []


def test_it_waits_for_nobody_longer_than_its_time(visit, office, calendar):
    calendar.to("2026-12-08", "00:00")
    office.wake(visit)
    assert office.waits(visit) == ["review_visit"]
    office.answer("unit_head", visit, "review_visit", visit_opinion="return", reason="没有走访照片。")
    assert office.one(Case).outcome == "DROPPED" and ailments(office) == []


def test_the_house_does_not_know_it(office):
    assert "visit" not in catalog()

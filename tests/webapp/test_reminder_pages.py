"""Reminders in the inbox and on the case's page; the head's list of what ended undone, and his word on it."""

import pytest

from tests.casework.test_reminders import remind
from tests.processes.repair import Repair
from tests.webapp.test_second_officer_pages import statements_of
from workflows.models import Reminder


@pytest.fixture
def case(bureau, office, calendar):
    return Repair(office, calendar)


def late(case, calendar):
    calendar.to("2026-11-27")
    case.office.wake(case.id)
    return max(row.id for row in case.office.all(Reminder, kind="supervision"))


def test_the_handlers_inbox_and_the_cases_page_say_what_is_about_to_end(case, browse, calendar):
    calendar.to("2026-11-25")
    remind(case.office)
    inbox = browse("case_officer").get("/inbox").text
    assert "期限提醒" in inbox and "受理 · 临近届满提醒 · 2026年11月26日" in inbox
    assert "期限提醒" not in browse("legal_reviewer").get("/inbox").text
    assert "2026年11月25日临近届满提醒" in browse("case_officer").get(f"/cases/{case.id}").text


def test_the_head_finds_what_ended_undone_and_says_a_word(case, browse, calendar):
    row = late(case, calendar)
    head = browse("unit_head")
    assert "逾期等您督办的有 1 项" in head.get("/inbox").text
    page = head.get("/supervision").text
    assert case.case.number in page and "逾期 1 个工作日" in page and "window" in page
    answered = head.post(f"/supervision/{row}", data={"opinion": "请今日受理。"}, follow_redirects=True)
    assert "督办意见已记入案件" in answered.text and "现在没有等您督办的事项" in answered.text
    assert "督办：请今日受理。" in browse("case_officer").get(f"/cases/{case.id}").text
    assert head.post(f"/supervision/{row}", data={"opinion": "再次。"}).status_code == 409


def test_a_word_is_demanded_and_the_list_comes_back_with_the_fault_beside_it(case, browse, calendar):
    row = late(case, calendar)
    back = browse("unit_head").post(f"/supervision/{row}", data={"opinion": ""})
    assert back.status_code == 422 and f'id="fault-{row}"' in back.text


@pytest.mark.parametrize("username", ["case_officer", "window", "auditor"])
def test_the_list_is_open_to_heads_and_leaders_only(case, browse, username):
    assert browse(username).get("/supervision").status_code == 403
    if username != "auditor":
        assert "督办" not in browse(username).get("/inbox").text


def test_the_list_and_the_inbox_cost_the_same_however_many_terms_ended_undone(
    bureau, office, calendar, browse
):
    costs = []
    for _ in range(2):
        cases = [Repair(office, calendar, office.penalty(entity_id=office.party())) for _ in range(2)]
        calendar.to("2026-11-25")
        remind(office)
        calendar.to("2026-11-27")
        for case in cases:
            office.wake(case.id)
        head = browse("unit_head")
        costs.append([statements_of(bureau, head, page) for page in ("/supervision", "/inbox")])
        calendar.to("2026-11-23")
    assert costs[0] == costs[1]

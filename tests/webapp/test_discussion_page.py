"""A collective discussion on the page: members are ticked, and a fault loses none of the ticks."""

import re

import pytest

from forms.choices import Role
from tests.processes.called import Called
from tests.processes.deciding import LEADERS, minutes, proposed
from tests.webapp.test_task_pages import submit


@pytest.fixture
def discussed(office, calendar, monkeypatch):
    for name in LEADERS:
        office.hire(name, Role.APPROVER)
    return proposed(Called(office, calendar, monkeypatch, "decision", act="extend_beyond"))


def ticked(page: str) -> list[str]:
    return re.findall(r'type="checkbox" name="attendees" value="(\d+)" checked', page)


def test_several_members_are_ticked_and_the_minutes_issued(browse, office, discussed):
    answer = submit(browse("panel"), office, discussed.id, "discuss", **minutes(discussed))
    assert answer.status_code == 303 and discussed.data["decided"] is True


def test_a_fault_keeps_every_tick(browse, office, discussed):
    told = minutes(discussed, place="")
    answer = submit(browse("panel"), office, discussed.id, "discuss", **told)
    assert answer.status_code == 422 and sorted(ticked(answer.text)) == sorted(told["attendees"])


def test_what_the_door_refuses_is_told_above_the_form_as_it_was_filled_in(browse, office, discussed):
    told = minutes(discussed, opinions=f"{LEADERS[0]}：同意")
    answer = submit(browse("panel"), office, discussed.id, "discuss", **told)
    assert answer.status_code == 422 and "现在缺少下列人员的意见" in answer.text
    assert sorted(ticked(answer.text)) == sorted(told["attendees"]) and "三楼会议室" in answer.text


def test_only_leaders_are_offered_as_members(browse, office, discussed):
    page = browse("panel").get(f"/tasks/{office.page(discussed.id, 'discuss').task_id}").text
    offered = set(re.findall(r'name="attendees" value="(\d+)"', page))
    assert str(office.people["case_officer"]) not in offered
    assert {str(office.people[name]) for name in LEADERS} <= offered


def test_nobody_is_ticked_beforehand(browse, office, discussed):
    page = browse("panel").get(f"/tasks/{office.page(discussed.id, 'discuss').task_id}").text
    assert 'type="checkbox" name="attendees"' in page and ticked(page) == []

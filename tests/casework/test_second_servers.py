"""Two who serve a paper: officers of the section, and at the window its own; both asked, and each for this alone."""

import pytest

from forms.choices import Role
from tests.casework.asking import answer, ask, asked
from tests.office import VERIFIED
from tests.processes.repair import Repair
from workflows import audit
from workflows.errors import ColleagueUnasked, OfficerUnfit
from workflows.models import CasePart, SecondOfficerRequest, Service

REFUSED = {"mode": "left", "refusal_reason": "拒绝签收", "witnesses": "文化社区孙某"}
ONSITE = {**VERIFIED, "method": "on_site", "place": "鸡冠区中心大街1号"}


@pytest.fixture
def case(office, calendar):
    """A case in which the window serves the notice of acceptance, and an officer may verify already."""
    office.hire("window2", Role.WINDOW)
    office.hire("second", Role.CASE_OFFICER)
    return Repair(office, calendar).do("formal_check", materials="complete").agree("review_acceptance")


def serve(case, second):
    page = case.office.page(case.id, "serve")
    named = {**REFUSED, "second_officer": str(case.office.people[second])}
    return case.office.submit("window", page, case.office.served("window", **named))


@pytest.mark.parametrize("second", ["window2", "second"])
def test_the_window_serves_with_one_of_its_own_or_of_the_section_who_agrees(case, second):
    with pytest.raises(ColleagueUnasked):
        serve(case, second)
    request = ask(case, second, "window")
    assert [row.id for row in asked(case.office, second)] == [request]
    answer(case.office, request, second)
    serve(case, second)
    assert case.office.one(Service).second_officer_id == case.office.people[second]
    with case.office.begin() as session:
        assert list(audit.verify(session, {"B3.1", "B3.6", "B5.4"})) == []


def test_who_agreed_at_the_window_is_no_second_officer_of_a_verification(case):
    answer(case.office, ask(case, "window2", "window"), "window2")
    page = case.office.page(case.id, "verify")
    named = {**ONSITE, "second_officer": str(case.office.people["window2"])}
    with pytest.raises(OfficerUnfit, match="不担任承办人或者科室负责人"):
        case.office.submit("case_officer", page, named)


def test_nobody_of_the_window_is_asked_once_nothing_waits_there(case):
    request = ask(case, "window2", "window")
    case.serve()
    assert asked(case.office, "window2") == []
    with pytest.raises(OfficerUnfit):
        answer(case.office, request, "window2")
    with pytest.raises(OfficerUnfit):
        ask(case, "window2")
    people = case.office.all(CasePart, case_id=case.id)
    assert case.office.people["window2"] not in {one.officer_id for one in people}
    assert len(case.office.all(SecondOfficerRequest)) == 1


def test_a_leader_serves_no_paper_as_the_second(case):
    with pytest.raises(OfficerUnfit):
        serve(case, "approver")

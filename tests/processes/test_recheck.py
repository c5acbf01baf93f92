"""复查: two officers with certificates, in time, item by item; somebody else confirms what they found."""

from datetime import date

import pytest
from marshmallow import ValidationError

from forms.choices import DeadlineEnd, Part, Role, Visibility
from tests.casework.test_posts import lend
from tests.processes.called import Called
from workflows import casework, clock
from workflows.casework import reading
from workflows.errors import CertificateLapsed, DiagramFailed, NotAllowed, OfficerUnfit
from workflows.models import CasePart, SecondOfficerRequest, Service, Task

ARRANGED = {
    "order": "《责令改正通知书》（鸡市监责改〔2026〕112号）",
    "ordered_on": "2026-10-26",
    "occasion": "report",
    "counted_from": "2026-11-20",
    "recheck_mode": "on_site",
}
ITEMS = {"done_items": "散装食品已加贴标签", "partial_items": "冷库尚未联网", "open_items": "没有物理隔离"}
SEEN = {"started_at": "2026-11-23T09:00", "ended_at": "2026-11-23T09:40", "place": "鸡西市鸡冠区和平大街12号"}
BORNE_OUT = {
    "pass": {"done_items"},
    "partial": {"done_items", "open_items"},
    "fail": {"open_items"},
    "not_found": set(),
}
AGREE = {"recheck_opinion": "agree"}
RETURN = {"recheck_opinion": "return", "reason": "请补拍现场照片。"}


@pytest.fixture
def recheck(office, calendar, monkeypatch):
    office.hire("companion", Role.CASE_OFFICER)
    office.hire("other_head", Role.UNIT_HEAD)

    def opened(ordered_by="approver", **arranged):
        case = Called(office, calendar, monkeypatch, "recheck", ordered_by=office.people[ordered_by])
        return case.do("arrange", **{**ARRANGED, **arranged})

    return opened


def inspected(case, result="pass", *, by="", companion="companion", **answers):
    found = {name: ITEMS[name] for name in BORNE_OUT[result]}
    second = str(case.office.people[companion])
    told = {**SEEN, "companion": second, "result": result, "next_step": "依规定办理。", **found}
    return case.do("inspect", by=by, **{**told, **answers})


# The result


@pytest.mark.parametrize("result", BORNE_OUT)
def test_a_confirmed_recheck_ends_with_its_result(recheck, result):
    case = inspected(recheck(), result)
    assert case.waits == ["confirm"] and "recheck_result" not in case.data
    case.do("confirm", **AGREE)
    assert case.data["recheck_result"] == result
    assert case.entries[-1].event == f"recheck_{result}" and case.entries[-1].visibility == Visibility.PARTY


@pytest.mark.parametrize("result", [one for one in BORNE_OUT if one != "not_found"])
def test_the_opinion_is_served_before_the_caller_goes_on(recheck, office, result):
    case = inspected(recheck(), result).do("confirm", **AGREE)
    assert case.waits == ["serve"] and not case.ended
    assert case.serve().ended
    assert office.one(Service).document_id == case.paper("recheck_opinion").id


def test_an_opinion_about_a_party_that_cannot_be_found_waits_for_nobody(recheck):
    case = inspected(recheck(), "not_found").do("confirm", **AGREE)
    assert case.ended and case.paper("recheck_opinion").facts["result"] == "not_found"


@pytest.mark.parametrize(
    ("result", "items"),
    [
        ("pass", {"open_items"}),
        ("pass", {"done_items", "partial_items"}),
        ("pass", set()),
        ("partial", {"done_items"}),
        ("fail", {"done_items"}),
        ("not_found", {"done_items"}),
    ],
)
def test_a_result_that_the_items_do_not_bear_out_is_refused(recheck, result, items):
    left_out = dict.fromkeys(ITEMS, "")
    with pytest.raises(ValidationError, match="逐项"):
        inspected(recheck(), result, **{**left_out, **{name: ITEMS[name] for name in items}})


def test_nobody_is_missing_who_was_not_looked_for_on_the_spot(recheck):
    with pytest.raises(ValidationError, match="没有到现场"):
        inspected(recheck(recheck_mode="on_papers"), "not_found")


def test_a_visit_has_its_place_and_papers_need_none(recheck):
    with pytest.raises(ValidationError, match="place"):
        inspected(recheck(), place="")
    assert inspected(recheck(recheck_mode="on_papers"), place="").waits == ["confirm"]


@pytest.mark.parametrize("ended_at", ["2026-11-23T08:59", "2026-11-24T09:00"])
def test_a_recheck_that_has_not_ended_is_refused(recheck, ended_at):
    with pytest.raises(ValidationError, match="ended_at"):
        inspected(recheck(), ended_at=ended_at)


# Two officers, and a third


def test_both_officers_and_each_item_are_in_the_record(recheck):
    facts = inspected(recheck(), "partial").paper("recheck_record").facts
    assert [one["name"] for one in facts["officers"]] == ["case_officer", "companion"]
    assert all(one["certificate"] for one in facts["officers"])
    assert [one["result"] for one in facts["items"]] == ["整改到位", "没有整改"]


@pytest.mark.parametrize("until", [date(2026, 11, 22), None])
def test_an_officer_without_a_valid_certificate_does_not_recheck(recheck, office, until):
    office.hire("expired", Role.CASE_OFFICER, certificate_until=until)
    with pytest.raises(OfficerUnfit):
        inspected(recheck(), companion="expired")
    with pytest.raises(CertificateLapsed):
        inspected(recheck(), by="expired")


def test_one_officer_is_not_two(recheck):
    with pytest.raises(OfficerUnfit):
        inspected(recheck(), companion="case_officer")


def test_who_rechecked_does_not_confirm(recheck, office):
    office.hire("head_too", Role.CASE_OFFICER, Role.UNIT_HEAD)
    case = inspected(recheck(), companion="head_too")
    with pytest.raises(NotAllowed, match="须由另一人办理"):
        case.do("confirm", by="head_too", **AGREE)


def test_the_head_who_gave_the_order_may_come_along_but_another_one_confirms(recheck, office):
    case = inspected(recheck()).do("confirm", **RETURN)
    inspected(case, companion="unit_head")
    assert office.one(CasePart, case_id=case.id, officer_id=office.people["unit_head"]).part == "reviewing"
    with pytest.raises(NotAllowed, match="须由另一人办理"):
        case.do("confirm", **AGREE)
    assert case.do("confirm", by="other_head", **AGREE).data["recheck_result"] == "pass"


def test_who_gave_the_order_does_not_confirm_even_without_coming_along(recheck):
    case = inspected(recheck(ordered_by="unit_head"))
    with pytest.raises(NotAllowed, match="须由另一人办理"):
        case.do("confirm", **AGREE)
    assert case.do("confirm", by="other_head", **AGREE).data["recheck_result"] == "pass"


def test_in_a_section_with_one_head_another_sections_confirms_and_only_he_is_offered_it(recheck, office):
    office.section("drugs", "药品安全监督管理科")
    office.hire("head_elsewhere", Role.UNIT_HEAD, section="drugs")
    case = inspected(recheck(ordered_by="unit_head"))
    offered = {who: "confirm" in offers(office, who) for who in ("unit_head", "head_elsewhere", "reviewer")}
    assert offered == {"unit_head": False, "head_elsewhere": True, "reviewer": False}
    assert case.do("confirm", by="head_elsewhere", **AGREE).data["recheck_result"] == "pass"


def test_nobody_confirms_in_the_place_of_whoever_gave_the_order(recheck, office):
    inspected(recheck(ordered_by="unit_head"))
    office.hire("deputy")
    lend(office, "unit_head", "deputy", Role.UNIT_HEAD)
    assert "confirm" not in offers(office, "deputy")


def test_a_task_that_says_whose_it_may_not_be_demands_to_know_them(office, calendar, monkeypatch):
    office.hire("companion", Role.CASE_OFFICER)
    with pytest.raises(DiagramFailed, match="ordered_by"):
        inspected(Called(office, calendar, monkeypatch, "recheck").do("arrange", **ARRANGED))


def offers(office, who):
    """The names of the tasks that an officer is offered."""
    with office.begin() as session:
        rows = reading.inbox(session, casework.actor_of(session, office.people[who]), "mine")
        return {session.get(Task, row.task_id).name for row in rows}


def test_who_reviewed_the_case_does_not_come_along(recheck, office):
    case, reviewer = recheck(), office.hire("both", Role.REVIEWER, Role.CASE_OFFICER)
    with office.begin() as session:
        part = {"case_id": case.id, "officer_id": reviewer, "part": Part.REVIEWING}
        session.add(CasePart(**part, since=clock.now()))
    with pytest.raises(OfficerUnfit):
        inspected(case, companion="both")
    assert office.one(SecondOfficerRequest, officer_id=reviewer)


def test_only_a_head_of_the_unit_confirms(recheck):
    with pytest.raises(NotAllowed):
        inspected(recheck()).do("confirm", by="reviewer", **AGREE)


def test_the_opinion_names_the_order_the_people_the_items_and_who_confirmed(recheck):
    facts = inspected(recheck(), "fail").do("confirm", **AGREE).paper("recheck_opinion").facts
    assert facts["order"] == ARRANGED["order"] and facts["result"] == "fail"
    assert [one["name"] for one in facts["officers"]] == ["case_officer", "companion"]
    assert facts["confirmed_by"] == "unit_head" and facts["next_step"]


def test_the_opinion_is_read_before_it_is_confirmed(recheck, office):
    task = office.page(inspected(recheck(), "partial").id, "confirm").task_id
    with office.begin() as session:
        head = casework.actor_of(session, office.people["unit_head"])
        [shown] = reading.previews(session, task, head)
    assert shown.kind == "recheck_opinion" and ITEMS["open_items"] in shown.html


def test_a_recheck_that_is_not_confirmed_is_done_again(recheck):
    case = inspected(recheck(), "fail")
    with pytest.raises(ValidationError, match="reason"):
        case.do("confirm", recheck_opinion="return")
    case.do("confirm", **RETURN)
    assert case.waits == ["inspect"] and case.papers("recheck_opinion") == []
    inspected(case).do("confirm", **AGREE)
    assert case.data["recheck_result"] == "pass" and len(case.papers("recheck_record")) == 2


# The time


@pytest.mark.parametrize(
    ("occasion", "clock", "last_day"),
    [
        ("report", "recheck", "2026-12-04"),
        ("special_equipment", "recheck_special_equipment", "2026-12-04"),
        ("no_report", "recheck_without_report", "2026-11-27"),
    ],
)
def test_the_time_runs_from_what_brought_the_recheck_about(recheck, occasion, clock, last_day):
    limit = recheck(occasion=occasion).limit(clock)
    assert (limit.timer, str(limit.starts_on), str(limit.last_day)) == ("recheck", "2026-11-20", last_day)


def test_an_occasion_before_the_order_is_refused(recheck):
    with pytest.raises(ValidationError, match="counted_from"):
        recheck(counted_from="2026-10-25")


def test_a_recheck_in_time_meets_its_limit_and_starts_that_of_the_opinion(recheck):
    case = inspected(recheck())
    assert case.limit("recheck").ended == DeadlineEnd.MET
    assert str(case.limit("recheck_opinion").last_day) == "2026-11-26"
    assert case.do("confirm", **AGREE).limit("recheck_opinion").ended == DeadlineEnd.MET


def test_a_late_recheck_and_a_late_opinion_are_urged(recheck):
    case = recheck().wake("2026-12-05")
    assert case.waits == ["inspect"] and "督办" in case.entries[-1].summary
    inspected(case).wake("2026-12-10")
    assert case.waits == ["confirm"] and "督办" in case.entries[-1].summary


# Every way


def test_a_late_recheck_that_was_returned_comes_to_its_end(recheck):
    case = inspected(recheck().wake("2026-12-05")).wake("2026-12-10").do("confirm", **RETURN)
    inspected(case).do("confirm", **AGREE).serve()
    assert case.ended

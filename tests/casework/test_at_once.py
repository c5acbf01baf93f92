"""Many people at once, on threads with connections of their own: one wins, the others are told so."""

from collections import Counter
from dataclasses import replace
from functools import partial
from uuid import uuid4

import pytest

from forms.choices import Role
from tests import databases
from tests.casework.at_once import at_once
from tests.casework.health import ailments
from tests.office import Office
from tests.processes.repair import Repair
from workflows.casework import Answer
from workflows.errors import AlreadyOpen, DeadlinePassed, SameKeyOtherBody, StalePage, TaskNotOpen
from workflows.models import Case, Definition

COMPLETE = {"materials": "complete"}
ROUNDS = 20
FEW = 5
PEOPLE = [f"officer {number}" for number in range(16)]


@pytest.fixture
def office(database_url, calendar):
    """A bureau with room for sixteen connections, and sixteen people."""
    office = Office(databases.opened(database_url, connections=len(PEOPLE)))
    for name in PEOPLE:
        office.hire(name, Role.WINDOW, Role.CASE_OFFICER)
    yield office
    office.engine.dispose()


@pytest.fixture
def case(office, calendar):
    return Repair(office, calendar)


def test_of_sixteen_who_complete_the_same_task_one_wins_and_fifteen_are_told_that_it_is_done(
    office, calendar
):
    for _ in range(ROUNDS):
        case = Repair(office, calendar)
        page = office.page(case.id, "formal_check")
        found = at_once(
            [partial(office.submit, name, replace(page, key=uuid4()), COMPLETE) for name in PEOPLE]
        )
        assert Counter(map(type, found)) == {Answer: 1, TaskNotOpen: 15}
        assert case.waits == ["review_acceptance"]
    assert ailments(office) == []


def test_the_same_request_twice_at_once_is_one_step_and_both_get_the_same_answer(office, calendar):
    for _ in range(ROUNDS):
        case = Repair(office, calendar)
        page = office.page(case.id, "formal_check")
        first, second = at_once([partial(office.submit, "case_officer", page, COMPLETE)] * 2)
        assert first == second and isinstance(first, Answer)
        assert case.case.version == 2
    assert ailments(office) == []


def test_the_same_key_with_two_bodies_at_once_is_one_step_and_one_refusal(case):
    page = case.office.page(case.id, "formal_check")
    bodies = (COMPLETE, {"materials": "withdrawn"})
    found = at_once([partial(case.office.submit, "case_officer", page, body) for body in bodies])
    assert Counter(map(type, found)) == {Answer: 1, SameKeyOtherBody: 1}
    assert ailments(case.office) == []


def test_the_same_application_twice_at_once_opens_one_case_and_both_get_it(office):
    record, key, answers = office.penalty(), uuid4(), office.application()
    first, second = at_once([partial(office.open, "credit_repair", record, key=key, **answers)] * 2)
    assert first == second
    assert len(office.all(Case)) == 1 and ailments(office) == []


def test_two_applications_about_one_record_at_once_open_one_case(office):
    record, answers = office.penalty(), office.application()
    found = at_once(
        [partial(office.open, "credit_repair", record, username=name, **answers) for name in PEOPLE]
    )
    assert Counter(map(type, found)) == {list: 1, AlreadyOpen: 15}
    assert ailments(office) == []


def test_sixteen_cases_opened_at_once_keep_the_diagram_once_and_number_without_a_gap(office):
    records, answers = [office.penalty() for _ in PEOPLE], office.application()
    found = at_once(
        [
            lambda name=name, record=record: office.open("credit_repair", record, username=name, **answers)
            for name, record in zip(PEOPLE, records, strict=True)
        ]
    )
    assert Counter(map(type, found)) == {list: 16}
    assert len(office.all(Definition)) == 1 and ailments(office) == []


def test_two_branches_of_a_case_completed_at_once_are_both_kept(office, calendar):
    for _ in range(FEW):
        case = Repair(office, calendar).do("formal_check", **COMPLETE).agree("review_acceptance")
        served, withdrawn = office.served(), {"course": "withdraw"}
        pages = {"window": (office.page(case.id, "serve"), served)}
        pages["case_officer"] = (office.page(case.id, "verify"), withdrawn)
        calls = {name: partial(office.submit, name, *sent) for name, sent in pages.items()}
        found = dict(zip(calls, at_once(list(calls.values())), strict=True))
        assert Counter(map(type, found.values())) == {Answer: 1, StalePage: 1}
        [late] = [name for name, answer in found.items() if isinstance(answer, StalePage)]
        office.answer(late, case.id, {"window": "serve", "case_officer": "verify"}[late], **pages[late][1])
        assert case.outcome == "WITHDRAWN_BY_PARTY" and len(case.steps) == 5
    assert ailments(office) == []


def test_a_case_that_fires_first_and_one_that_only_issues_do_not_lock_each_other_out(office, calendar):
    """The one that fires needs the number that the other has, the other needs the chain's head."""
    for _ in range(FEW):
        calendar.to("2026-11-23")
        overdue, other = (Repair(office, calendar).do("formal_check", **COMPLETE) for _ in range(2))
        calendar.to("2026-11-27")
        other.wake("2026-11-27")
        agree = {"acceptance_opinion": "agree"}
        sent = [(office.page(case.id, "review_acceptance"), agree) for case in (overdue, other)]
        found = at_once([partial(office.submit, "reviewer", *one) for one in sent])
        assert Counter(map(type, found)) == {Answer: 2}
    assert ailments(office) == []


def test_a_limit_that_two_workers_see_as_due_is_fired_once(office, calendar):
    for _ in range(FEW):
        calendar.to("2026-11-23")
        case = Repair(office, calendar).ask_to_correct()
        calendar.to("2026-12-08")
        assert sorted(at_once([partial(office.wake, case.id)] * 4)) == [0, 0, 0, 1]
        assert case.outcome == "LAPSED"
    assert ailments(office) == []


def test_an_answer_and_the_worker_at_the_deadline_leave_one_of_the_two(office, calendar):
    for _ in range(FEW):
        calendar.to("2026-11-23")
        case = Repair(office, calendar).ask_to_correct()
        calendar.to("2026-12-08")
        page, answers = (
            office.page(case.id, "supply"),
            {"supplied": "withdrawn", "supplied_on": calendar.today},
        )
        found = at_once([partial(office.submit, "window", page, answers), partial(office.wake, case.id)])
        assert type(found[0]) in (DeadlinePassed, TaskNotOpen) and found[1] == 1
        assert case.outcome == "LAPSED"
    assert ailments(office) == []

"""A term is extended as the law's table lets it: by that term, as often, and by whoever may approve it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from forms.choices import Role
from tests.processes.repair import EXTEND, Repair
from workflows.errors import ExtensionRefused
from workflows.law import terms
from workflows.models import Case, Deadline
from workflows.register.commit import Commit
from workflows.steps import StepContext
from workflows.steps.extending import extend_clock

DECISION, EXTENSION = "repair_decision", "repair_extension"


@pytest.fixture
def case(office, calendar):
    return Repair(office, calendar).accept()


def extend(case, timer=DECISION, extension=EXTENSION, role=Role.APPROVER):
    with case.office.begin() as session:
        found = session.get_one(Case, case.id)
        ctx = StepContext(session=session, case=found, commit=Commit(), role=role)
        extend_clock(ctx, timer, extension, asked_in="verify")


def test_an_extension_begins_where_the_term_ended(case, office):
    case.do("verify", **EXTEND).agree("review_extension", "approve_extension")
    base, extended = (office.one(Deadline, clock=clock) for clock in (DECISION, EXTENSION))
    assert extended.starts_on == base.last_day and extended.replaces_id == base.id


@pytest.mark.parametrize("role", [Role.APPROVER, Role.CHIEF, Role.PANEL])
def test_whoever_the_table_names_and_whoever_stands_above_may_approve_it(case, role):
    extend(case, role=role)


@pytest.mark.parametrize("role", ["", Role.CASE_OFFICER, Role.REVIEWER, Role.UNIT_HEAD, Role.AUDITOR])
def test_nobody_below_may(case, role):
    with pytest.raises(ExtensionRefused, match="由审批人批准"):
        extend(case, role=role)


def test_it_is_extended_as_often_as_the_table_says(case, monkeypatch):
    extend(case)
    with pytest.raises(ExtensionRefused, match="只能延长1次"):
        extend(case)
    known = terms.clocks()
    twice = replace(known[DECISION], extension_times=2)
    monkeypatch.setattr(terms, "clocks", lambda: {**known, DECISION: twice})
    extend(case)
    with pytest.raises(ExtensionRefused, match="只能延长2次"):
        extend(case)


def test_a_term_is_extended_by_no_other_than_its_own(case):
    with pytest.raises(ExtensionRefused, match="不能以"):
        extend(case, extension="seizure_extension")


def test_what_was_never_begun_cannot_be_extended(case):
    with pytest.raises(ExtensionRefused, match="没有可以延长"):
        extend(case, timer="seizure", extension="seizure_extension")


def test_what_was_over_when_it_was_asked_for_is_not_extended(case, calendar, office):
    late = office.one(Deadline, clock=DECISION).last_day + timedelta(days=1)
    calendar.to(f"{late}")
    office.wake(case.id)
    case.do("verify", **EXTEND).agree("review_extension")
    with pytest.raises(ExtensionRefused, match="届满以后提出的不能延长"):
        case.agree("approve_extension")


def test_what_was_asked_for_in_time_may_be_approved_later(case, calendar, office):
    late = office.one(Deadline, clock=DECISION).last_day + timedelta(days=1)
    case.do("verify", **EXTEND).agree("review_extension")
    calendar.to(f"{late}")
    office.wake(case.id)
    assert "verify" in case.agree("approve_extension").waits


def test_what_was_kept_in_time_is_not_extended(case):
    case.verify().agree("review", "approve")
    with pytest.raises(ExtensionRefused, match="已经结束（已作出决定）"):
        extend(case)

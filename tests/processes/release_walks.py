"""Walks that together come to every user task of every diagram, each in a case that is opened once and carried on."""

from collections.abc import Callable

import pytest

from forms.choices import Role
from tests.calendar import Calendar
from tests.office import Office
from tests.processes import (
    hearing_stories,
    penalty_walks,
    rectifying,
    test_legal_review,
    test_recheck,
    test_service_walks,
    walks,
)
from tests.processes.called import Called
from tests.processes.deciding import AGREE, LEADERS, TASK, minutes, proposed, reply
from tests.processes.hearing_parties import Hearing, allow
from tests.processes.penalty_answers import LEAD
from tests.processes.penalty_case import PenaltyCase
from tests.processes.serving import Serving
from tests.processes.spot_penalty import SpotPenalty

Walk = Callable[[Office, Calendar, pytest.MonkeyPatch], object]


def hired(office: Office, **people: Role) -> None:
    """Hire people, but for those who are there from an earlier walk."""
    for name, role in people.items():
        if name not in office.people:
            office.hire(name, role)


def decided_by(act: str) -> Walk:
    def walk(office: Office, calendar: Calendar, patch: pytest.MonkeyPatch) -> object:
        case = proposed(Called(office, calendar, patch, "decision", act=act))
        return case.do(TASK[case.data["approver_role"]], **AGREE)

    return walk


def listed_with_the_consent_of_the_province(
    office: Office, calendar: Calendar, patch: pytest.MonkeyPatch
) -> object:
    hired(office, **dict.fromkeys(LEADERS, Role.APPROVER))
    case = proposed(Called(office, calendar, patch, "decision", act="listing"))
    return case.do("discuss", **minutes(case)).do("ask_superior", **reply(case, "agree"))


def told_after_mending(office: Office, calendar: Calendar, patch: pytest.MonkeyPatch) -> object:
    case = PenaltyCase(office, calendar).until_reported().reviewed()
    case.do("approve_notice", notice_opinion="return", reason="事实写得不清。")
    case.do("mend_notice", mended="补充了检验报告。", notice_facts="检验报告编号2026-18。")
    return case.told().no_measures().decided().both_served().pay().close()


def heard_in_spite_of_recusals(office: Office, calendar: Calendar, patch: pytest.MonkeyPatch) -> object:
    allow(patch)
    hired(office, second_officer=Role.CASE_OFFICER, second_host=Role.HEARING_HOST, clerk=Role.CREDIT_SECTION)
    return hearing_stories.held_although_a_recusal_was_asked_for_twice(Hearing(office, calendar))


def reviewed_after_an_extension(office: Office, calendar: Calendar, patch: pytest.MonkeyPatch) -> object:
    case = Called(office, calendar, patch, "legal_review", review_kind="case")
    test_legal_review.handed_over(case).do("case_check", **test_legal_review.EXTEND)
    case.do("approve_extension", **test_legal_review.GRANT)
    return case.do("case_check", **test_legal_review.AGREED)


def registered_as_a_lead(office: Office, calendar: Calendar, patch: pytest.MonkeyPatch) -> object:
    case = Called(office, calendar, patch, "penalty_filing", lead_registered=False)
    lead = {name: value for name, value in LEAD.items() if name.startswith("lead_")}
    return case.do("register_lead", by="case_officer", lead_received_on=calendar.today, **lead)


def rechecked(office: Office, calendar: Calendar, patch: pytest.MonkeyPatch) -> object:
    hired(office, companion=Role.CASE_OFFICER)
    case = Called(office, calendar, patch, "recheck", ordered_by=office.people["approver"])
    test_recheck.inspected(case.do("arrange", **test_recheck.ARRANGED))
    return case.do("confirm", **test_recheck.AGREE).serve()


def served_where_the_party_signed(office: Office, calendar: Calendar, patch: pytest.MonkeyPatch) -> object:
    return test_service_walks.electronically(Serving(office, calendar))


def served_by_notice(office: Office, calendar: Calendar, patch: pytest.MonkeyPatch) -> object:
    return test_service_walks.collected_during_the_notice(Serving(office, calendar))


def collected_on_the_spot(office: Office, calendar: Calendar, patch: pytest.MonkeyPatch) -> object:
    case = SpotPenalty(office, calendar, fine="100", collection="small", performance="").serve()
    return case.collected("100").filed()


def _plain(walk: Callable[[Office, Calendar], object]) -> Walk:
    return lambda office, calendar, patch: walk(office, calendar)


WALKS: tuple[Walk, ...] = (
    *map(
        _plain,
        (
            walks.transferred,
            walks.granted_and_a_clue_found,
            walks.granted_after_correction,
            walks.granted_after_an_extension,
            walks.not_accepted_because_incomplete_twice,
            penalty_walks.with_a_hearing,
            penalty_walks.with_every_measure,
            penalty_walks.not_filed_after_every_detour,
            penalty_walks.terminated_after_stops_and_extensions,
            penalty_walks.not_penalised_after_every_return,
            penalty_walks.deferred_then_paid_late,
            penalty_walks.enforced_by_the_court,
            penalty_walks.transferred,
            rectifying.more_time_then_failed,
            rectifying.found_after_all_then_interviewed,
        ),
    ),
    decided_by("order_correction"),
    decided_by("bank_stop"),
    listed_with_the_consent_of_the_province,
    heard_in_spite_of_recusals,
    told_after_mending,
    reviewed_after_an_extension,
    registered_as_a_lead,
    rechecked,
    served_where_the_party_signed,
    served_by_notice,
    collected_on_the_spot,
)

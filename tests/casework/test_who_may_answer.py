"""Who may answer: role, section, claim, recusal, and one part for one person over the whole case."""

from dataclasses import replace

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from forms.choices import RecusalGround, RecusalRequest, Role
from tests.casework.health import ailments
from tests.office import VERIFIED
from tests.processes.repair import Repair
from workflows import casework, clock
from workflows.casework import Ground, standing
from workflows.errors import (
    AttachmentUnknown,
    CertificateLapsed,
    NotAllowed,
    NotFound,
    OfficerUnfit,
    PartsCollide,
    TaskNotOpen,
)
from workflows.models import CasePart, Officer, RoleGrant, Task

COMPLETE = {"materials": "complete"}
GROUND = Ground(kind=RecusalGround.INTEREST, words="与当事人是近亲属", asked_by=RecusalRequest.PARTY)
ONSITE = {**VERIFIED, "method": "on_site", "place": "鸡冠区中心大街1号"}


@pytest.fixture
def case(office, calendar):
    return Repair(office, calendar)


def as_actor(office, username, do, *rest):
    with office.begin() as session:
        return do(session, *rest, casework.actor_of(session, office.people[username]))


def claim(case, username, task="formal_check"):
    as_actor(case.office, username, casework.claim, case.office.page(case.id, task).task_id)


def recuse(case, username, by="approver"):
    officer = case.office.people.get(username, 0)
    as_actor(case.office, by, casework.recuse, case.id, officer, GROUND)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.CASE_OFFICER])
def test_only_the_role_of_the_lane_answers(case, role):
    with pytest.raises(NotAllowed):
        case.office.answer(role, case.id, "formal_check", **COMPLETE)


def test_a_role_revoked_while_the_page_was_open_does_not_answer(case):
    with case.office.begin() as session:
        session.connection().execute(update(RoleGrant).values(revoked_at=clock.now()))
    with pytest.raises(NotAllowed):
        case.do("formal_check", **COMPLETE)


def test_an_account_that_was_disabled_does_not_act(case):
    with case.office.begin() as session:
        session.connection().execute(update(Officer).values(disabled_at=clock.now()))
    with pytest.raises(NotAllowed):
        case.do("formal_check", **COMPLETE)


@pytest.mark.parametrize(
    ("role", "task"), [(Role.CASE_OFFICER, "formal_check"), (Role.REVIEWER, "review_acceptance")]
)
def test_handler_and_reviewer_act_for_their_own_section_only(case, role, task):
    case.office.section("drugs", "药品科")
    case.office.hire("elsewhere", role, section="drugs")
    if task == "review_acceptance":
        case.do("formal_check", **COMPLETE)
    with pytest.raises(NotAllowed, match="承办科室"):
        case.office.answer("elsewhere", case.id, task, **COMPLETE)


def test_a_leader_acts_for_every_section(case):
    case.office.section("leaders", "局领导")
    case.office.hire("leader", Role.APPROVER, section="leaders")
    case.accept().verify().agree("review")
    case.office.answer("leader", case.id, "approve", approval_opinion="agree")
    assert case.waits == ["serve"]


def test_a_claimed_task_is_its_claimants_until_it_is_given_back(case):
    case.office.hire("colleague", Role.CASE_OFFICER)
    claim(case, "colleague")
    for refused in (lambda: case.do("formal_check", **COMPLETE), lambda: claim(case, "case_officer")):
        with pytest.raises(NotAllowed, match="已由他人领取"):
            refused()
    as_actor(case.office, "colleague", casework.release, case.office.page(case.id, "formal_check").task_id)
    case.do("formal_check", **COMPLETE)


def test_only_the_claimant_gives_a_task_back(case):
    claim(case, "case_officer")
    with pytest.raises(NotAllowed):
        as_actor(case.office, "window", casework.release, case.office.page(case.id, "formal_check").task_id)


@pytest.mark.parametrize("door", [casework.claim, casework.release])
def test_a_task_that_is_gone_is_neither_claimed_nor_given_back(case, door):
    page = case.office.page(case.id, "formal_check")
    case.do("formal_check", **COMPLETE)
    with pytest.raises(TaskNotOpen):
        as_actor(case.office, "case_officer", door, page.task_id)


def test_a_task_that_goes_on_waiting_keeps_who_claimed_it(case):
    case.do("formal_check", **COMPLETE).agree("review_acceptance")
    claim(case, "case_officer", "verify")
    case.serve()
    assert case.office.one(Task, case_id=case.id).claimed_by_id == case.office.people["case_officer"]


def test_who_is_recused_while_the_page_is_open_does_not_answer_and_loses_the_claim(case):
    claim(case, "case_officer")
    recuse(case, "case_officer")
    with pytest.raises(NotAllowed, match="回避"):
        case.do("formal_check", **COMPLETE)
    assert case.office.one(Task, case_id=case.id).claimed_by_id is None


def test_only_a_leader_recuses_and_not_himself_nor_twice_nor_nobody(case):
    with pytest.raises(NotAllowed):
        recuse(case, "window", by="reviewer")
    with pytest.raises(NotAllowed):
        recuse(case, "approver")
    with pytest.raises(NotFound):
        recuse(case, "nobody")
    recuse(case, "window")
    with pytest.raises(NotAllowed, match="已经回避"):
        recuse(case, "window")


ALL = (Role.WINDOW, Role.CASE_OFFICER, Role.REVIEWER, Role.APPROVER, Role.CREDIT_SECTION)


@pytest.fixture
def one_man_band(case):
    """An officer who holds every role, and who has handled the case."""
    case.office.hire("one", *ALL)
    case.office.answer("one", case.id, "formal_check", **COMPLETE)
    return case


def test_whoever_handles_a_case_neither_reviews_nor_approves_it(one_man_band):
    case = one_man_band
    with pytest.raises(PartsCollide, match="承办"):
        case.office.answer("one", case.id, "review_acceptance", acceptance_opinion="agree")
    case.agree("review_acceptance").serve().verify().agree("review")
    with pytest.raises(PartsCollide):
        case.office.answer("one", case.id, "approve", approval_opinion="agree")


def test_a_reviewer_does_not_handle_the_case_after_it_is_sent_back(case):
    case.office.hire("one", *ALL)
    case.do("formal_check", **COMPLETE)
    case.office.answer("one", case.id, "review_acceptance", acceptance_opinion="return", reason="请再核对。")
    with pytest.raises(PartsCollide, match="审核"):
        case.office.answer("one", case.id, "formal_check", **COMPLETE)


def test_planted_without_the_doors_check_the_database_refuses_a_second_part(one_man_band, monkeypatch):
    case, standing_of = one_man_band, standing.standing_of

    def forgetful(*asked):
        return replace(standing_of(*asked), parts={})

    monkeypatch.setattr(standing, "standing_of", forgetful)
    with pytest.raises(IntegrityError):
        case.office.answer("one", case.id, "review_acceptance", acceptance_opinion="agree")
    assert ailments(case.office) == []


def test_the_second_officer_on_site_has_a_part_in_the_case_from_then_on(case):
    case.office.hire("second", *ALL)
    case.accept().do("verify", **ONSITE, second_officer=str(case.office.people["second"]))
    assert case.office.one(CasePart, officer_id=case.office.people["second"]).part == "handling"
    with pytest.raises(PartsCollide):
        case.office.answer("second", case.id, "review", review_opinion="agree")


@pytest.mark.parametrize("username", ["case_officer", "reviewer", "expired", "disabled", "recused", "nobody"])
def test_a_second_officer_is_another_fit_one_without_another_part(case, username):
    case.office.hire("expired", Role.CASE_OFFICER, certificate_until=case.calendar.days_ago(1))
    case.office.hire("disabled", Role.CASE_OFFICER, disabled_at=clock.now())
    case.office.hire("recused", Role.CASE_OFFICER)
    recuse(case.accept(), "recused")
    with pytest.raises(OfficerUnfit):
        case.do("verify", **ONSITE, second_officer=str(case.office.people.get(username, 999_999)))


def test_a_certificate_is_valid_through_its_last_day(case):
    case.office.hire("second", Role.CASE_OFFICER, certificate_until=clock.today())
    case.accept().do("verify", **ONSITE, second_officer=str(case.office.people["second"]))
    assert case.waits == ["review"]


def test_a_file_of_another_officer_or_case_or_of_nobody_is_refused(case):
    other = Repair(case.office, case.calendar).ask_to_correct()
    bound = case.office.file()
    other.supply(supplied_files=[bound])
    case.ask_to_correct()
    for file in (bound, case.office.file("reviewer"), "00000000-0000-4000-8000-000000000000"):
        with pytest.raises(AttachmentUnknown):
            case.supply(supplied_files=[file])


def test_the_one_who_answers_needs_a_valid_certificate_too_where_the_law_wants_two(case):
    case.office.hire("lapsed", Role.CASE_OFFICER, certificate_until=case.calendar.days_ago(1))
    second = str(case.office.hire("second"))
    case.accept()
    with pytest.raises(CertificateLapsed):
        case.office.answer("lapsed", case.id, "verify", **ONSITE, second_officer=second)

"""A colleague is asked before he is named: he answers with his own log-in, and only then has a part in the case."""

from datetime import timedelta

import pytest
from sqlalchemy import event, select

from forms.choices import PartThrough, PostChange, RecusalGround, RecusalRequest, Role, SecondOfficerVerdict
from tests.casework.asking import answer, ask, asked, made
from tests.casework.health import ailments
from tests.office import VERIFIED
from tests.processes.repair import Repair
from workflows import audit, casework, clock
from workflows.casework import Ground, accounts, appointments, naming, posts, second_officers
from workflows.casework.colleagues import Colleague
from workflows.errors import (
    CertificateLapsed,
    ColleagueUnasked,
    NotAllowed,
    NotErasable,
    OfficerUnfit,
    PartsCollide,
    RequestSettled,
)
from workflows.models import CasePart, SecondOfficerAnswer, SecondOfficerRequest
from workflows.register.commit import Commit
from workflows.register.erasure import ERASED, Wanted, erase

AGREED, DECLINED, WITHDRAWN = SecondOfficerVerdict
ONSITE = {**VERIFIED, "method": "on_site", "place": "鸡冠区中心大街1号"}
GROUND = Ground(kind=RecusalGround.INTEREST, words="与当事人是近亲属", asked_by=RecusalRequest.PARTY)


@pytest.fixture
def case(office, calendar):
    """A case that waits for its verification on site, by two officers."""
    office.section("drugs", "药品科")
    office.hire("second", Role.CASE_OFFICER, name="赵雪梅")
    office.hire("third", Role.CASE_OFFICER, name="刘洋")
    office.hire("elsewhere", Role.CASE_OFFICER, section="drugs", name="钱进")
    return Repair(office, calendar).accept()


def verify(case, second, page=None):
    """Send the form off, once, with somebody named as the other officer."""
    named = {**ONSITE, "second_officer": str(case.office.people[second])}
    return case.office.submit("case_officer", page or case.office.page(case.id, "verify"), named)


def part_of(case, who):
    return {one.officer_id: one.part for one in case.office.all(CasePart, case_id=case.id)}.get(
        case.office.people[who]
    )


# Nobody is put into a case by another


@pytest.mark.parametrize("leader", ["approver", "chief", "panel", "legal_reviewer", "reviewer", "auditor"])
def test_whoever_holds_no_enforcement_post_in_the_section_cannot_be_named_and_keeps_his_part(case, leader):
    with pytest.raises(OfficerUnfit, match="在承办科室不担任承办人或者科室负责人"):
        verify(case, leader)
    with pytest.raises(OfficerUnfit):
        ask(case, leader)
    assert part_of(case, leader) in (None, "reviewing") and case.waits == ["verify"]


def test_the_approver_whom_the_handler_named_still_approves(case):
    with pytest.raises(OfficerUnfit):
        verify(case, "approver")
    case.verify().agree("review", "approve")
    assert part_of(case, "approver") == "approving"


def as_it_was(*_asked):
    """Take whoever is named, asked or not, as it was done before."""
    return Colleague("某人", agreed=True)


def test_planted_without_the_check_the_approver_would_be_shut_out_and_the_auditor_says_so(case, monkeypatch):
    monkeypatch.setattr(naming, "fit_colleague", as_it_was)
    verify(case, "approver")
    case.agree("review")
    with pytest.raises(PartsCollide):
        case.agree("approve")
    with case.office.begin() as session:
        [found] = audit.verify(session, {"B3.6"})
    assert found.row_id == f"{case.id}/{case.office.people['approver']}"


def test_a_colleague_is_asked_agrees_himself_and_then_the_same_form_goes_through(case):
    page = case.office.page(case.id, "verify")
    with pytest.raises(ColleagueUnasked):
        verify(case, "second", page)
    request = ask(case, "second")
    with pytest.raises(ColleagueUnasked):
        verify(case, "second", page)
    assert part_of(case, "second") is None
    answer(case.office, request, "second")
    part = case.office.one(CasePart, case_id=case.id, officer_id=case.office.people["second"])
    assert (part.part, part.through) == ("handling", PartThrough.AGREED)
    verify(case, "second", page)
    assert case.waits == ["review"] and ailments(case.office) == []
    with case.office.begin() as session:
        assert list(audit.verify(session, {"B3.1", "B3.6", "B6.1", "B6.6"})) == []


def test_nobody_answers_for_another_and_nobody_withdraws_what_another_asked(case):
    request = ask(case, "second")
    for by, verdict in (("case_officer", AGREED), ("third", DECLINED), ("second", WITHDRAWN)):
        with pytest.raises(NotAllowed):
            answer(case.office, request, by, verdict, "不便")
    assert case.office.all(SecondOfficerAnswer) == []


def test_asking_twice_or_by_two_handlers_makes_one_request(case):
    case.office.hire("other_handler", Role.CASE_OFFICER)
    assert ask(case, "second") == ask(case, "second") == ask(case, "second", "other_handler")
    assert len(case.office.all(SecondOfficerRequest)) == 1


@pytest.mark.parametrize("by", ["window", "reviewer", "approver", "elsewhere", "system_administrator"])
def test_only_who_may_handle_the_case_now_asks(case, by):
    with pytest.raises(NotAllowed):
        ask(case, "second", by)


@pytest.mark.parametrize(("minutes", "named"), [(-1, False), (1, True)])
def test_parts_from_before_their_origin_was_kept_stand_and_later_ones_are_named(case, minutes, named):
    """As a handler's part stands that was given by naming, before this release."""
    with case.office.begin() as session:
        first = session.scalars(select(CasePart.since).order_by(CasePart.since)).first()
        since = first + timedelta(minutes=minutes)
        part = {"case_id": case.id, "officer_id": case.office.people["third"], "part": "handling"}
        session.add(CasePart(**part, since=since))
    with case.office.begin() as session:
        assert bool(list(audit.verify(session, {"B3.6"}))) is named


def statements_of(case, second):
    seen = []

    def note(*call):
        seen.append(call[2])

    event.listen(case.office.engine, "before_cursor_execute", note)
    verify(case, second)
    event.remove(case.office.engine, "before_cursor_execute", note)
    return len(seen)


def test_naming_costs_the_same_however_many_were_asked(case, office, calendar):
    answer(office, ask(case, "second"), "second")
    verify(case, "second")  # the words of a form are kept once
    one, other = (Repair(office, calendar).accept() for _ in range(2))
    answer(office, ask(one, "second"), "second")
    alone = statements_of(one, "second")
    for number in range(5):
        office.hire(f"asked {number}", Role.CASE_OFFICER)
        ask(other, f"asked {number}")
    answer(office, ask(other, "second"), "second")
    assert statements_of(other, "second") == alone


# What is answered


def test_a_colleague_who_declines_is_named_no_more_until_he_is_asked_again(case):
    request = ask(case, "second")
    answer(case.office, request, "second", DECLINED, "当日外出办案")
    assert made(case.office) == ["不能协办：当日外出办案"]
    with pytest.raises(OfficerUnfit, match="赵雪梅答复不能协办：当日外出办案"):
        verify(case, "second")
    with case.office.begin() as session:
        handler = casework.actor_of(session, case.office.people["case_officer"])
        second_officers.ask_again(session, request, handler)
    [again] = asked(case.office, "second")
    answer(case.office, again.id, "second")
    verify(case, "second")


def test_why_a_colleague_declined_can_be_erased_once_the_case_is_over_and_the_chain_still_holds(case):
    answer(case.office, ask(case, "second"), "second", DECLINED, "家人与当事人有纠纷")
    told = case.office.one(SecondOfficerAnswer)
    what = Wanted(table="second_officer_answer", row_id=told.id, column="reason", reason="本人申请")
    with pytest.raises(NotErasable), case.office.begin() as session:
        erase(session, Commit(case.office.people["second"]), what)
    case.do("verify", course="withdraw")
    with case.office.begin() as session:
        erase(session, Commit(case.office.people["second"]), what)
    assert case.office.one(SecondOfficerAnswer).reason == ERASED
    with case.office.begin() as session:
        assert list(audit.verify(session, {"B3.6", "B6.1"})) == []


def test_what_is_withdrawn_or_answered_is_not_answered_again(case):
    withdrawn, agreed = ask(case, "second"), ask(case, "third")
    answer(case.office, withdrawn, "case_officer", WITHDRAWN)
    answer(case.office, agreed, "third")
    for request, by in ((withdrawn, "second"), (agreed, "third")):
        with pytest.raises(RequestSettled):
            answer(case.office, request, by)
    assert part_of(case, "second") is None and part_of(case, "third") == "handling"
    assert made(case.office) == ["同意协办", "已撤回"]


def test_who_is_recused_sees_no_request_and_cannot_agree(case):
    request = ask(case, "second")
    with case.office.begin() as session:
        leader = casework.actor_of(session, case.office.people["approver"])
        casework.recuse(session, case.id, case.office.people["second"], GROUND, leader)
    assert asked(case.office, "second") == []
    with pytest.raises(NotAllowed, match="回避"):
        answer(case.office, request, "second")


def test_who_has_another_part_by_then_cannot_agree(case):
    case.office.hire("both", Role.CASE_OFFICER, Role.REVIEWER, Role.APPROVER)
    request = ask(case, "both")
    case.verify().agree("review")
    case.office.answer("both", case.id, "approve", approval_opinion="return", reason="请补充。")
    with pytest.raises(PartsCollide, match="已经担任审批"):
        answer(case.office, request, "both")


def test_a_request_ends_with_the_case(case):
    request = ask(case, "second")
    case.do("verify", course="withdraw")
    with pytest.raises(RequestSettled):
        answer(case.office, request, "second")
    assert asked(case.office, "second") == [] and made(case.office) == ["已失效"]


def lose_post(session, officer_id, chief):
    gone = appointments.Wanted(
        officer_id=officer_id, role=Role.CASE_OFFICER, change=PostChange.REVOKE, reason="调离"
    )
    appointments.ask(session, gone, chief)


def lose_account(session, officer_id, chief):
    accounts.disable(session, officer_id, accounts.Order(chief, "离职"))


@pytest.mark.parametrize("lose", [lose_post, lose_account])
def test_a_request_ends_with_the_post_or_the_account(case, lose):
    request = ask(case, "second")
    with case.office.begin() as session:
        lose(session, case.office.people["second"], case.office.people["system_administrator"])
    assert made(case.office) == ["已失效"]
    with pytest.raises((OfficerUnfit, NotAllowed)):
        answer(case.office, request, "second")


def test_a_certificate_that_ran_out_stands_against_asking_and_against_agreeing(case):
    case.office.hire("expired", Role.CASE_OFFICER, certificate_until=case.calendar.days_ago(1))
    with pytest.raises(OfficerUnfit, match="执法证件没有登记或者已经过期"):
        ask(case, "expired")
    with pytest.raises(CertificateLapsed):
        ask(case, "second", "expired")


# Lending


def lend(office, to, until):
    span = {"from_day": clock.today(), "until_day": until}
    people = {"officer_id": office.people["third"], "delegate_id": office.people[to]}
    with office.begin() as session:
        lent = posts.Lending(role=Role.CASE_OFFICER, reason="专项整治抽调", **people, **span)
        return posts.delegate(session, lent, None).id


def test_an_officer_of_another_section_is_named_while_he_is_lent_to_it(case):
    with pytest.raises(OfficerUnfit, match="钱进在承办科室不担任"):
        verify(case, "elsewhere")
    loan = lend(case.office, "elsewhere", clock.today())
    request = ask(case, "elsewhere")
    assert [row.id for row in asked(case.office, "elsewhere")] == [request]
    with case.office.begin() as session:
        posts.end_delegation(session, loan, "提前返回", None)
    assert asked(case.office, "elsewhere") == []
    with pytest.raises(OfficerUnfit):
        answer(case.office, request, "elsewhere")
    lend(case.office, "elsewhere", clock.today())
    answer(case.office, request, "elsewhere")
    verify(case, "elsewhere")

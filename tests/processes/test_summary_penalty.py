"""当场行政处罚 through the doors: what may be decided on the spot, how it is paid, that it is filed and not shown."""

from datetime import date

import pytest
from marshmallow import ValidationError

from forms.choices import EntityKind, RecordState, Role, Visibility
from tests.processes.penalty_walks import after, running
from tests.processes.spot_penalty import HANDED_IN, SpotPenalty
from workflows import casework
from workflows.casework.reading.entity import entity_page
from workflows.errors import NotAllowed, OfficerUnfit, PartsCollide, SummaryProcedureUnfit
from workflows.models import Case, CreditEntry, PenaltyDecision, SharedMessage, Task
from workflows.steps.shared import REMEDIES


@pytest.fixture
def spot(office, calendar):
    def opened(**answers):
        return SpotPenalty(office, calendar, **answers)

    return opened


# What may be decided on the spot


@pytest.mark.parametrize("fine", ["3000", "0.01"])
def test_an_organisation_is_fined_on_the_spot_up_to_three_thousand_yuan(spot, fine):
    assert spot(fine=fine).waits == ["hand_in", "serve"]


def test_the_officers_hand_over_the_decision_themselves_and_not_the_window(spot, office):
    spot()
    assert {task.role for task in office.all(Task)} == {Role.CASE_OFFICER}


def test_a_fine_above_the_limit_is_refused_and_nothing_is_opened(spot, office):
    with pytest.raises(SummaryProcedureUnfit, match="数额超过"):
        spot(fine="3000.01")
    assert office.all(Case) == [] and office.all(PenaltyDecision) == []


def test_a_person_is_fined_on_the_spot_up_to_two_hundred_yuan(spot):
    assert spot(kind=EntityKind.PERSON, fine="200").waits == ["hand_in", "serve"]
    with pytest.raises(SummaryProcedureUnfit):
        spot(kind=EntityKind.PERSON, fine="200.01")


def test_a_penalty_of_another_kind_takes_the_ordinary_procedure(spot):
    with pytest.raises(SummaryProcedureUnfit, match="警告、罚款以外"):
        spot(admonition="criticism")


@pytest.mark.parametrize("premise", ["certificates_shown", "rights_told", "certain"])
def test_nobody_is_punished_on_the_spot_without_its_premises(spot, premise):
    with pytest.raises(ValidationError, match=premise):
        spot(**{premise: "false"})


def test_two_officers_with_certificates_are_needed(spot, office):
    office.hire("lapsed", Role.CASE_OFFICER, certificate_until=date(2026, 11, 22))
    with pytest.raises(OfficerUnfit):
        spot(second_officer=str(office.people["lapsed"]))


def test_what_the_party_said_needs_an_answer(spot):
    with pytest.raises(ValidationError, match="statement_reply"):
        spot(said_something="true", statement="刚到货。")


def test_only_a_small_fine_is_collected_at_once_for_being_small(spot):
    assert spot(fine="100", collection="small").waits == ["hand_in", "serve"]
    with pytest.raises(SummaryProcedureUnfit, match="超过100元"):
        spot(fine="100.01", collection="small")


def test_it_is_opened_by_its_handlers_only(office, calendar):
    with pytest.raises(NotAllowed, match="承办人"):
        SpotPenalty(office, calendar, by="window")


def test_the_page_of_a_party_offers_it_beside_the_ordinary_case(office):
    party = office.party()
    with office.begin() as session:
        actor = casework.actor_of(session, office.people["case_officer"])
        offered = {action.key for action in entity_page(session, party, actor).startable}
    assert {"penalty", "summary_penalty"} <= offered


# The decision


def test_the_decision_names_both_officers_what_was_said_and_the_remedies(spot):
    facts = spot(said_something="true", statement="刚到货。", statement_reply="不予采纳。").decision.facts
    assert len(facts["officers"]) == 2 and all(one["certificate"] for one in facts["officers"])
    assert "刚到货" in facts["heard"] and facts["reply"] == "不予采纳。"
    assert (facts["reconsideration_limit"], facts["litigation_limit"]) == ("60日", "6个月")


def test_the_penalty_is_on_record_but_never_shown(spot, office):
    case = spot().serve().filed()
    assert (case.record.state, case.record.published_on) == (RecordState.RECORDED, None)
    assert office.one(PenaltyDecision, case_id=case.id).procedure == "summary"
    assert office.all(SharedMessage, record_id=case.record.id) == []
    seen = {entry.visibility for entry in office.all(CreditEntry, entity_id=case.case.entity_id)}
    assert Visibility.PARTY in seen and Visibility.PUBLIC not in seen


def test_the_remedies_run_from_the_day_on_which_the_party_got_it(spot, calendar):
    case = spot()
    calendar.to("2026-11-25")
    assert case.serve().limit("reconsideration").starts_on == date(2026, 11, 25)


# Filing


def test_it_is_filed_within_seven_working_days(spot):
    assert spot().limit("summary_filing").last_day == date(2026, 12, 2)


def test_a_late_filing_is_pressed_for_and_still_made(spot):
    case = spot().serve().wake("2026-12-03")
    assert case.limit("summary_filing").ended == "fired"
    assert case.filed().outcome == "PENALISED"


def test_the_head_of_the_section_sends_it_back_and_whoever_handled_it_does_not_take_it_in(spot, office):
    case = spot().serve().handed_in()
    case.do("accept_filing", filing_opinion="return", reason="缺现场笔录。")
    office.hire("both", Role.CASE_OFFICER, Role.UNIT_HEAD)
    office.answer("both", case.id, "hand_in", **HANDED_IN, handed_in_on=case.calendar.today)
    with pytest.raises(PartsCollide):
        office.answer("both", case.id, "accept_filing", filing_opinion="agree")


# Paying


def test_a_fine_collected_at_once_is_handed_over_within_two_working_days(spot):
    case = spot(fine="100", collection="small").serve()
    assert case.limit("collected_fine_handover").last_day == date(2026, 11, 25)
    case.wake("2026-11-26").collected("100").filed()
    assert (case.outcome, case.waits) == ("PENALISED", [])


def test_neither_more_nor_less_than_the_fine_is_collected(spot):
    with pytest.raises(ValidationError, match="paid_amount"):
        spot(fine="100", collection="small").serve().collected("99.99")


def test_a_fine_to_be_paid_at_the_bank_is_collected_like_any_other(spot):
    case = spot(fine="2000", collection="bank", performance="工商银行").serve()
    assert case.limit("fine_payment").last_day == date(2026, 12, 8)
    case.wake(after(case, "fine_payment")).serve()
    demand = case.paper("payment_demand").facts
    assert (demand["amount"], demand["surcharge"]) == ("2,000.00元", "60.00元")
    case.paid_after_demand().filed()
    assert (case.outcome, case.waits) == ("PENALISED", [])


def test_a_warning_alone_ends_when_it_is_served_and_filed(spot, office):
    case = spot().serve()
    assert case.waits == ["hand_in"]
    case.filed()
    assert case.outcome == "PENALISED" and office.all(Task, case_id=case.id) == []
    assert running(case) == {*REMEDIES}

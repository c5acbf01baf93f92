"""决定: who decides is the law's to say; the decision is approved on its form; a superior may have to agree."""

import pytest
from marshmallow import ValidationError

from forms.choices import DeadlineEnd, Role
from tests.processes.called import Called
from tests.processes.deciding import AGREE, LEADERS, RETURN, TASK, minutes, parameter_set, proposed, reply
from workflows.errors import FactsUnfit, NotAllowed, NotDecidedHere, PartsCollide
from workflows.processes.decision.procedure import PROCEDURE


@pytest.fixture
def decision(office, calendar, monkeypatch):
    for name in LEADERS:
        office.hire(name, Role.APPROVER)

    def opened(act, **facts):
        given = {"act": act, **facts}
        return Called(office, calendar, monkeypatch, "decision", **given)

    return opened


# Who decides


@pytest.mark.parametrize(
    ("act", "role"),
    [
        ("order_correction", "unit_head"),
        ("penalty", "approver"),
        ("bank_stop", "chief"),
        ("extend_beyond", "panel"),
    ],
)
def test_the_act_goes_to_whoever_the_law_names(decision, act, role):
    case = proposed(decision(act))
    assert case.waits == [TASK[role]] and case.data["approver_role"] == role
    assert case.entries[-1].rule.startswith("approver/") and case.entries[-1].basis


@pytest.mark.parametrize("answer", [{"major": "true"}, {"severe_kinds": "true"}])
def test_a_major_case_or_a_severe_penalty_goes_to_the_panel(decision, answer):
    assert proposed(decision("penalty"), **answer).waits == ["discuss"]


def test_what_the_review_found_to_be_major_is_not_asked_away(decision):
    assert proposed(decision("penalty", major_case=True), major="false").waits == ["discuss"]


def test_nor_is_a_severe_penalty_or_a_high_food_fine_that_the_caller_weighed(decision):
    assert proposed(decision("penalty", severe_kinds=True), severe_kinds="false").waits == ["discuss"]
    assert proposed(decision("penalty", food_fine=300_000)).entries[-1].rule == "approver/A8"


def test_a_high_food_fine_follows_its_own_row(decision):
    case = proposed(decision("penalty"), food_fine="300000")
    assert case.waits == ["approve_by_leader"] and case.entries[-1].rule == "approver/A8"


def test_an_act_that_the_law_does_not_know_goes_to_nobody(decision):
    with pytest.raises(FactsUnfit):
        proposed(decision("pardon"))


@pytest.mark.parametrize("act", ["publication", "ban_received"])
def test_what_needs_no_decision_of_a_leader_is_not_decided_here(decision, act):
    with pytest.raises(NotDecidedHere):
        proposed(decision(act))


def test_only_the_approver_approves_and_nobody_approves_what_he_handled(decision, office):
    office.hire("both", Role.CASE_OFFICER, Role.APPROVER)
    case = proposed(decision("penalty"), by="both")
    with pytest.raises(NotAllowed):
        case.do("approve_by_leader", by="unit_head", **AGREE)
    with pytest.raises(PartsCollide):
        case.do("approve_by_leader", by="both", **AGREE)


# Approval


@pytest.mark.parametrize("act", ["order_correction", "penalty", "bank_stop"])
def test_an_approved_case_is_decided_on_its_form(decision, act):
    case = proposed(decision(act))
    role = case.data["approver_role"]
    case.do(TASK[role], **AGREE)
    facts = case.paper("decision_approval").facts
    assert case.ended and case.data["decided"] is True and case.data["approver_role"] == role
    assert (facts["opinion"], facts["approver_role"]) == ("agree", role)
    assert [one["name"] for one in facts["handlers"]] == ["case_officer"]


def test_a_case_is_returned_with_the_reason_on_its_form(decision):
    case = proposed(decision("penalty"))
    with pytest.raises(ValidationError, match="reason"):
        case.do("approve_by_leader", decision_opinion="return")
    case.do("approve_by_leader", **RETURN)
    assert case.ended and case.data["decided"] is False
    assert case.paper("decision_approval").facts["reason"] == RETURN["reason"]


@pytest.mark.parametrize("task", ["approve_by_unit_head", "approve_by_leader", "approve_by_chief", "discuss"])
def test_the_decision_is_read_before_it_is_approved(task):
    known = {"decision_kind": "penalty_decision"}
    assert PROCEDURE.previewed(task, known) == ("penalty_decision",)
    assert PROCEDURE.previewed(task, {}) == () == PROCEDURE.previewed("propose", known)


# The superior authority


def test_a_listing_waits_for_the_consent_of_the_province(decision):
    case = proposed(decision("listing"))
    case.do("discuss", **minutes(case))
    assert case.waits == ["ask_superior"] and "decided" not in case.data
    case.do("ask_superior", **reply(case, "agree"))
    assert case.data["decided"] is True and case.limit("listing_consent").ended == DeadlineEnd.MET


def test_without_the_consent_of_the_province_there_is_no_listing(decision):
    case = proposed(decision("listing"))
    case.do("discuss", **minutes(case)).do("ask_superior", **reply(case, "return"))
    assert case.ended and case.data["decided"] is False


def test_the_consent_can_be_switched_off(decision, monkeypatch):
    with parameter_set(monkeypatch, "list.superiorConsent", value=False):
        case = proposed(decision("listing"))
        assert case.do("discuss", **minutes(case)).data["decided"] is True


def test_a_late_answer_of_the_province_is_urged(decision):
    case = proposed(decision("listing"))
    case.do("discuss", **minutes(case)).wake("2026-12-08")
    assert case.waits == ["ask_superior"] and "督办" in case.entries[-1].summary


# Every way


def test_each_way_of_deciding_comes_to_an_end(decision):
    acts = ("order_correction", "penalty", "bank_stop", "penalty")
    cases = [proposed(decision(act)) for act in acts]
    for case, answer in zip(cases, (AGREE, AGREE, AGREE, RETURN), strict=True):
        case.do(TASK[case.data["approver_role"]], **answer)
    for opinion in ("agree", "return"):
        listed = proposed(decision("listing"))
        listed.do("discuss", **minutes(listed)).wake("2026-12-08")
        cases.append(listed.do("ask_superior", **reply(listed, opinion)))
    assert all(case.ended for case in cases)

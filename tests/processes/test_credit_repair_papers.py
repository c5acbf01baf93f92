"""The papers that credit repair issues beside its decisions: the sheet of an extension, the letter to a province."""

import pytest

from forms.choices import RecordState
from tests.processes.repair import EXTEND, Repair
from workflows import background
from workflows.models import Document, SharedMessage, Task
from workflows.steps.provinces import NOT_KNOWN, administration


@pytest.fixture
def extended(office, calendar):
    case = Repair(office, calendar).accept().do("verify", **EXTEND)
    return case.agree("review_extension", "approve_extension")


def granted(office, calendar, province="35"):
    case = Repair(office, calendar, office.penalty(entity_id=office.party(province=province)))
    return case.accept().decide().serve()


def kinds(case):
    papers = case.office.all(Document, case_id=case.id)
    return sorted(paper.kind for paper in papers if paper.kind != "proof_of_service")


def test_an_extension_makes_its_sheet_and_its_notice_and_the_notice_is_what_is_served(extended):
    assert kinds(extended) == ["acceptance_notice", "extension_approval", "extension_notice"]
    [waiting] = extended.office.all(Task, case_id=extended.id, name="serve")
    assert waiting.document_id == extended.paper("extension_notice").id


def test_the_sheet_names_the_reason_the_new_day_and_who_asked_reviewed_and_approved(extended):
    facts = extended.paper("extension_approval").facts
    assert (facts["reason"], facts["due_on"]) == (EXTEND["extension_reason"], "2026-12-16")
    opinions = {"handlers": "case_officer", "reviewers": "reviewer", "approvers": "approver"}
    for part, role in opinions.items():
        assert [one["name"] for one in facts[part]] == [role]


def test_an_extension_that_is_sent_back_makes_no_sheet(office, calendar):
    case = Repair(office, calendar).accept().do("verify", **EXTEND).agree("review_extension")
    assert kinds(case.send_back("approve_extension")) == ["acceptance_notice"]


def test_the_authority_of_another_province_is_asked_by_a_letter_whose_number_the_message_names(
    office, calendar
):
    case = granted(office, calendar)
    [message] = office.all(SharedMessage, kind="ASSIST_END_PUBLICITY")
    letter, decision = case.paper("assistance_letter"), case.paper("grant_decision")
    assert kinds(case) == ["acceptance_notice", "assistance_letter", "grant_decision", "verification_record"]
    assert message.payload["letter_number"] == letter.number
    assert letter.facts["recipient"] == "福建省市场监督管理局"
    assert letter.facts["record_key"] == message.payload["record_key"]
    assert (letter.facts["decision_number"], letter.facts["decided_on"]) == (decision.number, "2026-11-23")


def test_the_letter_is_issued_in_the_step_that_ends_the_publicity_and_is_not_served(office, calendar):
    case = granted(office, calendar)
    assert case.record.state == RecordState.REPAIRED and case.waits == []
    assert case.paper("assistance_letter").facts["ended_on"] == "2026-11-23"


def test_nobody_is_asked_about_a_party_of_our_own_province(office, calendar):
    assert "assistance_letter" not in kinds(granted(office, calendar, province="23"))


def test_nobody_is_asked_when_the_record_ran_out_before_the_decision_was_served(office, calendar):
    case = Repair(office, calendar, office.penalty(entity_id=office.party(province="35")))
    case.accept().decide().calendar.to("2030-01-02")
    background.end_expired_publicity(background.Work(office.begin, "key"))
    assert "assistance_letter" not in kinds(case.serve())


@pytest.mark.parametrize(("code", "name"), [("10", "国家市场监督管理总局"), ("99", NOT_KNOWN)])
def test_a_code_names_its_authority_and_an_unknown_one_does_not_keep_the_record_public(
    office, calendar, code, name
):
    assert administration(code) == name
    assert granted(office, calendar, code).paper("assistance_letter").facts["recipient"] == name

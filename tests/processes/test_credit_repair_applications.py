"""Applications for credit repair: several records at once, files, what may be applied for, what is sealed."""

import pytest
from sqlalchemy import select

from tests.processes.repair import NOT_DRAWN, Repair, lot
from tests.processes.test_credit_repair import BROKEN
from workflows.errors import AlreadyOpen, NotFound, RecordNotInState
from workflows.models import Attachment, Case, CreditEntry


@pytest.fixture
def case(office, calendar):
    return Repair(office, calendar)


@pytest.fixture
def batch(office):
    party = office.party()
    return [office.penalty(entity_id=party) for _ in range(3)]


def test_one_application_about_several_records_gives_each_a_case_and_a_decision_of_its_own(
    office, calendar, batch
):
    with lot(NOT_DRAWN):  # a case drawn for being looked at again would not end with its decision
        office.apply(*batch)
    cases = [Repair.resumed(office, calendar, case) for case in office.all(Case)]
    for case in cases:
        case.accept()
    granted, refused, withdrawn = cases
    granted.decide().serve()
    refused.decide(**BROKEN).serve()
    withdrawn.do("verify", course="withdraw")
    assert [case.outcome for case in cases] == ["GRANTED", "REFUSED", "WITHDRAWN_BY_PARTY"]


def test_the_files_of_one_application_lie_in_each_of_its_cases(office, batch):
    file = office.file()
    office.apply(*batch, application_files=[file])
    with office.begin() as session:
        files = session.execute(select(Attachment.case_id, Attachment.content)).all()
    assert {case_id for case_id, _ in files} == {case.id for case in office.all(Case)}
    assert [content for _, content in files] == [b"%PDF-1.4\n"] * 3


def test_a_batch_with_one_record_that_may_not_be_opened_opens_none(office, batch):
    office.apply(batch[1])
    with pytest.raises(AlreadyOpen):
        office.apply(*batch)
    assert len(office.all(Case)) == 1


def test_records_of_two_parties_are_two_applications(office, batch):
    with pytest.raises(NotFound, match="同一当事人"):
        office.apply(batch[0], office.penalty())


def test_an_application_names_a_section_that_exists_and_a_record_that_does(office):
    with pytest.raises(NotFound):
        office.apply(office.penalty(), department="999")
    with pytest.raises(NotFound):
        office.apply(999)


def test_a_record_that_is_not_shown_any_more_is_not_applied_for(case):
    case.accept().decide().serve()
    with pytest.raises(RecordNotInState):
        case.office.apply(case.record_id)


def test_after_a_refusal_the_party_may_apply_again(case):
    case.accept().decide(**BROKEN).serve()
    again = Repair(case.office, case.calendar, case.record_id).accept().decide().serve()
    assert again.outcome == "GRANTED"


def test_personal_answers_are_sealed_where_they_are_kept_and_opened_for_the_papers(case):
    kept = case.steps[0].answers
    assert all(
        kept[name].startswith("sealed:") for name in ("contact_name", "contact_phone", "delivery_address")
    )


def test_every_step_has_an_entry_and_only_the_end_of_publicity_is_public(case):
    case.accept().decide().serve()
    entries = case.office.all(CreditEntry, case_id=case.id)
    assert [entry.event for entry in entries if entry.visibility == "public"] == ["grant_repair"]
    assert {entry.visibility for entry in entries} == {"internal", "party", "public"}

"""The notice that goes out with a penalty decision: when and how its record can be repaired."""

import pytest
from marshmallow import ValidationError

from forms.choices import RecordKind
from tests.processes.walks import NOTICE
from tests.records import add_record
from workflows.errors import AlreadyOpen, NotAllowed, RecordNotInState
from workflows.models import Case, Document


def notify(office, record, **facts):
    [case] = office.open("repair_notice", record, **{**NOTICE, **facts})
    return case


def test_the_notice_says_the_tier_how_long_the_record_is_shown_and_when_to_apply(office):
    notify(office, office.penalty())
    facts = office.one(Document, kind="repair_notice").facts
    assert (facts["tier"], facts["shortest"], facts["longest"]) == ("general", "3个月", "1年")
    assert (facts["published_on"], facts["ends_on"]) == ("2026-03-11", "2027-03-11")
    assert facts["conditions"] and facts["materials"] and len(facts["channels"]) == 3


def test_the_case_ends_when_the_notice_is_served(office):
    case = notify(office, office.penalty())
    assert office.one(Case, id=case).closed_at is None
    office.serve(case)
    assert office.one(Case, id=case).outcome == "NOTIFIED"


def test_there_is_nothing_to_tell_about_a_record_that_is_not_published(office):
    with pytest.raises(RecordNotInState):
        notify(office, office.penalty(kinds="警告", fine=None, confiscation=None))


def test_there_is_nothing_to_tell_about_a_record_of_another_kind(office):
    with pytest.raises(RecordNotInState):
        notify(office, add_record(office, office.party(), RecordKind.ABNORMAL_LIST))


def test_while_one_notice_is_under_way_there_is_no_second(office):
    record = office.penalty()
    notify(office, record)
    with pytest.raises(AlreadyOpen):
        notify(office, record)


def test_a_reviewer_opens_no_case(office):
    with pytest.raises(NotAllowed, match="登记"):
        office.open("repair_notice", office.penalty(), username="reviewer", **NOTICE)


def test_consent_to_electronic_service_comes_with_an_address(office):
    with pytest.raises(ValidationError):
        notify(office, office.penalty(), electronic_consent="true")
    reached = {"electronic_mode": "sms", "electronic_address": "13900001111"}
    case = notify(office, office.penalty(), electronic_consent="true", **reached)
    office.serve(case, mode="electronic")

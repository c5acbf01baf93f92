"""Service of a document: its modes, its proof, the day that follows from it, and attempts that failed."""

import pytest
from marshmallow import ValidationError

from tests.casework.health import ailments
from tests.processes.repair import Repair
from workflows.errors import ServedTooEarly
from workflows.models import Document, Service


@pytest.fixture
def case(office, calendar):
    """A case whose correction request, issued on 23 November, is to be served on the 25th or later."""
    case = Repair(office, calendar).do("formal_check", materials="incomplete", missing="信用承诺书")
    calendar.to("2026-11-25")
    return case


def service(case):
    return case.office.one(Service)


@pytest.mark.parametrize(("mode", "rule"), [("direct", "S1"), ("post", "S3"), ("electronic", "S4")])
def test_the_day_of_service_follows_from_the_proof_by_the_rule_of_its_mode(case, mode, rule):
    case.serve(mode=mode, happened_on="2026-11-24")
    served = service(case)
    assert (str(served.served_on), served.rule) == ("2026-11-24", f"service_mode/{rule}")
    assert served.proof_ids["attachments"] and served.receiver == "王喆"
    assert str(case.limit("repair_correction").starts_on) == "2026-11-24"


def test_a_document_is_not_served_before_it_was_issued(case):
    with pytest.raises(ServedTooEarly):
        case.serve(happened_on="2026-11-22")
    case.serve(happened_on="2026-11-23")


def test_nor_is_it_tried_before_it_was_issued(case):
    with pytest.raises(ServedTooEarly):
        case.serve(served="false", failure="家中无人", happened_on="2026-11-22")


def test_a_document_is_not_served_in_the_future(case):
    with pytest.raises(ValidationError, match="还没有到"):
        case.serve(happened_on="2026-11-26")


@pytest.mark.parametrize("missing", ["receiver", "proof_files"])
def test_a_service_needs_its_receiver_and_its_proof(case, missing):
    with pytest.raises(ValidationError) as refused:
        case.serve(**{missing: ""})
    assert list(refused.value.messages) == [missing]


def test_electronic_service_needs_the_partys_consent(office, calendar):
    case = Repair(office, calendar, electronic_consent="false", electronic_address="")
    case.do("formal_check", materials="incomplete", missing="信用承诺书")
    with pytest.raises(ValidationError, match="没有签名同意"):
        case.serve(mode="electronic")
    case.serve(mode="post")


def test_a_failed_attempt_is_kept_and_the_document_is_tried_again(case):
    case.serve(served="false", failure="家中无人").serve(mode="post")
    failed, done = sorted(case.office.all(Service), key=lambda row: row.id)
    assert (failed.served_on, failed.note) == (None, "家中无人") and done.served_on is not None
    assert case.waits == ["supply"] and ailments(case.office) == []


def test_a_failed_attempt_says_why(case):
    with pytest.raises(ValidationError):
        case.serve(served="false")


def test_each_service_issues_its_proof_with_a_number_of_its_own(case):
    case.serve()
    proof = case.office.one(Document, kind="proof_of_service")
    assert proof.facts["document_title"] == "信用修复补正通知书" and proof.facts["received_by"] == "王喆"


def test_no_second_service_takes_effect(case):
    case.serve()
    again = _copied(service(case))
    with pytest.raises(Exception, match=r"(?i)unique"), case.office.begin() as session:
        session.add(Service(**again))


def _copied(row):
    return {
        column.key: getattr(row, column.key) for column in Service.__table__.columns if column.key != "id"
    }

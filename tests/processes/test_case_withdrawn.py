"""What the party withdraws ends as a whole, at whatever task it stands, until it is decided."""

from uuid import uuid4

import pytest

from tests.acts import ask, suspend
from tests.casework.health import ailments
from tests.processes.penalty_case import PenaltyCase
from tests.processes.repair import Repair
from workflows import audit
from workflows.errors import ActRefused, NotAllowed
from workflows.models import Case, CasePart, CaseStep, Deadline, Document, DocumentChange


@pytest.fixture
def case(office, calendar):
    return Repair(office, calendar)


def clean(office):
    with office.begin() as session:
        found = list(audit.verify(session))
    assert found + ailments(office) == []
    return True


def withdraw(case, by="window", **how):
    return ask(case.office, case.id, "withdraw", "applicant", by=by, **how)


def test_what_the_party_withdraws_ends_at_once_and_the_party_is_served_the_paper(case):
    case.accept().verify()
    withdraw(case)
    assert case.waits == ["serve"] and case.office.one(Case).closed_at is None
    running = [row.clock for row in case.office.all(Deadline) if row.ended_at is None]
    assert running == []
    case.serve()
    assert case.office.one(Case).outcome == "WITHDRAWN_AS_A_WHOLE"
    assert "proof_of_service" in {paper.kind for paper in case.office.all(Document)}
    assert "withdraw" in [step.name for step in case.office.all(CaseStep, case_id=case.id)]
    assert clean(case.office)


def test_whoever_registers_a_withdrawal_has_a_part_in_it(case):
    withdraw(case)
    parts = {row.officer_id: row.part for row in case.office.all(CasePart, case_id=case.id)}
    assert parts[case.office.people["window"]] == "handling"


def test_a_withdrawal_sent_twice_is_one(case):
    key = uuid4()
    assert withdraw(case, key=key) == withdraw(case, key=key)
    assert [step.name for step in case.office.all(CaseStep, case_id=case.id)].count("withdraw") == 1


def test_papers_that_nobody_received_are_taken_back(case):
    case.do("formal_check", materials="complete").agree("review_acceptance")
    withdraw(case)
    [notice] = case.office.all(Document, kind="acceptance_notice")
    assert [row.standing for row in case.office.all(DocumentChange, document_id=notice.id)] == ["withdrawn"]
    assert clean(case.office)


def test_what_is_decided_is_not_withdrawn(case):
    case.accept().decide()
    with pytest.raises(ActRefused):
        withdraw(case)


def test_only_who_handles_it_registers_a_withdrawal_and_only_of_what_was_applied_for(case, office, calendar):
    with pytest.raises(NotAllowed):
        withdraw(case, by="approver")
    with pytest.raises(ActRefused):
        withdraw(PenaltyCase(office, calendar), by="case_officer")


def test_a_suspended_case_is_withdrawn_too(case):
    case.accept()
    suspend(case.office, case.id)
    withdraw(case)
    assert case.office.one(Case).suspended_at is None
    case.serve()
    assert clean(case.office)

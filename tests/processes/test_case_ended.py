"""A case is ended as a whole: work stops, unserved papers are taken back, the party is told where one is left."""

import pytest

from forms.choices import DeadlineEnd
from tests.acts import ask, decide, suspend
from tests.casework.health import ailments
from tests.processes.penalty_case import PenaltyCase
from tests.processes.rectifying import Rectification
from tests.processes.repair import DRAWN, Repair
from workflows import audit
from workflows.errors import ActRefused
from workflows.models import Case, CreditEntry, DocumentChange


@pytest.fixture
def case(office, calendar):
    """An order that was agreed to and is not served yet."""
    return Rectification(office, calendar).drafted().do("approve_order", order_opinion="agree")


def end(case, ground):
    decide(case.office, ask(case.office, case.id, "end", ground))
    return case


def clean(office):
    with office.begin() as session:
        found = list(audit.verify(session))
    assert found + ailments(office) == []
    return True


def test_an_unfounded_order_is_taken_back_and_the_party_told(case, office):
    end(case, "order_unfounded")
    taken = office.one(DocumentChange)
    assert (taken.document_id, taken.standing) == (case.paper("rectification_order").id, "withdrawn")
    assert case.waits == ["serve"] and case.limit("rectification_service").ended == DeadlineEnd.CANCELLED
    assert case.paper("case_ended_notice").facts["ground"] == "责令改正没有依据或者所依据的事实有误"
    assert case.serve().outcome == "ENDED" and case.ended and clean(office)


def test_where_nobody_is_left_the_case_closes_at_once(case, office):
    assert end(case, "party_gone").outcome == "ENDED"
    assert case.papers("case_ended_notice") == [] and len(case.papers("act_approval")) == 1
    assert clean(office)


def test_the_step_says_who_asked_and_why_and_the_party_reads_that_it_ended(case, office):
    end(case, "party_gone")
    entry = next(one for one in office.all(CreditEntry, case_id=case.id) if one.event == "ended")
    assert "终止办理" in entry.summary and entry.actor_name == "approver" and entry.party_summary


def test_a_suspended_case_may_be_ended(office, calendar):
    case = Repair(office, calendar).accept()
    suspend(office, case.id)
    decide(office, ask(office, case.id, "end", "general_party_gone"))
    ended = office.one(Case, id=case.id)
    assert (ended.outcome, ended.suspended_at) == ("ENDED", None) and clean(office)


def test_what_the_diagram_itself_ends_is_not_ended_as_a_whole(office, calendar):
    penalty = PenaltyCase(office, calendar)
    with pytest.raises(ActRefused):
        ask(office, penalty.id, "end", "general_party_gone")


def test_a_case_that_is_settled_and_only_waits_is_not_ended(office, calendar):
    case = Repair(office, calendar, watch=DRAWN).accept().decide().serve()
    act = ask(office, case.id, "end", "general_party_gone")
    with pytest.raises(ActRefused, match="已有处理结果"):
        decide(office, act)
    assert case.waits == ["watch"]

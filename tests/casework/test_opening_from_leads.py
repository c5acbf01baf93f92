"""A case opens from a lead: once, by whoever handles it, about its party, with what it says taken over."""

from collections import Counter
from functools import partial
from uuid import uuid4

import pytest

from forms.choices import LeadStanding, Purpose, Role
from tests import databases
from tests.audit.planting import change, unguard
from tests.audit.walks import GROUND, another_party
from tests.casework.at_once import at_once
from tests.leads import RECEIVED, SAID, assigned_lead, open_from, treat
from tests.office import Office
from workflows import audit, casework
from workflows.casework import purposes, reading
from workflows.errors import LeadAboutAnother, LeadSettled, NotAllowed, NotFound
from workflows.models import Case, CaseStep, Deadline, Lead, LeadChange


@pytest.fixture
def party(office, calendar):
    return office.party()


@pytest.fixture
def lead(office, party):
    return assigned_lead(office, entity_id=party, reporter="周女士")


def opened(office, lead):
    return office.one(LeadChange, lead_id=lead, standing="opened")


def findings(office):
    with office.begin() as session:
        return [one.row_id for one in audit.verify(session, {"B1.2", "B1.9"})]


def test_the_case_takes_over_what_the_lead_says_and_each_names_the_other(office, lead, party):
    case = open_from(office, lead, party)
    answers = office.one(CaseStep, case_id=case, seq=1).answers
    assert (answers["lead_content"], answers["lead_received_on"]) == (SAID, str(RECEIVED))
    assert answers["lead_source"] == "complaint" and "周女士" not in str(answers["lead_reporter"])
    assert opened(office, lead).case_id == case
    with office.begin() as session:
        assert reading.lead_of_case(session, case) == lead
    assert findings(office) == []


def test_the_penaltys_time_for_verifying_counts_from_the_receipt_of_the_lead(office, lead, party):
    case = open_from(office, lead, party)
    limit = office.one(Deadline, case_id=case, clock="lead_verification")
    assert office.waits(case) == ["verify_lead"] and limit.last_day == office.one(Lead, id=lead).look_by


def test_a_second_case_is_not_opened_from_one_lead(office, lead, party):
    open_from(office, lead, party)
    with pytest.raises(LeadSettled):
        open_from(office, lead, party)
    with pytest.raises(LeadSettled):
        treat(office, lead, LeadStanding.DISMISSED, reason="重复反映")
    assert len(office.all(Case)) == 1


def test_the_same_request_again_returns_the_same_case(office, lead, party):
    key = uuid4()
    assert open_from(office, lead, party, key=key) == open_from(office, lead, party, key=key)


def test_whoever_does_not_handle_the_lead_opens_nothing_from_it(office, lead, party):
    office.hire("colleague", Role.CASE_OFFICER)
    with pytest.raises(NotAllowed, match="核查这一线索的人员"):
        open_from(office, lead, party, by="colleague")
    with pytest.raises(NotAllowed, match="行政处罚由"):
        open_from(office, lead, party, by="unit_head")
    assert office.all(Case) == []


def test_a_case_about_another_party_is_refused(office, lead, party):
    with pytest.raises(LeadAboutAnother):
        open_from(office, lead, another_party(office))
    with pytest.raises(NotFound):
        open_from(office, lead, 99999)


def test_a_lead_that_names_no_party_opens_a_case_about_whom_it_was_found_to_be(office, party):
    lead = assigned_lead(office)
    with office.begin() as session:
        handler = casework.actor_of(session, office.people["case_officer"])
        asked = partial(reading.lead_page, session, lead, handler)
        assert asked().party is None and asked("没有这一户").party is None
        page = asked("鸡西市鸡冠区喆堃商贸有限公司")
        assert page.party.id == party and "penalty" in [one.key for one in page.actions]
    assert open_from(office, lead, party)


def read_by(office, who, lead):
    with office.begin() as session:
        found = reading.leads(casework.actor_of(session, office.people[who]), reading.LeadSought())
        return lead in [row.id for row, _ in session.execute(found)]


def test_whoever_reads_the_case_reads_its_lead_and_whoever_is_recused_from_it_does_not(office, lead, party):
    office.section("law", "法规科")
    office.hire("jurist", Role.LEGAL_REVIEWER, section="law")
    case = open_from(office, lead, party)
    assert not read_by(office, "jurist", lead) and read_by(office, "reviewer", lead)
    with office.begin() as session:
        jurist = casework.actor_of(session, office.people["jurist"])
        need = purposes.Need(Purpose.COMPLAINT, "答复信访")
        purposes.state_for_case(session, case, need, jurist)
        leader = casework.actor_of(session, office.people["approver"])
        casework.recuse(session, case, office.people["reviewer"], GROUND, leader)
    assert read_by(office, "jurist", lead) and not read_by(office, "reviewer", lead)


def test_planted_a_case_that_was_not_opened_from_its_lead_is_named(office, lead, party):
    open_from(office, lead, party)
    other, change_id = office.apply(office.penalty()), opened(office, lead).id
    with office.begin() as session:
        row = session.get_one(LeadChange, change_id)
        unguard(session)
        change(session, row, case_id=other)
    assert findings(office) == [str(opened(office, lead).id)]


@pytest.fixture
def crowded(database_url, calendar):
    office = Office(databases.opened(database_url, connections=4))
    yield office
    office.engine.dispose()


def test_of_two_openings_and_a_dismissal_at_once_one_counts(crowded):
    party = crowded.party()
    lead = assigned_lead(crowded, entity_id=party)
    dismissed = partial(treat, crowded, lead, LeadStanding.DISMISSED, reason="重复反映")
    found = at_once(
        [partial(open_from, crowded, lead, party), partial(open_from, crowded, lead, party), dismissed]
    )
    assert Counter(map(type, found))[LeadSettled] == 2
    assert len(crowded.all(Case)) == len(crowded.all(LeadChange, standing="opened"))
    assert findings(crowded) == []

"""A case may be about an entity itself; its entries stand on the entity's record, beside the single facts."""

from uuid import uuid4

import pytest

from tests.processes.alone import open_alone, opens_alone, some_paper
from workflows import casework
from workflows.casework import reading
from workflows.catalog import catalog, papers_of
from workflows.errors import NotAllowed, SameKeyOtherBody
from workflows.models import Case, CreditEntry

ANSWERS = {"delivery_address": "鸡西市鸡冠区中心大街1号"}


@pytest.fixture
def alone(office, monkeypatch):
    opens_alone(monkeypatch, "service", document_id=some_paper(office))


@pytest.mark.usefixtures("alone")
def test_a_case_about_an_entity_has_no_record_and_its_entry_names_none(office):
    case = open_alone(office, "service")
    assert office.one(Case, id=case).record_id is None
    assert office.one(CreditEntry, case_id=case).record_id is None


@pytest.mark.usefixtures("alone")
def test_the_entitys_page_and_the_cases_page_tell_of_it(office):
    case = open_alone(office, "service")
    with office.begin() as session:
        actor = casework.actor_of(session, office.people["window"])
        entity = reading.entity_page(session, session.get_one(Case, case).entity_id, actor)
        assert [one.id for one in entity.cases] == [case] and len(entity.entries) == 1
        assert reading.case_page(session, case).facts[0][0] == "当事人"


@pytest.mark.usefixtures("alone")
def test_the_same_key_opens_one_case_and_another_body_is_refused(office):
    party, key = office.party(), uuid4()
    with office.begin() as session:
        actor = casework.actor_of(session, office.people["window"])
        first = casework.open_case(session, "service", party, ANSWERS, actor, key)
        assert casework.open_case(session, "service", party, ANSWERS, actor, key) == first
        with pytest.raises(SameKeyOtherBody):
            casework.open_case(session, "service", party, {}, actor, key)


@pytest.mark.usefixtures("alone")
def test_a_procedure_about_an_entity_is_not_opened_about_a_record(office):
    with pytest.raises(NotAllowed):
        office.open("service", office.penalty())


def opening(office, process, **answers):
    party = office.party()
    with office.begin() as session:
        actor = casework.actor_of(session, office.people["window"])
        casework.open_case(session, process, party, answers, actor, uuid4())


def test_credit_repair_is_not_opened_about_an_entity(office):
    with pytest.raises(NotAllowed, match="信用记录"):
        opening(office, "credit_repair", **office.application())


def test_a_procedure_that_is_only_called_is_opened_by_nobody(office):
    with pytest.raises(NotAllowed, match="其他程序调用"):
        opening(office, "service")


def test_a_case_has_the_papers_of_its_procedure_and_of_those_it_calls():
    assert {"grant_decision", "proof_of_service"} <= papers_of(catalog()["credit_repair"].process).keys()
    assert papers_of(catalog()["service"].process).keys() == {
        "proof_of_service",
        "service_notice",
        "address_confirmation",
    }

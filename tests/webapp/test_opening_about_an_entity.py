"""A procedure about an entity itself is opened from the entity's page."""

from uuid import uuid4

import pytest

from tests.processes.alone import opens_alone, some_paper
from workflows.models import Case


@pytest.fixture
def party(office, monkeypatch):
    opens_alone(monkeypatch, "service", document_id=some_paper(office))
    return office.party()


def test_the_entitys_page_offers_it_and_later_names_the_case(browse, office, party):
    window = browse("window")
    assert f"/start/service/{party}" in window.get(f"/entities/{party}").text
    answer = window.post(
        f"/start/service/{party}", data={"key": str(uuid4()), "delivery_address": "中心街1号"}
    )
    case = office.one(Case, process_key="service")
    assert answer.status_code == 303 and answer.location == f"/cases/{case.id}"
    assert case.number in window.get(f"/entities/{party}").text
    assert window.get(f"/cases/{case.id}").status_code == 200


def test_a_fault_shows_the_form_again_and_opens_nothing(browse, office, party):
    window = browse("window")
    assert "不涉及已有的单条信用记录" in window.get(f"/start/service/{party}").text
    answer = window.post(f"/start/service/{party}", data={"key": str(uuid4()), "department": "x"})
    assert answer.status_code == 422 and office.all(Case, process_key="service") == []


def test_a_procedure_about_records_is_not_offered_for_an_entity(browse, office):
    assert browse("window").get(f"/start/credit_repair/{office.party()}").status_code == 403

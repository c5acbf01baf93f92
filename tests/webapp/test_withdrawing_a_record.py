"""A record whose decision no longer stands, or that should not be there, is taken off by the credit section."""

import pytest

from forms.choices import RecordKind
from tests.records import add_record
from workflows.models import CreditEntry, CreditRecord, SharedMessage

ANNULLED = {"ground": "annulled", "reason": "鸡政复决〔2026〕3号复议决定书"}


@pytest.fixture
def record_id(office):
    return office.penalty()


def test_a_record_is_taken_off_with_what_hangs_on_it_and_those_who_show_it_are_told(
    browse, office, record_id
):
    entity_id = office.one(CreditRecord, id=record_id).entity_id
    add_record(office, entity_id, RecordKind.SERIOUS_LIST, linked_to_id=record_id)
    clerk = browse("credit_section")
    assert "撤回这条记录" in clerk.get(f"/entities/{entity_id}").text
    answer = clerk.post(f"/records/{record_id}/withdraw", data=ANNULLED)
    assert answer.location == f"/entities/{entity_id}"
    assert {one.state for one in office.all(CreditRecord)} == {"withdrawn"}
    assert {one.payload["status"] for one in office.all(SharedMessage)} == {"withdrawn"}
    entry = office.all(CreditEntry, record_id=record_id)[-1]
    assert ANNULLED["reason"] in entry.summary and entry.actor_id == office.people["credit_section"]
    assert "撤回这条记录" not in clerk.get(f"/entities/{entity_id}").text


def test_a_record_is_taken_off_once(browse, record_id):
    clerk = browse("credit_section")
    clerk.post(f"/records/{record_id}/withdraw", data=ANNULLED)
    assert clerk.get(f"/records/{record_id}/withdraw").status_code == 409
    assert clerk.post(f"/records/{record_id}/withdraw", data=ANNULLED).status_code == 409


def test_a_reason_is_needed_and_only_the_credit_section_may(browse, office, record_id):
    answer = browse("credit_section").post(f"/records/{record_id}/withdraw", data=ANNULLED | {"reason": ""})
    assert answer.status_code == 422
    assert browse("reviewer").post(f"/records/{record_id}/withdraw", data=ANNULLED).status_code == 403
    assert office.one(CreditRecord, id=record_id).state == "published"

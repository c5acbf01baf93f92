"""A record whose decision no longer stands, or that should not be there, is taken off by the credit section."""

import pytest

from forms.choices import RecordKind
from tests.records import add_record
from workflows.models import CreditEntry, CreditRecord, SharedMessage

ANNULLED = {"ground": "annulled", "reason": "鸡政复决〔2026〕3号复议决定书"}

MISTAKE = {"reason": "复议机关来函更正，原决定没有撤销。"}


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


def test_a_withdrawal_that_was_a_mistake_is_undone_with_a_reason(browse, office, record_id):
    clerk, entity_id = browse("credit_section"), office.one(CreditRecord, id=record_id).entity_id
    clerk.post(f"/records/{record_id}/withdraw", data=ANNULLED)
    assert "恢复这条记录" in clerk.get(f"/entities/{entity_id}").text
    assert "撤回有误的才恢复" in clerk.get(f"/records/{record_id}/restore").text
    assert clerk.post(f"/records/{record_id}/restore", data={"reason": ""}).status_code == 422
    assert browse("reviewer").post(f"/records/{record_id}/restore", data=MISTAKE).status_code == 403
    answer = clerk.post(f"/records/{record_id}/restore", data=MISTAKE)
    assert answer.location == f"/entities/{entity_id}"
    assert office.one(CreditRecord, id=record_id).state == "published"
    assert MISTAKE["reason"] in clerk.get(f"/entities/{entity_id}").text
    assert clerk.post(f"/records/{record_id}/restore", data=MISTAKE).status_code == 409


def test_a_character_that_no_paper_prints_is_pointed_out_before_anything_ends(browse, office, record_id):
    office.apply(record_id)
    rare = ANNULLED | {"reason": "张\U00030001来函"}
    answer = browse("credit_section").post(f"/records/{record_id}/withdraw", data=rare)
    assert answer.status_code == 422 and "U+30001" in answer.text
    assert office.one(CreditRecord, id=record_id).state == "published"


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

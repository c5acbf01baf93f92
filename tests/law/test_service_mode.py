"""How a document was served tells which fact gives the date and what must prove it."""

from itertools import product

import pytest

from forms.choices import Receiver, ServiceMode
from workflows.law import clocks, decide, tables
from workflows.law.wording import vocabularies


def served(mode: str, *, undeliverable: bool = False) -> dict[str, object]:
    return decide("service_mode", {"mode": mode, "undeliverable": undeliverable})


@pytest.mark.parametrize(
    ("mode", "undeliverable", "fact"),
    [
        ("direct", False, "signed_on"),
        ("direct", True, "left_on"),
        ("left", False, "left_on"),
        ("post", False, "received_on"),
        ("post", True, "returned_on"),
        ("electronic", False, "arrived_on"),
        ("public_notice", False, "notice_ends_on"),
        ("entrusted", False, "signed_on"),
        ("forwarded", False, "signed_on"),
    ],
)
def test_each_mode_takes_its_date_from_its_own_fact(mode, undeliverable, fact):
    assert served(mode, undeliverable=undeliverable)["served_on_from"] == fact


def test_leaving_needs_witnesses_and_electronic_service_needs_consent():
    assert served("left")["witnesses_needed"]
    assert served("electronic")["consent_needed"]
    assert not served("direct")["witnesses_needed"]
    assert not served("post")["consent_needed"]


def test_where_nobody_signs_the_paper_counts_as_served_or_its_arrival_is_proved():
    rows = [served(mode.value) for mode in ServiceMode]
    unsigned = {row["served_on_from"] for row in rows if not row["receivers"]}
    assert unsigned == {"left_on", "arrived_on", "notice_ends_on"}
    assert {row["served_on_from"] for row in rows if row["deemed"]} == {"left_on", "notice_ends_on"}


def test_forms_and_law_know_the_same_modes_and_signers():
    assert set(tables()["service_mode"].inputs[0].type.values()) == {mode.value for mode in ServiceMode}
    named = {code for mode in ServiceMode for code in served(mode.value)["receivers"].split()}
    assert named == {one.value for one in Receiver} == vocabularies()["receivers"].keys()
    assert all(vocabularies()["receivers"][one.value] == one.label for one in Receiver)


def test_public_notice_needs_a_reason_and_a_term():
    row = served("public_notice")
    assert row["reason_needed"]
    assert clocks()[row["clock"]].length == 30


def test_every_row_is_reached_and_every_mode_answered():
    modes = tables()["service_mode"].inputs[0].type.values()
    rows = [served(mode, undeliverable=lost) for mode, lost in product(modes, (True, False))]
    assert {row["rule"] for row in rows} == {
        f"service_mode/{rule.id}" for rule in tables()["service_mode"].rules
    }
    assert all("第八十二条" in row["basis"] and row["proof"] for row in rows)

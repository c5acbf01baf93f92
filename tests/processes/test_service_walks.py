"""Every way in which a paper is served (程序规定 82–83), through the doors; together they take every flow."""

from datetime import date

import pytest
from marshmallow import ValidationError
from sqlalchemy import select

from forms.choices import ServiceMode
from tests.casework.health import ailments
from tests.processes.repair import Repair
from tests.processes.serving import ADDRESS, Serving
from workflows.catalog import catalog
from workflows.documents.catalogue import kind_of
from workflows.models import AddressConfirmation, CaseStep, CreditEntry, DocumentChange
from workflows.steps.addresses import confirmed


@pytest.fixture
def paper(office, calendar):
    return Serving(office, calendar)


def directly(paper):
    return paper.serve("direct", relation="head")


def left_with_witnesses(paper):
    return paper.serve("left", refusal_reason="称未获授权，拒绝签收", witnesses="文化社区孙某、李某")


def left_before_a_camera(paper):
    return paper.serve("left", refusal_reason="拒绝签收", recording_files=[paper.office.file()])


def by_post(paper):
    return paper.serve("post")


def entrusted(paper):
    return paper.serve("entrusted")


def electronically(paper):
    mode = {"electronic_mode": "sms", "electronic_address": "13900001111"}
    return paper.confirm(electronic_consent="true", **mode).serve("electronic")


def after_a_failed_attempt(paper):
    return paper.fail().serve("post")


def at_the_confirmed_address_in_vain(paper):
    deemed = {"undeliverable": "true", "returned_on": paper.calendar.today, "receiver": ""}
    return paper.confirm().serve("post", **deemed)


def by_notice(paper):
    return paper.announce().publish().wake("2026-12-24")


def collected_during_the_notice(paper):
    paper.announce().publish()
    paper.calendar.to("2026-12-01")
    return paper.collect()


def by_a_second_notice(paper):
    return paper.announce().publish().take_down().announce().publish().wake("2026-12-24")


WAYS = {
    directly: ("direct", "2026-11-23", "S1"),
    left_with_witnesses: ("left", "2026-11-23", "S2"),
    left_before_a_camera: ("left", "2026-11-23", "S2"),
    by_post: ("post", "2026-11-23", "S3"),
    entrusted: ("entrusted", "2026-11-23", "S6"),
    electronically: ("electronic", "2026-11-23", "S4"),
    after_a_failed_attempt: ("post", "2026-11-23", "S3"),
    at_the_confirmed_address_in_vain: ("post", "2026-11-23", "S3A"),
    by_notice: ("public_notice", "2026-12-23", "S5"),
    collected_during_the_notice: ("direct", "2026-12-01", "S1"),
    by_a_second_notice: ("public_notice", "2026-12-23", "S5"),
}


@pytest.mark.parametrize("way", WAYS, ids=[way.__name__ for way in WAYS])
def test_each_way_ends_in_one_service_with_its_day_its_rule_and_its_proof(paper, way):
    served = way(paper).served
    assert (served.mode, str(served.served_on), served.rule.removeprefix("service_mode/")) == WAYS[way]
    [proof] = paper.papers("proof_of_service")
    assert proof.facts["mode"] == served.mode and proof.facts["served_at"] == str(served.served_on)
    assert kind_of("proof_of_service").missing(proof.facts) == []
    assert paper.outcome == "NOTIFIED" and ailments(paper.office) == []


def passed(office):
    with office.begin() as session:
        return {tuple(flow) for flows in session.scalars(select(CaseStep.passed)) for flow in flows}


@pytest.mark.parametrize("left_out", [None, after_a_failed_attempt], ids=["all", "without_a_failure"])
def test_together_the_ways_take_every_sequence_flow_and_a_way_left_out_is_missed(office, calendar, left_out):
    for way in WAYS:
        calendar.to("2026-11-23")
        if way is not left_out:
            way(Serving(office, calendar))
    missed = {flow for _, flow in catalog()["service"].process.flows - passed(office)}
    failure = {"is_served__record_attempt_step", "record_attempt_step__before_look_up"}
    assert missed == (failure if left_out else set())


def test_every_mode_is_walked():
    assert {mode for mode, _, _ in WAYS.values()} == {mode.value for mode in ServiceMode}


def test_a_later_day_is_counted_from_the_day_of_service(office, calendar):
    case = Repair(office, calendar).do("formal_check", materials="incomplete", missing="信用承诺书")
    notice = Serving(office, calendar, case.id).announce().publish()
    assert office.waits(case.id) == ["await_notice"]
    notice.wake("2026-12-24")
    assert str(case.limit("repair_correction").starts_on) == "2026-12-23" and case.waits == ["supply"]


def test_a_notice_whose_last_day_is_free_ends_on_the_next_workday(paper):
    paper.calendar.to("2026-11-26")
    paper.announce().publish()
    assert str(paper.limits[0].last_day) == "2026-12-28"


def test_two_notices_of_one_case_end_each_at_its_own_time(office, calendar):
    case = Repair(office, calendar).do("formal_check", materials="complete").agree("review_acceptance")
    served = Serving(office, calendar, case.id).announce().publish()
    calendar.to("2026-11-25")
    case.decide()
    served.announce().publish()
    assert [str(row.last_day) for row in served.limits] == ["2026-12-23", "2026-12-25"]
    served.wake("2026-12-24")
    assert [str(row.served_on) for row in served.attempts if row.served_on] == ["2026-12-23"]
    assert case.waits == ["await_notice"] and case.outcome is None
    served.wake("2026-12-26")
    assert str(served.attempts[-1].served_on) == "2026-12-25" and case.outcome == "GRANTED"


def test_the_notice_names_the_reason_and_the_row_keeps_where_it_hung(paper):
    by_notice(paper)
    [notice] = paper.papers("service_notice")
    assert notice.facts["reason"] == "受送达人下落不明" and notice.facts["limit"] == "30日"
    published, deemed = paper.attempts
    assert published.served_on is None and "住所大门" in published.note == deemed.note
    assert deemed.officer_id == paper.office.people["window"] and deemed.proof_ids["attachments"]
    entry = max(paper.office.all(CreditEntry, case_id=paper.id), key=lambda row: row.id)
    assert "公告送达" in entry.summary and entry.actor_id is None


def test_a_faulty_notice_is_withdrawn_and_serves_nobody(paper):
    paper.announce().publish().take_down().wake("2026-12-24")
    [notice] = paper.papers("service_notice")
    assert paper.office.one(DocumentChange).document_id == notice.id
    assert paper.office.waits(paper.id) == ["serve"] and all(row.served_on is None for row in paper.attempts)


def test_the_notice_is_the_last_of_all_modes(paper):
    with pytest.raises(ValidationError, match="没有其他方式未能送达的记录"):
        paper.announce(notice_reason="others_failed")
    paper.fail().announce(notice_reason="others_failed")


@pytest.mark.parametrize("missing", ["notice_reason", "notice_facts", "notice_content"])
def test_a_notice_says_why_and_what(paper, missing):
    with pytest.raises(ValidationError) as refused:
        paper.announce(**{missing: ""})
    assert list(refused.value.messages) == [missing]


def test_a_paper_is_not_left_without_witnesses_or_pictures(paper):
    with pytest.raises(ValidationError, match="见证人"):
        paper.serve("left", refusal_reason="拒绝签收")


@pytest.mark.parametrize("mode", ["electronic", "direct"])
def test_without_the_signed_address_nothing_is_deemed_served(paper, mode):
    deemed = {"undeliverable": "true", "returned_on": paper.calendar.today}
    with pytest.raises(ValidationError, match="没有签"):
        paper.serve(mode, **(deemed if mode == "direct" else {}))


def test_who_confirmed_an_address_without_agreeing_is_not_served_electronically(paper):
    with pytest.raises(ValidationError, match="没有签名同意"):
        paper.confirm().serve("electronic")


def test_left_at_the_confirmed_address_it_counts_from_the_day_it_was_left(paper):
    paper.calendar.to("2026-11-25")
    paper.confirm().serve("direct", happened_on="2026-11-24", undeliverable="true", returned_on="2026-11-25")
    served = paper.served
    assert (str(served.served_on), served.rule) == ("2026-11-25", "service_mode/S1A")
    assert served.confirmation_id == paper.office.one(AddressConfirmation).id


def test_the_latest_address_counts_and_each_confirmation_stays(paper):
    paper.confirm().confirm(delivery_address="鸡西市梨树区3号")
    papers = paper.papers("address_confirmation")
    assert {one.facts["address"] for one in papers} == {"鸡西市城子河区2号", "鸡西市梨树区3号"}
    paper.serve("direct")
    assert paper.papers("proof_of_service")[0].facts["place"] == "鸡西市梨树区3号"


def test_the_application_for_repair_is_a_confirmation_kept_sealed(office, calendar):
    Repair(office, calendar)
    row = office.one(AddressConfirmation)
    assert row.consent and row.signed_on == date(2026, 11, 23) and ADDRESS not in row.address
    assert confirmed(row)["address"] == ADDRESS


def test_planted_a_date_typed_over_by_the_officer_has_no_field(paper):
    with pytest.raises(ValidationError, match="没有这一项"):
        paper.serve("direct", served_on="2026-11-20")

"""Every way in which a paper is served (程序规定 82–83), through the doors."""

from datetime import date

import pytest
from marshmallow import ValidationError

from forms.choices import ServiceMode
from forms.service import Serve
from tests.casework.health import ailments
from tests.processes.repair import Repair
from tests.processes.serving import ADDRESS, Serving
from workflows import casework
from workflows.casework import reading
from workflows.casework.reading.case import known_to
from workflows.documents.catalogue import kind_of
from workflows.models import AddressConfirmation, Case, CreditEntry, DocumentChange
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
    return paper.serve("entrusted", entrusted_to="密山市市场监督管理局", relation="head")


def forwarded(paper):
    return paper.serve("forwarded", forwarded_by="黑龙江省鸡西监狱", relation="party")


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
    forwarded: ("forwarded", "2026-11-23", "S7"),
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


@pytest.mark.parametrize(
    ("way", "deemed"),
    [
        (directly, ""),
        (forwarded, ""),
        (left_with_witnesses, "以留置之日为送达之日，2026年11月23日视为送达。"),
        (at_the_confirmed_address_in_vain, "以退回之日为送达之日，2026年11月23日视为送达。"),
        (by_notice, "以公告期满之日为送达之日，2026年12月23日视为送达。"),
        (collected_during_the_notice, ""),
    ],
)
def test_the_law_says_which_papers_count_as_served_without_a_signature(paper, way, deemed):
    [proof] = way(paper).papers("proof_of_service")
    assert proof.facts["remark"] == deemed
    [told] = [
        row.summary for row in paper.office.all(CreditEntry, case_id=paper.id) if "送达（" in row.summary
    ]
    assert ("视为送达" in told) is bool(deemed)


@pytest.mark.parametrize(
    ("way", "through"), [(entrusted, "密山市市场监督管理局"), (forwarded, "黑龙江省鸡西监狱")]
)
def test_through_whom_a_paper_went_is_in_the_row_and_on_its_proof(paper, way, through):
    assert way(paper).served.through == through
    assert paper.papers("proof_of_service")[0].facts["through"] == through


@pytest.mark.parametrize(("mode", "asked"), [("entrusted", "entrusted_to"), ("forwarded", "forwarded_by")])
def test_a_paper_that_went_through_others_says_through_whom(paper, mode, asked):
    with pytest.raises(ValidationError) as refused:
        paper.serve(mode)
    assert list(refused.value.messages) == [asked]


def test_only_the_party_signs_for_what_was_forwarded(paper):
    with pytest.raises(ValidationError, match="转交送达不得由负责收件的人员签收"):
        paper.serve("forwarded", forwarded_by="黑龙江省鸡西监狱", relation="mail_room")


def test_the_form_says_who_may_sign_in_which_mode_as_the_law_does(paper):
    with paper.office.begin() as session:
        known = known_to(session.get_one(Case, paper.id))
    told = next(widget.help for widget in Serve(known=known).widgets() if widget.name == "relation")
    assert "转交送达由受送达人本人签收。" in told
    assert "直接送达、邮寄送达、委托送达由受送达人本人、同住的成年家属" in told and "公告" not in told


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


def papers_before(office, case_id, task):
    page = office.page(case_id, task)
    with office.begin() as session:
        window = casework.actor_of(session, office.people["window"])
        shown = reading.previews(session, page.task_id, window)
    return {paper.kind: paper.html for paper in shown}


def test_what_the_application_says_of_the_address_fills_the_paper_that_is_signed(office, calendar):
    case = Repair(office, calendar).do("formal_check", materials="incomplete", missing="信用承诺书")
    paper = papers_before(office, case.id, "serve")["address_confirmation"]
    assert ADDRESS in paper and "手机短信：13900001111" in paper


@pytest.mark.parametrize("opened", [Repair, Serving])
@pytest.mark.parametrize("missing", ["electronic_mode", "electronic_address"])
def test_who_agrees_to_electronic_service_says_how_and_where(office, calendar, opened, missing):
    reached = {"electronic_mode": "sms", "electronic_address": "13900001111", missing: ""}
    with pytest.raises(ValidationError) as refused:
        opened(office, calendar, electronic_consent="true", **reached)
    assert list(refused.value.messages) == [missing]


def test_planted_a_date_typed_over_by_the_officer_has_no_field(paper):
    with pytest.raises(ValidationError, match="没有这一项"):
        paper.serve("direct", served_on="2026-11-20")

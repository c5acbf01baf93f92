"""The desk of leads on the pages: registered, sorted, shown with their party; faults come back as filled in."""

from datetime import date
from uuid import uuid4

import pytest

from forms.choices import LeadStanding
from tests.leads import REACHED, SAID, assigned_lead, lead_of, treat
from tests.webapp.test_second_officer_pages import statements_of
from webapp import paging
from workflows.models import Case, CaseStep, Lead, LeadChange

NEW = {"source": "complaint", "received_on": "2026-11-20", "content": SAID}


@pytest.fixture
def desk(bureau, office, calendar):
    office.section("drugs", "药品科")
    return office


def told(office, **answers):
    return {**NEW, "department": office.sections["food"], **answers}


def test_the_window_registers_a_lead_about_a_party_and_the_head_assigns_it(desk, browse):
    party = desk.party()
    window = browse("window")
    assert "登记有关这一主体的线索" in window.get(f"/entities/{party}").text
    assert "鸡西市鸡冠区喆堃商贸有限公司" in window.get(f"/leads/new?entity={party}").text
    answers = told(desk, reporter="周女士", contact="13900002222")
    shown = window.post(f"/leads?entity={party}", data=answers, follow_redirects=True).text
    assert "线索已登记" in shown and "周女士" in shown and "2026年12月11日" in shown
    head, lead = browse("unit_head"), desk.one(Lead)
    assert lead.entity_id == party and SAID in head.get("/leads").text
    assert "分派核查人员" in head.get(f"/leads/{lead.id}").text
    sent = head.post(f"/leads/{lead.id}/assign", data={"officer": desk.people["case_officer"]})
    assert sent.status_code == 303
    handler = browse("case_officer")
    assert "核查中" in handler.get("/leads").text and "周女士" in handler.get(f"/leads/{lead.id}").text
    assert "分派核查人员" not in handler.get(f"/leads/{lead.id}").text
    assert f"线索 {lead.id}" in handler.get(f"/entities/{party}").text


def test_whoever_does_not_handle_a_lead_is_not_shown_who_reported_it(desk, browse):
    lead = lead_of(desk, reporter="周女士", contact="13900002222")
    page = browse("chief").get(f"/leads/{lead}").text
    assert SAID in page and "周女士" not in page and "13900002222" not in page
    assert "只有登记人、核查人员和分办科室的负责人看得到" in page


def test_a_lead_that_is_not_to_be_read_is_neither_listed_nor_shown_beside_its_party(desk, browse):
    lead = lead_of(desk, entity_id=desk.party())
    other = browse("legal_reviewer")
    assert SAID not in other.get("/leads").text and SAID not in other.get(f"/entities/{desk.party()}").text
    assert other.get(f"/leads/{lead}").status_code == 404
    refused = other.post(f"/leads/{lead}/dismiss", data={"reason": "重复反映"})
    assert refused.status_code == 403


def test_a_form_with_a_fault_comes_back_as_it_was_filled_in(desk, browse):
    back = browse("window").post("/leads", data=told(desk, received_on="2027-01-01"))
    assert back.status_code == 422 and SAID in back.text and "这一天还没有到" in back.text
    lead, head = lead_of(desk), browse("unit_head")
    back = head.post(f"/leads/{lead}/transfer", data={"reason": "属于公安机关管辖"})
    assert back.status_code == 422 and "属于公安机关管辖" in back.text and "受移送的机关" in back.text
    unfit = head.post(f"/leads/{lead}/assign", data={"officer": desk.people["auditor"]})
    assert unfit.status_code == 422 and "核查人员须是分办科室在职的承办人或者负责人" in unfit.text
    assert len(desk.all(LeadChange)) == 1


def test_a_lead_that_was_settled_meanwhile_is_not_dealt_with_again(desk, browse):
    lead, head = lead_of(desk), browse("unit_head")
    assert head.post(f"/leads/{lead}/dismiss", data={"reason": "重复反映"}).status_code == 303
    assert "不予处理" in head.get(f"/leads/{lead}").text
    assert head.post(f"/leads/{lead}/dismiss", data={"reason": "重复反映"}).status_code == 409
    assert head.post(f"/leads/{lead}/dismiss", data={"reason": ""}).status_code == 409
    assert head.post(f"/leads/{lead}/burn", data={}).status_code == 404


def test_the_list_says_what_is_overdue_and_is_filtered(desk, browse, calendar):
    lead_of(desk, content="早先的线索")
    calendar.to("2026-12-14")
    lead_of(desk, content="后来的线索", received_on=date(2026, 12, 10))
    head = browse("unit_head")
    page = head.get("/leads").text
    assert page.index("早先的线索") < page.index("后来的线索") and page.count("office-late") == 1
    overdue = head.get("/leads?scope=overdue").text
    assert "早先的线索" in overdue and "后来的线索" not in overdue
    assert "没有符合条件的线索" in head.get(f"/leads?section={desk.sections['drugs']}").text
    assert "早先的线索" in head.get("/leads?scope=registered").text


def test_list_page_and_party_cost_the_same_however_many_leads_there_are(bureau, desk, browse, monkeypatch):
    monkeypatch.setattr(paging, "SIZE", 2)
    head, party, costs = browse("unit_head"), desk.party(), []
    for number in (1, 3):
        for _ in range(number):
            lead = lead_of(desk, entity_id=party)
            treat(desk, lead, LeadStanding.ASSIGNED, officer_id=desk.people["case_officer"])
        pages = ("/leads?scope=all", f"/leads/{lead}", f"/entities/{party}")
        costs.append([statements_of(bureau, head, page) for page in pages])
    assert costs[0] == costs[1]
    assert "第 1 页，共 2 页" in head.get("/leads?scope=all").text


def test_a_case_is_opened_from_a_lead_without_typing_what_it_says_again(desk, browse):
    party = desk.party()
    lead, handler = assigned_lead(desk, entity_id=party, reporter="周女士"), browse("case_officer")
    address = f"/start/penalty/{party}?lead={lead}"
    assert address in handler.get(f"/leads/{lead}").text
    page = handler.get(address).text
    assert "取自线索，不用再填" in page and SAID in page and "周女士" in page
    assert 'name="lead_content"' not in page and 'name="delivery_address"' in page
    assert f'value="{desk.sections["food"]}" selected' in page
    answers = {"key": str(uuid4()), "department": desk.sections["food"], **REACHED}
    back = handler.post(address, data={**answers, "delivery_address": ""})
    assert back.status_code == 422 and "取自线索，不用再填" in back.text
    sent = handler.post(address, data=answers, follow_redirects=True)
    assert f'href="/leads/{lead}">线索 {lead}</a>' in sent.text
    shown = handler.get(f"/leads/{lead}").text
    assert desk.one(Case).number in shown and "已立案" in shown and address not in shown
    assert handler.get(address).status_code == 403
    assert handler.post(address, data={**answers, "key": str(uuid4())}).status_code == 409


def test_files_are_handed_in_with_a_lead_and_read_by_those_who_read_it(desk, browse):
    file, window = desk.file("window"), browse("window")
    shown = window.post("/leads", data=told(desk, files=file), follow_redirects=True).text
    assert f"/attachments/{file}" in shown
    assert browse("case_officer").get(f"/attachments/{file}").status_code == 200
    assert browse("legal_reviewer").get(f"/attachments/{file}").status_code == 404
    again = window.post("/leads", data=told(desk, files=file))
    assert again.status_code == 422 and "有附件没有上传成功或者已归入其他案件" in again.text
    assert len(desk.all(Lead)) == 1


def test_what_a_lead_leaves_open_is_not_asked_again_either(desk, browse):
    party = desk.party()
    lead = assigned_lead(desk, entity_id=party)
    address, handler = f"/start/penalty/{party}?lead={lead}", browse("case_officer")
    assert 'name="lead_reporter"' not in handler.get(address).text
    handler.post(address, data={"key": str(uuid4()), **REACHED, "department": 1, "lead_reporter": "某人"})
    [step] = desk.all(CaseStep, seq=1)
    assert not step.answers.get("lead_reporter")


def test_whoever_does_not_handle_a_lead_is_not_led_to_open_a_case_from_it(desk, browse):
    party = desk.party()
    lead = lead_of(desk, entity_id=party, reporter="周女士")
    other = browse("case_officer")
    assert "从这条线索立案" not in other.get(f"/leads/{lead}").text
    refused = other.get(f"/start/penalty/{party}?lead={lead}")
    assert refused.status_code == 403 and "周女士" not in refused.text


def test_of_a_lead_that_names_no_party_the_handler_finds_it_by_name_or_code(desk, browse):
    party = desk.party()
    lead, handler = assigned_lead(desk), browse("case_officer")
    assert "查找当事人" in handler.get(f"/leads/{lead}").text
    assert "没有找到" in handler.get(f"/leads/{lead}?code=没有这一户").text
    found = handler.get(f"/leads/{lead}?code=鸡西市鸡冠区喆堃商贸有限公司").text
    assert f"/start/penalty/{party}?lead={lead}" in found


def test_a_deed_is_shown_to_those_alone_who_may_do_it_and_offers_those_who_can_look_at_the_lead(desk, browse):
    lead = lead_of(desk)
    page = browse("unit_head").get(f"/leads/{lead}/assign").text
    assert SAID in page and "case_officer（" in page and "auditor（" not in page
    assert browse("case_officer").get(f"/leads/{lead}/assign").status_code == 403


def test_the_inbox_says_how_many_leads_wait_for_the_head_and_for_whoever_looks_at_them(desk, browse):
    lead_of(desk), assigned_lead(desk, content="由承办人核查的线索")
    head, handler = browse("unit_head"), browse("case_officer")
    assert "等您分派或者核查的线索有 1 条" in head.get("/inbox").text
    assert "等您分派或者核查的线索有 1 条" in handler.get("/inbox").text
    assert "线索有" not in browse("window").get("/inbox").text
    waiting = handler.get("/leads?scope=mine").text
    assert "由承办人核查的线索" in waiting and "共 1 条" in waiting

"""Opening a case and answering its tasks on the pages."""

import re
from io import BytesIO
from uuid import uuid4

import pytest
from flask import render_template
from sqlalchemy import select, text

from tests.office import Page
from tests.processes.repair import Repair
from workflows.models import Attachment, Case, CaseStep, Task


@pytest.fixture
def record(office):
    return office.penalty()


@pytest.fixture
def case_id(office, record):
    return office.apply(record)


def submit(client, office, case_id, task, page: Page | None = None, **answers):
    page = page or office.page(case_id, task)
    own = {"key": str(page.key), "seen_version": page.version}
    return client.post(f"/tasks/{page.task_id}", data={**own, **answers})


def start(client, office, record, key=None, **answers):
    answers = {name: value for name, value in office.application(**answers).items() if value is not None}
    return client.post(f"/start/credit_repair?record={record}", data={"key": str(key or uuid4()), **answers})


def test_an_application_at_the_window_opens_a_case(browse, office, record):
    answer = start(browse("window"), office, record)
    case = office.one(Case)
    assert answer.status_code == 303 and answer.location == f"/cases/{case.id}"
    assert case.record_id == record


def test_the_form_shows_every_question_with_its_help(browse, record):
    page = browse("window").get(f"/start/credit_repair?record={record}").text
    assert all(
        words in page for words in ("申请渠道", "政务大厅窗口", "谁认定、谁修复", "食品流通安全监督管理科")
    )


def test_a_fault_keeps_what_was_filled_in_and_stands_beside_its_field(browse, office, record):
    answer = start(browse("window"), office, record, contact_name="王喆", contact_phone=None)
    assert answer.status_code == 422 and office.all(Case) == []
    assert 'value="王喆"' in answer.text
    assert re.search(r'id="error-contact_phone"[^<]*<span[^>]*>错误：</span>请填写这一项。', answer.text)
    assert '<a href="#field-contact_phone">联系电话</a>' in answer.text


def test_a_fault_loses_no_file_and_no_key(browse, office, record):
    client, key = browse("window"), uuid4()
    staged = client.post(
        "/attachments", data={"field": "proof_files", "file": (BytesIO(b"%PDF-1.4"), "缴款凭证.pdf")}
    )
    file_id = re.search(r'value="([0-9a-f-]{36})"', staged.text)[1]
    refused = start(client, office, record, key, contact_phone=None, proof_files=file_id)
    assert "缴款凭证.pdf" in refused.text and f'value="{file_id}"' in refused.text
    assert f'name="key" value="{key}"' in refused.text
    assert start(client, office, record, key, proof_files=file_id).status_code == 303
    assert office.one(Attachment).case_id == office.one(Case).id


def test_a_staged_file_of_another_officer_is_not_shown(browse, office, record):
    theirs = office.file("case_officer")
    refused = start(browse("window"), office, record, contact_phone=None, proof_files=theirs)
    assert refused.status_code == 422 and theirs not in refused.text


def test_a_field_that_the_form_does_not_know_is_refused(browse, office, record):
    answer = start(browse("window"), office, record, approver_id="1")
    assert answer.status_code == 422 and "表单中没有这一项" in answer.text


def test_one_value_sent_twice_is_refused_and_not_chosen_from(browse, office, record):
    answer = start(browse("window"), office, record, contact_name=["王喆", "李四"])
    assert answer.status_code == 422 and office.all(Case) == []


def test_several_files_of_one_field_are_all_taken(browse, office, record):
    files = [office.file(), office.file()]
    assert start(browse("window"), office, record, proof_files=files).status_code == 303
    assert {file.case_id for file in office.all(Attachment)} == {office.one(Case).id}


def test_an_answer_moves_the_case_and_says_what_comes_next(browse, office, case_id):
    client = browse("case_officer")
    answer = submit(client, office, case_id, "formal_check", materials="complete")
    assert answer.status_code == 303
    assert "已办理“形式审查”。接下来：审核受理。" in client.get(answer.location).text


def test_the_same_submission_twice_counts_once_and_is_answered_twice(browse, office, case_id):
    client, page = browse("case_officer"), office.page(case_id, "formal_check")
    answers = [submit(client, office, case_id, "", page, materials="complete") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert len(office.all(CaseStep)) == 2


def test_a_stale_page_is_told_so(browse, office, case_id):
    page = office.page(case_id, "formal_check")
    stale = Page(page.task_id, page.version - 1)
    answer = submit(browse("case_officer"), office, case_id, "", stale, materials="complete")
    assert answer.status_code == 409 and "请核对案件现在的情况" in answer.text
    # What was filled in stands in the form again, which is now of the case as it is.
    assert re.search(r'value="complete" checked', answer.text)
    assert f'name="seen_version" value="{page.version}"' in answer.text


def test_a_task_that_is_done_is_told_so(browse, office, case_id):
    page = office.page(case_id, "formal_check")
    office.answer("case_officer", case_id, "formal_check", materials="complete")
    answer = submit(browse("case_officer"), office, case_id, "", page, materials="complete")
    assert answer.status_code == 409 and "已经办完" in answer.text


@pytest.mark.parametrize("own", [{"key": "x"}, {"seen_version": "-1"}, {"seen_version": "x"}])
def test_a_form_without_its_own_marks_is_refused(browse, office, case_id, own):
    page = office.page(case_id, "formal_check")
    sound = {"key": str(page.key), "seen_version": str(page.version), "materials": "complete"}
    answer = browse("case_officer").post(f"/tasks/{page.task_id}", data=sound | own)
    assert answer.status_code == 400 and office.waits(case_id) == ["formal_check"]


def test_an_officer_of_another_role_sees_the_case_but_no_form(browse, office, case_id):
    page = browse("reviewer").get(f"/tasks/{office.page(case_id, 'formal_check').task_id}").text
    assert "这一环节由承办人办理" in page and 'id="answers"' not in page


def test_a_task_is_claimed_and_given_back(browse, office, case_id):
    client, task_id = browse("case_officer"), office.page(case_id, "formal_check").task_id
    assert client.post(f"/tasks/{task_id}/claim").status_code == 303
    assert office.one(Task).claimed_by_id == office.people["case_officer"]
    assert "退回" in client.get("/inbox").text
    assert client.post(f"/tasks/{task_id}/release").status_code == 303
    assert office.one(Task).claimed_by_id is None


def test_the_inbox_says_when_and_on_what_the_clock_runs(browse, case_id):
    page = browse("case_officer").get("/inbox").text
    assert "鸡西市鸡冠区喆堃商贸有限公司" in page and "个工作日" in page


def test_what_is_late_stands_out(browse, calendar, case_id):
    calendar.to("2026-12-15")
    assert "逾期" in browse("case_officer").get("/inbox").text


def test_an_empty_inbox_says_what_to_do(browse):
    page = browse("approver").get("/inbox").text
    assert "现在没有等您办理的事项" in page and "查找经营主体" in page


def test_a_reviewer_sees_the_paper_as_it_will_be_issued(browse, office, case_id):
    office.answer("case_officer", case_id, "formal_check", materials="complete")
    client, task_id = browse("reviewer"), office.page(case_id, "review_acceptance").task_id
    assert "形式审查" not in client.get("/approvals").text and "审核受理" in client.get("/approvals").text
    frame = re.search(r'<iframe[^>]* src="([^"#]+)', client.get(f"/tasks/{task_id}").text)[1]
    paper = client.get(frame)
    assert paper.mimetype == "application/pdf" and paper.data.startswith(b"%PDF")
    assert "frame-ancestors 'self'" in paper.headers["Content-Security-Policy"]


@pytest.mark.parametrize("role", ["unit_head", "reviewer", "legal_reviewer", "approver", "chief", "panel"])
def test_whoever_decides_finds_what_waits_under_approvals(browse, office, case_id, role):
    with office.begin() as session:
        task = session.scalars(select(Task)).one()
        task.role, task.title = role, "等待决定的一件"
    assert "等待决定的一件" in browse(role).get("/approvals").text


def test_there_is_no_preview_of_a_paper_that_the_task_does_not_issue(browse, office, case_id):
    task_id = office.page(case_id, "formal_check").task_id
    assert browse("case_officer").get(f"/tasks/{task_id}/preview/grant_decision.pdf").status_code == 404


def test_opening_without_a_record_says_where_to_begin(browse):
    answer = browse("window").get("/start/credit_repair")
    assert answer.status_code == 404 and "先勾选至少一条记录" in answer.text


def test_a_procedure_that_does_not_exist_is_not_found(browse, record):
    assert browse("window").get(f"/start/nothing?record={record}").status_code == 404
    assert (
        browse("window").post(f"/start/nothing?record={record}", data={"key": str(uuid4())}).status_code
        == 404
    )


def test_a_leader_recuses_an_officer_on_the_page(browse, office, case_id):
    recused = {"officer": office.people["case_officer"], "ground": "是当事人的近亲属"}
    recused |= {"kind": "interest", "asked_by": "party"}
    leader = browse("approver")
    assert "决定回避" in leader.get(f"/cases/{case_id}").text
    assert "决定回避" not in browse("window").get(f"/cases/{case_id}").text
    assert leader.post(f"/cases/{case_id}/recusals", data=recused).status_code == 303
    assert "起回避：与案件有直接利害关系" in leader.get(f"/cases/{case_id}").text
    page = office.page(case_id, "formal_check")
    assert "回避" in browse("case_officer").get(f"/tasks/{page.task_id}").text


def test_an_answer_after_the_limit_shows_the_case_where_the_limit_has_carried_it(browse, office, calendar):
    asked = Repair(office, calendar).ask_to_correct()
    page = office.page(asked.id, "supply")
    calendar.to("2026-12-08")
    client = browse("window")
    answer = submit(
        client, office, asked.id, "supply", page, supplied="withdrawn", supplied_on=calendar.today
    )
    assert answer.status_code == 303 and answer.location == f"/cases/{asked.id}"
    assert "您的填写没有保存" in client.get(answer.location).text and asked.outcome == "LAPSED"


@pytest.mark.parametrize("system", ["sqlite"])
def test_whoever_is_shown_a_refused_form_holds_up_no_writer(bureau, office, calendar, browse, monkeypatch):
    case = Repair(office, calendar)
    wrote = []

    def shown(*given, **told):
        with office.begin() as session:  # somebody else writes while the page is drawn
            session.execute(text("UPDATE trouble SET id = id WHERE id < 0"))
            wrote.append(True)
        return render_template(*given, **told)

    monkeypatch.setattr("webapp.inbox.views.render_template", shown)
    page = office.page(case.id, "formal_check")
    answer = browse("case_officer").post(
        f"/tasks/{page.task_id}", data={"key": str(page.key), "seen_version": page.version}
    )
    assert answer.status_code == 422 and wrote

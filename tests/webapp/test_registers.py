"""Searching, importing, documents, troubles: the pages beside the cases."""

from datetime import date
from io import BytesIO
from urllib.parse import unquote

import pytest
from sqlalchemy import event, update

import config
from tests.importing.files import NAMES, csv_file, row
from webapp.paging import SIZE
from workflows import clock
from workflows.background import import_penalties
from workflows.jobs import Work
from workflows.jobs.run import Run
from workflows.models import (
    Case,
    Consultation,
    CreditRecord,
    Document,
    DocumentFile,
    ImportRun,
    PenaltyDecision,
    Trouble,
)

SAMPLE = config.ROOT / "docs" / "sample" / "行政处罚双公示_gb18030.csv"


@pytest.fixture
def run_id(browse, office):
    client = browse("credit_section")
    answer = client.post("/imports", data={"file": (BytesIO(SAMPLE.read_bytes()), SAMPLE.name)})
    assert answer.status_code == 303
    return office.one(ImportRun).id


def work(office, run_id):
    import_penalties(Work(office.begin, f"import:{run_id}"), run_id)


def test_an_upload_waits_for_the_worker_and_the_page_asks_again(browse, run_id):
    page = browse("credit_section").get(f"/imports/{run_id}").text
    assert "排队中" in page and f'hx-get="/imports/{run_id}/progress"' in page


def test_the_progress_ends_by_showing_the_result(browse, office, run_id):
    assert "HX-Refresh" not in browse("credit_section").get(f"/imports/{run_id}/progress").headers
    work(office, run_id)
    answer = browse("credit_section").get(f"/imports/{run_id}/progress")
    assert answer.headers["HX-Refresh"] == "true" and "hx-get" not in answer.text


def test_refused_rows_are_given_back_in_a_file_with_a_chinese_name(browse, office, run_id):
    work(office, run_id)
    assert "下载退回文件" in browse("credit_section").get(f"/imports/{run_id}").text
    answer = browse("credit_section").get(f"/imports/{run_id}/rejects")
    assert "双公示_gb18030_未导入.csv" in unquote(answer.headers["Content-Disposition"])
    assert "CF_" in answer.data.decode("gb18030")


def test_whoever_downloads_refused_rows_is_kept_among_the_readings(browse, office, run_id):
    work(office, run_id)
    browse("credit_section").get(f"/imports/{run_id}/rejects")
    row = office.one(Consultation, kind="rejects")
    assert (row.import_run_id, row.officer_id) == (run_id, office.people["credit_section"])
    readings = browse("auditor").get("/consultations").text
    assert "导入时退回的行" in readings and f"第 {run_id} 次导入" in readings


def test_every_header_of_a_download_is_plain_ascii(browse, office, run_id):
    answer = browse("credit_section").get(f"/imports/{run_id}/rejects")
    assert all(value.isascii() for value in answer.headers.values())


def test_a_file_of_the_register_is_taken_in_as_one_and_shown_as_one(browse, office):
    clerk, content = browse("credit_section"), "统一社会信用代码,名称,变更日期\n1,甲,2026-01-02".encode()
    sent = {"kind": "registrations", "file": (BytesIO(content), "a.csv")}
    assert clerk.post("/imports", data=sent).status_code == 303
    assert (
        office.one(ImportRun).kind == "registrations" and "登记变更文件</div>" in clerk.get("/imports").text
    )
    wrong = clerk.post("/imports", data={"file": (BytesIO(content), "a.csv")})
    assert wrong.status_code == 422 and "行政处罚文件的表头" in wrong.text


@pytest.mark.parametrize("content", [b"", b"no penalties here\n1,2,3", b"PK\x03\x04broken"])
def test_an_unreadable_file_is_refused_in_words_and_nothing_is_kept(browse, office, content):
    answer = browse("credit_section").post("/imports", data={"file": (BytesIO(content), "x.csv")})
    assert answer.status_code == 422 and 'role="alert"' in answer.text
    assert office.all(ImportRun) == []


ODD = "处罚书编号（局内）"


@pytest.fixture
def unknown_id(browse, office):
    content = csv_file([row()], header=[*NAMES[:13], ODD, *NAMES[14:]])
    browse("credit_section").post("/imports", data={"file": (BytesIO(content), "别的系统.csv")})
    return office.one(ImportRun).id


def test_a_title_that_nobody_knows_is_explained_on_the_page_and_the_import_goes_on(
    browse, office, unknown_id
):
    client = browse("credit_section")
    page = client.get(f"/imports/{unknown_id}").text
    assert ODD in page and "不导入这一列" in page and "hx-get" not in page
    answer = client.post(f"/imports/{unknown_id}/titles", data={"title-0": "CF_WSH"})
    assert answer.status_code == 303
    work(office, unknown_id)
    assert office.one(ImportRun).added == 1


@pytest.mark.parametrize("chosen", ["", "CF_NOTHING", "-", "CF_XDR_MC"])
def test_a_title_explained_wrongly_is_asked_for_again(browse, office, unknown_id, chosen):
    answer = browse("credit_section").post(f"/imports/{unknown_id}/titles", data={"title-0": chosen})
    assert answer.status_code == 422 and 'role="alert"' in answer.text and ODD in answer.text
    assert office.one(ImportRun).state == "mapping"


def test_a_file_that_the_worker_cannot_read_ends_with_the_reason_on_the_page(browse, office):
    content = csv_file([row()]) + b'"abc'
    client = browse("credit_section")
    client.post("/imports", data={"file": (BytesIO(content), "x.csv")})
    run_id = office.one(ImportRun).id
    work(office, run_id)
    assert "双引号不成对" in client.get(f"/imports/{run_id}").text


def test_no_file_at_all_is_asked_for(browse):
    answer = browse("credit_section").post("/imports", data={})
    assert answer.status_code == 422 and "请先选择文件" in answer.text


def test_an_entity_is_found_by_a_part_of_its_name_and_by_its_code(browse, office):
    office.penalty()
    client = browse("window")
    for q in ("喆堃", "91230300MA0000015G", "9123"):
        assert "鸡西市鸡冠区喆堃商贸有限公司" in client.get("/entities", query_string={"q": q}).text
    assert "没有找到" in client.get("/entities?q=%25").text


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999999999999"])
def test_an_odd_page_number_does_no_harm(browse, page):
    assert browse("window").get(f"/entities?page={page}").status_code == 200


def test_the_credit_record_offers_what_may_be_done(browse, office):
    record = office.penalty()
    page = browse("window").get("/entities/1").text
    assert "申请信用修复" in page and f'value="{record}"' in page and "记录经过" in page
    assert "申请信用修复" not in browse("credit_section").get("/entities/1").text


@pytest.mark.parametrize(("stated", "shown"), [(date(2030, 1, 1), True), (None, False)])
def test_an_end_of_publicity_that_a_file_states_is_shown_where_the_law_gives_another(
    browse, office, stated, shown
):
    office.penalty(stated_end_on=stated)
    page = browse("window").get("/entities/1").text
    assert ("填报的公示截止期" in page) is shown and ("2030-01-01" in page) is shown


def test_a_second_record_of_one_decision_is_pointed_out(browse, office):
    twice = {"document_number": "鸡市监处罚【2026】708号", "number_key": "鸡市监处罚〔2026〕708号#2"}
    office.penalty(document_number="鸡市监处罚〔2026〕708号")
    office.penalty(**twice)
    assert browse("window").get("/entities/1").text.count("可能重复公示") == 1


def test_an_end_of_publicity_that_is_the_law_s_own_is_not_shown_twice(browse, office):
    ends_on = office.one(CreditRecord, id=office.penalty()).ends_on
    with office.begin() as session:
        session.connection().execute(update(PenaltyDecision).values(stated_end_on=ends_on))
    assert "填报的公示截止期" not in browse("window").get("/entities/1").text


@pytest.fixture
def document(office):
    case_id = office.apply(office.penalty())
    office.answer("case_officer", case_id, "formal_check", materials="complete")
    office.answer("reviewer", case_id, "review_acceptance", acceptance_opinion="agree")
    return office.all(Document)[0]


def test_a_paper_that_is_not_printed_yet_says_so(browse, document):
    client = browse("window")
    assert "正在排版" in client.get(f"/documents/{document.id}").text
    assert client.get(f"/documents/{document.id}.pdf").status_code == 404


def test_a_printed_paper_is_shown_and_saved_under_its_number(browse, office, document):
    with office.begin() as session:
        paper = {"pdf": b"%PDF-", "sha256": "0" * 64, "size": 5, "rendered_at": document.issued_at}
        session.add(DocumentFile(document_id=document.id, **paper))
    client = browse("window")
    shown = client.get(f"/documents/{document.id}.pdf")
    assert shown.data == b"%PDF-" and shown.headers["Content-Disposition"].startswith("inline")
    saved = client.get(f"/documents/{document.id}.pdf?download")
    assert saved.headers["Content-Disposition"].startswith("attachment")
    assert document.number in unquote(saved.headers["Content-Disposition"])
    assert all(value.isascii() for value in saved.headers.values())


def test_documents_are_found_by_kind_and_number(browse, document):
    client = browse("window")
    assert document.number in client.get("/documents", query_string={"kind": document.kind}).text
    assert document.number in client.get("/documents", query_string={"q": document.number[-6:]}).text
    assert "没有符合条件的文书" in client.get("/documents?kind=nothing").text


def test_a_job_that_gave_up_is_listed_and_tried_again_once(browse, office):
    with office.begin() as session:
        lost = Run("render_document", "k", ("x",)).as_plain()
        session.add(
            Trouble(
                job="render_document",
                arguments=lost,
                title="文书排版",
                error="字体缺失",
                opened_at=clock.now(),
            )
        )
    client = browse("system_administrator")
    assert "字体缺失" in client.get("/troubles").text
    [trouble] = office.all(Trouble)
    assert client.post(f"/troubles/{trouble.id}/retry").status_code == 303
    assert "没有待处理的故障" in client.get("/troubles").text
    assert client.post(f"/troubles/{trouble.id}/retry").status_code == 409


def test_a_served_document_shows_its_proof(browse, office, document):
    office.serve(document.case_id)
    page = browse("window").get(f"/documents/{document.id}").text
    assert "直接送达" in page and "送达凭证 1" in page and "王喆" in page


def test_the_list_of_those_who_may_apply_comes_a_page_at_a_time_with_a_constant_number_of_statements(
    browse, office
):
    clerk = browse("window")
    for _ in range(2):
        office.penalty(decided_on=date(2026, 6, 1))
    few = asked(office, lambda: clerk.get("/outreach"))
    for _ in range(SIZE):
        office.penalty(decided_on=date(2026, 6, 1))
    many, page = asked(office, lambda: clerk.get("/outreach")), clerk.get("/outreach").text
    assert f"共 {SIZE + 2} 条" in page and "第 1 页，共 2 页" in page and "/outreach?page=2" in page
    assert clerk.get("/outreach?page=2").text.count('data-label="记录"') == 2
    assert many == few


def asked(office, act):
    """Return how many statements an act costs."""
    statements = []

    def note(*call):
        statements.append(call[2])

    event.listen(office.engine, "before_cursor_execute", note)
    act()
    event.remove(office.engine, "before_cursor_execute", note)
    return len(statements)


def test_a_failure_names_its_case_by_number(browse, office):
    case_id = office.apply(office.penalty())
    with office.begin() as session:
        session.add(
            Trouble(
                job="render_document",
                title="文书排版",
                arguments=Run("render_document", "x", ("d",)).as_plain(),
                error="字体缺失",
                case_id=case_id,
                opened_at=clock.now(),
            )
        )
    page = browse("system_administrator").get("/troubles").text
    assert office.one(Case, id=case_id).number in page and str(case_id) not in page


def test_a_paper_says_how_it_was_served_whatever_the_way(browse, office):
    case_id = office.apply(office.penalty())
    office.answer("case_officer", case_id, "formal_check", materials="complete")
    office.answer("reviewer", case_id, "review_acceptance", acceptance_opinion="agree")
    witnesses = {"witnesses": "社区李主任", "refusal_reason": "拒绝签收"}
    office.serve(case_id, mode="left", **witnesses)
    assert (
        "留置送达"
        in browse("case_officer").get(f"/documents/{office.one(Document, kind='acceptance_notice').id}").text
    )

"""The first case of a bureau, in the browser: from the imported penalty to the served decision."""

import csv
import io
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import ROOT
from tests.browser.person import Person
from workflows import clock

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SAMPLE = ROOT / "docs" / "sample" / "行政处罚双公示_utf8.csv"
FIRM = "鸡西市喆堃食品有限公司"
NUMBER = "鸡市监处罚〔2026〕9001号"


def penalty_file(folder: Path) -> Path:
    """A file with one sound row, old enough to be repaired, and one row whose code is wrong."""
    with SAMPLE.open(encoding="utf-8-sig", newline="") as sample:
        rows = csv.DictReader(sample)
        row, names = next(rows), rows.fieldnames
    day = clock.today() - timedelta(days=200)
    facts = {"CF_XDR_MC": FIRM, "CF_XDR_SHXYM": "91230300MA0000015G", "CF_WSH": NUMBER, "CF_NR_FK": "20"}
    sound = row | facts | {"CF_NR": "罚款二十万元。", "CF_JDRQ": f"{day:%Y/%m/%d}"}
    wrong = sound | {"CF_XDR_SHXYM": "91230300MA0000015X", "CF_WSH": "鸡市监处罚〔2026〕9002号"}
    text = io.StringIO()
    out = csv.DictWriter(text, names or ())
    out.writeheader()
    out.writerows([sound, wrong])
    path = folder / "处罚.csv"
    path.write_text(text.getvalue(), encoding="utf-8-sig")
    return path


def import_penalties(credit: Person) -> None:
    credit.open("/imports")
    credit.page.set_input_files("#file", str(penalty_file(credit.folder)))
    credit.press("上传并导入")
    credit.page.get_by_text("有 1 行没有导入").wait_for(timeout=30_000)
    with credit.page.expect_download() as download:
        credit.page.get_by_role("link", name="下载退回文件").click()
    assert "错误说明" in Path(download.value.path()).read_text(encoding="utf-8-sig")


def apply(window: Person) -> str:
    """Apply for repair at the window, first with everything missing, and return the case's address."""
    window.open(f"/entities?q={FIRM}")
    window.follow(FIRM)
    window.choose(record=window.page.locator("input[name=record]").first.get_attribute("value") or "")
    window.press("为选中的记录申请信用修复")
    window.press("提交登记")
    assert window.sees("什么都没有提交")
    window.select("department", "食品流通科")
    window.choose(channel="window", electronic_consent="true", electronic_mode="sms")
    window.fill(
        received_on=str(clock.today()),
        contact_name="王喆",
        contact_phone="13904670001",
        delivery_address="鸡西市鸡冠区中心大街1号",
        electronic_address="13904670001",
        performance="罚款已缴清，标签已整改。",
    )
    window.attach("application_files")
    window.press("提交登记")
    return window.page.url


def serve(window: Person, case: str, title: str) -> None:
    window.go_to(case, f"送达：《{title}》")
    window.select("mode", "直接送达")
    window.choose(served="true")
    window.fill(happened_on=str(clock.today()), receiver="王喆")
    window.attach("proof_files")
    window.press("提交")
    while window.sees("文书还没有印出来"):
        window.page.wait_for_timeout(PRINTING)
        window.press("提交")


def verify(officer: Person, case: str) -> None:
    officer.go_to(case, "核实")
    officer.choose(course="done", method="on_paper", duties_performed="true", harm_removed="true")
    officer.fill(
        started_at=f"{clock.today()}T00:00",
        ended_at=f"{clock.today()}T00:10",
        duties_findings="经查缴款记录，罚款已缴清。",
        harm_findings="经核对整改报告，违法行为已经纠正。",
    )
    officer.press("提交")


def test_a_bureau_s_first_case_goes_from_the_imported_penalty_to_the_served_decision(
    demo: str, chromium: Browser, tmp_path: Path
):
    people = {name: Person(chromium, demo, name, tmp_path) for name in PEOPLE}
    import_penalties(people["credit"])
    case = apply(people["window"])
    people["officer"].answer(case, "形式审查", materials="complete")
    people["reviewer"].answer(case, "审核受理", acceptance_opinion="agree")
    serve(people["window"], case, "信用修复受理通知书")
    verify(people["officer"], case)
    people["reviewer"].answer(case, "审核", review_opinion="agree")
    people["approver"].answer(case, "审批", approval_opinion="agree")
    serve(people["window"], case, "准予信用修复决定书")
    assert people["window"].sees("准予修复")
    the_publicity_has_ended(people["credit"])
    the_decision_can_be_checked_by_anybody(people["window"], chromium, case)


PRINTING = 2000
"""Milliseconds after which whoever serves tries again; what was typed is still in the form."""

PEOPLE = ("credit", "window", "officer", "reviewer", "approver")


def the_publicity_has_ended(credit: Person) -> None:
    credit.open(f"/entities?q={FIRM}")
    credit.follow(FIRM)
    assert credit.sees("已修复")
    assert credit.sees("停止公示，解除相应管理措施")


def the_decision_can_be_checked_by_anybody(window: Person, chromium: Browser, case: str) -> None:
    window.open(case)
    window.follow("准予信用修复决定书")
    window.page.get_by_role("link", name="下载 PDF").wait_for(timeout=60_000)
    address = window.page.get_by_role("link", name="打开公众核验页").get_attribute("href") or ""
    with window.page.expect_download() as download:
        window.page.get_by_role("link", name="下载 PDF").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF-1.7")
    stranger = chromium.new_context(locale="zh-CN").new_page()
    stranger.goto(f"{window.address}{address}")
    assert stranger.get_by_text("有效").first.is_visible()
    assert stranger.get_by_text(FIRM).first.is_visible()

"""The law as pages: every officer reads it, only an administrator lays something down."""

import io
from datetime import date

import pytest
from sqlalchemy import select

from tests.enactment.test_calendar import NOTICE
from workflows.law import clocks, is_workday, parameter, parameters, tables
from workflows.models import Deadline, DeadlineMove, ParameterSetting, WorkCalendar

KEY = "tier.lowFine.org"
ANSWER = {"value": "50000", "from_day": "2026-11-24", "reason": "省局标准", "confirmed_by": "法规科 李明"}


@pytest.mark.parametrize(
    "address",
    ["", "/clocks", "/parameters", f"/parameters/{KEY}", "/calendar", "/statutes", "/unconfirmed"],
)
def test_every_officer_reads_the_law(browse, address):
    assert browse("window").get(f"/law{address}").status_code == 200


def test_each_table_and_its_question_form_opens(browse):
    client = browse("case_officer")
    for name, table in tables().items():
        page = client.get(f"/law/tables/{name}")
        assert page.status_code == 200 and table.title in page.text
        assert all(f'id="{rule.id}"' in page.text for rule in table.rules)
        assert client.get(f"/law/tables/{name}/what-if").status_code == 200


def test_the_lists_hold_every_term_and_question(browse):
    client = browse("reviewer")
    terms, questions = client.get("/law/clocks").text, client.get("/law/parameters").text
    assert all(f">{name}<" in terms for name in clocks())
    assert all(key in questions for key in parameters())


def test_rows_that_nobody_has_confirmed_are_marked(browse):
    assert "待确认" in browse("reviewer").get("/law/tables/hearing_threshold").text
    assert "待确认" not in browse("reviewer").get("/law/tables/food_serious").text


@pytest.mark.parametrize("address", ["/law/tables/no_such", "/law/parameters/no.such"])
def test_what_is_not_in_the_law_is_not_found(browse, address):
    assert browse("window").get(address).status_code == 404


def test_a_table_answers_given_facts_with_row_and_basis(browse):
    page = browse("window").get(
        "/law/tables/market_ban/what-if?asked=1&trigger=food_licence_revoked&serious=false"
    )
    assert "适用 1 行" in page.text and "FOOD-01" in page.text
    assert "《中华人民共和国食品安全法》第一百三十五条" in page.text


def test_an_earlier_law_can_be_asked(browse):
    asked = (
        "/law/tables/market_ban/what-if?asked=1&trigger=company_licence_revoked&serious=false&on=2024-06-30"
    )
    assert "没有法定依据，不得禁入" in browse("window").get(asked).text


@pytest.mark.parametrize(
    ("query", "fault"),
    [
        ("trigger=food_licence_revoked", "缺少情节严重"),
        ("trigger=magic&serious=true", "触发情形"),
        ("trigger=food_licence_revoked&serious=maybe", "填写不当"),
        ("trigger=food_licence_revoked&serious=true&on=tomorrow", "2026-01-01"),
    ],
)
def test_facts_that_are_missing_or_unfit_are_named(browse, query, fault):
    page = browse("window").get(f"/law/tables/market_ban/what-if?asked=1&{query}")
    assert page.status_code == 200 and fault in page.text


def test_an_administrator_answers_a_question_from_a_day_on(browse, calendar):
    client = browse("system_administrator")
    assert client.post(f"/law/parameters/{KEY}", data=ANSWER).status_code == 303
    page = client.get(f"/law/parameters/{KEY}").text
    assert "50,000" in page and "法规科 李明" in page and "2026年11月24日" in page
    assert parameter(KEY) == 100_000
    calendar.to("2026-11-24", "00:00")
    assert parameter(KEY) == 50_000


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"value": "many"}, "不小于零的整数"),
        ({"from_day": "2026-11-23"}, "最早为2026-11-24"),
        ({"from_day": ""}, "请填写生效日期"),
        ({"reason": ""}, "理由"),
    ],
)
def test_a_refused_answer_keeps_what_was_filled_in(browse, office, changed, fault):
    page = browse("system_administrator").post(f"/law/parameters/{KEY}", data={**ANSWER, **changed})
    assert page.status_code == 422 and fault in page.text
    assert "法规科 李明" in page.text
    assert office.all(ParameterSetting) == []


def test_only_an_administrator_sees_the_forms_and_may_send_them(browse):
    client = browse("approver")
    assert "设定新的答案" not in client.get(f"/law/parameters/{KEY}").text
    assert "导入下一年" not in client.get("/law/calendar").text
    assert client.post(f"/law/parameters/{KEY}", data=ANSWER).status_code == 403
    assert client.post("/law/calendar", data={}).status_code == 403


def test_a_locked_question_has_no_form(browse):
    assert "设定新的答案" not in browse("system_administrator").get("/law/parameters/repair.fee").text


def preview(client, text=NOTICE, name="2027.toml"):
    file = io.BytesIO(text.encode()), name
    return client.post("/law/calendar/preview", data={"file": file}, content_type="multipart/form-data")


def test_a_calendar_is_shown_before_it_is_imported(browse, office, calendar):
    calendar.to("2026-12-30")
    office.apply(office.penalty())
    client = browse("system_administrator")
    page = preview(client)
    assert page.status_code == 200 and "2027年1月5日" in page.text
    assert office.all(WorkCalendar) == []
    content = page.text.partition('name="content" value="')[2].partition('"')[0]
    assert client.post("/law/calendar", data={"filename": "2027.toml", "content": content}).status_code == 303
    assert len(office.all(DeadlineMove)) > 0
    assert not is_workday(date(2027, 1, 1))
    with office.begin() as session:
        assert not any(session.scalars(select(Deadline.provisional).where(Deadline.ended_at.is_(None))))
    assert "国办发明电〔2026〕9号" in client.get("/law/calendar").text


@pytest.mark.parametrize(("text", "name"), [("year", "2027.toml"), (NOTICE, "2027.doc"), ("", "")])
def test_a_faulty_calendar_is_refused_on_the_page(browse, text, name):
    page = preview(browse("system_administrator"), text, name)
    assert page.status_code == 422 and 'role="alert"' in page.text


def test_a_calendar_that_was_tampered_with_on_the_way_is_refused(browse, office):
    client = browse("system_administrator")
    assert client.post("/law/calendar", data={"filename": "2027.toml", "content": "%%%"}).status_code == 422
    assert client.post("/law/calendar", data={"filename": "2027.toml", "content": "eA=="}).status_code == 422
    assert office.all(WorkCalendar) == []

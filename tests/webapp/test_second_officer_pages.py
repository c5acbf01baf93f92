"""Asking a colleague on the pages: the form is kept, he answers in his own inbox, the form goes through."""

import re
from uuid import uuid4

import pytest
from sqlalchemy import event

from forms.choices import Role
from tests.office import VERIFIED
from tests.processes.repair import Repair
from tests.processes.spot_penalty import FOUND
from webapp import paging
from webapp.db import db
from workflows import casework
from workflows.casework.colleagues import Matter
from workflows.models import Case, CasePart, SecondOfficerRequest

ONSITE = {**VERIFIED, "method": "on_site", "place": "鸡冠区中心大街1号"}


@pytest.fixture
def case(bureau, office, calendar):
    office.hire("second", Role.CASE_OFFICER, name="赵雪梅")
    return Repair(office, calendar).accept()


def send(case, browse, **answers):
    """Send the form of the verification, and return the page that comes back."""
    page = case.office.page(case.id, "verify")
    second = str(case.office.people["second"])
    told = {"key": str(page.key), "seen_version": page.version, **ONSITE, "second_officer": second}
    return browse("case_officer").post(f"/tasks/{page.task_id}", data={**told, **answers})


def answered(browse, office, who="second", **told):
    request = max(row.id for row in office.all(SecondOfficerRequest))
    return browse(who).post(f"/second-officers/{request}", data=told)


def shown_officers(page):
    options = re.findall(r'<option value="\d+"[^>]*>([^<]+)</option>', page)
    return [one.partition("（")[0] for one in options]


def test_the_form_comes_back_as_it_was_filled_in_and_says_whom_it_waits_for(case, browse, office):
    back = send(case, browse)
    assert back.status_code == 422 and "已请赵雪梅确认协办" in back.text
    assert "什么都没有提交" not in back.text
    assert ONSITE["duties_findings"] in back.text and 'value="鸡冠区中心大街1号"' in back.text
    assert re.search(r'name="key" value="[0-9a-f-]{36}"', back.text)
    assert case.waits == ["verify"] and len(office.all(SecondOfficerRequest)) == 1
    send(case, browse)
    assert len(office.all(SecondOfficerRequest)) == 1


def test_the_colleague_finds_it_in_his_inbox_reads_the_case_and_agrees(case, browse, office):
    send(case, browse)
    assert "1<span" in browse("second").get("/inbox").text
    page = browse("second").get("/second-officers").text
    assert case.case.number in page and "鸡西市鸡冠区喆堃商贸有限公司" in page and "case_officer" in page
    assert browse("second").get(f"/cases/{case.id}").status_code == 200
    assert answered(browse, office, verdict="agreed").status_code == 303
    assert "现在没有请您协办的" in browse("second").get("/second-officers").text
    assert "赵雪梅</strong>：同意协办" in browse("case_officer").get("/inbox").text
    task = browse("case_officer").get(f"/tasks/{office.page(case.id, 'verify').task_id}").text
    assert "赵雪梅（食品流通安全监督管理科，已同意协办）" in task
    assert send(case, browse).status_code == 303 and case.waits == ["review"]


def test_the_form_that_waits_can_look_whether_it_was_answered(case, browse, office):
    back = send(case, browse).text
    address = re.search(r'hx-get="(/second-officers/[0-9]+)"', back)[1]
    handler = browse("case_officer")
    assert "等候赵雪梅确认协办" in handler.get(address).text
    answered(browse, office, verdict="declined", reason="当日外出办案")
    assert "不能协办：当日外出办案。请另选一名" in handler.get(address).text
    handler.post(f"{address}/again")
    answered(browse, office, verdict="agreed")
    again = int(address.rpartition("/")[2]) + 1
    assert "赵雪梅已同意协办" in handler.get(f"/second-officers/{again}").text
    office.section("drugs", "药品科")
    office.hire("elsewhere", Role.CASE_OFFICER, section="drugs")
    assert browse("elsewhere").get(address).status_code == 404


def test_a_colleague_is_asked_ahead_on_the_page_of_the_task(case, browse, office):
    address = f"/tasks/{office.page(case.id, 'verify').task_id}"
    handler, second = browse("case_officer"), str(office.people["second"])
    assert "先请同事确认协办" in handler.get(address).text
    faulty = handler.post(f"{address}/second-officer", data={"colleague": office.people["approver"]})
    assert faulty.status_code == 422 and "不担任承办人或者科室负责人" in faulty.text
    assert handler.post(f"{address}/second-officer", data={"colleague": second}).status_code == 303
    assert "请其协办，等候答复" in handler.get(address).text
    answered(browse, office, verdict="agreed")
    assert send(case, browse).status_code == 303


def test_a_colleague_who_declines_says_why_and_the_handler_reads_it(case, browse, office):
    send(case, browse)
    assert answered(browse, office, verdict="declined").status_code == 400
    assert answered(browse, office, verdict="declined", reason="当日外出办案").status_code == 303
    assert "不能协办：当日外出办案" in browse("case_officer").get("/second-officers?scope=own").text
    assert "不能协办：当日外出办案" in browse("case_officer").get(f"/cases/{case.id}").text
    back = send(case, browse)
    assert back.status_code == 422 and "赵雪梅答复不能协办：当日外出办案" in back.text
    request = office.one(SecondOfficerRequest).id
    assert browse("case_officer").post(f"/second-officers/{request}/again").status_code == 303
    assert len(office.all(SecondOfficerRequest)) == 2


def test_the_handler_withdraws_what_nobody_answered(case, browse, office):
    send(case, browse)
    assert ">撤回</button>" in browse("case_officer").get("/second-officers?scope=own").text
    assert answered(browse, office, "case_officer", verdict="withdrawn").status_code == 303
    assert "已撤回" in browse("case_officer").get("/second-officers?scope=own").text
    assert answered(browse, office, verdict="agreed").status_code == 409


def test_nobody_answers_for_another_on_the_pages_either(case, browse, office):
    send(case, browse)
    assert answered(browse, office, "case_officer", verdict="agreed").status_code == 403
    assert answered(browse, office, "approver", verdict="agreed").status_code == 403
    assert [row.officer_id for row in office.all(CasePart, case_id=case.id)].count(
        office.people["second"]
    ) == 0


@pytest.mark.parametrize("named", ["approver", "system_administrator", "chief"])
def test_a_leader_or_an_administrator_named_by_a_forged_form_is_asked_nothing(case, browse, office, named):
    back = send(case, browse, second_officer=str(office.people[named]))
    assert back.status_code == 422 and "不担任承办人或者科室负责人" in back.text
    assert office.all(SecondOfficerRequest) == []


def test_only_who_is_fit_is_offered(case, browse, office, calendar):
    office.section("drugs", "药品科")
    office.hire("elsewhere", Role.CASE_OFFICER, section="drugs", name="钱进")
    office.hire("expired", Role.CASE_OFFICER, name="孙期", certificate_until=calendar.days_ago(1))
    page = browse("case_officer").get(f"/tasks/{office.page(case.id, 'verify').task_id}").text
    assert set(shown_officers(page)) == {"unit_head", "赵雪梅"}


def own_requests(browse):
    return browse("case_officer").get("/second-officers?scope=own").text


@pytest.fixture
def party(office):
    return office.party()


def spot(browse, office, calendar, party):
    """Send the form of a penalty on the spot."""
    now = {"found_at": f"{calendar.today}T00:01", "department": str(office.sections["food"])}
    told = {**FOUND, **now, "second_officer": str(office.people["second"]), "key": str(uuid4())}
    return browse("case_officer").post(f"/start/summary_penalty/{party}", data=told)


def test_a_penalty_on_the_spot_waits_for_the_colleague_too(case, browse, office, calendar, party):
    back = spot(browse, office, calendar, party)
    assert back.status_code == 422 and "已请赵雪梅确认协办" in back.text and FOUND["facts_found"] in back.text
    page = browse("second").get("/second-officers").text
    assert "尚未立案" in page and "当场" in page
    assert answered(browse, office, verdict="agreed").status_code == 303
    assert "赵雪梅（食品流通安全监督管理科，已同意协办）" in (
        browse("case_officer").get(f"/start/summary_penalty/{party}").text
    )
    assert f'href="/start/summary_penalty/{party}"' in own_requests(browse)
    assert spot(browse, office, calendar, party).status_code == 303
    assert f'href="/start/summary_penalty/{party}"' not in own_requests(browse)
    assert len(office.all(Case, process_key="summary_penalty")) == 1


def test_whoever_lost_the_way_to_read_the_case_is_not_told_of_it(case, browse, office):
    send(case, browse)
    with office.begin() as session:
        leader = casework.actor_of(session, office.people["approver"])
        ground = casework.Ground(kind="interest", words="近亲属", asked_by="party")
        casework.recuse(session, case.id, office.people["second"], ground, leader)
    page = browse("second").get("/second-officers").text
    assert case.case.number not in page and "现在没有请您协办的" in page


def ask_about(office, *parties):
    matters = [
        Matter(process_key="summary_penalty", department_id=office.sections["food"], entity_id=party)
        for party in parties
    ]
    for matter in matters:
        office.ask("case_officer", matter, office.people["second"])


def statements_of(bureau, client, address):
    """Return how many statements a page costs."""
    seen: list[str] = []

    def note(*call):
        seen.append(call[2])

    with bureau.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    assert client.get(address).status_code == 200
    event.remove(engine, "before_cursor_execute", note)
    return len(seen)


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("second", "/second-officers"),
        ("case_officer", "/second-officers?scope=own"),
        ("second", "/inbox"),
        ("case_officer", "/inbox"),
    ],
)
def test_a_page_costs_the_same_however_many_are_asked(bureau, browse, office, who, address):
    office.hire("second", Role.CASE_OFFICER)
    client = browse(who)
    ask_about(office, office.party())
    one = statements_of(bureau, client, address)
    ask_about(office, *(office.party() for _ in range(5)))
    assert statements_of(bureau, client, address) == one


def test_a_long_list_is_paged(browse, office, monkeypatch):
    monkeypatch.setattr(paging, "SIZE", 2)
    office.hire("second", Role.CASE_OFFICER)
    ask_about(office, *(office.party() for _ in range(3)))
    client = browse("second")
    assert "第 1 页，共 2 页" in client.get("/second-officers").text
    assert client.get("/second-officers?page=2").text.count("同意协办</button>") == 1
    assert "3<span" in client.get("/inbox").text

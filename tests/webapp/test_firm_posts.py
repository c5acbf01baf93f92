"""Who was what in a firm on a day: entered by the credit section, asked on both pages, with need to know."""

from datetime import date

import pytest
from sqlalchemy import event

from forms.choices import FirmPost
from tests.webapp.test_entering_a_party import PERSON, SHOP, faults
from workflows.casework import actor_of, reading
from workflows.errors import NotErasable
from workflows.models import BusinessEntity, PartyChange
from workflows.parties.firm_posts import held_on, tenures
from workflows.register.commit import Commit
from workflows.register.erasure import Wanted, erase

NUMBER = PERSON["identity_number"]
TAKEN = {
    "kind": "post_taken",
    "other_code": NUMBER,
    "post": "executive",
    "from_day": "2026-03-02",
    "source": "任职文件〔2026〕3号",
}
LEFT = TAKEN | {"kind": "post_left", "from_day": "2026-09-01", "source": "免职文件〔2026〕8号"}


@pytest.fixture
def clerk(browse):
    return browse("credit_section")


@pytest.fixture
def firm(clerk, office):
    clerk.post("/entities", data=SHOP)
    return office.one(BusinessEntity, uscc=SHOP["uscc"]).id


@pytest.fixture
def person(clerk, office):
    clerk.post("/entities", data=PERSON)
    return office.one(BusinessEntity, kind="person").id


def held(office, firm, day):
    with office.begin() as session:
        return [(one.person.name, one.post) for one in held_on(tenures(session, firm), day)]


def test_a_post_runs_from_its_day_until_it_is_left_and_may_be_taken_again(clerk, office, firm, person):
    for answers in (TAKEN, LEFT, TAKEN | {"from_day": "2026-10-01"}, TAKEN | {"post": "director"}):
        assert clerk.post(f"/entities/{firm}/change", data=answers).status_code == 303
    executive, director = ("李堃", FirmPost.EXECUTIVE), ("李堃", FirmPost.DIRECTOR)
    assert held(office, firm, date(2026, 3, 1)) == []
    assert held(office, firm, date(2026, 3, 2)) == [executive, director]
    assert held(office, firm, date(2026, 8, 31)) == [executive, director]
    assert held(office, firm, date(2026, 9, 1)) == [director]
    assert held(office, firm, date(2026, 10, 1)) == [director, executive]


def test_it_is_entered_on_either_page_shown_on_both_and_asked_for_a_day(clerk, office, firm, person):
    clerk.post(f"/entities/{person}/change", data=TAKEN | {"other_code": SHOP["uscc"]})
    clerk.post(f"/entities/{firm}/change", data=LEFT)
    assert [(one.entity_id, one.other_id) for one in office.all(PartyChange)] == [(person, firm)] * 2
    page = clerk.get(f"/entities/{firm}").text
    assert "李堃" in page and "高级管理人员" in page and "任职文件〔2026〕3号" in page
    assert SHOP["name"] in clerk.get(f"/entities/{person}").text
    assert "没有登记" in clerk.get(f"/entities/{firm}?on=2026-09-01").text
    assert "李堃" in clerk.get(f"/entities/{firm}?on=2026-05-01").text
    assert clerk.get(f"/entities/{firm}?on=yesterday").status_code == 200


def test_the_number_of_the_person_finds_him_and_is_kept_and_shown_nowhere(clerk, office, firm, person):
    clerk.post(f"/entities/{firm}/change", data=TAKEN)
    pages = clerk.get(f"/entities/{firm}").text + clerk.get(f"/entities/{person}").text
    assert NUMBER not in pages + str([vars(one) for one in office.all(PartyChange)])


def test_a_post_entered_by_mistake_is_taken_back_on_record(clerk, office, firm, person):
    clerk.post(f"/entities/{firm}/change", data=TAKEN)
    clerk.post(f"/entities/{firm}/change", data=LEFT | {"from_day": TAKEN["from_day"]})
    assert held(office, firm, date(2026, 3, 2)) == []
    assert "登记有误，已撤销" in clerk.get(f"/entities/{firm}").text


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        (TAKEN, "post"),
        (LEFT | {"from_day": "2026-03-01"}, "post"),
        (TAKEN | {"post": ""}, "post"),
        (TAKEN | {"other_code": "E12345678"}, "other_code"),
        (TAKEN | {"other_code": SHOP["uscc"]}, "other_code"),
    ],
)
def test_what_makes_no_sense_is_shown_again(clerk, office, firm, person, answers, field):
    clerk.post(f"/entities/{firm}/change", data=TAKEN)
    answer = clerk.post(f"/entities/{firm}/change", data=answers)
    assert answer.status_code == 422 and field in faults(answer)
    assert len(office.all(PartyChange)) == 1


def test_a_firm_has_no_post_in_a_firm(clerk, office, firm):
    clerk.post("/entities", data=SHOP | {"uscc": "91230300MA0000015G", "name": "鸡西市喆昇集团有限公司"})
    answer = clerk.post(f"/entities/{firm}/change", data=TAKEN | {"other_code": "91230300MA0000015G"})
    assert "一方应当是自然人" in faults(answer)["other_code"]


def named_to_strangers(browse, firm) -> bool:
    page = browse("case_officer").get(f"/entities/{firm}").text
    assert "李堃" in page or "另有 1 条是对违法行为负有责任的自然人" in page
    return "李堃" in page


def test_who_answered_for_an_act_is_shown_to_those_who_may_read_of_him(browse, clerk, firm, person):
    clerk.post(f"/entities/{firm}/change", data=TAKEN | {"post": "responsible_manager"})
    assert "李堃" in clerk.get(f"/entities/{firm}").text
    assert not named_to_strangers(browse, firm)


def test_planted_a_responsibility_taken_for_public_would_be_noticed(browse, clerk, firm, person, monkeypatch):
    clerk.post(f"/entities/{firm}/change", data=TAKEN | {"post": "responsible_manager"})
    monkeypatch.setattr(FirmPost, "is_public", property(lambda post: True))
    assert named_to_strangers(browse, firm)


def test_registered_posts_are_public(browse, clerk, firm, person):
    clerk.post(f"/entities/{firm}/change", data=TAKEN)
    assert named_to_strangers(browse, firm)


def test_the_code_of_a_post_is_no_personal_text_and_stays_its_source_may_go(clerk, office, firm, person):
    clerk.post(f"/entities/{firm}/change", data=TAKEN)
    wanted = {"table": "party_change", "row_id": office.one(PartyChange).id, "reason": "本人请求"}
    with office.begin() as session, pytest.raises(NotErasable):
        erase(session, Commit(office.people["credit_section"], "科员"), Wanted(column="became", **wanted))
    with office.begin() as session:
        erase(session, Commit(office.people["credit_section"], "科员"), Wanted(column="source", **wanted))
    assert "已依法删除" in clerk.get(f"/entities/{firm}").text


def test_the_page_of_a_firm_costs_the_same_however_many_hold_posts(clerk, office, firm, person):
    def statements() -> int:
        told: list[str] = []
        note = lambda *call: told.append(call[2])  # noqa: E731  # a listener has to be removed by name
        with office.begin() as session:
            event.listen(office.engine, "before_cursor_execute", note)
            actor = actor_of(session, office.people["credit_section"])
            reading.entity_page(session, firm, actor)
            event.remove(office.engine, "before_cursor_execute", note)
        return len(told)

    clerk.post(f"/entities/{firm}/change", data=TAKEN)
    before = statements()
    for number, post in (("110105194912310021", "director"), ("11010519491231002X", "supervisor")):
        clerk.post("/entities", data=PERSON | {"name": f"赵{post}", "identity_number": number})
        clerk.post(f"/entities/{firm}/change", data=TAKEN | {"other_code": number, "post": post})
    assert statements() == before

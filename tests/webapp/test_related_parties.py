"""Pages of parties that are one, that took another's place, or in which somebody holds a post."""

import pytest

from tests.webapp.test_entering_a_party import SHOP, faults
from workflows.models import BusinessEntity, Document, Task

FIRM = SHOP | {"uscc": "91230300MA0000015G", "name": "鸡西市喆昇食品集团有限责任公司"}
GIVEN = {"other_code": FIRM["uscc"], "from_day": "2026-11-09", "source": "准予登记通知书"}


@pytest.fixture
def clerk(browse):
    return browse("credit_section")


@pytest.fixture
def shop(clerk, office):
    clerk.post("/entities", data=SHOP)
    return office.one(BusinessEntity, uscc=SHOP["uscc"]).id


@pytest.fixture
def firm(clerk, office):
    clerk.post("/entities", data=FIRM)
    return office.one(BusinessEntity, uscc=FIRM["uscc"]).id


def test_a_joined_row_leads_to_its_party_and_is_parted_on_its_own_page(clerk, office, shop, firm):
    office.penalty(entity_id=shop)
    joined = GIVEN | {"kind": "same_as"}
    assert clerk.post(f"/entities/{shop}/change", data=joined).status_code == 303
    page = clerk.get(f"/entities/{shop}").text
    assert f'href="/entities/{firm}"' in page and "以那一户为准" in page and "撤回这条记录" not in page
    assert "撤回这条记录" in clerk.get(f"/entities/{firm}").text
    assert clerk.get(f"/start/penalty/{shop}").status_code == 403  # opened by case officers
    parted = {"kind": "parted", "from_day": "2026-11-10", "source": "复核登记档案"}
    assert "kind" in faults(clerk.post(f"/entities/{firm}/change", data=parted))
    assert clerk.post(f"/entities/{shop}/change", data=parted).status_code == 303
    assert "仍在当时记入的一户名下" in clerk.get(f"/entities/{firm}").text
    assert "撤回这条记录" in clerk.get(f"/entities/{shop}").text


def test_a_succession_is_entered_with_its_manner_and_shown_on_both_pages(clerk, office, shop, firm):
    office.penalty(entity_id=shop, document_number="鸡市监处罚〔2026〕801号")
    asked = GIVEN | {"kind": "succeeded_by"}
    assert "manner" in faults(clerk.post(f"/entities/{shop}/change", data=asked))
    assert clerk.post(f"/entities/{shop}/change", data=asked | {"manner": "merger"}).status_code == 303
    assert "承继人" in clerk.get(f"/entities/{shop}").text
    page = clerk.get(f"/entities/{firm}").text
    assert f"承继自{SHOP['name']}" in page and "鸡市监处罚〔2026〕801号" in page
    mistaken = asked | {"manner": "mistaken", "from_day": "2026-11-10"}
    assert clerk.post(f"/entities/{shop}/change", data=mistaken).status_code == 303
    assert "鸡市监处罚〔2026〕801号" not in clerk.get(f"/entities/{firm}").text


def test_a_page_of_an_open_case_says_who_took_the_partys_place(browse, clerk, office, shop, firm):
    case_id = office.apply(office.penalty(entity_id=shop))
    clerk.post(f"/entities/{shop}/change", data=GIVEN | {"kind": "succeeded_by", "manner": "merger"})
    officer = browse("case_officer")
    task = office.one(Task, case_id=case_id).id
    for address in (f"/cases/{case_id}", f"/tasks/{task}"):
        page = officer.get(address).text
        assert FIRM["name"] in page and "此后的文书写承继的主体" in page
    assert "已有承继人" in officer.get("/inbox").text


def test_a_paper_says_whom_it_names_on_its_page_and_to_the_public(browse, clerk, office, shop, firm):
    case_id = office.apply(office.penalty(entity_id=shop))
    office.answer("case_officer", case_id, "formal_check", materials="complete")
    clerk.post(f"/entities/{shop}/change", data=GIVEN | {"kind": "succeeded_by", "manner": "merger"})
    office.answer("reviewer", case_id, "review_acceptance", acceptance_opinion="agree")
    paper = office.one(Document, case_id=case_id)
    named = f"{FIRM['name']}（承继{SHOP['name']}）"
    assert named in browse("case_officer").get(f"/documents/{paper.id}").text
    assert named in clerk.get(f"/check/{paper.code}").text
    found = browse("case_officer").get("/documents", query_string={"q": SHOP["uscc"]}).text
    assert paper.number in found

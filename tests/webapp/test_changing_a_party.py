"""What becomes known of a party is entered on its page, with day and source; it is found by everything it was."""

import pytest

from tests.webapp.test_entering_a_party import FAULT, SHOP, faults
from workflows.models import BusinessEntity, ChainLink, PartyChange

NEW_NAME = "鸡西市喆昇科技有限公司"
RENAMED = {"kind": "renamed", "name": NEW_NAME, "from_day": "2026-11-09", "source": "准予变更登记通知书"}
BECAME = {"from_day": "2026-11-09", "source": "准予变更登记通知书"}
HEAD_OFFICE = SHOP | {"uscc": "91230300MA0000015G", "name": "鸡西市喆昇食品公司"}
BRANCH = BECAME | {"kind": "branch_of", "other_code": HEAD_OFFICE["uscc"]}
ODD_CODE = "91350203M0007QKT1A"


@pytest.fixture
def clerk(browse):
    return browse("credit_section")


@pytest.fixture
def shop(clerk, office):
    clerk.post("/entities", data=SHOP)
    return office.one(BusinessEntity, uscc=SHOP["uscc"]).id


def found(client, q: str) -> bool:
    return "共 1 户" in client.get("/entities", query_string={"q": q}).text


def test_a_new_name_is_entered_and_the_party_found_by_both(clerk, office, shop):
    assert "登记变更" in clerk.get(f"/entities/{shop}").text
    before = len(office.all(ChainLink))
    assert clerk.post(f"/entities/{shop}/change", data=RENAMED).location == f"/entities/{shop}"
    assert len(office.all(ChainLink)) == before + 1
    page = clerk.get(f"/entities/{shop}").text
    assert NEW_NAME in page and f"名称由“{SHOP['name']}”变更为“{NEW_NAME}”" in page
    assert found(clerk, NEW_NAME) and found(clerk, SHOP["name"])


def test_two_rows_of_one_party_are_joined_and_each_shows_the_other(clerk, office, shop):
    other = SHOP | {"uscc": "91230300MA0000015G", "name": "鸡西市喆昇食品公司"}
    clerk.post("/entities", data=other)
    joined = {"kind": "same_as", "other_code": other["uscc"], "from_day": "2026-11-09", "source": "执照"}
    assert clerk.post(f"/entities/{shop}/change", data=joined).status_code == 303
    for entity, code in ((shop, other["uscc"]), (office.one(PartyChange).other_id, SHOP["uscc"])):
        page = clerk.get(f"/entities/{entity}").text
        assert "是同一主体" in page and code in page
    again = clerk.post(f"/entities/{shop}/change", data=joined)
    assert again.status_code == 422 and "kind" in faults(again)


@pytest.mark.parametrize(
    ("answers", "column", "words"),
    [
        (
            {"kind": "representative", "legal_representative": "李喆昇"},
            "legal_representative",
            "由王喆变更为李喆昇",
        ),
        (
            {"kind": "address", "address": "鸡西市鸡冠区和平南大街12号"},
            "address",
            "变更为鸡西市鸡冠区和平南大街12号",
        ),
        ({"kind": "status", "status": "deregistered"}, "status", "登记状态由存续变更为注销"),
    ],
)
def test_what_the_register_says_now_is_entered_with_its_day(clerk, office, shop, answers, column, words):
    assert clerk.post(f"/entities/{shop}/change", data=BECAME | answers).status_code == 303
    assert getattr(office.one(BusinessEntity, id=shop), column) == answers[column]
    assert words in clerk.get(f"/entities/{shop}").text


def test_a_person_is_no_branch_and_has_no_representative(clerk, office):
    person = {
        "kind": "person",
        "name": "赵䶮",
        "identity_kind": "citizen",
        "identity_number": "11010519491231002X",
    }
    address = clerk.post("/entities", data=person).location
    clerk.post("/entities", data=HEAD_OFFICE)
    for answers in (BRANCH, BECAME | {"kind": "representative", "legal_representative": "李喆昇"}):
        assert "自然人" in faults(clerk.post(f"{address}/change", data=answers))["kind"]
    dead = BECAME | {"kind": "status", "status": "deceased"}
    assert clerk.post(f"{address}/change", data=dead).status_code == 303
    assert "当事人死亡" in clerk.get(address).text


def test_what_was_entered_late_comes_before_what_holds_since(clerk, office, shop):
    clerk.post(f"/entities/{shop}/change", data=RENAMED)
    between = RENAMED | {"name": "鸡西市喆昇贸易有限公司", "from_day": "2026-03-02"}
    assert clerk.post(f"/entities/{shop}/change", data=between).status_code == 303
    assert office.one(BusinessEntity, id=shop).name == NEW_NAME
    page = clerk.get(f"/entities/{shop}").text
    assert f"{SHOP['name']}\n鸡西市喆昇贸易有限公司</dd>" in page
    assert page.index("2026年3月2日") < page.index("2026年11月9日")


def test_a_name_that_was_entered_by_mistake_is_corrected_from_its_own_day_and_both_stay(clerk, office, shop):
    clerk.post(f"/entities/{shop}/change", data=RENAMED)
    right = RENAMED | {"name": SHOP["name"], "correction": "登记错了一户"}
    assert clerk.post(f"/entities/{shop}/change", data=right).status_code == 303
    assert office.one(BusinessEntity, id=shop).name == SHOP["name"]
    page = clerk.get(f"/entities/{shop}").text
    assert "更正：登记错了一户。依据" in page and f"变更为“{NEW_NAME}”" in page


def test_who_is_deregistered_comes_back_only_by_a_correction_with_its_reason(clerk, office, shop):
    over = BECAME | {"kind": "status", "status": "deregistered"}
    back = over | {"status": "existing"}
    clerk.post(f"/entities/{shop}/change", data=over)
    assert "更正的原因" in faults(clerk.post(f"/entities/{shop}/change", data=back))["status"]
    assert (
        clerk.post(f"/entities/{shop}/change", data=back | {"correction": "登记错了一户"}).status_code == 303
    )
    assert office.one(BusinessEntity, id=shop).status == "existing"
    assert "更正：登记错了一户。依据：准予变更登记通知书" in clerk.get(f"/entities/{shop}").text


def test_a_branch_is_told_of_on_both_pages_until_it_ends(clerk, office, shop):
    clerk.post("/entities", data=HEAD_OFFICE)
    head = office.one(BusinessEntity, uscc=HEAD_OFFICE["uscc"]).id
    assert clerk.post(f"/entities/{shop}/change", data=BRANCH).status_code == 303
    page = clerk.get(f"/entities/{shop}").text
    assert f"成为{HEAD_OFFICE['name']}" in page and "<dt>隶属于</dt>" in page
    assert "<dt>分支机构</dt>" in clerk.get(f"/entities/{head}").text
    assert f"{SHOP['name']}（{SHOP['uscc']}）成为其分支机构" in clerk.get(f"/entities/{head}").text
    assert "other_code" in faults(clerk.post(f"/entities/{shop}/change", data=BRANCH))
    early = BRANCH | {"kind": "branch_ended", "from_day": "2026-11-08"}
    assert "from_day" in faults(clerk.post(f"/entities/{shop}/change", data=early))
    assert clerk.post(f"/entities/{shop}/change", data=BRANCH | {"kind": "branch_ended"}).status_code == 303
    assert "隶属于" not in clerk.get(f"/entities/{shop}").text
    assert "other_code" in faults(
        clerk.post(f"/entities/{shop}/change", data=BRANCH | {"kind": "branch_ended"})
    )


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        (BECAME | {"kind": "status", "status": "deceased"}, "status"),
        (BECAME | {"kind": "status", "status": "existing"}, "status"),
        (BECAME | {"kind": "address"}, "address"),
        (RENAMED | {"name": SHOP["name"]}, "name"),
        (RENAMED | {"source": ""}, "source"),
        (RENAMED | {"from_day": "2030-01-01"}, "from_day"),
        (RENAMED | {"kind": "same_as", "name": "", "other_code": "91230300MA0000015G"}, "other_code"),
        (RENAMED | {"kind": "code_confirmed"}, "kind"),
    ],
)
def test_a_change_with_a_fault_is_shown_again_and_nothing_is_kept(clerk, office, shop, answers, field):
    answer = clerk.post(f"/entities/{shop}/change", data=answers)
    assert answer.status_code == 422 and field in faults(answer), FAULT
    assert office.all(PartyChange) == [] and office.one(BusinessEntity, id=shop).name == SHOP["name"]


def test_only_the_credit_section_makes_changes(browse, shop):
    officer = browse("case_officer")
    assert "登记变更" not in officer.get(f"/entities/{shop}").text
    assert officer.post(f"/entities/{shop}/change", data=RENAMED).status_code == 403


def test_a_code_against_the_rule_is_confirmed_by_the_credit_section_alone(browse, clerk, office):
    odd = SHOP | {"uscc": ODD_CODE, "code_reason": "核对了营业执照正本。"}
    assert "信用监管科" in faults(browse("case_officer").post("/entities", data=odd))["code_reason"]
    assert "uscc" in faults(clerk.post("/entities", data=odd | {"code_reason": ""}))
    entity = office.one(BusinessEntity, id=int(clerk.post("/entities", data=odd).location.rpartition("/")[2]))
    assert entity.uscc == ODD_CODE and "已对照证照核实" in clerk.get(f"/entities/{entity.id}").text


QUERIES = [
    "9123 0300 MA18 WTYY 0Q",
    "MA18WTYY0Q",
    "ma18wtyy0q",
    "鸡西 喆昇",
    "王喆",
    "９１２３０３００ＭＡ１８",
]


@pytest.mark.parametrize("q", QUERIES)
def test_a_party_is_found_by_what_people_paste_or_remember(clerk, shop, q):
    assert found(clerk, q)


def test_a_party_is_found_in_capitals_and_small_letters_alike(clerk, office, shop):
    with office.begin() as session:
        session.get_one(BusinessEntity, shop).name = "鸡西市ABC超市"
    assert found(clerk, "abc") and found(clerk, "Abc超市")


def test_a_party_is_found_by_the_number_of_a_decision_in_any_spelling(clerk, office):
    office.penalty(document_number="鸡市监处罚〔2025〕8号")
    assert found(clerk, "鸡市监处罚【2025】 8号") and not found(clerk, "鸡市监处罚〔2025〕9号")

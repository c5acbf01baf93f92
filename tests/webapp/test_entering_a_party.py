"""A party that no imported penalty has named is entered by hand, by the rules of the import."""

import re

import pytest

from forms.choices import IdentityKind
from workflows.importing.columns import COLUMNS
from workflows.models import BusinessEntity

FAULT = r'id="error-(\w+)"[^<]*<span[^>]*>错误：</span>([^<]*)'
SHOP = {
    "kind": "organisation",
    "name": "鸡西市喆昇食品有限公司",
    "uscc": "91230300MA18WTYY0Q",
    "legal_representative": "王喆",
    "address": "鸡西市鸡冠区中心大街1号",
}
PERSON = {
    "kind": "person",
    "name": "李堃",
    "identity_kind": "citizen",
    "identity_number": "230302199001011231",
}


def faults(answer) -> dict[str, str]:
    """Return what stands beside each field that is wrong."""
    return dict(re.findall(FAULT, answer.text))


@pytest.fixture
def officer(browse):
    return browse("case_officer")


def test_a_shop_is_entered_and_offered_for_a_new_case(officer, office):
    answer = officer.post("/entities", data=SHOP)
    entity = office.one(BusinessEntity, uscc=SHOP["uscc"])
    assert answer.status_code == 303 and answer.location == f"/entities/{entity.id}"
    assert entity.entered_by_id == office.people["case_officer"] and entity.address == SHOP["address"]
    assert f"/start/penalty/{entity.id}" in officer.get(answer.location).text


def test_a_shop_on_file_is_shown_and_not_entered_twice(officer, office):
    first = officer.post("/entities", data=SHOP)
    again = officer.post("/entities", data=SHOP)
    assert again.location == first.location
    assert "系统中已有这一主体" in officer.get(again.location).text
    assert len(office.all(BusinessEntity, uscc=SHOP["uscc"])) == 1


def test_a_person_is_entered_and_the_number_is_nowhere_to_be_read(officer, office):
    answer = officer.post("/entities", data=PERSON)
    entity = office.one(BusinessEntity, kind="person")
    assert answer.status_code == 303 and PERSON["identity_number"] not in officer.get(answer.location).text
    assert PERSON["identity_number"].encode() not in entity.identity_cipher


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"uscc": "91230300MA18WTYY0B"}, "uscc", "不是有效的统一社会信用代码"),
        ({"uscc": ""}, "uscc", "没有填写"),
        ({"kind": "individual_business"}, "kind", "与统一社会信用代码不符"),
        ({"legal_representative": ""}, "legal_representative", "请填写这一项"),
        ({"registration_number": "230300000000001"}, "registration_number", "不是有效的工商注册号"),
        ({"kind": "individual_business", "uscc": ""}, "registration_number", "没有填写"),
        ({"name": "鸡西市\u200b食品"}, "name", "不可见字符"),
        (PERSON | {"uscc": "", "legal_representative": "", "identity_number": "230302199001011234"},
         "identity_number", "不是有效的公民身份号码"),
    ],
)  # fmt: skip
def test_an_unsound_party_is_refused_beside_its_field(officer, office, changed, field, words):
    known = len(office.all(BusinessEntity))
    answer = officer.post("/entities", data=SHOP | changed)
    assert answer.status_code == 422 and words in faults(answer)[field]
    assert len(office.all(BusinessEntity)) == known


def test_another_name_under_a_code_on_file_is_refused(officer):
    officer.post("/entities", data=SHOP)
    answer = officer.post("/entities", data=SHOP | {"name": "鸡西市另一家有限公司"})
    assert answer.status_code == 422 and "在系统中登记的名称是" in faults(answer)["name"]


def test_an_approver_enters_no_party(browse):
    assert browse("approver").get("/entities/new").status_code == 403


def test_the_kinds_of_documents_are_those_of_the_import():
    assert [kind.label for kind in IdentityKind] == list(COLUMNS["CF_XDR_ZJLX"].values)

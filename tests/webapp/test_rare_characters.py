"""A handler says how papers write a character that no font has, on the page to which the refusal sends him."""

import pytest

from tests.webapp.test_entering_a_party import SHOP
from workflows.models import CharacterWriting

RARE = "\U00030001"


def test_a_writing_is_entered_and_listed_with_its_author(office, browse):
    officer = browse("case_officer")
    assert "还没有登记过写法" in officer.get("/documents/characters").text
    sent = {"character": RARE, "writing": "（左口右乙）"}
    assert officer.post("/documents/characters", data=sent).status_code == 303
    page = officer.get("/documents/characters").text
    assert "（左口右乙）" in page and "U+30001" in page
    assert office.one(CharacterWriting).officer_id == office.people["case_officer"]


def test_a_character_that_can_be_printed_is_refused_as_it_was_typed(browse):
    answer = browse("case_officer").post(
        "/documents/characters", data={"character": "喆", "writing": "（双吉）"}
    )
    assert answer.status_code == 422 and "字库中有这个字" in answer.text and "（双吉）" in answer.text


def test_who_cannot_type_it_names_its_number(office, browse):
    sent = {"character": "u+30001", "writing": "（左口右乙）"}
    assert browse("case_officer").post("/documents/characters", data=sent).status_code == 303
    assert office.one(CharacterWriting).character == RARE


@pytest.mark.parametrize("character", [RARE * 2, "U+D800", "U+110000", "U+3", "喆堃"])
def test_what_is_no_single_character_is_refused(office, browse, character):
    answer = browse("case_officer").post(
        "/documents/characters", data={"character": character, "writing": "（左口右乙）"}
    )
    assert answer.status_code == 422 and "只填一个字" in answer.text
    assert office.all(CharacterWriting) == []


def test_an_auditor_reads_and_enters_nothing(browse):
    auditor = browse("auditor")
    assert "登记写法" not in auditor.get("/documents/characters").text
    assert auditor.post("/documents/characters", data={"character": RARE, "writing": "无"}).status_code == 403


def test_a_party_with_a_true_rare_name_is_entered_once_its_writing_is(browse, office):
    credit = browse("credit_section")
    sent = {**SHOP, "name": f"鸡西市{RARE}商贸有限公司"}
    assert credit.post("/entities", data=sent).status_code == 422
    credit.post("/documents/characters", data={"character": RARE, "writing": "（左口右乙）"})
    assert credit.post("/entities", data=sent).status_code == 303

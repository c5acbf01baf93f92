"""Each rule for a row, with a row that keeps it and rows that break it."""

from decimal import Decimal

import pytest

from forms.choices import EntityKind
from tests.importing.files import COMPANY, OLD_SHOP, PERSON, PERSON_NUMBER, SHOP_CODE, blamed, judged, row
from workflows.importing.columns import COLUMNS, STANDARD

CONFISCATED = {
    "CF_CFLB": "没收违法所得、没收非法财物",
    "CF_NR_FK": "",
    "CF_NR_WFFF": "1.5",
    "CF_NR": "没收违法所得15000元。",
}
REVOKED = {
    "CF_CFLB": "吊销许可证件",
    "CF_NR": "吊销食品经营许可证。",
    "CF_NR_FK": "",
    "CF_NR_ZKDX": "食品经营许可证 JY123",
}
SHOP = OLD_SHOP | {"CF_XDR_SHXYM": SHOP_CODE, "CF_XDR_GSZC": ""}


def test_the_standard_has_thirty_columns():
    assert len(STANDARD) == 30


@pytest.mark.parametrize(
    "good", [row(), row(PERSON), row(OLD_SHOP), row(SHOP), row(**CONFISCATED), row(**REVOKED)]
)
def test_a_sound_row_is_not_blamed(good):
    assert blamed(good) == []


@pytest.mark.parametrize(
    "column", [column for column in STANDARD if column.need == "always"], ids=lambda c: c.code
)
def test_a_mandatory_column_left_empty_is_named(column):
    sentences = blamed(row(**{column.code: " "}))
    assert any(sentence.startswith(f"{column.title}没有填写") for sentence in sentences)


@pytest.mark.parametrize("column", STANDARD, ids=lambda column: column.code)
def test_a_text_longer_than_its_column_is_named(column):
    sentences = blamed(row(**{column.code: "9" * (column.length + 1)}))
    assert any(column.title in one and f"超过 {column.length} 字" in one for one in sentences)


BROKEN = [
    ("V-1 party", row(CF_XDR_SHXYM="91230300MA0000016G"), "CF_XDR_SHXYM", "不是有效的统一社会信用代码"),
    ("V-1 authority", row(CF_CFJGDM="11230300MB1F00006X"), "CF_CFJGDM", "不是有效的统一社会信用代码"),
    ("V-1 source", row(CF_SJLYDM="123"), "CF_SJLYDM", "不是有效的统一社会信用代码"),
    (
        "V-1 filler",
        row(CF_XDR_SHXYM="0" * 17 + "X", CF_XDR_GSZC="230300100000010"),
        "CF_XDR_SHXYM",
        "个体工商户",
    ),
    ("C1", row(CF_XDR_SHXYM=""), "CF_XDR_SHXYM", "没有填写"),
    ("C2", row(OLD_SHOP, CF_XDR_GSZC=""), "CF_XDR_GSZC", "没有填写"),
    ("C3", row(CF_FRDB=""), "CF_FRDB", "没有填写"),
    ("C4 kind", row(PERSON, CF_XDR_ZJLX=""), "CF_XDR_ZJLX", "没有填写"),
    ("C4 number", row(PERSON, CF_XDR_ZJHM=""), "CF_XDR_ZJHM", "没有填写"),
    ("C4 list", row(PERSON, CF_XDR_ZJLX="工作证"), "CF_XDR_ZJLX", "不在标准的取值范围内"),
    ("C4 check", row(PERSON, CF_XDR_ZJHM="110105194912310021"), "CF_XDR_ZJHM", "不是有效的公民身份号码"),
    ("C5", row(CF_NR_FK=""), "CF_NR_FK", "没有填写"),
    ("C6", row(**CONFISCATED | {"CF_NR_WFFF": ""}), "CF_NR_WFFF", "没有填写"),
    ("C7", row(**REVOKED | {"CF_NR_ZKDX": ""}), "CF_NR_ZKDX", "没有填写"),
    ("V-2 shop", row(SHOP, CF_XDR_LB="法人及非法人组织"), "CF_XDR_LB", "与统一社会信用代码不符"),
    ("V-2 company", row(CF_XDR_LB="个体工商户"), "CF_XDR_LB", "与统一社会信用代码不符"),
    ("V-2 list", row(CF_XDR_LB="企业"), "CF_XDR_LB", "不在标准的取值范围内"),
    ("V-2 person", row(PERSON, CF_XDR_SWDJ="123"), "CF_XDR_SWDJ", "不应填写"),
    ("registration", row(OLD_SHOP, CF_XDR_GSZC="230300600000014"), "CF_XDR_GSZC", "不是有效的工商注册号"),
    ("V-4 future", row(CF_JDRQ="2026/11/24"), "CF_JDRQ", "晚于今天"),
    ("V-4 effect", row(CF_YXQ="2026/03/01"), "CF_YXQ", "早于处罚决定日期"),
    ("V-4 publicity", row(CF_GSJZQ="2026/03/02"), "CF_GSJZQ", "不晚于处罚决定日期"),
    ("V-5 no fine", row(CF_CFLB="警告"), "CF_NR_FK", "不应填写"),
    ("V-5 zero", row(CF_NR_FK="0"), "CF_NR_FK", "罚款"),
    ("V-5 gains", row(CF_NR_WFFF="1"), "CF_NR_WFFF", "不应填写"),
    ("V-5 licence", row(CF_NR_ZKDX="许可证"), "CF_NR_ZKDX", "不应填写"),
    ("V-6 remark", row(BZ="本案适用简易程序"), "BZ", "简易程序"),
    ("V-6 number", row(CF_WSH="鸡市监当罚〔2026〕3号"), "CF_WSH", "简易程序"),
    ("V-9 tab", row(CF_SY="第一段\t第二段"), "CF_SY", "不可见字符"),
    ("V-9 direction", row(CF_XDR_MC="公司\u202e司公"), "CF_XDR_MC", "不可见字符"),
    ("V-9 broken", row(CF_SY="文\ufffd字"), "CF_SY", "不可见字符"),
    ("V-9 private", row(CF_FRDB="赵\ue863"), "CF_FRDB", "不可见字符"),
    ("kinds", row(CF_CFLB="警告;批评教育"), "CF_CFLB", "批评教育"),
    ("kinds empty", row(CF_CFLB=";"), "CF_CFLB", "不是标准的处罚类别"),
    ("date order", row(CF_JDRQ="02/03/2026"), "CF_JDRQ", "不是日期"),
    ("date mixed", row(CF_JDRQ="2026/03-02"), "CF_JDRQ", "不是日期"),
    ("date calendar", row(CF_JDRQ="2026/02/29"), "CF_JDRQ", "不是历法上存在的日期"),
    ("date long ago", row(CF_JDRQ="0206/03/02"), "CF_JDRQ", "早于行政处罚法施行之日"),
    ("amount words", row(CF_NR_FK="两千元"), "CF_NR_FK", "不是金额"),
    ("amount negative", row(CF_NR_FK="-0.2"), "CF_NR_FK", "不是金额"),
    ("amount decimals", row(CF_NR_FK="0.2000001"), "CF_NR_FK", "小数超过 6 位"),
    ("amount in yuan", row(CF_NR_FK="2000000000"), "CF_NR_FK", "金额过大"),
    ("state", row() | {"CF_ZT": "2"}, "CF_ZT", "不在标准的取值范围内"),
]


@pytest.mark.parametrize(
    ("bad", "code", "wrong"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN]
)
def test_a_broken_rule_is_told_with_its_column(bad, code, wrong):
    (sentence,) = [one for one in blamed(bad) if one.startswith(COLUMNS[code].title)]
    assert wrong in sentence and sentence.endswith("。")


@pytest.mark.parametrize("bad", [case[1] for case in BROKEN], ids=[case[0] for case in BROKEN])
def test_a_broken_rule_is_not_told_twice(bad):
    assert len(blamed(bad)) == 1


def test_every_fault_of_a_row_is_told():
    assert len(blamed(row(CF_WSH="", CF_JDRQ="2026/13/01", CF_CFJGDM="1", CF_CFLB="罚"))) == 4


def test_the_last_day_that_may_stand_as_decision_is_today():
    assert blamed(row(CF_JDRQ="2026/11/23")) == []


def test_a_penalty_may_end_on_the_day_of_its_decision():
    assert blamed(row(CF_YXQ="2026/03/02")) == []


def test_a_case_that_says_it_was_not_summary_is_accepted():
    assert blamed(row(BZ="不适用简易程序")) == []


def test_ten_thousands_become_yuan_exactly():
    assert judged(row(CF_NR_FK="0.123456")).fine == Decimal("1234.56")
    assert judged(row(CF_NR_FK="999999999.999999")).fine == Decimal("9999999999999.99")


def test_an_amount_of_zero_without_its_kind_says_that_there_is_none():
    penalty = judged(row(CF_CFLB="警告", CF_NR_FK="0", CF_NR_WFFF="0.00"))
    assert penalty.fine is None and penalty.confiscation is None


def test_goods_without_value_may_be_confiscated():
    assert judged(row(**CONFISCATED | {"CF_NR_WFFF": "0"})).confiscation == 0


def test_kinds_are_stored_in_the_spelling_of_the_list():
    kinds = judged(row(CF_CFLB="警告；没收违法所得;罚款;没收非法财物;其他-责令改正", CF_NR_WFFF="1")).kinds
    assert kinds == "警告;没收违法所得、没收非法财物;罚款;其他"


@pytest.mark.parametrize("written", ["2026/03/02", "2026-03-02", "2026/3/2", "２０２６／０３／０２"])
def test_dates_are_read_in_both_forms(written):
    assert judged(row(CF_JDRQ=written)).decided_on.isoformat() == "2026-03-02"


def test_full_width_digits_become_half_width_and_brackets_stay():
    penalty = judged(row(CF_WSH="鸡市监处罚〔２０２６〕１号（副本）", CF_XDR_SHXYM="９１230300ma0000015g"))
    assert penalty.document_number == "鸡市监处罚〔2026〕1号（副本）"
    assert penalty.party.uscc == COMPANY["CF_XDR_SHXYM"]


def test_the_filler_is_no_code():
    party = judged(row(OLD_SHOP)).party
    assert party.uscc is None and party.registration_number == "230300600000013"


def test_a_person_is_a_name_and_a_document():
    party = judged(row(PERSON)).party
    assert (party.kind, party.identity_number) == (EntityKind.PERSON, PERSON_NUMBER)
    assert PERSON_NUMBER not in repr(party)


def test_rare_characters_are_kept():
    assert judged(row(CF_FRDB="䶮喆堃昇𠮷")).party.legal_representative == "䶮喆堃昇𠮷"

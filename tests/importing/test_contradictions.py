"""A row's own text is held against its columns: sums, kinds, decisions not to punish, words that say nothing."""

from decimal import Decimal

import pytest

from tests.importing.files import blamed, judged, row
from workflows.importing import contradictions, validation
from workflows.importing.sums import sums_of
from workflows.importing.words import error_value, is_placeholder

SUMS = [
    ("警告；罚款2000元。", ["2000"]),
    ("罚款人民币（大写）贰仟元整（¥2000.00）", ["2000"]),
    ("处以60,000.00元的罚款", ["60000"]),
    ("处２万元罚款", ["20000"]),
    ("罚款1.5万元；没收违法所得3000元", ["15000"]),
    ("罚款壹拾贰万叁仟肆佰伍拾陆元柒角捌分", ["123456.78"]),
    ("罚款十二亿三千万元", ["1230000000"]),
    ("一、罚款2000元；二、罚款3000元", ["2000", "3000"]),
    ("罚款3倍", []),
    ("没收违法所得3000元", []),
]
TEXTS = {
    "another unit": ("警告;罚款", "警告；罚款2000元。", "2000", "请核对单位"),
    "too little": ("罚款", "罚款2万元", "0.0002", "请核对单位"),
    "no fine in the text": ("警告;罚款", "警告。", "0.2", "没有提到“罚款”"),
    "warning not listed": ("罚款", "给予警告；罚款2000元", "0.2", "写明了“警告”"),
    "heavier in the text": ("罚款", "罚款2000元；吊销营业执照", "0.2", "写明了“吊销营业执照”"),
}
SOUND = [
    ("警告;罚款", "1.警告；2.罚款2000元。逾期不缴纳罚款的，每日按罚款数额的3%加处罚款。", "0.2"),
    ("罚款", "罚款1000元；另罚款1000元", "0.2"),
    ("罚款", "对当事人免予警告；罚款贰仟元整", "0.2"),
    ("罚款", "罚没款合计2000元", "0.2"),
    ("罚款", "拒不改正的，吊销许可证。现罚款2000元", "0.2"),
    ("警告;罚款", "详见行政处罚决定书。", "0.2"),
]
NOT_PUNISHED = [
    {"CF_WSH": "鸡市监不罚〔2026〕7号"},
    {"CF_CFLB": "其他-不予行政处罚", "CF_NR_FK": ""},
    {"CF_CFLB": "其他-免于处罚", "CF_NR_FK": "", "CF_NR": "责令改正。"},
    {"CF_CFLB": "其他", "CF_NR_FK": "", "CF_NR": "决定不予行政处罚，责令立即改正。"},
]


@pytest.mark.parametrize(("text", "sums"), SUMS)
def test_sums_are_read_in_figures_and_numerals(text, sums):
    assert sums_of(["罚款"], text) == [Decimal(one) for one in sums]


@pytest.mark.parametrize(("kinds", "content", "fine", "wrong"), TEXTS.values(), ids=TEXTS)
def test_a_column_that_contradicts_the_text_is_given_back(kinds, content, fine, wrong):
    [sentence] = blamed(row(CF_CFLB=kinds, CF_NR=content, CF_NR_FK=fine))
    assert wrong in sentence


@pytest.mark.parametrize(("kinds", "content", "fine"), SOUND)
def test_a_text_that_says_the_same_in_other_words_is_taken(kinds, content, fine):
    assert blamed(row(CF_CFLB=kinds, CF_NR=content, CF_NR_FK=fine)) == []


def test_gains_below_the_text_or_in_another_unit_are_given_back_and_goods_on_top_are_not():
    gains = {
        "CF_CFLB": "没收违法所得、没收非法财物",
        "CF_NR_FK": "",
        "CF_NR": "没收违法所得3000元，没收白酒10瓶。",
    }
    assert [bool(blamed(row(**gains, CF_NR_WFFF=sum_))) for sum_ in ("0.1", "3000", "0.3", "0.45")] == [
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize("columns", NOT_PUNISHED)
def test_a_decision_not_to_punish_is_given_back(columns):
    [sentence] = blamed(row(**columns))
    assert "不归集公示" in sentence


def test_one_act_not_punished_and_another_punished_is_a_penalty():
    assert blamed(row(CF_CFLB="罚款", CF_NR="对甲行为不予行政处罚；对乙行为罚款2000元。")) == []


def test_a_text_that_nobody_reads_would_be_noticed(monkeypatch):
    monkeypatch.setattr(contradictions, "sums_of", lambda words, text: [])
    assert blamed(row(CF_NR_FK="2000", CF_NR="警告；罚款2000元。")) == []


@pytest.mark.parametrize("nothing", ["无", "／", "null", " N/A ", "——", "（无）"[1:2], "\u200b无"])
def test_a_placeholder_says_nothing(nothing):
    assert is_placeholder(nothing)
    [sentence] = blamed(row(CF_SY=nothing))
    assert "违法事实（CF_SY）" in sentence and "等于没有填写" in sentence
    assert judged(row(BZ=nothing)).remark is None


@pytest.mark.parametrize("name", ["无锡市某公司", "不/之", "NULLA 餐厅"])
def test_a_word_that_only_begins_like_a_placeholder_is_kept(name):
    assert not is_placeholder(name)


def test_a_placeholder_taken_for_a_fact_would_be_noticed(monkeypatch):
    monkeypatch.setattr(validation, "is_placeholder", lambda text: False)
    assert blamed(row(CF_SY="无")) == []


@pytest.mark.parametrize("cell", ["#N/A", "＃REF!", "罚款#VALUE!元", "########", "#Name?"])
def test_an_error_of_the_spreadsheet_is_found_in_any_column(cell):
    assert error_value(cell)
    assert any("是 Excel 错误值" in sentence for sentence in blamed(row(BZ=cell)))


def test_a_number_sign_in_a_text_is_no_error():
    assert error_value("C#语言培训#1号楼") == ""
    assert blamed(row(BZ="1#楼")) == []

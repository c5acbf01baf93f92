"""The header row, in today's codes, in Chinese and in the codes of 2015; and what may be wrong in it."""

import pytest

from tests.importing.files import CODES, NAMES, PERSON, blamed, row
from workflows.errors import UnreadableFile
from workflows.importing.header import Header


def refusal(cells: list[str]) -> str:
    with pytest.raises(UnreadableFile) as caught:
        Header.read(cells)
    return str(caught.value)


@pytest.mark.parametrize("titles", [CODES, NAMES, CODES[::-1], [code.lower() for code in CODES]])
def test_columns_stand_in_any_order(titles):
    header = Header.read(titles)
    assert header.texts(titles).keys() == set(CODES)
    assert sorted(place for places in header.places.values() for place in places) == list(range(30))


def test_half_width_brackets_and_spaces_do_not_matter():
    assert Header.read([name.replace("（", " (").replace("）", ") ") for name in NAMES]).places.keys() == set(
        CODES
    )


def test_optional_columns_may_be_missing():
    header = Header.read([code for code in CODES if code not in {"BZ", "CF_XDR_SWDJ"}])
    assert "BZ" not in header.texts(["x"] * 28)


def test_every_missing_mandatory_column_is_named():
    reason = refusal([code for code in CODES if code not in {"CF_WSH", "CF_JDRQ"}])
    assert "行政处罚决定书文号（CF_WSH）" in reason and "处罚决定日期（CF_JDRQ）" in reason


def test_a_doubled_column_is_refused_under_whatever_names():
    assert "CF_WSH）重复出现" in refusal([*CODES, "CF_WSH"])
    assert "CF_WSH）重复出现" in refusal([*CODES, "行政处罚决定书文号"])


def test_an_unknown_column_is_refused_for_it_would_be_lost():
    assert "“CF_NR_KF”不是标准的列" in refusal([*CODES, "CF_NR_KF"])


def test_the_column_of_faults_is_passed_over():
    assert Header.read([*CODES, "错误说明"]).texts([*[""] * 30, "某错误"]) == dict.fromkeys(CODES, "")


def test_codes_of_2015_are_mapped():
    old = {"CF_XDR_GSZC": "CF_XDR_GSDJ", "CF_XDR_ZZJG": "CF_XDR_ZDM", "CF_FRDB": "CF_FR", "CF_NR": "CF_JG"}
    old |= {"CF_CFJG": "CF_XZJG", "CF_XDR_ZJHM": "CF_XDR_SFZ"}
    header = Header.read([old.get(code, code) for code in CODES])
    assert header.texts(CODES) == dict(zip(CODES, CODES, strict=True))


def test_both_kinds_of_2015_become_one_column():
    titles = [*[code for code in CODES if code != "CF_CFLB"], "CF_CFLB1", "CF_CFLB2"]
    assert Header.read(titles).texts([*[""] * 29, "警告", "罚款"])["CF_CFLB"] == "警告;罚款"
    assert Header.read(titles).texts([*[""] * 29, "警告", ""])["CF_CFLB"] == "警告"


def test_an_identity_card_of_2015_says_its_own_kind():
    titles = [*[code for code in CODES if code not in {"CF_XDR_ZJLX", "CF_XDR_ZJHM"}], "CF_XDR_SFZ"]
    one = row(PERSON)
    texts = Header.read(titles).texts([one.get(title, PERSON["CF_XDR_ZJHM"]) for title in titles])
    assert texts["CF_XDR_ZJLX"] == "身份证" and blamed(texts) == []


def test_cells_under_no_title_are_found():
    header = Header.read([*CODES, ""])
    assert header.strays([*["x"] * 30, "y", "", "z"]) == [31, 33]
    assert header.strays(["x"] * 20) == []

"""Rows and files as authorities send them, with whatever a test wants changed in them."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from openpyxl import Workbook

from workflows.importing.columns import STANDARD
from workflows.importing.row import PenaltyRow
from workflows.importing.validation import FaultyRow, sound_row

TODAY = date(2026, 11, 23)
CODES = [column.code for column in STANDARD]
NAMES = [column.name for column in STANDARD]

COMPANY = {
    "CF_XDR_MC": "鸡西市北兴商贸有限公司",
    "CF_XDR_LB": "法人及非法人组织",
    "CF_XDR_SHXYM": "91230300MA0000015G",
    "CF_FRDB": "王喆",
}
OTHER_COMPANY = COMPANY | {"CF_XDR_MC": "广州市甲乙有限公司", "CF_XDR_SHXYM": "91350100M000100Y43"}
OLD_SHOP = {
    "CF_XDR_MC": "鸡西市鸡冠区李堃超市",
    "CF_XDR_LB": "个体工商户",
    "CF_XDR_SHXYM": "00000000000000000X",
    "CF_XDR_GSZC": "230300600000013",
    "CF_FRDB": "李堃",
}
SHOP_CODE = "92230300MA0000015D"
PERSON_NUMBER = "11010519491231002X"
PERSON = {
    "CF_XDR_MC": "赵䶮",
    "CF_XDR_LB": "自然人",
    "CF_XDR_ZJLX": "身份证",
    "CF_XDR_ZJHM": PERSON_NUMBER,
}
PENALTY = {
    "CF_WSH": "鸡市监处罚〔2026〕1号",
    "CF_WFXW": "未明码标价",
    "CF_SY": "当事人经营的水果未标明价格。",
    "CF_YJ": "《中华人民共和国价格法》第四十二条",
    "CF_CFLB": "警告;罚款",
    "CF_NR": "警告；罚款2000元。",
    "CF_NR_FK": "0.2",
    "CF_JDRQ": "2026/03/02",
    "CF_YXQ": "2099/12/31",
    "CF_CFJG": "鸡西市市场监督管理局",
    "CF_CFJGDM": "11230300MB1F00006R",
    "CF_SJLY": "鸡西市市场监督管理局",
    "CF_SJLYDM": "11230300MB1F00006R",
}

Row = dict[str, str]


SAID_IN_THE_TEXT = {"CF_CFLB", "CF_NR_FK", "CF_NR_WFFF"}


def row(party: Mapping[str, str] = COMPANY, **changes: str) -> Row:
    """Return a row; one whose penalty is changed leaves the words to the decision, unless it brings its own."""
    penalty = PENALTY | ({"CF_NR": "详见行政处罚决定书。"} if SAID_IN_THE_TEXT & changes.keys() else {})
    return dict.fromkeys(CODES, "") | penalty | party | changes


def numbered_rows(count: int) -> list[Row]:
    return [row(CF_WSH=f"鸡市监处罚〔2026〕{number}号") for number in range(1, count + 1)]


def csv_file(rows: Iterable[Row], encoding: str = "utf-8", header: Sequence[str] = CODES) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows([one[code] for code in CODES] for one in rows)
    return text.getvalue().encode(encoding)


def book_file(rows: Iterable[Mapping[str, object]], header: Sequence[str] = CODES) -> bytes:
    book = Workbook()
    book.active.append(list(header))
    for one in rows:
        book.active.append([one[code] for code in CODES])
    return saved(book)


def saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def judged(one: Row) -> PenaltyRow:
    return sound_row(one, TODAY)


def blamed(one: Row) -> list[str]:
    """Return the sentences about a row, none when it is sound."""
    try:
        judged(one)
    except FaultyRow as faulty:
        return [fault.sentence() for fault in faulty.faults]
    return []

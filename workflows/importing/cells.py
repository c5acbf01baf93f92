"""Reading one cell: the text that stands in it becomes a value of its column's type, or is found unfit."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from forms.identifiers import tidy_code
from workflows.importing.columns import EARLIEST, KINDS, MAX_DECIMALS, MAX_WHOLE_DIGITS, YUAN_PER_UNIT, Column
from workflows.importing.faults import UNPRINTABLE
from workflows.importing.words import error_value

Value = str | date | Decimal | tuple[str, ...]

DATE = re.compile(r"([0-9]{4})([/-])([0-9]{1,2})\2([0-9]{1,2})")
FEN = Decimal("0.01")
AMOUNT = re.compile(r"([0-9]+)(?:\.([0-9]+))?")
BETWEEN_KINDS = re.compile(r"[;；]")
HALF_WIDTH_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


class Unfit(Exception):
    """A cell that cannot be read: what is wrong with it, how to mend it, and the value where it helps."""

    def __init__(self, wrong: str, mend: str) -> None:
        super().__init__(wrong)
        self.wrong = wrong
        self.mend = mend
        self.value = ""


def read_cell(column: Column, raw: str) -> Value:
    """Return the value of a cell that is not empty; raises Unfit when it is not one of its column."""
    text = raw.strip()
    if error := error_value(text):
        raise Unfit(f"是 Excel 错误值 {error}", "请改正公式、加宽列或者直接填写内容，保存后再导入")
    try:
        return _read(column, text)
    except Unfit as unfit:
        unfit.value = text
        raise


def _read(column: Column, text: str) -> Value:
    if UNPRINTABLE.search(text):
        raise Unfit("含有换行、制表符或其他不可见字符", "请删去这些字符，写成一行")
    text = TIDY[column.type](text)
    if len(text) > column.length:
        raise Unfit(f"有 {len(text)} 字，超过 {column.length} 字", f"请缩短到 {column.length} 字以内")
    if column.values and text not in column.values:
        raise Unfit("不在标准的取值范围内", f"只能填写：{'、'.join(column.values)}")
    return READ.get(column.type, str)(text)


def _half_width(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _digits_half_width(text: str) -> str:
    """Keep full-width brackets and commas, which are proper in Chinese prose; digits are not."""
    return text.translate(HALF_WIDTH_DIGITS)


def _date(text: str) -> date:
    found = DATE.fullmatch(text)
    if not found:
        raise Unfit("不是日期", "请写成 2026/01/31 或 2026-01-31 的形式")
    try:
        day = date(int(found[1]), int(found[3]), int(found[4]))
    except ValueError as problem:
        raise Unfit("不是历法上存在的日期", "请核对年、月、日") from problem
    if day < EARLIEST:
        raise Unfit("早于行政处罚法施行之日", "请核对年份")
    return day


def _amount(text: str) -> Decimal:
    """Return yuan; the file's unit is ten thousand yuan, and both are exact."""
    found = AMOUNT.fullmatch(text.replace(",", ""))
    if not found:
        raise Unfit("不是金额", "请只填写数字，单位为万元，例如 2000 元写作 0.2")
    if len(found[2] or "") > MAX_DECIMALS:
        raise Unfit(f"小数超过 {MAX_DECIMALS} 位", "单位为万元，请精确到分，即小数点后最多 6 位")
    if len(found[1].lstrip("0")) > MAX_WHOLE_DIGITS:
        raise Unfit("金额过大", "单位为万元，请核对是否误以元为单位填写")
    return (Decimal(found[0]) * YUAN_PER_UNIT).quantize(FEN)


def _kinds(text: str) -> tuple[str, ...]:
    parts = [part.strip() for part in BETWEEN_KINDS.split(text) if part.strip()]
    named = [KINDS.named(part) for part in parts]
    strangers = [part for part, kind in zip(parts, named, strict=True) if kind is None]
    if strangers or not parts:
        allowed = "、".join(f"“{kind}”" for kind in (*KINDS.values, KINDS.other))
        raise Unfit(f"中的“{'；'.join(strangers)}”不是标准的处罚类别", f"可选：{allowed}，多项以英文分号分隔")
    return tuple(dict.fromkeys(kind for kind in named if kind))


TIDY: Mapping[str, Callable[[str], str]] = {
    "text": _digits_half_width,
    "code": tidy_code,
    "date": _half_width,
    "amount": _half_width,
    "kinds": _digits_half_width,
    "party": _half_width,
}
READ: Mapping[str, Callable[[str], Value]] = {"date": _date, "amount": _amount, "kinds": _kinds}

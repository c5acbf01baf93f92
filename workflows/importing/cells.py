"""Reading one cell: the text that stands in it becomes a value of its column's type, or is found unfit."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from forms.identifiers import tidy_code
from workflows.importing.columns import KINDS, MAX_DECIMALS, MAX_WHOLE_DIGITS, YUAN_PER_UNIT, Column
from workflows.importing.days import read_day
from workflows.importing.faults import UNPRINTABLE
from workflows.importing.unfit import Note, Notes, Unfit
from workflows.importing.words import error_value, one_middle_dot
from workflows.sheets.marks import MERGED, SINCE_1904, UNCALCULATED, unmarked

Value = str | date | Decimal | tuple[str, ...]

FEN = Decimal("0.01")
AMOUNT = re.compile(r"([0-9]+)(?:\.([0-9]+))?")
BETWEEN_KINDS = re.compile(r"[;；]")
HALF_WIDTH_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
LINE_BREAKS = re.compile(r"\s*[\n\r\v\f\x85\u2028\u2029]+\s*")
KEPT_AS_TEXT = re.compile(r"""^(?:="(?P<quoted>[^"]*)"|['‘’](?P<signed>[^'‘’]+))$""", re.DOTALL)


def read_cell(column: Column, raw: str, notes: Notes) -> Value:
    """Return the value of a cell that is not empty, and note what was put right in it; raises Unfit."""
    text = _own_text(column, raw, notes)
    if error := error_value(text):
        raise Unfit(f"是 Excel 错误值 {error}", "请改正公式、加宽列或者直接填写内容，保存后再导入")
    try:
        return _read(column, text, notes, since_1904=raw.startswith(SINCE_1904))
    except Unfit as unfit:
        unfit.value = text
        raise


def _own_text(column: Column, raw: str, notes: Notes) -> str:
    """Return what a cell says itself, without what a spreadsheet or another system put around it."""
    if raw.startswith(UNCALCULATED):
        raise Unfit("这一格是公式，没有保存计算结果", "请用 Excel 打开文件并保存，或者改为数值后再导入")
    if raw.startswith(MERGED):
        if column.row:
            raise Unfit("是合并单元格，不知道属于哪一行", "请取消合并单元格，逐行填写")
        notes.add(Note.MERGED)
    text = _trimmed(unmarked(raw))
    if kept := KEPT_AS_TEXT.match(text):
        text = _trimmed(kept["quoted"] if kept["signed"] is None else _signed(column, kept))
    return text


def _signed(column: Column, kept: re.Match[str]) -> str:
    """A sign before a code keeps spreadsheets from taking it for a number; before prose it is a quotation."""
    return kept["signed"] if column.type != "text" or column.code == "CF_WSH" else kept[0]


def _trimmed(text: str) -> str:
    """Return a text without blanks and invisible signs around it."""
    start, end = 0, len(text)
    while start < end and _is_nothing(text[start]):
        start += 1
    while end > start and _is_nothing(text[end - 1]):
        end -= 1
    return text[start:end]


def _is_nothing(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign) == "Cf"


def _read(column: Column, text: str, notes: Notes, *, since_1904: bool) -> Value:
    if column.type == "date":
        return read_day(column, _half_width(text), notes, since_1904=since_1904)
    text = TIDY[column.type](_on_one_line(column, text, notes))
    text = one_middle_dot(text) if column.name_of else text
    if len(text) > column.length:
        raise Unfit(f"有 {len(text)} 字，超过 {column.length} 字", f"请缩短到 {column.length} 字以内")
    if column.values and text not in column.values:
        raise Unfit("不在标准的取值范围内", f"只能填写：{'、'.join(column.values)}")
    return READ.get(column.type, str)(text)


def _on_one_line(column: Column, text: str, notes: Notes) -> str:
    """Return a text with a space for each line break; between kinds of penalty it parts them, as a semicolon does."""
    if LINE_BREAKS.search(text):
        notes.add(Note.LINE_BREAK)
        text = LINE_BREAKS.sub(";" if column.type == "kinds" else " ", text)
    if UNPRINTABLE.search(text):
        raise Unfit("含有制表符或其他不可见字符", "请删去这些字符")
    return text


def _half_width(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _digits_half_width(text: str) -> str:
    """Keep full-width brackets and commas, which are proper in Chinese prose; digits are not."""
    return text.translate(HALF_WIDTH_DIGITS)


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
    "amount": _half_width,
    "kinds": _digits_half_width,
    "party": _half_width,
}
READ: Mapping[str, Callable[[str], Value]] = {"amount": _amount, "kinds": _kinds}

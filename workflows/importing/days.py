"""A day as files write it: in figures, in Chinese, with a time that says nothing, or as a spreadsheet counts days."""

import re
from datetime import date, timedelta

from workflows.importing.columns import EARLIEST, Column
from workflows.importing.unfit import Note, Notes, Unfit
from workflows.sheets.numbers import FIRST_OF_1900, FIRST_OF_1904

DAY = re.compile(
    r"(?P<y>\d{4})(?:(?P<s>[/.-])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})|年(?P<cm>\d{1,2})月(?P<cd>\d{1,2})日?)"
    r"|(?P<py>\d{4})(?P<pm>\d{2})(?P<pd>\d{2})"
)
TIME = re.compile(r"(?:T|[ ]+)(?P<clock>\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(?:Z|\+08:?00)?")
SEVERAL = re.compile(r"\d{4}[/.年-]\d{1,2}[/.月-]\d{1,2}.+\d{4}[/.年-]\d{1,2}[/.月-]\d{1,2}", re.DOTALL)
SERIAL = re.compile(r"[0-9]{5}(?:\.0+)?")
FORM = "请写成 2026/01/31 或 2026-01-31 的形式"


def read_day(column: Column, text: str, notes: Notes, *, since_1904: bool) -> date:
    """Return the day that a text states. Raises Unfit when it states none, several, or one that cannot be."""
    if SERIAL.fullmatch(text):
        notes.add(Note.SERIAL)
        first = FIRST_OF_1904 if since_1904 else FIRST_OF_1900
        return _sensible(column, first.date() + timedelta(days=int(float(text))))
    found = DAY.match(text)
    rest = text[found.end() :] if found else text
    if not found or (rest and not TIME.fullmatch(rest)):
        raise _no_day(column, text)
    if rest and re.search("[1-9]", TIME.fullmatch(rest)["clock"]):  # type: ignore[index]  # matched just above
        raise Unfit("除日期外还有时刻，可能是按另一时区记录的", f"请只填写日期。{FORM}")
    return _sensible(column, _existing(found))


def _existing(found: re.Match[str]) -> date:
    year, month, day = (
        int(next(filter(None, (found[name] for name in names))))
        for names in (("y", "py"), ("m", "cm", "pm"), ("d", "cd", "pd"))
    )
    try:
        return date(year, month, day)
    except ValueError as problem:
        raise Unfit("不是历法上存在的日期", "请核对年、月、日") from problem


def _sensible(column: Column, day: date) -> date:
    if column.since is not None and day < column.since:
        raise Unfit("年份过早", "请核对年份")
    if column.since is None and day < EARLIEST:
        raise Unfit("早于行政处罚法施行之日", "请核对年份")
    return day


def _no_day(column: Column, text: str) -> Unfit:
    if SEVERAL.search(text):
        return Unfit("有不止一个日期", f"一格只填写一个日期，多个决定请分行填写。{FORM}")
    if len(text) > column.length:
        return Unfit(
            f"有 {len(text)} 字，超过 {column.length} 字", f"请缩短到 {column.length} 字以内。{FORM}"
        )
    return Unfit("不是日期", FORM)

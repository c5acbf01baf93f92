"""The two formats in which a year's calendar may be handed in: TOML as the release has it, and CSV."""

import csv
import io
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from workflows.errors import UnreadableFile

HEADER = ("年份", "节日", "首日", "末日", "调休上班日", "通知标题", "文号", "发文日期")
"""The columns of the CSV format: one holiday a line, several make-up days with a blank between them."""

LONGEST = 100_000
"""A calendar is small; a larger file is not one. Octets."""


def entries_of(filename: str, raw: bytes) -> dict[str, Any]:
    """Return the entries of a calendar file, by its ending. Raises UnreadableFile, saying why."""
    if len(raw) > LONGEST:
        raise UnreadableFile(f"{filename}：文件太大，不像是一年的放假安排。")
    if filename.lower().endswith(".toml"):
        return _from_toml(filename, raw)
    if filename.lower().endswith(".csv"):
        return _from_csv(filename, raw)
    raise UnreadableFile(f"{filename}：只接受 .toml 或 .csv 文件。")


def _from_toml(filename: str, raw: bytes) -> dict[str, Any]:
    try:
        return tomllib.loads(_text(filename, raw))
    except tomllib.TOMLDecodeError as fault:
        raise UnreadableFile(f"{filename}：不是合格的 TOML 文件（{fault}）。") from fault


def _from_csv(filename: str, raw: bytes) -> dict[str, Any]:
    rows = list(csv.DictReader(io.StringIO(_text(filename, raw))))
    if not rows or set(HEADER) - rows[0].keys():
        raise UnreadableFile(f"{filename}：第一行应为 {','.join(HEADER)}，以下每行一个节日。")
    try:
        return _entries(rows)
    except (ValueError, TypeError) as fault:
        raise UnreadableFile(f"{filename}：日期应写作 2027-01-01，年份应为整数（{fault}）。") from fault


def _entries(rows: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    first = rows[0]
    notice = {
        "title": first["通知标题"],
        "number": first["文号"],
        "issued_on": date.fromisoformat(first["发文日期"]),
    }
    holidays = [
        {
            "name": row["节日"],
            "first": date.fromisoformat(row["首日"]),
            "last": date.fromisoformat(row["末日"]),
            "worked": [date.fromisoformat(day) for day in row["调休上班日"].split()],
        }
        for row in rows
    ]
    return {"year": int(first["年份"]), "confidence": "V", "notice": [notice], "holiday": holidays}


def _text(filename: str, raw: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFile(f"{filename}：文字编码应为 UTF-8 或 GB18030。")

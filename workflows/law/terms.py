"""The terms (期限) of the procedures: how long, counted from what, in which days, and what follows."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from marshmallow import fields

from workflows.errors import LawFileFaulty, LawUnknown
from workflows.law.entries import Entry, choice, count, listing, mark, switch, words
from workflows.law.files import FOLDER, checked, read_toml
from workflows.law.open_questions import parameter
from workflows.law.statutes import citations

UNITS = {"workdays": "个工作日", "days": "日", "months": "个月"}
"""The units of a term and how they are written."""


@dataclass(frozen=True)
class Clock:
    """One term; lengths are in its unit, `remind_before` in working days."""

    name: str
    title: str
    length: int
    unit: str
    counted_from: str
    cutoff: bool
    moves: bool
    extension: str
    extension_times: int
    target_for: str
    at_expiry: str
    survives_case: bool
    remind_before: int
    references: tuple[str, ...]
    confidence: str
    note: str

    @property
    def basis(self) -> str:
        """The citation of what the term rests on."""
        return citations(self.references)

    @property
    def term(self) -> str:
        """The length as it is written, such as 7个工作日."""
        return f"{self.length}{UNITS[self.unit]}"


class _ClockEntry(Entry):
    title, counted_from, note = words(), words(), words(required=False)
    length = fields.Raw(required=True)
    unit = choice(*UNITS)
    cutoff, moves, survives_case = switch(default=False), switch(default=False), switch(default=False)
    extension, target_for = words(required=False), words(required=False)
    extension_times, remind_before = count(default=0), count(default=0)
    at_expiry = choice("escalate", "remind", "lapse", "final", "finish", "deemed_served")
    basis, confidence = listing(fields.String()), mark()


def read_clocks(path: Path) -> Mapping[str, Clock]:
    """Return the terms of a file by name. Raises LawFileFaulty naming the entry at fault."""
    entries = read_toml(path)
    found = {name: _clock(name, entry, f"{path.name} [{name}]") for name, entry in entries.items()}
    for name, clock in found.items():
        _demand_known(clock.extension, found, f"{path.name} [{name}]：extension")
        _demand_known(clock.target_for, found, f"{path.name} [{name}]：target_for")
    return MappingProxyType(found)


def _clock(name: str, entry: Mapping[str, Any], where: str) -> Clock:
    data = checked(_ClockEntry(), entry, where)
    try:
        length = data["length"] if isinstance(data["length"], int) else parameter(str(data["length"]), int)
        citations(data["basis"])
    except LawUnknown as fault:
        raise LawFileFaulty(f"{where}：{fault}") from fault
    if isinstance(length, bool) or length < 1:
        raise LawFileFaulty(f"{where}：length 应为正整数，或一个参数的名称")
    references = tuple(data.pop("basis"))
    return Clock(**{**data, "name": name, "length": length, "references": references})


def _demand_known(name: str, found: Mapping[str, Clock], where: str) -> None:
    if name and name not in found:
        raise LawFileFaulty(f"{where} 指向的期限 {name} 不存在")


@cache
def clocks() -> Mapping[str, Clock]:
    """Return every term by its name."""
    return read_clocks(FOLDER / "clocks.toml")


def clock_of(name: str) -> Clock:
    """Return a term by its name. Raises LawUnknown when there is none."""
    try:
        return clocks()[name]
    except KeyError:
        raise LawUnknown(f"期限 {name}") from None

"""The terms (期限) of the procedures: how long, counted from what, in which days, and what follows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from marshmallow import fields

from workflows.errors import LawFileFaulty, LawUnknown
from workflows.law.entries import Entry, choice, count, listing, mark, switch, words
from workflows.law.files import FOLDER, checked, read_toml
from workflows.law.open_questions import parameter, parameters_on_file
from workflows.law.statutes import citations

T = TypeVar("T")

UNITS = {"workdays": "个工作日", "days": "日", "months": "个月", "hours": "小时"}
"""The units of a term and how they are written."""

AT_EXPIRY = {
    "escalate": "报告负责人督办",
    "remind": "提醒承办人",
    "lapse": "视为撤回",
    "waive": "视为放弃",
    "open": "届满以后方可进行下一步",
    "release": "期满自动解除",
    "surcharge": "加处罚款",
    "lost": "逾期不得再行使",
    "deemed_accepted": "期满视为受理",
    "deemed_served": "视为送达",
    "final": "期满，决定不再受此途径改变",
    "finish": "到期结束",
}
"""What follows when a term ends, and how it is told."""

EXCLUSIONS = {
    "hearing": "听证",
    "testing": "检测、检验、检疫、鉴定",
    "identification": "权利人辨认或者鉴别",
    "public_notice": "公告",
    "supplementing": "补正材料",
    "suspension": "中止",
    "refund": "责令退还多收价款",
    "remedy": "行政复议、行政诉讼期间",
    "deferral": "暂缓或者分期缴纳",
}
"""The time that a term may leave out, and how it is told."""

SUSPENSION = {"stops": "停止计算", "runs": "照常进行", "bars": "还在走的，案件不能中止"}
"""What becomes of a term while its case is suspended, and how it is told."""

APPROVERS = {
    "reviewer": "审核人",
    "unit_head": "科室负责人",
    "approver": "局负责人",
    "chief": "主要负责人",
    "panel": "负责人集体讨论",
}
"""Who may approve an extension; the codes are those of the roles."""


@dataclass(frozen=True)
class Clock:
    """One term; lengths are in its unit, `remind_before` in working days.

    `measure` is the length or the parameter that holds it. A `chosen` length may be fixed anew by a decision;
    `menu` is the parameter that lists what it may be, `longest` its limit.
    """

    name: str
    title: str
    measure: int | str
    unit: str
    counted_from: str
    cutoff: bool
    moves: bool
    chosen: bool
    menu: str
    longest: int
    excludes: tuple[str, ...]
    extension: str
    extension_times: int
    extension_by: str
    target_for: str
    at_expiry: str
    suspension: str
    survives_case: bool
    remind_before: int
    remind_halfway: bool
    references: tuple[str, ...]
    confidence: str
    note: str

    @property
    def when_suspended(self) -> str:
        """What becomes of it while its case is suspended: what outlives a case, and what is in hours, runs on."""
        runs_on = self.survives_case or self.unit == "hours"
        return "runs" if runs_on and self.suspension == "stops" else self.suspension

    @property
    def length(self) -> int:
        """The length today."""
        return self.length_on()

    def length_on(self, day: date | None = None) -> int:
        """Return the length by the law of a day (today when none is given)."""
        return self.measure if isinstance(self.measure, int) else parameter(self.measure, int, on=day)

    def allows(self, length: int, day: date) -> bool:
        """Return whether a decision of that day may fix this length."""
        if self.menu and length not in parameter(self.menu, tuple, on=day):
            return False
        return self.chosen and length > 0 and not (self.longest and length > self.longest)

    def allowed(self, day: date) -> str:
        """Return in words which lengths a decision of that day may fix."""
        if not self.chosen:
            return f"只能是{self.written(self.length_on(day))}"
        if self.menu:
            menu = [length for length in parameter(self.menu, tuple, on=day) if self.allows(length, day)]
            return f"可以是{'、'.join(map(str, menu))}{UNITS[self.unit]}"
        return f"最长{self.written(self.longest)}" if self.longest else "应为正整数"

    @property
    def basis(self) -> str:
        """The citation of what the term rests on."""
        return citations(self.references)

    @property
    def term(self) -> str:
        """The length of today as it is written, such as 7个工作日."""
        return self.written(self.length)

    def written(self, length: int) -> str:
        """Return a length as it is written."""
        return f"{length}{UNITS[self.unit]}"


class _ClockEntry(Entry):
    title, counted_from, note = words(), words(), words(required=False)
    length = fields.Raw(required=True)
    unit = choice(*UNITS)
    cutoff, moves, survives_case = switch(default=False), switch(default=False), switch(default=False)
    chosen, menu, longest = switch(default=False), words(required=False), count(default=0)
    excludes = listing(choice(*EXCLUSIONS), required=False)
    extension, target_for = words(required=False), words(required=False)
    extension_times, remind_before = count(default=0), count(default=0)
    extension_by = choice("", *APPROVERS, default="")
    remind_halfway = switch(default=False)
    at_expiry = choice(*AT_EXPIRY)
    suspension = choice(*SUSPENSION, default="stops")
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
    measure = data.pop("length")
    try:
        length = measure if isinstance(measure, int) else _shipped(str(measure), int)
        _ = citations(data["basis"]), data["menu"] and _shipped(data["menu"], tuple)
    except LawUnknown as fault:
        raise LawFileFaulty(f"{where}：{fault}") from fault
    if isinstance(length, bool) or length < 1:
        raise LawFileFaulty(f"{where}：length 应为正整数，或一个参数的名称")
    lists = {"references": tuple(data.pop("basis")), "excludes": tuple(data.pop("excludes"))}
    return Clock(**{**data, **lists, "name": name, "measure": measure})


def _shipped(key: str, kind: type[T]) -> T:
    found = parameters_on_file().get(key)
    if found is None or not isinstance(found.value, kind):
        raise LawUnknown(f"参数 {key}")
    return found.value


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

"""Numbers: of each series and year from one upwards without a gap, and the counter at the last."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workflows.audit.finding import Finding
from workflows.audit.reading import stream
from workflows.models import Case, Document, NumberSeries

WRITTEN = re.compile(r"(?P<series>.+)〔(?P<year>\d{4})〕(?P<serial>\d+)号")
Series = tuple[str, int]


@dataclass
class Taken:
    """What was taken of one series and year; the sum tells a number taken twice from a gap."""

    count: int = 0
    highest: int = 0
    total: int = 0

    def take(self, serial: int) -> None:
        """Note a number."""
        self.count, self.highest, self.total = self.count + 1, max(self.highest, serial), self.total + serial

    @property
    def whole(self) -> bool:
        """Whether the numbers are one to the highest, each once."""
        return self.count == self.highest and self.total == self.count * (self.count + 1) // 2


def check(session: Session) -> Iterator[Finding]:
    """B5.1: numbers of papers and cases are 1..n, and n is what the counter says."""
    taken = _documents(session)
    counters = {(row.series, row.year): row.last for row in session.execute(_counters())}
    yield from _cases(session, counters, taken)
    for series in sorted(counters.keys() | taken.keys()):
        found, last = taken.get(series, Taken()), counters.get(series, 0)
        if not found.whole or found.highest != last:
            words = f"计数器为 {last}，已用 {found.count} 个号，末号 {found.highest}，三者应当相等且不缺号。"
            yield Finding("B5.1", "number_series", f"{series[0]}/{series[1]}", words)
    yield from _written_otherwise(session)


def _counters() -> Any:
    return select(NumberSeries.series, NumberSeries.year, NumberSeries.last)


def _documents(session: Session) -> dict[Series, Taken]:
    place, serial = (Document.series, Document.year), Document.serial
    counted = select(*place, func.count(), func.max(serial), func.sum(serial)).group_by(*place)
    return {(series, year): Taken(*map(int, found)) for series, year, *found in session.execute(counted)}


def _cases(session: Session, counters: dict[Series, int], taken: dict[Series, Taken]) -> Iterator[Finding]:
    """Note the numbers of cases, which are kept only as they are written: office, series, year, number."""
    for case_id, number in stream(session, select(Case.id, Case.number)):
        series = _series_of(number, counters)
        if series is None:
            yield Finding("B5.1", "case", str(case_id), f"案号 {number} 不属于任何编号序列。")
        else:
            taken.setdefault(series, Taken()).take(int(number.rpartition("〕")[2].removesuffix("号")))


def _series_of(number: str, counters: dict[Series, int]) -> Series | None:
    written = WRITTEN.fullmatch(number)
    if written is None:
        return None
    year = int(written["year"])
    fits = [series for series, of in counters if of == year and written["series"].endswith(series)]
    return (max(fits, key=len), year) if fits else None


def _written_otherwise(session: Session) -> Iterator[Finding]:
    columns = (Document.id, Document.number, Document.series, Document.year, Document.serial)
    for row in stream(session, select(*columns)):
        if not row.number.endswith(f"{row.series}〔{row.year}〕{row.serial}号"):
            yield Finding("B5.1", "document", str(row.id), f"文号 {row.number} 与其序列、年份、序号不符。")

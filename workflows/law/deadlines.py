"""Works out on which day a term ends, and says why."""

from dataclasses import dataclass
from datetime import date, datetime, time

from workflows import clock as wall
from workflows.law.months import add_months
from workflows.law.numerals import written
from workflows.law.open_questions import parameter
from workflows.law.terms import Clock, clock_of
from workflows.law.workdays import (
    ONE_DAY,
    add_workdays,
    calendar_version,
    is_workday,
    on_or_after,
    year_of,
)


@dataclass(frozen=True)
class Due:
    """The end of one term: it lasts through the last day, so the instant is 24:00 Shanghai of that day."""

    clock: str
    starts_on: date
    last_day: date
    instant: datetime
    provisional: bool
    calendar_version: str
    basis: str
    confidence: str
    sentence: str


def due(clock: str, start: date | datetime) -> Due:
    """Return when a term ends that was set off on a day or at an instant.

    The day of the event is not counted (民法典 art. 201, 行政处罚程序规定 art. 80). An instant must be
    aware; where the term counts from a receipt by the office, an instant after office hours or on a
    day that is not worked counts as received on the next working day. Working days that fall in a
    year without a notice are counted by weekends only and the result is marked provisional.
    Raises LawUnknown when there is no such term.
    """
    term = clock_of(clock)
    starts_on, doubtful_start = _starts_on(term, start)
    counted, doubtful_count = _counted(term, starts_on)
    last_day, doubtful_end = on_or_after(counted) if term.moves else (counted, False)
    provisional = doubtful_start or doubtful_count or doubtful_end
    return Due(
        clock=clock,
        starts_on=starts_on,
        last_day=last_day,
        instant=wall.start_of(last_day + ONE_DAY),
        provisional=provisional,
        calendar_version=calendar_version(),
        basis=term.basis,
        confidence=term.confidence,
        sentence=_sentence(term, start, starts_on, counted, last_day, provisional=provisional),
    )


def _starts_on(term: Clock, start: date | datetime) -> tuple[date, bool]:
    if not isinstance(start, datetime):
        return start, False
    if start.tzinfo is None:
        raise ValueError("an instant must say its time zone")
    local = start.astimezone(wall.SHANGHAI)
    if not term.cutoff:
        return local.date(), False
    if is_workday(local.date()) and local.time() <= parameter("calendar.cutoff", time):
        return local.date(), False
    # Saturday must not count earlier than Friday evening, so days off are treated like evenings.
    return add_workdays(local.date(), 1)


def _counted(term: Clock, starts_on: date) -> tuple[date, bool]:
    if term.unit == "workdays":
        return add_workdays(starts_on, term.length)
    if term.unit == "months":
        return add_months(starts_on, term.length), False
    return starts_on + ONE_DAY * term.length, False


def _sentence(
    term: Clock, start: date | datetime, starts_on: date, counted: date, last_day: date, *, provisional: bool
) -> str:
    parts = [_receipt(start, starts_on)]
    parts.append(
        f"自{term.counted_from}（{written(starts_on)}）的次日起算{term.term}，{written(last_day)}24时届满"
    )
    if counted != last_day:
        parts.append(f"（末日{written(counted)}不是工作日，顺延）")
    parts.append(f"。依据：{term.basis}。")
    if provisional:
        parts.append(_warning(starts_on, last_day))
    return "".join(parts)


def _receipt(start: date | datetime, starts_on: date) -> str:
    received = start.astimezone(wall.SHANGHAI).date() if isinstance(start, datetime) else start
    if received == starts_on:
        return ""
    return f"{written(received)}在办公时间以外收到，按{written(starts_on)}收到计算；"


def _warning(starts_on: date, last_day: date) -> str:
    unknown = [str(year) for year in range(starts_on.year, last_day.year + 1) if not year_of(year).announced]
    return f"{'、'.join(unknown)}年的放假安排没有录入，暂按周一至周五计算，此日期为暂定，录入后重新核定。"

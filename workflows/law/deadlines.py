"""Works out on which day a term ends, and says why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

from workflows import clock as wall
from workflows.errors import LengthUnfit, PauseUnknown
from workflows.law.months import add_months
from workflows.law.numerals import written
from workflows.law.open_questions import parameter
from workflows.law.pauses import Counted, Pauses, Span, prolonged
from workflows.law.terms import Clock, clock_of
from workflows.law.workdays import add_workdays, calendar_version, is_workday, on_or_after, year_of
from workflows.law.years import ONE_DAY

ONE_HOUR = timedelta(hours=1)
NO_PAUSES = Pauses()


@dataclass(frozen=True)
class Due:
    """The end of one term: it lasts through the last day, so the instant is 24:00 Shanghai of that day.

    A term in hours ends at its instant; its last day is the day in which its last moment lies.
    """

    clock: str
    received: date | datetime
    starts_on: date
    counted_to: date
    last_day: date
    instant: datetime
    provisional: bool
    calendar_version: str
    length: int
    pauses: Pauses

    @property
    def term(self) -> Clock:
        """The term that ends."""
        return clock_of(self.clock)

    @property
    def basis(self) -> str:
        """The citation of what the term rests on."""
        return self.term.basis

    @property
    def confidence(self) -> str:
        """How sure the term is."""
        return self.term.confidence

    @property
    def sentence(self) -> str:
        """Why it ends on that day, in a sentence."""
        return _sentence(self)


def due(
    clock: str,
    start: date | datetime,
    *,
    pauses: Iterable[Span] = (),
    suspended: Iterable[Span] = (),
    length: int | None = None,
) -> Due:
    """Return when a term ends that was set off on a day or at an instant.

    The day of the event is not counted (民法典 art. 201, 行政处罚程序规定 art. 80). An instant must be
    aware; where the term counts from a receipt by the office, an instant after office hours or on a
    day that is not worked counts as received on the next working day. `pauses` are spans of days, first
    and last included, that are not counted; `suspended` those in which the whole case stood still, which any term
    leaves out but one in hours. `length` is that of a term whose length a decision fixes; the
    length is otherwise that of the day on which the term began. Working days that fall in a year without
    a notice are counted by weekends only and the result is marked provisional. Raises LawUnknown when
    there is no such term, LengthUnfit and PauseUnknown when it knows no such length or no pauses.
    """
    term = clock_of(clock)
    out = Pauses.of([*_pauses(term, pauses).spans, *suspended])
    starts_on, doubtful_start = _starts_on(term, start)
    count = _length(term, length, starts_on)
    if term.unit == "hours":
        return _in_hours(term, start, count)
    counted, doubtful_count = _counted(term, starts_on, count, out)
    last_day, doubtful_end = on_or_after(counted) if term.moves else (counted, False)
    return Due(
        clock=clock,
        received=start,
        starts_on=starts_on,
        counted_to=counted,
        last_day=last_day,
        instant=wall.start_of(last_day + ONE_DAY),
        provisional=doubtful_start or doubtful_count or doubtful_end,
        calendar_version=calendar_version(),
        length=count,
        pauses=out,
    )


def _pauses(term: Clock, given: Iterable[Span]) -> Pauses:
    found = Pauses.of(given) if given else NO_PAUSES
    if found.spans and not term.excludes:
        raise PauseUnknown(f"期限：{term.title}")
    return found


def _length(term: Clock, given: int | None, starts_on: date) -> int:
    if given is None:
        return term.length_on(starts_on)
    if not term.allows(given, starts_on):
        allowed = term.allowed(starts_on)
        raise LengthUnfit(f"“{term.title}”定为{term.written(given)}，{allowed}。")
    return given


def _starts_on(term: Clock, start: date | datetime) -> Counted:
    if not isinstance(start, datetime):
        return start, False
    if start.tzinfo is None:
        raise ValueError("an instant must say its time zone")
    local = start.astimezone(wall.SHANGHAI)
    day = local.date()
    if not term.cutoff or (is_workday(day) and local.time() <= parameter("calendar.cutoff", time, on=day)):
        return day, False
    # Saturday must not count earlier than Friday evening, so days off are treated like evenings.
    return add_workdays(day, 1)


def _in_hours(term: Clock, start: date | datetime, count: int) -> Due:
    # Of a day without an hour the first is taken, so that the term never ends too late (民法典 art. 201).
    began = start if isinstance(start, datetime) else wall.start_of(start)
    instant = began.astimezone(UTC) + ONE_HOUR * count
    last_day = wall.day_of(instant - timedelta.resolution)
    starts_on, version = wall.day_of(began), calendar_version()
    return Due(term.name, start, starts_on, last_day, last_day, instant, False, version, count, NO_PAUSES)  # noqa: FBT003


def _counted(term: Clock, starts_on: date, count: int, out: Pauses) -> Counted:
    if term.unit == "workdays":
        return _in_workdays(starts_on, count, out)
    if term.unit == "months":
        count = (add_months(starts_on, count) - starts_on).days
    return _in_days(starts_on, count, out)


def _in_workdays(starts_on: date, count: int, out: Pauses) -> Counted:
    paused = partial(out.workdays, starts_on) if out.spans else None
    return prolonged(lambda more: add_workdays(starts_on, count + more), paused)


def _in_days(starts_on: date, count: int, out: Pauses) -> Counted:
    paused = partial(out.days, starts_on) if out.spans else None
    return prolonged(lambda more: (starts_on + ONE_DAY * (count + more), False), paused)


def _sentence(due: Due) -> str:
    if due.term.unit == "hours":
        return _hours_sentence(due)
    length, end = due.term.written(due.length), written(due.last_day)
    parts = [
        _receipt(due),
        f"自{due.term.counted_from}（{written(due.starts_on)}）的次日起算{length}，",
        *(f"扣除{written(first)}至{written(last)}，" for first, last in due.pauses.spans),
        f"{end}24时届满",
    ]
    if due.counted_to != due.last_day:
        parts.append(f"（末日{written(due.counted_to)}不是工作日，顺延）")
    return "".join([*parts, f"。依据：{due.basis}。", _warning(due) if due.provisional else ""])


def _hours_sentence(due: Due) -> str:
    ends = due.instant.astimezone(wall.SHANGHAI)
    begins = ends - ONE_HOUR * due.length
    return (
        f"自{due.term.counted_from}（{_moment(begins)}）起{due.term.written(due.length)}，"
        f"{_moment(ends)}届满。依据：{due.basis}。"
    )


def _moment(local: datetime) -> str:
    return f"{written(local.date())}{local.hour}时{local.minute}分"


def _receipt(due: Due) -> str:
    given = due.received
    received = wall.day_of(given) if isinstance(given, datetime) else given
    if received == due.starts_on:
        return ""
    return f"{written(received)}在办公时间以外收到，按{written(due.starts_on)}收到计算；"


def _warning(due: Due) -> str:
    years = range(due.starts_on.year, due.last_day.year + 1)
    unknown = [str(year) for year in years if not year_of(year).announced]
    return f"{'、'.join(unknown)}年的放假安排没有录入，暂按周一至周五计算，此日期为暂定，录入后重新核定。"

"""Time that a term does not count (扣除的时间): hearings, tests, public notice and the like."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from workflows.law.workdays import workdays_between
from workflows.law.years import ONE_DAY

Span = tuple[date, date]
Counted = tuple[date, bool]


@dataclass(frozen=True)
class Pauses:
    """Spans of days, first and last included, in order and without overlap."""

    spans: tuple[Span, ...] = ()

    @classmethod
    def of(cls, given: Iterable[Span]) -> "Pauses":
        """Return spans put in order, those that touch joined. Raises ValueError where one ends before it begins."""
        joined: list[Span] = []
        for first, last in sorted(given):
            if last < first:
                raise ValueError("a pause ends before it begins")
            if joined and first <= joined[-1][1] + ONE_DAY:
                joined[-1] = joined[-1][0], max(last, joined[-1][1])
            else:
                joined.append((first, last))
        return cls(tuple(joined))

    def days(self, start: date, end: date) -> int:
        """Return how many days after the start, up to and with the end, are not counted."""
        return sum((last - before).days for before, last in self._within(start, end))

    def workdays(self, start: date, end: date) -> int:
        """Return how many working days after the start, up to and with the end, are not counted."""
        return sum(workdays_between(before, last) for before, last in self._within(start, end))

    def _within(self, start: date, end: date) -> Iterable[Span]:
        # Each span as the day before its first and its last, cut to what lies after the start.
        cut = ((max(first - ONE_DAY, start), min(last, end)) for first, last in self.spans)
        return (span for span in cut if span[0] < span[1])


def prolonged(count: Callable[[int], Counted], paused: Callable[[date], int] | None) -> Counted:
    """Return the first end before which the full length was counted outside the pauses.

    `count(more)` gives the end of the term made longer by so many days, `paused(end)` how many days up to
    an end are not counted; None when there are no pauses.
    """
    more, counted = 0, count(0)
    while paused and (found := paused(counted[0])) != more:
        more, counted = found, count(found)
    return counted

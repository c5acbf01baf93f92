"""What the office lays down beside the files of the law: answers from a day on, and calendars of later years.

The law knows no database: the application hands in a loader. What it gives is kept for up to a minute
and never over midnight; an answer counts from tomorrow at the earliest, so a kept reading is never wrong.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from threading import Lock
from typing import Any

from workflows import clock
from workflows.law.years import WorkYear

KEPT_FOR = timedelta(minutes=1)
"""How long a reading is used before the loader is asked again."""


@dataclass(frozen=True)
class Setting:
    """An answer that an administrator gave to an open question; the value is plain JSON."""

    key: str
    value: Any
    from_day: date
    reason: str
    confirmed_by: str


@dataclass(frozen=True, eq=False)
class Entered:
    """Everything entered so far: settings in the order in which they were entered, calendars by year."""

    settings: tuple[Setting, ...] = ()
    years: Mapping[int, WorkYear] = field(default_factory=dict)

    def until(self, day: date) -> tuple[Setting, ...]:
        """Return the settings that count on a day, by the day from which they count; of one day the later wins."""
        counting = (setting for setting in self.settings if setting.from_day <= day)
        return tuple(sorted(counting, key=lambda setting: setting.from_day))

    @cached_property
    def calendars_digest(self) -> str:
        """A digest over the calendars; empty when there is none."""
        return _digest([repr(self.years[year]) for year in sorted(self.years)])

    @cached_property
    def digest(self) -> str:
        """A digest over all that was entered; empty when nothing was."""
        told = [_told(setting) for setting in self.settings]
        return _digest([*told, self.calendars_digest] if told else [self.calendars_digest])


def digest_until(entered: Entered, day: date) -> str:
    """Return a digest over the settings that count on a day and the calendars; empty when there is neither."""
    return Entered(entered.until(day), entered.years).digest


def _told(setting: Setting) -> str:
    return json.dumps([setting.key, setting.value, str(setting.from_day), setting.confirmed_by])


def _digest(parts: list[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest() if any(parts) else ""


Loader = Callable[[], Entered]
NOTHING = Entered()

_supposed: ContextVar[Entered | None] = ContextVar("supposed", default=None)


class _Reading:
    """The last reading of the loader, shared by the threads of this process."""

    def __init__(self) -> None:
        self._loader: Loader | None = None
        self._lock = Lock()
        self.forget()

    def use(self, loader: Loader | None) -> None:
        self._loader = loader
        self.forget()

    def forget(self) -> None:
        self._read_at = self._until = datetime.min.replace(tzinfo=UTC)
        self._entered = NOTHING

    def current(self) -> Entered:
        if self._loader is None:
            return NOTHING
        now = clock.now()
        if self._read_at <= now < self._until:
            return self._entered
        with self._lock:
            return self._read(now, self._loader)

    def _read(self, now: datetime, loader: Loader) -> Entered:
        found = loader()
        # The same content stays the same object, so that what was worked out from it can be kept.
        self._entered = self._entered if found.digest == self._entered.digest else found
        midnight = clock.start_of(clock.day_of(now) + timedelta(days=1))
        self._read_at, self._until = now, min(now + KEPT_FOR, midnight)
        return self._entered


_reading = _Reading()


def use(loader: Loader | None) -> None:
    """Take the loader that gives what the office entered; None lets the files alone count."""
    _reading.use(loader)


def forget() -> None:
    """Let the next question ask the loader again; called after something was entered."""
    _reading.forget()


def current() -> Entered:
    """Return what the office entered, at most a minute old."""
    return _supposed.get() or _reading.current()


@contextmanager
def supposing(entered: Entered) -> Iterator[None]:
    """Let this thread, inside the block, ask the law as if this had been entered."""
    token = _supposed.set(entered)
    try:
        yield
    finally:
        _supposed.reset(token)


def earliest_day(now: datetime) -> date:
    """Return the first day from which an answer entered now may count.

    It is tomorrow; within the last minutes before midnight the day after, since another process may
    read just after midnight what has not been stored yet.
    """
    return clock.day_of(now + KEPT_FOR * 5) + timedelta(days=1)

"""A clock that tests set by Shanghai's time, the office's."""

from datetime import UTC, date, datetime, timedelta

from time_machine import Traveller

from workflows import clock
from workflows.clock import SHANGHAI

START = "2026-11-23 10:00"


def shanghai(text: str) -> datetime:
    """Return the instant that a Shanghai clock shows, such as `2026-11-23 10:00`."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI).astimezone(UTC)


class Calendar:
    """Time as a test moves it."""

    def __init__(self, traveller: Traveller) -> None:
        self._traveller = traveller

    def to(self, day: str | date, hour: str = "10:00") -> None:
        """Go to an hour of a day, as Shanghai's clocks show it."""
        self._traveller.move_to(shanghai(f"{day} {hour}"))

    @property
    def today(self) -> str:
        """The office's day, as a form takes it."""
        return str(clock.today())

    def days_ago(self, days: int) -> date:
        """The day so many days before today."""
        return clock.today() - timedelta(days=days)

    def days_ahead(self, days: int) -> date:
        """The day so many days after today."""
        return clock.today() + timedelta(days=days)

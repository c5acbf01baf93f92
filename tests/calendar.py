"""A clock that tests set by Shanghai's time, the office's."""

from datetime import UTC, date, datetime

from time_machine import Traveller

from workflows.clock import SHANGHAI

START = "2026-11-23 10:00"


def shanghai(text: str) -> datetime:
    """Return the instant that a Shanghai clock shows, such as `2026-11-23 10:00`."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI).astimezone(UTC)


class Calendar:
    """Time as a test moves it."""

    def __init__(self, coordinates: Traveller) -> None:
        self._coordinates = coordinates

    def to(self, day: str | date, hour: str = "10:00") -> None:
        """Go to an hour of a day, as Shanghai's clocks show it."""
        self._coordinates.move_to(shanghai(f"{day} {hour}"))

"""The one place that asks what time it is; instants are UTC, days are Shanghai days."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """Return the present instant, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Return the present day in Shanghai, which is the office's day."""
    return day_of(now())


def day_of(instant: datetime) -> date:
    """Return the Shanghai day in which an instant lies."""
    return instant.astimezone(SHANGHAI).date()


def start_of(day: date) -> datetime:
    """Return the UTC instant at which a Shanghai day begins (its 00:00)."""
    return datetime.combine(day, time.min, SHANGHAI).astimezone(UTC)

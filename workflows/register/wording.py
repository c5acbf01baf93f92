"""How a record stands, in the words that pages, papers and refusals use."""

from datetime import date

from forms.choices import RecordState
from workflows import clock
from workflows.law.numerals import written
from workflows.models import CreditRecord


def awaits_publicity(record: CreditRecord) -> bool:
    """Return whether a record is to be shown, but is not shown yet (公示规定 8: within a term after the decision)."""
    return record.state == RecordState.RECORDED and record.published_on is not None


def state_words(record: CreditRecord) -> str:
    """Return how a record stands; for one that is to be shown, that it waits and from which day it is shown."""
    if not awaits_publicity(record):
        return RecordState(record.state).label
    return f"待公示（{publication_words(record)}）" if _lies_ahead(record) else "待公示"


def publication_words(record: CreditRecord) -> str:
    """Return the day from which a record is shown, as planned while it waits; a dash for one that never is."""
    if record.published_on is None:
        return "—"
    return f"拟于{day_words(record.published_on)}公示" if _lies_ahead(record) else str(record.published_on)


def day_words(day: date | None) -> str:
    """Return a day as the sentences of the record write it; a dash for none."""
    return written(day) if day else "—"


def _lies_ahead(record: CreditRecord) -> bool:
    return record.published_on is not None and record.published_on > clock.today()

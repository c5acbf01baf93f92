"""What is added to a fine that was not paid in time (加处罚款)."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from workflows.law.open_questions import parameter
from workflows.law.pauses import Pauses, Span

CENT = Decimal("0.01")


def surcharge(fine: Decimal, last_day: date, until: date, not_counted: int = 0) -> Decimal:
    """Return the surcharge in yuan on a fine that was to be paid by `last_day` and is still unpaid on `until`.

    It runs by the day, never exceeds the fine, and leaves out days of reconsideration or litigation
    (`not_counted`, 行政处罚法 arts. 72 and 73).
    """
    days = max((until - last_day).days - not_counted, 0)
    share: Decimal = parameter("fine.surchargeDaily", Decimal)
    return min(fine * share * days, fine).quantize(CENT)


def days_of_remedies(spans: Iterable[Span], last_day: date, until: date) -> int:
    """Return on how many days the surcharge stands still: days of reconsideration and litigation, counted once.

    Only days after `last_day`, the last one for paying, up to and with `until` count; spans include both ends.
    Raises ValueError where a span ends before it begins.
    """
    return Pauses.of(spans).days(last_day, until)

"""Records: the state that is shown is what the entries, told one after another, lead to (§3.3)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows import clock
from workflows.audit.finding import Finding
from workflows.audit.reading import Found, stream
from workflows.models import CreditEntry, CreditRecord

NOT_YET = ""
OPEN = frozenset({"recorded", "published"})
SHOWN = frozenset({"published", "masked"})
ENDED = frozenset({"repaired", "expired", "withdrawn"})
BEGINNINGS = frozenset({"recorded", "published", "expired"})

# Event of the entry: from which states it may come, and to which it may lead (§3.3). "granted" is how an entry
# is headed whose step also concluded the case; a correction of a record that has ended leaves it where it is.
LIFE: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "put_on_record": (frozenset({NOT_YET}), BEGINNINGS),
    "corrected": (OPEN, BEGINNINGS),
    "publish": (frozenset({"recorded"}), frozenset({"published"})),
    "expire": (frozenset({"published"}), frozenset({"expired"})),
    "grant_repair": (SHOWN, frozenset({"repaired"})),
    "granted": (SHOWN, frozenset({"repaired"})),
    "mask": (frozenset({"published"}), frozenset({"masked"})),
    "unmask": (frozenset({"masked"}), frozenset({"published"})),
    "revoke_repair": (frozenset({"repaired"}), frozenset({"published"})),
    "withdraw": (OPEN | SHOWN | ENDED - {"withdrawn"}, frozenset({"withdrawn"})),
}


@dataclass
class Told:
    """Where the entries of a record have led so far."""

    state: str = NOT_YET
    ended_on: date | None = None
    withdrawn_from: tuple[str, date | None] = (NOT_YET, None)
    """How the record stood when it was withdrawn last, and the day of its end if it had ended."""

    def follow(self, entry: Found) -> bool:
        """Go where an entry leads, and return whether it may lead there."""
        before, self.state = self.state, entry.state_after
        if entry.event == "corrected" and before in ENDED:
            return before == self.state
        if entry.event == "restore":
            return self._restored(entry, before)
        if entry.event == "withdraw":
            self.withdrawn_from = (before, self.ended_on)
        allowed_from, allowed_to = LIFE.get(entry.event, (frozenset(), frozenset()))
        self.ended_on = _day_of_end(entry)
        return before in allowed_from and self.state in allowed_to

    def _restored(self, entry: Found, before: str) -> bool:
        """A withdrawal that was a mistake leaves the record as it was, but for what has run out since."""
        state, ended_on = self.withdrawn_from
        ran_out = state == "published" and self.state == "expired"
        self.ended_on = entry.ends_on if ran_out else ended_on
        waits = state == "published" and self.state == "recorded" and _waits(entry)
        return before == "withdrawn" and (self.state == state or ran_out or waits)


def _waits(entry: Found) -> bool:
    """Tell whether a record is not shown, or not yet: its decision was corrected while it was withdrawn."""
    return entry.published_on is None or entry.published_on > clock.day_of(entry.at)


def _day_of_end(entry: Found) -> date | None:
    """Return the day of the end: the entry's, or the last day of publicity for what was over when it came in."""
    if entry.state_after not in ENDED:
        return None
    late = entry.event in {"put_on_record", "corrected"}
    day: date | None = entry.ends_on if late else clock.day_of(entry.at)
    return day


def check(session: Session) -> Iterator[Finding]:
    """B2.1: a record's state and the day of its end are the fold of its entries."""
    told = (CreditEntry.record_id == CreditRecord.id) & CreditEntry.state_after.is_not(None)
    terms = (CreditRecord.ends_on, CreditRecord.published_on)
    columns = (CreditRecord.id, CreditRecord.state, CreditRecord.ended_on, *terms)
    entries = (CreditEntry.id.label("entry_id"), CreditEntry.event, CreditEntry.state_after, CreditEntry.at)
    asked = select(*columns, *entries).outerjoin(CreditEntry, told)
    rows = stream(session, asked.order_by(CreditRecord.id, CreditEntry.id))
    for record_id, told_of in groupby(rows, key=attrgetter("id")):
        yield from _fold(str(record_id), told_of)


def _fold(record_id: str, rows: Iterable[Found]) -> Iterator[Finding]:
    told = Told()
    for row in rows:
        shown = row
        before = told.state
        if row.entry_id is not None and not told.follow(row):
            words = f"记录 {record_id} 不能由“{before or '未记录'}”经“{row.event}”成为“{told.state}”。"
            yield Finding("B2.1", "credit_entry", str(row.entry_id), words)
    if shown.state != told.state:
        words = f"记录的状态是“{shown.state}”，按条目应为“{told.state or '未记录'}”。"
        yield Finding("B2.1", "credit_record", record_id, words)
    elif shown.ended_on != told.ended_on:
        yield Finding("B2.1", "credit_record", record_id, f"记录的结束日 {shown.ended_on} 与条目不符。")

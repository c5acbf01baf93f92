"""How long a record is shown and from when it can be repaired, by the publicity table (公示期限)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from workflows import clock
from workflows.law.asking import Row, decide
from workflows.law.deadlines import due
from workflows.law.months import add_months
from workflows.law.open_questions import parameter
from workflows.law.statutes import citations, statute
from workflows.law.version import law_version
from workflows.law.years import ONE_DAY

TABLE = "publicity_period"
NEW_LAW = "samr_order_107"
"""The order whose coming into force divides old periods from new ones."""

_NEUTRAL: Mapping[str, Any] = {
    "tier": None,
    "decision_state": "in_force",
    "secret": False,
    "procedure": None,
    "subject": "organisation",
    "only_warning": False,
    "serious_kind": False,
    "restriction_months": None,
    "special_sector": False,
    "linked": False,
    "has_basis": False,
    "consented": False,
}


@dataclass(frozen=True, kw_only=True)
class Publicity:
    """What the law makes of one record; `ends_on` is the last day it is shown, None when no day ends it.

    `earliest_repair_on` is the first day on which a repair can be applied for, None when there is none.
    `published_on` is the actual or latest lawful day of publication, `counted_from` the day from which
    the periods run. `provisional` says that a day rests on a year without a holiday notice.
    """

    tier: str | None
    publish: bool
    published_on: date | None
    counted_from: date
    earliest_repair_on: date | None
    ends_on: date | None
    until_restriction_ends: bool
    ends_by_itself: bool
    tier_rule: str | None
    period_rule: str
    basis: str
    confidence: str
    law_version: str
    provisional: bool


@dataclass(frozen=True)
class Start:
    """When a record was published, from when its periods run, and whether that is provisional."""

    published_on: date
    counted_from: date
    provisional: bool = False


def publicity_rule(kind: str, facts: Mapping[str, Any], on: date | None = None) -> Row:
    """Return the row of the publicity table for a kind of record, by the law of a day (default today).

    Facts that are not given are neutral (in force, not secret, an organisation …); the parameters are
    filled in. Raises as `decide` does.
    """
    return decide(TABLE, {**_NEUTRAL, **facts, "kind": kind}, on)


def start_of_publication(decided_on: date, published_on: date | None) -> Start:
    """Return from when the periods of a penalty run (parameter publicity.start, question A05).

    Without a day of publication the last day for publishing stands in for it; a late publication
    must not hurt the party, so the periods run from that last day at the latest.
    """
    latest = due("publication", decided_on)
    published = published_on or latest.last_day
    if parameter("publicity.start", str) == "DECISION":
        return Start(published, decided_on)
    counted = min(published, latest.last_day)
    return Start(published, counted, latest.provisional and counted == latest.last_day)


def governing_rules(
    kind: str, facts: Mapping[str, Any], published_on: date, on: date | None = None
) -> list[Row]:
    """Return the rows of the publicity table that govern a record on a day (today when none is given).

    It is the row by the law of that day, and for a record published before the new periods also the
    row by the law of its publication, of which the milder counts (question A06).
    """
    asked_on = on or clock.today()
    new_from = statute(NEW_LAW).in_force_from or date.min
    today = publicity_rule(kind, facts, asked_on)
    if not published_on < new_from <= asked_on:
        return [today]
    before = publicity_rule(kind, facts, published_on)
    return [before] if parameter("publicity.transition", str) == "OLD_PERIODS" else [today, before]


def weigh_record(
    kind: str, counted_from: date, facts: Mapping[str, Any] | None = None, *, on: date | None = None
) -> Publicity:
    """Return how long a record other than a penalty is shown.

    It counts from what the kind of record counts from: listing, marking, finding or publication.
    Raises as `decide` does.
    """
    rules = governing_rules(kind, facts or {}, counted_from, on)
    return publicity_by(rules, Start(counted_from, counted_from))


def publicity_by(
    rules: list[Row], start: Start, *, tiering: Row | None = None, restriction_ends_on: date | None = None
) -> Publicity:
    """Return what rows of the publicity table mean in days; of several rows the milder date counts."""
    first = rules[0]
    until_end = bool(first["until_restriction_ends"])
    ends = [day for rule in rules if (day := _end(rule, start, restriction_ends_on))]
    earliest = [day for rule in rules if (day := _earliest(rule, start, restriction_ends_on))]
    asked = [*rules, tiering] if tiering else rules
    return Publicity(
        tier=tiering["tier"] if tiering else None,
        publish=first["publish"],
        published_on=start.published_on if first["publish"] else None,
        counted_from=start.counted_from,
        earliest_repair_on=min(earliest, default=None) if first["publish"] else None,
        ends_on=min(ends, default=None) if first["publish"] else None,
        until_restriction_ends=until_end,
        ends_by_itself=first["ends_by_itself"],
        tier_rule=tiering["rule"] if tiering else None,
        period_rule=first["rule"],
        basis=_basis(asked),
        confidence=first["confidence"],
        law_version=law_version(),
        provisional=start.provisional,
    )


def _end(rule: Row, start: Start, restriction_ends_on: date | None) -> date | None:
    if rule["until_restriction_ends"]:
        return restriction_ends_on
    months = rule["maximum_months"]
    return None if months is None else add_months(start.counted_from, months)


def _earliest(rule: Row, start: Start, restriction_ends_on: date | None) -> date | None:
    if rule["until_restriction_ends"]:
        return restriction_ends_on + ONE_DAY if restriction_ends_on else None
    months = rule["minimum_months"]
    if not months:
        return None if months is None else start.counted_from
    # A minimum period is over when its last day is, so the day after is the first for applying.
    return add_months(start.counted_from, months) + ONE_DAY


def _basis(rules: list[Row]) -> str:
    references = [reference for rule in rules for reference in rule["references"].split()]
    return citations(dict.fromkeys(references))

"""What the law makes of one penalty decision: its tier, its publicity and when it can be repaired."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from workflows.law.asking import Row, decide
from workflows.law.months import months_until
from workflows.law.open_questions import parameter
from workflows.law.periods import Publicity, governing_rules, publicity_by, start_of_publication

KIND = "penalty"


@dataclass(frozen=True, kw_only=True)
class Penalty:
    """The facts of a penalty decision that the tables ask for; amounts in yuan.

    `kinds` are the law's words as in the field CF_CFLB. `effective_until` is the end of the penalty's
    effect (CF_YXQ): where the penalty restricts business or employment, the end of the restriction.
    """

    kinds: tuple[str, ...]
    fine: Decimal | None
    decided_on: date
    subject: str
    confiscation: Decimal | None = None
    effective_until: date | None = None
    on_serious_list: bool = False
    procedure: str = "ordinary"
    published_on: date | None = None
    decision_state: str = "in_force"
    secret: bool = False
    special_sector: bool = False


def weigh_penalty(penalty: Penalty, on: date | None = None) -> Publicity:
    """Return tier, publicity and repair dates of a penalty by the law of a day (today when none is given).

    Raises LawGap when no row covers it (a fine without an amount), FactsUnfit when a fact is unknown
    to the tables (a kind of penalty that the law does not name).
    """
    tiering = tier_of(penalty, on)
    restriction_ends_on = _restriction_end(penalty, tiering)
    start = start_of_publication(penalty.decided_on, penalty.published_on)
    facts = _facts(penalty, tiering, restriction_ends_on)
    rules = governing_rules(KIND, facts, start.published_on, on)
    return publicity_by(rules, start, tiering=tiering, restriction_ends_on=restriction_ends_on)


def tier_of(penalty: Penalty, on: date | None = None) -> Row:
    """Return the row of the tier table for a penalty, with the thresholds of its kind of subject.

    Raises as `decide` does.
    """
    measure = measured_as(penalty.subject, on)
    facts = {
        "penalty_kinds": penalty.kinds,
        "on_serious_list": penalty.on_serious_list,
        "fine": penalty.fine,
        "confiscation": penalty.confiscation,
        "procedure": penalty.procedure,
        "suspension_tier": parameter("tier.suspension", str, on=on).lower(),
        "huge_fine_limit": parameter(f"tier.hugeFine.{measure}", on=on),
        "low_fine_limit": parameter(f"tier.lowFine.{measure}", on=on),
    }
    return decide("tier", facts, on)


def measured_as(subject: str, on: date | None = None) -> str:
    """Return whether amounts of fines are those of a person or of an organisation ("person", "org") for a subject.

    For an individual business the parameter tier.individualBusinessAs decides.
    """
    if subject == "individual_business":
        return parameter("tier.individualBusinessAs", str, on=on).lower()
    return "person" if subject == "person" else "org"


def _restriction_end(penalty: Penalty, tiering: Row) -> date | None:
    # Files give a far day where there is no end; it must not keep a record on display for decades.
    if not tiering["restricts"] or penalty.effective_until == parameter("dp.noExpiry", date):
        return None
    return penalty.effective_until


def _facts(penalty: Penalty, tiering: Row, restriction_ends_on: date | None) -> dict[str, Any]:
    months = months_until(penalty.decided_on, restriction_ends_on) if restriction_ends_on else None
    return {
        "tier": tiering["tier"],
        "serious_kind": tiering["serious_kind"],
        "only_warning": tiering["only_warning"],
        "restriction_months": months,
        "procedure": penalty.procedure,
        "subject": penalty.subject,
        "decision_state": penalty.decision_state,
        "secret": penalty.secret,
        "special_sector": penalty.special_sector,
    }

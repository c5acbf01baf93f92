"""Whether a penalty is heavier than the one of which the party was told (行政处罚法 45, 程序规定 58)."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from forms.penalty_words import Admonition, Proposal, Restriction
from workflows.errors import HeavierAfterDefence
from workflows.steps.dossier import Dossier
from workflows.steps.penalty_case import Facts, Proposed, latest_of, proposed

NOTICE = "penalty_notice"
ADMONITIONS = (None, Admonition.WARNING, Admonition.CRITICISM)
"""From the lightest to the heaviest."""


def weight_of(found: Proposed) -> dict[str, Any]:
    """Return what a notice keeps of a penalty, so that a later one can be compared with it."""
    return {
        "fine": str(found.fine or 0),
        "confiscation": str(found.confiscation or 0),
        "admonition": found.admonition,
        "restriction": found.restriction,
        "restriction_months": found.months,
    }


def refuse_heavier(dossier: Dossier) -> None:
    """Refuse a heavier penalty than the one of which the party was told, unless new facts were found.

    Raises HeavierAfterDefence, which says in what it is heavier.
    """
    told, found = latest_of(dossier, NOTICE), proposed(dossier)
    if told is None or found.proposal is not Proposal.PENALTY or found.answers.get("new_facts"):
        return
    grown = list(heavier(found, told.facts))
    if grown:
        raise HeavierAfterDefence(f"加重的是：{'、'.join(grown)}。")


def heavier(found: Proposed, told: Facts) -> Iterator[str]:
    """Yield in what a penalty is heavier than the party was told: amounts, kinds, how long a restriction lasts."""
    if (found.fine or 0) > Decimal(told["fine"]):
        yield "罚款的数额"
    if (found.confiscation or 0) > Decimal(told["confiscation"]):
        yield "没收的数额"
    if ADMONITIONS.index(found.admonition) > ADMONITIONS.index(told["admonition"]):
        yield "申诫罚"
    if found.restriction is not None:
        yield from _restricted_more(found.restriction, found.months, told)


def _restricted_more(restriction: Restriction, months: int | None, told: Facts) -> Iterator[str]:
    """A restriction of another kind is heavier, unless it takes the place of one that weighs more by law (§2.6)."""
    before = Restriction(told["restriction"]) if told["restriction"] else None
    if before is not restriction:
        if before is None or restriction.is_severe or not before.is_severe:
            yield "限制的种类"
    elif _longer(months, told["restriction_months"]):
        yield "限制的期限"


def _longer(months: int | None, told: int | None) -> bool:
    """Whether a restriction lasts longer; without months it has no end."""
    return told is not None and (months is None or months > told)

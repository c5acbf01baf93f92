"""The facts of the record of what was put right on the spot (P2-03)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from forms import START
from workflows.steps.dossier import Dossier
from workflows.steps.penalty_case import named, officers_of


def on_the_spot_record(dossier: Dossier, _on: date) -> Mapping[str, Any]:
    """当场整改记录: what was found, and how it was put right at once."""
    found = dossier.application
    named_party = {name: fact for name, fact in named(dossier).items() if not name.startswith("contact")}
    return {
        **named_party,
        "found_on": str(found["found_on"]),
        "found_place": found["found_place"],
        "officers": officers_of(dossier, START),
        "problems": [{"detail": line} for line in found["problems"]],
        "rule_broken": found["rule_broken"],
        "correction": found["correction"],
    }

"""What the papers and steps of a measure read from the file: what it is about, when it was taken."""

from datetime import datetime

from forms.penalty_measures import item
from workflows import clock
from workflows.steps.dossier import Dossier

CHOICE = "choose_measure"


def taken_at(dossier: Dossier) -> datetime | None:
    """Return when a measure was taken before anybody approved it; None for one that was approved first."""
    chosen = dossier.answers(CHOICE)
    given = chosen.get("taken_at") if chosen.get("urgent") else None
    if not given:
        return None
    moment = given if isinstance(given, datetime) else datetime.fromisoformat(given)
    return moment.replace(tzinfo=clock.SHANGHAI)


def items(dossier: Dossier) -> list[dict[str, str]]:
    """Return what the measure is about, an item a line."""
    lines = [item(line) for line in dossier.answers(CHOICE)["measure_items"]]
    return [dict(zip(("name", "specification", "number", "note"), line, strict=True)) for line in lines]

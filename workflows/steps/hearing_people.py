"""Who holds the hearing of a case and who keeps its record; both may change on the way."""

from collections.abc import Mapping
from typing import Any

from workflows.steps.dossier import Dossier

NAMING = frozenset({"name_host", "fix_hearing", "hold_hearing"})
"""The tasks of a hearing in which somebody is named."""


def host_of(dossier: Dossier) -> int | None:
    """Return the officer who was last named to hold the hearing, by id; None when nobody was."""
    return _last_named(dossier, "host")


def clerk_of(dossier: Dossier) -> int | None:
    """Return the officer who was last named to keep the record, by id; None when nobody was."""
    return _last_named(dossier, "clerk")


def _last_named(dossier: Dossier, part: str) -> int | None:
    kept: list[Mapping[str, Any]] = [step.answers for step in dossier.steps if step.name in NAMING]
    if dossier.answering in NAMING:
        kept.append(dossier.answers(dossier.answering))
    return next((answers[part] for answers in reversed(kept) if answers.get(part)), None)

"""The facts of the papers of a recheck: the record of what was found, and the opinion that goes to the party."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from workflows.documents.bureau import bureau
from workflows.steps.dossier import Dossier

ITEMS = {"done_items": "整改到位", "partial_items": "部分整改到位", "open_items": "没有整改"}


def _rechecked(dossier: Dossier) -> dict[str, Any]:
    """Return what both papers say: the order, who rechecked it, when, how, and with which result."""
    arranged, found, step = dossier.answers("arrange"), dossier.answers("inspect"), dossier.step("inspect")
    first = dossier.actor_id if dossier.answering == "inspect" or step is None else step.actor_id
    return {
        "case_number": dossier.case.number,
        "party_name": dossier.party.name,
        "uscc": dossier.party.shown_code,
        "order": arranged["order"],
        "ordered_on": arranged["ordered_on"],
        "mode": arranged["recheck_mode"],
        "started_at": found["started_at"],
        "officers": dossier.officers_named(first, found["companion"]),
        "items": list(_items(found)),
        "result": found["result"],
        "next_step": found["next_step"],
    }


def _items(found: Mapping[str, Any]) -> Iterator[Mapping[str, str]]:
    for name, result in ITEMS.items():
        yield from ({"item": line, "result": result} for line in found.get(name) or [])


def recheck_record(dossier: Dossier, _on: date) -> Mapping[str, Any]:
    """整改复查记录."""
    arranged, found = dossier.answers("arrange"), dossier.answers("inspect")
    return {
        **_rechecked(dossier),
        "occasion": arranged["occasion"],
        "counted_from": arranged["counted_from"],
        "ended_at": found["ended_at"],
        "place": found.get("place") or "",
        "party_statement": found.get("party_statement") or "",
    }


def recheck_opinion(dossier: Dossier, _on: date) -> Mapping[str, Any]:
    """整改复查意见书."""
    return {
        **_rechecked(dossier),
        "confirmed_by": dossier.officers_named(dossier.actor_id)[0]["name"],
        "contact_person": dossier.case.department.name,
        "contact_phone": bureau().phone,
    }


PAPERS = {"recheck_record": recheck_record, "recheck_opinion": recheck_opinion}

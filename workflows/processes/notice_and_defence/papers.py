"""The facts that the papers of 告知与陈述申辩 freeze: what the party said, and what the re-examination made of it."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from workflows.documents.papers import in_force
from workflows.law import decide
from workflows.models import Document, Service
from workflows.steps.dossier import Dossier

BAR = "party_rights_bar"
POINTS = {"facts": "事实", "reasons": "理由", "evidence": "证据"}


def notice_of(dossier: Dossier) -> Mapping[str, str]:
    """Return what the party was told with: the notice's title, number and day of service.

    The notice is the document that the latest approval issued; nothing is known of one before that.
    """
    approved = dossier.step("approve_notice")
    commit_id = approved.commit_id if approved else None
    issued = select(Document).where(Document.case_id == dossier.case.id, Document.commit_id == commit_id)
    notice = dossier.session.scalars(issued.order_by(Document.issued_at)).first()
    if notice is None:
        return {}
    notice = in_force(dossier.session, notice.id)
    served_on = served_day(dossier, notice.id)
    return {"notice": f"《{notice.title}》（{notice.number}）", "told_on": str(served_on or "")}


def served_day(dossier: Dossier, document_id: UUID) -> date | None:
    """Return the day on which a document, or what replaced it, was served, None while it has not been."""
    served = Service.document_id == in_force(dossier.session, document_id).id, Service.served_on.is_not(None)
    return dossier.session.scalars(select(Service.served_on).where(*served)).one_or_none()


def common(dossier: Dossier) -> dict[str, Any]:
    """Return what both papers name: the case, the party, the notice."""
    party = dossier.party
    return {
        "case_number": dossier.case.number,
        "party_name": party.name,
        "uscc": party.shown_code,
        **notice_of(dossier),
    }


def defence_record(dossier: Dossier, _on: date) -> Mapping[str, Any]:
    """陈述申辩笔录 (form 38): who said what, when, before whom."""
    said = dossier.answers("record_defence")
    return {
        **common(dossier),
        "said": said["said"],
        "manner": said["manner"],
        "started_at": said["started_at"],
        "ended_at": said["ended_at"],
        "place": said.get("place", ""),
        "officers": dossier.officers(said.get("second_officer")),
        "speaker": said["speaker"],
        "capacity": said["capacity"],
        "statement": said["statement"],
        "attachments": len(said.get("defence_files") or []),
    }


def reexamination_opinion(dossier: Dossier, on: date) -> Mapping[str, Any]:
    """陈述申辩复核意见书: each point adopted or not and why, and that nothing becomes heavier."""
    found = dossier.answers("reexamine")
    bar = decide(BAR, {"bar": "heavier_for_speaking"})
    return {
        **common(dossier),
        "reexamined_on": str(on),
        "points": [_point(found, name, title) for name, title in POINTS.items()],
        "reexamination": found["reexamination"],
        "new_content": found.get("new_content", ""),
        "new_facts": found.get("new_facts_found", ""),
        "not_heavier": bar["words"],
        "basis": [bar["basis"]],
        "officers": dossier.officers(found.get("second_officer")),
    }


def _point(found: Mapping[str, Any], name: str, title: str) -> dict[str, str]:
    return {
        "point": title,
        "said": found[f"{name}_said"],
        "adopted": "采纳" if found[f"{name}_adopted"] else "不采纳",
        "why": found[f"{name}_why"],
    }


PAPERS: Mapping[str, Callable[[Dossier, date], Mapping[str, Any]]] = {
    "defence_record": defence_record,
    "reexamination_opinion": reexamination_opinion,
}

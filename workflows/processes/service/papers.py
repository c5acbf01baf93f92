"""The papers of 送达: the proof of each service, the confirmed address, the public notice (forms 50, 10, 51)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from forms.choices import NoticeReason, Receiver, ServiceMode
from workflows.documents.bureau import bureau
from workflows.documents.catalogue import kind_of
from workflows.law import clock_of
from workflows.processes.service.attempts import deemed_words, rule_of, through
from workflows.steps.addresses import confirmation_of, confirmed
from workflows.steps.dossier import Dossier

NOTICE_CLOCK = "service_by_notice"


def proof_of_service(dossier: Dossier, on: date) -> Mapping[str, Any]:
    """送达回证: blank but for the document when it is taken along to be signed, complete once it was served."""
    answers, document = dossier.answers("serve"), dossier.document
    mode = answers.get("mode") or ServiceMode.DIRECT.value
    rule = rule_of(ServiceMode(mode), undeliverable=bool(answers.get("undeliverable")))
    return {
        "document_title": document.title,
        "document_number": document.number,
        "recipient": dossier.party.name,
        "place": place_of(dossier, mode),
        "mode": mode,
        "servers": dossier.officers(answers.get("second_officer")),
        "served_at": answers.get("happened_on", ""),
        "received_by": answers.get("receiver", ""),
        "relation": Receiver(answers["relation"]).label if answers.get("relation") else "",
        "refusal_reason": answers.get("refusal_reason", ""),
        "witness": answers.get("witnesses", ""),
        "proof": proof_words(answers),
        "through": through(answers),
        "remark": deemed_words(rule, on) + str(answers.get("note") or ""),
    }


def place_of(dossier: Dossier, mode: str) -> str:
    """Return where a document goes in a mode: as the party confirmed it, else to the address on the register."""
    row = confirmation_of(dossier.session, dossier.case.id)
    told = confirmed(row) if row else {}
    if mode == ServiceMode.ELECTRONIC:
        return str(told.get("electronic_address", ""))
    applied = dossier.application.get("delivery_address")
    return str(told.get("address") or applied or dossier.party.address or "受送达人住所地")


def proof_words(answers: Mapping[str, Any]) -> str:
    """Return what proves a service, in words."""
    files = len(answers.get("proof_files") or ()) + len(answers.get("recording_files") or ())
    return f"附件{files}份" if files else ""


def proof_of_notice(dossier: Dossier, notice: Mapping[str, Any]) -> Mapping[str, Any]:
    """送达回证 of a service by public notice, at the end of its time."""
    document = dossier.document
    return {
        "document_title": document.title,
        "document_number": document.number,
        "recipient": dossier.party.name,
        "mode": ServiceMode.PUBLIC_NOTICE.value,
        "received_by": "",
        **notice,
    }


def service_notice(dossier: Dossier, _on: date) -> Mapping[str, Any]:
    """送达公告: what is served, why in this way, where to fetch it, and when it counts as served."""
    answers, document, house = dossier.answers("serve"), dossier.document, bureau()
    limit = clock_of(NOTICE_CLOCK)
    remedies = ("reconsideration", "litigation") if kind_of(document.kind).remedies else ()
    return {
        "case_number": dossier.case.number,
        "party_name": dossier.party.name,
        "document_title": document.title,
        "document_number": document.number,
        "issued_on_words": str(document.issued_on),
        "reason": NoticeReason(answers["notice_reason"]).label,
        "content": answers["notice_content"],
        "limit": limit.term,
        "basis": [limit.basis],
        "collect_at": f"{house.name}（{house.address}）",
        "contact_person": dossier.case.department.name,
        "contact_phone": house.phone,
        **{f"{name}_term": clock_of(name).term for name in remedies},
    }


def address_confirmation(dossier: Dossier, _on: date) -> Mapping[str, Any]:
    """送达地址确认书: blank to be taken along and signed, or filled in from what the party confirmed."""
    row = confirmation_of(dossier.session, dossier.case.id)
    told = confirmed(row) if row else {}
    return {
        "case_number": dossier.case.number,
        "party_name": dossier.party.name,
        "uscc": dossier.party.shown_code,
        **told,
    }


PAPERS = {
    "proof_of_service": proof_of_service,
    "service_notice": service_notice,
    "address_confirmation": address_confirmation,
}

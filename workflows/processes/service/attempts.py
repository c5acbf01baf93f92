"""One attempt to serve a document: its row with its proof, and the rule from which its date follows."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from forms.choices import ServiceMode
from workflows.errors import ServedTooEarly
from workflows.law import decide
from workflows.models import AddressConfirmation, Document, Service
from workflows.steps import StepContext

Rule = Mapping[str, Any]


def told(
    ctx: StepContext, document: Document, rule: Rule, mode: ServiceMode, served_on: date
) -> Mapping[str, str]:
    """Say in the entry that a document was served, and return what the caller is told of it."""
    words = f"《{document.title}》（{document.number}）于{served_on}送达（{mode.label}）。"
    ctx.say(words, basis=rule["basis"], rule=rule["rule"])
    return {"served_on": served_on.isoformat(), "service_mode": mode.value}


def rule_of(mode: ServiceMode, *, undeliverable: bool = False) -> Rule:
    """Return the row of the law's table for a mode of service."""
    return decide("service_mode", {"mode": mode.value, "undeliverable": undeliverable})


def document_at_hand(ctx: StepContext, document_id: str) -> Document:
    """Return the document that is served, and let the dossier know which it is."""
    ctx.dossier.document_id = UUID(document_id)
    return ctx.dossier.document


def not_before(document: Document, day: date) -> None:
    """Raise ServedTooEarly when a day lies before the document was issued."""
    if day < document.issued_on:
        raise ServedTooEarly


def attempt(
    ctx: StepContext,
    document: Document,
    mode: ServiceMode,
    rule: Rule,
    *,
    served_on: date | None = None,
    confirmation: AddressConfirmation | None = None,
) -> Service:
    """Return the row of the attempt that the answers tell of; the caller adds it."""
    answers = ctx.answers
    return Service(
        document_id=document.id,
        mode=mode,
        receiver=answers.get("receiver", ""),
        happened_on=answers.get("happened_on") or answers["published_on"],
        served_on=served_on,
        rule=rule["rule"] if served_on else None,
        basis=rule["basis"],
        consent=bool(rule["consent_needed"]),
        confirmation_id=confirmation.id if confirmation else None,
        undeliverable=bool(answers.get("undeliverable")),
        returned_on=answers.get("returned_on"),
        witnesses=answers.get("witnesses", ""),
        reason=answers.get("refusal_reason", ""),
        note=answers.get("failure", "") or answers.get("note", ""),
        officer_id=ctx.commit.actor_id,
        second_officer_id=answers.get("second_officer"),
        proof_ids=_proofs(answers),
        at=ctx.commit.at,
        commit_id=ctx.commit.id,
    )


def _proofs(answers: Mapping[str, Any]) -> dict[str, list[str]]:
    named = {"attachments": ("proof_files", "notice_files"), "recordings": ("recording_files",)}
    return {
        kind: [str(one) for name in names for one in answers.get(name) or ()] for kind, names in named.items()
    }

"""One attempt to serve a document: its row with its proof, and the rule from which its date follows."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from forms.choices import ServiceMode
from workflows.documents.papers import in_force, require_printed
from workflows.documents.wording import chinese_date
from workflows.errors import ServedTooEarly
from workflows.law import decide
from workflows.law.wording import vocabularies
from workflows.models import AddressConfirmation, Document, Service
from workflows.steps import StepContext

Rule = Mapping[str, Any]


def told(
    ctx: StepContext, document: Document, rule: Rule, mode: ServiceMode, served_on: date
) -> Mapping[str, str]:
    """Say in the entry that a document was served, and return what the caller is told of it."""
    verb = "视为送达" if rule["deemed"] else "送达"
    words = f"《{document.title}》（{document.number}）于{chinese_date(served_on)}{verb}（{mode.label}）。"
    ctx.tell_party(words, basis=rule["basis"], rule=rule["rule"])
    return {"served_on": served_on.isoformat(), "service_mode": mode.value}


def rule_of(mode: ServiceMode, *, undeliverable: bool = False) -> Rule:
    """Return the row of the law's table for a mode of service."""
    return decide("service_mode", {"mode": mode.value, "undeliverable": undeliverable})


def deemed_words(rule: Rule, served_on: date | str) -> str:
    """Return the sentence for a document that counts as served although nobody signed; empty when somebody did."""
    if not rule["deemed"]:
        return ""
    counted_from = vocabularies()["served_on_from"][rule["served_on_from"]]
    return f"以{counted_from}为送达之日，{chinese_date(served_on)}视为送达。"


def signers() -> dict[str, str]:
    """Return for each mode who may sign for the party, as codes of `Receiver` with a space between."""
    return {f"signers_{mode}": str(rule_of(mode)["receivers"]) for mode in ServiceMode}


def document_at_hand(ctx: StepContext, document_id: str) -> Document:
    """Return the document that is served, the corrected one if there is one, and let the dossier know which it is."""
    document = in_force(ctx.session, UUID(document_id))
    ctx.dossier.document_id = document.id
    return document


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
    """Return the row of the attempt that the answers tell of; the caller adds it.

    Raises PaperNotPrinted when there is no paper yet that could have been served.
    """
    require_printed(ctx.session, document)
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
        through=through(answers),
        witnesses=answers.get("witnesses", ""),
        reason=answers.get("refusal_reason", ""),
        note=answers.get("failure", "") or answers.get("note", ""),
        officer_id=ctx.commit.actor_id,
        second_officer_id=answers.get("second_officer"),
        proof_ids=_proofs(answers),
        at=ctx.commit.at,
    )


def through(answers: Mapping[str, Any]) -> str:
    """Return the authority that was entrusted with the service, or the unit that handed the document on."""
    asked: Mapping[Any, str] = {
        ServiceMode.ENTRUSTED: "entrusted_to",
        ServiceMode.FORWARDED: "forwarded_by",
    }
    return str(answers.get(asked.get(answers.get("mode"), ""), ""))


def _proofs(answers: Mapping[str, Any]) -> dict[str, list[str]]:
    named = {"attachments": ("proof_files", "notice_files"), "recordings": ("recording_files",)}
    return {
        kind: [str(one) for name in names for one in answers.get(name) or ()] for kind, names in named.items()
    }

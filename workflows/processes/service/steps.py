"""Steps of 送达: keep each attempt with its proof, and derive the date of service by rule (程序规定 82–83)."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from forms.choices import ServiceMode
from workflows.documents.issue import issue
from workflows.errors import ServedTooEarly
from workflows.law import decide
from workflows.models import Document, Service
from workflows.steps import StepContext, step
from workflows.steps.dossier import Dossier


def proof_of_service(dossier: Dossier, on: date) -> Mapping[str, Any]:
    """送达回证: blank but for the document when it is taken along to be signed, complete once it was served."""
    answers, document, application = dossier.answers("serve"), dossier.document, dossier.application
    mode = answers.get("mode", ServiceMode.DIRECT.value)
    electronic = mode == ServiceMode.ELECTRONIC
    return {
        "document_title": document.title,
        "document_number": document.number,
        "recipient": dossier.case.entity.name,
        "place": application.get("electronic_address" if electronic else "delivery_address", ""),
        "mode": mode,
        "servers": dossier.officers(answers.get("second_officer")),
        "served_at": answers.get("happened_on", ""),
        "received_by": answers.get("receiver", ""),
        "proof": f"附件{len(answers['proof_files'])}份" if answers.get("proof_files") else "",
        "remark": answers.get("note", ""),
    }


PAPERS = {"proof_of_service": proof_of_service}


def previews(task: str, known: Mapping[str, Any]) -> list[str]:
    """Return the blank proof that an officer prints and takes along."""
    return ["proof_of_service"] if task == "serve" else []


@step
def record_service(ctx: StepContext, *, document_id: str) -> Mapping[str, Any]:
    """Keep the attempt that reached the party; return the date of service, from which its clocks run.

    Raises ServedTooEarly when the date lies before the document was issued.
    """
    document, rule = _document(ctx, document_id), _rule(ctx)
    served_on = _happened_on(ctx, document)
    ctx.session.add(_attempt(ctx, document, rule, served_on))
    proof = proof_of_service(ctx.dossier, served_on)
    issue(ctx.session, ctx.commit, ctx.case.id, "proof_of_service", proof)
    ctx.say(
        f"《{document.title}》（{document.number}）于{served_on}送达。",
        basis=rule["basis"],
        rule=rule["rule"],
    )
    return {"served_on": served_on.isoformat()}


@step
def record_attempt(ctx: StepContext, *, document_id: str) -> Mapping[str, Any]:
    """Keep an attempt that did not reach the party. Raises ServedTooEarly as above."""
    document = _document(ctx, document_id)
    _happened_on(ctx, document)
    ctx.session.add(_attempt(ctx, document, _rule(ctx), None))
    ctx.say(f"《{document.title}》（{document.number}）未能送达。")
    return {}


def _rule(ctx: StepContext) -> Mapping[str, Any]:
    return decide("service_mode", {"mode": ServiceMode(ctx.answers["mode"]).value, "undeliverable": False})


def _document(ctx: StepContext, document_id: str) -> Document:
    ctx.dossier.document_id = UUID(document_id)
    return ctx.dossier.document


def _happened_on(ctx: StepContext, document: Document) -> date:
    day: date = ctx.answers["happened_on"]
    if day < document.issued_on:
        raise ServedTooEarly
    return day


def _attempt(
    ctx: StepContext, document: Document, rule: Mapping[str, Any], served_on: date | None
) -> Service:
    answers = ctx.answers
    return Service(
        document_id=document.id,
        mode=answers["mode"],
        receiver=answers.get("receiver", ""),
        happened_on=answers["happened_on"],
        served_on=served_on,
        rule=rule["rule"] if served_on else None,
        basis=rule["basis"],
        consent=bool(rule["consent_needed"]),
        undeliverable=False,
        witnesses="",
        reason="",
        note=answers.get("failure", "") or answers.get("note", ""),
        officer_id=ctx.commit.actor_id,
        second_officer_id=answers.get("second_officer"),
        proof_ids={"attachments": [str(one) for one in answers.get("proof_files", [])]},
        at=ctx.commit.at,
        commit_id=ctx.commit.id,
    )

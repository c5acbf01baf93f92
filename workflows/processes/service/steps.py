"""Steps of 送达: keep each attempt with its proof, and derive the date of service by rule (程序规定 82–83)."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import exists, select

from forms.choices import ServiceMode
from workflows.documents.issue import issue
from workflows.documents.papers import in_force
from workflows.errors import AddressUnconfirmed
from workflows.models import AddressConfirmation, Document, Service
from workflows.processes.service.attempts import (
    Rule,
    attempt,
    document_at_hand,
    not_before,
    rule_of,
    signers,
    told,
)
from workflows.processes.service.notice import (
    issue_notice,
    record_collection,
    record_notice,
    start_notice,
    withdraw_notice,
)
from workflows.processes.service.papers import PAPERS, address_confirmation, proof_of_service
from workflows.steps import StepContext, step
from workflows.steps.addresses import confirmation_of, keep_confirmation

__all__ = [
    "PAPERS",
    "issue_notice",
    "record_collection",
    "record_notice",
    "start_notice",
    "withdraw_notice",
]


@step(
    "address_confirmed",
    "electronic_consent",
    "other_modes_failed",
    "signers_direct",
    "signers_electronic",
    "signers_entrusted",
    "signers_forwarded",
    "signers_left",
    "signers_post",
    "signers_public_notice",
)
def look_up_address(ctx: StepContext, *, document_id: str) -> Mapping[str, Any]:
    """Find out which modes are open, by what the party confirmed and what was tried, and who may sign in each."""
    confirmation = confirmation_of(ctx.session, ctx.case.id)
    document = in_force(ctx.session, UUID(document_id))
    tried = Service.document_id == document.id, Service.served_on.is_(None)
    failed = exists().where(*tried, Service.mode != ServiceMode.PUBLIC_NOTICE)
    return {
        "address_confirmed": confirmation is not None,
        "electronic_consent": confirmation is not None and confirmation.consent,
        "other_modes_failed": bool(ctx.session.scalar(select(failed))),
        **signers(),
    }


@step()
def confirm_address(ctx: StepContext) -> Mapping[str, Any]:
    """Keep the address that the party confirmed, and issue the paper that says so (form 10)."""
    answers = ctx.answers
    keep_confirmation(
        ctx.session,
        ctx.case,
        ctx.commit,
        answers,
        signed_on=answers["signed_on"],
        receiver=answers.get("nominated_receiver"),
        files=answers["confirmation_files"],
    )
    facts = address_confirmation(ctx.dossier, answers["signed_on"])
    issue(ctx.session, ctx.commit, ctx.case.id, "address_confirmation", facts)
    ctx.note("登记当事人确认的送达地址。")
    return {}


@step("served_on", "service_mode")
def record_service(ctx: StepContext, *, document_id: str) -> Mapping[str, Any]:
    """Keep the attempt that reached the party; return the date of service, from which its clocks run.

    Raises ServedTooEarly when the date lies before the document was issued, AddressUnconfirmed when it would
    rest on an address that the party never confirmed.
    """
    document = document_at_hand(ctx, document_id)
    mode = ServiceMode(ctx.answers["mode"])
    rule = rule_of(mode, undeliverable=bool(ctx.answers.get("undeliverable")))
    confirmation, served_on = _confirmation(ctx, mode, rule), _served_on(ctx, document, rule)
    served = attempt(ctx, document, mode, rule, served_on=served_on, confirmation=confirmation)
    ctx.commit.write(ctx.session, [served])
    proof = proof_of_service(ctx.dossier, served_on)
    issue(ctx.session, ctx.commit, ctx.case.id, "proof_of_service", proof)
    return told(ctx, document, rule, mode, served_on)


@step()
def record_attempt(ctx: StepContext, *, document_id: str) -> Mapping[str, Any]:
    """Keep an attempt that did not reach the party. Raises ServedTooEarly as above."""
    document, mode = document_at_hand(ctx, document_id), ServiceMode(ctx.answers["mode"])
    not_before(document, ctx.answers["happened_on"])
    ctx.commit.write(ctx.session, [attempt(ctx, document, mode, rule_of(mode))])
    ctx.note(f"《{document.title}》（{document.number}）未能送达。")
    return {}


def _served_on(ctx: StepContext, document: Document, rule: Rule) -> date:
    """Return the date of service, taken from the fact that the law's row names."""
    happened_on: date = ctx.answers["happened_on"]
    deemed_on: date | None = ctx.answers.get("returned_on") if ctx.answers.get("undeliverable") else None
    not_before(document, happened_on)
    served_on = (
        deemed_on if deemed_on and rule["served_on_from"] in ("left_on", "returned_on") else happened_on
    )
    not_before(document, served_on)
    return served_on


def _confirmation(ctx: StepContext, mode: ServiceMode, rule: Rule) -> AddressConfirmation | None:
    """Return the confirmation on which a service rests. Raises AddressUnconfirmed when there is none for it."""
    if not rule["consent_needed"]:
        return None
    found = confirmation_of(ctx.session, ctx.case.id)
    if found is None or (mode is ServiceMode.ELECTRONIC and not found.consent):
        raise AddressUnconfirmed
    return found

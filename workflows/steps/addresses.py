"""Confirmed addresses (送达地址确认书): kept with whatever form they came in, asked when something is served."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.choices import ElectronicMode
from workflows.models import AddressConfirmation, Case
from workflows.register.commit import Commit
from workflows.steps.personal import closed, opened

PERSONAL = frozenset({"address", "receiver", "electronic_address"})


def keep_confirmation(
    session: Session,
    case: Case,
    commit: Commit,
    answers: Mapping[str, Any],
    *,
    signed_on: date,
    receiver: str | None = None,
    files: Sequence[UUID] = (),
) -> None:
    """Keep what a form says about the party's confirmed address; the latest of a case counts from then on."""
    consent = bool(answers.get("electronic_consent"))
    said = {
        "address": answers["delivery_address"],
        "receiver": receiver,
        "electronic_address": answers.get("electronic_address") if consent else None,
    }
    row = AddressConfirmation(
        case_id=case.id,
        entity_id=case.entity_id,
        consent=consent,
        electronic_mode=answers.get("electronic_mode") if consent else None,
        signed_on=signed_on,
        proof_ids={"attachments": [str(one) for one in files]},
        officer_id=commit.actor_id,
        at=commit.at,
        **closed(said, PERSONAL),
    )
    commit.write(session, [row])
    session.flush()


def confirmation_of(session: Session, case_id: UUID) -> AddressConfirmation | None:
    """Return the confirmation that counts in a case, None when the party signed none."""
    latest = select(AddressConfirmation).where(AddressConfirmation.case_id == case_id)
    return session.scalars(latest.order_by(AddressConfirmation.id.desc()).limit(1)).one_or_none()


def confirmed(row: AddressConfirmation) -> dict[str, str]:
    """Return what a confirmation says, in clear, as papers print it."""
    mode = ElectronicMode(row.electronic_mode).label if row.electronic_mode else ""
    return {
        "address": opened(row.address),
        "receiver": opened(row.receiver) or "",
        "consent": "yes" if row.consent else "no",
        "electronic_mode": mode,
        "electronic_address": opened(row.electronic_address) or "",
        "signed_on": str(row.signed_on),
    }

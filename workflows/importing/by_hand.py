"""Enters one party by hand, by the rules that hold for the party of an imported row (V-1 to V-3)."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError
from sqlalchemy.orm import Session

from forms.choices import Choice, EntityKind
from forms.identifiers import NO_CODE
from workflows import clock
from workflows.importing.confirmed import doubtful_codes, has_form
from workflows.importing.entities import EntityBook
from workflows.importing.faults import Fault
from workflows.importing.rules import SCIENTIFIC
from workflows.importing.validation import FaultyRow, sound_party
from workflows.models import BusinessEntity

COLUMN = {
    "kind": "CF_XDR_LB",
    "name": "CF_XDR_MC",
    "uscc": "CF_XDR_SHXYM",
    "registration_number": "CF_XDR_GSZC",
    "legal_representative": "CF_FRDB",
    "identity_kind": "CF_XDR_ZJLX",
    "identity_number": "CF_XDR_ZJHM",
}
ANSWER = {column: answer for answer, column in COLUMN.items()}


def confirmable(told: Mapping[str, Any]) -> frozenset[str]:
    """Return the codes of the answers that fail their check but are written as such codes are."""
    return frozenset(filter(has_form, doubtful_codes(_texts(told))))


def enter_entity(
    session: Session, told: Mapping[str, Any], officer_id: int, confirmed: frozenset[str] = frozenset()
) -> tuple[BusinessEntity, bool]:
    """Return the party that the answers name, and whether it is new; one on file already is left as it is known.

    Codes that were `confirmed` from the licence need not pass their check.
    Raises marshmallow's ValidationError, by answer, when the answers are unsound or contradict what is on file.
    """
    try:
        party = sound_party(_texts(told), clock.today(), confirmed)
        entity = EntityBook.open(session, [party]).settle(party)
    except FaultyRow as faulty:
        raise ValidationError(_by_answer(faulty.faults)) from faulty
    is_new = entity.id is None
    if is_new:
        entity.entered_by_id, entity.address = officer_id, told.get("address")
    session.flush()
    return entity, is_new


def _texts(told: Mapping[str, Any]) -> dict[str, str]:
    """Return the answers as the columns of a row; an individual business without a code has the filler."""
    texts = {
        COLUMN[name]: value.label if isinstance(value, Choice) else value
        for name, value in told.items()
        if name in COLUMN
    }
    if told["kind"] is EntityKind.INDIVIDUAL_BUSINESS:
        texts.setdefault(COLUMN["uscc"], NO_CODE)
    return texts


def _by_answer(faults: list[Fault]) -> dict[str, list[str]]:
    sentences: dict[str, list[str]] = {}
    for fault in faults:
        mend = fault.mend.removesuffix(SCIENTIFIC)  # what a spreadsheet does to a code is no matter of a form
        sentences.setdefault(ANSWER[fault.code], []).append(f"{fault.wrong}。{mend.removesuffix('。')}。")
    return sentences

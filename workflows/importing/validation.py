"""Judging one row: a sound penalty, or everything that is wrong with it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from forms.choices import EntityKind
from forms.identifiers import NO_CODE
from workflows.importing.cells import Value, read_cell
from workflows.importing.columns import PENALTY_COLUMNS, STATES_OF_REVOKED, Column
from workflows.importing.faults import Fault, fault
from workflows.importing.row import IN_FORCE, REVOKED, PartyColumns, PenaltyRow
from workflows.importing.rules import DEPENDENT, INDEPENDENT
from workflows.importing.unfit import Notes, Unfit
from workflows.importing.values import Values
from workflows.importing.words import former_names, is_placeholder

PARTY = ("CF_XDR_", "CF_FRDB")
"""How the codes of the columns begin that speak of the party."""


class FaultyRow(Exception):
    """A row with faults; it is not imported."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


def sound_row(texts: Mapping[str, str], today: date, confirmed: frozenset[str] = frozenset()) -> PenaltyRow:
    """Return the penalty that the texts of a row state, by column code.

    Codes that were `confirmed` from the licence need not pass their check.
    Raises FaultyRow with all faults; a column that cannot be read is not blamed twice.
    """
    values, faults = _judged(texts, today, confirmed)
    if faults:
        raise FaultyRow(faults)
    return _penalty_row(values)


def sound_party(
    texts: Mapping[str, str], today: date, confirmed: frozenset[str] = frozenset()
) -> PartyColumns:
    """Return the party that the texts state, by column code, judged as the party of a row is.

    Raises FaultyRow with the faults of the party's own columns.
    """
    values, faults = _judged(texts, today, confirmed)
    if own := [fault for fault in faults if fault.code.startswith(PARTY)]:
        raise FaultyRow(own)
    return _party(values)


def _judged(texts: Mapping[str, str], today: date, confirmed: frozenset[str]) -> tuple[Values, list[Fault]]:
    values, faults = read_texts(texts, today, PENALTY_COLUMNS, confirmed)
    unread = values.filled - values.read.keys()
    rules = INDEPENDENT if unread & {"CF_CFLB", "CF_XDR_LB"} else (*INDEPENDENT, *DEPENDENT)
    return values, [*faults, *(found for rule in rules for found in rule(values))]


def read_texts(
    texts: Mapping[str, str],
    today: date,
    columns: Mapping[str, Column],
    confirmed: frozenset[str] = frozenset(),
) -> tuple[Values, list[Fault]]:
    """Return what the texts of a row say, by column code, and the faults of cells that cannot be read."""
    read: dict[str, Value] = {}
    faults: list[Fault] = []
    notes: Notes = set()
    said = {code: raw for code, raw in texts.items() if raw and not raw.isspace()}
    empty = {code for code, raw in said.items() if is_placeholder(raw)}
    for code in said.keys() - empty:
        try:
            read[code] = read_cell(columns[code], said[code], notes)
        except Unfit as unfit:
            faults.append(fault(code, unfit.value, unfit.wrong, unfit.mend))
    return Values(read, said, frozenset(said) - empty, today, confirmed, frozenset(notes)), faults


def _penalty_row(values: Values) -> PenaltyRow:
    return PenaltyRow(
        party=_party(values),
        document_number=values.text("CF_WSH"),
        violation_type=values.text("CF_WFXW"),
        facts=values.text("CF_SY"),
        basis=values.text("CF_YJ"),
        kinds=";".join(values.kinds()),
        content=values.text("CF_NR"),
        fine=_amount_if(values, "CF_NR_FK", "fined"),
        confiscation=_amount_if(values, "CF_NR_WFFF", "confiscated"),
        licence=values.text("CF_NR_ZKDX") or None,
        decided_on=_stated(values.day("CF_JDRQ")),
        effective_until=_stated(values.day("CF_YXQ")),
        stated_end_on=values.day("CF_GSJZQ"),
        authority=values.text("CF_CFJG"),
        authority_code=values.text("CF_CFJGDM"),
        source_unit=values.text("CF_SJLY"),
        source_unit_code=values.text("CF_SJLYDM"),
        remark=values.text("BZ") or None,
        notes=values.notes,
        decision_state=REVOKED if values.text("CF_ZT") in STATES_OF_REVOKED else IN_FORCE,
    )


def _party(values: Values) -> PartyColumns:
    kind = EntityKind.labelled(values.text("CF_XDR_LB"))
    code = values.text("CF_XDR_SHXYM")
    is_person = kind is EntityKind.PERSON
    return PartyColumns(
        name=values.text("CF_XDR_MC"),
        kind=kind,
        uscc=None if code in {"", NO_CODE} else code,
        registration_number=values.text("CF_XDR_GSZC") or None,
        legal_representative=None if is_person else values.text("CF_FRDB") or None,
        identity_kind=values.text("CF_XDR_ZJLX") if is_person else None,
        identity_number=values.text("CF_XDR_ZJHM") if is_person else None,
        former_names=former_names(values.text("BZ")),
    )


def _amount_if(values: Values, code: str, condition: str) -> Decimal | None:
    """An amount of zero without the kind it belongs to is a common way of writing that there is none."""
    return values.amount(code) if values.meets(condition) else None


def _stated(day: date | None) -> date:
    if day is None:
        raise LookupError("a row without faults has its mandatory dates")
    return day

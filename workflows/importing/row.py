"""A penalty as one sound row of the file states it."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from forms.choices import EntityKind
from forms.identifiers import document_number_key
from workflows.importing.unfit import Note

_BRACKETS = str.maketrans("()", "（）")

IN_FORCE, REVOKED = "in_force", "revoked"


@dataclass(frozen=True)
class PartyColumns:
    """The punished party; only a natural person has a document, only the others have codes."""

    name: str
    kind: EntityKind
    uscc: str | None
    registration_number: str | None
    legal_representative: str | None
    identity_kind: str | None
    identity_number: str | None = field(repr=False)
    former_names: tuple[str, ...] = ()
    """Names that the row itself says the party had before."""


@dataclass(frozen=True)
class PenaltyRow:
    """One penalty decision; amounts in yuan."""

    party: PartyColumns
    document_number: str
    violation_type: str
    facts: str
    basis: str
    kinds: str
    content: str
    fine: Decimal | None
    confiscation: Decimal | None
    licence: str | None
    decided_on: date
    effective_until: date
    stated_end_on: date | None
    authority: str
    authority_code: str
    source_unit: str
    source_unit_code: str
    remark: str | None
    decision_state: str
    notes: frozenset[Note] = frozenset()
    """What was put right in the row; no part of what it states."""

    def decision(self) -> dict[str, object]:
        """Return the columns of the penalty decision, without the party."""
        stated = {name: value for name, value in vars(self).items() if name not in {"party", "notes"}}
        return {**stated, "representative": self.party.legal_representative}

    def words(self) -> dict[str, object]:
        """Return the texts that may stand on a paper one day."""
        names = {"name": self.party.name, "legal_representative": self.party.legal_representative}
        return {**self.decision(), **names}

    def digest(self) -> str:
        """Return a digest of all that the row states, equal whatever file format it came in.

        A person's number is left out: a bare digest of it could be found by trying all numbers. A document
        number counts in its one spelling, a name in one width of brackets; an end of publicity that is not
        stated, and a decision that is in force, leave the digest as it was before files could say so.
        """
        stated = {**vars(self), "party": dict(vars(self.party))}
        del stated["party"]["identity_number"], stated["notes"]
        stated["party"]["name"] = self.party.name.translate(_BRACKETS)
        stated["document_number"] = document_number_key(self.document_number)
        del stated["party"]["former_names"]
        for name, usual in (("stated_end_on", None), ("decision_state", IN_FORCE)):
            if stated[name] == usual:
                del stated[name]
        text = json.dumps(stated, ensure_ascii=False, sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()

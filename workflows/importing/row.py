"""A penalty as one sound row of the file states it."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal

from forms.choices import EntityKind


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
    authority: str
    authority_code: str
    source_unit: str
    source_unit_code: str
    remark: str | None

    def decision(self) -> dict[str, object]:
        """Return the columns of the penalty decision, without the party."""
        return {name: value for name, value in vars(self).items() if name != "party"}

    def digest(self) -> str:
        """Return a digest of all that the row states, equal whatever file format it came in.

        A person's number is left out: a bare digest of it could be found by trying all numbers.
        """
        stated = asdict(self)
        del stated["party"]["identity_number"]
        text = json.dumps(stated, ensure_ascii=False, sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()

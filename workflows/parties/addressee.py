"""To whom the papers of a case go: the party as it is known today, or who took its place where the case goes on."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from workflows.law import decide
from workflows.models import BusinessEntity, Case
from workflows.parties.succession import Succession, successors_of

TABLE, GOES_ON = "succession", "goes_on"


@dataclass(frozen=True, kw_only=True)
class Addressee:
    """Whom a paper names, and where it goes."""

    name: str
    own_name: str
    """The name of the party itself, whoever took its place."""
    shown_code: str
    address: str | None
    legal_representative: str | None


def addressee_of(session: Session, case: Case) -> Addressee:
    """Return to whom the papers of a case go today.

    Where the party's place was taken and the law lets the case go on, who took it is named, and whose place it was.
    Raises LawGap when the table does not answer.
    """
    return _addressee(session, case.entity.party, case.process_key, frozenset())


def _addressee(session: Session, party: BusinessEntity, matter: str, passed: frozenset[int]) -> Addressee:
    """Return whom the papers name; who was `passed` on the way is nobody's successor again."""
    passed |= {party.id}
    found = [one for one in successors_of(session, party.id) if one.party.id not in passed]
    if not found or _ruling(party, found, matter) != GOES_ON:
        return Addressee(
            name=party.name,
            own_name=party.name,
            shown_code=party.shown_code,
            address=party.address,
            legal_representative=party.legal_representative,
        )
    heirs = [_addressee(session, one.party, matter, passed) for one in found]
    return Addressee(
        name=f"{_all(heirs, 'name')}（承继{party.name}）",
        own_name=party.name,
        shown_code=_all(heirs, "shown_code"),
        address=heirs[0].address,
        legal_representative=heirs[0].legal_representative,
    )


def _ruling(party: BusinessEntity, found: Sequence[Succession], matter: str) -> str:
    facts = {"manner": found[-1].manner.value, "matter": matter, "status": party.status}
    return str(decide(TABLE, facts)["outcome"])


def _all(heirs: Sequence[Addressee], what: str) -> str:
    """Return what all of them have, each once: after a division they are liable together (民法典 67)."""
    return "、".join(dict.fromkeys(str(getattr(one, what)) for one in heirs))

"""Finding the entity that a row speaks of: by code, else by registration number, never by name (§3.8)."""

import unicodedata
from collections.abc import Iterable
from typing import Self

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from forms.choices import EntityKind
from workflows import clock
from workflows.importing.faults import Fault, fault
from workflows.importing.row import PartyColumns
from workflows.importing.validation import FaultyRow
from workflows.models import BusinessEntity
from workflows.sealing import keyed_hash, seal

IDENTITY = "identity"


def party_key(party: PartyColumns) -> str:
    """Return the one name under which a party is found again; a person's is a keyed hash."""
    if party.kind is EntityKind.PERSON:
        return f"id:{keyed_hash(f'{party.identity_kind}:{party.identity_number}', IDENTITY)}"
    return party.uscc or f"reg:{party.registration_number}"


class EntityBook:
    """The entities that the rows of one part speak of, those on file and those met for the first time."""

    def __init__(self, entities: Iterable[BusinessEntity], session: Session) -> None:
        self._session = session
        self._by_key: dict[str, BusinessEntity] = {}
        self._by_number: dict[str, BusinessEntity] = {}
        for entity in entities:
            self._note(entity)

    @classmethod
    def open(cls, session: Session, parties: Iterable[PartyColumns]) -> Self:
        """Return the book with all entities on file that these parties may be."""
        parties = list(parties)
        keys = {party_key(party) for party in parties}
        numbers = {party.registration_number for party in parties if party.registration_number}
        asked = or_(BusinessEntity.party_key.in_(keys), BusinessEntity.registration_number.in_(numbers))
        return cls(session.scalars(select(BusinessEntity).where(asked)), session)

    def settle(self, party: PartyColumns) -> BusinessEntity:
        """Return the party's entity, entered when it is new, completed when the row knows more of it.

        Raises FaultyRow when the row contradicts what is on file (V-3).
        """
        key = party_key(party)
        entity = self._by_key.get(key)
        owner = self._by_number.get(party.registration_number or "")
        if entity is None and owner and None in {owner.uscc, party.uscc}:
            entity = owner
        if faults := _contradictions(party, entity, owner):
            raise FaultyRow(faults)
        return self._entered(party, key) if entity is None else self._completed(entity, party)

    def _entered(self, party: PartyColumns, key: str) -> BusinessEntity:
        entity = BusinessEntity(
            party_key=key,
            kind=party.kind.value,
            name=party.name,
            uscc=party.uscc,
            registration_number=party.registration_number,
            legal_representative=party.legal_representative,
            identity_kind=party.identity_kind,
            identity_cipher=_sealed(party.identity_number),
            created_at=clock.now(),
            updated_at=clock.now(),
        )
        self._session.add(entity)
        self._note(entity)
        return entity

    def _completed(self, entity: BusinessEntity, party: PartyColumns) -> BusinessEntity:
        """Fill what was unknown; what is known is changed by the registration authority, not by a penalty."""
        unknown = [
            name
            for name in ("uscc", "registration_number", "legal_representative")
            if getattr(entity, name) is None and getattr(party, name)
        ]
        for name in unknown:
            setattr(entity, name, getattr(party, name))
        if unknown:
            entity.party_key = entity.uscc or entity.party_key
            entity.updated_at = clock.now()
            self._note(entity)
        return entity

    def _note(self, entity: BusinessEntity) -> None:
        self._by_key[entity.party_key] = entity
        if entity.registration_number:
            self._by_number[entity.registration_number] = entity


def _contradictions(
    party: PartyColumns, entity: BusinessEntity | None, owner: BusinessEntity | None
) -> list[Fault]:
    if owner is not None and owner is not entity:
        return [
            fault(
                "CF_XDR_GSZC",
                party.registration_number or "",
                f"在系统中登记为另一主体（{owner.name}，{owner.shown_code}）所有",
                "请核对注册号；确为同一主体的，请联系信用监管科人工合并",
            )
        ]
    if entity is None or _same_name(entity.name, party.name):
        return []
    return [_other_name(party, entity)]


def _other_name(party: PartyColumns, entity: BusinessEntity) -> Fault:
    """Say which name is on file; a person's name is told to nobody who does not already have it."""
    if party.kind is EntityKind.PERSON:
        return fault(
            "CF_XDR_MC", party.name, "与系统中这一证件号码的姓名不一致", "请对照证件核对姓名和证件号码"
        )
    return fault(
        "CF_XDR_MC",
        party.name,
        f"与代码不对应：{entity.shown_code} 在系统中登记的名称是“{entity.name}”",
        "请对照营业执照核对名称和代码；确已变更名称的，请联系信用监管科核实",
    )


def _same_name(left: str, right: str) -> bool:
    """Compare names regardless of the width of brackets and of spaces."""
    return _bare(left) == _bare(right)


def _bare(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())


def _sealed(number: str | None) -> bytes | None:
    return None if number is None else seal(number.encode(), IDENTITY)

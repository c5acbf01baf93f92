"""Finding the entity that a row speaks of: by code, else by registration number, never by name (§3.8)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from forms.choices import EntityKind, PartyChangeKind
from workflows import clock
from workflows.importing.faults import Fault, fault
from workflows.importing.identity import IDENTITY, identity_key
from workflows.importing.row import PartyColumns
from workflows.importing.validation import FaultyRow
from workflows.importing.words import bare
from workflows.models import BusinessEntity, PartyChange
from workflows.parties.registered import RENAMED
from workflows.parties.standing import by_day, follow, stood_on
from workflows.sealing import seal

WAY_ON = "请信用监管科打开这一主体的页面，在“登记变更”中登记后重新导入"


@dataclass(frozen=True)
class Origin:
    """Where a row comes from, for what it makes known of its party: the run, its file and line, and a day."""

    run_id: int
    source: str
    day: date


def party_key(party: PartyColumns) -> str:
    """Return the one name under which a party is found again; a person's is a keyed hash."""
    if party.kind is EntityKind.PERSON:
        return identity_key(party.identity_kind, party.identity_number)
    return party.uscc or f"reg:{party.registration_number}"


class EntityBook:
    """The entities that the rows of one part speak of, those on file and those met for the first time.

    What rows make known of parties beside the penalty is kept in `changes`, for the caller to write.
    """

    def __init__(
        self, entities: Iterable[BusinessEntity], changes: Iterable[PartyChange], session: Session
    ) -> None:
        self.changes: list[PartyChange] = []
        self._session = session
        self._by_id: dict[int, BusinessEntity] = {}
        self._by_key: dict[str, BusinessEntity] = {}
        self._by_number: dict[str, BusinessEntity] = {}
        self._same: dict[int, int] = {}
        self._renamed: dict[int, list[PartyChange]] = defaultdict(list)
        for entity in entities:
            self._by_id[entity.id] = entity
            self._note(entity)
        for change in changes:
            self._heed(change)

    @classmethod
    def open(cls, session: Session, parties: Iterable[PartyColumns]) -> Self:
        """Return the book with all entities on file that these parties may be, and what became known of them."""
        parties = list(parties)
        keys = {party_key(party) for party in parties}
        numbers = {party.registration_number for party in parties if party.registration_number}
        asked = or_(BusinessEntity.party_key.in_(keys), BusinessEntity.registration_number.in_(numbers))
        entities = {one.id: one for one in session.scalars(select(BusinessEntity).where(asked))}
        return cls(entities.values(), _changes_of(session, entities), session)

    def settle(self, party: PartyColumns, origin: Origin | None = None) -> BusinessEntity:
        """Return the party's entity, entered when it is new, completed when the row knows more of it.

        A row from an `origin` may prove that two entities are one, or that a name was changed. Raises FaultyRow
        when the row contradicts what is on file (V-3).
        """
        key = party_key(party)
        entity = self._known(self._by_key.get(key))
        owner = self._known(self._by_number.get(party.registration_number or ""))
        if entity is None and owner and None in {owner.uscc, party.uscc}:
            entity = owner
        if origin and entity and owner and self._is_one(party, entity, owner):
            self._join(owner, entity, origin)
            owner = entity
        if faults := self._contradictions(party, entity, owner):
            raise FaultyRow(faults)
        if entity is None:
            return self._entered(party, key)
        self._rename(entity, party, origin)
        return self._completed(entity, party)

    def entity_of(self, entity_id: int) -> int:
        """Return the id under which the records of an entity go today: its own, or that of whom it is the same as."""
        while entity_id in self._same:
            entity_id = self._same[entity_id]
        return entity_id

    def _known(self, entity: BusinessEntity | None) -> BusinessEntity | None:
        return entity if entity is None or entity.id is None else self._by_id[self.entity_of(entity.id)]

    def _is_one(self, party: PartyColumns, entity: BusinessEntity, owner: BusinessEntity) -> bool:
        """Tell whether a row with both numbers proves that two entities of one kind and name are the same."""
        apart = entity is not owner and owner.uscc is None and entity.kind == owner.kind
        return apart and self._has_name(entity, party.name) and self._has_name(owner, party.name)

    def _join(self, given_up: BusinessEntity, entity: BusinessEntity, origin: Origin) -> None:
        self._session.flush()
        self._by_id |= {one.id: one for one in (given_up, entity)}
        numbers = given_up.shown_code, entity.shown_code
        self._make_known(PartyChangeKind.SAME_AS, given_up, origin, numbers, entity.id)

    def _rename(self, entity: BusinessEntity, party: PartyColumns, origin: Origin | None) -> None:
        if origin is None or self._has_name(entity, party.name) or party.kind is EntityKind.PERSON:
            return
        self._session.flush()
        was = stood_on(entity, RENAMED, by_day(self._renamed[entity.id]), origin.day)
        self._make_known(PartyChangeKind.RENAMED, entity, origin, (was, party.name))
        follow(entity, RENAMED, by_day(self._renamed[entity.id]))

    def _make_known(
        self,
        kind: PartyChangeKind,
        entity: BusinessEntity,
        origin: Origin,
        words: tuple[str, str],
        other_id: int | None = None,
    ) -> None:
        change = PartyChange(
            entity_id=entity.id,
            kind=kind.value,
            other_id=other_id,
            was=words[0],
            became=words[1],
            from_day=origin.day,
            source=origin.source,
            import_run_id=origin.run_id,
            at=clock.now(),
        )
        self.changes.append(change)
        self._heed(change)

    def _heed(self, change: PartyChange) -> None:
        if change.kind == PartyChangeKind.SAME_AS and change.other_id is not None:
            self._same[change.entity_id] = change.other_id
        elif change.kind == PartyChangeKind.RENAMED:
            self._renamed[change.entity_id].append(change)

    def _has_name(self, entity: BusinessEntity, name: str) -> bool:
        """Tell whether an entity has or had a name, whatever its brackets and spaces."""
        renamed = self._renamed[entity.id] if entity.id else []
        return bare(name) in {bare(entity.name), *(bare(one.was) for one in renamed)}

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
        self, party: PartyColumns, entity: BusinessEntity | None, owner: BusinessEntity | None
    ) -> list[Fault]:
        if owner is not None and owner is not entity:
            words = f"在系统中登记为另一主体（{owner.name}，{owner.shown_code}）所有"
            mend = f"请核对注册号；确为同一主体的，{WAY_ON}"
            return [fault("CF_XDR_GSZC", party.registration_number or "", words, mend)]
        if entity is None or self._has_name(entity, party.name):
            return []
        proven = party.kind is not EntityKind.PERSON and bare(entity.name) in map(bare, party.former_names)
        return [] if proven else [_other_name(party, entity)]


def _changes_of(session: Session, entities: dict[int, BusinessEntity]) -> Sequence[PartyChange]:
    """Return what became known of entities, in order; those that they are the same as are added to them."""
    changes: dict[int, PartyChange] = {}
    fresh = set(entities)
    while fresh:
        of_these = or_(PartyChange.entity_id.in_(fresh), PartyChange.other_id.in_(fresh))
        found = session.scalars(select(PartyChange).where(of_these)).all()
        changes |= {one.id: one for one in found}
        fresh = {i for one in found for i in (one.entity_id, one.other_id) if i is not None} - entities.keys()
        more = select(BusinessEntity).where(BusinessEntity.id.in_(fresh))
        entities |= {one.id: one for one in session.scalars(more)} if fresh else {}
    return [changes[number] for number in sorted(changes)]


def _other_name(party: PartyColumns, entity: BusinessEntity) -> Fault:
    """Say which name is on file; a person's name is told to nobody who does not already have it."""
    if party.kind is EntityKind.PERSON:
        return fault(
            "CF_XDR_MC", party.name, "与系统中这一证件号码的姓名不一致", "请对照证件核对姓名和证件号码"
        )
    words = f"与代码不对应：{entity.shown_code} 在系统中登记的名称是“{entity.name}”"
    mend = f"请对照营业执照核对名称和代码；确已变更名称的，在备注写明“原名：{entity.name}”，或者{WAY_ON}"
    return fault("CF_XDR_MC", party.name, words, mend)


def _sealed(number: str | None) -> bytes | None:
    return None if number is None else seal(number.encode(), IDENTITY)

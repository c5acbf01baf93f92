"""Finding the entity that a row speaks of: by code, else by registration number, never by name (§3.8)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from forms.choices import EntityKind, PartyChangeKind
from workflows import clock
from workflows.importing.faults import Fault, fault
from workflows.importing.row import PartyColumns
from workflows.importing.validation import FaultyRow
from workflows.importing.words import bare
from workflows.models import BusinessEntity, PartyChange
from workflows.parties.identity import IDENTITY, identity_key
from workflows.parties.joined import JOINING, follow_joins
from workflows.parties.registered import RENAMED, REPRESENTATIVE
from workflows.parties.standing import by_day, changes_of, follow, stood_on
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
        self._joins: list[PartyChange] = []
        self._renamed: dict[int, list[PartyChange]] = defaultdict(list)
        self._represented: dict[int, list[PartyChange]] = defaultdict(list)
        self._former: dict[int, set[str]] = defaultdict(set)
        self._parted: dict[int, set[int]] = defaultdict(set)
        for entity in entities:
            self._by_id[entity.id] = entity
            self._former[entity.party_id].add(bare(entity.name))
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
        of_these = BusinessEntity.party_id.in_(select(BusinessEntity.party_id).where(asked))
        entities = session.scalars(select(BusinessEntity).where(of_these)).all()
        return cls(entities, _changes_of(session, [one.id for one in entities]), session)

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
        return self._by_id[entity_id].party_id if entity_id in self._by_id else entity_id

    def is_represented_by_another(self, entity: BusinessEntity, party: PartyColumns, day: date) -> bool:
        """Tell whether a row names another representative than the register had on a day."""
        on_file = stood_on(entity, REPRESENTATIVE, by_day(self._represented[entity.id]), day)
        return bool(party.legal_representative and on_file) and bare(on_file) != bare(
            party.legal_representative or ""
        )

    def parted_from(self, entity_id: int) -> Collection[int]:
        """Return with whom an entity was taken for one until they were parted; what was entered then stayed there."""
        return self._parted.get(entity_id, ())

    def _known(self, entity: BusinessEntity | None) -> BusinessEntity | None:
        return self._by_id[entity.one_with_id] if entity and entity.one_with_id else entity

    def _is_one(self, party: PartyColumns, entity: BusinessEntity, owner: BusinessEntity) -> bool:
        """Tell whether a row with both numbers proves that two entities of one kind and name are the same.

        Whom people parted no row joins again.
        """
        apart = entity is not owner and owner.uscc is None and entity.kind == owner.kind
        named = self._has_name(entity, party.name) and self._has_name(owner, party.name)
        return apart and named and owner.id not in self.parted_from(entity.id)

    def _join(self, given_up: BusinessEntity, entity: BusinessEntity, origin: Origin) -> None:
        self._session.flush()
        self._by_id |= {one.id: one for one in (given_up, entity)}
        self._hold(given_up, entity)
        numbers = given_up.shown_code, entity.shown_code
        self._make_known(PartyChangeKind.SAME_AS, given_up, origin, numbers, entity.id)
        self._former[entity.id] |= self._former[given_up.id] | {bare(given_up.name)}
        follow_joins(self._by_id.values(), self._joins)

    def _hold(self, *entities: BusinessEntity) -> None:
        """Lock entities that are to be joined. Raises FaultyRow when somebody has joined them meanwhile."""
        ids = [one.id for one in entities]
        rows = select(BusinessEntity).where(BusinessEntity.id.in_(ids)).order_by(BusinessEntity.id)
        held = self._session.scalars(
            rows.with_for_update(key_share=True).execution_options(populate_existing=True)
        ).all()
        if any(one.one_with_id for one in held):
            words = "所属的主体刚刚被登记为与另一主体相同"
            raise FaultyRow([fault("CF_XDR_GSZC", "", words, "请重新导入这一行")])

    def _rename(self, entity: BusinessEntity, party: PartyColumns, origin: Origin | None) -> None:
        if origin is None or self._has_name(entity, party.name) or party.kind is EntityKind.PERSON:
            return
        self._read_again(entity)
        if self._has_name(entity, party.name):
            return
        was = stood_on(entity, RENAMED, by_day(self._renamed[entity.id]), origin.day)
        self._make_known(PartyChangeKind.RENAMED, entity, origin, (was, party.name))
        follow(entity, RENAMED, by_day(self._renamed[entity.id]))

    def _read_again(self, entity: BusinessEntity) -> None:
        """Lock an entity that is to change; what somebody made known of it meanwhile counts."""
        self._session.flush()
        held = select(BusinessEntity).where(BusinessEntity.id == entity.id)
        fresh = held.with_for_update(key_share=True).execution_options(populate_existing=True)
        self._session.scalars(fresh).one()
        pending = [one for one in self._renamed[entity.id] if one.id is None]
        self._renamed[entity.id] = [*changes_of(self._session, entity.id, RENAMED.code), *pending]
        self._former[entity.party_id] |= {bare(one.was) for one in self._renamed[entity.id]}

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
        if change.kind == PartyChangeKind.REPRESENTATIVE:
            self._represented[change.entity_id].append(change)
            return
        if change.kind == PartyChangeKind.RENAMED:
            self._renamed[change.entity_id].append(change)
            self._former[self.entity_of(change.entity_id)].add(bare(change.was))
            return
        self._joins.append(change)
        if change.kind == PartyChangeKind.PARTED and change.other_id is not None:
            self._parted[change.entity_id].add(change.other_id)
            self._parted[change.other_id].add(change.entity_id)

    def _has_name(self, entity: BusinessEntity, name: str) -> bool:
        """Tell whether a party has or had a name in any of its rows, whatever its brackets and spaces."""
        return bare(name) == bare(entity.name) or bare(name) in self._former.get(entity.id, ())

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
        if self._unknown(entity, party):
            self._read_again(entity)
            for name in self._unknown(entity, party):
                setattr(entity, name, getattr(party, name))
            entity.party_key = entity.uscc or entity.party_key
            entity.updated_at = clock.now()
            self._note(entity)
        return entity

    def _unknown(self, entity: BusinessEntity, party: PartyColumns) -> list[str]:
        """Return what the row says of the entity that is not known of it yet."""
        return [
            name
            for name in ("uscc", "registration_number", "legal_representative")
            if getattr(entity, name) is None
            and getattr(party, name)
            and not self._another_has(party, name, entity)
        ]

    def _another_has(self, party: PartyColumns, name: str, entity: BusinessEntity) -> bool:
        """Tell whether another row of the same party bears the number, which stays with that row."""
        owners = {"uscc": self._by_key, "registration_number": self._by_number}.get(name, {})
        return owners.get(getattr(party, name)) not in (None, entity)

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


def _changes_of(session: Session, ids: Sequence[int]) -> Sequence[PartyChange]:
    """Return what became known of names and representatives, and of which entities are one, in order."""
    kinds = (PartyChangeKind.RENAMED, PartyChangeKind.REPRESENTATIVE, *JOINING)
    told = PartyChange.kind.in_(kinds), PartyChange.entity_id.in_(ids)
    return session.scalars(select(PartyChange).where(*told).order_by(PartyChange.id)).all()


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

"""A party as pages show it beside its records: what became known of it, whom it is the same as."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from forms.choices import PartyChangeKind
from workflows.errors import NotFound
from workflows.models import BusinessEntity, Officer, PartyChange
from workflows.parties.firm_posts import FIRM_POSTS
from workflows.parties.kind import Names
from workflows.parties.kinds import KINDS, RELATIONS
from workflows.parties.relations import relations_now
from workflows.parties.standing import by_day


@dataclass(frozen=True, kw_only=True)
class ChangeRow:
    """One thing that became known of a party."""

    words: str
    from_day: date
    source: str
    at: datetime
    by: str


@dataclass(frozen=True, kw_only=True)
class RelationRow:
    """Another party to which a party stands in a relation today, and what it is to it."""

    label: str
    party: BusinessEntity
    since: date


@dataclass(frozen=True, kw_only=True)
class PartyLife:
    """What became of a party since it was first entered."""

    changes: list[ChangeRow]
    """By the day from which each holds."""
    former_names: Sequence[str]
    relations: Sequence[RelationRow]
    further: Sequence[BusinessEntity]
    """Other rows under which the party is on file, whose records are shown with its own."""
    parted: Sequence[BusinessEntity]
    """Parties with which it was taken for one until they were parted; some records of then are theirs."""


def entity_on_file(session: Session, entity_id: int) -> BusinessEntity:
    """Return an entity. Raises NotFound."""
    entity = session.get(BusinessEntity, entity_id)
    if entity is None:
        raise NotFound
    return entity


def life_of(session: Session, entity: BusinessEntity) -> PartyLife:
    """Return what became known of a party in any of its rows, and which further rows it has or was taken to have."""
    further = session.scalars(select(BusinessEntity).where(BusinessEntity.one_with_id == entity.id)).all()
    ids = {entity.id, *(row.id for row in further)}
    about = or_(PartyChange.entity_id.in_(ids), PartyChange.other_id.in_(ids))
    asked = select(PartyChange, Officer.name).outerjoin(Officer, PartyChange.officer_id == Officer.id)
    of_firms = PartyChange.kind.not_in([kind.code for kind in FIRM_POSTS])  # these name natural persons
    found = session.execute(asked.where(about, of_firms).order_by(PartyChange.id)).all()
    authors = {change.id: by for change, by in found}
    changes = [change for change, _ in found]
    parties = _parties_of(session, changes)
    parted = _spoken_of([one for one in changes if one.kind == PartyChangeKind.PARTED]) - ids
    return PartyLife(
        changes=[_change_row(one, authors[one.id], ids, parties) for one in by_day(changes)],
        former_names=_former_names(entity, changes),
        relations=[
            _relation_row(one, ids, parties)
            for one in relations_now(changes, RELATIONS)
            if KINDS[PartyChangeKind(one.kind)].taken_back != one.became
        ],
        further=further,
        parted=[parties[i] for i in sorted(parted) if parties[i].party_id not in {entity.party_id, *ids}],
    )


def _former_names(entity: BusinessEntity, changes: Iterable[PartyChange]) -> list[str]:
    """Return every other name that the party had in any of its rows, the oldest first."""
    renamed = by_day(one for one in changes if one.kind == PartyChangeKind.RENAMED)
    names = dict.fromkeys(name for one in renamed for name in (one.was, one.became))
    return [name for name in names if name != entity.name]


def _relation_row(
    change: PartyChange, seen_from: set[int], parties: Mapping[int, BusinessEntity]
) -> RelationRow:
    kind = KINDS[PartyChangeKind(change.kind)]
    mine = change.entity_id in seen_from
    other = change.other_id if mine else change.entity_id
    return RelationRow(
        label=kind.relation if mine else kind.relation_of_other,
        party=parties[other or 0],
        since=change.from_day,
    )


def _parties_of(session: Session, changes: Iterable[PartyChange]) -> dict[int, BusinessEntity]:
    asked = select(BusinessEntity).where(BusinessEntity.id.in_(_spoken_of(changes)))
    return {one.id: one for one in session.scalars(asked)}


def _spoken_of(changes: Iterable[PartyChange]) -> set[int]:
    return {i for one in changes for i in (one.entity_id, one.other_id) if i is not None}


def _change_row(
    change: PartyChange, by: str | None, seen_from: set[int], parties: Mapping[int, BusinessEntity]
) -> ChangeRow:
    names = Names(party=_named(parties[change.entity_id]), other=_named(parties.get(change.other_id or 0)))
    kind = KINDS[PartyChangeKind(change.kind)]
    return ChangeRow(
        words=kind.say(change, names, to_other=change.entity_id not in seen_from),
        from_day=change.from_day,
        source=change.source,
        at=change.at,
        by=by or "导入",
    )


def _named(party: BusinessEntity | None) -> str:
    return f"{party.name}（{party.shown_code}）" if party else ""

"""That one party takes the place of another: by merger, division, another form, or after deregistration."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from marshmallow import ValidationError
from sqlalchemy import SQLColumnExpression, select
from sqlalchemy.orm import Session, aliased

from forms.choices import EntityKind, PartyChangeKind, SuccessionManner
from workflows import clock
from workflows.models import BusinessEntity, PartyChange
from workflows.parties.finding import ANSWER, other_party
from workflows.parties.joined import rows_of
from workflows.parties.kind import Kind, Stated, Told
from workflows.parties.standing import by_day

MISTAKEN = SuccessionManner.MISTAKEN


@dataclass(frozen=True, kw_only=True)
class Succession:
    """That a party took the place of another one: which, how, since when, and by which document."""

    party: BusinessEntity
    manner: SuccessionManner
    from_day: date
    source: str


def successors_of(session: Session, party_id: int, on: date | None = None) -> Sequence[Succession]:
    """Return who took a party's place by a day (today when none is given), the first first."""
    succeeded = PartyChange.kind == PartyChangeKind.SUCCEEDED_BY, PartyChange.entity_id.in_(rows_of(party_id))
    changes = session.scalars(select(PartyChange).where(*succeeded).order_by(PartyChange.id)).all()
    return _standing(session, changes, [one.other_id for one in changes], on)


def predecessors_of(session: Session, party_id: int, on: date | None = None) -> Sequence[Succession]:
    """Return whose place a party took by a day (today when none is given), the first first."""
    succeeded = PartyChange.kind == PartyChangeKind.SUCCEEDED_BY, PartyChange.other_id.in_(rows_of(party_id))
    changes = session.scalars(select(PartyChange).where(*succeeded).order_by(PartyChange.id)).all()
    return _standing(session, changes, [one.entity_id for one in changes], on)


def is_succeeded(row_id: SQLColumnExpression[int]) -> SQLColumnExpression[bool]:
    """Return the condition that somebody took the place of the party in a row, and that this was no mistake."""
    change, later = aliased(PartyChange), aliased(PartyChange)
    succeeded = change.kind == PartyChangeKind.SUCCEEDED_BY, change.entity_id == row_id
    again = later.kind == change.kind, later.entity_id == change.entity_id, later.other_id == change.other_id
    taken_back = select(later.id).where(*again, later.id > change.id, later.became == MISTAKEN)
    standing = select(change.id).where(*succeeded, change.became != MISTAKEN, ~taken_back.exists())
    return standing.exists()


def _standing(
    session: Session, changes: Sequence[PartyChange], others: Sequence[int | None], on: date | None
) -> list[Succession]:
    """Return what the last change says of each of the others; what was entered by mistake says nothing."""
    asked = select(BusinessEntity).where(BusinessEntity.id.in_(others))
    rows = {one.id: one.party for one in session.scalars(asked)} if changes else {}
    whom = {
        change.id: rows[other] for change, other in zip(changes, others, strict=True) if other is not None
    }
    reached = [change for change in by_day(changes) if change.from_day <= (on or clock.today())]
    last = {whom[change.id].id: change for change in reached}
    return [
        Succession(
            party=whom[change.id],
            manner=SuccessionManner(change.became),
            from_day=change.from_day,
            source=change.source,
        )
        for change in last.values()
        if change.became != MISTAKEN
    ]


def _succeeded(session: Session, entity: BusinessEntity, told: Told) -> Stated:
    if entity.kind == EntityKind.PERSON:
        raise ValidationError({"kind": ["自然人没有承继的主体；当事人死亡的，登记状态。"]})
    other, manner = other_party(session, entity, told[ANSWER]), told["manner"]
    stands = {one.party.id: one.manner for one in successors_of(session, entity.id)}
    if stands.get(other.id, MISTAKEN) is manner:
        words = "没有登记过由该主体承继，请核对。" if manner is MISTAKEN else "已经这样登记，请核对。"
        raise ValidationError({ANSWER: [words]})
    if manner is not MISTAKEN and entity.id in following(session, other.id):
        raise ValidationError({ANSWER: ["该主体登记为由这一主体承继，不能互相承继，请核对。"]})
    return Stated(became=manner.value, other_id=other.id)


def following(session: Session, party_id: int) -> set[int]:
    """Return everybody who took a party's place, and theirs."""
    found: set[int] = set()
    waiting = [party_id]
    while waiting:
        waiting += [
            one.party.id for one in successors_of(session, waiting.pop()) if one.party.id not in found
        ]
        found |= {*waiting}
    return found


SUCCESSION = Kind(
    code=PartyChangeKind.SUCCEEDED_BY,
    words="由{other}承继：{became}",
    words_of_other="承继{party}：{became}",
    relation="承继人",
    relation_of_other="承继自",
    taken_back=MISTAKEN.value,
    vocabulary=SuccessionManner,
    state=_succeeded,
)

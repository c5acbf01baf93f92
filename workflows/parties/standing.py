"""How a party stood on a day: its changes are read by the day from which they hold, whenever they were entered."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.choices import PartyChangeKind
from workflows import clock
from workflows.models import BusinessEntity, PartyChange
from workflows.parties.kind import Kind


def changes_of(session: Session, entity_id: int, *kinds: PartyChangeKind) -> list[PartyChange]:
    """Return the changes of a party of some kinds, by the day from which they hold, then as they were entered."""
    asked = select(PartyChange).where(PartyChange.entity_id == entity_id, PartyChange.kind.in_(kinds))
    return by_day(session.scalars(asked.order_by(PartyChange.id)))


def by_day(changes: Iterable[PartyChange]) -> list[PartyChange]:
    """Return changes that are given in the order of their entry by the day from which they hold.

    Of two that hold from the same day the one entered later is the correction of the other, and comes last.
    """
    return sorted(changes, key=lambda change: change.from_day)


def value_on(entity: BusinessEntity, kind: Kind, changes: Sequence[PartyChange], day: date) -> str:
    """Return what a party's row said on a day, empty when unknown; `changes` are those of this kind, by day."""
    later = [change for change in changes if change.from_day > day]
    if not later:
        return str(getattr(entity, str(kind.column)) or "")
    before = changes[: len(changes) - len(later)]
    return before[-1].became if before else later[0].was


def follow(entity: BusinessEntity, kind: Kind, changes: Sequence[PartyChange]) -> None:
    """Let the party's row say what the last of its changes of a kind says; `changes` are by day."""
    if kind.column is not None:
        setattr(entity, kind.column, changes[-1].became or None)
        entity.updated_at = clock.now()

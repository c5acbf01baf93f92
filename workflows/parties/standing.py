"""How a party stood on a day: its changes are read by the day from which they hold, whenever they were entered."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.choices import PartyChangeKind
from workflows import clock
from workflows.models import BusinessEntity, PartyChange
from workflows.parties.kind import Kind


class Held(Protocol):
    """What a change says of one column: from which day, what was, what became."""

    @property
    def from_day(self) -> date:
        """The day from which it holds."""

    @property
    def was(self) -> str:
        """What held before."""

    @property
    def became(self) -> str:
        """What holds from that day."""


AnyHeld = TypeVar("AnyHeld", bound=Held)


def changes_of(session: Session, entity_id: int, *kinds: PartyChangeKind) -> list[PartyChange]:
    """Return the changes of a party of some kinds, by the day from which they hold."""
    asked = select(PartyChange).where(PartyChange.entity_id == entity_id, PartyChange.kind.in_(kinds))
    return by_day(session.scalars(asked.order_by(PartyChange.id)))


def by_day(changes: Iterable[AnyHeld]) -> list[AnyHeld]:
    """Return changes that are given in the order of their entry by the day from which they hold.

    Of two that hold from the same day the one entered later is the correction of the other, and comes last.
    """
    return sorted(changes, key=lambda change: change.from_day)


def value_on(changes: Sequence[Held], day: date, otherwise: str) -> str:
    """Return what held on a day by changes of one kind that are given by day, `otherwise` when there are none."""
    before = [change for change in changes if change.from_day <= day]
    if before:
        return before[-1].became
    return changes[0].was if changes else otherwise


def stood_on(entity: BusinessEntity, kind: Kind, changes: Sequence[Held], day: date) -> str:
    """Return what a party's row said on a day, empty when unknown; `changes` are those of this kind, by day.

    What nothing changed since is read from the row, also when the words of its last change were erased.
    """
    present = str(getattr(entity, str(kind.column)) or "")
    changed_since = any(change.from_day > day for change in changes)
    return value_on(changes, day, present) if changed_since else present


def follow(entity: BusinessEntity, kind: Kind, changes: Sequence[Held]) -> None:
    """Let the party's row say what the last of its changes of a kind says; `changes` are by day."""
    if kind.column is not None:
        setattr(entity, kind.column, changes[-1].became or None)
        entity.updated_at = clock.now()

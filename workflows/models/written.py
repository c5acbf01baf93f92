"""What a transaction wrote into tables that are held, collected by the session itself: nothing can be left out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Table, event, inspect
from sqlalchemy.orm import ORMExecuteState, Session, SessionTransaction, UOWTransaction
from sqlalchemy.orm import object_session as session_of

from workflows.models.base import Base, Chained, Witnessed

WRITTEN = "written"
HELD = Chained, Witnessed

Key = tuple[str, str]
"""A row by its table and its own name in it."""


class PastTheSession(TypeError):
    """A statement would write rows of a table that is held, where only the session itself sees what it writes."""


@dataclass
class Written:
    """The new rows of the chain in their order, and the rows that a witness must mark as they stand at the end."""

    chained: list[Chained] = field(default_factory=list)
    witnessed: dict[Key, Witnessed] = field(default_factory=dict)
    new: set[Key] = field(default_factory=set)
    instants: dict[UUID, datetime] = field(default_factory=dict)
    """Of each commit of the transaction, in the order in which they first wrote."""

    def note(self, row: Any, *, is_new: bool) -> None:
        """Note a witnessed row that is being written."""
        table: Table = row.__table__
        key = (
            str(table.name),
            name_of(table, {column.key: getattr(row, column.key) for column in table.primary_key}),
        )
        self.witnessed[key] = row
        if is_new:
            self.new.add(key)

    def __bool__(self) -> bool:
        """Whether anything was written that must be sealed."""
        return bool(self.chained or self.witnessed)


def written_by(session: Session) -> Written:
    """Return what the session's transaction has written so far."""
    found: Written = session.info.setdefault(WRITTEN, Written())
    return found


def name_of(table: Table, values: Mapping[str, Any]) -> str:
    """Return how a row is named in its table: its primary key as text."""
    return "/".join(str(values[column.key]) for column in table.primary_key)


def forget(session: Session) -> None:
    """Begin to collect anew: what was written so far is sealed, or given up."""
    session.info.pop(WRITTEN, None)


def collect(target: Any) -> None:
    """Let sessions of that class or maker collect what they write, and refuse statements that write unseen."""
    event.listen(target, "before_flush", _note_changed)
    event.listen(target, "after_flush", _note)
    event.listen(target, "do_orm_execute", _refuse_unseen)
    event.listen(target, "after_soft_rollback", _give_up)
    event.listen(target, "after_transaction_end", _end)


def _note_changed(session: Session, _context: UOWTransaction, _instances: object) -> None:
    """Note what will be changed; a row of which only the version moves does not look so any more after the flush."""
    for row in session.dirty:
        if isinstance(row, Witnessed) and _touches_its_mark(row):
            written_by(session).note(row, is_new=False)


def _touches_its_mark(row: Witnessed) -> bool:
    attributes = inspect(row).attrs
    columns = (column.key for column in row.__table__.columns if column.key not in row.unmarked)
    return any(attributes[name].history.has_changes() for name in columns)


def _note(session: Session, context: UOWTransaction) -> None:
    """Note what was written; what the flush itself has changed, such as keys of others, is among it."""
    found = written_by(session)
    _note_changed(session, context, None)
    for row in (*session.new, *session.deleted):
        if isinstance(row, Witnessed):
            found.note(row, is_new=row in session.new)
    found.chained += [row for row in session.new if isinstance(row, Chained)]


def _refuse_unseen(state: ORMExecuteState) -> None:
    if not (state.is_insert or state.is_update or state.is_delete):
        return
    table = state.statement.entity_description["table"]  # type: ignore[attr-defined]  # every such statement has one
    if table.name in _held():
        raise PastTheSession(table.name)


@cache
def _held() -> frozenset[str]:
    held = (one for one in Base.registry.mappers if issubclass(one.class_, HELD))
    return frozenset(str(one.local_table) for one in held)


def _give_up(session: Session, _transaction: SessionTransaction) -> None:
    """Leave out the new rows that were given up with a savepoint."""
    found = written_by(session)
    found.chained = [row for row in found.chained if session_of(row) is session]


def _end(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        forget(session)

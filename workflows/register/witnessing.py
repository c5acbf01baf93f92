"""The witness of a transaction: how each row that it changed in tables that decide or prove stands at its end."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import inspect, select
from sqlalchemy.orm import InstanceState, Session

from workflows.models import Witnessed
from workflows.models.written import Written, name_of
from workflows.register.marks import mark_of, marked

Marks = dict[str, str | None]
"""By the names of rows of one table, their marks; none of a row that is gone."""

AT_ONCE = 500  # rows


def marks_of(session: Session, written: Written) -> dict[str, Marks]:
    """Return the marks of all rows that were written, by table; they are in the database already.

    A new row is nobody else's yet. One that was changed is read again: since it was read first and before it
    was written, another transaction may have changed it, too.
    """
    marks: dict[str, Marks] = defaultdict(dict)
    changed: dict[type[Witnessed], list[object]] = defaultdict(list)
    for (table, name), row in written.witnessed.items():
        state: InstanceState[Witnessed] = inspect(row)
        if state.persistent and (table, name) not in written.new:
            changed[type(row)] += state.identity or ()
        elif not state.transient:  # one that was given up with a savepoint is
            marks[table][name] = _of_new(row) if state.persistent else None
    for model, keys in changed.items():
        marks[str(model.__table__.name)] |= _read_again(session, model, keys)
    return dict(marks)


def _of_new(row: Witnessed) -> str:
    columns = marked(type(row))
    return mark_of(type(row), {one.key: getattr(row, one.key) for one in columns})


def _read_again(session: Session, model: type[Witnessed], keys: Iterable[object]) -> Marks:
    [key] = model.__table__.primary_key
    marks: Marks = {}
    for part in in_parts(keys):
        marks |= dict(standing(session, model, key.in_(part)))
    return marks


Item = TypeVar("Item")


def in_parts(all_of: Iterable[Item]) -> Iterator[list[Item]]:
    """Yield what there is in lists of a bounded length, as one statement can ask for it."""
    left = iter(all_of)
    while part := list(islice(left, AT_ONCE)):
        yield part


def standing(session: Session, model: type[Witnessed], *which: Any) -> Iterator[tuple[str, str]]:
    """Yield names and marks of rows as they stand in the database."""
    found = session.execute(select(*marked(model)).where(*which).execution_options(yield_per=AT_ONCE))
    table = model.__table__
    for row in found.mappings():
        values = {column.key: row[column] for column in marked(model)}
        yield name_of(table, values), mark_of(model, values)

"""Marks rows anew after a release gave their table a column that is never empty: in nothing else may they differ."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows.models import Base, ChainLink, Witness, Witnessed
from workflows.models.written import name_of
from workflows.register.commit import Commit
from workflows.register.marks import mark_of, marked
from workflows.register.witnessing import AT_ONCE, in_parts

Marks = Mapping[str, str | None]
"""By the names of rows of one table, their last marks."""
Values = Mapping[str, Any]


def mark_anew(session: Session) -> int:
    """Mark anew the rows of every table with columns that came `later`, and return how many those were.

    A row whose last mark is not the one that it has without these columns is left for the auditor to name: it is
    marked with them already, or it was changed past the house. Again, it does no harm.
    """
    return sum(_mark_anew(session, one.class_) for one in Base.registry.mappers if _has_later(one.class_))


def _has_later(model: type) -> bool:
    return issubclass(model, Witnessed) and bool(model.later)


def _mark_anew(session: Session, model: type[Witnessed]) -> int:
    table, last, count = str(model.__table__.name), _last_marks(session, model), 0
    for part in in_parts(_of_before(session, model, last)):
        commit = Commit()
        commit.write(session, [Witness(marks={table: dict(part)}, at=commit.at)])
        count += len(part)
    return count


def _last_marks(session: Session, model: type[Witnessed]) -> Marks:
    told = select(Witness.marks).join(ChainLink, ChainLink.commit_id == Witness.commit_id)
    found: dict[str, str | None] = {}
    for marks in session.scalars(told.order_by(ChainLink.seq).execution_options(yield_per=AT_ONCE)):
        found |= marks.get(str(model.__table__.name), {})
    return found


def _of_before(session: Session, model: type[Witnessed], last: Marks) -> Iterator[tuple[str, str]]:
    """Yield name and new mark of each row that stands as it was marked without its later columns."""
    rows = session.execute(select(*marked(model)).execution_options(yield_per=AT_ONCE))
    for row in rows.mappings():
        values = {column.key: row[column] for column in marked(model)}
        before = {name: value for name, value in values.items() if name not in model.later}
        name = name_of(model.__table__, values)
        if last.get(name) == mark_of(model, before):
            yield name, mark_of(model, values)

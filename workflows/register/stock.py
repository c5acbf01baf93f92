"""Taking stock: rows of a table that becomes witnessed are marked as they stand, by the upgrade that brings it."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows.models import Base, Witness, Witnessed
from workflows.register.commit import Commit
from workflows.register.witnessing import AT_ONCE, in_parts, standing


def take_stock(session: Session) -> int:
    """Mark the rows of every table of which no row was ever marked, and return how many those are.

    A table that has marks is left alone: whatever stands in it otherwise than marked is for the auditor to name.
    """
    known = _marked_tables(session)
    return sum(_take(session, model) for model in _witnessed() if model.__table__.name not in known)


def _witnessed() -> Iterator[type[Witnessed]]:
    yield from (one.class_ for one in Base.registry.mappers if issubclass(one.class_, Witnessed))


def _marked_tables(session: Session) -> set[str]:
    found = session.scalars(select(Witness.marks).execution_options(yield_per=AT_ONCE))
    return {table for marks in found for table in marks}


def _take(session: Session, model: type[Witnessed]) -> int:
    count, table = 0, str(model.__table__.name)
    for part in in_parts(standing(session, model)):
        commit = Commit()
        commit.write(session, [Witness(marks={table: dict(part)}, at=commit.at)])
        count += len(part)
    return count

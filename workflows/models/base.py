"""The declarative base of every table, and the column types that all of them share."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, ClassVar
from uuid import UUID

from sqlalchemy import JSON, DateTime, Dialect, MetaData, String, Uuid
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class NaiveInstant(TypeError):
    """An instant without a time zone was about to be stored; every instant here is UTC."""


class UtcInstant(TypeDecorator[datetime]):
    """An instant; naive ones are refused, SQLite's are given back their zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store in UTC, or refuse."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise NaiveInstant
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Read as UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Instant = Annotated[datetime, mapped_column(UtcInstant)]
Facts = Annotated[dict[str, Any], mapped_column(JSON)]
Code = Annotated[str, mapped_column(String(64))]
Words = Annotated[str, mapped_column(String(300))]
Digest = Annotated[str, mapped_column(String(64))]
CommitId = Annotated[UUID, mapped_column(Uuid)]
Salts = Annotated[dict[str, str], mapped_column(JSON)]
"""Of a row of the chain: for each personal column the salt of its commitment, until the column is erased."""


class Base(DeclarativeBase):
    """Every table of the bureau."""

    metadata = MetaData(naming_convention=NAMES)


class AppendOnly:
    """Marks a table whose rows are never changed or removed; the database refuses both by trigger."""


class Chained(AppendOnly):
    """Marks an append-only table whose rows the chain holds: every column, the personal ones as commitments."""

    commit_id: Any
    personal: ClassVar[tuple[str, ...]] = ()
    """Columns of personal text, each of which can be erased without breaking the chain (PIPL 47)."""
    later: ClassVar[tuple[str, ...]] = ()
    """Columns that came after rows had been sealed: where they are empty, the digest leaves them out."""


class Witnessed:
    """Marks a table whose rows decide or prove something and may change: each change leaves a mark in the chain."""

    __table__: ClassVar[Any]
    unmarked: ClassVar[tuple[str, ...]] = ()
    """Columns that the mark leaves out: content whose digest is another column, and what proves nothing."""
    usual: ClassVar[Mapping[str, Any]] = {}
    """Of columns that came later and are never empty: the value that says nothing special, which is not marked."""

    later: ClassVar[tuple[str, ...]] = ()
    """Columns that came later and are never empty, nor usually of one value: the rows of before are marked anew."""


class Outside:
    """Marks a table that neither the chain nor a witness holds, with the reason why it need not be."""

    why_outside: ClassVar[str]


def one_of(column: str, values: Iterable[str]) -> str:
    """Return the CHECK text that holds a column to the codes of a closed vocabulary."""
    codes = ", ".join(f"'{value}'" for value in values)
    return f"{column} IN ({codes})"

"""Gapless numbers: one counter a series and year, moved in the transaction that issues (D8)."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from workflows.models import NumberSeries

INSERT: dict[str, Any] = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}


def next_number(session: Session, series: str, year: int) -> int:
    """Return the next number of a series in a year and move its counter, in one statement.

    The counter row stays locked until the transaction ends: a rollback gives the number back, and two
    transactions cannot take the same one.
    """
    insert = INSERT[session.get_bind().dialect.name]
    first = insert(NumberSeries).values(series=series, year=year, last=1)
    moved = first.on_conflict_do_update(
        index_elements=["series", "year"], set_={"last": NumberSeries.last + 1}
    ).returning(NumberSeries.last)
    return int(session.execute(moved).scalar_one())


def number_words(short_name: str, series: str, year: int, serial: int) -> str:
    """Return a number as papers print it, such as 鸡市监信修准〔2026〕12号."""
    return f"{short_name}{series}〔{year}〕{serial}号"

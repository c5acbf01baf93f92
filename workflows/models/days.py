"""Days as numbers, for statements that reckon with them on either database."""

from typing import Any

from sqlalchemy import Integer
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

EPOCH = "1970-01-01"


class DayNumber(FunctionElement[int]):
    """The number of days from the first of 1970 to the day in a column."""

    type = Integer()
    inherit_cache = True


@compiles(DayNumber, "sqlite")
def _on_sqlite(element: DayNumber, compiler: Any, **how: Any) -> str:
    return f"(julianday({compiler.process(element.clauses, **how)}) - julianday('{EPOCH}'))"


@compiles(DayNumber, "postgresql")
def _on_postgresql(element: DayNumber, compiler: Any, **how: Any) -> str:
    return f"({compiler.process(element.clauses, **how)} - DATE '{EPOCH}')"

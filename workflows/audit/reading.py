"""Reads rows in a stream, so that the auditor's memory stays flat however much is stored."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Row, Select
from sqlalchemy.orm import Session

from workflows.audit.finding import Finding

Asked = Select[*tuple[Any, ...]]
"""A statement, whatever its columns are."""

Found = Row[*tuple[Any, ...]]
"""A row of such a statement."""

PART = 1000
"""Rows fetched at a time; memory against round trips."""


def stream(session: Session, statement: Asked, part: int = PART) -> Iterator[Found]:
    """Yield the rows of a statement, a part at a time."""
    with session.execute(statement.execution_options(yield_per=part)) as found:
        yield from found


def each(session: Session, promise: str, table: str, statement: Asked, sentence: str) -> Iterator[Finding]:
    """Yield a finding for every row of a statement that asks for what must not be.

    The statement labels the row's key `id`; the sentence may name any of its columns in braces.
    """
    for row in stream(session, statement):
        facts = row._mapping
        yield Finding(promise, table, str(facts["id"]), sentence.format_map(facts))

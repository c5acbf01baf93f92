"""What the auditor says: which promise is broken, in which row, in a sentence."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session


@dataclass(frozen=True, order=True)
class Finding:
    """One broken promise in one row."""

    promise: str
    table: str
    row_id: str
    sentence: str


Check = Callable[[Session], Iterator[Finding]]
"""Walks the rows that some promises speak of, and yields a finding for each row that breaks one."""

"""Personal texts that were erased: told of by name, so that whoever verifies knows what the chain holds no more."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows.audit.reading import stream
from workflows.models import Erasure, Officer


@dataclass(frozen=True)
class ErasedText:
    """One text that was erased, by whom and why."""

    table: str
    row_id: int
    column: str
    at: datetime
    by: str
    reason: str


def erased_texts(session: Session) -> Iterator[ErasedText]:
    """Yield every text that was erased, in the order in which they were."""
    what = (Erasure.table_name, Erasure.row_id, Erasure.column_name, Erasure.at, Officer.name, Erasure.reason)
    for row in stream(session, select(*what).join(Officer).order_by(Erasure.id)):
        yield ErasedText(*row)

"""Long lists, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import request
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

SIZE = 50
LAST = 100_000


@dataclass(frozen=True)
class Listed:
    """One page of a list."""

    rows: Sequence[Any]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are; at least one."""
        return max(1, -(-self.total // SIZE))


def page_number() -> int:
    """Return the page that the address asks for, counted from 1."""
    return min(max(request.args.get("page", 1, int), 1), LAST)


def listed(session: Session, query: Select[*tuple[Any, ...]], page: int) -> Listed:
    """Return one page of what a query finds, and how much there is in all."""
    total = session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    rows = session.execute(query.limit(SIZE).offset((page - 1) * SIZE)).all()
    return Listed(rows, total, page)

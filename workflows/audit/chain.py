"""The chain, verified from its genesis by a second hand: the format is written down in the decision records."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import Any

import orjson
from sqlalchemy import JSON, Column, Text, Uuid, cast, func, select
from sqlalchemy.orm import Session

from workflows.audit.finding import Finding
from workflows.audit.reading import PART, Asked, each, stream
from workflows.models import CaseStep, ChainHead, ChainLink, CreditEntry, Document
from workflows.models.base import UtcInstant

GENESIS = "0" * 64
Read = Callable[[Any], Any]


@dataclass(frozen=True)
class Format:
    """How the rows of one table go into the chain: columns in clear, and commitments to personal ones."""

    model: Any
    clear: Sequence[str]
    personal: Sequence[str]

    @property
    def table(self) -> str:
        """The table's name."""
        return str(self.model.__tablename__)

    @cached_property
    def columns(self) -> list[Column[Any]]:
        """Every column that the digest of a row needs."""
        return [self.model.__table__.c[name] for name in ("commit_id", "salt", *self.clear, *self.personal)]

    @cached_property
    def readings(self) -> list[tuple[str, Read | None]]:
        """Each column's name, and how its value is made plain, where it is not."""
        return [(column.name, _reader(column)) for column in self.columns]

    def rows(self) -> Asked:
        """Ask for the rows in the order of their links; what the driver would only unpack is fetched as text."""
        link, table = ChainLink.__table__, self.model.__table__
        values = [cast(one, Text) if isinstance(one.type, Uuid | JSON) else one for one in self.columns]
        labelled = [value.label(f"value_{place}") for place, value in enumerate(values)]
        joined = select(link.c.seq, table.c.id, *labelled).join(table, table.c.commit_id == link.c.commit_id)
        return joined.order_by(link.c.seq)


def _reader(column: Column[Any]) -> Read | None:
    """Return how a fetched value becomes what the digest is taken of; None when it is that already."""
    if isinstance(column.type, Uuid):
        return _dashed
    if isinstance(column.type, JSON):
        return orjson.loads
    return _milliseconds if isinstance(column.type, UtcInstant) else None


def _dashed(text: str | None) -> str | None:
    """Return a UUID as it is written; SQLite keeps it without dashes."""
    if text is None or "-" in text:
        return text
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def _milliseconds(at: datetime) -> int:
    return round(at.timestamp() * 1000)


FORMATS = (
    Format(
        CaseStep,
        clear=(
            *("case_id", "seq", "kind", "process_key", "name", "title", "task_id"),
            *("actor_id", "actor_role", "for_officer_id", "at"),
        ),
        personal=("answers",),
    ),
    Format(
        CreditEntry,
        clear=(
            *("entity_id", "record_id", "case_id", "case_seq", "kind", "event", "state_after", "visibility"),
            *("basis", "rule", "law_version", "actor_id", "at"),
        ),
        personal=("summary", "detail", "actor_name"),
    ),
    Format(
        Document,
        clear=(
            *("id", "case_id", "kind", "number", "code"),
            *("facts_digest", "template_digest", "issued_on", "issued_at"),
        ),
        personal=("facts",),
    ),
)


def row_digest(form: Format, values: Iterable[Any]) -> str:
    """Return the digest of a row, its values as the format's statement fetches them."""
    row: dict[str, Any] = {"table": form.table}
    for (name, read), value in zip(form.readings, values, strict=True):
        row[name] = read(value) if read else value
    salt = row["salt"].encode()
    for name in form.personal:
        row[name] = hashlib.sha256(salt + _written(row[name])).hexdigest()
    return hashlib.sha256(_written(row)).hexdigest()


def _written(value: Any) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def body_of(digests: Iterable[str]) -> str:
    """Return the body of a link: the digest over its rows' digests in order."""
    return hashlib.sha256(_written(sorted(digests))).hexdigest()


def head_of(previous: str, body: str) -> str:
    """Return the head after a link."""
    return hashlib.sha256((previous + body).encode()).hexdigest()


Sealed = tuple[int, str, str]
"""The number of a link, what a row adds to it (the link's own body first), and the row's name."""


def sealed(session: Session) -> Iterator[tuple[int, str, list[Sealed]]]:
    """Yield every link with its stored body and the digests of the rows of its commit, in one pass."""
    links = stream(session, select(ChainLink.seq, ChainLink.body).order_by(ChainLink.seq))
    rows = [_rows(session, form) for form in FORMATS]
    together = merge(((seq, body, "") for seq, body in links), *rows, key=itemgetter(0))
    for seq, found in groupby(together, key=itemgetter(0)):
        (_, body, _), *content = found
        yield seq, body, content


def _rows(session: Session, form: Format) -> Iterator[Sealed]:
    # Past the mapper, which would cost more than the hashing does.
    found = session.connection().execute(form.rows(), execution_options={"yield_per": PART})
    for seq, row_id, *values in found:
        yield seq, row_digest(form, values), f"{form.table} {row_id}"


def check(session: Session) -> Iterator[Finding]:
    """B6.1: every link follows the one before it and seals exactly the rows of its commit; none is left out."""
    yield from _links(session)
    for seq, body, rows in sealed(session):
        if not rows or body_of(digest for _, digest, _ in rows) != body:
            named = "、".join(name for _, _, name in rows) or "没有任何行"
            yield Finding("B6.1", "chain_link", str(seq), f"链环封存的内容与现在的不同：{named}。")
    for form in FORMATS:
        yield from _unsealed(session, form)


def _links(session: Session) -> Iterator[Finding]:
    head, expected = GENESIS, 1
    columns = (ChainLink.seq, ChainLink.body, ChainLink.head)
    for seq, body, stored in stream(session, select(*columns).order_by(ChainLink.seq)):
        if seq != expected or head_of(head, body) != stored:
            yield Finding("B6.1", "chain_link", str(seq), "链环没有接在前一环之后。")
        head, expected = stored, seq + 1
    last = session.execute(select(ChainHead.seq, ChainHead.head)).all()
    if [tuple(row) for row in last] != [(expected - 1, head)]:
        yield Finding("B6.1", "chain_head", "1", f"链头不是最后一环（第 {expected - 1} 环）。")
    twice = select(ChainLink.commit_id).group_by(ChainLink.commit_id).having(func.count() > 1)
    again = select(ChainLink.seq.label("id")).where(ChainLink.commit_id.in_(twice))
    yield from each(session, "B6.1", "chain_link", again, "一次提交有不止一个链环。")


def _unsealed(session: Session, form: Format) -> Iterator[Finding]:
    model = form.model
    linked = select(ChainLink.seq).where(ChainLink.commit_id == model.commit_id)
    loose = select(model.id, model.commit_id).where(~linked.exists())
    yield from each(session, "B6.1", form.table, loose, "这一行不在任何链环中（提交 {commit_id}）。")

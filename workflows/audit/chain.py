"""The chain, verified from its genesis by a second hand: the format is written down in the decision records."""

import hashlib
import hmac
from collections.abc import Iterable, Iterator, Mapping
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import Any

import orjson
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workflows import keyring
from workflows.audit.finding import Finding
from workflows.audit.formats import FORMATS, Format
from workflows.audit.reading import PART, each, stream
from workflows.models import ChainHead, ChainLink, Erasure

GENESIS = "0" * 64
PURPOSE = "chain"
ERASED = "（已依法删除）"

Erased = Mapping[tuple[str, str, str], str]
"""The commitments that stand in the place of erased texts, by table, row and column."""


def row_digest(form: Format, values: Iterable[Any], erased: Erased) -> str:
    """Return the digest of a row, its values as the format's statement fetches them."""
    row: dict[str, Any] = {"table": form.table}
    for (name, read), value in zip(form.readings, values, strict=True):
        row[name] = read(value) if read and value is not None else value
    found = row.pop("salts", {})
    salts = found if isinstance(found, dict) else {}
    for name in form.later:
        if row[name] is None:
            del row[name]
    for name in form.personal:
        if name not in row:
            continue
        gone = None if name in salts else erased.get((form.table, str(row.get("id")), name))
        row[name] = _commitment(str(salts.get(name, "")), row[name], gone)
    return hashlib.sha256(_written(row)).hexdigest()


def _commitment(salt: str, value: Any, erased: str | None) -> str:
    """Return the commitment to a value; of an erased one the kept one, unless something was put in its place."""
    if erased is not None and value in (ERASED, {}):
        return erased
    return hashlib.sha256(salt.encode() + _written(value)).hexdigest()


def commitments_left(session: Session) -> Erased:
    """Return the commitments to texts that were erased; there are few of them."""
    place = (Erasure.table_name, Erasure.row_id, Erasure.column_name)
    rows = stream(session, select(*place, Erasure.commitment))
    return {(table, str(row_id), column): kept for table, row_id, column, kept in rows}


def _written(value: Any) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def body_of(digests: Iterable[str]) -> str:
    """Return the body of a link: the digest over its rows' digests in order."""
    return hashlib.sha256(_written(sorted(digests))).hexdigest()


def head_of(previous: str, body: str) -> str:
    """Return the head after a link."""
    return hashlib.sha256((previous + body).encode()).hexdigest()


def mac_of(key: bytes, seq: int, head: str) -> str:
    """Return what proves that a link was made by this installation."""
    return hmac.new(key, f"{seq}:{head}".encode(), hashlib.sha256).hexdigest()


Sealed = tuple[int, str, str]
"""The number of a link, what a row adds to it (the link's own body first), and the row's name."""


def sealed(session: Session) -> Iterator[tuple[int, str, list[Sealed]]]:
    """Yield every link with its stored body and the digests of the rows of its commit, in one pass."""
    links = stream(session, select(ChainLink.seq, ChainLink.body).order_by(ChainLink.seq))
    erased = commitments_left(session)
    rows = [_rows(session, form, erased) for form in FORMATS]
    together = merge(((seq, body, "") for seq, body in links), *rows, key=itemgetter(0))
    for seq, found in groupby(together, key=itemgetter(0)):
        (_, body, _), *content = found
        yield seq, body, content


def _rows(session: Session, form: Format, erased: Erased) -> Iterator[Sealed]:
    # Past the mapper, which would cost more than the hashing does.
    found = session.connection().execute(form.rows(), execution_options={"yield_per": PART})
    for seq, *values in found:
        yield seq, row_digest(form, values, erased), f"{form.table} {form.name_of(values)}"


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
    columns = (ChainLink.seq, ChainLink.body, ChainLink.head, ChainLink.mac)
    key = keyring.key(PURPOSE)
    for seq, body, stored, mac in stream(session, select(*columns).order_by(ChainLink.seq)):
        if seq != expected or head_of(head, body) != stored:
            yield Finding("B6.1", "chain_link", str(seq), "链环没有接在前一环之后。")
        elif not hmac.compare_digest(mac, mac_of(key, seq, stored)):
            yield Finding("B6.1", "chain_link", str(seq), "链环不是由本系统作成的。")
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
    loose = select(form.key.label("id"), model.commit_id).where(~linked.exists())
    yield from each(session, "B6.1", form.table, loose, "这一行不在任何链环中（提交 {commit_id}）。")

"""What the chain holds of each row: every column in clear, its personal text as salted commitments."""

import hashlib
import secrets
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import orjson

from workflows.models import Chained, PenaltyDecision

SALTS = "salts"
USUAL = {"stated_end_on": None, "decision_state": "in_force", "representative": None}
"""What columns of a decision hold that say nothing special."""


def salted(row: Chained) -> None:
    """Give each personal column of a new row a salt of its own, so that one can be erased without the others."""
    if row.personal and getattr(row, SALTS) is None:
        setattr(row, SALTS, {name: secrets.token_hex(16) for name in row.personal})


def digest_of(row: Chained) -> str:
    """Return the digest under which the chain holds a row; the row is in the database, so that it has its id."""
    salts = getattr(row, SALTS, {})
    content = {
        name: commitment(salts.get(name, ""), getattr(row, name))
        if name in row.personal
        else plain(getattr(row, name))
        for name in columns_of(type(row))
        if not (name in row.later and getattr(row, name) is None)
    }
    return _digest({"table": _table(type(row)).name, **content})


def columns_of(model: type) -> list[str]:
    """Return the columns of a chained table that its digests hold: all but the salts."""
    return [column.key for column in _table(model).columns if column.key != SALTS]


def commitment(salt: str, value: Any) -> str:
    """Return the salted commitment to a value."""
    return hashlib.sha256(salt.encode() + orjson.dumps(value, option=orjson.OPT_SORT_KEYS)).hexdigest()


def decision_digest(decision: PenaltyDecision) -> str:
    """Return the digest of a penalty decision as it stands now.

    The decision itself changes when it is sent again, so that the chain holds each of its states in an entry.
    """
    left_out = {"id", "import_run_id", "number_key"}
    # The digests of decisions that say nothing special here are older than the columns.
    left_out |= {name for name, usual in USUAL.items() if getattr(decision, name) == usual}
    names = [name for name in columns_of(PenaltyDecision) if name not in left_out]
    return _digest({name: plain(getattr(decision, name)) for name in names})


def plain(value: Any) -> Any:
    """Return a column's value as the digest takes it: an instant as milliseconds, an amount as fen."""
    match value:
        case datetime():
            return round(value.timestamp() * 1000)
        case date() | UUID():
            return str(value)
        case bytes():
            return hashlib.sha256(value).hexdigest()
        case Decimal():
            return int(value * FEN)
        case _:
            return value


FEN = 100


def _digest(content: dict[str, Any]) -> str:
    return hashlib.sha256(orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _table(model: type) -> Any:
    return model.__table__  # type: ignore[attr-defined]  # every model has one

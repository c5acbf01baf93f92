"""The mark of a witnessed row: a keyed digest of how it stands, which nobody makes who has the database alone."""

import hashlib
import hmac
from collections.abc import Mapping
from typing import Any

import orjson
from sqlalchemy import Column

from workflows import keyring
from workflows.models import Witnessed
from workflows.register.chained import plain

PURPOSE = "witness"
LENGTH = 32  # hexadecimal digits: 128 bits, half of the HMAC (RFC 2104, 5)


def marked(model: type[Witnessed]) -> list[Column[Any]]:
    """Return the columns of a table that a mark holds."""
    return [column for column in model.__table__.columns if column.key not in model.unmarked]


def mark_of(model: type[Witnessed], values: Mapping[str, Any]) -> str:
    """Return the mark of a row with these values; being keyed, it tells nothing of a short personal text.

    What is empty or usual is left out, so that a column that is added later does not touch the marks of before.
    """
    held = {
        name: plain(value) for name, value in values.items() if value not in (None, model.usual.get(name))
    }
    written = orjson.dumps({"table": model.__table__.name, **held}, option=orjson.OPT_SORT_KEYS)
    return hmac.new(keyring.key(PURPOSE), written, hashlib.sha256).hexdigest()[:LENGTH]

"""What the chain holds of each append-only row: its facts in clear, its personal text as a salted commitment."""

import hashlib
from datetime import date, datetime
from typing import Any
from uuid import UUID

import orjson

from workflows.models import CaseStep, CreditEntry, Document

Chained = CaseStep | CreditEntry | Document

# Columns in clear / columns of which only a salted commitment is held, so that they can be erased one day
# without breaking the chain (PIPL 47). Ids that the database gives are left out: they say nothing.
COLUMNS: dict[type, tuple[tuple[str, ...], tuple[str, ...]]] = {
    CaseStep: (
        (
            "case_id",
            "seq",
            "kind",
            "process_key",
            "name",
            "title",
            "task_id",
            "actor_id",
            "actor_role",
            "for_officer_id",
            "at",
        ),
        ("answers",),
    ),
    CreditEntry: (
        (
            *("entity_id", "record_id", "case_id", "case_seq", "kind", "event", "state_after", "visibility"),
            *("basis", "rule", "law_version", "actor_id", "at"),
        ),
        ("summary", "detail", "actor_name"),
    ),
    Document: (
        (
            "id",
            "case_id",
            "kind",
            "number",
            "code",
            "facts_digest",
            "template_digest",
            "issued_on",
            "issued_at",
        ),
        ("facts",),
    ),
}


def digest_of(row: Chained) -> str:
    """Return the digest under which the chain holds a row."""
    clear, personal = COLUMNS[type(row)]
    content = {
        "table": row.__tablename__,
        "commit_id": str(row.commit_id),
        "salt": row.salt,
        **{name: _plain(getattr(row, name)) for name in clear},
        **{name: commitment(row.salt, getattr(row, name)) for name in personal},
    }
    return hashlib.sha256(orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).hexdigest()


def commitment(salt: str, value: Any) -> str:
    """Return the salted commitment to a value."""
    return hashlib.sha256(salt.encode() + orjson.dumps(value, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _plain(value: Any) -> Any:
    match value:
        case datetime():
            return round(value.timestamp() * 1000)
        case date() | UUID():
            return str(value)
        case _:
            return value

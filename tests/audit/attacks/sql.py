"""How rows are found and changed by somebody who has nothing but the database."""

from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session


def run(session: Session, statement: str, **values: Any) -> None:
    session.execute(text(statement), values)


def first(session: Session, question: str) -> Any:
    """Return the first value of the first row of an answer."""
    found = session.execute(text(question)).first()
    assert found is not None, f"nothing to attack: {question}"
    return found[0]


def named(session: Session, table: str, where: str = "", key: str = "id") -> Any:
    """Return the key of the first row of a table, as the database keeps it."""
    return first(session, f'SELECT {key} FROM "{table}" {where} ORDER BY {key} LIMIT 1')  # noqa: S608


def shown(key: Any) -> str:
    """Return a key as the auditor shows it; SQLite keeps UUIDs without dashes."""
    plain = str(key)
    if len(plain) == 32:
        return "-".join((plain[:8], plain[8:12], plain[12:16], plain[16:20], plain[20:]))
    return plain

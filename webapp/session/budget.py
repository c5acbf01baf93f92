"""How often a password may be guessed: counted in the database, so across every web process.

Every try is written before the password is looked at, and a success is a second row that takes the try back.
So sixteen guesses at once are sixteen tries, and the budget holds to the unit.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from workflows import clock
from workflows.models import LoginAttempt

Limits = Mapping[str, Any]


def note_try(session: Session, username: str, address: str) -> None:
    """Write down a try that has not succeeded yet."""
    _write(session, username, address, succeeded=False)


def note_success(session: Session, username: str, address: str) -> None:
    """Take the last try back: it was the right password."""
    _write(session, username, address, succeeded=True)


def is_spent(session: Session, username: str, address: str, limits: Limits) -> bool:
    """Say whether this try is over the budget of its account and address.

    The account's own budget does not bind an address from which its owner has logged in before:
    otherwise a stranger's guesses would lock the owner out.
    """
    since = clock.now() - limits["LOGIN_WINDOW"]
    of_account, from_address = LoginAttempt.username == username, LoginAttempt.address == address
    pair = of_account & from_address
    if _failures(session, pair, since) > limits["LOGIN_FAILURES_PER_PAIR"]:
        return True
    if _failures(session, from_address, since) > limits["LOGIN_FAILURES_PER_ADDRESS"]:
        return True
    if _failures(session, of_account, since) <= limits["LOGIN_FAILURES_PER_ACCOUNT"]:
        return False
    return not session.scalar(select(select(LoginAttempt.id).where(pair, LoginAttempt.succeeded).exists()))


def _failures(session: Session, which: ColumnElement[bool], since: datetime) -> int:
    balance = func.sum(case((LoginAttempt.succeeded, -1), else_=1))
    return session.scalar(select(balance).where(which, LoginAttempt.at > since)) or 0


def _write(session: Session, username: str, address: str, *, succeeded: bool) -> None:
    session.add(
        LoginAttempt(username=username[:64], address=address[:64], at=clock.now(), succeeded=succeeded)
    )
    session.flush()

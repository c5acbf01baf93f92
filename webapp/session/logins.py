"""Log-in sessions: rows on the server, found by the hash of a token that only the browser holds."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from workflows import clock
from workflows.models import LoginSession

SEEN_STEP = timedelta(minutes=1)  # how stale seen_at may be; reading a page writes no more often than this


def digest_of(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def open_login(session: Session, officer_id: int, address: str, length: timedelta) -> str:
    """Begin a log-in that ends after `length` at the latest; return its token."""
    token, now = secrets.token_urlsafe(32), clock.now()
    session.add(
        LoginSession(
            token_digest=digest_of(token),
            officer_id=officer_id,
            opened_at=now,
            seen_at=now,
            ends_at=now + length,
            address=address,
        )
    )
    session.flush()
    return token


def open_logins(session: Session, officer_id: int, idle: timedelta) -> list[LoginSession]:
    """Return the officer's log-ins that still count, the newest first."""
    kept = select(LoginSession).where(LoginSession.officer_id == officer_id, LoginSession.ended_at.is_(None))
    rows = session.scalars(kept.order_by(LoginSession.opened_at.desc()))
    return [row for row in rows if counts(row, clock.now(), idle)]


def find_login(session: Session, token: str, idle: timedelta) -> LoginSession | None:
    """Return the log-in of this token, if it has neither ended nor idled away and its officer may work."""
    login = session.get(LoginSession, digest_of(token))
    return login if login and counts(login, clock.now(), idle) else None


def counts(login: LoginSession, now: datetime, idle: timedelta) -> bool:
    """Say whether a log-in still lets its officer in."""
    if login.ended_at is not None or login.officer.disabled_at is not None:
        return False
    return now < login.ends_at and now - login.seen_at < idle


def due_to_be_seen(login: LoginSession) -> bool:
    """Say whether the log-in's last use was noted longer ago than a step."""
    return clock.now() - login.seen_at >= SEEN_STEP


def note_seen(session: Session, token_digest: str) -> None:
    """Note that the log-in is in use."""
    session.get_one(LoginSession, token_digest).seen_at = clock.now()


def end_login(session: Session, token_digest: str, officer_id: int) -> None:
    """End one log-in of an officer at once; one that has ended stays as it is."""
    _end(session, officer_id, LoginSession.token_digest == token_digest)


def end_other_logins(session: Session, officer_id: int, kept_digest: str) -> None:
    """End every log-in of an officer but one."""
    _end(session, officer_id, LoginSession.token_digest != kept_digest)


def _end(session: Session, officer_id: int, which: ColumnElement[bool]) -> None:
    running = LoginSession.officer_id == officer_id, LoginSession.ended_at.is_(None)
    for login in session.scalars(select(LoginSession).where(*running, which)):
        login.ended_at = clock.now()

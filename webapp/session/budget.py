"""How fast passwords may be guessed: failures are counted in the database, so across every web process.

Only what turned out wrong counts. While a try is verified it holds a place, so that sixteen guesses at once are
sixteen guesses; one that was cut off gives its place back by itself. Whoever fails waits, twice as long each time.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, select
from sqlalchemy.orm import Session

from workflows import clock
from workflows.models import LoginAttempt, LoginTry, Officer

Limits = Mapping[str, Any]

DOUBLINGS = 20
"""Beyond this many failures too many a pause has long reached its longest."""
NONE = timedelta()


@dataclass(frozen=True)
class Knock:
    """Who wants in: a name, from an address; `machine` is one on which that name has logged in before."""

    username: str
    address: str
    machine: str | None = None


@dataclass(frozen=True)
class Admission:
    """Whether the password may be verified now: then the number of the try, else how long to wait.

    Neither means that others are being verified, whose outcome decides.
    """

    try_id: int | None = None
    pause: timedelta = NONE


@dataclass(frozen=True)
class Rule:
    """Of which failures so many are free, and how long the pause after further ones grows at most."""

    failures: ColumnElement[bool]
    free: int
    longest: timedelta


def enter(session: Session, knock: Knock, limits: Limits) -> Admission:
    """Give a try its place, or say how long to wait; tries for one account are looked at one after the other."""
    now = clock.now()
    session.execute(select(Officer.id).where(Officer.username == knock.username).with_for_update())
    session.execute(delete(LoginTry).where(LoginTry.at < now - limits["LOGIN_VERIFYING"]))
    own, *others = _rules(knock, limits)
    failed, pause = _standing(session, own, now, limits)
    pause = max([pause, *(_standing(session, rule, now, limits)[1] for rule in others)])
    if pause > NONE:
        return Admission(pause=pause)
    if _being_verified(session, knock) >= max(own.free - failed, 1):
        return Admission()
    row = LoginTry(username=knock.username, address=knock.address, machine=knock.machine, at=now)
    session.add(row)
    session.flush()
    return Admission(row.id)


def leave(session: Session, knock: Knock, admission: Admission, *, succeeded: bool) -> None:
    """Give the place back and write down how the try ended."""
    session.execute(delete(LoginTry).where(LoginTry.id == admission.try_id))
    ended = LoginAttempt(username=knock.username, address=knock.address, machine=knock.machine)
    ended.at, ended.succeeded = clock.now(), succeeded
    session.add(ended)
    session.flush()


def _rules(knock: Knock, limits: Limits) -> Iterator[Rule]:
    """Yield the rule of the account on this machine or at this address first.

    Machines on which the account's owner has logged in are bound by nothing else: what strangers try, from the
    same address or any other, does not keep the owner out.
    """
    of_account = LoginAttempt.username == knock.username
    free, longest = limits["LOGIN_FREE_FAILURES"], limits["LOGIN_WINDOW"]
    if knock.machine is not None:
        yield Rule(_since_success(of_account & (LoginAttempt.machine == knock.machine)), free, longest)
        return
    unknown = LoginAttempt.machine.is_(None)
    from_address = and_(LoginAttempt.address == knock.address, unknown)
    yield Rule(_since_success(of_account & from_address), free, longest)
    many, short = limits["LOGIN_FREE_FAILURES_OF_MANY"], limits["LOGIN_LONGEST_PAUSE_OF_MANY"]
    yield Rule(of_account & unknown & ~LoginAttempt.succeeded, many, short)
    yield Rule(from_address & ~LoginAttempt.succeeded, many, short)


def _since_success(which: ColumnElement[bool]) -> ColumnElement[bool]:
    last = select(func.coalesce(func.max(LoginAttempt.id), 0)).where(which, LoginAttempt.succeeded)
    return and_(which, ~LoginAttempt.succeeded, LoginAttempt.id > last.scalar_subquery())


def _standing(session: Session, rule: Rule, now: datetime, limits: Limits) -> tuple[int, timedelta]:
    """Return how often it failed within the window, and how long to wait for the next try."""
    recent = LoginAttempt.at > now - limits["LOGIN_WINDOW"]
    asked = select(func.count(), func.max(LoginAttempt.id)).where(rule.failures, recent)
    failed, last_id = session.execute(asked).one()
    if failed < rule.free:
        return failed, NONE
    grown = limits["LOGIN_FIRST_PAUSE"] * 2 ** min(failed - rule.free, DOUBLINGS)
    return failed, max(session.get_one(LoginAttempt, last_id).at + min(grown, rule.longest) - now, NONE)


def _being_verified(session: Session, knock: Knock) -> int:
    whose = LoginTry.machine == knock.machine if knock.machine else LoginTry.address == knock.address
    pair = select(func.count(LoginTry.id)).where(LoginTry.username == knock.username, whose)
    return session.scalar(pair) or 0

"""Keeps what each version of the law stood for, in the transaction in which it is first applied."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from workflows.errors import LawUnknown
from workflows.law import applied
from workflows.models import LawSnapshot


def keep_law(session: Session, versions: Iterable[str], at: datetime) -> None:
    """Store what versions stood for, each once, so that whatever was decided by one can be read back.

    A version that an earlier release used before snapshots were kept is known to nobody and left out. The
    caller holds the chain's head, so that two commits cannot both store the same version.
    """
    for version in sorted(set(versions)):
        if session.get(LawSnapshot, version) is None:
            _keep(session, version, at)


def _keep(session: Session, version: str, at: datetime) -> None:
    try:
        found = applied(version)
    except LawUnknown:
        return
    session.add(LawSnapshot(version=version, day=found.day, content=found.content, files=found.files, at=at))
    session.flush()

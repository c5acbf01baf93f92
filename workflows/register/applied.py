"""What each version of the law stood for, kept in the transaction in which it is first applied."""

from collections.abc import Collection, Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from workflows.errors import LawUnknown
from workflows.law import applied
from workflows.models import LawSnapshot


def law_to_keep(session: Session, versions: Collection[str], at: datetime) -> Iterator[LawSnapshot]:
    """Yield what versions stood for that are not kept yet, so that whatever was decided by one can be read back.

    A version that an earlier release used before snapshots were kept is known to nobody and left out. The
    caller holds the chain's head, so that two commits cannot both store the same version.
    """
    for version in sorted(versions):
        if session.get(LawSnapshot, version) is None:
            yield from _known(version, at)


def _known(version: str, at: datetime) -> Iterator[LawSnapshot]:
    try:
        found = applied(version)
    except LawUnknown:
        return
    yield LawSnapshot(version=version, day=found.day, content=found.content, files=found.files, at=at)

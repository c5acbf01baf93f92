"""How papers write characters that no font has: as the house entered it, such as （左口右乙）; files keep them."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows.fonts import unprintable
from workflows.models import CharacterWriting


def writable(session: Session, facts: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return facts as a paper can carry them: each character that no font has in its writing, where there is one.

    The database is only asked where there is such a character.
    """
    if not (lacked := unprintable(facts)):
        return facts
    return {name: _written(value, str.maketrans(_writings(session, lacked))) for name, value in facts.items()}


def without_writing(session: Session, value: Any) -> list[str]:
    """Return the characters of a text, list or table that no font has, and for which there is no writing."""
    lacked = unprintable(value)
    known = _writings(session, lacked) if lacked else {}
    return [one for one in lacked if one not in known]


def _writings(session: Session, characters: list[str]) -> dict[str, str]:
    of_them = CharacterWriting.character.in_(characters)
    found = select(CharacterWriting).where(of_them).order_by(CharacterWriting.id)
    return {one.character: one.writing for one in session.scalars(found)}


def _written(value: Any, writings: dict[int, str]) -> Any:
    if isinstance(value, str):
        return value.translate(writings)
    if isinstance(value, Mapping):
        return {name: _written(one, writings) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_written(one, writings) for one in value]
    return value

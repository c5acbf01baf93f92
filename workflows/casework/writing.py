"""Enters how papers write a character that no font has, so that a true name stops no case."""

import re
from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError
from sqlalchemy.orm import Session

from workflows.casework.actor import Actor
from workflows.fonts import sentence, unprintable
from workflows.models import CharacterWriting
from workflows.register.commit import Commit

NUMBER = re.compile(r"U\+(10[0-9A-F]{4}|[0-9A-F]{4,5})")
"""The number of a character, as the refusal names it beside the character."""


def write_character(session: Session, told: Mapping[str, Any], actor: Actor) -> CharacterWriting:
    """Keep how a character, given itself or by its number, is written on papers from now on, and return it.

    Raises ValidationError by answer.
    """
    character = _character(told["character"])
    if not unprintable(character):
        raise ValidationError({"character": ["字库中有这个字，文书可以直接印制，不用登记写法。"]})
    if lacked := unprintable(told["writing"]):
        raise ValidationError({"writing": [sentence(lacked)]})
    commit = Commit(actor.officer_id, actor.name)
    row = CharacterWriting(
        character=character, writing=told["writing"], officer_id=actor.officer_id, at=commit.at
    )
    commit.write(session, [row])
    return row


def _character(told: str) -> str:
    found = NUMBER.fullmatch(told.upper())
    character = chr(int(found[1], 16)) if found else told
    if len(character) != 1 or "\ud800" <= character <= "\udfff":
        raise ValidationError({"character": ["只填一个字，或者它的编号，例如 U+30001。"]})
    return character

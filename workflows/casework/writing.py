"""Enters how papers write a character that no font has, so that a true name stops no case."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError
from sqlalchemy.orm import Session

from workflows.casework.actor import Actor
from workflows.fonts import sentence, unprintable
from workflows.models import CharacterWriting
from workflows.register.commit import Commit


def write_character(session: Session, told: Mapping[str, Any], actor: Actor) -> CharacterWriting:
    """Keep how a character is written on papers from now on, and return it. Raises ValidationError by answer."""
    if not unprintable(told["character"]):
        raise ValidationError({"character": ["字库中有这个字，文书可以直接印制，不用登记写法。"]})
    if lacked := unprintable(told["writing"]):
        raise ValidationError({"writing": [sentence(lacked)]})
    commit = Commit(actor.officer_id, actor.name)
    row = CharacterWriting(**told, officer_id=actor.officer_id, at=commit.at)
    commit.write(session, [row])
    return row

"""The door for purposes: somebody without a part says what he needs to read for, and may read for some hours."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from forms.choices import Purpose, Relation
from workflows.casework.actor import Actor
from workflows.casework.consulting import ground_in_case, ground_in_entity
from workflows.errors import CaseRecused
from workflows.law import parameter
from workflows.models import PurposeStatement
from workflows.register.commit import Commit


@dataclass(frozen=True)
class Need:
    """What something is needed for, in a word and in one's own."""

    purpose: Purpose
    words: str


def state_for_case(session: Session, case_id: UUID, need: Need, actor: Actor) -> None:
    """Let the actor read a case for the hours of the parameter. Raises NotFound or CaseRecused."""
    if ground_in_case(session, actor, case_id).relation is Relation.RECUSED:
        raise CaseRecused
    _state(session, PurposeStatement(case_id=case_id), need, actor)


def state_for_entity(session: Session, entity_id: int, need: Need, actor: Actor) -> None:
    """Let the actor read a natural person's record for the hours of the parameter. Raises NotFound."""
    ground_in_entity(session, actor, entity_id)
    _state(session, PurposeStatement(entity_id=entity_id), need, actor)


def _state(session: Session, statement: PurposeStatement, need: Need, actor: Actor) -> None:
    commit = Commit(actor.officer_id, actor.name)
    statement.officer_id, statement.at = actor.officer_id, commit.at
    statement.purpose, statement.words = need.purpose, need.words
    statement.until = commit.at + timedelta(hours=int(parameter("consult.purposeHours")))
    commit.write(session, [statement])

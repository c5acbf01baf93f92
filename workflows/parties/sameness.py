"""That two parties on file are one."""

from marshmallow import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.choices import PartyChangeKind
from workflows.models import BusinessEntity, PartyChange
from workflows.parties.finding import ANSWER, other_party
from workflows.parties.kind import Kind, Stated, Told


def _joined(session: Session, entity: BusinessEntity, told: Told) -> Stated:
    other = other_party(session, entity, told[ANSWER])
    if other.kind != entity.kind or _is_joined(session, {entity.id, other.id}):
        words = "两户类别不同，或者其中一户已经登记为与别的主体相同，请核对。"
        raise ValidationError({ANSWER: [words]})
    return Stated(was=entity.shown_code, became=other.shown_code, other_id=other.id)


def _is_joined(session: Session, ids: set[int]) -> bool:
    given_up = PartyChange.kind == PartyChangeKind.SAME_AS, PartyChange.entity_id.in_(ids)
    return session.scalar(select(PartyChange.id).where(*given_up).limit(1)) is not None


SAME_AS = Kind(
    code=PartyChangeKind.SAME_AS,
    words="{was} 与 {became} 是同一主体，以后以 {became} 为准",
    state=_joined,
)
SAMENESS = (SAME_AS,)

"""That a party is the branch of another, and that it no longer is."""

from marshmallow import ValidationError
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from forms.choices import EntityKind, PartyChangeKind
from workflows.models import BusinessEntity, PartyChange
from workflows.parties.finding import ANSWER, other_party
from workflows.parties.kind import Kind, Stated, Told
from workflows.parties.relations import relations_now

STARTED, ENDED = PartyChangeKind.BRANCH_OF, PartyChangeKind.BRANCH_ENDED


def _began(session: Session, entity: BusinessEntity, told: Told) -> Stated:
    other = _company(session, entity, told)
    now = _branches_now(session, {entity.id, other.id})
    if any(one.entity_id == entity.id for one in now):
        raise ValidationError({ANSWER: ["这一主体现在登记为另一主体的分支机构，请先登记终止。"]})
    if any(one.other_id == entity.id for one in now):
        raise ValidationError({"kind": ["这一主体自己有分支机构，不能是另一主体的分支机构。"]})
    if any(one.entity_id == other.id for one in now):
        raise ValidationError({ANSWER: ["填写的主体本身是分支机构，不能再设分支机构，请核对。"]})
    return Stated(became=other.shown_code, other_id=other.id)


def _ended(session: Session, entity: BusinessEntity, told: Told) -> Stated:
    other = _company(session, entity, told)
    of_other = [
        one
        for one in _branches_now(session, {entity.id})
        if one.entity_id == entity.id and one.other_id == other.id
    ]
    if not of_other:
        raise ValidationError({ANSWER: ["这一主体现在没有登记为该主体的分支机构，请核对。"]})
    if told["from_day"] < of_other[0].from_day:
        raise ValidationError({"from_day": [f"早于成为分支机构的日期（{of_other[0].from_day}），请核对。"]})
    return Stated(became=other.shown_code, other_id=other.id)


def _company(session: Session, entity: BusinessEntity, told: Told) -> BusinessEntity:
    """Return the other party. Raises ValidationError unless both are such as have or are branches."""
    if entity.kind != EntityKind.ORGANISATION:
        raise ValidationError({"kind": ["自然人和个体工商户不是分支机构。"]})
    other = other_party(session, entity, told[ANSWER])
    if other.kind != EntityKind.ORGANISATION:
        raise ValidationError({ANSWER: ["自然人和个体工商户没有分支机构，请核对。"]})
    return other


def _branches_now(session: Session, ids: set[int]) -> list[PartyChange]:
    of_these = or_(PartyChange.entity_id.in_(ids), PartyChange.other_id.in_(ids))
    asked = select(PartyChange).where(PartyChange.kind.in_((STARTED, ENDED)), of_these)
    return relations_now(session.scalars(asked.order_by(PartyChange.id)), {STARTED: ENDED})


BRANCH_OF = Kind(
    code=STARTED,
    words="成为{other}的分支机构",
    words_of_other="{party}成为其分支机构",
    relation="隶属于",
    relation_of_other="分支机构",
    ended_by=ENDED,
    state=_began,
)
BRANCH_ENDED = Kind(
    code=ENDED,
    words="不再是{other}的分支机构",
    words_of_other="{party}不再是其分支机构",
    state=_ended,
)
BRANCHES = (BRANCH_OF, BRANCH_ENDED)

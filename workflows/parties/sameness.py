"""That two parties on file are one, and that they are not after all."""

from marshmallow import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.choices import PartyChangeKind
from workflows import clock
from workflows.models import BusinessEntity, PartyChange
from workflows.parties.finding import ANSWER, other_party
from workflows.parties.joined import follow_joins, joins_of
from workflows.parties.kind import Kind, Stated, Told
from workflows.parties.succession import following


def _joined(session: Session, entity: BusinessEntity, told: Told) -> Stated:
    other = other_party(session, entity, told[ANSWER])
    if other.kind != entity.kind:
        words = "两户类别不同，不是同一主体；转型、变更组织形式的，请登记由新的主体承继。"
        raise ValidationError({ANSWER: [words]})
    if other.party_id in following(session, entity.party_id) or entity.party_id in following(
        session, other.party_id
    ):
        words = "两户登记为一户承继另一户，不会是同一主体；确为同一主体的，请先登记承继有误。"
        raise ValidationError({ANSWER: [words]})
    if entity.uscc and not other.uscc:
        words = f"有统一社会信用代码的一户应当保留：请打开{other.name}（{other.shown_code}）的页面登记。"
        raise ValidationError({ANSWER: [words]})
    return Stated(was=entity.shown_code, became=other.shown_code, other_id=other.id)


def _parted(session: Session, entity: BusinessEntity, told: Told) -> Stated:
    """Return with whom the row was joined last; what was put on record meanwhile stays where it was put."""
    if entity.one_with_id is None:
        words = "这一登记没有并入别的主体；要解除的，请打开并入的那一户的页面登记。"
        raise ValidationError({"kind": [words]})
    last = joins_of(session, [entity.id])[-1]
    if told["from_day"] < last.from_day:
        raise ValidationError({"from_day": [f"早于登记为同一主体的日期（{last.from_day}），请核对。"]})
    return Stated(was=entity.shown_code, became=last.became, other_id=last.other_id)


def _regroup(session: Session, change: PartyChange) -> None:
    """Let every row of both parties name the one that stands for it from now on."""
    both = select(BusinessEntity.party_id).where(BusinessEntity.id.in_((change.entity_id, change.other_id)))
    rows = session.scalars(select(BusinessEntity).where(BusinessEntity.party_id.in_(both))).all()
    follow_joins(rows, joins_of(session, [row.id for row in rows]))
    for row in rows:
        row.updated_at = clock.now()


SAME_AS = Kind(
    code=PartyChangeKind.SAME_AS,
    words="{party}与{other}是同一主体，以后以后者为准",
    state=_joined,
    settle=_regroup,
)
PARTED = Kind(
    code=PartyChangeKind.PARTED,
    words="{party}与{other}不是同一主体，各自的信用记录分开；合并登记期间新记的，仍在当时记入的主体名下",
    state=_parted,
    settle=_regroup,
)
SAMENESS = (SAME_AS, PARTED)

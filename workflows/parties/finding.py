"""Finds the other party of whom a change speaks: by its code or registration number, a person by the document's."""

from marshmallow import ValidationError
from sqlalchemy import SQLColumnExpression, or_, select
from sqlalchemy.orm import Session

from forms.choices import IdentityKind
from forms.identifiers import tidy_code
from workflows.models import BusinessEntity
from workflows.parties.identity import identity_key

ANSWER = "other_code"
MANY = "不止一户使用，请填写统一社会信用代码。"
SAME = "已经登记为与这一主体是同一主体，请核对。"
NONE = "系统中没有这一代码的另一主体，请核对；没有登记过的，请先登记。"


def bearing(row: type[BusinessEntity], code: str) -> SQLColumnExpression[bool]:
    """Return the condition that a row bears a number: a code, a registration number, or that of a document."""
    tidy = tidy_code(code)
    keys = [identity_key(kind.label, tidy) for kind in IdentityKind]
    return or_(row.uscc == tidy, row.registration_number == tidy, row.party_key.in_(keys))


def other_party(session: Session, entity: BusinessEntity, code: str) -> BusinessEntity:
    """Return the row that stands for the one other party that bears a code.

    Raises marshmallow's ValidationError when there is not one, or when it is the same party.
    """
    others = session.scalars(
        select(BusinessEntity).where(bearing(BusinessEntity, code), BusinessEntity.id != entity.id)
    ).all()
    # One party may be on file in several rows that bear its number.
    parties = {one.party_id: one.party for one in others}
    own = parties.pop(entity.party_id, None)
    if len(parties) != 1:
        raise ValidationError({ANSWER: [MANY if parties else SAME if own else NONE]})
    return parties.popitem()[1]

"""Finds the other party of whom a change speaks, by its code or registration number."""

from marshmallow import ValidationError
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from forms.identifiers import tidy_code
from workflows.models import BusinessEntity

ANSWER = "other_code"


def other_party(session: Session, entity: BusinessEntity, code: str) -> BusinessEntity:
    """Return the one other party that bears a code. Raises marshmallow's ValidationError when there is not one."""
    tidy = tidy_code(code)
    bears = or_(BusinessEntity.uscc == tidy, BusinessEntity.registration_number == tidy)
    others = session.scalars(select(BusinessEntity).where(bears, BusinessEntity.id != entity.id)).all()
    if len(others) == 1:
        return others[0]
    words = "不止一户使用，请填写统一社会信用代码。" if others else "系统中没有这一代码的另一主体，请核对。"
    raise ValidationError({ANSWER: [words]})

"""What the registration authority changes of a party: its name, representative, address and status."""

from marshmallow import ValidationError
from sqlalchemy.orm import Session

from forms.choices import EntityKind, PartyChangeKind, PartyStatus
from workflows.models import BusinessEntity
from workflows.parties.kind import Kind, Stated, Told
from workflows.parties.standing import changes_of, stood_on


def stated_of_row(session: Session, entity: BusinessEntity, kind: Kind, told: Told, answer: str) -> Stated:
    """Return the change of a column from what it held on that day. Raises ValidationError when that is the same."""
    was = stood_on(entity, kind, changes_of(session, entity.id, kind.code), told["from_day"])
    became = str(told[answer])
    if was == became:
        raise ValidationError({answer: ["与这一天已经登记的相同，请填写变更后的内容。"]})
    return Stated(was=was, became=became)


def _renamed(session: Session, entity: BusinessEntity, told: Told) -> Stated:
    return stated_of_row(session, entity, RENAMED, told, "name")


def _represented(session: Session, entity: BusinessEntity, told: Told) -> Stated:
    if entity.kind == EntityKind.PERSON:
        raise ValidationError({"kind": ["自然人没有法定代表人、负责人。"]})
    return stated_of_row(session, entity, REPRESENTATIVE, told, "legal_representative")


def _moved(session: Session, entity: BusinessEntity, told: Told) -> Stated:
    return stated_of_row(session, entity, ADDRESS, told, "address")


def _has_status(session: Session, entity: BusinessEntity, told: Told) -> Stated:
    became: PartyStatus = told["status"]
    if became.of_persons is not None and became.of_persons != (entity.kind == EntityKind.PERSON):
        raise ValidationError({"status": ["这一类主体没有这种登记状态。"]})
    stated = stated_of_row(session, entity, STATUS, told, "status")
    was = PartyStatus(stated.was)
    if became not in FOLLOWS[was] and not told.get("correction"):
        mend = "以前登记有误或者被依法恢复的，请填写更正的原因。"
        raise ValidationError({"status": [f"{was.label}之后不能是{became.label}；{mend}"]})
    return stated


S = PartyStatus
FOLLOWS = {
    S.EXISTING: {S.RESTING, S.REVOKED, S.DEREGISTERED, S.ANNULLED, S.MOVED_OUT, S.DECEASED},
    S.RESTING: {S.EXISTING, S.REVOKED, S.DEREGISTERED, S.ANNULLED, S.MOVED_OUT},
    S.MOVED_OUT: {S.EXISTING, S.REVOKED, S.DEREGISTERED, S.ANNULLED},
    S.REVOKED: {S.REVOKED_DEREGISTERED},
    S.REVOKED_DEREGISTERED: frozenset(),
    S.DEREGISTERED: frozenset(),
    S.ANNULLED: frozenset(),
    S.DECEASED: frozenset(),
}
"""Which status may follow which; anything else corrects a mistake or obeys a court, and needs its reason."""

RENAMED = Kind(
    code=PartyChangeKind.RENAMED,
    words="名称由“{was}”变更为“{became}”",
    column="name",
    state=_renamed,
)
REPRESENTATIVE = Kind(
    code=PartyChangeKind.REPRESENTATIVE,
    words="法定代表人（负责人、经营者）由{was}变更为{became}",
    column="legal_representative",
    state=_represented,
)
ADDRESS = Kind(
    code=PartyChangeKind.ADDRESS,
    words="住所（经营场所）由{was}变更为{became}",
    column="address",
    state=_moved,
)
STATUS = Kind(
    code=PartyChangeKind.STATUS,
    words="登记状态由{was}变更为{became}",
    column="status",
    vocabulary=PartyStatus,
    state=_has_status,
)
CODE_CONFIRMED = Kind(code=PartyChangeKind.CODE_CONFIRMED, words="{became}不符合校验规则，已对照证照核实")
REGISTERED = (RENAMED, REPRESENTATIVE, ADDRESS, STATUS, CODE_CONFIRMED)

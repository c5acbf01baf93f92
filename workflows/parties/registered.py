"""What the registration authority changes of a party: its name, representative, address and status."""

from collections.abc import Sequence

from marshmallow import ValidationError
from sqlalchemy.orm import Session

from forms.choices import EntityKind, PartyChangeKind, PartyStatus
from workflows.models import BusinessEntity
from workflows.parties.kind import Kind, State, Stated, Told
from workflows.parties.standing import Held, changes_of, stood_on


def row_change(entity: BusinessEntity, kind: Kind, changes: Sequence[Held], told: Told) -> Stated:
    """Return how answers change a column from what it held on that day; `changes` are those of the kind, by day.

    Raises ValidationError, by answer, when it held that already, or may not become that.
    """
    answer = ANSWERS[kind.code]
    was, became = stood_on(entity, kind, changes, told["from_day"]), str(told[answer])
    if kind is REPRESENTATIVE and entity.kind == EntityKind.PERSON:
        raise ValidationError({"kind": ["自然人没有法定代表人、负责人。"]})
    if was == became:
        raise ValidationError({answer: ["与这一天已经登记的相同，请填写变更后的内容。"]})
    if kind is STATUS:
        _may_follow(entity, PartyStatus(was), told)
    return Stated(was=was, became=became)


def _may_follow(entity: BusinessEntity, was: PartyStatus, told: Told) -> None:
    became: PartyStatus = told["status"]
    if became.of_persons is not None and became.of_persons != (entity.kind == EntityKind.PERSON):
        raise ValidationError({"status": ["这一类主体没有这种登记状态。"]})
    if became not in FOLLOWS[was] and not told.get("correction"):
        mend = "以前登记有误或者被依法恢复的，请填写更正的原因。"
        raise ValidationError({"status": [f"{was.label}之后不能是{became.label}；{mend}"]})


def _of_row(code: PartyChangeKind) -> State:
    """Return how answers state a change of the column that a kind rules."""

    def state(session: Session, entity: BusinessEntity, told: Told) -> Stated:
        kind = BY_ANSWER[ANSWERS[code]]
        return row_change(entity, kind, changes_of(session, entity.id, code), told)

    return state


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
    state=_of_row(PartyChangeKind.RENAMED),
)
REPRESENTATIVE = Kind(
    code=PartyChangeKind.REPRESENTATIVE,
    words="法定代表人（负责人、经营者）由{was}变更为{became}",
    column="legal_representative",
    state=_of_row(PartyChangeKind.REPRESENTATIVE),
)
ADDRESS = Kind(
    code=PartyChangeKind.ADDRESS,
    words="住所（经营场所）由{was}变更为{became}",
    column="address",
    state=_of_row(PartyChangeKind.ADDRESS),
)
STATUS = Kind(
    code=PartyChangeKind.STATUS,
    words="登记状态由{was}变更为{became}",
    column="status",
    vocabulary=PartyStatus,
    state=_of_row(PartyChangeKind.STATUS),
)
CODE_CONFIRMED = Kind(code=PartyChangeKind.CODE_CONFIRMED, words="{became}不符合校验规则，已对照证照核实")
REGISTERED = (RENAMED, REPRESENTATIVE, ADDRESS, STATUS, CODE_CONFIRMED)
ANSWERS = {
    PartyChangeKind.RENAMED: "name",
    PartyChangeKind.REPRESENTATIVE: "legal_representative",
    PartyChangeKind.ADDRESS: "address",
    PartyChangeKind.STATUS: "status",
}
"""In which answer each of these is told."""
BY_ANSWER = {ANSWERS[kind.code]: kind for kind in REGISTERED if kind.code in ANSWERS}

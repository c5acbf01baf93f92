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
    was, became = stood_on(entity, kind, changes, told["from_day"]), str(told[kind.answer])
    if was == became:
        raise ValidationError({kind.answer: ["与这一天已经登记的相同，请填写变更后的内容。"]})
    if kind.fits:
        kind.fits(entity, was, told)
    return Stated(was=was, became=became)


def _has_a_representative(entity: BusinessEntity, _was: str, _told: Told) -> None:
    if entity.kind == EntityKind.PERSON:
        raise ValidationError({"kind": ["自然人没有法定代表人、负责人。"]})


def _may_follow(entity: BusinessEntity, before: str, told: Told) -> None:
    was, became = PartyStatus(before), PartyStatus(told["status"])
    if became.of_persons is not None and became.of_persons != (entity.kind == EntityKind.PERSON):
        raise ValidationError({"status": ["这一类主体没有这种登记状态。"]})
    if became not in FOLLOWS[was] and not told.get("correction"):
        mend = "以前登记有误或者被依法恢复的，请填写更正的原因。"
        raise ValidationError({"status": [f"{was.label}之后不能是{became.label}；{mend}"]})


def _of_row(answer: str) -> State:
    """Return how answers state a change of the column that is told in one of them."""

    def state(session: Session, entity: BusinessEntity, told: Told) -> Stated:
        kind = BY_ANSWER[answer]
        return row_change(entity, kind, changes_of(session, entity.id, kind.code), told)

    return state


S = PartyStatus
FOLLOWS = {
    S.EXISTING: {S.RESTING, S.REVOKED, S.DEREGISTERED, S.ANNULLED, S.MOVED_OUT, S.DECEASED},
    S.RESTING: {S.EXISTING, S.REVOKED, S.DEREGISTERED, S.ANNULLED, S.MOVED_OUT},
    S.MOVED_OUT: {S.EXISTING, S.REVOKED, S.DEREGISTERED, S.ANNULLED},
    S.REVOKED: {S.REVOKED_DEREGISTERED, S.DEREGISTERED},
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
    answer="name",
    state=_of_row("name"),
)
REPRESENTATIVE = Kind(
    code=PartyChangeKind.REPRESENTATIVE,
    words="法定代表人（负责人、经营者）由{was}变更为{became}",
    column="legal_representative",
    answer="legal_representative",
    fits=_has_a_representative,
    state=_of_row("legal_representative"),
)
ADDRESS = Kind(
    code=PartyChangeKind.ADDRESS,
    words="住所（经营场所）由{was}变更为{became}",
    column="address",
    answer="address",
    state=_of_row("address"),
)
STATUS = Kind(
    code=PartyChangeKind.STATUS,
    words="登记状态由{was}变更为{became}",
    column="status",
    vocabulary=PartyStatus,
    answer="status",
    fits=_may_follow,
    state=_of_row("status"),
)
CODE_CONFIRMED = Kind(code=PartyChangeKind.CODE_CONFIRMED, words="{became}不符合校验规则，已对照证照核实")
REGISTERED = (RENAMED, REPRESENTATIVE, ADDRESS, STATUS, CODE_CONFIRMED)
BY_ANSWER = {kind.answer: kind for kind in REGISTERED if kind.answer}
"""The kinds that rule a column, by the answer in which each is told."""

"""A party as pages show it beside its records: what became known of it, whom it is the same as."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from forms.choices import PartyChangeKind
from workflows.errors import NotFound
from workflows.models import BusinessEntity, Officer, PartyChange


@dataclass(frozen=True, kw_only=True)
class ChangeRow:
    """One thing that became known of a party."""

    words: str
    from_day: date
    source: str
    at: datetime
    by: str


def entity_on_file(session: Session, entity_id: int) -> BusinessEntity:
    """Return an entity. Raises NotFound."""
    entity = session.get(BusinessEntity, entity_id)
    if entity is None:
        raise NotFound
    return entity


def changes_of(session: Session, entity_id: int) -> tuple[list[ChangeRow], Sequence[BusinessEntity]]:
    """Return what became known of an entity, in order, and the entities that it is the same as."""
    about = or_(PartyChange.entity_id == entity_id, PartyChange.other_id == entity_id)
    asked = select(PartyChange, Officer.name).outerjoin(Officer, PartyChange.officer_id == Officer.id)
    found = session.execute(asked.where(about).order_by(PartyChange.id)).all()
    ids = {i for change, _ in found for i in (change.entity_id, change.other_id)} - {entity_id, None}
    others = session.scalars(select(BusinessEntity).where(BusinessEntity.id.in_(ids))).all()
    return [_change_row(change, by) for change, by in found], others


def _change_row(change: PartyChange, by: str | None) -> ChangeRow:
    words = {
        PartyChangeKind.RENAMED: f"名称由“{change.was}”变更为“{change.became}”",
        PartyChangeKind.SAME_AS: f"{change.was} 与 {change.became} 是同一主体，以后以 {change.became} 为准",
        PartyChangeKind.CODE_CONFIRMED: f"代码 {change.became} 不符合校验规则，已对照证照核实",
    }[PartyChangeKind(change.kind)]
    if change.kind == PartyChangeKind.CODE_CONFIRMED and change.became.startswith("id:"):
        words = "证件号码不符合校验规则，已对照证件核实"
    return ChangeRow(
        words=words, from_day=change.from_day, source=change.source, at=change.at, by=by or "导入"
    )

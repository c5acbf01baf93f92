"""The search for parties: businesses by name or code, natural persons only by those who may read of them."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from forms.choices import EntityKind, RecordState
from workflows.casework.actor import Actor
from workflows.casework.consulting import readable_party
from workflows.models import BusinessEntity, CreditRecord

PAGE = 20


@dataclass(frozen=True, kw_only=True)
class FoundEntity:
    """A line of the search."""

    id: int
    name: str
    shown_code: str
    kind_label: str
    published: int


@dataclass(frozen=True, kw_only=True)
class Found:
    """One page of what was found."""

    rows: list[FoundEntity]
    total: int
    page: int
    pages: int


def search_entities(session: Session, q: str, page: int, actor: Actor) -> Found:
    """Return a page of entities whose name holds the words, or whose code begins with them.

    A natural person of whom the actor may not read is found by the whole name only: whoever looks knows it.
    """
    query = _sought(q).where(or_(readable_party(actor), BusinessEntity.name == q))
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    shown = (
        select(func.count())
        .where(CreditRecord.entity_id == BusinessEntity.id, CreditRecord.state == RecordState.PUBLISHED)
        .scalar_subquery()
    )
    found = query.add_columns(shown).order_by(BusinessEntity.name).limit(PAGE).offset((page - 1) * PAGE)
    rows = [_found(entity, published) for entity, published in session.execute(found)]
    return Found(rows=rows, total=total, page=page, pages=max(1, -(-total // PAGE)))


def _sought(q: str) -> Select[Any]:
    query = select(BusinessEntity)
    if not q:
        return query
    code = q.upper()
    return query.where(
        or_(
            BusinessEntity.name.contains(q, autoescape=True),
            BusinessEntity.uscc.startswith(code, autoescape=True),
            BusinessEntity.registration_number.startswith(code, autoescape=True),
        )
    )


def _found(entity: BusinessEntity, published: int) -> FoundEntity:
    return FoundEntity(
        id=entity.id,
        name=entity.name,
        shown_code=entity.shown_code,
        kind_label=EntityKind(entity.kind).label,
        published=published,
    )

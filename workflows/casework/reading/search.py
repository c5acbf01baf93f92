"""The search for parties: businesses by name or code, natural persons only by those who may read of them."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from forms.choices import EntityKind, PartyChangeKind, RecordState
from forms.identifiers import document_number_key, tidy_code
from workflows.casework.actor import Actor
from workflows.casework.consulting import readable_party
from workflows.models import BusinessEntity, CreditRecord, PartyChange, PenaltyDecision
from workflows.parties.joined import rows_of

PAGE = 20
LEAST_OF_A_CODE = 4
"""Characters from which a part of a code, not only its beginning, finds anybody."""


@dataclass(frozen=True, kw_only=True)
class FoundEntity:
    """A line of the search."""

    id: int
    name: str
    shown_code: str
    kind_label: str
    status_label: str
    published: int | None
    """None for whom the record is not open: then neither its status nor its records are told."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """One page of what was found."""

    rows: list[FoundEntity]
    total: int
    page: int
    pages: int


def search_entities(session: Session, q: str, page: int, actor: Actor) -> Found:
    """Return a page of entities that the query fits: words of names, a code, a representative, a document number.

    A natural person of whom the actor may not read is found by the whole name only: whoever looks knows it, and is
    told nothing else.
    """
    named = select(BusinessEntity.party_id).where(BusinessEntity.name == q)
    query = _sought(q).where(or_(readable_party(actor), BusinessEntity.id.in_(named)))
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    shown = (
        select(func.count())
        .where(
            CreditRecord.entity_id.in_(rows_of(BusinessEntity.party_id)),
            CreditRecord.state == RecordState.PUBLISHED,
        )
        .correlate(BusinessEntity)
        .scalar_subquery()
    )
    open_to = case((readable_party(actor), True), else_=False)
    found = (
        query.add_columns(shown, open_to).order_by(BusinessEntity.name).limit(PAGE).offset((page - 1) * PAGE)
    )
    rows = [_found(entity, published if may else None) for entity, published, may in session.execute(found)]
    return Found(rows=rows, total=total, page=page, pages=max(1, -(-total // PAGE)))


def _sought(q: str) -> Select[Any]:
    """Return the statement for a query: one code however it is spaced, one document number, or words that all fit.

    A party that is on file in several rows is found by what any of them says, and is one line.
    """
    standing = select(BusinessEntity).where(BusinessEntity.one_with_id.is_(None))
    if not q:
        return standing
    fits = [_by_code(tidy_code(q)), _by_document(document_number_key(q))]
    words: Select[Any] = select(BusinessEntity.id)
    for word in q.split():
        words = words.where(_by_word(word))
    found = select(BusinessEntity.party_id).where(or_(BusinessEntity.id.in_(words), *fits))
    return standing.where(BusinessEntity.id.in_(found))


def _by_word(word: str) -> ColumnElement[bool]:
    """A word is part of a name, or the representative, of today or of any day before."""
    once = or_(
        and_(PartyChange.kind == PartyChangeKind.RENAMED, _names(PartyChange.was, PartyChange.became, word)),
        and_(
            PartyChange.kind == PartyChangeKind.REPRESENTATIVE,
            or_(PartyChange.was == word, PartyChange.became == word),
        ),
    )
    return or_(
        BusinessEntity.name.icontains(word, autoescape=True),
        BusinessEntity.legal_representative == word,
        BusinessEntity.id.in_(select(PartyChange.entity_id).where(once)),
    )


def _names(was: Any, became: Any, word: str) -> ColumnElement[bool]:
    return or_(was.icontains(word, autoescape=True), became.icontains(word, autoescape=True))


def _by_code(code: str) -> ColumnElement[bool]:
    columns = (BusinessEntity.uscc, BusinessEntity.registration_number)
    if len(code) < LEAST_OF_A_CODE:
        return or_(*(column.startswith(code, autoescape=True) for column in columns))
    return or_(*(column.icontains(code, autoescape=True) for column in columns))


def _by_document(key: str) -> ColumnElement[bool]:
    return BusinessEntity.id.in_(select(PenaltyDecision.entity_id).where(PenaltyDecision.number_key == key))


def _found(entity: BusinessEntity, published: int | None) -> FoundEntity:
    return FoundEntity(
        id=entity.id,
        name=entity.name,
        shown_code=entity.shown_code,
        kind_label=EntityKind(entity.kind).label,
        status_label=entity.status_label if published is not None else "",
        published=published,
    )

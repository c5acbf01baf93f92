"""One party in several rows: asked as one, and which row stands for it, as what became known of it tells."""

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Select, SQLColumnExpression, or_, select
from sqlalchemy.orm import Session, aliased

from forms.choices import PartyChangeKind
from workflows.models import BusinessEntity, PartyChange

JOINING = (PartyChangeKind.SAME_AS, PartyChangeKind.PARTED)
"""The kinds of change that say which rows are one party."""


def rows_of(party_id: int | SQLColumnExpression[int]) -> Select[int]:
    """Ask for the ids of all rows under which a party is on file; it is named by the row that stands for it.

    Whatever is asked about a party (its records, penalties, cases, papers) is asked of all of them.
    """
    row = aliased(BusinessEntity)
    found = select(row.id).where(or_(row.id == party_id, row.one_with_id == party_id))
    return found.correlate(BusinessEntity)


def rows_called(words: str, *, whole: bool = False) -> Select[int]:
    """Ask for the ids of all rows of the parties that have or had a name, or bear a number, with these words in it.

    The `whole` name or number has to be the same where only that is meant.
    """

    def fits(column: SQLColumnExpression[str] | SQLColumnExpression[str | None]) -> SQLColumnExpression[bool]:
        return column == words if whole else column.icontains(words, autoescape=True)

    called = aliased(BusinessEntity)
    renamed = PartyChange.kind == PartyChangeKind.RENAMED, fits(PartyChange.was)
    texts = [fits(column) for column in (called.name, called.uscc, called.registration_number)]
    parties = select(called.party_id).where(
        or_(*texts, called.id.in_(select(PartyChange.entity_id).where(*renamed)))
    )
    row = aliased(BusinessEntity)
    return select(row.id).where(row.party_id.in_(parties))


def joins_of(session: Session, ids: Collection[int]) -> Sequence[PartyChange]:
    """Return the changes by which rows were joined to others and parted from them, in the order of their entry."""
    joining = PartyChange.kind.in_(JOINING), PartyChange.entity_id.in_(ids)
    return session.scalars(select(PartyChange).where(*joining).order_by(PartyChange.id)).all()


def follow_joins(rows: Iterable[BusinessEntity], changes: Iterable[PartyChange]) -> None:
    """Let each row name the one that stands for it, as the changes say in the order of their entry."""
    whither: dict[int, int] = {}
    for change in changes:
        if change.kind == PartyChangeKind.SAME_AS and change.other_id is not None:
            whither[change.entity_id] = change.other_id
        elif change.kind == PartyChangeKind.PARTED:
            whither.pop(change.entity_id, None)
    for row in rows:
        last = row.id
        while last in whither:
            last = whither[last]
        row.one_with_id = None if last == row.id else last


def catch_up(session: Session) -> None:
    """Let rows that were joined before they could say to which name it; those that say so are left alone."""
    joins = select(PartyChange).where(PartyChange.kind.in_(JOINING)).order_by(PartyChange.id)
    changes = session.scalars(joins).all()
    given_up = BusinessEntity.id.in_(select(PartyChange.entity_id).where(PartyChange.kind.in_(JOINING)))
    rows = select(BusinessEntity).where(given_up, BusinessEntity.one_with_id.is_(None))
    follow_joins(session.scalars(rows).all(), changes)

"""Who held which post in a firm, and a person in which firms, as their pages show it: need to know holds here too."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows.casework.actor import Actor
from workflows.casework.consulting import readable_party
from workflows.models import BusinessEntity, Officer, PartyChange
from workflows.parties.firm_posts import Tenure, held_on, tenures


@dataclass(frozen=True, kw_only=True)
class EnteredRow:
    """By which document a post was taken or left, and who entered it."""

    source: str
    at: datetime
    by: str


@dataclass(frozen=True, kw_only=True)
class TenureRow:
    """One post: the other party, which post and when, and how that is known."""

    other: BusinessEntity
    tenure: Tenure
    changes: Sequence[EnteredRow]


@dataclass(frozen=True, kw_only=True)
class FirmPosts:
    """The posts of a party, all of them or those of one day."""

    rows: Sequence[TenureRow]
    hidden: int
    """How many others name persons of whom the officer may not read."""
    on: date | None
    is_known: bool
    """Whether anything is known of posts at all."""


def firm_posts(session: Session, entity: BusinessEntity, actor: Actor, on: date | None) -> FirmPosts:
    """Return the posts that a person holds or held, or that persons hold or held in a firm; `on` a day only its own.

    Of those who answered for an act of a firm only they are shown of whom the actor may read.
    """
    known = tenures(session, entity.id)
    asked = known if on is None else held_on(known, on)
    read = _readable(session, {one.person.id for one in asked}, actor)
    shown = [one for one in asked if one.post.is_public or one.person.id in read]
    authors = _authors(session, [change for one in shown for change in _changes(one)])
    return FirmPosts(
        rows=[_row(one, entity, authors) for one in shown],
        hidden=len(asked) - len(shown),
        on=on,
        is_known=bool(known),
    )


def _readable(session: Session, ids: Collection[int], actor: Actor) -> set[int]:
    asked = select(BusinessEntity.id).where(BusinessEntity.id.in_(ids), readable_party(actor))
    return {*session.scalars(asked)} if ids else set()


def _authors(session: Session, changes: Collection[PartyChange]) -> Mapping[int, str]:
    asked = select(Officer.id, Officer.name).where(Officer.id.in_({one.officer_id for one in changes}))
    return {row.id: row.name for row in session.execute(asked)} if changes else {}


def _changes(tenure: Tenure) -> list[PartyChange]:
    return [tenure.taken, *([tenure.left] if tenure.left else [])]


def _row(tenure: Tenure, entity: BusinessEntity, authors: Mapping[int, str]) -> TenureRow:
    entered = [
        EnteredRow(source=one.source, at=one.at, by=authors.get(one.officer_id or 0, "导入"))
        for one in _changes(tenure)
    ]
    other = tenure.firm if tenure.person.id == entity.id else tenure.person
    return TenureRow(other=other, tenure=tenure, changes=entered)

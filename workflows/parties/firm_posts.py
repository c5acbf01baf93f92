"""What natural persons are in firms: which post from which day until which, so that it can be asked for any day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from marshmallow import ValidationError
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from forms.choices import EntityKind, FirmPost, PartyChangeKind
from workflows.models import BusinessEntity, PartyChange
from workflows.parties.finding import ANSWER, other_party
from workflows.parties.joined import rows_of
from workflows.parties.kind import Kind, Stated, Told
from workflows.parties.standing import by_day

TAKEN, LEFT = PartyChangeKind.POST_TAKEN, PartyChangeKind.POST_LEFT


@dataclass(frozen=True, kw_only=True)
class Tenure:
    """That a person held a post in a firm from a day, and until another one, on which he held it no longer."""

    person: BusinessEntity
    firm: BusinessEntity
    post: FirmPost
    from_day: date
    ended_on: date | None
    taken: PartyChange
    left: PartyChange | None

    @property
    def was_mistaken(self) -> bool:
        """Whether it was taken back as a mistake: it ended on the day on which it began."""
        return self.ended_on is not None and self.ended_on <= self.from_day

    def holds_on(self, day: date) -> bool:
        """Whether the person held the post on a day."""
        return self.from_day <= day and (self.ended_on is None or day < self.ended_on)


def tenures(session: Session, party_id: int) -> list[Tenure]:
    """Return every post that a person ever held, or that anybody ever held in a firm; the first taken first."""
    rows = rows_of(party_id)
    of_party = or_(PartyChange.entity_id.in_(rows), PartyChange.other_id.in_(rows))
    asked = select(PartyChange).where(PartyChange.kind.in_((TAKEN, LEFT)), of_party).order_by(PartyChange.id)
    changes = session.scalars(asked).all()
    ids = {i for one in changes for i in (one.entity_id, one.other_id) if i is not None}
    named = session.scalars(select(BusinessEntity).where(BusinessEntity.id.in_(ids))) if ids else ()
    parties = {one.id: one.party for one in named}
    posts: dict[tuple[int, int, str], list[PartyChange]] = defaultdict(list)
    for change in changes:
        person, firm = parties[change.entity_id], parties[change.other_id or 0]
        posts[person.id, firm.id, change.became].append(change)
    found = (
        _tenure(parties[taken.entity_id], parties[taken.other_id or 0], taken, left)
        for same in posts.values()
        for taken, left in _spans(by_day(same))
    )
    return sorted(found, key=lambda one: (one.from_day, one.taken.id))


def _spans(changes: Iterable[PartyChange]) -> Iterator[tuple[PartyChange, PartyChange | None]]:
    """Yield each taking of one post, with the leaving that ended it."""
    taken: PartyChange | None = None
    for change in changes:
        if change.kind == TAKEN:
            taken = taken or change
        elif taken is not None:
            yield taken, change
            taken = None
    if taken is not None:
        yield taken, None


def _tenure(
    person: BusinessEntity, firm: BusinessEntity, taken: PartyChange, left: PartyChange | None
) -> Tenure:
    return Tenure(
        person=person,
        firm=firm,
        post=FirmPost(taken.became),
        from_day=taken.from_day,
        ended_on=left.from_day if left else None,
        taken=taken,
        left=left,
    )


def held_on(found: Iterable[Tenure], day: date) -> Sequence[Tenure]:
    """Return those of the tenures that ran on a day: who was what in the firm when something was done."""
    return [one for one in found if one.holds_on(day)]


def _took(session: Session, entity: BusinessEntity, told: Told) -> Stated:
    person, firm, running = _of_pair(session, entity, told)
    if running:
        raise ValidationError({"post": [f"已经登记自{running[0].from_day}起担任，请核对。"]})
    return Stated(became=told["post"].value, other_id=firm.id, of_id=person.id)


def _left(session: Session, entity: BusinessEntity, told: Told) -> Stated:
    person, firm, running = _of_pair(session, entity, told)
    if not running:
        raise ValidationError({"post": ["这一天没有登记担任这一职务，请核对。"]})
    return Stated(became=told["post"].value, other_id=firm.id, of_id=person.id)


def _of_pair(
    session: Session, entity: BusinessEntity, told: Told
) -> tuple[BusinessEntity, BusinessEntity, Sequence[Tenure]]:
    """Return person and firm, whichever of them is the party of the page, and the tenure of the post on that day."""
    other = other_party(session, entity, told[ANSWER])
    if (entity.kind == EntityKind.PERSON) == (other.kind == EntityKind.PERSON):
        raise ValidationError({ANSWER: ["任职的一方应当是自然人，另一方是企业或者个体工商户。"]})
    person, firm = (entity, other) if entity.kind == EntityKind.PERSON else (other, entity)
    same = [
        one for one in tenures(session, firm.id) if one.person.id == person.id and one.post is told["post"]
    ]
    return person, firm, held_on(same, told["from_day"])


FIRM_POSTS = (
    Kind(
        code=TAKEN,
        words="任{other}的{became}",
        words_of_other="{party}任{became}",
        vocabulary=FirmPost,
        state=_took,
    ),
    Kind(
        code=LEFT,
        words="不再任{other}的{became}",
        words_of_other="{party}不再任{became}",
        vocabulary=FirmPost,
        state=_left,
    ),
)

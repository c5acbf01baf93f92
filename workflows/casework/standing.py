"""Whether an officer may act in one case: role, section, claim, recusal, and one part for one person."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, and_, literal, select, union_all
from sqlalchemy.orm import Session

from forms.choices import Part, PartThrough, Role
from workflows import clock
from workflows.casework.actor import Actor, Seat, seats_of
from workflows.errors import NotAllowed, PartsCollide
from workflows.law.statutes import cited
from workflows.models import Case, CasePart, Recusal, Task

SEPARATION = "penalty_procedure:49"
RECUSAL = "penalty_law:43"


@dataclass(frozen=True)
class Standing:
    """What an officer is in one case, asked under the case's lock.

    `parts` and `out` say which part the officer, and each in whose place the officer may act, has in the case
    so far, and which of them are recused.
    """

    officer_id: int
    seats: tuple[Seat, ...]
    parts: Mapping[int, Part]
    out: frozenset[int]

    @property
    def roles(self) -> frozenset[Role]:
        """The officer's own roles."""
        return frozenset(seat.role for seat in self.seats if seat.in_place_of is None)

    @property
    def part(self) -> Part | None:
        """The part that the officer has in the case, if any."""
        return self.parts.get(self.officer_id)

    @property
    def recused(self) -> bool:
        """Whether the officer stepped out of the case."""
        return self.officer_id in self.out

    def people(self, seat: Seat) -> tuple[int, ...]:
        """Return who acts when the officer acts in a seat: the officer, and the one in whose place."""
        return (self.officer_id,) if seat.in_place_of is None else (self.officer_id, seat.in_place_of)

    def holds_apart(self, seat: Seat) -> int | None:
        """Return who of them has another part in the case already, None when nobody has."""
        others = (one for one in self.people(seat) if self.parts.get(one, seat.role.part) != seat.role.part)
        return next(others, None)


def standing_of(session: Session, case_id: UUID, officer_id: int) -> Standing:
    """Return an officer's standing in a case."""
    return standings_of(session, [case_id], officer_id)[case_id]


def standings_of(session: Session, case_ids: Collection[UUID], officer_id: int) -> Mapping[UUID, Standing]:
    """Return an officer's standing in each of some cases."""
    seats = tuple(seats_of(session, officer_id))
    people = {officer_id, *(seat.in_place_of for seat in seats if seat.in_place_of is not None)}
    parts = select(CasePart.case_id, CasePart.officer_id, CasePart.part).where(
        _in(CasePart, case_ids, people)
    )
    recusals = select(Recusal.case_id, Recusal.officer_id, literal("")).where(_in(Recusal, case_ids, people))
    held: dict[UUID, dict[int, Part]] = defaultdict(dict)
    out: dict[UUID, set[int]] = defaultdict(set)
    for case_id, who, part in session.execute(union_all(parts, recusals)):
        if part:
            held[case_id][who] = Part(part)
        else:
            out[case_id].add(who)
    return {one: Standing(officer_id, seats, held[one], frozenset(out[one])) for one in case_ids}


def _in(
    table: type[CasePart] | type[Recusal], case_ids: Collection[UUID], people: Collection[int]
) -> ColumnElement[bool]:
    return and_(table.case_id.in_(case_ids), table.officer_id.in_(people))


def require(session: Session, actor: Actor, case: Case, task: Task) -> Seat:
    """Let the actor answer the task, and give everybody who thereby acts the part that goes with it.

    Return the seat in which the actor acts. Raises NotAllowed (role, section, claimed by another, recused) or
    PartsCollide (程序规定 49: whoever handles a case does not review or approve it), naming what stands against it.
    """
    standing = standing_of(session, case.id, actor.officer_id)
    if reason := refusal(actor, task, standing):
        raise NotAllowed(reason)
    if reason := collision(task, standing):
        raise PartsCollide(reason)
    seat = next(seat for seat in _usable(task, standing) if standing.holds_apart(seat) is None)
    take_part(session, case.id, standing, seat)
    return seat


def refusal(actor: Actor, task: Task, standing: Standing) -> str:
    """Return why the actor may not answer the task, or an empty text; parts in the case are asked apart."""
    return _of_another_post(task, standing) or _kept_from(task, standing) or _claimed(actor, task, standing)


def _of_another_post(task: Task, standing: Standing) -> str:
    if all(seat.role != task.role for seat in standing.seats):
        return f"这一环节由{Role.words(task.role)}办理。"
    if not any(seat.serves(task) for seat in standing.seats):
        return "这一环节由本案的承办科室办理。"
    return ""


def _kept_from(task: Task, standing: Standing) -> str:
    if standing.recused:
        return f"您已在本案回避（{cited(RECUSAL)}）。"
    if all(_is_own_work(task, standing, seat) for seat in standing.seats if seat.serves(task)):
        return "这一环节核对的是您（或者您代行其职责的人员）参与的工作，须由另一人办理。"
    if not any(_usable(task, standing)):
        return f"您所代行职责的人员已在本案回避，不能由他人代行（{cited(RECUSAL)}）。"
    return ""


def _claimed(actor: Actor, task: Task, standing: Standing) -> str:
    in_whose_place = {seat.in_place_of for seat in _usable(task, standing)}
    if task.claimed_by_id in {None, actor.officer_id, *in_whose_place}:
        return ""
    return "这一待办已由他人领取；需要由您办理的，请领取人退回，或者请科室负责人改派。"


def _is_own_work(task: Task, standing: Standing, seat: Seat) -> bool:
    return any(one in (task.not_by or ()) for one in standing.people(seat))


def collision(task: Task, standing: Standing) -> str:
    """Return whose other part in the case stands against answering the task, or an empty text."""
    apart = [(seat, standing.holds_apart(seat)) for seat in _usable(task, standing)]
    if not apart or any(who is None for _, who in apart):
        return ""
    seat, who = apart[0]
    whose = "您" if who == standing.officer_id else "您所代行职责的人员"
    held, wanted = standing.parts[who or 0].label, seat.role.part.label
    return f"{whose}在本案已经担任{held}，不能再担任{wanted}，由他人代行也不能（{cited(SEPARATION)}）。"


def _usable(task: Task, standing: Standing) -> Iterator[Seat]:
    """Yield the seats in which the task may be answered, but for those of people who are recused."""
    for seat in standing.seats:
        own_work = _is_own_work(task, standing, seat)
        if seat.serves(task) and seat.in_place_of not in standing.out and not own_work:
            yield seat


def take_part(session: Session, case_id: UUID, standing: Standing, seat: Seat) -> None:
    """Keep the part of everybody who acts in a seat; the key of the table refuses a second one to anybody."""
    without = (one for one in standing.people(seat) if one not in standing.parts)
    keep_parts(session, case_id, without, seat.role.part, PartThrough.ACTED)


def keep_parts(
    session: Session, case_id: UUID, people: Iterable[int], part: Part, through: PartThrough
) -> None:
    """Write down the part that people have in a case from now on, and how they came to have it."""
    at = clock.now()
    session.add_all(
        CasePart(case_id=case_id, officer_id=one, part=part, since=at, through=through) for one in people
    )

"""Who may answer what: every user task of every procedure, by every role, with every part held before."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import product
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from forms.choices import Part, Role
from tests.office import Office
from workflows import casework, clock
from workflows.casework import standing
from workflows.catalog import catalog
from workflows.errors import NotAllowed, PartsCollide
from workflows.models import Case, CasePart, Task

# Written down once more, by hand, from the roles and rules of the brief: what answering makes of a person.
PARTS = {
    "窗口": "handling",
    "承办人": "handling",
    "信用监管科": "handling",
    "科室负责人": "reviewing",
    "审核人": "reviewing",
    "法制审核人": "reviewing",
    "听证主持人": "hearing",
    "审批人": "approving",
    "主要负责人": "approving",
    "集体讨论": "approving",
}


@dataclass(frozen=True)
class Step:
    """A user task of a procedure, with the role of its lane."""

    process_key: str
    name: str
    lane: str


def steps() -> list[Step]:
    """Every user task of every procedure."""
    return [
        Step(key, name, task.lane)
        for key, procedure in catalog().items()
        for name, task in procedure.process.user_tasks.items()
    ]


def people(office: Office, case_id: UUID) -> dict[tuple[Role, Part | None], int]:
    """Hire somebody for each role and each part that one may have in the case already, or none."""
    everybody = product(Role, (None, *Part))
    found = {(role, part): office.hire(f"{role}-{part}", role) for role, part in everybody}
    with office.begin() as session:
        held = ((who, part) for (_, part), who in found.items() if part is not None)
        session.add_all(
            CasePart(case_id=case_id, officer_id=who, part=part, since=clock.now()) for who, part in held
        )
    return found


def answers(session: Session, case_id: UUID, step: Step, officer_id: int) -> str:
    """Say what comes of somebody's answering the step: "yes", "role" or "part"; nothing is kept of it."""
    case = session.get_one(Case, case_id)
    task = Task(
        id=uuid4(),
        case_id=case_id,
        process_key=step.process_key,
        name=step.name,
        role=Role.labelled(step.lane),
        opened_at=clock.now(),
    )
    actor = casework.actor_of(session, officer_id)
    with session.begin_nested() as tried:
        try:
            standing.require(session, actor, case, task)
            session.flush()
        except NotAllowed:
            return "role"
        except PartsCollide:
            return "part"
        finally:
            if tried.is_active:
                tried.rollback()
    return "yes"


def expected(step: Step, role: Role, part: Part | None) -> str:
    """Say what the rules want: the role of the lane, and no other part in the case (程序规定 49)."""
    if role.label != step.lane:
        return "role"
    return "yes" if part in (None, PARTS[step.lane]) else "part"


def wrong(office: Office, case_id: UUID, names: Collection[str] = ()) -> Iterator[str]:
    """Yield a sentence for every field of the matrix in which the door does otherwise than the rules.

    `names` narrows the matrix to steps of these names.
    """
    asked = [step for step in steps() if not names or step.name in names]
    everybody = people(office, case_id)
    with office.begin() as session:
        for step, ((role, part), who) in product(asked, everybody.items()):
            found = answers(session, case_id, step, who)
            if found != expected(step, role, part):
                yield f"{step.process_key}.{step.name}：{role} {part} {found}"
        session.rollback()

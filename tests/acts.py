"""Acts on cases as a whole, asked for and decided through the door."""

from uuid import UUID, uuid4

from forms.choices import ActVerdict, CaseActKind
from tests.office import Office
from workflows import casework
from workflows.casework import acts


def ask(
    office: Office, case_id: UUID, kind: str, ground: str, by: str = "case_officer", key: UUID | None = None
) -> int:
    """Ask for an act, and return its id."""
    wish = acts.Wish(kind=CaseActKind(kind), ground=ground, reason="复议机关正在审理，尚未作出决定。")
    with office.begin() as session:
        act = acts.ask(session, case_id, wish, casework.actor_of(session, office.people[by]), key or uuid4())
        return act.id


def decide(
    office: Office, act_id: int, by: str = "approver", verdict: str = "agreed", key: UUID | None = None
) -> None:
    """Decide about an act that was asked for."""
    opinion = "" if verdict == "agreed" else "原因不明，请查明后再报。"
    word = acts.Word(verdict=ActVerdict(verdict), opinion=opinion, key=key or uuid4())
    with office.begin() as session:
        acts.decide(session, act_id, word, casework.actor_of(session, office.people[by]))


def suspend(office: Office, case_id: UUID, ground: str = "general_related_case") -> None:
    """Have a case suspended."""
    decide(office, ask(office, case_id, "suspend", ground))


def resume(office: Office, case_id: UUID, ground: str = "general_cause_gone") -> None:
    """Have a suspended case resumed."""
    decide(office, ask(office, case_id, "resume", ground))

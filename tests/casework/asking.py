"""Asks colleagues to be the second of two officers, answers for them, and lists what waits, as their pages do."""

from collections.abc import Sequence
from typing import Any

from forms.choices import SecondOfficerVerdict
from tests.office import Office
from workflows import casework
from workflows.casework import reading, second_officers
from workflows.casework.colleagues import matter_of
from workflows.casework.reading.second_officers import RequestRow
from workflows.models import Case

AGREED = SecondOfficerVerdict.AGREED


def ask(case: Any, who: str, by: str = "case_officer") -> int:
    """Ask a colleague in a case, and return the number of the request."""
    with case.office.begin() as session:
        matter = matter_of(session.get_one(Case, case.id))
    number: int = case.office.ask(by, matter, case.office.people[who])
    return number


def answer(
    office: Office, request: int, by: str, verdict: SecondOfficerVerdict = AGREED, reason: str = ""
) -> None:
    with office.begin() as session:
        actor = casework.actor_of(session, office.people[by])
        second_officers.answer(session, request, verdict, reason, actor)


def asked(office: Office, who: str) -> list[RequestRow]:
    """The requests that wait for somebody, as his page lists them."""
    with office.begin() as session:
        actor = casework.actor_of(session, office.people[who])
        return [row_of(one) for one in session.execute(reading.asked_of(actor)).all()]


def made(office: Office, who: str = "case_officer") -> list[str]:
    """What became of the requests that somebody made, the latest first."""
    with office.begin() as session:
        actor = casework.actor_of(session, office.people[who])
        return [row_of(one).state for one in session.execute(reading.asked_by(actor)).all()]


def row_of(found: Sequence[Any]) -> RequestRow:
    return reading.request_row(*found)

"""How a bureau in a test asks colleagues to be the second of two officers, and how they agree, through the doors."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID, uuid4

from forms.choices import SecondOfficerVerdict
from tests.databases import Transaction
from workflows import casework
from workflows.casework import Answer, second_officers
from workflows.casework.colleagues import Matter, matter_of
from workflows.errors import ColleagueUnasked
from workflows.models import Case


class Colleagues:
    """What a bureau does about second officers."""

    begin: Transaction
    people: dict[str, int]

    def once_agreed(self, username: str, case_id: UUID, act: Callable[[], Answer]) -> Answer:
        """Do something in a case; a colleague whom it names is asked and agrees first."""
        try:
            return act()
        except ColleagueUnasked as unasked:
            with self.begin() as session:
                matter = matter_of(session.get_one(Case, case_id))
            self.agree(username, matter, unasked.officer_id)
        return act()

    def ask(self, username: str, matter: Matter, officer_id: int) -> int:
        """Ask a colleague to be the second officer, and return the number of the request."""
        with self.begin() as session:
            actor = casework.actor_of(session, self.people[username])
            asked = second_officers.ask(session, matter, officer_id, actor)
        assert asked is not None, "he handles the case already"
        return asked

    def agree(self, username: str, matter: Matter, officer_id: int) -> None:
        """Ask a colleague to be the second officer; he agrees, as himself."""
        request = self.ask(username, matter, officer_id)
        with self.begin() as session:
            himself = casework.actor_of(session, officer_id)
            second_officers.answer(session, request, SecondOfficerVerdict.AGREED, "", himself)

    def open_about(
        self, username: str, process: str, entity_id: int, answers: Mapping[str, Any], key: UUID | None = None
    ) -> UUID:
        """Open a case about a party itself; a colleague whom the answers name agrees first."""
        try:
            return self.try_to_open_about(username, process, entity_id, answers, key)
        except ColleagueUnasked as unasked:
            about = {"process_key": process, "entity_id": entity_id}
            self.agree(username, Matter(department_id=unasked.department_id, **about), unasked.officer_id)
        return self.try_to_open_about(username, process, entity_id, answers, key)

    def try_to_open_about(
        self, username: str, process: str, entity_id: int, answers: Mapping[str, Any], key: UUID | None = None
    ) -> UUID:
        """Send the form that opens a case about a party, once."""
        with self.begin() as session:
            actor = casework.actor_of(session, self.people[username])
            return casework.open_case(session, process, entity_id, answers, actor, key or uuid4())

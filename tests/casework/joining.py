"""Two rows of one party on file, and what the credit section makes known of them."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from forms.choices import EntityKind, MadeKnown
from tests.office import Office
from workflows import audit, clock
from workflows.audit import Finding
from workflows.casework import Actor, actor_of, reading
from workflows.casework.parties import change_party
from workflows.models import BusinessEntity

DAY = date(2026, 11, 9)
SHOP = {
    "name": "鸡西市鸡冠区李堃超市",
    "kind": EntityKind.INDIVIDUAL_BUSINESS.value,
    "legal_representative": "李堃",
    "registration_number": "230300600000013",
    "party_key": "reg:230300600000013",
}
COMPANY = {
    "name": "鸡西市鸡冠区堃源生鲜超市",
    "kind": EntityKind.INDIVIDUAL_BUSINESS.value,
    "legal_representative": "李堃",
    "address": "鸡西市鸡冠区和平北大街7号",
    "uscc": "92230300MA0000015D",
    "party_key": "92230300MA0000015D",
}


THIRD = SHOP | {
    "name": "鸡西市鸡冠区李堃副食店",
    "registration_number": "230300600000021",
    "party_key": "reg:2",
}


@pytest.fixture
def shop(office: Office) -> int:
    """A shop that is known by its registration number."""
    return add_party(office, SHOP)


@pytest.fixture
def company(office: Office) -> int:
    """The same shop, known by its code."""
    return add_party(office, COMPANY)


def audited(office: Office) -> list[Finding]:
    """Return whatever the auditor finds."""
    with office.begin() as session:
        return list(audit.verify(session))


def add_party(office: Office, facts: dict[str, Any]) -> int:
    with office.begin() as session:
        party = BusinessEntity(created_at=clock.now(), updated_at=clock.now(), **facts)
        session.add(party)
        session.flush()
        return party.id


def make_known(office: Office, entity_id: int, kind: MadeKnown, **told: Any) -> None:
    """Make a change of a party known, as the credit section does on its page."""
    with office.begin() as session:
        given = {"kind": kind, "from_day": DAY, "source": "核对了营业执照和登记档案", **told}
        change_party(session, entity_id, given, clerk(office, session))


def join(office: Office, given_up: int, code: str, **told: Any) -> None:
    make_known(office, given_up, MadeKnown.SAME_AS, other_code=code, **told)


def part(office: Office, given_up: int, **told: Any) -> None:
    make_known(office, given_up, MadeKnown.PARTED, **told)


def clerk(office: Office, session: Session) -> Actor:
    return actor_of(session, office.people["credit_section"])


def found(office: Office, q: str) -> list[tuple[int, int]]:
    """Return the lines of a search: which party, and how many of its records are shown."""
    with office.begin() as session:
        rows = reading.search_entities(session, q, 1, clerk(office, session)).rows
        return [(row.id, row.published) for row in rows]


def records_of(office: Office, entity_id: int) -> list[int]:
    """Return the records that the party's page shows."""
    with office.begin() as session:
        page = reading.entity_page(session, entity_id, clerk(office, session))
        return sorted(row.record.id for row in page.records)

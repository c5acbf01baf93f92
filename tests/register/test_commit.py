"""The chain: each commit seals what it wrote, and whatever is altered afterwards is found."""

from itertools import pairwise

import pytest
from sqlalchemy import text

from tests.casework.health import ailments
from tests.processes.repair import Repair
from workflows.models import ChainLink, CreditEntry
from workflows.register.chained import commitment, digest_of
from workflows.register.commit import Commit, body_of, link_of

OPEN_GUARD = {
    "sqlite": ["DROP TRIGGER credit_entry_update"],
    "postgresql": ["ALTER TABLE credit_entry DISABLE TRIGGER ALL"],
}


@pytest.fixture
def case(office, calendar):
    return Repair(office, calendar).accept()


@pytest.mark.own_database
@pytest.mark.parametrize("change", ["summary = 'x'", "visibility = 'public'", "salts = '{}'"])
def test_an_entry_altered_by_the_owner_of_the_database_does_not_fit_its_link(case, change):
    with case.office.engine.begin() as connection:
        for statement in OPEN_GUARD[case.office.engine.dialect.name]:
            connection.execute(text(statement))
        connection.execute(text(f"UPDATE credit_entry SET {change} WHERE case_seq = 2"))  # noqa: S608
    assert any(sentence.startswith("chain: link") for sentence in ailments(case.office))


def test_a_commit_that_wrote_nothing_leaves_no_link(office):
    before = office.all(ChainLink)
    with office.begin() as session:
        Commit().write(session, [])
    assert len(office.all(ChainLink)) == len(before)


def test_links_follow_one_another_in_order(case):
    links = sorted(case.office.all(ChainLink), key=lambda link: link.seq)
    assert [link.seq for link in links] == list(range(1, len(links) + 1))
    assert all(after.head == link_of(before.head, after.body) for before, after in pairwise(links))


def test_the_body_does_not_depend_on_the_order_in_which_rows_are_read():
    assert body_of(["a", "b"]) == body_of(["b", "a"]) != body_of(["a"])


def test_personal_text_stands_behind_a_commitment_that_its_salt_makes_unguessable(case):
    entry = case.office.all(CreditEntry, case_id=case.id)[0]
    assert commitment("one", entry.summary) != commitment("two", entry.summary)
    before = digest_of(entry)
    entry.summary = "另一句"
    assert digest_of(entry) != before

"""A natural person's document number: sealed in the tables, found again, told to nobody."""

import logging
from collections.abc import Iterator

import pytest
from sqlalchemy import select

from tests.importing.conftest import Office
from tests.importing.files import PERSON, PERSON_NUMBER, csv_file, row
from workflows import keyring
from workflows.errors import BrokenSeal
from workflows.importing import entities, faults, opening, refused, runs
from workflows.importing.entities import IDENTITY
from workflows.models import BusinessEntity
from workflows.register.sealing_session import SealingSession
from workflows.sealing import keyed_hash, seal, unseal

GOOD = row(PERSON)
FAULTY = row(PERSON, CF_WSH="")
WRONG_NUMBER = "110105194912310021"


def readable(office: Office) -> str:
    """Return everything in all tables as somebody with a copy of the database would read it."""
    cells = (cell for rows in office.dump().values() for one in rows for cell in one)
    return "\n".join(
        bytes(cell).decode("utf-8", "replace") if isinstance(cell, bytes) else str(cell) for cell in cells
    )


def test_a_number_is_sealed_and_can_be_opened_by_the_office(office):
    office.import_file(csv_file([GOOD]))
    with SealingSession(office.engine) as session:
        person = session.scalars(select(BusinessEntity)).one()
    assert unseal(person.identity_cipher, IDENTITY).decode() == PERSON_NUMBER
    assert person.party_key == f"id:{keyed_hash(f'身份证:{PERSON_NUMBER}', IDENTITY)}"
    assert person.shown_code == "（自然人）"


def test_a_person_is_found_again_by_the_keyed_hash(office):
    office.import_file(csv_file([GOOD]))
    again = office.import_file(csv_file([GOOD, row(PERSON, CF_WSH="2")]))
    assert (again.added, again.unchanged) == (1, 1)


def test_a_number_is_nowhere_readable_while_and_after_importing(office):
    run_id = office.receive(csv_file([GOOD, FAULTY]))
    assert PERSON_NUMBER not in readable(office)
    office.open_file(run_id)
    assert PERSON_NUMBER not in readable(office)
    office.import_part(run_id)
    assert PERSON_NUMBER not in readable(office)
    assert office.run(run_id).state == "done"


@pytest.mark.parametrize("module", [entities, runs])
def test_a_seal_that_does_not_close_would_be_noticed(office, monkeypatch, module):
    for one in (runs, opening) if module is runs else (module,):
        monkeypatch.setattr(one, "seal", lambda plain, purpose: plain)
    monkeypatch.setattr(
        runs, "unseal", lambda sealed, purpose: sealed if module is runs else unseal(sealed, purpose)
    )
    run_id = office.receive(csv_file([GOOD]))
    while_waiting = readable(office)
    office.open_file(run_id)
    office.import_part(run_id)
    assert PERSON_NUMBER in while_waiting + readable(office)


def test_a_refused_row_kept_open_would_be_noticed(office, monkeypatch):
    monkeypatch.setattr(refused, "_sealed", str)
    office.import_file(csv_file([FAULTY]))
    assert PERSON_NUMBER in readable(office)


def test_a_number_goes_back_only_in_its_own_row(office):
    run = office.import_file(csv_file([FAULTY, row(CF_WSH=""), GOOD]))
    lines = office.rejects(run.id)[2].decode().splitlines()
    assert [PERSON_NUMBER in line for line in lines] == [False, True, False]


def test_a_wrong_number_is_not_repeated_in_the_fault(office):
    run = office.import_file(
        csv_file([row(PERSON, CF_XDR_ZJHM=WRONG_NUMBER), row(CF_FR_ZJHM="\x01" + WRONG_NUMBER)])
    )
    assert run.refused == 2
    assert WRONG_NUMBER not in "".join(office.faults(run.id))


def test_a_fault_that_repeats_secrets_would_be_noticed(office, monkeypatch):
    monkeypatch.setattr(faults, "COLUMNS", {code: _Open(column) for code, column in faults.COLUMNS.items()})
    with pytest.raises(AssertionError):
        test_a_wrong_number_is_not_repeated_in_the_fault(office)


def test_the_name_on_file_is_not_told_to_who_only_has_the_number(office):
    office.import_file(csv_file([GOOD]))
    run = office.import_file(csv_file([row(PERSON, CF_XDR_MC="钱某")]))
    (sentence,) = office.faults(run.id)
    assert PERSON["CF_XDR_MC"] not in sentence and PERSON_NUMBER not in sentence


def test_a_number_is_in_no_log(office, caplog):
    with caplog.at_level(logging.DEBUG):
        office.import_file(csv_file([GOOD, FAULTY]))
    assert caplog.records
    assert PERSON_NUMBER not in caplog.text


def test_the_hash_of_a_number_needs_the_secret():
    known = keyed_hash(PERSON_NUMBER, IDENTITY)
    keyring.use("another-secret-of-another-office-entirely")
    assert keyed_hash(PERSON_NUMBER, IDENTITY) != known


@pytest.mark.parametrize("place", [0, 12, -1])
def test_an_altered_seal_is_not_opened(place):
    sealed = bytearray(seal(b"plain", IDENTITY))
    sealed[place] ^= 1
    with pytest.raises(BrokenSeal):
        unseal(bytes(sealed), IDENTITY)


def test_a_seal_of_one_purpose_is_not_opened_for_another():
    with pytest.raises(BrokenSeal):
        unseal(seal(b"plain", IDENTITY), "import")


@pytest.fixture(autouse=True)
def _statements_are_logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    with caplog.at_level(logging.INFO, logger="sqlalchemy.engine"):
        yield


class _Open:
    secret = False

    def __init__(self, column: object) -> None:
        self.title = column.title

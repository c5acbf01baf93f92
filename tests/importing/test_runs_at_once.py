"""Imports beside each other, and beside a person who makes something known of a party."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

from tests.importing.conftest import Office
from tests.importing.files import (
    COMPANY,
    csv_file,
    row,
)
from tests.importing.test_runs import counts, entities, finished
from workflows.importing.entities import EntityBook
from workflows.models import BusinessEntity, PartyChange
from workflows.register.sealing_session import SealingSession


def test_two_files_with_the_same_new_parties_at_once_become_one_of_each(postgresql):
    offices = [Office(postgresql), Office(postgresql)]
    files = [csv_file([row(CF_WSH=f"{office}-{number}") for number in range(30)]) for office in range(2)]
    run_ids = [office.take_in(file) for office, file in zip(offices, files, strict=True)]
    with ThreadPoolExecutor() as threads:
        ended = list(threads.map(finished, offices, run_ids))
    assert [counts(run) for run in ended] == [(30, 0, 0, 0)] * 2
    assert len(entities(offices[0])) == 1


def made_known(engine, name: str, day: date) -> None:
    """Let somebody make a new name of the first party known, in a transaction of his own."""
    with SealingSession(engine) as session, session.begin():
        party = session.get_one(BusinessEntity, 1)
        known = {"kind": "renamed", "was": party.name, "became": name, "source": "执照", "from_day": day}
        session.add(PartyChange(entity_id=1, import_run_id=1, at=party.created_at, **known))
        party.name = name


def test_a_name_that_is_made_known_while_a_part_is_imported_is_not_lost(postgresql, monkeypatch):
    office, opened = Office(postgresql), EntityBook.open
    office.import_file(csv_file([row()]))

    def slowly(session, parties):
        book = opened(session, parties)
        made_known(office.engine, "鸡西市北兴集团有限公司", date(2026, 6, 1))
        return book

    monkeypatch.setattr(EntityBook, "open", slowly)
    renamed = {"CF_XDR_MC": "鸡西市北兴实业有限公司", "BZ": f"原名：{COMPANY['CF_XDR_MC']}"}
    assert counts(office.import_file(csv_file([row(CF_WSH="鸡市监处罚〔2026〕2号", **renamed)]))) == (
        1,
        0,
        0,
        0,
    )
    assert [one.name for one in entities(office)] == ["鸡西市北兴集团有限公司"]
    [change] = office.changes
    assert (change.was, change.became) == (COMPANY["CF_XDR_MC"], "鸡西市北兴实业有限公司")

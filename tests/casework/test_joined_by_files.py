"""Files heed which parties are one, and make parties one themselves where a row proves it."""

from functools import partial

import pytest
from marshmallow import ValidationError

from forms.choices import WithdrawalGround
from tests.casework.at_once import at_once
from tests.casework.joining import COMPANY, SHOP, THIRD, add_party, audited, clerk, join, part
from tests.importing.files import OLD_SHOP, csv_file, row
from tests.office import Office
from workflows.background import put_on_record
from workflows.casework import reading
from workflows.casework.withdrawing import withdraw_record
from workflows.errors import PartyChanged
from workflows.importing import advance, begin, open_file, unpacking
from workflows.models import (
    BusinessEntity,
    CreditRecord,
    ImportReject,
    ImportRun,
)
from workflows.parties.joined import catch_up
from workflows.sheets.reading import read

DOUBLE = {"ground": WithdrawalGround.DOUBLE, "reason": "两户已登记为同一主体。"}


def taken_in(office: Office, *rows: dict[str, str]) -> tuple[int, int, int, int]:
    """Import rows as a file, and return how many were added, updated, unchanged, refused."""
    with office.begin() as session:
        run_id = begin(session, "处罚.csv", csv_file(rows), None).id
    open_file(office.begin, run_id)
    more = True
    while more:
        with office.begin() as session:
            more = advance(session, run_id, put_on_record)
    run = office.one(ImportRun, id=run_id)
    return run.added, run.updated, run.unchanged, run.refused


OF_SHOP = OLD_SHOP | {"CF_XDR_GSZC": SHOP["registration_number"], "CF_XDR_MC": SHOP["name"]}


@pytest.fixture
def _read_here(monkeypatch):
    monkeypatch.setattr(unpacking, "read_apart", read)


@pytest.mark.usefixtures("_read_here")
def test_rows_under_either_name_go_to_the_party_and_after_the_parting_each_to_its_own(office, shop, company):
    first, second, third = (
        row(OF_SHOP, CF_WSH=f"鸡市监处罚〔2026〕{number}号") for number in (901, 902, 903)
    )
    assert taken_in(office, first) == (1, 0, 0, 0)
    join(office, shop, COMPANY["uscc"])
    assert taken_in(office, first, second) == (1, 0, 1, 0)
    assert [one.entity_id for one in office.all(CreditRecord)] == [shop, company]
    part(office, shop)
    assert taken_in(office, first, third) == (1, 0, 1, 0)
    assert office.all(CreditRecord)[-1].entity_id == shop
    assert taken_in(office, second) == (0, 0, 0, 1)
    assert f"已经记在{COMPANY['name']}" in office.all(ImportReject)[-1].faults
    both = OF_SHOP | {"CF_XDR_SHXYM": COMPANY["uscc"], "CF_XDR_MC": COMPANY["name"]}
    assert taken_in(office, row(both, CF_WSH="904")) == (0, 0, 0, 1)
    assert office.one(BusinessEntity, id=shop).one_with_id is None and audited(office) == []


def test_rows_that_were_joined_before_they_could_say_so_catch_up(office, shop, company):
    join(office, shop, COMPANY["uscc"])
    with office.begin() as session:
        session.get_one(BusinessEntity, shop).one_with_id = None
    assert [one.promise for one in audited(office)] == ["B2.7"]
    with office.begin() as session:
        catch_up(session)
    assert audited(office) == []


def test_one_decision_that_each_row_had_on_record_is_pointed_out_until_one_is_withdrawn(
    office, shop, company
):
    twice = [
        office.penalty(entity_id=one, document_number="鸡市监处罚〔2026〕905号") for one in (shop, company)
    ]
    join(office, shop, COMPANY["uscc"])

    def doubled() -> list[str]:
        with office.begin() as session:
            return [*reading.entity_page(session, company, clerk(office, session)).doubled]

    assert doubled() == ["鸡市监处罚〔2026〕905号"]
    with office.begin() as session:
        withdraw_record(session, twice[0], DOUBLE, clerk(office, session))
    assert doubled() == []


@pytest.mark.usefixtures("_read_here")
def test_a_file_and_a_person_who_join_one_row_at_once_to_different_parties_leave_it_with_one(own_office):
    both = OF_SHOP | {"CF_XDR_SHXYM": COMPANY["uscc"]}
    shop = add_party(own_office, SHOP)
    company = add_party(own_office, COMPANY | {"name": SHOP["name"]})
    third = add_party(own_office, THIRD)
    calls = [
        partial(taken_in, own_office, row(both, CF_WSH="鸡市监处罚〔2026〕906号")),
        partial(join, own_office, shop, THIRD["registration_number"]),
    ]
    file, person = at_once(calls)
    assert person is None or isinstance(person, ValidationError | PartyChanged), person
    assert own_office.one(BusinessEntity, id=shop).one_with_id == (third if file[3] else company), file
    assert audited(own_office) == []

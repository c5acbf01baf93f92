"""Two parties known to be one become one, everything that is asked finds one, and it can be undone."""

from datetime import date
from functools import partial

import pytest
from marshmallow import ValidationError
from sqlalchemy import event, select

from forms.choices import Role
from tests.casework.at_once import at_once
from tests.casework.joining import (
    COMPANY,
    SHOP,
    THIRD,
    add_party,
    audited,
    clerk,
    found,
    join,
    part,
    records_of,
)
from tests.processes.repair import Repair
from workflows.casework import actor_of, reading
from workflows.casework.consulting import ground_in_entity
from workflows.errors import PartyChanged
from workflows.models import (
    BusinessEntity,
    Case,
    CreditRecord,
    Document,
    PartyChange,
)
from workflows.parties.finding import other_party
from workflows.parties.identity import identity_key
from workflows.register.screens import screen


@pytest.fixture
def records(office, shop, company):
    """A record under each of the two rows."""
    return [
        office.penalty(entity_id=one, decided_on=date(2026, 3, day)) for one, day in ((shop, 2), (company, 3))
    ]


def test_whatever_is_asked_of_either_finds_one_party_with_the_records_of_both(office, shop, company, records):
    join(office, shop, COMPANY["uscc"])
    for q in ("李堃超市", SHOP["registration_number"], "堃源生鲜", COMPANY["uscc"], "李堃"):
        assert found(office, q) == [(company, 2)], q
    assert records_of(office, company) == records and records_of(office, shop) == []
    assert audited(office) == []


def test_parted_again_each_has_its_own_and_what_came_meanwhile_stays_where_it_was_put(
    office, shop, company, records
):
    join(office, shop, COMPANY["uscc"])
    meanwhile = office.penalty(entity_id=company)
    part(office, shop)
    assert records_of(office, shop) == records[:1]
    assert records_of(office, company) == [records[1], meanwhile]
    assert found(office, "李堃超市") == [(shop, 1)] and found(office, "堃源生鲜") == [(company, 2)]
    with office.begin() as session:
        page = reading.entity_page(session, shop, clerk(office, session))
        assert [one.id for one in page.life.parted] == [company] and page.life.further == []
        assert "仍在当时记入的主体名下" in page.life.changes[-1].words
    assert audited(office) == []
    join(office, shop, COMPANY["uscc"])
    assert found(office, "李堃超市") == [(company, 3)]


def test_the_screens_of_repair_look_at_both(office, shop, company, records):
    def repeated() -> bool:
        with office.begin() as session:
            return screen(
                session, session.get_one(CreditRecord, records[0]), date(2026, 11, 23)
            ).same_kind_repeat

    assert not repeated()
    join(office, shop, COMPANY["uscc"])
    assert repeated()
    part(office, shop)
    assert not repeated()


def test_papers_of_an_open_case_name_the_row_that_stands_for_the_party(
    office, calendar, shop, company, records
):
    case = Repair(office, calendar, records[0])
    join(office, shop, COMPANY["uscc"])
    calendar.to(calendar.days_ahead(1))
    office.answer("case_officer", case.id, "formal_check", materials="complete")
    office.answer("reviewer", case.id, "review_acceptance", acceptance_opinion="agree")
    paper = office.one(Document, case_id=case.id)
    assert (paper.facts["party_name"], paper.facts["uscc"]) == (COMPANY["name"], COMPANY["uscc"])
    calendar.to(calendar.days_ahead(1))
    part(office, shop)
    assert audited(office) == []


def test_a_case_about_the_row_that_was_given_up_is_opened_about_the_party(office, shop, company):
    join(office, shop, COMPANY["uscc"])
    with office.begin() as session:
        assert reading.start_page_about(session, "penalty", shop).entity.id == company


def test_one_application_may_concern_records_of_both_rows(office, shop, company, records):
    join(office, shop, COMPANY["uscc"])
    opened = office.open("credit_repair", *records, **office.application())
    assert {one.entity_id for one in office.all(Case)} == {shop, company} and len(opened) == 2


def test_three_rows_are_one_and_parting_the_middle_one_takes_its_own_with_it(office, shop, company):
    third = add_party(office, THIRD)
    join(office, third, SHOP["registration_number"])
    join(office, shop, COMPANY["uscc"])
    roots = {one.id: one.one_with_id for one in office.all(BusinessEntity)}
    assert (roots[third], roots[shop], roots[company]) == (company, company, None)
    part(office, shop)
    roots = {one.id: one.one_with_id for one in office.all(BusinessEntity)}
    assert (roots[third], roots[shop], roots[company]) == (shop, None, None)
    assert audited(office) == []


@pytest.mark.parametrize(
    ("given_up", "code", "words"),
    [
        ("company", THIRD["registration_number"], "有统一社会信用代码的一户应当保留"),
        ("shop", COMPANY["uscc"], "已并入"),
        ("company", SHOP["registration_number"], "已经登记为与这一主体是同一主体"),
        ("company", "91230300MA0000015G", "没有这一代码"),
    ],
)
def test_what_makes_no_sense_is_refused(office, shop, company, given_up, code, words):
    add_party(office, THIRD)
    join(office, shop, COMPANY["uscc"])
    with pytest.raises(ValidationError, match=words):
        join(office, {"shop": shop, "company": company}[given_up], code)
    assert len(office.all(PartyChange)) == 1


def test_a_firm_and_a_business_of_one_person_are_not_one(office, shop):
    add_party(office, COMPANY | {"kind": "organisation"})
    with pytest.raises(ValidationError, match="承继"):
        join(office, shop, COMPANY["uscc"])


def test_only_what_is_joined_is_parted_and_not_before_it_was(office, shop, company):
    with pytest.raises(ValidationError, match="没有并入"):
        part(office, shop)
    join(office, shop, COMPANY["uscc"])
    with pytest.raises(ValidationError, match="没有并入"):
        part(office, company)
    with pytest.raises(ValidationError, match="早于登记为同一主体的日期"):
        part(office, shop, from_day=date(2026, 11, 8))


def test_natural_persons_are_joined_by_the_number_of_a_document_and_who_reads_one_reads_both(office):
    office.section("feed", "饲料科")
    elsewhere = office.hire("elsewhere", Role.CASE_OFFICER, section="feed")
    facts = {"name": "李堃", "kind": "person", "identity_cipher": b"sealed"}
    citizen = {"identity_kind": "身份证", "party_key": identity_key("身份证", "230302199001011231")}
    traveller = {"identity_kind": "护照", "party_key": identity_key("护照", "E12345678")}
    one = add_party(office, facts | citizen)
    add_party(office, facts | traveller | {"entered_by_id": elsewhere})

    def reads() -> bool:
        with office.begin() as session:
            return ground_in_entity(session, actor_of(session, elsewhere), one).opens

    assert not reads()
    join(office, one, "E12345678")
    assert reads() and "E12345678" not in str([vars(change) for change in office.all(PartyChange)])


def statements_of_page(office, entity_id):
    with office.begin() as session:
        actor, told = clerk(office, session), []
        session.expunge_all()
        note = lambda *call: told.append(call[2])  # noqa: E731  # a listener has to be removed by name
        event.listen(office.engine, "before_cursor_execute", note)
        page = reading.entity_page(session, entity_id, actor)
        assert all(row.record.entity.party.name for row in page.records)
        event.remove(office.engine, "before_cursor_execute", note)
        return len(told)


def test_the_page_of_a_party_of_many_rows_costs_no_more_statements(office, shop, company, records):
    join(office, shop, COMPANY["uscc"])
    before = statements_of_page(office, company)
    for number in range(22, 26):
        facts = {"registration_number": f"2303006000000{number}", "party_key": f"reg:{number}"}
        office.penalty(entity_id=add_party(office, THIRD | facts))
        join(office, office.all(BusinessEntity)[-1].id, COMPANY["uscc"])
    assert statements_of_page(office, company) == before and len(records_of(office, company)) == 6


def test_the_auditor_names_a_join_that_nobody_made(office, shop, company):
    with office.begin() as session:
        session.scalars(select(BusinessEntity).where(BusinessEntity.id == shop)).one().one_with_id = company
    assert [(one.promise, one.row_id) for one in audited(office)] == [("B2.7", str(shop))]


def test_of_two_joins_at_once_that_make_a_circle_one_is_made(own_office):
    for number in range(5):
        first = add_party(
            own_office, SHOP | {"registration_number": f"A{number}", "party_key": f"reg:A{number}"}
        )
        second = add_party(
            own_office, SHOP | {"registration_number": f"B{number}", "party_key": f"reg:B{number}"}
        )
        calls = [
            partial(join, own_office, first, f"B{number}"),
            partial(join, own_office, second, f"A{number}"),
        ]
        results = at_once(calls)
        assert results.count(None) == 1
        assert all(one is None or isinstance(one, ValidationError | PartyChanged) for one in results), results
        joined = [own_office.one(BusinessEntity, id=one).one_with_id for one in (first, second)]
        assert joined.count(None) == 1
    assert audited(own_office) == []


def test_another_party_of_two_rows_with_one_number_is_one_party(office, shop, company):
    """The rows of a party that are one bear its number twice; that is not two parties."""
    join(office, shop, COMPANY["uscc"])
    with office.begin() as session:
        session.get_one(BusinessEntity, company).registration_number = SHOP["registration_number"]
    branch = add_party(office, THIRD)
    with office.begin() as session:
        entity = session.get_one(BusinessEntity, branch)
        assert other_party(session, entity, SHOP["registration_number"]).id == company
        with pytest.raises(ValidationError, match="同一主体"):
            other_party(session, session.get_one(BusinessEntity, company), SHOP["registration_number"])

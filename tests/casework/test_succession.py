"""One party takes the place of another: papers, open cases and records follow the table, and handlers are told."""

from datetime import date

import pytest
from marshmallow import ValidationError

from forms.choices import MadeKnown, PartyStatus, SuccessionManner
from tests.casework.joining import COMPANY, DAY, SHOP, add_party, audited, clerk, make_known
from tests.processes.penalty_case import PenaltyCase
from tests.processes.repair import Repair
from workflows.casework import actor_of, reading
from workflows.models import BusinessEntity, Case, CreditRecord, Document
from workflows.parties.addressee import addressee_of
from workflows.parties.succession import successors_of
from workflows.register.screens import screen

FIRM = COMPANY | {
    "kind": "organisation",
    "name": "鸡西市堃源生鲜食品连锁有限责任公司",
    "uscc": "91230300MA0000015G",
    "party_key": "91230300MA0000015G",
}
OTHER = FIRM | {
    "name": "鸡西市堃远仓储有限责任公司",
    "uscc": "91230300MA18WTYY0Q",
    "party_key": "91230300MA18WTYY0Q",
}
MERGER, DIVISION = SuccessionManner.MERGER, SuccessionManner.DIVISION


@pytest.fixture
def firm(office):
    return add_party(office, FIRM)


@pytest.fixture
def repair(office, calendar, shop):
    return Repair(office, calendar, office.penalty(entity_id=shop, decided_on=date(2026, 3, 2)))


def succeed(office, entity_id, code, manner=SuccessionManner.CONVERSION, **told):
    make_known(office, entity_id, MadeKnown.SUCCEEDED_BY, other_code=code, manner=manner, **told)


def over(office, entity_id):
    make_known(office, entity_id, MadeKnown.STATUS, status=PartyStatus.DEREGISTERED)


def called(office, case_id):
    with office.begin() as session:
        found = addressee_of(session, session.get_one(Case, case_id))
        return found.name, found.shown_code


def told(office, case_id):
    with office.begin() as session:
        found = reading.case_page(session, case_id).succession
        session.expunge_all()
        return found


def test_papers_name_the_successor_and_whose_place_it_took_and_the_case_says_so(
    office, calendar, shop, firm, repair
):
    office.answer("case_officer", repair.id, "formal_check", materials="complete")
    calendar.to(calendar.days_ahead(1))
    succeed(office, shop, FIRM["uscc"])
    calendar.to(calendar.days_ahead(1))
    office.answer("reviewer", repair.id, "review_acceptance", acceptance_opinion="agree")
    facts = office.one(Document, case_id=repair.id).facts
    assert facts["party_name"] == f"{FIRM['name']}（承继{SHOP['name']}）" and facts["uscc"] == FIRM["uscc"]
    notice = told(office, repair.id)
    assert [one.party.id for one in notice.successors] == [firm] and "继续" in notice.words
    assert audited(office) == []


def handlers_see(office):
    with office.begin() as session:
        actor = actor_of(session, office.people["case_officer"])
        changed = reading.changed_parties(session, actor)
        return [(one.entity_name, one.status_label) for one in changed.first]


def test_what_was_entered_by_mistake_is_taken_back(office, calendar, shop, firm, repair):
    succeed(office, shop, FIRM["uscc"])
    assert handlers_see(office) == [(SHOP["name"], "已有承继人")]
    succeed(office, shop, FIRM["uscc"], SuccessionManner.MISTAKEN)
    assert handlers_see(office) == []
    assert called(office, repair.id) == (SHOP["name"], SHOP["registration_number"])
    assert told(office, repair.id) is None
    succeed(office, shop, FIRM["uscc"])
    assert called(office, repair.id)[1] == FIRM["uscc"]


def test_a_party_that_stands_after_a_division_keeps_its_cases_and_one_that_is_over_leaves_them_to_all(
    office, calendar, shop, firm, repair
):
    add_party(office, OTHER)
    for code in (FIRM["uscc"], OTHER["uscc"]):
        succeed(office, shop, code, DIVISION)
    assert called(office, repair.id)[0] == SHOP["name"] and "仍然存续" in told(office, repair.id).words
    over(office, shop)
    name, code = called(office, repair.id)
    assert name == f"{FIRM['name']}、{OTHER['name']}（承继{SHOP['name']}）"
    assert code == f"{FIRM['uscc']}、{OTHER['uscc']}"


def test_whoever_took_the_place_of_the_successor_is_named_and_the_auditor_agrees(
    office, calendar, shop, firm, repair
):
    last = add_party(office, OTHER)
    succeed(office, shop, FIRM["uscc"])
    succeed(office, firm, OTHER["uscc"], MERGER)
    make_known(office, last, MadeKnown.RENAMED, name="鸡西市堃远冷链有限责任公司")
    office.answer("case_officer", repair.id, "formal_check", materials="complete")
    calendar.to(calendar.days_ahead(1))
    office.answer("reviewer", repair.id, "review_acceptance", acceptance_opinion="agree")
    named = office.one(Document, case_id=repair.id).facts["party_name"]
    assert named == f"鸡西市堃远冷链有限责任公司（承继{FIRM['name']}）（承继{SHOP['name']}）"
    assert audited(office) == []


def test_a_penalty_case_without_successor_says_the_way_on_and_it_leads_to_the_end(office, calendar):
    case = PenaltyCase(office, calendar).file()
    case.investigate().report()
    over(office, office.one(Case).entity_id)
    notice = told(office, case.id)
    assert notice.successors == [] and "申请终止调查" in notice.words and "四十七条" in notice.basis
    case.objected().investigate("terminate", termination_ground="dissolved")
    case.do("approve_course", course_opinion="agree").no_measures().close()
    assert office.one(Case).outcome == "TERMINATED" and told(office, case.id) is None


def test_an_open_case_of_every_procedure_has_a_way_on(office, shop, repair):
    over(office, shop)
    assert "当事人撤回申请" in told(office, repair.id).words


def test_records_stay_where_they_are_and_are_shown_with_the_successor(office, shop, firm, repair):
    of_firm = office.penalty(entity_id=firm, decided_on=date(2026, 1, 2))
    succeed(office, shop, FIRM["uscc"])
    with office.begin() as session:
        page = reading.entity_page(session, firm, clerk(office, session))
        [taken] = page.inheritances
        assert taken.predecessor.party.name == SHOP["name"]
        assert [row.record.entity_id for row in taken.records] == [shop]
        assert [row.record.id for row in page.records] == [of_firm]
        own = session.get_one(CreditRecord, of_firm)
        assert not screen(session, own, date(2026, 11, 23)).same_kind_repeat
        [record] = reading.entity_page(session, shop, clerk(office, session)).records
        assert record.record.entity_id == shop


@pytest.mark.parametrize(
    ("code", "manner", "words"),
    [
        (FIRM["uscc"], MERGER, "已经这样登记"),
        (OTHER["uscc"], SuccessionManner.MISTAKEN, "没有登记过"),
        (SHOP["registration_number"], MERGER, "没有这一代码"),
    ],
)
def test_what_makes_no_sense_is_refused(office, shop, firm, code, manner, words):
    add_party(office, OTHER)
    succeed(office, shop, FIRM["uscc"], MERGER)
    with pytest.raises(ValidationError, match=words):
        succeed(office, shop, code, manner)


def test_a_party_and_whoever_took_its_place_are_not_joined(office, shop, firm):
    add_party(office, COMPANY)
    company = office.one(BusinessEntity, uscc=COMPANY["uscc"]).id
    succeed(office, shop, COMPANY["uscc"])
    for one, code in ((shop, COMPANY["uscc"]), (company, SHOP["registration_number"])):
        with pytest.raises(ValidationError, match="承继另一户"):
            make_known(office, one, MadeKnown.SAME_AS, other_code=code)


def test_papers_name_somebody_even_where_rows_lead_in_a_circle(office, repair, shop):
    """As it stands where two rows were joined before that was refused."""
    add_party(office, COMPANY)
    company = office.one(BusinessEntity, uscc=COMPANY["uscc"]).id
    succeed(office, shop, COMPANY["uscc"])
    with office.begin() as session:
        session.get_one(BusinessEntity, shop).one_with_id = company
    with office.begin() as session:
        assert addressee_of(session, session.get_one(Case, repair.id)).name == COMPANY["name"]


def test_two_parties_do_not_take_each_others_place_and_nobody_a_persons(office, shop, firm):
    add_party(office, OTHER)
    succeed(office, shop, FIRM["uscc"])
    succeed(office, firm, OTHER["uscc"])
    with pytest.raises(ValidationError, match="不能互相承继"):
        succeed(office, office.one(BusinessEntity, uscc=OTHER["uscc"]).id, SHOP["registration_number"])
    person = add_party(
        office, {"name": "李堃", "kind": "person", "identity_cipher": b"x", "party_key": "id:1"}
    )
    with pytest.raises(ValidationError, match="自然人"):
        succeed(office, person, FIRM["uscc"])


def test_a_succession_counts_from_its_day(office, shop, firm, repair):
    succeed(office, shop, FIRM["uscc"], from_day=DAY)
    with office.begin() as session:
        assert successors_of(session, shop, date(2026, 11, 8)) == []
        assert [one.party.id for one in successors_of(session, shop, DAY)] == [firm]

"""Who reads what: each kind of visitor at each page of a case, and every reading on record."""

from uuid import UUID, uuid4

import pytest

from forms.choices import EntityKind, PartyStatus, PostChange, Relation, Role
from tests.acts import ask
from tests.processes.repair import Repair
from tests.webapp.test_withdrawing_a_record import ANNULLED
from webapp import access, consulting
from workflows import clock
from workflows.casework import Ground, actor_of, appointments, recuse
from workflows.casework.appointments import Wanted
from workflows.catalog import catalog
from workflows.errors import PostUnfit
from workflows.models import (
    Attachment,
    BusinessEntity,
    Case,
    Consultation,
    Document,
    DocumentFile,
    PurposeStatement,
    Task,
)

PARTY, NEED = "鸡西市鸡冠区喆堃商贸有限公司", {"purpose": "related", "reason": "与〔2026〕7号案件关联"}
VISITORS = {
    "window": Relation.PART,
    "case_officer": Relation.PART,
    "colleague": Relation.SECTION,
    "waited_for": Relation.AWAITED,
    "approver": Relation.SUPERVISING,
    "credit_section": Relation.SUPERVISING,
    "auditor": Relation.SUPERVISING,
    "stranger": Relation.NONE,
    "legal_reviewer": Relation.NONE,
    "recused": Relation.RECUSED,
    "recused_leader": Relation.RECUSED,
}
LET_IN = [name for name, relation in VISITORS.items() if relation not in {Relation.NONE, Relation.RECUSED}]
KEPT_OUT = [name for name in VISITORS if name not in LET_IN]
READING = {
    "cases.show": "/cases/{case}",
    "acts.ask": "/cases/{case}/acts/suspend",
    "acts.show": "/acts/{act}",
    "inbox.show": "/tasks/{task}",
    "inbox.preview": "/tasks/{task}/preview/acceptance_notice.pdf",
    "documents.show": "/documents/{document}",
    "documents.paper": "/documents/{document}.pdf",
    "attachments.download": "/attachments/{attachment}",
}
OF_A_PARTY = {
    "entities.show": "/entities/{entity}",
    "entities.known": "/entities/{entity}/known",
    "entities.ask_change": "/entities/{entity}/change",
    "entities.ask_withdrawal": "/records/{record}/withdraw",
    "entities.ask_restoring": "/records/{withdrawn}/restore",
    "cases.start_about": "/start/penalty/{entity}",
    "cases.start": "/start/credit_repair?record={record}",
}
OF_A_CASE = {"act_id", "case_id", "task_id", "document_id", "attachment_id"}


@pytest.fixture
def case_id(office, calendar) -> UUID:
    """A case whose acceptance was agreed to: it has a paper, a file, and two tasks that wait."""
    office.section("other", "登记注册办公室")
    office.hire("colleague", Role.CASE_OFFICER)
    office.hire("stranger", Role.CASE_OFFICER, section="other")
    office.hire("waited_for", Role.WINDOW, section="other")
    office.hire("recused", Role.CASE_OFFICER)
    office.hire("recused_leader", Role.APPROVER)
    repair = Repair(office, calendar).do("formal_check", materials="complete").agree("review_acceptance")
    ground = Ground(kind="relation", words="与当事人是亲属", asked_by="officer")
    with office.begin() as session:
        for name, decider in (("recused", "approver"), ("recused_leader", "chief")):
            actor = actor_of(session, office.people[decider])
            recuse(session, repair.id, office.people[name], ground, actor)
    return repair.id


@pytest.fixture
def addresses(office, case_id) -> dict[str, str]:
    """The address of every page of the case, by route."""
    document, task, file = office.one(Document), office.one(Task, name="serve"), UUID(office.file())
    with office.begin() as session:
        session.get_one(Attachment, file).case_id = case_id
        paper = {"pdf": b"%PDF-1.7", "size": 8, "sha256": "0" * 64, "rendered_at": clock.now()}
        session.add(DocumentFile(document_id=document.id, **paper))
    ids = {"case": case_id, "task": task.id, "document": document.id, "attachment": file}
    ids["act"] = ask(office, case_id, "suspend", "general_related_case")
    return {route: address.format(**ids) for route, address in READING.items()}


def relations(office, username: str) -> set[str]:
    return {row.relation for row in office.all(Consultation, officer_id=office.people[username])}


def test_no_page_of_a_case_is_left_out_of_the_table(bureau):
    reading = {
        rule.endpoint
        for rule in bureau.url_map.iter_rules()
        if "GET" in rule.methods and rule.arguments & OF_A_CASE
    }
    assert reading == READING.keys()


@pytest.mark.parametrize("visitor", LET_IN)
def test_whoever_has_to_do_with_a_case_reads_it_and_that_is_kept(visitor, browse, office, addresses):
    client, roles = browse(visitor), {"waited_for": Role.WINDOW, "colleague": Role.CASE_OFFICER}
    role = roles.get(visitor) or Role(visitor)
    open_to = [route for route in READING if role in access.MATRIX[route] and route != "inbox.preview"]
    answers = {route: client.get(addresses[route]).status_code for route in open_to}
    assert answers == dict.fromkeys(open_to, 200)
    kept = office.all(Consultation, officer_id=office.people[visitor])
    assert len(kept) == len(open_to) and {row.relation for row in kept} == {VISITORS[visitor]}


@pytest.mark.parametrize("visitor", KEPT_OUT)
def test_others_see_that_a_case_exists_and_nothing_personal(visitor, browse, office, addresses):
    client = browse(visitor)
    for route, address in addresses.items():
        answer = client.get(address)
        assert answer.status_code == 403, route
        assert PARTY not in answer.text and "王喆" not in answer.text, route
    assert relations(office, visitor) == {VISITORS[visitor]}


def test_a_refused_officer_is_told_the_case_and_asked_for_what_it_is_needed(browse, addresses):
    page = browse("stranger").get(addresses["cases.show"]).text
    assert "说明查阅用途" in page and "食品流通安全监督管理科" in page


def test_who_is_recused_is_not_asked_and_may_not_state_a_purpose(browse, office, addresses, case_id):
    client = browse("recused_leader")
    assert "说明查阅用途" not in client.get(addresses["cases.show"]).text
    assert client.post(f"/consultations/cases/{case_id}", data=NEED).status_code == 403
    assert office.all(PurposeStatement) == []


def test_a_purpose_opens_the_page_that_was_asked_for_until_its_hours_are_over(
    browse, office, addresses, case_id, calendar
):
    client, wanted = browse("stranger"), addresses["documents.show"]
    answer = client.post(f"/consultations/cases/{case_id}", data={**NEED, "next": wanted})
    assert (answer.status_code, answer.location) == (303, wanted)
    assert PARTY in client.get(addresses["cases.show"]).text
    [row] = office.all(Consultation, officer_id=office.people["stranger"])
    assert (row.relation, row.statement_id) == (Relation.PURPOSE, office.one(PurposeStatement).id)
    calendar.to(calendar.days_ahead(2))
    assert browse("stranger").get(wanted).status_code == 403


def test_a_purpose_without_a_reason_is_asked_again_and_keeps_where_one_was_going(browse, office, case_id):
    data = {"purpose": "related", "next": f"/cases/{case_id}"}
    answer = browse("stranger").post(f"/consultations/cases/{case_id}", data=data)
    assert answer.status_code == 422 and f'value="/cases/{case_id}"' in answer.text
    assert office.all(PurposeStatement) == []


def test_a_purpose_leads_to_no_other_site(browse, case_id):
    data = {**NEED, "next": "https://elsewhere.example/"}
    answer = browse("stranger").post(f"/consultations/cases/{case_id}", data=data)
    assert answer.location == f"/cases/{case_id}"


@pytest.mark.usefixtures("addresses")
def test_lists_and_their_counts_hold_to_the_same_rule(browse):
    assert "共 1 份" in browse("colleague").get("/documents").text
    shut = browse("stranger").get("/documents").text
    assert "还没有制发文书" in shut and PARTY not in shut
    assert PARTY in browse("colleague").get("/inbox?scope=department").text
    assert PARTY not in browse("recused").get("/inbox?scope=department").text


def test_of_a_credit_record_only_what_is_public_is_shown_of_others_cases(browse, office, case_id):
    page = f"/entities/{office.one(Case, id=case_id).entity_id}"
    assert "不显示" not in browse("colleague").get(page).text
    shut = browse("stranger").get(page).text
    assert "条记载属于您没有参与的案件" in shut and PARTY in shut
    assert relations(office, "stranger") == {Relation.BUSINESS}


def test_planted_a_page_that_forgets_to_ask_is_found(browse, office, addresses, monkeypatch):
    monkeypatch.setattr("webapp.cases.views.read_case", lambda *_: None)
    assert browse("stranger").get(addresses["cases.show"]).status_code == 200
    assert relations(office, "stranger") == set()


def test_planted_when_a_reading_cannot_be_kept_nothing_is_shown(bureau, browse, addresses, monkeypatch):
    bureau.config["PROPAGATE_EXCEPTIONS"] = False  # as for a person, not as for a test
    monkeypatch.setattr(consulting, "transaction", lambda: (_ for _ in ()).throw(OSError("disk full")))
    answer = browse("colleague").get(addresses["cases.show"])
    assert answer.status_code == 500 and PARTY not in answer.text


def test_the_principal_leader_asks_who_read_a_case(browse, office, addresses, case_id):
    browse("stranger").get(addresses["cases.show"])
    browse("colleague").get(addresses["cases.show"])
    number = office.one(Case, id=case_id).number
    page = browse("chief").get(f"/consultations?about={number}").text
    assert "共 2 次" in page and "与本案无关，未予查阅" in page and "承办科室" in page
    assert "共 1 次" in browse("auditor").get(f"/consultations?about={number}&who=colleague").text
    assert browse("case_officer").get("/consultations").status_code == 403


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "yesterday", ""])
def test_any_day_may_be_asked(browse, day):
    assert browse("auditor").get(f"/consultations?from={day}&until={day}").status_code == 200


def test_an_unknown_case_is_not_found_rather_than_refused(browse):
    assert browse("case_officer").get(f"/cases/{uuid4()}").status_code == 404


@pytest.fixture
def person(office) -> int:
    """A natural person on record, of whom nobody here has a case."""
    with office.begin() as session:
        known = {"name": "欧阳秋月", "identity_kind": "citizen", "identity_cipher": b"sealed"}
        now = {"created_at": clock.now(), "updated_at": clock.now()}
        dead = {"status": PartyStatus.DECEASED}
        one = BusinessEntity(party_key="person:1", kind=EntityKind.PERSON, **known, **now, **dead)
        session.add(one)
        session.flush()
        return one.id


def test_a_natural_person_is_found_by_the_whole_name_only_and_read_for_a_purpose(browse, office, person):
    client = browse("case_officer")
    assert "欧阳秋月" not in client.get("/entities?q=欧阳").text
    found = client.get("/entities?q=欧阳秋月").text
    assert f"/entities/{person}" in found and "须说明用途" in found and "死亡" not in found
    refused = client.get(f"/entities/{person}")
    assert refused.status_code == 403 and "欧阳" not in refused.text
    client.post(f"/consultations/entities/{person}", data=NEED)
    assert "欧阳秋月" in client.get(f"/entities/{person}").text
    assert relations(office, "case_officer") == {Relation.NONE, Relation.PURPOSE}


@pytest.fixture
def of_person(office, browse, person) -> dict[str, str]:
    """The address of every page about the person, by route."""
    ids = {"entity": person, "record": office.penalty(entity_id=person)}
    ids["withdrawn"] = office.penalty(entity_id=person)
    office.hire("another_clerk", Role.CREDIT_SECTION)
    browse("another_clerk").post(f"/records/{ids['withdrawn']}/withdraw", data=ANNULLED)
    return {route: address.format(**ids) for route, address in OF_A_PARTY.items()}


def test_no_page_of_a_party_is_left_out_of_the_table(bureau):
    reading = {
        rule.endpoint
        for rule in bureau.url_map.iter_rules()
        if "GET" in rule.methods and rule.arguments & {"entity_id", "record_id"}
    }
    assert reading | {"cases.start"} == OF_A_PARTY.keys()


def test_every_page_about_a_natural_person_keeps_who_reads_and_refuses_strangers(browse, office, of_person):
    for visitor, status in (("case_officer", 403), ("credit_section", 200)):
        role, client = Role(visitor), browse(visitor)
        open_to = [route for route in of_person if role in access.MATRIX[route] and opens(role, route)]
        answers = {route: client.get(of_person[route]) for route in open_to}
        assert {route: answer.status_code for route, answer in answers.items()} == dict.fromkeys(
            open_to, status
        )
        assert all(("欧阳秋月" in answer.text) is (status == 200) for answer in answers.values())
        assert len(office.all(Consultation, officer_id=office.people[visitor])) == len(open_to)


def opens(role, route):
    """Whether a page is about something else than opening a case, or the role may open the two procedures of it."""
    return not route.startswith("cases.") or role in catalog()["penalty"].opened_by


def test_no_case_is_opened_about_a_person_of_whom_one_may_not_read(browse, office, person, of_person):
    client = browse("case_officer")
    for address in (of_person["cases.start"], of_person["cases.start_about"]):
        answer = client.post(address, data={"key": str(uuid4()), **office.application()})
        assert answer.status_code == 403
    assert office.all(Case) == [] and relations(office, "case_officer") == {Relation.NONE}


def test_leaders_and_auditors_find_natural_persons_by_part_of_the_name(browse, person):
    assert f"/entities/{person}" in browse("auditor").get("/entities?q=欧阳").text


def test_an_auditor_holds_no_other_post(office):
    facts = {"role": Role.CASE_OFFICER, "change": PostChange.GRANT, "reason": "任命"}
    wanted = Wanted(officer_id=office.people["auditor"], **facts)
    with office.begin() as session, pytest.raises(PostUnfit, match="监督审计不能同时担任其他岗位"):
        appointments.ask(session, wanted, None)

"""The public check page: the registered facts of a paper, and nothing else, to anybody."""

import pytest

from forms.choices import DocumentStanding
from webapp.check.pace import Pace
from webapp.check.views import tidy
from workflows import clock
from workflows.models import BusinessEntity, Document, DocumentChange
from workflows.register.commit import Commit


@pytest.fixture
def document(office):
    case_id = office.apply(office.penalty())
    office.answer("case_officer", case_id, "formal_check", materials="complete")
    office.answer("reviewer", case_id, "review_acceptance", acceptance_opinion="agree")
    return office.all(Document)[0]


@pytest.fixture
def public(bureau):
    return bureau.test_client()


def change(office, document, standing):
    with office.begin() as session:
        commit = Commit()
        row = DocumentChange(document_id=document.id, standing=standing, reason="内部原因", at=clock.now())
        commit.write(session, [row])


def test_a_valid_paper_shows_its_registered_facts(public, document):
    page = public.get(f"/check/{document.code}").text
    assert "有效" in page and document.number in page and document.title in page
    assert "鸡西市鸡冠区喆堃商贸有限公司" in page and "2026年11月23日" in page


def test_nothing_beyond_the_registered_facts_is_shown(public, document):
    page = public.get(f"/check/{document.code}").text
    assert all(words not in page for words in ("王喆", "13900001111", "销售标签", str(document.case_id)))


@pytest.mark.parametrize(
    ("standing", "words"),
    [(DocumentStanding.REPLACED, "已被替换"), (DocumentStanding.WITHDRAWN, "已撤回")],
)
def test_a_paper_that_no_longer_holds_says_so(public, office, document, standing, words):
    change(office, document, standing)
    page = public.get(f"/check/{document.code}").text
    assert words in page and "现在有效" not in page and "内部原因" not in page


def test_an_unknown_code_is_not_ours(public):
    answer = public.get("/check/0000-0000-0000-0000")
    assert answer.status_code == 404 and "没有登记这份文书" in answer.text


def test_of_a_person_only_the_family_name_is_shown(public, office, document):
    with office.begin() as session:
        person = session.query(BusinessEntity).one()
        person.kind, person.identity_cipher = "person", b"x"
    page, name = public.get(f"/check/{document.code}").text, document.facts["party_name"]
    assert name[0] + "＊" * (len(name) - 1) in page and name not in page


def test_the_code_may_be_typed_in_any_way(public, document):
    typed = document.code.replace("-", " ").lower()
    answer = public.get("/check", query_string={"code": typed})
    assert answer.location == f"/check/{document.code}"


def test_a_code_is_tidied():
    assert tidy(" ab12 cd34-EF56/7890 ") == "AB12-CD34-EF56-7890"
    assert tidy("／") == "-"


def test_a_flood_is_slowed_down(bureau, public):
    bureau.config["CHECKS_PER_MINUTE"] = 3
    answers = [public.get("/check/0000").status_code for _ in range(4)]
    assert answers == [404, 404, 404, 429]
    elsewhere = {"REMOTE_ADDR": "10.0.0.2"}
    assert public.get("/check/0000", environ_base=elsewhere).status_code == 404


def test_the_pace_begins_anew_each_minute_and_forgets_old_addresses(calendar, monkeypatch):
    monkeypatch.setattr("webapp.check.pace.MOST_ADDRESSES", 2)
    pace = Pace()
    assert [pace.is_spent("a", 1), pace.is_spent("a", 1)] == [False, True]
    pace.is_spent("b", 1)
    pace.is_spent("c", 1)
    assert not pace.is_spent("a", 1)

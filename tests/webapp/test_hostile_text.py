"""Text that people type is text on every page, never markup."""

import re

import pytest

from tests.office import VERIFIED
from workflows.models import BusinessEntity, Document

CANARY = "<script>alert('k')</script><img src=x onerror=alert(1)>\"'{{7*7}}"
RUNS = re.compile(r"<script>alert|<img src=x|onerror=alert\(1\)>\"|(?<!\{)49(?!\d).{0,3}canary")


@pytest.fixture
def case_id(office):
    record = office.penalty(
        violation_type=CANARY, content=CANARY, facts=CANARY, document_number=f"号{CANARY}"[:120]
    )
    with office.begin() as session:
        entity = session.query(BusinessEntity).one()
        entity.name, entity.address, entity.legal_representative = CANARY, CANARY, CANARY[:50]
    case_id = office.apply(record, performance=CANARY, reason=CANARY, contact_name=CANARY[:50])
    office.answer("case_officer", case_id, "formal_check", materials="complete", note=CANARY)
    office.answer("reviewer", case_id, "review_acceptance", acceptance_opinion="agree")
    office.answer("case_officer", case_id, "verify", **VERIFIED | {"duties_findings": CANARY})
    return case_id


def pages(office, case_id) -> list[tuple[str, str]]:
    document, entity = office.all(Document)[0], office.one(BusinessEntity)
    task = office.page(case_id, "review").task_id
    return [
        ("reviewer", "/inbox"),
        ("reviewer", "/inbox?scope=department"),
        ("reviewer", "/approvals"),
        ("reviewer", f"/tasks/{task}"),
        ("reviewer", f"/cases/{case_id}"),
        ("window", f"/entities/{entity.id}"),
        ("window", f"/entities?q={CANARY[:10]}"),
        ("window", "/outreach"),
        ("window", "/documents"),
        ("window", f"/documents?q={CANARY}&kind={CANARY}"),
        ("window", f"/documents/{document.id}"),
        ("window", f"/check/{document.code}"),
        ("window", f"/check/{CANARY}"),
        ("window", f"/login?next={CANARY}"),
        ("window", f"/{CANARY}"),
    ]


def test_no_page_runs_what_people_typed(browse, office, case_id):
    for username, address in pages(office, case_id):
        answer = browse(username).get(address)
        assert answer.status_code in (200, 404), address
        assert not RUNS.search(answer.text), address


def test_the_case_page_shows_it_as_text(browse, case_id):
    assert "&lt;script&gt;alert" in browse("reviewer").get(f"/cases/{case_id}").text


def test_a_template_that_forgets_to_escape_is_found(browse, bureau, case_id):
    bureau.jinja_env.filters["day"] = lambda _: bureau.jinja_env.from_string("{{ x | safe }}").render(
        x=CANARY
    )
    bureau.jinja_env.autoescape = False
    bureau.jinja_env.cache.clear()
    assert RUNS.search(browse("reviewer").get(f"/cases/{case_id}").text)


def test_a_refused_form_gives_the_text_back_as_text(browse, office):
    answers = office.application(contact_name=CANARY, contact_phone="")
    answer = browse("window").post(
        f"/start/credit_repair?record={office.penalty()}", data={"key": "0" * 32, **answers}
    )
    assert answer.status_code == 422 and not RUNS.search(answer.text)

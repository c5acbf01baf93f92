"""Cases opened together name each other on their pages; those not for the reader by number alone."""

import pytest
from sqlalchemy import select

from forms.choices import RecusalGround, RecusalRequest
from tests.webapp.test_second_officer_pages import statements_of
from workflows import casework
from workflows.models import Case, CaseLink

GROUND = casework.Ground(
    kind=RecusalGround.RELATION, words="与当事人有近亲属关系", asked_by=RecusalRequest.OFFICER
)


@pytest.fixture
def together(bureau, office, calendar):
    """Three cases that one application opened, in order."""
    office.apply(office.penalty(), office.penalty(), office.penalty())
    with office.begin() as session:
        return [(case.id, case.number) for case in session.scalars(select(Case).order_by(Case.number))]


def test_each_further_case_is_linked_to_the_first(together, office):
    first, *others = (case_id for case_id, _ in together)
    with office.begin() as session:
        links = session.scalars(select(CaseLink).order_by(CaseLink.id)).all()
        assert [(link.case_id, link.earlier_id) for link in links] == [(other, first) for other in others]


def test_a_case_opened_alone_is_linked_to_none(bureau, office, calendar, browse):
    case = office.apply(office.penalty())
    with office.begin() as session:
        assert session.scalars(select(CaseLink)).all() == []
    assert "关联案件" not in browse("window").get(f"/cases/{case}").text


def test_the_pages_of_both_cases_name_each_other(together, browse):
    (first, first_number), (second, second_number), _ = together
    window = browse("window")
    assert f'<a href="/cases/{second}">{second_number}</a>' in window.get(f"/cases/{first}").text
    shown = window.get(f"/cases/{second}").text
    assert f'<a href="/cases/{first}">{first_number}</a>' in shown and "一并登记 · 办理中" in shown


def test_of_a_case_that_is_not_for_the_reader_the_page_says_number_and_procedure_alone(
    together, office, browse
):
    (first, _), (second, second_number), _ = together
    with office.begin() as session:
        leader = casework.actor_of(session, office.people["approver"])
        casework.recuse(session, second, office.people["case_officer"], GROUND, leader)
    shown = browse("case_officer").get(f"/cases/{first}").text
    assert second_number in shown and f"/cases/{second}" not in shown


def test_the_page_costs_no_more_statements_for_more_links(together, bureau, browse):
    (first, _), (second, _), _ = together
    window = browse("window")
    assert statements_of(bureau, window, f"/cases/{first}") == statements_of(
        bureau, window, f"/cases/{second}"
    )

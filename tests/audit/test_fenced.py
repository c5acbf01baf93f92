"""A row that nobody can read stops one check, which says so; all others are carried out."""

from sqlalchemy import select

from tests.audit.faults.papers import a_paper_exchanged
from tests.audit.planting import change, findings, rewrite_chain
from workflows.models import CaseStep, Service


def test_one_unreadable_row_is_a_finding_and_the_other_checks_go_on(session):
    expected = a_paper_exchanged(session)
    served = session.scalars(select(CaseStep).join(Service, CaseStep.commit_id == Service.commit_id)).first()
    change(session, served, answers=["no answers"])
    rewrite_chain(session)
    named = {(one.promise, one.table, one.row_id): one.sentence for one in findings(session)}
    assert expected <= named.keys()
    assert named["B5.4", "audit", "services.check"].startswith("这项核对没有做完")


def test_a_check_that_breaks_names_every_promise_that_it_leaves_open(session, monkeypatch):
    def broken(_):
        raise ZeroDivisionError

    monkeypatch.setattr("workflows.audit.verifying.CHECKS", {broken: frozenset({"B1.1", "B1.2"})})
    assert [(one.promise, one.table) for one in findings(session)] == [("B1.1", "audit"), ("B1.2", "audit")]

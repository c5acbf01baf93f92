"""Papers printed again must come out as they are kept."""

from sqlalchemy import func, select

from workflows import audit
from workflows.errors import RenderingFailed
from workflows.models import Document, DocumentFile


def test_a_paper_that_prints_the_same_is_no_finding(session):
    assert list(audit.check_papers(session, 3, lambda paper: session.get(DocumentFile, paper.id).pdf)) == []


def test_a_paper_whose_template_has_changed_is_passed_over(session):
    assert list(audit.check_papers(session, 3, lambda paper: None)) == []


def test_every_drawn_paper_that_prints_otherwise_is_named(session):
    papers = session.scalar(select(func.count()).select_from(Document))
    found = list(audit.check_papers(session, 1000, lambda paper: b"%PDF other"))
    assert len(found) == papers
    assert {one.promise for one in found} == {"B5.2"}


def test_a_paper_that_cannot_be_printed_again_is_named_and_the_others_are_tried(session):
    def broken_press(paper):
        raise RenderingFailed

    found = list(audit.check_papers(session, 2, broken_press))
    assert len(found) == 2 and all("不能重新排版" in one.sentence for one in found)

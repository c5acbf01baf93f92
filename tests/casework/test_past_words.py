"""A past step reads as it did when it was taken, whatever became of its form, its codes and the roles since."""

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from forms import TaskForm
from forms.credit_repair import FormalCheck
from tests.audit.planting import findings, rewrite_chain, unguard
from tests.processes.repair import Repair
from webapp.migrating import SCRIPTS
from workflows.audit import chain
from workflows.casework import reading
from workflows.catalog import catalog
from workflows.models import Case, FormWording, StepWording

ANSWERED = ("审查结果", "材料齐全、符合法定形式")


def history(office, case_id) -> list[tuple[str, list[tuple[str, str]]]]:
    with office.begin() as session:
        page = reading.case_page(session, case_id)
        return [(step.title, step.answers) for step in page.steps]


@pytest.fixture
def checked(office, calendar) -> Repair:
    return Repair(office, calendar).do("formal_check", materials="complete")


def test_a_step_reads_the_same_after_its_form_is_gone(office, checked, monkeypatch):
    before = history(office, checked.id)
    assert before[-1][1] == [ANSWERED]
    monkeypatch.delitem(catalog()["credit_repair"].forms, "formal_check")
    assert history(office, checked.id) == before


def test_a_step_reads_the_same_after_its_form_says_it_otherwise(office, checked, monkeypatch):
    renamed = type("Renamed", (TaskForm,), {"completeness": FormalCheck._declared_fields["missing"]})
    monkeypatch.setitem(catalog()["credit_repair"].forms, "formal_check", renamed)
    assert history(office, checked.id)[-1][1] == [ANSWERED]


def test_a_closed_case_is_shown_though_nobody_knows_its_outcome_any_more(office, calendar):
    case = Repair(office, calendar).do("formal_check", materials="withdrawn")
    with office.begin() as session:
        session.get_one(Case, case.id).outcome = "CALLED_OFF"
    with office.begin() as session:
        assert reading.case_page(session, case.id).outcome_label == "CALLED_OFF"


def test_the_words_of_a_form_are_kept_once(office, calendar, checked):
    Repair(office, calendar).do("formal_check", materials="complete")
    assert len(office.all(FormWording, name="formal_check")) == 1
    assert len(office.all(StepWording)) == 4


@pytest.mark.own_database
def test_steps_that_stood_before_get_their_words_and_the_chain_holds(office, calendar, monkeypatch):
    case = Repair(office, calendar).accept()
    before = history(office, case.id)
    without_words(office.engine, monkeypatch)
    migrated(office.engine, "upgrade")
    assert history(office, case.id) == before
    with Session(office.engine) as session:
        assert findings(session) == []
        assert session.scalar(select(StepWording.step_id).limit(1))


def without_words(engine, monkeypatch) -> None:
    """Take the database back to what it was before words were kept, as the release of that day wrote it."""
    migrated(engine, "downgrade")
    earlier = tuple(form for form in chain.FORMATS if form.model is not StepWording)
    with Session(engine) as session, session.begin(), monkeypatch.context() as then:
        then.setattr(chain, "FORMATS", earlier)
        unguard(session)
        rewrite_chain(session)
        assert session.scalar(text("SELECT count(*) FROM case_step"))


def migrated(engine, way: str) -> None:
    """Go one way over the migration that brought the words, and over no other."""
    scripts = ScriptDirectory(str(SCRIPTS))
    [words] = (one for one in scripts.walk_revisions() if one.doc.startswith("the words of forms kept"))
    with engine.begin() as connection, Operations.context(MigrationContext.configure(connection)):
        getattr(words.module, way)()

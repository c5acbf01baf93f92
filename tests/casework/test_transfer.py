"""A case is moved to the diagrams of today: tried without a trace, done on record, refused where it would lose."""

from pathlib import Path

import pytest

from tests.audit.planting import findings
from tests.processes.repair import Repair
from tests.releases import NextRelease, again
from workflows import casework
from workflows.casework import reading
from workflows.catalog import catalog
from workflows.errors import NotAllowed, NotFound, TransferRefused
from workflows.models import Case, CaseStep, ChainLink, Task

WHY = "新流程图更正了环节名称"
NEW = again("formal_check")


@pytest.fixture
def case(office, calendar) -> Repair:
    return Repair(office, calendar)


@pytest.fixture
def release(case, tmp_path: Path, monkeypatch) -> NextRelease:
    """The next release, which kept what this one had and says how its tasks are called now."""
    release = NextRelease(tmp_path / "processes").keep().rename()
    release.install(monkeypatch)
    return release


def number_of(case: Repair) -> str:
    return case.office.one(Case, id=case.id).number


def move(case: Repair, by: str = "system_administrator", reason: str = WHY) -> casework.Transfer:
    number = number_of(case)
    with case.office.begin() as session:
        actor = casework.actor_of(session, case.office.people[by])
        return casework.transfer(session, number, reason, actor)


def test_trying_says_what_would_stay_and_changes_nothing(office, case, release):
    before, links = office.one(Case, id=case.id), len(office.all(ChainLink))
    with office.begin() as session:
        plan = casework.try_transfer(session, before.number)
    after = office.one(Case, id=case.id)
    assert (plan.stays, plan.against, plan.unwatched, plan.unknown) == (
        [("形式审查", "形式审查")],
        (),
        [],
        [],
    )
    assert (after.state, after.version, after.definition_digest) == (
        before.state,
        before.version,
        plan.before,
    )
    assert len(office.all(ChainLink)) == links


def test_a_moved_case_goes_on_under_the_new_names_and_the_auditor_agrees(office, case, release):
    move(case)
    assert office.waits(case.id) == [NEW]
    office.answer("case_officer", case.id, NEW, materials="complete")
    assert office.waits(case.id) == [again("review_acceptance")]
    assert office.one(Case, id=case.id).definition_digest == catalog()["credit_repair"].process.digest
    with office.begin() as session:
        assert findings(session) == []


def test_the_move_is_a_step_of_the_case_with_who_and_why(office, case, release):
    done = move(case)
    step = office.all(CaseStep, case_id=case.id)[-1]
    assert (step.title, step.answers["reason"], step.answers["after"]) == ("移到新版流程图", WHY, done.after)
    with office.begin() as session:
        shown = reading.case_page(session, case.id).steps[-1].answers
    assert ("经手的系统管理员", "system_administrator") in shown and ("理由", WHY) in shown


def test_a_task_stays_with_who_claimed_it(office, case, release):
    task = office.one(Task, case_id=case.id)
    with office.begin() as session:
        casework.claim(session, task.id, casework.actor_of(session, office.people["case_officer"]))
    move(case)
    moved = office.one(Task, case_id=case.id)
    assert (moved.id, moved.name, moved.claimed_by_id) == (task.id, NEW, office.people["case_officer"])


def test_a_case_that_waits_within_a_called_procedure_is_moved_with_it(office, calendar, case, release):
    case.do("formal_check", materials="complete").agree("review_acceptance")
    move(case)
    assert office.waits(case.id) == sorted([again("serve"), again("verify")])
    with office.begin() as session:
        assert findings(session) == []


def test_a_move_that_would_lose_a_task_is_refused_and_nothing_is_changed(office, case, tmp_path, monkeypatch):
    NextRelease(tmp_path / "processes").keep().install(monkeypatch)
    before = office.one(Case, id=case.id)
    with pytest.raises(TransferRefused, match="“形式审查”（formal_check） 在新流程图中没有对应的环节"):
        move(case)
    assert office.one(Case, id=case.id).state == before.state
    case.do("formal_check", materials="complete")


def test_a_case_under_todays_diagrams_needs_no_move(case):
    with pytest.raises(TransferRefused, match="已经在本版本的流程图下"):
        move(case)


def test_only_a_system_administrator_moves_cases(case, release):
    with pytest.raises(NotAllowed, match="系统管理员"):
        move(case, by="approver")


def test_a_case_that_is_not_there_is_not_found(office):
    with office.begin() as session, pytest.raises(NotFound):
        casework.try_transfer(session, "没有这一件")

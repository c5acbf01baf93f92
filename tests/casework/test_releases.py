"""A release renames, changes or drops what running cases use: they go on with what was kept, or it does not start."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from tests.processes.repair import Repair
from tests.releases import FORMS, STEPS, NextRelease, again
from workflows import audit, casework
from workflows.casework import reading
from workflows.catalog import catalog, earlier, lacking, lacks
from workflows.errors import DiagramRefused, NotServed, ReleaseStrands
from workflows.models import Case, Task

OTHER_PARAMETERS = "from workflows.steps import step\n@step()\ndef find_competence(ctx, *, day): ...\n"


@pytest.fixture
def release(tmp_path: Path) -> NextRelease:
    """The next release, as its developers have written it so far: everything renamed, nothing kept."""
    return NextRelease(tmp_path / "processes")


@pytest.fixture
def case(office, calendar) -> Repair:
    """A case opened under this release; it waits for its formal check."""
    return Repair(office, calendar)


def refusal(office) -> str:
    with office.begin() as session, pytest.raises(ReleaseStrands) as refused:
        casework.refuse_stranding(session)
    return refused.value.detail


def waiting(office, case_id: UUID) -> Task:
    return office.one(Task, case_id=case_id)


def test_this_release_strands_nobody(office, case):
    with office.begin() as session:
        casework.refuse_stranding(session)
        [found] = casework.running(session)
    assert (found.current, found.cases, found.lacks) == (True, 1, [])
    assert found.waiting == {"形式审查（credit_repair/formal_check）": 1}


def test_a_case_goes_on_to_its_end_with_what_was_kept_for_its_diagram(office, case, release, monkeypatch):
    release.keep().install(monkeypatch)
    with office.begin() as session:
        casework.refuse_stranding(session)
    assert case.accept().decide().serve().outcome == "GRANTED"


def test_a_case_opened_from_now_on_has_the_new_forms(office, calendar, case, release, monkeypatch):
    release.keep().install(monkeypatch)
    new = Repair(office, calendar)
    assert (waiting(office, case.id).name, waiting(office, new.id).name) == (
        "formal_check",
        again("formal_check"),
    )
    with office.begin() as session:
        assert [one.current for one in casework.running(session)] == [False, True]


def test_a_release_that_would_strand_a_case_is_refused_with_case_task_and_what_is_missing(
    office, case, release, monkeypatch
):
    release.install(monkeypatch)
    with office.begin() as session:
        number = session.get_one(Case, case.id).number
    found = refusal(office)
    assert f"{number}  等待“形式审查”（formal_check）" in found
    assert "credit_repair：环节 formal_check 没有表单。" in found
    assert "credit_repair：调用的步骤 find_competence 不存在。" in found
    assert "service：环节 serve 没有表单。" in found
    assert "workflows/processes/credit_repair/earlier/" in found and "flask definitions move" in found


def test_a_stranded_case_is_still_shown_and_its_task_says_why_it_cannot_be_done(
    office, case, release, monkeypatch
):
    task = waiting(office, case.id)
    release.install(monkeypatch)
    with office.begin() as session:
        page = reading.case_page(session, case.id)
        assert [one.title for one in page.tasks] == ["形式审查"]
        with pytest.raises(NotServed, match="环节 formal_check 没有表单"):
            casework.task_form(session.get_one(Task, task.id), page.case)
    with pytest.raises(NotServed):
        case.do("formal_check", materials="complete")


def test_a_closed_case_strands_nobody(office, case, release, monkeypatch):
    case.do("formal_check", materials="withdrawn")
    release.install(monkeypatch)
    with office.begin() as session:
        casework.refuse_stranding(session)
        assert casework.running(session) == []
        assert reading.case_page(session, case.id).steps[-1].answers


@pytest.mark.parametrize(
    ("forms", "steps", "missing"),
    [
        ("TASK_FORMS = {{}}\n", STEPS, "环节 formal_check 没有表单"),
        (FORMS, "", "调用的步骤 find_competence 不存在"),
        (FORMS, STEPS + OTHER_PARAMETERS, "步骤 find_competence 的参数不是 空"),
    ],
)
def test_a_folder_that_does_not_hold_what_its_diagram_names_is_refused(
    release, monkeypatch, forms, steps, missing
):
    release.keep("credit_repair", forms=forms, steps=steps).install(monkeypatch)
    with pytest.raises(DiagramRefused, match=missing):
        earlier()


WITHOUT_OUTCOMES = """from dataclasses import replace
from workflows.processes.credit_repair.procedure import PROCEDURE
PROCEDURE = replace(PROCEDURE, outcomes=None)
"""


def test_an_outcome_that_a_running_diagram_ends_with_and_nobody_knows_any_more_is_named(release, monkeypatch):
    release.keep()
    kept = release.folder / "credit_repair" / "earlier" / "until_the_next"
    (kept / "procedure.py").write_text(WITHOUT_OUTCOMES, "utf-8")
    release.install(monkeypatch)
    with pytest.raises(DiagramRefused, match="办理结果 TRANSFERRED 不存在"):
        earlier()


def test_a_paper_that_a_running_diagram_issues_and_no_procedure_behind_it_has_is_named():
    repair, service = (catalog()[key] for key in ("credit_repair", "service"))
    found = list(lacks.lacks(repair.process, [replace(repair, papers={}), service]))
    assert "制发的文书 grant_decision 不存在。" in found
    assert list(lacks.lacks(repair.process, [repair, service])) == []


def test_an_answer_that_a_gateway_waits_for_and_no_form_offers_any_more_is_named(
    office, case, release, monkeypatch
):
    renamed_codes = FORMS + (
        "from forms.choices.choice import Choice\n"
        "from forms.fields import OneOf\n"
        "class Checked(Choice):\n    WHOLE = 'whole', '齐全'\n"
        "class Check(TASK_FORMS['formal_check']):\n    materials = OneOf(Checked, label='审查结果')\n"
        "TASK_FORMS = {{**TASK_FORMS, 'formal_check': Check}}\n"
    )
    release.keep("credit_repair", forms=renamed_codes).install(monkeypatch)
    with pytest.raises(DiagramRefused, match="网关所等的答案 materials = "):
        earlier()
    assert catalog()


def test_the_auditor_names_the_cases_that_this_release_cannot_carry_on(
    office, calendar, case, release, monkeypatch
):
    Repair(office, calendar).do("formal_check", materials="withdrawn")
    release.install(monkeypatch)
    with office.begin() as session:
        found = list(audit.check_release(session, lacking))
    assert {(one.promise, one.table, one.row_id) for one in found} == {("B8.4", "case", str(case.id))}
    assert any("环节 formal_check 没有表单" in one.sentence for one in found)


def test_the_auditor_names_no_case_that_what_was_kept_carries_on(office, case, release, monkeypatch):
    release.keep().install(monkeypatch)
    with office.begin() as session:
        assert list(audit.check_release(session, lacking)) == []

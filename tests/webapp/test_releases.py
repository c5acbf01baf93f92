"""A release that would strand a case does not serve; its commands run, and say which case and what it lacks."""

import pytest
from flask import Flask

import config
from tests.processes.repair import Repair
from tests.releases import NextRelease
from webapp import create_app
from webapp.db import db
from workflows.catalog import catalog
from workflows.errors import ReleaseStrands
from workflows.models import Case, Task


@pytest.fixture
def case(office, calendar) -> Repair:
    return Repair(office, calendar)


@pytest.fixture
def unkept(tmp_path, monkeypatch) -> NextRelease:
    """The next release, in which nothing was kept, takes the place of this one."""
    release = NextRelease(tmp_path / "processes")
    release.install(monkeypatch)
    return release


def started(database_url: str, tmp_path) -> Flask:
    folder = str(tmp_path / "exchange")
    return create_app(
        config.Test({"CASEWORK_DATABASE_URL": database_url, "CASEWORK_EXCHANGE_FOLDER": folder})
    )


def test_a_server_does_not_start_on_a_release_that_strands_a_case(case, database_url, tmp_path, unkept):
    with pytest.raises(ReleaseStrands, match="环节 formal_check 没有表单"):
        started(database_url, tmp_path)


def test_a_server_starts_on_a_release_that_kept_what_the_case_needs(case, database_url, tmp_path, unkept):
    unkept.keep()
    app = started(database_url, tmp_path)
    assert app.test_client().get("/health").status_code == 200
    with app.app_context():
        db.engine.dispose()


def test_a_server_starts_on_a_database_without_tables(tmp_path):
    assert started(f"sqlite:///{tmp_path}/empty.sqlite3", tmp_path)


def test_a_worker_does_not_start_either_and_the_upgrade_says_so(case, bureau, unkept):
    for command in ("work", "upgrade"):
        told = bureau.test_cli_runner().invoke(args=[command])
        assert told.exit_code == 1 and "环节 formal_check 没有表单" in told.output


def test_the_command_says_what_runs_under_which_diagram_and_what_is_missing(case, bureau, unkept):
    told = bureau.test_cli_runner().invoke(args=["definitions"]).output
    assert "信用修复（credit_repair）" in told and "早先版本" in told
    assert "1 件等待 形式审查（credit_repair/formal_check）" in told
    assert "缺少：credit_repair：环节 formal_check 没有表单。" in told
    assert "有在办案件的流程图 1 份，其中本版本不能办理的 1 份。" in told


def test_the_old_diagram_is_given_out_as_it_was(case, bureau):
    process = catalog()["credit_repair"].process
    run = bureau.test_cli_runner()
    asked = ["definitions", "diagram", process.digest[:12]]
    assert run.invoke(args=asked).output.strip() == process.diagram
    assert run.invoke(args=[*asked, "service"]).output.strip() == process.diagrams["service"].canonical
    assert run.invoke(args=[*asked, "penalty"]).exit_code == 1


def test_a_move_is_tried_then_done_by_a_named_administrator_for_a_reason(bureau, case, office, unkept):
    unkept.keep().rename()
    number, run = office.one(Case).number, bureau.test_cli_runner()
    tried = run.invoke(args=["definitions", "move", number, "--try"])
    assert "保留待办“形式审查”" in tried.output and "什么都没有改动" in tried.output
    by = ["definitions", "move", number, "--by", "system_administrator"]
    assert "请用 --reason 写明理由" in run.invoke(args=by).output
    assert "请用 --by 写明" in run.invoke(args=by[:3]).output
    assert "已移到新流程图" in run.invoke(args=[*by, "--reason", "环节改名"]).output
    assert "早先版本" not in run.invoke(args=["definitions"]).output


def test_the_pages_of_a_stranded_case_say_so_instead_of_failing(browse, case, office, unkept):
    browser = browse("case_officer")
    assert browser.get(f"/cases/{case.id}").status_code == 200
    assert browser.get("/inbox").status_code == 200
    told = browser.get(f"/tasks/{office.one(Task).id}")
    assert told.status_code == 409 and "环节 formal_check 没有表单" in told.get_data(as_text=True)

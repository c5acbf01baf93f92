"""One transaction around every request: kept when the view returns, forgotten when it raises."""

import shutil
from pathlib import Path
from threading import Thread

import pytest
from flask import abort
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError

import config
from tests import builders
from tests.fixtures import sqlite_template
from webapp import access, create_app, sqlite
from webapp.db import db, snapshot, transaction
from workflows.errors import StalePage
from workflows.models import Department


@pytest.fixture
def probe(app, monkeypatch):
    """A route of the test's own: `probe(view, method)` returns the answer that an officer gets."""

    def ask(view, method="POST"):
        monkeypatch.setitem(access.MATRIX, "probe", access.NOBODY_NEEDED)
        app.config["WTF_CSRF_ENABLED"] = False
        app._got_first_request = False
        app.add_url_rule("/probe", "probe", view, methods=[method])
        return app.test_client().open("/probe", method=method)

    return ask


def add_department(name="新科室"):
    db.session.add(Department(code=name, name=name))
    db.session.flush()
    return "ok"


def add_and(fault):
    def view():
        add_department()
        raise fault

    return view


def departments(writing):
    with writing() as session:
        return session.scalars(select(Department.name)).all()


def test_a_view_that_returns_is_kept(probe, writing):
    assert probe(add_department).status_code == 200
    assert departments(writing) == ["新科室"]


@pytest.mark.parametrize("fault", [RuntimeError("boom"), StalePage()])
def test_a_view_that_raises_leaves_no_trace(probe, writing, fault):
    assert probe(add_and(fault)).status_code in (409, 500)
    assert departments(writing) == []


def test_a_view_that_aborts_leaves_no_trace(probe, writing):
    def view():
        add_department()
        abort(400)

    assert probe(view).status_code == 400
    assert departments(writing) == []


def test_a_page_that_is_only_read_cannot_write(probe, writing):
    answer = probe(add_department, "GET")
    assert answer.status_code == 500
    assert departments(writing) == []


def test_a_key_that_another_took_first_is_a_lost_race(probe, writing):
    with writing() as session:
        builders.add_department(session, "新科室", "新科室")
    answer = probe(add_department)
    assert answer.status_code == 409 and "他人" in answer.text


def test_a_version_that_has_moved_on_is_a_lost_race(probe):
    assert probe(add_and(StaleDataError("moved on"))).status_code == 409


def test_a_broken_check_is_our_fault_and_not_a_lost_race(probe):
    def view():
        db.session.execute(text("INSERT INTO department (code) VALUES ('x')"))

    answer = probe(view)
    assert answer.status_code == 500 and "事件编号" in answer.text


def test_an_unexpected_error_shows_its_event_and_nothing_else(probe, caplog):
    answer = probe(add_and(RuntimeError("secret detail")))
    event = answer.text.partition("<strong><code>")[2][:8]
    assert f"event {event}" in caplog.text and "secret detail" in caplog.text
    assert "secret detail" not in answer.text


def test_a_casework_error_says_what_happened_and_what_to_do(probe):
    answer = probe(add_and(StalePage()))
    assert answer.status_code == 409 and "请核对案件现在的情况" in answer.text


def test_sqlite_that_does_not_keep_its_settings_is_refused(app, monkeypatch):
    monkeypatch.setitem(sqlite.PRAGMAS, "synchronous", 1)
    with app.app_context(), pytest.raises(config.SettingsRefused, match="synchronous"):
        sqlite.refuse_faults(db.engine)


def test_sqlite_in_memory_is_refused_because_it_keeps_no_log():
    with pytest.raises(config.SettingsRefused, match="journal_mode"):
        create_app(config.Test({"CASEWORK_DATABASE_URL": "sqlite://"}))


def test_writers_wait_for_their_turn_instead_of_failing(app, writing):
    with writing() as session:
        builders.add_department(session, "counted", "0")
    threads = [Thread(target=count_up, args=(writing,)) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert departments(writing) == ["16"]


def count_up(writing):
    with writing() as session:
        department = session.scalars(select(Department)).one()
        department.name = str(int(department.name) + 1)


def test_a_reader_is_not_held_up_by_a_writer(app, writing):
    with writing() as session:
        builders.add_department(session, "a", "a")
        with app.app_context(), snapshot() as reading:
            assert reading.scalars(select(Department)).all() == []


def test_a_snapshot_refuses_to_write(app):
    with app.app_context(), snapshot() as reading:
        reading.add(Department(code="x", name="x"))
        with pytest.raises(OperationalError):
            reading.flush()


def test_foreign_keys_hold(session):
    stray = text("INSERT INTO role_grant (officer_id, role, granted_at) VALUES (99, 'window', '2026-01-01')")
    with pytest.raises(IntegrityError):
        session.execute(stray)


def commits_in(folder: Path) -> set[str]:
    """Return the files that commit, by their text."""
    return {
        file.relative_to(folder).as_posix()
        for package in ("webapp", "workflows", "forms")
        for file in (folder / package).rglob("*.py")
        if ".commit()" in file.read_text("utf-8")
    }


def test_there_is_one_commit_in_the_house():
    assert commits_in(config.ROOT) == {"webapp/db.py"}


def test_a_second_commit_is_found(tmp_path):
    (tmp_path / "webapp").mkdir()
    (tmp_path / "webapp" / "views.py").write_text("db.session.commit()\n", "utf-8")
    assert commits_in(tmp_path) == {"webapp/views.py"}


def test_the_database_and_the_files_beside_it_are_readable_by_our_own_account_only(tmp_path):
    file = tmp_path / "casework.sqlite3"
    shutil.copy(sqlite_template(), file)
    file.chmod(0o644)
    app = create_app(config.Test({"CASEWORK_DATABASE_URL": f"sqlite:///{file}"}))
    with app.app_context(), transaction() as session:
        session.execute(text("UPDATE chain_head SET seq = seq"))
        assert {name.name: name.stat().st_mode & 0o777 for name in tmp_path.iterdir()} == {
            file.name: 0o600, f"{file.name}-wal": 0o600, f"{file.name}-shm": 0o600
        }  # fmt: skip

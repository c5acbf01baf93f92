"""`flask audit` tells in Chinese what it found, and ends with 1 when anything is broken."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask.testing import FlaskCliRunner
from sqlalchemy import update

import config
from tests.fixtures import SECRET, SYSTEMS
from webapp import create_app
from webapp.db import db
from workflows.models import Case


@contextmanager
def runner_on(url: str, folder: Path) -> Iterator[FlaskCliRunner]:
    settings = {
        "CASEWORK_DATABASE_URL": url,
        "CASEWORK_EXCHANGE_FOLDER": str(folder / "exchange"),
        "CASEWORK_SECRET_KEY": SECRET,
    }
    app = create_app(config.Test(settings))
    yield app.test_cli_runner()
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def runner(worked_file, tmp_path) -> Iterator[FlaskCliRunner]:
    """The commands on a copy of the worked office."""
    shutil.copy(worked_file, tmp_path / "casework.sqlite3")
    with runner_on(f"sqlite:///{tmp_path / 'casework.sqlite3'}", tmp_path) as runner:
        yield runner


@pytest.fixture(params=SYSTEMS)
def either_runner(request, tmp_path) -> Iterator[FlaskCliRunner]:
    """The commands on the worked office itself, which they may only read."""
    url = request.getfixturevalue(request.param).url.render_as_string(hide_password=False)
    with runner_on(url, tmp_path) as runner:
        yield runner


def test_a_healthy_office_passes(either_runner, tmp_path):
    runner = either_runner
    head = runner.invoke(args=["audit", "head", str(tmp_path / "heads")])
    assert head.exit_code == 0, head.output
    told = runner.invoke(args=["audit", "verify", "--heads", str(tmp_path / "heads")])
    assert told.exit_code == 0, told.output
    assert "没有发现问题" in told.output
    assert "期限触发晚于预定的" in told.output


def test_a_broken_promise_ends_with_one(runner):
    with runner.app.app_context():
        db.session.connection().execute(update(Case).values(version=Case.version + 1))
        db.session.commit()
    told = runner.invoke(args=["audit", "verify", "--promise", "B1.3"])
    assert told.exit_code == 1
    assert "B1.3  case " in told.output
    assert "发现" in told.output


def test_a_paper_that_prints_otherwise_is_told_of(runner):
    told = runner.invoke(args=["audit", "verify", "--promise", "B8.1", "--render", "1"])
    assert told.exit_code == 1
    assert "重新排版" in told.output


def test_the_head_is_written_into_the_folder(runner, tmp_path):
    runner.invoke(args=["audit", "head", str(tmp_path / "heads")])
    [file] = Path(tmp_path / "heads").iterdir()
    assert file.name.startswith("head-2026-12-28-")

"""What a process loads before it works, counted in libraries: that depends on no machine and on no moment.

Its processor seconds are bounded too, generously: on an idle machine they are a sixth of that.
"""

import json
import os
import resource
import subprocess
import sys

import pytest

from config import ROOT
from webapp import create_app
from webapp.db import db

LARGE = frozenset(
    {"SpiffWorkflow", "alembic", "croniter", "dbos", "flask_wtf", "openpyxl", "weasyprint", "zxcvbn", "PIL"}
)
"""Libraries that take long to load, or much room; who does not work with one does not load it."""

MAY_LOAD = {
    ("law", "unconfirmed"): {"croniter"},
    ("user", "--help"): {"SpiffWorkflow", "croniter"},
    ("import", "--help"): {"SpiffWorkflow", "croniter"},
    ("upgrade", "--help"): {"SpiffWorkflow", "alembic", "croniter"},
    ("work", "--help"): {"SpiffWorkflow", "croniter", "dbos"},
}

SECONDS = 6
"""Of processor time, three times what is promised; the machine of a test is busy, and may be slow."""

TOLD = """
import json, sys
{planted}
from flask.cli import main
try:
    main()
finally:
    print(json.dumps(sorted({{name.partition(".")[0] for name in sys.modules}})), file=sys.stderr)
"""
SERVING = """
import json, sys
{planted}
from webapp import create_app
create_app()
print(json.dumps(sorted({{name.partition(".")[0] for name in sys.modules}})), file=sys.stderr)
"""


@pytest.fixture
def started(settings, tmp_path):
    """Start a program of ours on an empty database; return the libraries that it loaded, and its seconds."""

    def start(program: str, *arguments: str, planted: str = "") -> tuple[set[str], float]:
        environment = {
            **os.environ,
            "FLASK_APP": "webapp",
            "CASEWORK_PROFILE": "demo",
            "CASEWORK_DATABASE_URL": settings.SQLALCHEMY_DATABASE_URI,
            "CASEWORK_PROOF_FOLDER": str(tmp_path / "proofs"),
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        command = [sys.executable, "-c", program.format(planted=planted), *arguments]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return set(json.loads(ended.stderr.splitlines()[-1])), seconds

    return start


@pytest.fixture
def tables(app):
    """The database of `settings` has its tables."""


@pytest.mark.parametrize("command", MAY_LOAD, ids=" ".join)
def test_a_command_loads_what_it_works_with_and_no_more(command, started, tables):
    loaded, seconds = started(TOLD, *command)
    assert loaded & LARGE <= MAY_LOAD[command]
    assert seconds < SECONDS


def test_a_command_that_loads_too_much_is_noticed(started, tables):
    loaded, _ = started(TOLD, "law", "unconfirmed", planted="import openpyxl")
    assert loaded & LARGE - MAY_LOAD["law", "unconfirmed"] >= {"openpyxl"}


def test_all_commands_together_need_no_pages(started, tables):
    loaded, seconds = started(TOLD, "--help")
    assert not loaded & {"flask_wtf", "openpyxl", "weasyprint", "zxcvbn"}
    assert seconds < SECONDS


def test_the_pages_load_no_printer_no_workbooks_and_no_migrations(started, tables):
    loaded, seconds = started(SERVING)
    assert loaded & LARGE <= {"SpiffWorkflow", "croniter", "dbos", "flask_wtf"}
    assert seconds < SECONDS


def test_pages_that_are_loaded_leave_no_connection_to_those_who_are_forked_from_them(settings, tables):
    app = create_app(settings)
    with app.app_context():
        assert db.engine.pool.checkedin() == db.engine.pool.checkedout() == 0

"""While the database is away a page says so, keeps what was typed, and works again as soon as it is back."""

import re
from contextlib import contextmanager
from html import unescape

import pytest
from sqlalchemy import NullPool, create_engine

import config
from tests import databases
from tests.fixtures import SECRET
from tests.office import Office
from tests.postgres_server import mortal_postgresql
from webapp import create_app
from webapp.db import db
from webapp.session import logins
from workflows import keyring

TYPED = "缴款凭证“原件”<一份>"
HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')


@pytest.fixture(scope="module")
def server():
    """A server of this module's own, which its tests kill and start again."""
    with mortal_postgresql() as server:
        databases.postgresql_template(server.url)
        yield server


@contextmanager
def away(server):
    server.kill()
    try:
        yield
    finally:
        server.start()


@pytest.fixture(scope="module")
def bureau(server):
    keyring.use(SECRET)
    url = databases.postgresql_new(server.url)
    app = create_app(config.Test({"CASEWORK_DATABASE_URL": url}))
    app.config["WTF_CSRF_ENABLED"] = False
    yield app, Office(create_engine(url, poolclass=NullPool))
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def browser(bureau):
    app, office = bureau
    with office.begin() as session:
        token = logins.open_login(
            session, office.people["case_officer"], "127.0.0.1", app.config["SESSION_LENGTH"]
        )
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token
    return client


def test_every_page_and_the_health_check_say_503_and_when_to_come_back(server, browser):
    assert browser.get("/inbox").status_code == 200
    with away(server):
        answers = [browser.get(path) for path in ("/inbox", "/health", "/check/ABCD", "/login")]
    assert [answer.status_code for answer in answers[:3]] == [503, 503, 503]
    assert "数据库暂时连不上" in answers[0].text and answers[0].headers["Retry-After"]
    assert browser.get("/inbox").status_code == 200


def test_what_was_typed_is_on_the_page_and_counts_once_when_it_is_sent_again(server, bureau, browser):
    _, office = bureau
    case = office.apply(office.penalty())
    page = office.page(case, "formal_check")
    sent = {"key": str(page.key), "seen_version": page.version, "materials": "incomplete", "missing": TYPED}
    with away(server):
        refused = browser.post(f"/tasks/{page.task_id}", data=sent)
    kept = {unescape(name): unescape(value) for name, value in HIDDEN.findall(refused.text)}
    assert refused.status_code == 503 and kept == {name: str(value) for name, value in sent.items()}
    assert browser.post(f"/tasks/{page.task_id}", data=kept).status_code == 303
    assert browser.post(f"/tasks/{page.task_id}", data=kept).status_code == 303
    assert office.waits(case) == ["serve"]


def test_a_password_is_not_kept_on_the_page(server, browser):
    with away(server):
        refused = browser.post("/login", data={"username": "window", "password": "秘密的口令"})
    assert refused.status_code == 503 and "秘密的口令" not in refused.text

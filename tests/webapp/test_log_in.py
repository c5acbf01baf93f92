"""Log-in: who gets in, what the browser holds, how guessing ends."""

import time_machine
from argon2 import PasswordHasher
from sqlalchemy import select

from tests.builders import PASSWORD
from tests.webapp.browsing import log_in, submit
from workflows import clock
from workflows.models import LoginSession, Officer


def test_the_right_password_opens_the_account(client, officer_id):
    assert log_in(client, "chengban").status_code == 303
    assert "李承办" in client.get("/account").text


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(client, officer_id):
    wrong, unknown = log_in(client, "chengban", "no"), log_in(client, "nobody", "no")
    assert wrong.status_code == unknown.status_code == 401
    assert "用户名或密码不正确" in wrong.text and "用户名或密码不正确" in unknown.text


def test_an_unknown_name_costs_a_hash_as_well(client, monkeypatch):
    verified = []
    original = PasswordHasher.verify
    monkeypatch.setattr("argon2.PasswordHasher.verify", lambda *a: verified.append(a) or original(*a))
    log_in(client, "nobody", "no")
    assert len(verified) == 1


def test_a_disabled_officer_does_not_get_in(client, officer_id, writing):
    with writing() as session:
        session.get_one(Officer, officer_id).disabled_at = clock.now()
    assert log_in(client, "chengban").status_code == 401


def test_the_database_keeps_only_the_hash_of_the_token(client, officer_id, writing):
    log_in(client, "chengban")
    with client.session_transaction() as cookie:
        token = cookie["_user_id"]
    with writing() as session:
        kept = session.scalars(select(LoginSession.token_digest)).one()
    assert token not in kept and len(kept) == 64


def test_logging_in_changes_the_cookie(client, officer_id):
    client.get("/login")
    before = client.get_cookie("casework").value
    log_in(client, "chengban")
    assert client.get_cookie("casework").value != before


def test_logging_out_ends_a_stolen_cookie_too(app, client, officer_id):
    log_in(client, "chengban")
    thief = app.test_client()
    thief.set_cookie("casework", client.get_cookie("casework").value)
    assert thief.get("/account").status_code == 200
    submit(client, "/account", "/logout")
    assert thief.get("/account").status_code == 303


def test_disabling_an_officer_ends_the_log_in(client, officer_id, writing):
    log_in(client, "chengban")
    with writing() as session:
        session.get_one(Officer, officer_id).disabled_at = clock.now()
    assert client.get("/account").status_code == 303


def test_half_an_hour_without_use_ends_the_log_in(client, officer_id):
    with time_machine.travel("2026-11-23T01:00:00Z", tick=False) as time:
        log_in(client, "chengban")
        time.shift(29 * 60)
        assert client.get("/account").status_code == 200
        time.shift(29 * 60)
        assert client.get("/account").status_code == 200
        time.shift(30 * 60)
        assert client.get("/account").status_code == 303


def test_twelve_hours_end_the_log_in_even_in_use(client, officer_id):
    with time_machine.travel("2026-11-23T01:00:00Z", tick=False) as time:
        log_in(client, "chengban")
        for _ in range(35):
            time.shift(20 * 60)
            assert client.get("/account").status_code == 200
        time.shift(20 * 60)
        assert client.get("/account").status_code == 303


def test_use_is_noted_once_a_minute_and_reading_writes_nothing_else(client, officer_id, writing):
    with time_machine.travel("2026-11-23T01:00:00Z", tick=False) as time:
        log_in(client, "chengban")
        time.shift(59)
        client.get("/account")
        assert seen_seconds_after_opening(writing) == 0
        time.shift(2)
        client.get("/account")
        assert seen_seconds_after_opening(writing) == 61


def seen_seconds_after_opening(writing) -> float:
    with writing() as session:
        login = session.scalars(select(LoginSession)).one()
        return (login.seen_at - login.opened_at).total_seconds()


def test_changing_the_password_ends_every_other_log_in(app, client, officer_id):
    log_in(client, "chengban")
    other = app.test_client()
    log_in(other, "chengban")
    changed = {"current": PASSWORD, "new": "a-new-long-sentence", "again": "a-new-long-sentence"}
    assert submit(client, "/account", "/account/password", **changed).status_code == 303
    assert client.get("/account").status_code == 200
    assert other.get("/account").status_code == 303
    assert log_in(app.test_client(), "chengban").status_code == 401


def test_a_poor_new_password_is_refused_in_words(client, officer_id):
    log_in(client, "chengban")
    poor = {"current": PASSWORD, "new": "chengban", "again": "chengban"}
    answer = submit(client, "/account", "/account/password", **poor)
    assert answer.status_code == 422
    assert "至" in answer.text and "不能包含用户名" in answer.text


def test_after_log_in_the_page_that_was_wanted_is_shown(client, officer_id):
    assert client.get("/account").location == "/login?next=/account"
    assert log_in(client, "chengban", next="/account").location == "/account"


def test_log_in_leads_to_no_other_site(client, officer_id, app):
    for address in (
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "/\tx",
    ):
        assert log_in(app.test_client(), "chengban", next=address).location == "/"

"""Guessing passwords: failures slow down, and nobody can shut the owner or the bureau out with them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from argon2 import PasswordHasher

from tests.webapp.browsing import log_in, submit
from webapp import session as log_in_pages
from webapp.session import budget, passwords
from webapp.session.budget import Admission, Knock
from workflows.models import LoginAttempt, LoginTry

NAT = "10.0.0.9"
STRANGER = Knock("chengban", NAT)


@pytest.fixture(autouse=True)
def standing_time():
    with time_machine.travel("2026-11-23T01:00:00Z", tick=False) as time:
        yield time


@pytest.fixture
def knock(app, writing):
    """`knock(who, fits=False)` lets somebody try once, and returns what he was told."""

    def try_once(who: Knock = STRANGER, *, fits: bool = False) -> Admission:
        with writing() as session:
            told = budget.enter(session, who, app.config)
        if told.try_id is not None:
            with writing() as session:
                budget.leave(session, who, told, succeeded=fits)
        return told

    return try_once


def client_at(app, address):
    client = app.test_client()
    client.environ_base = {**client.environ_base, "REMOTE_ADDR": address}
    return client


def fails(client, times, name="chengban"):
    return [log_in(client, name, "wrong").status_code for _ in range(times)]


def test_after_three_failures_each_further_one_doubles_the_wait(client, officer_id, standing_time):
    assert fails(client, 4) == [401, 401, 401, 429]
    answer = log_in(client, "chengban")
    assert answer.status_code == 429 and answer.headers["Retry-After"] == "1" and "1 秒后再试" in answer.text
    standing_time.shift(1)
    assert fails(client, 2) == [401, 429]
    assert log_in(client, "chengban").headers["Retry-After"] == "2"
    standing_time.shift(2)
    assert log_in(client, "chengban").status_code == 303


def test_a_wait_grows_no_longer_than_the_window(knock, app, standing_time):
    for _ in range(40):
        told = knock()
        standing_time.shift(told.pause)
    assert timedelta(minutes=1) < told.pause <= app.config["LOGIN_WINDOW"]


def test_a_try_that_is_told_to_wait_does_not_count(client, officer_id, standing_time):
    fails(client, 50)
    standing_time.shift(1)
    assert log_in(client, "chengban").status_code == 303


def test_a_forged_forwarded_address_wins_no_free_tries(client, officer_id):
    for number in range(3):
        client.environ_base["HTTP_X_FORWARDED_FOR"] = f"10.0.0.{number}"
        log_in(client, "chengban", "wrong")
    assert log_in(client, "chengban").status_code == 429


def test_one_address_that_tries_many_names_is_slowed_down(knock, standing_time):
    for number in range(20):
        assert knock(Knock(f"name{number}", NAT)).try_id
    assert knock(Knock("another", NAT)).pause == timedelta(seconds=1)
    standing_time.shift(1)
    assert knock(Knock("another", NAT), fits=True).try_id


def test_twenty_wrong_tries_from_a_shared_address_shut_nobody_out_who_has_been_here(app, officer_id):
    colleague = client_at(app, NAT)
    assert log_in(colleague, "chengban").status_code == 303
    for number in range(25):
        log_in(client_at(app, NAT), f"name{number}", "wrong")
    fails(client_at(app, NAT), 4)
    assert log_in(colleague, "chengban").status_code == 303
    assert log_in(client_at(app, NAT), "chengban").status_code == 429


def test_guesses_from_many_addresses_do_not_keep_the_owner_out(app, officer_id, knock):
    owner = client_at(app, "10.1.1.1")
    assert log_in(owner, "chengban").status_code == 303
    for number in range(21):
        knock(Knock("chengban", f"10.9.9.{number}"))
    assert log_in(client_at(app, "10.8.8.8"), "chengban").status_code == 429
    assert log_in(owner, "chengban").status_code == 303


def test_guesses_from_many_addresses_are_slowed_down_to_one_a_minute(knock, standing_time):
    pauses = []
    for number in range(60):
        pauses.append(knock(Knock("chengban", f"10.9.{number}.1")).pause)
        standing_time.shift(pauses[-1])
    assert pauses[:20] == [timedelta(0)] * 20 and max(pauses) == timedelta(minutes=1)


def test_a_machine_is_known_only_for_the_accounts_that_logged_in_on_it(app, officer_id, writing):
    client = client_at(app, NAT)
    log_in(client, "chengban")
    fails(client, 1, "other")
    with writing() as session:
        machines = {row.username: row.machine for row in session.query(LoginAttempt)}
    assert machines == {"chengban": None, "other": None}
    log_in(client, "chengban")
    with writing() as session:
        assert session.query(LoginAttempt).order_by(LoginAttempt.id.desc()).first().machine


def test_a_forged_machine_is_a_strange_one(app, officer_id, writing):
    client = client_at(app, NAT)
    client.set_cookie("casework-machine", '{"chengban": "forged"}.signature')
    log_in(client, "chengban")
    with writing() as session:
        assert session.query(LoginAttempt).one().machine is None


def test_sixteen_guesses_at_once_are_no_more_than_the_free_ones(app, writing):
    held = []
    for _ in range(16):
        with writing() as session:
            held.append(budget.enter(session, STRANGER, app.config))
    admitted = [one for one in held if one.try_id is not None]
    assert len(admitted) == app.config["LOGIN_FREE_FAILURES"]
    assert all(one == Admission() for one in held if one not in admitted)


def test_a_burst_of_right_passwords_gets_in(app, officer_id):
    clients = [client_at(app, NAT) for _ in range(8)]
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda one: log_in(one, "chengban").status_code, clients))
    assert answers == [303] * 8


def test_a_try_that_was_cut_off_gives_its_place_back(app, writing, standing_time):
    for _ in range(3):
        with writing() as session:
            budget.enter(session, STRANGER, app.config)
    standing_time.shift(app.config["LOGIN_VERIFYING"] + timedelta(seconds=1))
    with writing() as session:
        assert budget.enter(session, STRANGER, app.config).try_id is not None
        assert session.query(LoginTry).count() == 1


def test_a_success_wipes_out_the_failures_of_its_own_machine_only(knock, standing_time):
    for _ in range(2):
        knock()
    assert knock(fits=True).try_id
    assert [knock().try_id is not None for _ in range(4)] == [True, True, True, False]


def test_who_holds_a_stolen_log_in_guesses_the_password_no_faster(client, officer_id):
    log_in(client, "chengban")
    guess = {"current": "wrong", "new": "another-long-sentence", "again": "another-long-sentence"}
    answers = [submit(client, "/account", "/account/password", **guess) for _ in range(4)]
    assert [one.status_code for one in answers] == [422, 422, 422, 429]
    assert "秒后再试，密码没有更改" in answers[-1].text


def test_a_missing_name_costs_one_verification_as_an_existing_one_does(app, client, monkeypatch, officer_id):
    spent = []
    for work in ("hash", "verify"):
        original = getattr(PasswordHasher, work)
        monkeypatch.setattr(PasswordHasher, work, counted(work, original, spent))
    log_in(client, "chengban", "no")
    existing = spent.copy()
    log_in(client, "nobody", "no")
    assert spent == [*existing, *existing] == ["verify", "verify"]


def counted(work, original, spent):
    return lambda *arguments, **options: spent.append(work) or original(*arguments, **options)


def test_planted_tries_counted_before_their_outcome_would_refuse_the_burst(app, officer_id, monkeypatch):
    """Without waiting for those under way, the fourth right password at once is refused."""
    monkeypatch.setattr(log_in_pages.views, "PATIENCE", 1)
    with app.app_context():
        for _ in range(3):
            with log_in_pages.views.transaction() as session:
                budget.enter(session, Knock("chengban", NAT), app.config)
    assert log_in(client_at(app, NAT), "chengban").status_code == 429


@pytest.mark.parametrize(
    "password", ["password12345", "qwertyuiop12", "woaini1314520", "aaaaaaaaaaaaaa", "chengban2026!", "jixi"]
)
def test_a_password_that_is_easily_guessed_is_refused_in_words(app, password):
    with app.app_context():
        assert passwords.faults(password, "chengban")


@pytest.mark.parametrize(
    "password", ["correct-horse-battery", "雨停以后我们去河边钓鱼吧好吗", "vR7#kq2-Lmx9tW"]
)
def test_several_words_or_a_sentence_make_a_good_password(app, password):
    with app.app_context():
        assert passwords.faults(password, "chengban") == []

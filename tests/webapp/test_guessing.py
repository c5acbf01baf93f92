"""Guessing passwords: the budget holds, and it cannot be used to lock an owner out."""

from tests.webapp.browsing import log_in
from webapp.session.budget import is_spent, note_success, note_try


def client_at(app, address):
    client = app.test_client()
    client.environ_base = {**client.environ_base, "REMOTE_ADDR": address}
    return client


def test_the_sixth_guess_is_refused_even_when_it_is_right(client, officer_id):
    for _ in range(5):
        assert log_in(client, "chengban", "wrong").status_code == 401
    answer = log_in(client, "chengban")
    assert answer.status_code == 429 and "失败次数太多" in answer.text


def test_a_forged_forwarded_address_does_not_refill_the_budget(client, officer_id):
    for number in range(5):
        client.environ_base["HTTP_X_FORWARDED_FOR"] = f"10.0.0.{number}"
        log_in(client, "chengban", "wrong")
    assert log_in(client, "chengban").status_code == 429


def test_one_address_may_not_try_many_names(app, officer_id):
    client = client_at(app, "10.0.0.9")
    for number in range(20):
        assert log_in(client, f"name{number}", "wrong").status_code == 401
    assert log_in(client, "chengban").status_code == 429


def test_a_stranger_s_guesses_do_not_lock_the_owner_out(app, officer_id):
    office = client_at(app, "10.1.1.1")
    assert log_in(office, "chengban").status_code == 303
    for number in range(21):
        log_in(client_at(app, f"10.9.9.{number}"), "chengban", "wrong")
    assert log_in(client_at(app, "10.8.8.8"), "chengban").status_code == 429
    assert log_in(office, "chengban").status_code == 303


def test_guesses_made_at_once_are_all_counted_before_any_is_verified(app, writing):
    for _ in range(6):
        with writing() as session:
            note_try(session, "chengban", "10.0.0.1")
    with writing() as session:
        assert is_spent(session, "chengban", "10.0.0.1", app.config)


def test_a_success_takes_its_own_try_back(app, writing):
    for _ in range(9):
        with writing() as session:
            note_try(session, "chengban", "10.0.0.1")
            note_success(session, "chengban", "10.0.0.1")
    with writing() as session:
        note_try(session, "chengban", "10.0.0.1")
        assert not is_spent(session, "chengban", "10.0.0.1", app.config)

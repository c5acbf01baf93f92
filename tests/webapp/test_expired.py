"""What was typed outlives its log-in: a form that comes too late gives everything back, and is sent again."""

import re
from datetime import timedelta
from html import unescape

import pytest

from tests.webapp.browsing import TOKEN
from webapp.session import logins
from workflows.models import Case, LoginSession

HERE = {"Origin": "http://localhost"}
TYPED = "鸡西市鸡冠区中心大街1号“三单元”<东侧>"
HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')


@pytest.fixture
def window(bureau, office, browse):
    """The window's browser, on the form that opens a case."""
    bureau.config["WTF_CSRF_ENABLED"] = True
    record, client = office.penalty(), browse("window")
    path = f"/start/credit_repair?record={record}"
    page = client.get(path).text
    hidden = {unescape(name): unescape(value) for name, value in HIDDEN.findall(page)}
    told = {**hidden, **office.application(), "csrf_token": TOKEN.search(page)[1], "delivery_address": TYPED}
    return client, path, told


def log_in_again(client, office):
    """Log in in another tab: another log-in, another token."""
    with office.begin() as session:
        token = logins.open_login(session, office.people["window"], "127.0.0.1", timedelta(hours=1))
    with client.session_transaction() as cookie:
        cookie.clear()
        cookie["_user_id"] = token


def given_back(answer):
    return {unescape(name): unescape(value) for name, value in HIDDEN.findall(answer.text)}


def test_after_a_log_in_in_another_tab_the_form_is_given_back_and_counts_when_it_is_sent_again(
    window, office
):
    client, path, told = window
    log_in_again(client, office)
    answer = client.post(path, data=told, headers=HERE)
    assert answer.status_code == 400 and "您在这之后重新登录过" in answer.text and office.all(Case) == []
    assert TYPED in unescape(answer.text)
    assert client.post(path, data=given_back(answer), headers=HERE).status_code == 303
    assert len(office.all(Case)) == 1


def test_when_the_log_in_is_over_the_page_says_so_and_keeps_what_was_typed(window, office):
    client, path, told = window
    with office.begin() as session:
        for login in session.query(LoginSession):
            logins.end_login(session, login.token_digest, login.officer_id)
    answer = client.post(path, data=told, headers=HERE)
    assert answer.status_code == 401 and "登录已失效" in answer.text and office.all(Case) == []
    log_in_again(client, office)
    again = client.post(path, data=given_back(answer), headers=HERE)
    assert given_back(again).keys() == told.keys()
    assert client.post(path, data=given_back(again), headers=HERE).status_code == 303
    assert len(office.all(Case)) == 1


@pytest.mark.parametrize(
    "headers", [{}, {"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site", **HERE}]
)
def test_what_another_site_sends_is_not_offered_to_be_sent_again(window, office, headers):
    client, path, told = window
    log_in_again(client, office)
    answer = client.post(path, data=told, headers=headers)
    assert answer.status_code == 400 and given_back(answer) == {} and TYPED not in unescape(answer.text)


def test_passwords_are_never_given_back(window, office):
    client, _, _ = window
    log_in_again(client, office)
    answer = client.post("/account/password", data={"current": "secret-1", "new": "secret-2"}, headers=HERE)
    assert answer.status_code == 400 and "secret" not in answer.text

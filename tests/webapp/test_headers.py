"""What every answer tells the browser, and what no answer may be asked without."""

import re
from datetime import timedelta

import pytest

import config
from tests.webapp.browsing import log_in
from webapp import create_app
from webapp.db import db
from workflows import background
from workflows.audit import papers
from workflows.jobs import exchange, registry

PUBLIC = ("/login", "/check", "/check/ABCD", "/health", "/static/css/office.css", "/nothing")
PRIVATE = ("/inbox", "/entities", "/documents", "/account", "/nothing")


@pytest.mark.parametrize("address", PUBLIC)
def test_every_public_answer_carries_the_headers(client, address):
    assert_headers(client.get(address, buffered=True))


@pytest.mark.parametrize("address", PRIVATE)
def test_every_answer_to_an_officer_carries_the_headers_and_is_not_kept(client, officer_id, address):
    log_in(client, "chengban")
    answer = client.get(address)
    assert_headers(answer)
    assert answer.headers["Cache-Control"] == "no-store"


def assert_headers(answer):
    policy = answer.headers["Content-Security-Policy"]
    assert "script-src 'self' 'nonce-" in policy and "unsafe" not in policy
    assert (
        "frame-ancestors 'none'" in policy and "object-src 'none'" in policy and "base-uri 'none'" in policy
    )
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_each_answer_has_a_nonce_of_its_own(client):
    policies = {client.get("/login").headers["Content-Security-Policy"] for _ in range(5)}
    assert len(policies) == 5


@pytest.mark.parametrize("address", ["/login", "/check", "/check/ABCD"])
def test_pages_carry_no_inline_script_or_style(client, address):
    assert inline_parts(client.get(address).text) == []


def test_inline_parts_are_found():
    assert (
        len(inline_parts('<p style="color:red" onclick="x()"><script>alert(1)</script><style>p{}</style>'))
        == 4
    )


def inline_parts(html: str) -> list[str]:
    tags = re.findall(r"<(?:script|style)(?![^>]*(?:src=|nonce=))[^>]*>", html)
    return tags + re.findall(r'\s(?:style|on[a-z]+)="', html)


def test_the_cookie_of_production_is_bound_to_https_and_this_host(tmp_path):
    settings = config.Settings(
        {
            "CASEWORK_SECRET_KEY": "s" * 40,
            "CASEWORK_DATABASE_URL": f"sqlite:///{tmp_path / 'production.sqlite3'}",
        }
    )
    answer = create_app(settings).test_client().get("/login", base_url="https://localhost")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-casework=") and "Secure" in cookie and "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie and "Domain" not in cookie
    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]


@pytest.mark.parametrize("secret", ["", "short", config.SAMPLE_SECRET])
def test_production_does_not_start_on_a_known_or_short_secret(secret):
    with pytest.raises(config.SettingsRefused, match="CASEWORK_SECRET_KEY"):
        config.Settings({"CASEWORK_SECRET_KEY": secret})


LIMITS = ("CASEWORK_JOB_LIMIT_MINUTES", "CASEWORK_IMPORT_LIMIT_MINUTES", "CASEWORK_PRINTED_WITHIN_MINUTES")


@pytest.mark.parametrize("name", LIMITS)
@pytest.mark.parametrize("minutes", ["0", "-5", "1.5", "", "43201", "一小时"])
def test_a_limit_that_nobody_can_mean_is_refused_at_the_start(name, minutes):
    with pytest.raises(config.SettingsRefused, match=name):
        config.Settings({"CASEWORK_SECRET_KEY": "s" * 40, name: minutes})


def test_what_the_installation_states_is_what_its_jobs_and_its_auditor_go_by(tmp_path):
    stated = {
        "CASEWORK_DATABASE_URL": f"sqlite:///{tmp_path / 'test.sqlite3'}",
        "CASEWORK_EXCHANGE_FOLDER": str(tmp_path),
        "CASEWORK_EXCHANGE_MODE": "600",
        **dict(zip(LIMITS, ("7", "90", "30"), strict=True)),
    }
    try:
        app = create_app(config.Test(stated))
        with app.app_context():
            db.create_all()
        app.test_cli_runner().invoke(args=["audit", "verify"])
        assert (
            registry.find("sweep_deadlines").limit_seconds,
            registry.find(background.IMPORT).limit_seconds,
        ) == (
            7 * 60,
            90 * 60,
        )
        assert papers._printed_within == [timedelta(minutes=30)]
        assert exchange._premises == [exchange.Premises(tmp_path, 0o600)]
    finally:
        papers.expect_printed_within(timedelta(days=1))
        create_app(config.Test({"CASEWORK_DATABASE_URL": stated["CASEWORK_DATABASE_URL"]}))


def test_production_is_what_runs_when_no_profile_is_named():
    assert config.chosen({"CASEWORK_SECRET_KEY": "s" * 40}).PROFILE == "production"


def test_an_unknown_profile_is_refused_with_the_known_ones():
    with pytest.raises(config.SettingsRefused, match="production、demo、test"):
        config.chosen({"CASEWORK_PROFILE": "debug"})


def test_the_demo_s_accounts_are_shown_in_the_demo_only(client):
    assert "演示账号" not in client.get("/login").text


@pytest.mark.parametrize("address", ["/logout", "/login", "/account/password", "/imports", "/attachments"])
def test_nothing_is_changed_without_the_token_of_the_page(client, officer_id, address):
    log_in(client, "chengban")
    answer = client.post(address)
    assert answer.status_code == 400 and "页面可能已经过期" in answer.text


def test_the_token_of_another_session_is_worthless(app, client, officer_id):
    log_in(client, "chengban")
    foreign = re.search(r'csrf_token" value="([^"]+)"', app.test_client().get("/login").text)[1]
    assert client.post("/logout", data={"csrf_token": foreign}).status_code == 400
    assert client.get("/account").status_code == 200

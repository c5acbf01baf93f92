"""Every route is closed unless the matrix opens it, and the matrix is what the routes do."""

from uuid import uuid4

import pytest
from flask import Flask

from forms.choices import Role
from tests import builders
from tests.webapp.browsing import log_in
from webapp import access

ARGUMENTS = {
    "task_id": uuid4(),
    "case_id": uuid4(),
    "document_id": uuid4(),
    "attachment_id": uuid4(),
    "entity_id": 1,
    "record_id": 1,
    "run_id": 1,
    "request_id": 1,
    "act_id": 1,
    "lead_id": 1,
    "deed": "assign",
    "reminder_id": 1,
    "trouble_id": 1,
    "delegation_id": 1,
    "officer_id": 1,
    "appointment_id": 1,
    "process_key": "credit_repair",
    "kind": "grant",
    "key": "tier.lowFine.org",
    "name": "tier",
    "code": "ABCD",
    "token_digest": "x",
    "filename": "css/office.css",
}


def addresses(app: Flask) -> list[tuple[str, str, str]]:
    """Return (route, method, address) for every route and method of the application."""
    found = []
    with app.test_request_context():
        adapter = app.create_url_adapter(None) or app.url_map.bind("localhost")
        for rule in app.url_map.iter_rules():
            address = adapter.build(rule.endpoint, {name: ARGUMENTS[name] for name in rule.arguments})
            found += [
                (rule.endpoint, method, address) for method in sorted(rule.methods - {"OPTIONS", "HEAD"})
            ]
    return found


def open_without_log_in(app: Flask) -> set[str]:
    """Return the routes that answer a stranger with anything but the way to the log-in page."""
    app.config["WTF_CSRF_ENABLED"] = False
    stranger = app.test_client()
    answers = {
        (route, stranger.open(address, method=method, buffered=True))
        for route, method, address in addresses(app)
    }
    return {
        route
        for route, answer in answers
        if not (answer.status_code == 303 and answer.location.startswith("/login"))
    }


def test_a_stranger_reaches_only_the_routes_that_are_listed_as_public(app):
    public = {route for route, audience in access.MATRIX.items() if audience is access.NOBODY_NEEDED}
    assert open_without_log_in(app) == public
    assert public == {
        "static", "health", "session.log_in", "session.answer_log_in", "check.ask", "check.show"
    }  # fmt: skip


def test_a_route_that_someone_forgot_to_guard_is_found(app, monkeypatch):
    monkeypatch.setitem(access.MATRIX, "documents.paper", access.NOBODY_NEEDED)
    assert "documents.paper" in open_without_log_in(app)


def test_the_application_refuses_to_start_with_a_route_outside_the_matrix(app):
    app.url_map.add(type(next(app.url_map.iter_rules()))("/new", endpoint="new"))
    with pytest.raises(access.RouteUnguarded, match="new"):
        access.demand_complete(app)


@pytest.mark.parametrize("role", list(Role))
def test_each_role_is_refused_exactly_what_the_matrix_closes_to_it(app, writing, role):
    with writing() as session:
        builders.add_officer(session, "someone", role)
    client = app.test_client()
    log_in(client, "someone")
    app.config["WTF_CSRF_ENABLED"] = False
    for route, method, address in addresses(app):
        audience = access.MATRIX[route]
        closed = audience is not None and role not in audience
        if closed:
            assert client.open(address, method=method).status_code == 403, f"{role} at {method} {route}"


def test_a_revoked_role_closes_its_pages_at_the_next_request(client, writing, officer_id):
    log_in(client, "chengban")
    assert client.get("/inbox").status_code == 200
    with writing() as session:
        builders.revoke(session, officer_id, Role.CASE_OFFICER)
    assert client.get("/inbox").status_code == 403


def test_an_unknown_address_is_told_to_nobody_but_officers(client, officer_id):
    assert client.get("/no/such/page").status_code == 303
    log_in(client, "chengban")
    answer = client.get("/no/such/page")
    assert answer.status_code == 404 and "没有找到" in answer.text

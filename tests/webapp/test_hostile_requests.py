"""No address, query or form makes a page say 500: what cannot be is refused as the visitor's fault."""

from collections.abc import Iterator
from io import BytesIO
from urllib.parse import quote
from uuid import uuid4

import pytest
from flask import request

from forms.choices import Role
from tests.webapp.test_access import ARGUMENTS

NUL = "a\x00b"
LARGE = [str(2**31), str(2**63), "9" * 30, "9" * 5000]
TEXTS = [NUL, "\ufffd\u202e" * 10, "x" * 3000, "９"]
QUERIES = ["q", "page", "kind", "scope", "next", "code", "on", "asked", "record"]
PROCEDURES = ["credit_repair", "service", "decision", "no_such"]
LEFT_OUT = {"static", "session.log_out", "session.change_password"}  # no path; ends the visit; costs a hash


@pytest.fixture
def everybody(bureau, office, browse):
    """The browser of an officer who may open everything."""
    office.hire("everybody", *Role)
    return browse("everybody")


def paths(app, rule) -> Iterator[str]:
    """Yield addresses of a route: a proper one, and those with a hostile argument."""
    for name in rule.arguments:
        hostile = LARGE if isinstance(ARGUMENTS[name], int) else TEXTS
        odd = PROCEDURES if name == "process_key" else [] if rule.endpoint == "static" else hostile
        yield from (address(rule, {**ARGUMENTS, name: value}) for value in odd)
    yield address(rule, ARGUMENTS)


def address(rule, arguments) -> str:
    told = rule.rule
    for _ in rule.arguments:
        start = told.index("<", 0)
        told = f"{told[:start]}{quote(str(arguments[_named(told)]), safe='')}{told[told.index('>') + 1 :]}"
    return told


def _named(rule: str) -> str:
    return rule[rule.index("<") + 1 : rule.index(">")].rpartition(":")[2]


def requests(app, part: str) -> Iterator[tuple[str, str, dict]]:
    for rule in app.url_map.iter_rules():
        if rule.endpoint in LEFT_OUT or not rule.endpoint.startswith(part):
            continue
        for path in paths(app, rule):
            yield from ((method, path, {}) for method in rule.methods - {"OPTIONS", "HEAD"})
        yield from with_hostile_words(rule)


def with_hostile_words(rule) -> Iterator[tuple[str, str, dict]]:
    """Yield requests to a proper address with hostile words beside it."""
    path = address(rule, ARGUMENTS)
    if "GET" in rule.methods:
        for value in (NUL, LARGE[1], LARGE[-1]):
            yield "GET", path, {"query_string": dict.fromkeys(QUERIES[:-1], value)}
        yield from (("GET", path, {"query_string": {"record": value}}) for value in LARGE[:2])
    if "POST" in rule.methods:
        for value in (NUL, LARGE[1], LARGE[-1]):
            yield (
                "POST",
                f"{path}?record=1",
                {"data": {"key": uuid4(), "seen_version": value, "second_officer": value}},
            )


def house_faults(client, app, part: str = "") -> list[str]:
    found = []
    for method, path, sent in requests(app, part):
        status = client.open(path, method=method, **sent).status_code
        if status >= 500:
            found.append(f"{status} {method} {path[:80]} {str(sent)[:80]}")
    return found


def test_nothing_that_a_visitor_sends_is_the_houses_fault(everybody, bureau):
    assert house_faults(everybody, bureau) == []


def test_planted_a_view_that_trusts_its_query_is_found(everybody, bureau, monkeypatch):
    def trusting():
        return str(int(request.args.get("page", "1")))

    monkeypatch.setitem(bureau.view_functions, "documents.index", trusting)
    assert any("/documents" in found for found in house_faults(everybody, bureau, "documents."))


@pytest.mark.parametrize("sent", [{"query_string": {"q": NUL}}, {"data": {"q": NUL}, "method": "POST"}])
def test_what_cannot_be_a_text_is_a_bad_request(bureau, sent):
    assert bureau.test_client().open("/entities", **sent).status_code == 400


def test_a_file_name_with_a_nul_is_a_bad_request_too(everybody):
    sent = {"file": (BytesIO(b"x"), NUL)}
    assert everybody.post("/imports", data=sent).status_code == 400

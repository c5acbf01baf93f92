"""Browsing the pages as a person does: forms are submitted with the token that their page carries."""

import re
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.builders import PASSWORD

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def token_on(page: TestResponse) -> str:
    found = TOKEN.search(page.text)
    assert found, "the page carries no form"
    return found[1]


def submit(client: FlaskClient, page: str, target: str, **fields: Any) -> TestResponse:
    """Submit fields to `target` with the token found on `page`."""
    return client.post(target, data={"csrf_token": token_on(client.get(page)), **fields})


def log_in(client: FlaskClient, username: str, password: str = PASSWORD, **fields: str) -> TestResponse:
    return submit(client, "/login", "/login", username=username, password=password, **fields)

"""A secret for the seals of the tests."""

import pytest

from workflows import keyring


@pytest.fixture(autouse=True)
def _secret():
    keyring.use("a secret for tests only")

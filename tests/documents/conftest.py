"""The press of the test process is let go at the end, so that no child outlives the tests."""

from collections.abc import Iterator

import pytest

from workflows.documents import press


@pytest.fixture(scope="session", autouse=True)
def press_is_closed() -> Iterator[None]:
    yield
    press.close()

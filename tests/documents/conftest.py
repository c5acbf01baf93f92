"""The press of the test process is let go at the end, so that no child outlives the tests."""

import os
from collections.abc import Iterator

import pytest

from tests.documents import sheets
from workflows.documents import press


@pytest.fixture(scope="session", autouse=True)
def printed_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let the test processes of this run share what they print."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "printed"
    folder.mkdir(exist_ok=True)
    sheets.shared[:] = [folder]
    yield
    sheets.shared.clear()


@pytest.fixture(scope="session", autouse=True)
def press_is_closed() -> Iterator[None]:
    yield
    press.close()

"""A bureau of its own for each test, on SQLite and on PostgreSQL; what its cases walked is noted at the end."""

from collections.abc import Iterator

import pytest

from tests.fixtures import calendar, database_url, keys, office, own_office, shared_office, system
from tests.processes.walked_flows import FlowsWalked

__all__ = ["calendar", "database_url", "keys", "office", "own_office", "shared_office", "system"]


@pytest.fixture(autouse=True)
def noted(request: pytest.FixtureRequest) -> Iterator[None]:
    if "office" not in request.fixturenames:
        yield
        return
    bureau = request.getfixturevalue("office")
    yield
    request.config.pluginmanager.get_plugin(FlowsWalked.__name__).note(bureau)

"""A bureau of its own for each test, on SQLite and on PostgreSQL; what it entered counts for nobody else."""

import pytest

from tests.fixtures import calendar, database_url, keys, system
from tests.fixtures import own_office as office
from tests.office import Office
from webapp.laid_down import loader
from workflows.law import settings

__all__ = ["calendar", "database_url", "keys", "office", "system"]


@pytest.fixture(autouse=True)
def law_of_this_bureau(office: Office):
    settings.use(loader(office.engine))
    yield
    settings.use(None)

"""A bureau of its own for each test, on SQLite and on PostgreSQL."""

from tests.casework.joining import company, shop
from tests.fixtures import calendar, database_url, keys, office, own_office, shared_office, system

__all__ = [
    "calendar",
    "company",
    "database_url",
    "keys",
    "office",
    "own_office",
    "shared_office",
    "shop",
    "system",
]

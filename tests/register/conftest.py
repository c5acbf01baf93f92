"""A bureau of its own for each test, on SQLite and on PostgreSQL."""

from tests.fixtures import calendar, database_url, keys, office, own_office, shared_office, system

__all__ = ["calendar", "database_url", "keys", "office", "own_office", "shared_office", "system"]

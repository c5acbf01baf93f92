"""A bureau of its own for each test, on SQLite and on PostgreSQL."""

from tests.fixtures import calendar, database_url, keys, office

__all__ = ["calendar", "database_url", "keys", "office"]

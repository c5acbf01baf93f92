"""The product's source, parsed once, and the fixtures of a bureau."""

from tests.fixtures import calendar, database_url, keys, system
from tests.fixtures import own_office as office

__all__ = ["calendar", "database_url", "keys", "office", "system"]

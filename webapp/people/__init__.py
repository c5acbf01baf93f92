"""The posts of the bureau's people, kept by the administrator."""

from webapp.people import accounts, views
from webapp.people.blueprint import bp

__all__ = ["accounts", "bp", "views"]

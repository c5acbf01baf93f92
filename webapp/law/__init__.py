"""The law as pages: terms, tables, open questions, calendars and statutes, as a lawyer reads them."""

from webapp.law import asking, calendar, reading, setting
from webapp.law.blueprint import bp

__all__ = ["asking", "bp", "calendar", "reading", "setting"]

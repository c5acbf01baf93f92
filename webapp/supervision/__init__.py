"""Overdue terms that wait for the word of the head of the section (督办)."""

from webapp.supervision.views import bp

__all__ = ["bp"]

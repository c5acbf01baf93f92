"""Requests to be the second of two officers: who is asked, by whom, and what is answered."""

from webapp.second_officers.views import bp

__all__ = ["bp"]

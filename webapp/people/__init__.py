"""The posts of the bureau's people, kept by the administrator."""

from webapp.people.views import bp

__all__ = ["bp"]

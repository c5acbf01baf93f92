"""Jobs that gave up and now wait for a person."""

from webapp.troubles.views import bp

__all__ = ["bp"]

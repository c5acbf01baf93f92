"""An officer's open tasks: what waits, for how long, and the page of one task."""

from webapp.inbox.views import bp

__all__ = ["bp"]

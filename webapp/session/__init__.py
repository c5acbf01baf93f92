"""Log-in: who asks, for how long, and how guessing is slowed down."""

from webapp.session.views import bp

__all__ = ["bp"]

"""The public check page: whether a paper is ours, and whether it still holds."""

from webapp.check.views import bp

__all__ = ["bp"]

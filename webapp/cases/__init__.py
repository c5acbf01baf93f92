"""Cases: their pages, how one is opened, who is recused from it."""

from webapp.cases.views import bp

__all__ = ["bp"]

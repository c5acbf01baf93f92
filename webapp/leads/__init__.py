"""The desk for leads (线索): registered, sorted, looked at."""

from webapp.leads.views import bp

__all__ = ["bp"]

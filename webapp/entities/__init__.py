"""Business entities and their credit records."""

from webapp.entities import records
from webapp.entities.views import bp

__all__ = ["bp", "records"]

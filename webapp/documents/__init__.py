"""Issued documents: found, read, downloaded; how they write characters that no font has."""

from webapp.documents import characters, views
from webapp.documents.blueprint import bp

__all__ = ["bp", "characters", "views"]

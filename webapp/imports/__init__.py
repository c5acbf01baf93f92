"""Importing the double-publicity penalty file."""

from webapp.imports.views import bp

__all__ = ["bp"]

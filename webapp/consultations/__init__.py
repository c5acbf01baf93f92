"""Purposes stated by those who need to read what is not theirs, and who read what."""

from webapp.consultations.views import bp

__all__ = ["bp"]

"""Acts on a case as a whole: asked for, decided, listed (中止、恢复)."""

from webapp.acts.views import bp

__all__ = ["bp"]

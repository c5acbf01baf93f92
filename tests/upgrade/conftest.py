"""The keys with which the recorded office sealed its states and its chain."""

from tests.fixtures import keys

__all__ = ["keys"]

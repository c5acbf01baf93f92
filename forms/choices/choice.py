"""What a code with words is."""

from enum import StrEnum
from typing import Self


class Choice(StrEnum):
    """A code that is stored, with its Chinese label."""

    label: str

    def __new__(cls, code: str, label: str = "") -> Self:
        """Make a member out of its code and its label."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member

    @classmethod
    def words(cls, code: str) -> str:
        """Return the label of a stored code; the code itself when this release does not know it any more."""
        return next((member.label for member in cls if member.value == code), code)

    @classmethod
    def labelled(cls, label: str) -> Self:
        """Return the member that people know by this label; LookupError when there is none."""
        for member in cls:
            if member.label == label:
                return member
        raise LookupError(label)

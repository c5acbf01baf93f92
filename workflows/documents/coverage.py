"""Refuses a text that no paper could be printed with, in words that tell whoever typed it what to do."""

from collections.abc import Callable, Mapping
from typing import Any

from marshmallow import ValidationError

from workflows.fonts import sentence, unprintable

Lacked = Callable[[Any], list[str]]
"""Returns the characters of a text, list or table that cannot be printed."""


def demand_printable(answers: Mapping[str, Any], lacked: Lacked = unprintable) -> None:
    """Raise marshmallow's ValidationError with a sentence for each answer that could not be printed."""
    found = {name: lacked(value) for name, value in answers.items()}
    if wrong := {name: [sentence(characters)] for name, characters in found.items() if characters}:
        raise ValidationError(wrong)

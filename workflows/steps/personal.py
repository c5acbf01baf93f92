"""Personal text among answers: sealed where it is kept, opened where a step or a paper needs it."""

import base64
from collections.abc import Collection, Mapping
from typing import Any

from workflows.sealing import seal, unseal

MARK = "sealed:"
PURPOSE = "personal"


def closed(answers: Mapping[str, Any], personal: Collection[str]) -> dict[str, Any]:
    """Return the answers as they are kept: those that are personal are sealed text."""
    return {name: _closed(value) if name in personal else value for name, value in answers.items()}


def opened(value: Any) -> Any:
    """Return an answer in clear, whether it was sealed or not. Raises BrokenSeal when it was altered."""
    if isinstance(value, str) and value.startswith(MARK):
        return unseal(base64.b64decode(value.removeprefix(MARK)), PURPOSE).decode()
    return value


def _closed(value: str | None) -> str | None:
    return MARK + base64.b64encode(seal(value.encode(), PURPOSE)).decode() if value else value

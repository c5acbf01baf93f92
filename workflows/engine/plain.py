"""What may travel through a diagram as data: JSON scalars and lists of strings, nothing else."""

import math
from collections.abc import Mapping
from typing import Any

from workflows.errors import NotPlainData

LARGEST = 2**63 - 1


def plain(values: Mapping[str, Any], whence: str) -> dict[str, Any]:
    """Return the values as a new dict (lists copied).

    Raises NotPlainData, naming `whence` and the key, for anything that is no scalar or list of strings.
    """
    for name, value in values.items():
        if not isinstance(name, str) or not (_is_scalar(value) or _is_list_of_strings(value)):
            raise NotPlainData(f"{whence}，{name} = {value!r}。")
    return {name: list(value) if isinstance(value, list) else value for name, value in values.items()}


def _is_scalar(value: object) -> bool:
    # Exact types: a subclass (an enum, a dated string) would come back from the store as something else.
    if type(value) is float:
        return math.isfinite(value)
    if type(value) is int:
        return abs(value) <= LARGEST
    return value is None or type(value) in (str, bool)


def _is_list_of_strings(value: object) -> bool:
    return type(value) is list and all(type(item) is str for item in value)

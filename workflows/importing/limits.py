"""How much one file may hold, and how much of it is committed at once."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """The limits of one import; a file beyond them is refused as a whole."""

    part: int = 500
    """Rows that are committed together."""
    rows: int = 200_000
    file_bytes: int = 64 * 2**20
    unpacked_bytes: int = 512 * 2**20
    """What a workbook may take once unpacked."""
    cell: int = 32_767
    """Characters in one cell, the most that a workbook can hold."""


LIMITS = Limits()

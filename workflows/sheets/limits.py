"""How much one file may hold, how much of it is committed at once, and what its reading may cost."""

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
    text: int = 256 * 2**20
    """Characters in all cells together."""
    cell: int = 32_767
    """Characters in one cell, the most that a workbook can hold."""
    columns: int = 256
    """Columns with any content; the sheet's own border lies at 16,384."""
    merges: int = 2_000
    """Merged regions of a sheet."""
    head: int = 20
    """Lines with content among which the header is looked for."""
    memory: int = 2**30
    """Octets of the child that reads."""
    cpu_seconds: int = 120
    seconds: float = 300
    """By the clock."""


LIMITS = Limits()
AT_ONCE = Limits(cpu_seconds=2, seconds=4)
"""What a look at the beginning of a file may cost while somebody waits for the page."""

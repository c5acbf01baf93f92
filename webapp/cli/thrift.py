"""Lets a process that lives for months and works in many threads keep its memory small."""

import ctypes
import gc

ARENAS = -8
"""What the C library calls M_ARENA_MAX."""


def share_one_heap() -> None:
    """Let all threads take memory from one heap; by itself the C library gives each a heap that never shrinks.

    Call it before there are threads. It takes from the heap what the start has left, too. Where the C library knows
    of no such things, nothing happens.
    """
    library = ctypes.CDLL(None)
    gc.collect()
    if hasattr(library, "mallopt") and hasattr(library, "malloc_trim"):
        library.mallopt(ARENAS, 1)
        library.malloc_trim(0)

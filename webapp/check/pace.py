"""How often one address may ask the public page, counted by each web process.

The codes cannot be guessed (64 random bits); this keeps a flood of questions from slowing down the office.
"""

from collections import OrderedDict
from threading import Lock

from workflows import clock

MOST_ADDRESSES = 10_000


class Pace:
    """Counts questions by address and minute; forgets the addresses that asked longest ago."""

    def __init__(self) -> None:
        """Begin with no questions."""
        self._asked: OrderedDict[str, tuple[int, int]] = OrderedDict()
        self._lock = Lock()

    def is_spent(self, address: str, limit: int) -> bool:
        """Count one question, and say whether it is more than `limit` in this minute."""
        minute = int(clock.now().timestamp()) // 60
        with self._lock:
            began, count = self._asked.pop(address, (minute, 0))
            count = count + 1 if began == minute else 1
            self._asked[address] = (minute, count)
            if len(self._asked) > MOST_ADDRESSES:
                self._asked.popitem(last=False)
        return count > limit

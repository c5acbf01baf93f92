"""The cells of one row once read, by column code; a column that is empty or unfit gives nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from workflows.importing.cells import Value
from workflows.importing.columns import CONDITIONS
from workflows.importing.unfit import Note
from workflows.sheets.marks import unmarked


@dataclass(frozen=True)
class Values:
    """What was read from a row and in which words, which columns say anything at all, and the day of the import."""

    read: dict[str, Value]
    said: Mapping[str, str]
    filled: frozenset[str]
    today: date
    confirmed: frozenset[str] = frozenset()
    """The codes that fail their check and were confirmed from the licence or the document."""
    notes: frozenset[Note] = frozenset()
    """What was put right in the row."""

    def text(self, code: str) -> str:
        """Return the text of a column, "" when there is none."""
        value = self.read.get(code)
        return value if isinstance(value, str) else ""

    def words(self, code: str) -> str:
        """Return a column as it was written, "" when it was left empty."""
        return unmarked(self.said.get(code, "")).strip()

    def day(self, code: str) -> date | None:
        """Return the date of a column, if there is a sound one."""
        value = self.read.get(code)
        return value if isinstance(value, date) else None

    def amount(self, code: str) -> Decimal | None:
        """Return the yuan of a column, if there is a sound amount."""
        value = self.read.get(code)
        return value if isinstance(value, Decimal) else None

    def kinds(self) -> tuple[str, ...]:
        """Return the kinds of penalty, none when the column is empty or unfit."""
        value = self.read.get("CF_CFLB")
        return value if isinstance(value, tuple) else ()

    def states(self, code: str) -> bool:
        """Tell whether a column says anything; an amount of zero says nothing."""
        return code in self.filled and self.amount(code) != 0

    def meets(self, name: str) -> bool:
        """Tell whether the row meets a condition of columns.toml."""
        return CONDITIONS[name].holds(
            party=self.text("CF_XDR_LB"), kinds=frozenset(self.kinds()), code=self.text("CF_XDR_SHXYM")
        )

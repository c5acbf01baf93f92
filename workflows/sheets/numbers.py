"""Numbers of a workbook as exact text: days where their format shows a day, else figures as the sheet shows them."""

import re
from datetime import datetime, timedelta
from decimal import Decimal
from typing import IO

from workflows.sheets.xml import Handler, parsed

# Formats without a text of their own: days and times, and those that the Chinese edition keeps for days.
DAYS_BUILT_IN = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]')
_SHOWS_A_DAY = re.compile("[dmyhs年月日时分秒]")
SECONDS = 24 * 60 * 60
LEAP_DAY_THAT_NEVER_WAS = 60
"""The number that spreadsheets give to 29 February 1900."""
FIRST_OF_1900, FIRST_OF_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001  # no zone in a sheet


class Formats(Handler):
    """The styles of a workbook: which of them show their number as a day."""

    def __init__(self) -> None:
        self.days: set[int] = set()
        self._texts: dict[str, str] = {}
        self._styles = 0
        self._among_styles = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Note a format, or a style that uses one."""
        if name == "numFmt":
            self._texts[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._among_styles = True
        elif name == "xf" and self._among_styles:
            if self._is_day(attributes.get("numFmtId", "0")):
                self.days.add(self._styles)
            self._styles += 1

    def end(self, name: str) -> None:
        """Leave the styles of cells."""
        self._among_styles = self._among_styles and name != "cellXfs"

    def _is_day(self, number: str) -> bool:
        if number in self._texts:
            return shows_a_day(self._texts[number])
        return number.isdecimal() and int(number) in DAYS_BUILT_IN


def shows_a_day(format_text: str) -> bool:
    """Tell whether a number format shows a day or a time."""
    shown = _NOT_SHOWN.sub("", format_text.partition(";")[0].lower()).replace("general", "")
    return bool(_SHOWS_A_DAY.search(shown))


def day_styles(part: IO[bytes]) -> frozenset[int]:
    """Return the styles under which a number is a day. Raises UnreadableFile."""
    formats = Formats()
    for _ in parsed(part, formats):
        pass
    return frozenset(formats.days)


def day_text(number: float, *, since_1904: bool) -> str:
    """Return the day that a number stands for, with its time when it is not midnight. Raises OverflowError."""
    first = FIRST_OF_1904 if since_1904 else FIRST_OF_1900
    days = number if since_1904 or number >= LEAP_DAY_THAT_NEVER_WAS else number + 1
    moment = first + timedelta(seconds=round(days * SECONDS))
    return moment.strftime("%Y/%m/%d" if moment.time() == datetime.min.time() else "%Y/%m/%d %H:%M:%S")


def figures(raw: str) -> str:
    """Return a number as the spreadsheet shows it: 15 digits, the rest is binary noise. Raises ValueError."""
    if raw.isdecimal():
        return raw
    return format(Decimal(format(float(raw), ".15g")), "f")

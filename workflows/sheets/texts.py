"""The texts of a workbook: those shared by its cells, and the escapes in which all of them may be written."""

import re
from typing import IO

from workflows.errors import UnreadableFile
from workflows.sheets.limits import Limits
from workflows.sheets.marks import cleaned
from workflows.sheets.xml import Handler, parsed

_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


def unescaped(text: str) -> str:
    """Return a text with its escapes resolved (ST_Xstring): _x000D_ is a line break, _x005F_ an underscore."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def escaped(text: str) -> str:
    """Return a text so written that nothing in it is taken for an escape."""
    return _ESCAPE.sub(lambda match: f"_x005F{match[0]}", text) if "_x" in text else text


def too_long(limits: Limits) -> UnreadableFile:
    """Return the refusal of a file one of whose cells holds more than any cell can."""
    return UnreadableFile(f"文件中有一格超过 {limits.cell} 字，请核对这一格的内容后重新保存。")


class SharedTexts(Handler):
    """The list of shared texts; readings of characters (拼音) are left out."""

    def __init__(self, limits: Limits) -> None:
        self.found: list[str] = []
        self._limits = limits
        self._pieces: list[str] = []
        self._length = 0
        self._inside = self._reading = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin a text, or a piece of it."""
        if name == "si":
            self._pieces, self._length = [], 0
        elif name == "rPh":
            self._reading = True
        elif name == "t":
            self._inside = not self._reading

    def end(self, name: str) -> None:
        """Keep a text that is complete."""
        if name == "si":
            self.found.append(cleaned(unescaped("".join(self._pieces))))
        elif name == "rPh":
            self._reading = False
        elif name == "t":
            self._inside = False

    def text(self, text: str) -> None:
        """Take a piece, unless the text becomes longer than a cell can be."""
        if self._inside:
            self._length += len(text)
            if self._length > self._limits.cell:
                raise too_long(self._limits)
            self._pieces.append(text)


def shared_texts(part: IO[bytes], limits: Limits) -> list[str]:
    """Return the shared texts of a workbook, by their number. Raises UnreadableFile."""
    texts = SharedTexts(limits)
    for _ in parsed(part, texts):
        pass
    return texts.found

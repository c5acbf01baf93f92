"""What is wrong in a row, said so that the person who sent it can mend it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from workflows.importing.columns import COLUMNS

SHOWN = 60  # characters of a faulty value that are repeated to the reader

# Control, direction and private-use characters, lone surrogates and the mark of failed decoding.
UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff"
    "\ue000-\uf8ff\ufeff\ufff9-\uffff\U000e0000-\U000e007f\U000f0000-\U0010ffff]"
)


@dataclass(frozen=True)
class Fault:
    """One thing wrong: the column by code and title, the value that is wrong, what is wrong, how to mend it."""

    code: str
    where: str
    value: str
    wrong: str
    mend: str

    def sentence(self) -> str:
        """Return the Chinese sentences that tell of it."""
        quoted = f"“{_shown(self.value)}”" if self.value else ""
        return f"{self.where}{quoted}{self.wrong}。{self.mend}。"


def fault(code: str, value: str, wrong: str, mend: str) -> Fault:
    """Return a fault of a column; the value of a column that holds a person's number is left out."""
    column = COLUMNS[code]
    return Fault(code, column.title, "" if column.secret else value, wrong, mend)


def told(faults: Iterable[Fault]) -> str:
    """Return all faults of a row as one line of text, numbered when there are several."""
    sentences = [fault.sentence() for fault in faults]
    if len(sentences) == 1:
        return sentences[0]
    return " ".join(f"{number}）{sentence}" for number, sentence in enumerate(sentences, start=1))


def _shown(value: str) -> str:
    short = value if len(value) <= SHOWN else f"{value[:SHOWN]}……"
    return UNPRINTABLE.sub("□", short)

"""What is a slip of the pen on a signed paper, and what would be another decision."""

import re
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from unicodedata import normalize

from workflows.law.files import read_toml

NAMES = frozenset({"party_name", "former_name", "legal_representative", "recipient"})
"""Facts that say who somebody is: a character of a name may be wrong, another name is somebody else."""
SLIP = 2
"""So many characters of a name may be wrong."""

_UNIT = "(?:个?工作日|个?小时|个?月|[年日天周时分秒角倍折成%‰]|[百千万亿]*元)"
_NUMERALS = "[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]"
_HELD = re.compile(
    "《[^》]*》"
    f"|第(?:[0-9]+|{_NUMERALS}+)(?:条|款|项|目)"
    r"|\w{0,8}〔\d+〕第?\d+号"
    rf"|\d+(?:[.,]\d+)*\s*{_UNIT}?"
    f"|半{_UNIT}|{_NUMERALS}+{_UNIT}|{_NUMERALS}{{2,}}"
)


@cache
def decided() -> frozenset[str]:
    """Return the facts that a correction does not touch, whichever paper they stand on."""
    return frozenset(read_toml(Path(__file__).with_name("decided.toml")))


def held(text: str) -> list[str]:
    """Return what counts in a text, in order: quantities with their units, articles, statutes, numbers of papers."""
    return _HELD.findall(normalize("NFKC", text))


def is_slip(before: str, after: str) -> bool:
    """Return whether two names are one but for a slip of some characters."""
    moves = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    changed = (max(end - start, to - begin) for what, start, end, begin, to in moves if what != "equal")
    return sum(changed) <= SLIP

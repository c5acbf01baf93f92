"""Sums of money as decisions write them: in figures or numerals, before or after what is to be paid."""

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal

_DIGITS = {
    sign: value
    for value, signs in enumerate(
        ["零〇○", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"]
    )
    for sign in signs
}
_TENS = {"十": 10, "拾": 10, "百": 10**2, "佰": 10**2, "千": 10**3, "仟": 10**3}
_MYRIAD, _HUNDRED_MILLIONS = 10**4, 10**8
_MYRIADS = {"万": _MYRIAD, "萬": _MYRIAD, "亿": _HUNDRED_MILLIONS, "億": _HUNDRED_MILLIONS}
_NUMERALS = "".join((*_DIGITS, *_TENS, *_MYRIADS))
_FIGURES = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_CENTS = rf"(?P<tenths>[{_NUMERALS}]角)?(?P<cents>[{_NUMERALS}]分)?"
_SUM = rf"(?P<sum>{_FIGURES}|[{_NUMERALS}]+)(?P<unit>[{''.join((*_TENS, *_MYRIADS))}]{{0,2}})[元圆]{_CENTS}"
_GAP = r"[^,。;\d元]{0,12}?"


def sums_of(words: Iterable[str], text: str) -> list[Decimal]:
    """Return the yuan that a text names right after one of the words, or right before it; each once, in order."""
    spoken = "|".join(map(re.escape, words))
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    after = re.finditer(rf"(?:{spoken}){_GAP}{_SUM}", plain)
    before = re.finditer(rf"{_SUM}整?的?(?:{spoken})", plain)
    found = {match.start("sum"): _yuan(match) for match in (*after, *before)}
    return [found[place] for place in sorted(found)]


def _yuan(match: re.Match[str]) -> Decimal:
    stated = match["sum"]
    whole = Decimal(stated.replace(",", "")) if stated[0].isdecimal() and stated.isascii() else _read(stated)
    for sign in match["unit"]:
        whole *= (_TENS | _MYRIADS)[sign]
    tenths, cents = (_DIGITS.get((match[name] or "零")[0], 0) for name in ("tenths", "cents"))
    return whole + Decimal(tenths * 10 + cents).scaleb(-2)


def _read(numerals: str) -> Decimal:
    """Return the number that Chinese numerals write, of either hand."""
    total, below, digit = 0, 0, 0
    for sign in numerals:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        elif sign in _TENS:
            below, digit = below + (digit or 1) * _TENS[sign], 0
        elif _MYRIADS[sign] == _MYRIAD:
            total, below, digit = total + (below + digit) * _MYRIAD, 0, 0
        else:
            total, below, digit = (total + below + digit) * _HUNDRED_MILLIONS, 0, 0
    return Decimal(total + below + digit)

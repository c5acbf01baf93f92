"""The kinds of answers that open questions take: in files, as plain JSON, and as a person writes them."""

from collections.abc import Callable, Mapping
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Any

Value = bool | int | Decimal | str | time | date | tuple[str, ...] | tuple[int, ...] | None


class Unfit(ValueError):
    """The answer is not of the kind that the question takes; the words say what it takes."""


def _is(kind: type) -> Callable[[Any], bool]:
    return lambda given: type(given) is kind


def _amount(given: Any) -> bool:
    return type(given) is int and given >= 0


def _share(given: Any) -> bool:
    return type(given) is float and 0 <= given <= 1


def _names(given: Any) -> bool:
    return isinstance(given, list) and bool(given) and all(isinstance(name, str) for name in given)


def _numbers(given: Any) -> bool:
    return isinstance(given, list) and bool(given) and all(_amount(number) for number in given)


KINDS: Mapping[str, Callable[[Any], bool]] = {
    "switch": _is(bool),
    "number": _amount,
    "yuan": _amount,
    "text": _is(str),
    "choice": _is(str),
    "time": _is(time),
    "day": _is(date),
    "share": _share,
    "names": _names,
    "numbers": _numbers,
}
WORDS: Mapping[str, str] = {
    "switch": "是或者否",
    "number": "不小于零的整数",
    "yuan": "不小于零的整数（元）",
    "text": "文字",
    "choice": "列出的一项",
    "time": "时刻，例如 17:00",
    "day": "日期，例如 2026-01-01",
    "share": "0 到 1 之间的小数，例如 0.05",
    "names": "用“、”隔开的名称",
    "numbers": "用“、”隔开的整数",
}
_MAKE: Mapping[str, Callable[[Any], Value]] = {
    "yuan": Decimal,
    "share": lambda given: Decimal(str(given)),
    "names": tuple,
    "numbers": tuple,
}


def made(kind: str, given: Any, choices: tuple[str, ...], *, off_allowed: bool) -> Value:
    """Return an answer as it is used. Raises Unfit when it is missing or not of its kind."""
    if given is None:
        if not off_allowed:
            raise Unfit("没有填写")
    elif not KINDS[kind](given):
        raise Unfit(f"的类型不对，应为 {kind}")
    elif kind == "choice" and given not in choices:
        raise Unfit(f"只能填写 {'、'.join(choices)}")
    make = _MAKE.get(kind)
    value: Value = make(given) if make and given is not None else given
    return value


_FROM_PLAIN: Mapping[str, Callable[[str], Any]] = {"time": time.fromisoformat, "day": date.fromisoformat}


def from_plain(kind: str, plain: Any) -> Any:
    """Return a JSON value as a file would give it. Raises Unfit when it is no time or day where one is due."""
    read = _FROM_PLAIN.get(kind)
    return read_as(kind, read, plain) if read and isinstance(plain, str) else plain


def plain(value: Value) -> Any:
    """Return an answer as plain JSON."""
    if isinstance(value, Decimal):
        return int(value) if value == int(value) and value > 1 else float(value)
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date | time) else value


_SWITCH = {"是": True, "否": False, "true": True, "false": False}
_FROM_WORDS: Mapping[str, Callable[[str], Any]] = {
    "switch": lambda words: _SWITCH[words],
    "number": int,
    "yuan": lambda words: int(words.replace(",", "")),
    "share": lambda words: float(Decimal(words)),
    "names": lambda words: words.split("、"),
    "numbers": lambda words: [int(word) for word in words.split("、")],
}


def from_words(kind: str, words: str) -> Any:
    """Return what a person wrote as plain JSON; nothing written is None, but for a text.

    Raises Unfit when it is not of its kind.
    """
    words = words.strip()
    if not words and kind != "text":
        return None
    read = _FROM_WORDS.get(kind)
    return read_as(kind, read, words) if read else words


def read_as(kind: str, read: Callable[[str], Any], words: str) -> Any:
    """Return what `read` makes of the words. Raises Unfit saying what the kind takes."""
    try:
        return read(words)
    except (ValueError, KeyError, InvalidOperation) as fault:
        raise Unfit(f"应填写{WORDS[kind]}") from fault

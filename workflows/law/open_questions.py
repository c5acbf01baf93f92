"""Open questions of the law as named parameters, each with its shipped answer and the reason for it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar, overload

from marshmallow import fields, post_load

from workflows.errors import LawFileFaulty, LawUnknown
from workflows.law.entries import Entry, choice, listing, mark, switch, words
from workflows.law.files import FOLDER, SETTLED, checked, read_toml

Value = bool | int | Decimal | str | time | date | tuple[str, ...] | None
T = TypeVar("T")


@dataclass(frozen=True)
class Parameter:
    """One open question: what we answer, why, how sure that is, and whether it may be changed."""

    key: str
    question: str
    title: str
    kind: str
    value: Value
    default: Value
    unit: str
    source: str
    why: str
    confidence: str
    locked: bool
    check: bool
    confirmed: str

    @property
    def open(self) -> bool:
        """Whether somebody still has to confirm the answer."""
        return not self.confirmed and not self.locked and (self.check or self.confidence not in SETTLED)


def _is(kind: type) -> Callable[[Any], bool]:
    return lambda given: type(given) is kind


def _amount(given: Any) -> bool:
    return type(given) is int and given >= 0


def _share(given: Any) -> bool:
    return type(given) is float and 0 <= given <= 1


def _names(given: Any) -> bool:
    return isinstance(given, list) and all(isinstance(name, str) for name in given)


_KINDS: Mapping[str, Callable[[Any], bool]] = {
    "switch": _is(bool),
    "number": _amount,
    "yuan": _amount,
    "text": _is(str),
    "choice": _is(str),
    "time": _is(time),
    "day": _is(date),
    "share": _share,
    "names": _names,
}
_MAKE: Mapping[str, Callable[[Any], Value]] = {
    "yuan": Decimal,
    "share": lambda given: Decimal(str(given)),
    "names": tuple,
}


class _ParameterEntry(Entry):
    question, title, kind = words(), words(), choice(*_KINDS)
    default, value = fields.Raw(), fields.Raw()
    unit, source, why, confirmed = words(required=False), words(), words(), words(required=False)
    choices = listing(fields.String(), required=False)
    off_allowed, locked, check = switch(default=False), switch(default=False), switch(default=False)
    confidence = mark()

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        data.setdefault("default", None)
        data.setdefault("value", data["default"])
        return data


def read_parameters(path: Path) -> Mapping[str, Parameter]:
    """Return the parameters of a file by key.

    Raises LawFileFaulty when one is mistyped, or a locked one differs from its default.
    """
    entries = read_toml(path)
    return MappingProxyType({key: _parameter(key, entry, path.name) for key, entry in entries.items()})


def _parameter(key: str, given: Mapping[str, Any], file: str) -> Parameter:
    where = f"{file} [{key}]"
    entry = checked(_ParameterEntry(), given, where)
    choices, off_allowed = entry.pop("choices"), entry.pop("off_allowed")
    for name in ("default", "value"):
        _demand_fit(entry[name], entry["kind"], choices, off_allowed=off_allowed, where=f"{where}：{name}")
        entry[name] = _made(entry["kind"], entry[name])
    if entry["locked"] and entry["value"] != entry["default"]:
        raise LawFileFaulty(f"{where}：这一项已锁定，不能改动")
    return Parameter(key=key, **entry)


def _demand_fit(given: Any, kind: str, choices: list[str], *, off_allowed: bool, where: str) -> None:
    if given is None:
        if not off_allowed:
            raise LawFileFaulty(f"{where} 没有填写")
    elif not _KINDS[kind](given):
        raise LawFileFaulty(f"{where} 的类型不对，应为 {kind}")
    elif kind == "choice" and given not in choices:
        raise LawFileFaulty(f"{where} 只能填写 {'、'.join(choices)}")


def _made(kind: str, given: Any) -> Value:
    make = _MAKE.get(kind)
    value: Value = make(given) if make and given is not None else given
    return value


@cache
def parameters() -> Mapping[str, Parameter]:
    """Return every parameter by its key."""
    return read_parameters(FOLDER / "parameters.toml")


@overload
def parameter(key: str) -> Any: ...
@overload
def parameter(key: str, kind: type[T]) -> T: ...
def parameter(key: str, kind: type[Any] = object) -> Any:
    """Return the answer in force to an open question; None means switched off.

    Raises LawUnknown when there is no such parameter or its answer is not of the kind asked for.
    """
    found = parameters().get(key)
    if found is None or not isinstance(found.value, kind):
        raise LawUnknown(f"参数 {key}")
    return found.value

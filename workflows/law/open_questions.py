"""Open questions of the law as named parameters, each with its shipped answer and the reason for it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar, overload

from marshmallow import fields, post_load

from workflows import clock
from workflows.errors import LawFileFaulty, LawUnknown
from workflows.law import settings
from workflows.law.answers import KINDS, Unfit, Value, from_plain, made
from workflows.law.entries import Entry, choice, listing, mark, switch, words
from workflows.law.files import FOLDER, SETTLED, checked, read_toml

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
    choices: tuple[str, ...] = ()
    off_allowed: bool = False
    from_day: date | None = None
    """From when the answer counts, where an administrator gave it; None for the answer that was shipped."""

    @property
    def questions(self) -> tuple[str, ...]:
        """The numbers of the questions that it answers."""
        return tuple(self.question.split())

    @property
    def open(self) -> bool:
        """Whether somebody still has to confirm the answer."""
        return not self.confirmed and not self.locked and (self.check or self.confidence not in SETTLED)


class _ParameterEntry(Entry):
    question, title, kind = words(), words(), choice(*KINDS)
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
    entry["choices"] = tuple(entry["choices"])
    kind, choices, off_allowed = entry["kind"], entry["choices"], entry["off_allowed"]
    for name in ("default", "value"):
        try:
            entry[name] = made(kind, entry[name], choices, off_allowed=off_allowed)
        except Unfit as fault:
            raise LawFileFaulty(f"{where}：{name} {fault}") from fault
    if entry["locked"] and entry["value"] != entry["default"]:
        raise LawFileFaulty(f"{where}：这一项已锁定，不能改动")
    return Parameter(key=key, **entry)


@cache
def parameters_on_file() -> Mapping[str, Parameter]:
    """Return every parameter by its key, with the answers of the release."""
    return read_parameters(FOLDER / "parameters.toml")


def parameters(on: date | None = None) -> Mapping[str, Parameter]:
    """Return every parameter by its key, with the answers in force on a day (today when none is given)."""
    entered = settings.current()
    return _in_force(entered, on or clock.today()) if entered.settings else parameters_on_file()


@lru_cache(maxsize=32)
def _in_force(entered: settings.Entered, on: date) -> Mapping[str, Parameter]:
    found = dict(parameters_on_file())
    # A setting of a parameter that a later release does not know any more has nothing left to answer.
    for setting in entered.until(on):
        if setting.key in found:
            found[setting.key] = _answered(found[setting.key], setting)
    return MappingProxyType(found)


def _answered(asked: Parameter, setting: settings.Setting) -> Parameter:
    try:
        value = value_of(asked, setting.value)
    except Unfit as fault:
        raise LawFileFaulty(f"参数 {asked.key} 自{setting.from_day}起的设定：{fault}") from fault
    confirmed = f"{setting.confirmed_by}（自{setting.from_day}起）"
    return replace(asked, value=value, confirmed=confirmed, from_day=setting.from_day)


def value_of(asked: Parameter, plain: Any) -> Value:
    """Return a plain JSON value as the answer to a question. Raises Unfit when it is not of its kind."""
    given = from_plain(asked.kind, plain)
    return made(asked.kind, given, asked.choices, off_allowed=asked.off_allowed)


@overload
def parameter(key: str, *, on: date | None = None) -> Any: ...
@overload
def parameter(key: str, kind: type[T], *, on: date | None = None) -> T: ...
def parameter(key: str, kind: type[Any] = object, *, on: date | None = None) -> Any:
    """Return the answer to an open question in force on a day (today when none is given).

    None means switched off. Raises LawUnknown when there is no such parameter or its answer is not of
    the kind asked for.
    """
    found = parameters(on).get(key)
    if found is None or not isinstance(found.value, kind):
        raise LawUnknown(f"参数 {key}")
    return found.value

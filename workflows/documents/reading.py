"""Reads documents.toml files into kinds of documents, and refuses a malformed entry with a sentence."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from workflows.documents.kind import Condition, DocumentKind
from workflows.errors import CatalogueFault

# What every letter may say without declaring it; the two periods are mandatory where remedies must be told.
COMMON = {"copies_to": "抄送机关"}
REMEDIES = {"reconsideration_limit": "申请行政复议的期限", "litigation_limit": "提起行政诉讼的期限"}
RESERVED = frozenset({"document", "bureau", "seal", "qr", "check_address"})

_KEYS: Mapping[str, type] = {
    "title": str, "series": str, "template": str, "remedies": bool, "served": bool, "required": dict,
}  # fmt: skip
_OPTIONAL_KEYS: Mapping[str, type] = {
    "signers": list, "optional": dict, "rows": dict, "choices": dict, "when": list,
}  # fmt: skip


def read_kinds(file: Path, folder: str) -> Iterator[DocumentKind]:
    """Yield the kinds that one documents.toml declares; `folder` stands before the template's name.

    Raises CatalogueFault, which names the file, the entry and what is wrong with it.
    """
    for key, entry in _parse(file).items():
        place = f"{file.parent.name}/{file.name} 的 [{key}]"
        _check_keys(place, entry)
        _check_tables(place, entry)
        template = f"{folder}{entry['template']}"
        yield _kind(key, template, entry)


def _parse(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except tomllib.TOMLDecodeError as fault:
        raise CatalogueFault(f"{file.parent.name}/{file.name} 不是正确的 TOML（{fault}）。") from fault


def _check_keys(place: str, entry: Any) -> None:
    if not isinstance(entry, dict):
        raise CatalogueFault(f"{place} 应是一张表。")
    for name in _KEYS.keys() - entry.keys():
        raise CatalogueFault(f"{place} 缺少 {name}。")
    for name, value in entry.items():
        wanted = {**_KEYS, **_OPTIONAL_KEYS}.get(name)
        if wanted is None:
            raise CatalogueFault(f"{place} 中不认识 {name}。")
        if not isinstance(value, wanted) or value == "":
            raise CatalogueFault(f"{place} 的 {name} 写法不对。")


def _check_tables(place: str, entry: Mapping[str, Any]) -> None:
    declared = entry["required"].keys() | entry.get("optional", {}).keys()
    if taken := declared & RESERVED:
        raise CatalogueFault(f"{place} 使用了保留的名称 {'、'.join(sorted(taken))}。")
    _check_labels(place, entry["required"], entry.get("optional", {}))
    for table in ("rows", "choices"):
        _check_labels(place, *entry.get(table, {}).values())
        _check_declared(place, entry.get(table, {}), declared)
    for condition in entry.get("when", []):
        _check_condition(place, condition, declared)


def _check_condition(place: str, condition: Any, declared: set[str]) -> None:
    if not isinstance(condition, dict) or not {"fact", "among"} <= condition.keys():
        raise CatalogueFault(f"{place} 的 when 应写明 fact 和 among。")
    if unknown := condition.keys() - {"fact", "among", "required", "at_least"}:
        raise CatalogueFault(f"{place} 的 when 中不认识 {'、'.join(sorted(unknown))}。")
    required = condition.get("required", {})
    _check_labels(place, required)
    _check_declared(place, {condition["fact"], *required, *condition.get("at_least", {})}, declared)


def _check_labels(place: str, *tables: Any) -> None:
    for table in tables:
        if not isinstance(table, dict):
            raise CatalogueFault(f"{place} 中 {table} 应是“名称 = 中文名称”的表。")
        for name, label in table.items():
            if not isinstance(label, str) or not label.strip():
                raise CatalogueFault(f"{place} 的 {name} 缺少中文名称。")


def _check_declared(place: str, names: Any, declared: set[str]) -> None:
    if unknown := set(names) - declared:
        raise CatalogueFault(f"{place} 提到的 {'、'.join(sorted(unknown))} 不在 required 或 optional 中。")


def _kind(key: str, template: str, entry: Mapping[str, Any]) -> DocumentKind:
    remedies = entry["remedies"]
    return DocumentKind(
        key=key,
        title=entry["title"],
        series=entry["series"],
        template=template,
        remedies=remedies,
        served=entry["served"],
        signers=tuple(entry.get("signers", ())),
        required={**entry["required"], **(REMEDIES if remedies else {})},
        optional={**COMMON, **({} if remedies else REMEDIES), **entry.get("optional", {})},
        rows=entry.get("rows", {}),
        choices=entry.get("choices", {}),
        when=tuple(_condition(condition) for condition in entry.get("when", ())),
    )


def _condition(entry: Mapping[str, Any]) -> Condition:
    return Condition(
        fact=entry["fact"],
        among=frozenset(entry["among"]),
        required=entry.get("required", {}),
        at_least=entry.get("at_least", {}),
    )

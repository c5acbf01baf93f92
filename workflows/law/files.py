"""Finds, reads and fingerprints the files in which the law is kept."""

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from marshmallow import Schema, ValidationError

from workflows.errors import LawFileFaulty

FOLDER = Path(__file__).parent
"""The folder of the law that is in use."""

MARKS = ("V1", "V2", "V", "M-h", "M-m", "M-l", "M", "internal", "D")
"""How sure a rule is: V read in the text, V2 read in a secondary source, M remembered, D our own default."""

SETTLED = frozenset({"V", "V1", "V2", "internal"})
"""The marks of what somebody has read, or what is the office's own to decide; the rest waits for confirmation."""


def law_files(folder: Path = FOLDER) -> list[Path]:
    """Return every file of the law, tables, terms, parameters, statutes and calendars, in a fixed order."""
    return sorted([*folder.glob("*.toml"), *folder.glob("*.dmn"), *folder.glob("holidays/*.toml")])


def fingerprint(paths: list[Path]) -> str:
    """Return a short digest over the names and contents of files; any changed byte changes it."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(f"{path.parent.name}/{path.name}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]


@cache
def release() -> str:
    """Return the digest of the files of the law that came with this release."""
    return fingerprint(law_files())


def read_toml(path: Path) -> dict[str, Any]:
    """Return the contents of a TOML file. Raises LawFileFaulty with the line when it is malformed."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise LawFileFaulty(f"{path.name}：不是合格的 TOML 文件（{fault}）") from fault


def checked(schema: Schema, data: Mapping[str, Any], where: str) -> Any:
    """Return what a schema makes of one entry. Raises LawFileFaulty naming file, entry and field."""
    try:
        return schema.load(data)
    except ValidationError as fault:
        faults = "；".join(_sentences(fault.messages_dict))
        raise LawFileFaulty(f"{where}：{faults}") from fault


def _sentences(messages: Mapping[Any, Any], path: str = "") -> Iterator[str]:
    for field, fault in messages.items():
        here = f"{path}{field}"
        if isinstance(fault, Mapping):
            yield from _sentences(fault, f"{here}.")
        else:
            yield f"{here} {' '.join(str(word) for word in fault)}"

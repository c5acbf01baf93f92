"""The exchange folder: each message to another system is one JSON file, which that system fetches."""

import errno
import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from workflows.errors import ExchangeFailed, MessageUnfit

# §3.7: the envelope that travels; the state of the reply, retries and the last error stay in our tables.
ENVELOPE = (
    "id",
    "recipient",
    "kind",
    "version",
    "record_key",
    "payload",
    "payload_digest",
    "source_unit",
    "source_code",
    "created_at",
)
_REASONS = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EACCES: "没有写入权限",
    errno.EROFS: "磁盘只读",
}
READABLE = 0o640
READS = 0o444
_premises: list["Premises"] = []
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


@dataclass(frozen=True)
class Premises:
    """Where this installation stands: the folder that other systems fetch from, and who may read there."""

    folder: Path
    mode: int = READABLE


def use(premises: Premises) -> None:
    """Take the installation's premises; called once when a process starts."""
    _premises[:] = [premises]


def hand_over(message: Mapping[str, Any]) -> Path:
    """Write a message into the installation's folder. Returns and raises as `deliver` does."""
    return deliver(_premises[0].folder, message, _premises[0].mode)


def deliver(folder: Path, message: Mapping[str, Any], mode: int = READABLE) -> Path:
    """Write a message as `<folder>/<recipient>/<id>.json`, whole or not at all, and return that path.

    `mode` says who may read it besides us, such as the receiver's account through its group. The same message
    again changes nothing. Raises MessageUnfit for an envelope that lacks something, for a
    name that is no plain name, and for another content under an id already sent (a change is a new message);
    ExchangeFailed when the disk is full or refuses.
    """
    _refuse_unfit(message)
    path = folder / str(message["recipient"]) / f"{message['id']}.json"
    content = json.dumps(message, ensure_ascii=False, sort_keys=True, indent=1).encode()
    try:
        if not _is_there(path, content):
            _write(path, content, mode)
    except OSError as fault:
        reason = _REASONS.get(fault.errno or 0, str(fault.strerror))
        raise ExchangeFailed(f"{path}（{reason}）") from fault
    return path


def _refuse_unfit(message: Mapping[str, Any]) -> None:
    if missing := [name for name in ENVELOPE if name not in message]:
        raise MessageUnfit(f"缺少 {'、'.join(missing)}。")
    for name in ("id", "recipient"):
        if not _SAFE.fullmatch(str(message[name])):
            raise MessageUnfit(f"{name} 只能由字母、数字、下划线和连字符组成。")


def _is_there(path: Path, content: bytes) -> bool:
    if not path.exists():
        return False
    if path.read_bytes() != content:
        raise MessageUnfit(f"编号为 {path.stem} 的消息已经发出，内容与这次不同；更改请另发新的版本。")
    return True


def _write(path: Path, content: bytes, mode: int) -> None:
    """Write aside, see that it is on the disk, then give it its name: a reader never meets half a message."""
    if not path.parent.exists():
        path.parent.mkdir(parents=True)
        path.parent.chmod(mode | (mode & READS) >> 2)  # who may read the files may look into the folder
    with NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".part", delete=False) as part:
        try:
            part.write(content)
            part.flush()
            os.fchmod(part.fileno(), mode)
            os.fsync(part.fileno())
            Path(part.name).replace(path)
        except BaseException:
            Path(part.name).unlink(missing_ok=True)
            raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Put the new name on the disk as well, not only the content."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)

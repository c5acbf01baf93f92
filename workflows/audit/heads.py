"""Heads that leave the house: the chain's end as it was on a day, signed, and held against today's chain."""

import hashlib
import hmac
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from workflows import clock, keyring
from workflows.audit.chain import GENESIS
from workflows.audit.finding import Finding
from workflows.models import ChainHead, ChainLink

FILES = "head-*.json"
PURPOSE = "audit"


def export_head(session: Session, folder: Path) -> Path:
    """Write the chain's head of this moment into a folder, signed, and return the file.

    The folder should be on another machine, or the file be printed: a head that stays in the house proves nothing.
    """
    now = clock.now()
    seq, head = session.execute(select(ChainHead.seq, ChainHead.head)).one()
    content = {
        "exported_at": now.isoformat(),
        "seq": seq,
        "head": head,
    }
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"head-{clock.day_of(now)}-{seq:09d}.json"
    file.write_bytes(orjson.dumps({**content, "mac": _mac(content)}, option=orjson.OPT_INDENT_2))
    return file


def _mac(content: Mapping[str, Any]) -> str:
    written = orjson.dumps(content, option=orjson.OPT_SORT_KEYS)
    return hmac.new(keyring.key(PURPOSE), written, hashlib.sha256).hexdigest()


def check_heads(session: Session, folder: Path) -> Iterator[Finding]:
    """Yield a finding (B6.2) for every exported head in a folder that today's data do not continue."""
    for file in sorted(folder.glob(FILES)):
        content = _signed(file)
        if content is None:
            yield Finding("B6.2", "head", file.name, "链头文件的签名无效。")
        else:
            yield from _continued(session, file.name, content)


def _signed(file: Path) -> dict[str, Any] | None:
    """Return what a head file says, None unless this installation signed it."""
    try:
        content = orjson.loads(file.read_bytes())
    except orjson.JSONDecodeError:
        return None
    mac = content.pop("mac", None) if isinstance(content, dict) else None
    return content if isinstance(mac, str) and hmac.compare_digest(mac, _mac(content)) else None


def _continued(session: Session, name: str, then: Mapping[str, Any]) -> Iterator[Finding]:
    head = session.scalar(select(ChainLink.head).where(ChainLink.seq == then["seq"]))
    if then["seq"] == 0:
        head = GENESIS
    if head is None:
        yield Finding(
            "B6.2", "head", name, f"导出时链有 {then['seq']} 环，现在没有那么长：数据被退回到更早。"
        )
    elif head != then["head"]:
        yield Finding("B6.2", "head", name, f"第 {then['seq']} 环与导出时不同：链被改写。")

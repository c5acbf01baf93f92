"""Takes a file in: its type is what its first bytes say, its name is only shown."""

import hashlib
import unicodedata
from io import BytesIO
from uuid import uuid4
from zipfile import BadZipFile, ZipFile

from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from webapp.wording import size
from workflows import clock
from workflows.models import Attachment

MAGIC = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}
OFD = "application/ofd"
LONGEST_NAME = 200


class FileRefused(ValueError):
    """A file that is not kept; the message says why, in Chinese."""


def stage(session: Session, upload: FileStorage, officer_id: int, limit: int) -> Attachment:
    """Keep a file for a form that its officer is filling in.

    Raises FileRefused when it is empty, longer than `limit` octets, or neither PDF, OFD, JPEG nor PNG.
    """
    content = upload.stream.read(limit + 1)
    if not content:
        raise FileRefused("文件是空的，请检查后重新选择。")
    if len(content) > limit:
        raise FileRefused(f"文件超过 {size(limit)}。请压缩，或拆成几个文件后再上传。")
    attachment = Attachment(
        id=uuid4(),
        filename=tidy_name(upload.filename or ""),
        media_type=media_type_of(content),
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        uploaded_by_id=officer_id,
        uploaded_at=clock.now(),
    )
    session.add(attachment)
    session.flush()
    return attachment


def media_type_of(content: bytes) -> str:
    """Return the type that the first bytes tell, or an archive's list of parts. Raises FileRefused for any other."""
    if content.startswith(b"PK") and _is_ofd(content):
        return OFD
    for beginning, media_type in MAGIC.items():
        if content.startswith(beginning):
            return media_type
    raise FileRefused("只能上传 PDF、OFD、JPG 或 PNG 文件。请把文件另存为 PDF 后再上传。")


def _is_ofd(content: bytes) -> bool:
    """Tell whether an archive is a document of GB/T 33190: its entrance is OFD.xml; nothing is unpacked."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            return "OFD.xml" in archive.namelist()
    except BadZipFile:
        return False


def tidy_name(name: str) -> str:
    """Return a name fit to be shown: no folders, no invisible characters, not too long, its ending kept."""
    last = name.replace("\\", "/").rpartition("/")[2]
    visible = "".join(sign for sign in last if not unicodedata.category(sign).startswith("C")).strip()
    return visible[-LONGEST_NAME:] or "未命名"

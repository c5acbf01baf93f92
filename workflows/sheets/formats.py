"""Which kind of file came in, told by its whole content and never by its name."""

import codecs
from collections.abc import Mapping
from enum import StrEnum

from workflows.errors import UnreadableFile
from workflows.sheets.limits import Limits

CHUNK = 2**20
ADVICE = "请上传 CSV（UTF-8 或 GB18030 编码）或 Excel 工作簿（.xlsx）格式的文件。"
STRANGERS: Mapping[bytes, str] = {
    b"\x89PNG": "这是一张图片，不是数据文件。",
    b"\xff\xd8\xff": "这是一张图片，不是数据文件。",
    b"GIF8": "这是一张图片，不是数据文件。",
    b"%PDF": "这是 PDF 文档，不是数据文件。",
    b"Rar!": "这是压缩包，请解压后上传其中的数据文件。",
    b"\xd0\xcf\x11\xe0": "这是旧版 Excel（.xls）文件，请用 Excel 另存为 .xlsx 后上传。",
    b"\xff\xfe": "文件是 UTF-16（Unicode 文本）编码，请另存为 UTF-8 编码的 CSV。",
    b"\xfe\xff": "文件是 UTF-16（Unicode 文本）编码，请另存为 UTF-8 编码的 CSV。",
}
OLE = b"\xd0\xcf\x11\xe0"
LOCKED = tuple(name.encode("utf-16-le") for name in ("EncryptedPackage", "EncryptionInfo"))
"""Names in the directory of a container that holds an encrypted workbook (MS-OFFCRYPTO)."""
PROTECTED = (
    "文件设有打开密码，无法读取。请用 Excel 或 WPS 打开，在“文件→信息→保护工作簿→用密码进行加密”"
    "（WPS：“文件→文档加密→密码加密”）中清空密码，保存后上传。"
)


class FileFormat(StrEnum):
    """A format that can be read, and in which refused rows are given back."""

    CSV_UTF8 = "csv-utf-8"
    CSV_UTF8_BOM = "csv-utf-8-sig"
    CSV_GB18030 = "csv-gb18030"
    XLSX = "xlsx"

    @property
    def encoding(self) -> str:
        """The name of the encoding of a CSV file."""
        return self.value.removeprefix("csv-")


def format_of(content: bytes, limits: Limits) -> FileFormat:
    """Return the format of a file; raises UnreadableFile with the reason when it is none that can be read."""
    if not content:
        raise UnreadableFile(f"文件是空的。{ADVICE}")
    if len(content) > limits.file_bytes:
        raise UnreadableFile(f"文件超过 {limits.file_bytes // 2**20} MB，请分成几个文件。")
    if content.startswith(OLE) and any(name in content for name in LOCKED):
        raise UnreadableFile(PROTECTED)
    for signature, words in STRANGERS.items():
        if content.startswith(signature):
            raise UnreadableFile(f"{words}{ADVICE}")
    return FileFormat.XLSX if content.startswith(b"PK") else _text_format(content)


def _text_format(content: bytes) -> FileFormat:
    if b"\0" in content:
        raise UnreadableFile(f"这不是文本文件，无法读取。{ADVICE}")
    if _decodes(content, "utf-8"):
        has_mark = content.startswith(codecs.BOM_UTF8)
        return FileFormat.CSV_UTF8_BOM if has_mark else FileFormat.CSV_UTF8
    if _decodes(content, "gb18030"):
        return FileFormat.CSV_GB18030
    raise UnreadableFile(f"文件的编码既不是 UTF-8 也不是 GB18030，读出来会是乱码。{ADVICE}")


def _decodes(content: bytes, encoding: str) -> bool:
    """Tell whether all of the content decodes: a first page of ASCII says nothing about the rest."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    view = memoryview(content)
    try:
        for start in range(0, len(view), CHUNK):
            decoder.decode(view[start : start + CHUNK])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True

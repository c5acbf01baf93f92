"""XML as workbooks hold it, read as a stream: element by element, without namespaces, entities or a document type."""

from collections.abc import Callable, Iterator
from typing import IO
from xml.parsers import expat

from workflows.errors import UnreadableFile

CHUNK = 2**16
Start = Callable[[str, dict[str, str]], None]
DAMAGED = "Excel 工作簿已损坏或不是 .xlsx 格式，请用 Excel 打开并重新保存后上传。"


class Handler:
    """What is done with the elements of one part of a workbook; names come without their prefix."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element."""

    def end(self, name: str) -> None:
        """Take the end of an element."""

    def text(self, text: str) -> None:
        """Take a piece of text."""


def parsed(part: IO[bytes], handler: Handler) -> Iterator[None]:
    """Feed a part to its handler, piece by piece; each turn is a good moment to take what was found.

    Raises UnreadableFile when the XML is broken or brings a document type of its own.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.CharacterDataHandler = handler.text
    parser.EndElementHandler = handler.end

    def begin(name: str, attributes: dict[str, str]) -> None:
        """Take the outermost element: where it has a prefix, all have; elsewhere nobody need look for one."""
        parser.StartElementHandler = handler.start
        if ":" in name:
            parser.StartElementHandler = lambda name, attributes: handler.start(_local(name), attributes)
            parser.EndElementHandler = lambda name: handler.end(_local(name))
        parser.StartElementHandler(name, attributes)

    parser.StartElementHandler = begin
    parser.StartDoctypeDeclHandler = _refuse
    try:
        while piece := part.read(CHUNK):
            parser.Parse(piece, False)  # noqa: FBT003  # expat's own signature
            yield
        parser.Parse(b"", True)  # noqa: FBT003
    except expat.ExpatError as problem:
        raise UnreadableFile(DAMAGED) from problem
    yield


def local(attributes: dict[str, str], name: str) -> str:
    """Return an attribute, whatever prefix it has; "" when there is none."""
    return next((value for key, value in attributes.items() if _local(key) == name), "")


def _local(name: str) -> str:
    return name.rpartition(":")[2] if ":" in name else name


def _refuse(*_: object) -> None:
    raise UnreadableFile(DAMAGED)

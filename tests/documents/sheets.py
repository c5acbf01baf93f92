"""Looks at a printed PDF as a person would: its text, its pages as pictures, lengths on them in mm."""

import fcntl
import io
import subprocess
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from PIL import Image, ImageChops
from pypdf import PdfReader

from tests.documents.papers import laid_out
from workflows.documents.press import print_pdf

DPI = 300


shared: list[Path] = []
"""The folder of this run of the tests, which all its processes share; without one each prints for itself."""


@cache
def pdf(example: str) -> bytes:
    """Return an example as it is printed, once for all test processes of a run."""
    if not shared:
        return print_pdf(laid_out(example))
    printed = shared[0] / f"{example}.pdf"
    with (shared[0] / f"{example}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not printed.exists():
            printed.write_bytes(print_pdf(laid_out(example)))
        return printed.read_bytes()


def reader(printed: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(printed))


def text(printed: bytes) -> str:
    """Return all text without line ends and spaces, which only the layout sets."""
    return "".join("".join(page.extract_text() for page in reader(printed).pages).split())


# A page takes 4 to 26 megabytes: only those that a test looks at again and again are kept.
@lru_cache(maxsize=2)
def picture(printed: bytes, page: int, dpi: int = DPI) -> Image.Image:
    pages = ["-f", str(page), "-l", str(page)]
    command = ["pdftoppm", "-r", str(dpi), *pages, "-"]  # as PNG it would take four times as long
    shown = subprocess.run(command, input=printed, capture_output=True, check=True)
    return Image.open(io.BytesIO(shown.stdout)).convert("RGB")


@dataclass(frozen=True)
class Box:
    """A rectangle on a page, in millimetres from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top


def extent(printed: bytes, page: int, *, top: float, bottom: float, colour: str) -> Box:
    """Return the box around everything red, or everything black, between two heights (mm) of a page."""
    whole = picture(printed, page)
    strip = whole.crop((0, _pixels(top), whole.width, _pixels(bottom)))
    box = _inked(strip, colour).getbbox()
    assert box is not None, "nothing of that colour is there"
    left, upper, right, lower = (_mm(edge) for edge in box)
    return Box(left, top + upper, right, top + lower)


def _inked(strip: Image.Image, colour: str) -> Image.Image:
    red, green, _ = strip.split()
    if colour == "red":
        return ImageChops.subtract(red, green).point(lambda excess: 255 if excess > 90 else 0)
    return red.point(lambda brightness: 255 if brightness < 140 else 0)


def _pixels(mm: float) -> int:
    return round(mm * DPI / 25.4)


def _mm(pixels: int) -> float:
    return pixels * 25.4 / DPI

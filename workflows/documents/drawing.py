"""Figures on a document as plain numbers that a template draws: the round seal and the QR code."""

import math
from dataclasses import dataclass
from itertools import groupby

import segno

# A round seal of 42 mm, as GB/T 9704 examples show it; all lengths in millimetres.
SEAL_DIAMETER = 42.0
_RING = 1.2
_TEXT_RADIUS = SEAL_DIAMETER / 2 - _RING - 3.8
_STAR_RADIUS = 7.0
_STAR_WAIST = 0.382
_WIDEST_ARC = 250.0
_DEGREES_A_CHARACTER = 24.0


@dataclass(frozen=True)
class Seal:
    """The seal's parts: its measures, the star's points, and each character's turn in degrees."""

    text: str
    diameter: float
    ring: float
    ring_radius: float
    text_radius: float
    star: str
    characters: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class QrCode:
    """A QR code: its width in modules, quiet zone included, and the path that draws the dark ones."""

    size: int
    path: str


def seal(text: str) -> Seal:
    """Return the bureau's seal with its name around the star."""
    arc = min(_WIDEST_ARC, len(text) * _DEGREES_A_CHARACTER)
    step = arc / max(len(text) - 1, 1)
    turns = tuple((character, round(-arc / 2 + step * i, 3)) for i, character in enumerate(text))
    return Seal(text, SEAL_DIAMETER, _RING, (SEAL_DIAMETER - _RING) / 2, _TEXT_RADIUS, _star(), turns)


def _star() -> str:
    radii = (_STAR_RADIUS, _STAR_RADIUS * _STAR_WAIST)
    corners = [(radii[i % 2], -math.pi / 2 + i * math.pi / 5) for i in range(10)]
    return " ".join(f"{r * math.cos(a):.3f},{r * math.sin(a):.3f}" for r, a in corners)


def qr_code(url: str) -> QrCode:
    """Return the QR code of an address, with error correction that survives a fold or a stain."""
    border = 2
    matrix = segno.make(url, error="m", micro=False).matrix
    rows = [_runs(row, border, y + border) for y, row in enumerate(matrix)]
    return QrCode(len(matrix) + 2 * border, "".join(rows))


def _runs(row: bytearray, left: int, top: int) -> str:
    path, x = "", left
    for dark, modules in groupby(row):
        length = len(list(modules))
        if dark:
            path += f"M{x} {top}h{length}v1h-{length}z"
        x += length
    return path


def mark_size(name: str) -> float:
    """Return the size, in points, at which the issuing authority's name fills its red line and no more."""
    return round(min(52.0, 440 / len(name)), 1)

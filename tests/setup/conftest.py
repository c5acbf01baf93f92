"""A checkout in which the set-up script meets stand-ins for apt, Python, uv and npm that note each call."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
FACES = ("Song", "Hei", "Kai", "Fang")

# A stand-in notes how it was called and then does the least that the real program would leave behind.
STANDS_IN = {
    "id": "cat $STATE/user",
    "dpkg-query": "cat $STATE/packages",
    "apt-get": "note apt-get $1; [ $1 != download ] || touch fonts.deb",
    "dpkg-deb": "tar -c -C $STATE/fonts .",
    "python3": 'case "$*" in "-m venv .venv") note venv; mkdir -p .venv; cp -r $STATE/bin .venv/bin ;; esac',
    "npm": "note npm $1; [ ! -e $STATE/offline ] || exit 1; cp -r $STATE/modules/. node_modules",
}
IN_ENVIRONMENT = {"python": "exit 0", "pip": "note pip", "uv": "note uv $*"}


@dataclass(frozen=True)
class Checkout:
    """A copy of what the set-up script reads, and the state its stand-ins see."""

    folder: Path
    state: Path

    def run(self, mode: str) -> subprocess.CompletedProcess[str]:
        """Run the set-up script and return how it ended and what it printed."""
        (self.state / "calls").write_text("")
        path = f"{self.state / 'programs'}:{os.environ['PATH']}"
        return subprocess.run(
            [self.folder / "scripts" / "setup.sh", mode],
            env={"PATH": path, "STATE": str(self.state)},
            capture_output=True,
            text=True,
            check=False,
        )

    @property
    def calls(self) -> list[str]:
        """Return what the last run called, in order."""
        return (self.state / "calls").read_text().splitlines()

    def edit(self, name: str) -> None:
        """Change a file without changing its meaning."""
        file = self.folder / name
        file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")

    @property
    def vendor(self) -> Path:
        """Return the folder of browser files."""
        return self.folder / "webapp" / "static" / "vendor"


def write_programs(folder: Path, programs: dict[str, str]) -> None:
    folder.mkdir()
    for name, body in programs.items():
        (folder / name).write_text(f'#!/bin/sh\nnote() {{ echo "$*" >>$STATE/calls; }}\n{body}\n')
        (folder / name).chmod(0o755)


def write_fonts(folder: Path) -> None:
    fonts = folder / "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"
    fonts.mkdir(parents=True)
    for face in FACES:
        (fonts / f"Fandol{face}-Regular.otf").write_text(face)
        (fonts / f"Fandol{face}-Bold.otf").write_text(face)


def write_modules(folder: Path) -> None:
    lines = (REPOSITORY / "scripts" / "assets.txt").read_text(encoding="utf-8").splitlines()
    for source in (line.split()[0] for line in lines if line and not line.startswith("#")):
        (folder / source).parent.mkdir(parents=True, exist_ok=True)
        (folder / source).write_text("first edition")


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """Return a fresh checkout on a machine that has every Debian package and nothing else."""
    made = Checkout(tmp_path / "checkout", tmp_path / "state")
    made.state.mkdir()
    shutil.copytree(REPOSITORY / "scripts", made.folder / "scripts")
    for name in ("pyproject.toml", "constraints.txt", "package-lock.json"):
        shutil.copy(REPOSITORY / name, made.folder)
    write_programs(made.state / "programs", STANDS_IN)
    write_programs(made.state / "bin", IN_ENVIRONMENT)
    write_fonts(made.state / "fonts")
    write_modules(made.state / "modules")
    (made.state / "user").write_text("0")
    has_packages(made, without=())
    return made


def has_packages(checkout: Checkout, without: tuple[str, ...]) -> None:
    """Let the machine have every Debian package the script asks for, save those named."""
    script = (REPOSITORY / "scripts" / "setup.sh").read_text(encoding="utf-8")
    lists = [line.partition("=")[2].strip('"') for line in script.splitlines() if "_PACKAGES=" in line]
    present = [package for package in " ".join(lists).split() if package not in without]
    (checkout.state / "packages").write_text("".join(f"{package}=installed " for package in present))

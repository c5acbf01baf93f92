"""The repository names no package registry and no path of somebody's machine, so that it builds anywhere."""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
# Names are put together here from their parts, so that this file does not contain what it looks for.
REGISTRIES = [
    ("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"), ("yarnpkg", "com"),
    ("npmmirror", "com"), ("jsdelivr", "net"), ("unpkg", "com"), ("deb.debian", "org"), ("pkg", "dev"),
    ("tuna.tsinghua", "edu.cn"), ("mirrors.aliyun", "com"), ("mirrors.ustc", "edu.cn"), ("jfrog", "io"),
]  # fmt: skip
MACHINE_FOLDERS = ["work", "farm", "root", "tmp"]

HOST = "|".join(re.escape(".".join(parts)) for parts in REGISTRIES)
MACHINE_PATH = rf"(?<![\w./}}])/(?:{'|'.join(MACHINE_FOLDERS)})(?:/|\b(?![\w.-]))"
FORBIDDEN = re.compile(rf"(?:{HOST})\b|{MACHINE_PATH}".encode())


def findings(repository: Path) -> Iterator[str]:
    """Yield "file:line: what was found" for every forbidden name in the files that git tracks."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=repository, capture_output=True, check=True)
    for name in filter(None, listed.stdout.decode().split("\0")):
        file = repository / name
        if file.is_file():
            yield from (f"{name}:{line}" for line in findings_in(file.read_bytes()))


def findings_in(content: bytes) -> Iterator[str]:
    for found in FORBIDDEN.finditer(content):
        line = content[: found.start()].count(b"\n") + 1
        yield f"{line}: {found.group().decode()}"


def test_no_tracked_file_names_a_registry_or_a_machine_path() -> None:
    assert list(findings(REPOSITORY)) == []


def test_the_lock_file_says_what_to_install_and_not_from_where() -> None:
    lock = json.loads((REPOSITORY / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert packages
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [name for name, package in packages.items() if "integrity" not in package] == []


def test_every_constraint_is_one_exact_version() -> None:
    lines = (REPOSITORY / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert lines
    assert [line for line in lines if not re.fullmatch(r"[a-z0-9-]+==[\w.]+", line)] == []


PLANTED = [
    "https://" + ".".join(("files", "pythonhosted", "org")) + "/packages/x.whl",
    "registry=https://" + ".".join(("registry", "npmjs", "org")),
    "https://asia-python." + ".".join(("pkg", "dev")) + "/simple",
    "see " + "/".join(("", "work", "main", "Makefile")),
    'path = "' + "/".join(("", "root")) + '"',
    "cd " + "/".join(("", "tmp", "x")),
]


@pytest.mark.parametrize("planted", PLANTED)
def test_a_planted_name_is_found_with_its_file_and_line(planted: str, tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text(f"first line\n{planted}\n", encoding="utf-8")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "add", "notes.md"], cwd=tmp_path, check=True)
    assert [line.partition(": ")[0] for line in findings(tmp_path)] == ["notes.md:2"]


HARMLESS = [
    "var/" + "tmp/x",
    "{{ root }}/" + "work/1",
    "our " + "workflows/law",
    "/" + "workflows",
    "homework",
]


@pytest.mark.parametrize("harmless", HARMLESS)
def test_an_innocent_word_is_not_taken_for_a_machine_path(harmless: str) -> None:
    assert list(findings_in(harmless.encode())) == []

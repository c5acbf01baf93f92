"""Functions and files stay small enough to be read at once."""

import subprocess
import sys
from collections.abc import Iterable
from statistics import median, quantiles

from tests.architecture.source import ROOT, Module, modules

LONGEST_FUNCTION, LONGEST_FILE = 50, 300
MEDIAN, NINETY_FIVE = 10, 25
OURS = ("forms", "workflows", "webapp", "tests", "benchmarks")


def lengths(found: Iterable[Module]) -> list[int]:
    return [node.end_lineno - node.lineno + 1 for module in found for node in module.functions()]


def too_long(found: Iterable[Module]) -> list[str]:
    """Return the functions that are longer than a page."""
    return [
        f"{module.path}: {node.name}"
        for module in found
        for node in module.functions()
        if node.end_lineno - node.lineno >= LONGEST_FUNCTION
    ]


def test_half_of_the_functions_are_shorter_than_ten_lines_and_nearly_all_shorter_than_twenty_five():
    assert median(lengths(modules())) < MEDIAN
    assert quantiles(lengths(modules()), n=20)[-1] < NINETY_FIVE


def test_half_of_the_tests_are_shorter_than_twelve_lines():
    tests = lengths(modules("tests"))
    assert median(tests) < 12


def test_no_function_is_longer_than_a_page():
    assert too_long(modules(*OURS)) == []


def test_no_file_is_longer_than_three_hundred_lines():
    assert [module.path for module in modules(*OURS) if module.lines > LONGEST_FILE] == []


def test_a_planted_long_function_is_found():
    body = "    x = 1\n" * 50
    assert too_long([Module("x.py", f"def fits():\n{body[10:]}def does_not():\n{body}")]) == [
        "x.py: does_not"
    ]


def complexity(*paths: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ruff", "check", "--no-cache", "--select", "C901", *paths]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_no_function_has_more_than_six_ways_through():
    assert complexity(*OURS).returncode == 0


def test_a_planted_tangle_is_found(tmp_path):
    ways = "".join(f"    if x == {number}:\n        return {number}\n" for number in range(6))
    (tmp_path / "tangle.py").write_text(f"def tangle(x):\n{ways}")
    config = ["--config", str(ROOT / "pyproject.toml")]
    assert "`tangle` is too complex (7 > 6)" in complexity(*config, str(tmp_path)).stdout

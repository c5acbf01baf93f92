"""The press holds its limits, fetches nothing, replaces a broken child, and stays out of the web process."""

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.documents.papers import laid_out
from workflows.documents.press import Limits, Press, print_pdf
from workflows.errors import DocumentIncomplete, RenderingFailed

PLAIN = '<!doctype html><html lang="zh-CN"><title>文书</title><p>文书</p>'
BOMBS = {
    "a cell over a million columns": "<table><tr><td colspan=1000000>x",
    "flex boxes in flex boxes": '<div style="display:flex">' * 14 + "x",
    "an endless paragraph": "<p>" + "文" * 200_000,
    "blocks in blocks": "<div>" * 400 + "x",
    "an enormous font": '<p style="font-size:1e9px">文',
}
FETCHES = [
    '<img src="file:///etc/passwd">',
    '<img src="passwd">',
    '<img src="data:image/png;base64,AAAA">',
    '<a rel="attachment" href="file:///etc/passwd">x</a>',
    '<link rel="attachment" href="file:///etc/passwd">',
    '<link rel="stylesheet" href="https://evil.example/a.css">',
    '<base href="file:///etc/"><img src="passwd">',
    "<style>@import 'https://evil.example/a.css';</style>",
    "<style>@font-face{font-family:q;src:url(https://evil.example/q)}p{font-family:q}</style><p>x",
    '<p style="background:url(https://evil.example/b)">x',
    '<object data="https://evil.example/o"></object>',
    '<embed src="https://evil.example/e">',
    "<style>p::before{content:url(https://evil.example/c)}</style><p>x",
    "<style>li{list-style-image:url(https://evil.example/l)}</style><li>x",
    '<svg><image href="https://evil.example/i.png" width="9" height="9"/></svg>',
]


@pytest.fixture
def press() -> Iterator[Press]:
    press = Press(Limits(seconds=3))
    yield press
    press.close()


def child_of(press: Press) -> int:
    assert press._child is not None
    return press._child.pid


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_a_page_that_breaks_the_renderer_is_given_up_and_the_next_one_prints(press: Press, bomb: str) -> None:
    with pytest.raises(RenderingFailed):
        press.print_pdf(bomb)

    assert press.print_pdf(PLAIN).startswith(b"%PDF")


def test_a_page_that_wants_too_much_memory_is_given_up_and_the_next_one_prints(press: Press) -> None:
    press.limits = Limits(seconds=20, memory=300 << 20)
    with pytest.raises(RenderingFailed):
        press.print_pdf("<p>" + "x" * 60_000_000)

    assert press.print_pdf(PLAIN).startswith(b"%PDF")


def test_a_page_that_uses_up_its_cpu_time_is_given_up(press: Press) -> None:
    press.limits = Limits(seconds=30, cpu_seconds=2)
    with pytest.raises(RenderingFailed):
        press.print_pdf(BOMBS["an endless paragraph"])

    assert press.print_pdf(PLAIN).startswith(b"%PDF")


def test_a_pdf_larger_than_allowed_is_not_taken_in(press: Press) -> None:
    press.limits = Limits(size=1000)
    with pytest.raises(RenderingFailed):
        press.print_pdf(PLAIN)


@pytest.mark.parametrize("fetch", FETCHES)
def test_a_page_that_asks_for_anything_is_refused(fetch: str) -> None:
    with pytest.raises(DocumentIncomplete, match="引用了外部内容"):
        print_pdf(PLAIN + fetch)


def test_a_child_that_died_is_replaced(press: Press) -> None:
    first = press.print_pdf(PLAIN)
    dead = child_of(press)
    os.kill(dead, 9)
    assert press._child is not None
    press._child.wait()

    assert press.print_pdf(PLAIN) == first
    assert child_of(press) != dead


def test_a_worn_out_child_is_replaced(press: Press) -> None:
    press.limits = Limits(pages=2)
    children = []
    for _ in range(3):
        press.print_pdf(PLAIN)
        children.append(child_of(press))

    assert children[0] == children[1] != children[2]


def test_threads_share_one_child_and_each_gets_its_own_page(press: Press) -> None:
    pages = [PLAIN + "<p>文</p>" * count for count in range(6)]
    alone = [press.print_pdf(page) for page in pages]
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(press.print_pdf, pages))

    assert together == alone
    assert len(set(together)) == len(pages)


def test_the_child_knows_no_secret_of_ours(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEWORK_SECRET", "geheim")
    press.print_pdf(PLAIN)

    with open(f"/proc/{child_of(press)}/environ", "rb") as environment:  # noqa: PTH123
        assert b"geheim" not in environment.read()


def test_the_renderer_never_enters_the_process_that_asks() -> None:
    question = (
        "import sys, workflows.documents.page, workflows.documents.press; print('weasyprint' in sys.modules)"
    )
    answer = subprocess.run([sys.executable, "-c", question], capture_output=True, text=True, check=True)

    assert answer.stdout.strip() == "False"


def test_hostile_words_in_a_fact_are_printed_as_words(press: Press) -> None:
    html = laid_out("acceptance_notice", contact_person='<img src="file:///etc/passwd">{{7*7}}')

    assert press.print_pdf(html).startswith(b"%PDF")

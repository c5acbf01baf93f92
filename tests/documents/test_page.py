"""The same facts give the same page, and a page says what its kind must say."""

import json
import re

import pytest

from tests.documents.papers import CODE, EXAMPLES, HASHES, facts, hash_of, kind_of_example, laid_out
from workflows.documents.catalogue import catalogue
from workflows.documents.environment import PROCESSES, TEMPLATES

LETTERS = [key for key, kind in catalogue().items() if kind.served]
HOSTILE = [
    "<script>alert(1)</script>",
    '<img src="file:///etc/passwd">',
    "{{7*7}}{% raw %}",
    '<link rel="attachment" href="file:///etc/passwd">',
    '"><style>@import url(https://evil.example)</style>',
]


def poisoned(value: object, poison: str) -> object:
    """Return a fact with the poison behind every text in it; days and choices are no free text."""
    if isinstance(value, list):
        return [poisoned(row, poison) for row in value]
    if isinstance(value, dict):
        return {column: poisoned(cell, poison) for column, cell in value.items()}
    return f"{value}{poison}"


def free_facts(example: str) -> dict[str, object]:
    choices = catalogue()[kind_of_example(example)].choices
    stated = facts(example).items()
    return {
        name: value
        for name, value in stated
        if not name.endswith(("_on", "_at", "_day")) and name not in choices
    }


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_page_is_the_one_that_was_looked_at(example: str) -> None:
    stored = json.loads(HASHES.read_text("utf-8"))

    assert hash_of(example) == stored[example], (
        "看过新版页面后，用 python -m tests.documents.papers 存下新的摘要"
    )


@pytest.mark.parametrize("poison", HOSTILE)
@pytest.mark.parametrize("key", catalogue())
def test_hostile_words_in_any_fact_stay_words(key: str, poison: str) -> None:
    free = free_facts(f"{key}.long")
    html = laid_out(f"{key}.long", **{name: poisoned(value, poison) for name, value in free.items()})

    assert poison not in html or "<" not in poison
    assert html.count("<script") == html.count("<img") == html.count("<link") == html.count("<style") == 0
    assert "49" not in re.findall(r"\}\}|49(?=\{%)", html)


@pytest.mark.parametrize("key", LETTERS)
def test_a_preview_has_no_number_no_seal_and_no_code(key: str) -> None:
    html = laid_out(key, preview=True)

    assert f"鸡市监{catalogue()[key].series}〔2026〕　号" in html
    assert "预　览" in html
    assert CODE not in html and "印章" not in html and "扫码" not in html


@pytest.mark.parametrize("key", [key for key, kind in catalogue().items() if kind.remedies])
def test_remedies_name_both_bodies_and_both_periods(key: str) -> None:
    html = laid_out(key)

    assert "60日内向鸡西市人民政府申请行政复议" in html
    assert "6个月内依法向鸡西市鸡冠区人民法院提起行政诉讼" in html


def test_a_grant_without_periods_tells_no_remedies() -> None:
    assert "行政复议" not in laid_out("grant_decision")
    assert "行政复议" in laid_out("grant_decision.long")


def test_every_failed_gate_is_printed_with_its_basis() -> None:
    html = laid_out("refusal_decision.long")

    for row in facts("refusal_decision.long")["failed"]:
        assert row["condition"] in html
    assert html.count("依据：") == 9


def test_a_single_citation_may_be_handed_in_without_a_list() -> None:
    assert laid_out("acceptance_notice", basis="《甲办法》") == laid_out(
        "acceptance_notice", basis=["《甲办法》"]
    )


def test_facts_that_a_kind_does_not_declare_change_nothing() -> None:
    assert laid_out("acceptance_notice", mood="good") == laid_out("acceptance_notice")


def test_no_template_trusts_markup() -> None:
    for file in [*TEMPLATES.glob("*.html"), *PROCESSES.glob("*/*.html")]:
        source = file.read_text("utf-8")
        assert not re.search(r"\|\s*safe|autoescape|Markup|https?://|src=|href=", source), file.name

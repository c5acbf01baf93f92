"""The printed letter keeps the measures of GB/T 9704-2012, within 0.3 mm."""

import pytest

from tests.documents.papers import laid_out
from tests.documents.sheets import Box, extent, pdf, reader
from workflows.documents.press import print_pdf

LETTER = "refusal_of_acceptance"
TOP_OF_TEXT = 37.0
WITHIN = 0.3


def near(measure: float) -> object:
    return pytest.approx(measure, abs=WITHIN)


def red_rule() -> Box:
    return extent(pdf(LETTER), 1, top=113, bottom=125, colour="red")


def imprint() -> Box:
    return extent(pdf(LETTER), 2, top=245, bottom=262.6, colour="black")


def test_the_sheet_is_a4() -> None:
    box = reader(pdf(LETTER)).pages[0].mediabox

    assert (float(box.width) * 25.4 / 72, float(box.height) * 25.4 / 72) == (near(210), near(297))


def test_the_red_rule_spans_the_text_area() -> None:
    assert (red_rule().left, red_rule().width) == (near(28), near(156))


def test_the_authoritys_name_begins_35_mm_below_the_top_of_the_text_area() -> None:
    mark = extent(pdf(LETTER), 1, top=40, bottom=100, colour="red")

    assert mark.top - TOP_OF_TEXT == near(35)
    assert mark.left >= 28 and mark.right <= 184


def test_the_number_stands_4_mm_above_the_rule_and_two_lines_below_the_name() -> None:
    number = extent(pdf(LETTER), 1, top=100, bottom=117, colour="black")
    mark = extent(pdf(LETTER), 1, top=40, bottom=100, colour="red")

    assert red_rule().top - number.bottom == near(4)
    assert number.top - mark.bottom == pytest.approx(22.7, abs=0.5)


def test_the_seal_is_42_mm_across_and_begins_within_a_line_of_the_text() -> None:
    seal = extent(pdf(LETTER), 2, top=150, bottom=245, colour="red")

    assert (seal.width, seal.height) == (near(42), near(42))


def test_the_imprint_stands_at_the_foot_of_the_text_area() -> None:
    assert (imprint().left, imprint().width, imprint().bottom) == (near(28), near(156), near(262))


def test_odd_pages_are_numbered_on_the_right_and_even_pages_on_the_left() -> None:
    odd = extent(pdf(LETTER), 1, top=263, bottom=280, colour="black")
    even = extent(pdf(LETTER), 2, top=263, bottom=280, colour="black")

    assert odd.left > 105 > even.right
    assert (odd.top + odd.bottom) / 2 - 262 == pytest.approx(7, abs=WITHIN)


def test_a_full_page_has_22_lines_of_at_most_28_characters() -> None:
    finding = {"condition": "已消除不良影响", "facts": "经实地核实当事人已经完成整改" * 100}
    printed = print_pdf(laid_out("grant_decision", conditions=[finding]))
    lines = [line.strip() for line in reader(printed).pages[2].extract_text().splitlines()]

    full = [line for line in lines if line and "—" not in line]
    assert [len(line) for line in full] == [28] * 22


def test_a_wrong_measure_would_be_noticed() -> None:
    wider = laid_out(LETTER).replace("<hr>", '<hr style="left: 1mm">')

    rule = extent(print_pdf(wider), 1, top=113, bottom=125, colour="red")
    assert (rule.left, rule.width) != (near(28), near(156))

"""Days, moments and ordinals as an official document writes them."""

import itertools
from datetime import date, datetime

import pytest

from workflows.clock import SHANGHAI
from workflows.documents.drawing import mark_size, qr_code, seal
from workflows.documents.wording import chinese_date, chinese_moment, chinese_number, paragraphs, sentence


def test_a_day_has_no_leading_zeros() -> None:
    assert chinese_date("2026-03-05") == chinese_date(date(2026, 3, 5)) == "2026年3月5日"


def test_a_moment_keeps_two_digits_of_its_minutes() -> None:
    moment = datetime(2026, 3, 5, 9, 5, tzinfo=SHANGHAI)

    assert chinese_moment("2026-03-05T09:05") == chinese_moment(moment) == "2026年3月5日9时05分"


def test_words_that_are_no_day_are_refused() -> None:
    with pytest.raises(ValueError, match="明天"):
        chinese_date("明天")


@pytest.mark.parametrize(
    ("number", "words"), [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九")]
)
def test_headings_count_in_chinese(number: int, words: str) -> None:
    assert chinese_number(number) == words


def test_blank_lines_make_no_paragraphs() -> None:
    assert paragraphs("甲。\n\n  乙。 \r\n") == ["甲。", "乙。"]


def test_a_sentence_loses_its_stop_once() -> None:
    assert sentence(" 逾期视为撤回。") == "逾期视为撤回"


def test_a_long_name_of_the_bureau_still_fits_its_line() -> None:
    name = "鸡西市" * 8

    assert mark_size(name) * len(name) <= 442
    assert mark_size("鸡西市") == 52


def test_the_characters_of_the_seal_stand_evenly_around_the_star() -> None:
    turns = [turn for _, turn in seal("鸡西市市场监督管理局").characters]

    assert turns[0] == -turns[-1]
    assert len({round(after - before, 1) for before, after in itertools.pairwise(turns)}) == 1


def test_a_qr_code_keeps_its_quiet_zone() -> None:
    code = qr_code("https://credit.example/check/1")

    assert code.path.startswith("M2 2h7")
    assert code.size == 29 + 4

"""Days, moments, ordinals and amounts as an official document writes them."""

import itertools
from datetime import date, datetime
from decimal import Decimal

import pytest

from workflows.clock import SHANGHAI
from workflows.documents.drawing import mark_size, qr_code, seal
from workflows.documents.wording import (
    amounts,
    capital,
    chinese_date,
    chinese_moment,
    chinese_number,
    closed,
    figures,
    paragraphs,
    sentence,
)


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


def test_a_paragraph_without_a_stop_gets_one_and_no_second() -> None:
    assert closed("证据可能灭失") == closed("证据可能灭失。") == "证据可能灭失。"
    assert closed("下列证据：") == "下列证据："


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("10.50", "壹拾元伍角整"),
        ("1001.06", "壹仟零壹元零陆分"),
        ("38210.25", "叁万捌仟贰佰壹拾元贰角伍分"),
        ("200000", "贰拾万元整"),
        ("100001", "壹拾万零壹元整"),
        ("100000100", "壹亿零壹佰元整"),
        ("25328250", "贰仟伍佰叁拾贰万捌仟贰佰伍拾元整"),
    ],
)
def test_an_amount_is_written_in_characters_that_nobody_can_alter(amount: str, words: str) -> None:
    assert capital(Decimal(amount)) == words


def test_every_amount_in_a_text_is_followed_by_its_words() -> None:
    assert amounts("罚款5,000.00元；没收38,210.25元") == (
        "罚款5000元（大写：伍仟元整）；没收38210.25元（大写：叁万捌仟贰佰壹拾元贰角伍分）"
    )


def test_an_instalment_has_plain_figures() -> None:
    assert figures("缴纳20,000.00元；缴纳18,210.25元") == "缴纳20000元；缴纳18210.25元"


def test_a_text_without_amounts_and_an_amount_typed_by_hand_stay_as_they_are() -> None:
    assert amounts("责令停产停业3个月，货值600元") == "责令停产停业3个月，货值600元"


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

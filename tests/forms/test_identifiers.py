"""The codes and numbers of parties, by the test vectors of their standards."""

from datetime import date

import pytest

from forms.identifiers import (
    NO_CODE,
    is_citizen_number,
    is_registration_number,
    is_uscc,
    masked,
    tidy_code,
)

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("code", ["91350100M000100Y43", "91230300MA0000015G", "91110000600037341L"])
def test_codes_of_the_standard_are_genuine(code):
    assert is_uscc(code)


def test_the_code_of_a_village_collective_may_begin_with_a_letter():
    assert is_uscc("N2230321MF0000001" + _check("N2230321MF0000001"))


@pytest.mark.parametrize("place", range(18))
def test_a_code_with_any_character_changed_is_not_genuine(place):
    code = "91230300MA0000015G"
    other = "8" if code[place] != "8" else "7"
    assert not is_uscc(code[:place] + other + code[place + 1 :])


@pytest.mark.parametrize(
    "code", ["", "9123", NO_CODE, "91230300MA0000015g", "９1230300MA0000015G", "91230300MI0000015G"]
)
def test_what_is_not_a_code_is_not_genuine(code):
    assert not is_uscc(code)


def test_a_code_is_tidied_before_it_is_compared():
    assert tidy_code(" ９１２３０３００ma0000015g ") == "91230300MA0000015G"


@pytest.mark.parametrize("number", ["230300100000010", "230300600000013", "N230300-0001"])
def test_registration_numbers_are_genuine(number):
    assert is_registration_number(number)


@pytest.mark.parametrize("number", ["230300100000011", "12345", "230300 00000010", ""])
def test_other_registration_numbers_are_not(number):
    assert not is_registration_number(number)


@pytest.mark.parametrize("number", ["11010519491231002X", "440524188001010014"])
def test_citizen_numbers_of_the_standard_are_genuine(number):
    assert is_citizen_number(number, TODAY)


def test_a_division_that_was_abolished_is_no_reason_to_doubt_a_citizen():
    assert is_citizen_number("23030219650101001" + _citizen_check("23030219650101001"), TODAY)


def test_nobody_is_born_tomorrow():
    body = "23030220261124001"
    number = body + _citizen_check(body)
    assert not is_citizen_number(number, TODAY)
    assert is_citizen_number(number, date(2026, 11, 24))


@pytest.mark.parametrize(
    "number", ["110105194912310021", "1101051949123100", "110105491231002", "11010519491331002X"]
)
def test_other_citizen_numbers_are_not_genuine(number):
    assert not is_citizen_number(number, TODAY)


def test_only_the_ends_of_a_document_number_are_shown():
    assert masked("11010519491231002X") == "110105**********2X"
    assert masked("E1234567") == "********"


def _check(body: str) -> str:
    letters = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    return letters[(31 - sum(letters.index(one) * 3**place for place, one in enumerate(body)) % 31) % 31]


def _citizen_check(body: str) -> str:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True)) % 11]

"""Writes numbers, days and articles as Chinese documents write them."""

from datetime import date

_DIGITS = "零一二三四五六七八九"
_TEN = 10


def chinese(number: int) -> str:
    """Return a number from 1 to 999 in Chinese numerals, as articles are numbered."""
    hundreds, rest = divmod(number, _TEN * _TEN)
    tens, ones = divmod(rest, _TEN)
    words = f"{_DIGITS[hundreds]}百" if hundreds else ""
    words += "零" if hundreds and ones and not tens else ""
    if tens:
        words += "十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十"
    return words + (_DIGITS[ones] if ones else "")


def written(day: date) -> str:
    """Return a day as 2026年11月23日."""
    return f"{day.year}年{day.month}月{day.day}日"

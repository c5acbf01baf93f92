"""How plain facts are written in an official Chinese document: days, moments, ordinals, paragraphs."""

from datetime import date, datetime

_DIGITS = "零一二三四五六七八九"


def chinese_date(day: date | str) -> str:
    """Return a day as 2026年11月23日; takes a date or its ISO text. Raises ValueError for anything else."""
    day = date.fromisoformat(day[:10]) if isinstance(day, str) else day
    return f"{day.year}年{day.month}月{day.day}日"


def chinese_moment(moment: datetime | str) -> str:
    """Return a Shanghai moment as 2026年11月23日9时30分; takes a datetime or its ISO text, of which a day is one."""
    if isinstance(moment, str) and len(moment) == len("2026-11-23"):
        return chinese_date(moment)
    moment = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    return f"{chinese_date(moment.date())}{moment.hour}时{moment.minute:02d}分"


def chinese_number(number: int) -> str:
    """Return 1 to 99 in Chinese, as the headings of a document are counted: 一, 十, 二十一."""
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text, without blank lines and without spaces around them."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def sentence(text: str) -> str:
    """Return a text without its closing stop, so that a template can set the stop itself."""
    return text.strip().rstrip("。．.；;，,")

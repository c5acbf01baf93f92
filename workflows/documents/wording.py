"""How plain facts are written in an official Chinese document: days, moments, ordinals, paragraphs, amounts."""

import re
from datetime import date, datetime
from decimal import Decimal

_DIGITS = "零一二三四五六七八九"
_CAPITALS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_MYRIADS = ("", "万", "亿", "万亿")
# An amount as the procedures hand it over: 200,000.00元.
_AMOUNT = re.compile(r"(?<![\d,.])(\d{1,3}(?:,\d{3})*\.\d\d)元")
_STOPS = tuple("。！？；：…，、,.;:!?”）》")


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


def closed(text: str) -> str:
    """Return a paragraph with a closing stop; one that ends with a mark already keeps it."""
    return text if text.endswith(_STOPS) else f"{text}。"


def amounts(text: str) -> str:
    """Return a text with every amount in figures and words: for 5,600.00元, 5600元（大写：伍仟陆佰元整）."""
    return _AMOUNT.sub(lambda found: f"{_plain(found[1])}元（大写：{capital(_decimal(found[1]))}）", text)


def figures(text: str) -> str:
    """Return a text with every amount in plain figures: for 5,600.00元, 5600元."""
    return _AMOUNT.sub(lambda found: f"{_plain(found[1])}元", text)


def _decimal(found: str) -> Decimal:
    return Decimal(found.replace(",", ""))


def _plain(found: str) -> str:
    return found.replace(",", "").removesuffix(".00")


def capital(amount: Decimal) -> str:
    """Return an amount of yuan below 10^16 with the characters that nobody can alter: 叁万捌仟贰佰壹拾元贰角伍分."""
    yuan, fen = divmod(round(amount * 100), 100)
    whole = f"{_whole(yuan)}元" if yuan else ""
    if not fen:
        return f"{whole or '零元'}整"
    jiao, rest = divmod(fen, 10)
    tenths = f"{_CAPITALS[jiao]}角" if jiao else "零" * bool(whole)
    return f"{whole}{tenths}{_CAPITALS[rest]}分" if rest else f"{whole}{tenths}整"


def _whole(number: int) -> str:
    """Write the digits in groups of four; any run of zeros between digits is one 零."""
    digits = str(number)
    written = ""
    for left, digit in zip(range(len(digits) - 1, -1, -1), digits, strict=True):
        written += _CAPITALS[int(digit)] + (_PLACES[left % 4] if digit != "0" else "")
        if left % 4 == 0:
            group = int(digits[: len(digits) - left][-4:])
            written = written.rstrip("零") + (_MYRIADS[left // 4] if group else "") + "零" * (digit == "0")
    return re.sub("零+", "零", written).rstrip("零")

"""The codes and numbers by which parties are known, and the checks that each of them carries in itself."""

import re
import unicodedata
from datetime import date, datetime

from stdnum.cn import ric, uscc
from stdnum.iso7064 import mod_11_10

# An individual business without a code is reported under this; it fails the check digit on purpose.
NO_CODE = "00000000000000000X"

# The library wants digits at 1 to 8, but GB 32100 also gives letters to the first two (N1: agriculture).
_USCC = re.compile(r"[0-9A-HJ-NP-RTUWXY]{2}[0-9]{6}[0-9A-HJ-NP-RTUWXY]{10}")
_OLD_REGISTRATION_NUMBER = re.compile(r"[0-9]{15}")
_REGISTRATION_NUMBER = re.compile(r"[0-9A-Z()-]{6,50}")
_CITIZEN_NUMBER = re.compile(r"[0-9]{17}[0-9X]")
_ONE_SPELLING = str.maketrans("([{【〖「『《〈<)]}】〗」』》〉>‐‑‒–—―−", "〔" * 10 + "〕" * 10 + "-" * 7)


def tidy_code(text: str) -> str:
    """Return a code as it is compared: half-width, upper case, without any space or invisible sign."""
    plain = unicodedata.normalize("NFKC", text).upper()
    return "".join(sign for sign in plain if not sign.isspace() and unicodedata.category(sign) != "Cf")


def document_number_key(number: str) -> str:
    """Return the one spelling under which a document number is compared (公文格式 writes 〔〕 around the year).

    Brackets of every kind, dashes, widths, case and spaces make no other number.
    """
    plain = unicodedata.normalize("NFKC", number).upper().translate(_ONE_SPELLING)
    return "".join(sign for sign in plain if not sign.isspace() and unicodedata.category(sign) != "Cf")[:160]


def is_uscc(code: str) -> bool:
    """Tell whether a tidied code is a 统一社会信用代码 with the right check character (GB 32100-2015)."""
    return bool(_USCC.fullmatch(code)) and uscc.calc_check_digit(code[:-1]) == code[-1]


def is_registration_number(number: str) -> bool:
    """Tell whether a tidied number can be a 工商注册号.

    Fifteen digits carry a check digit (ISO 7064 MOD 11,10); numbers with letters have none.
    """
    if _OLD_REGISTRATION_NUMBER.fullmatch(number):
        return bool(mod_11_10.is_valid(number))
    return bool(_REGISTRATION_NUMBER.fullmatch(number))


def is_citizen_number(number: str, today: date) -> bool:
    """Tell whether a tidied number is a 公民身份号码 (GB 11643-1999) of somebody born by that day.

    The division is not looked at: divisions are abolished, and people keep their numbers.
    """
    if not _CITIZEN_NUMBER.fullmatch(number) or ric.calc_check_digit(number) != number[-1]:
        return False
    born = _birthday(number)
    return born is not None and born <= today


def has_form_of_uscc(code: str) -> bool:
    """Tell whether a tidied code is written as a 统一社会信用代码 is, whatever its check character."""
    return bool(_USCC.fullmatch(code))


def has_form_of_citizen_number(number: str) -> bool:
    """Tell whether a tidied number is written as a 公民身份号码 is, with a day of birth, whatever its check."""
    return bool(_CITIZEN_NUMBER.fullmatch(number)) and _birthday(number) is not None


def masked(number: str) -> str:
    """Return a document number with only its first six and last two characters readable."""
    hidden = len(number) - 8
    return "*" * len(number) if hidden < 4 else f"{number[:6]}{'*' * hidden}{number[-2:]}"


def _birthday(number: str) -> date | None:
    try:
        return datetime.strptime(number[6:14], "%Y%m%d").date()  # noqa: DTZ007  # a birthday has no time zone
    except ValueError:
        return None

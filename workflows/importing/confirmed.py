"""Codes that fail the check which they carry in themselves, and are genuine all the same.

Some were issued before the rule, or against it. A person with authority has seen the licence or the document and
entered the code with a reason; from then on rows with it are taken.
"""

from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.choices import PartyChangeKind
from forms.identifiers import (
    NO_CODE,
    has_form_of_citizen_number,
    has_form_of_uscc,
    is_registration_number,
    is_uscc,
    tidy_code,
)
from workflows.models import PartyChange
from workflows.parties.identity import identity_key
from workflows.sheets.marks import unmarked

Texts = Mapping[str, str]
CITIZEN = "身份证"
OLD_NUMBER = 15


def confirmed_codes(session: Session, rows: Iterable[Texts]) -> frozenset[str]:
    """Return the codes of parties of these rows that fail their check and were confirmed; a person's as its hash."""
    doubtful = {code for texts in rows for code in doubtful_codes(texts)}
    if not doubtful:
        return frozenset()
    confirmed = PartyChange.kind == PartyChangeKind.CODE_CONFIRMED, PartyChange.became.in_(doubtful)
    return frozenset(session.scalars(select(PartyChange.became).where(*confirmed)))


def code_in(texts: Texts, column: str) -> str:
    """Return a code as it is compared."""
    return tidy_code(plain_in(texts, column))


def plain_in(texts: Texts, column: str) -> str:
    """Return a cell without what keeps it a text in a spreadsheet."""
    return unmarked(texts.get(column, "")).replace('="', "").strip("'\"‘’ ")


def has_form(code: str) -> bool:
    """Tell whether a doubtful code is written as such codes are, so that only its check can be in doubt."""
    old_number = len(code) == OLD_NUMBER and code.isdecimal()
    return has_form_of_uscc(code) or old_number or code.startswith("id:")


def doubtful_codes(texts: Texts) -> Iterator[str]:
    """Yield the codes of a row's party that fail their check, as they are kept when somebody confirms them."""
    code, number = code_in(texts, "CF_XDR_SHXYM"), code_in(texts, "CF_XDR_GSZC")
    if code and code != NO_CODE and not is_uscc(code):
        yield code
    if number and not is_registration_number(number):
        yield number
    person = code_in(texts, "CF_XDR_ZJHM")
    if texts.get("CF_XDR_ZJLX", "").strip() == CITIZEN and has_form_of_citizen_number(person):
        yield identity_key(CITIZEN, person)

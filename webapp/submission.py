"""What a form sends beside the answers: the key that makes it count once, the version of the case it was read at."""

import re
from uuid import UUID

from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from forms.fields import LARGEST_ID

Filled = MultiDict[str, str]
NUMBER = re.compile(r"[0-9]{1,10}")


def key_of(filled: Filled) -> UUID:
    """Return the submission's key. Raises BadRequest when there is none."""
    try:
        return UUID(filled["key"])
    except ValueError:
        raise BadRequest from None


def version_of(filled: Filled) -> int:
    """Return the version of the case that the page showed. Raises BadRequest when there is none."""
    return _number(filled["seen_version"])


def numbers_of(filled: Filled, name: str) -> list[int]:
    """Return the ids sent under a name. Raises BadRequest for anything but numbers."""
    return [_number(one) for one in filled.getlist(name)]


def section_of(filled: Filled, otherwise: int) -> int:
    """Return the section that a form names; what is no number of one is as good as none."""
    text = filled.get("department", "")
    return int(text) if NUMBER.fullmatch(text) and int(text) <= LARGEST_ID else otherwise


def _number(text: str) -> int:
    """Return a number that a row can have. Raises BadRequest for anything else, however long it is."""
    if not NUMBER.fullmatch(text) or int(text) > LARGEST_ID:
        raise BadRequest
    return int(text)

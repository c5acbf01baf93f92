"""What a form sends beside the answers: the key that makes it count once, the version of the case it was read at."""

from uuid import UUID

from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

Filled = MultiDict[str, str]


def key_of(filled: Filled) -> UUID:
    """Return the submission's key. Raises BadRequest when there is none."""
    try:
        return UUID(filled["key"])
    except ValueError:
        raise BadRequest from None


def version_of(filled: Filled) -> int:
    """Return the version of the case that the page showed. Raises BadRequest when there is none."""
    if not filled["seen_version"].isdecimal():
        raise BadRequest
    return int(filled["seen_version"])


def numbers_of(filled: Filled, name: str) -> list[int]:
    """Return the ids sent under a name. Raises BadRequest for anything but numbers."""
    given = filled.getlist(name)
    if not all(one.isascii() and one.isdecimal() and len(one) <= 18 for one in given):
        raise BadRequest
    return [int(one) for one in given]

"""What no page sends: refused in one place, before any view or database sees it.

NUL and half characters have no place in a text of either database; a number in an address names a row, and no row
has a number beyond what the column holds.
"""

import re
from collections.abc import Iterator

from flask import Flask, abort, request
from werkzeug.routing import IntegerConverter

from forms.fields import LARGEST_ID

UNFIT = re.compile("[\x00\ud800-\udfff]")


class RowNumber(IntegerConverter):
    """A row's number in an address; a larger one is no address of ours (404)."""

    def __init__(self, map: object, **options: object) -> None:  # werkzeug's own name for it
        """Bound the number, and how many digits are read at all."""
        super().__init__(map, max=LARGEST_ID)  # type: ignore[arg-type]  # werkzeug's Map

    regex = r"[0-9]{1,10}"


def init_app(app: Flask) -> None:
    """Bound the numbers in addresses, and look at every request; call it before routes are added."""
    app.url_map.converters["int"] = RowNumber
    app.before_request(refuse_unfit)


def refuse_unfit() -> None:
    """Refuse a request whose address or form carries what cannot be a text. Answers 400."""
    if any(UNFIT.search(text) for text in _sent()):
        abort(400)


def _sent() -> Iterator[str]:
    yield request.path
    for sent in (request.args, request.form):
        for name, value in sent.items(multi=True):
            yield name
            yield value
    for file in request.files.values():
        yield file.filename or ""

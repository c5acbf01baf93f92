"""A field that offers the values of a fact as the law's tables count them out, in the law's own words."""

from collections.abc import Callable, Mapping
from typing import Any

from marshmallow import fields

from forms.fields import help_of, words_of

Values = Mapping[str, str]
_sources: list[Callable[[str, str], Values]] = []


def offer(source: Callable[[str, str], Values]) -> None:
    """Take from whom the values of a table's fact are asked, each with its words; the law says so when it is read."""
    _sources[:] = [source]


class OneOfTable(fields.String):
    """One of the values that a table of the law counts out for a fact, sent as its code."""

    def __init__(self, table: str, fact: str, *, label: str, **options: Any) -> None:
        """Take the table's id and the name of its fact, and the label."""
        self.table, self.fact = table, fact
        metadata = {"label": label, "kind": "enum", **help_of(options)}
        super().__init__(metadata=metadata, **words_of(options))

    def values(self) -> Values:
        """Return what it offers: each code with its words."""
        [source] = _sources
        return source(self.table, self.fact)

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> str:
        code: str = super()._deserialize(value, attr, data, **kwargs)
        if code not in self.values():
            raise self.make_error("unknown")
        return code

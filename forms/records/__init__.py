"""What a record of each kind says of its fact: one module a kind, named as the kind is."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from marshmallow import RAISE, Schema


class RecordForm(Schema):
    """The facts of one kind of record; a fact that the kind does not name is an error."""

    class Meta:
        """Marshmallow's options."""

        unknown = RAISE
        dateformat = "iso"

    def words(self, body: Mapping[str, Any]) -> list[tuple[str, str]]:
        """Return the facts as people read them, each with its label; what is missing is left out."""
        return [
            (field.metadata["label"], str(body[name]))
            for name, field in self.fields.items()
            if body.get(name) is not None
        ]


def form_of(kind: str) -> RecordForm:
    """Return the form of a kind of record. Raises ModuleNotFoundError when the kind has none."""
    form: RecordForm = import_module(f"forms.records.{kind}").Facts()
    return form

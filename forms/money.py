"""Amounts of money, in yuan to the cent."""

from decimal import Decimal
from typing import Any

from marshmallow import fields, validate

from forms.fields import WORDS

SAID = {**WORDS, "invalid": "请只填数字，不写逗号和单位，例如60000或者60000.50。"}
MOST = Decimal(10**12)


class Money(fields.Decimal):
    """An amount in yuan, above nothing; kept as text, so that no cent is lost."""

    def __init__(self, *, label: str, **options: Any) -> None:
        """Take the label; `help` is a hint for whoever fills it in."""
        fits = validate.Range(min=0, max=MOST, min_inclusive=False, error="请填写大于零的金额（元）。")
        metadata = {"label": label, "kind": "money", "help": options.pop("help", "单位：元。")}
        super().__init__(
            places=2, as_string=True, validate=fits, metadata=metadata, error_messages=SAID, **options
        )

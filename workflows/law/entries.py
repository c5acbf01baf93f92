"""The fields that entries of law files are made of, with what is wrong said in Chinese."""

from typing import Any

from marshmallow import RAISE, Schema, fields, validate

from workflows.law.files import MARKS

_WRONG: dict[str, str | list[Any] | dict[Any, Any]] = {
    "required": "没有填写",
    "null": "不能为空",
    "invalid": "填写的类型不对",
    "type": "填写的类型不对",
}
_NOT_EMPTY = validate.Length(min=1, error="不能为空")


class Entry(Schema):
    """An entry of a law file; a key that nobody knows is refused, since it would be a mistyped one."""

    error_messages = {"unknown": "没有这一项", "type": "应当是一组“名称 = 值”"}

    class Meta:
        unknown = RAISE


def words(*, required: bool = True, default: str = "") -> fields.String:
    """Return a field for words that may not be empty when required."""
    if required:
        return fields.String(required=True, validate=_NOT_EMPTY, error_messages=_WRONG)
    return fields.String(load_default=default, error_messages=_WRONG)


def choice(*options: str, default: str | None = None) -> fields.String:
    """Return a field for one of a few words; required when it has no default."""
    one_of = validate.OneOf(options, error=f"只能填写 {'、'.join(options)}")
    if default is None:
        return fields.String(required=True, validate=one_of, error_messages=_WRONG)
    return fields.String(load_default=default, validate=one_of, error_messages=_WRONG)


def mark() -> fields.String:
    """Return the field that says how sure an entry is."""
    return choice(*MARKS)


def switch(*, default: bool) -> fields.Boolean:
    """Return a field for true or false, written as such."""
    return _Truth(load_default=default, error_messages=_WRONG)


def count(*, default: int) -> fields.Integer:
    """Return a field for a whole number that is not negative."""
    not_negative = validate.Range(min=0, error="不能是负数")
    return fields.Integer(load_default=default, strict=True, validate=not_negative, error_messages=_WRONG)


def day(*, required: bool = True) -> fields.Field[Any]:
    """Return a field for a day, written as a TOML date."""
    return _Day(required=True) if required else _Day(load_default=None)


def listing(inner: fields.Field[Any], *, required: bool = True) -> fields.List[Any]:
    """Return a field for a list, which may not be empty when required."""
    if required:
        return fields.List(inner, required=True, validate=_NOT_EMPTY, error_messages=_WRONG)
    return fields.List(inner, load_default=list, error_messages=_WRONG)


class _Truth(fields.Boolean):
    """True or false and nothing that merely looks like it."""

    truthy = {True}
    falsy = {False}

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        if not isinstance(value, bool):
            raise self.make_error("invalid")
        return value


class _Day(fields.Field[Any]):
    """A day as TOML gives it, without a time."""

    default_error_messages = {"invalid": "应当是日期，例如 2026-01-01", "required": "没有填写"}

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        # A TOML date-time is also a date in Python; only the exact class is a day.
        if type(value).__name__ != "date":
            raise self.make_error("invalid")
        return value

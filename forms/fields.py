"""Field types of the domain: strict where the library is lenient, limited where it is boundless."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from marshmallow import fields, validate

from forms.choices import Choice

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029]")
FORM_TRUTH = {"true": True, "false": False}
# Browsers send one line break as CR LF; what is kept has one form.
LINE_BREAK = re.compile(r"\r\n?")


class Text(fields.String):
    """One line or several of text, in one canonical form, without control characters."""

    def __init__(self, *, label: str, longest: int, lines: bool = False, **options: Any) -> None:
        """Take a label, the longest length in characters, and whether several lines are meant."""
        shortest = 1 if options.get("required") else 0
        too_long = validate.Length(min=shortest, max=longest, error=f"请填写{shortest}到{longest}个字。")
        metadata = {
            "label": label,
            "kind": "text" if lines else "string",
            "longest": longest,
            **help_of(options),
        }
        super().__init__(validate=too_long, metadata=metadata, **words_of(options))

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        text = unicodedata.normalize("NFC", LINE_BREAK.sub("\n", text)).strip()
        if CONTROL.search(text):
            raise self.make_error("control")
        return text


class YesNo(fields.Field[bool]):
    """A statement that is true or not; nothing but "true" and "false" is an answer."""

    def __init__(self, *, label: str, **options: Any) -> None:
        """Take the statement as the label."""
        super().__init__(
            metadata={"label": label, "kind": "boolean", **help_of(options)}, **words_of(options)
        )

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> bool:
        if isinstance(value, bool):
            return value
        if value not in FORM_TRUTH:
            raise self.make_error("invalid")
        return FORM_TRUTH[value]


class OneOf(fields.Enum[Any]):
    """One of a closed vocabulary, sent as its code."""

    def __init__(self, vocabulary: type[Choice], *, label: str, **options: Any) -> None:
        """Take the vocabulary and the label."""
        metadata = {"label": label, "kind": "enum", **help_of(options)}
        super().__init__(vocabulary, by_value=True, metadata=metadata, **words_of(options))


class Day(fields.Date):
    """A day that has come already, as YYYY-MM-DD; the form knows what day it is."""

    def __init__(self, *, label: str, **options: Any) -> None:
        """Take the label, and whether it may be `ahead`, such as the last day of a delegation."""
        super().__init__(metadata={"label": label, "kind": "date", **help_of(options)}, **words_of(options))

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> date:
        day = super()._deserialize(value, attr, data, **kwargs)
        today = getattr(self.root, "known", {}).get("today")
        if today is not None and day > today and not self.metadata.get("ahead"):
            raise self.make_error("future")
        return day


class Moment(fields.NaiveDateTime):
    """A Shanghai moment of a day that has come already, to the minute, as a page sends it: YYYY-MM-DDTHH:MM."""

    def __init__(self, *, label: str, **options: Any) -> None:
        """Take the label, and whether it may be `ahead`, such as an appointment."""
        metadata = {"label": label, "kind": "moment", **help_of(options)}
        super().__init__(format="%Y-%m-%dT%H:%M", metadata=metadata, **words_of(options))

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> datetime:
        moment = super()._deserialize(value, attr, data, **kwargs)
        today = getattr(self.root, "known", {}).get("today")
        if today is not None and moment.date() > today and not self.metadata.get("ahead"):
            raise self.make_error("future")
        return moment


class Number(fields.Integer):
    """A whole number, of at least one unless the form says otherwise."""

    def __init__(self, *, label: str, most: int | None = None, least: int = 1, **options: Any) -> None:
        """Take the label, and the smallest and the largest number that make sense; none where the law says it."""
        words = f"请填写{least}到{most}的整数。" if most else f"请填写不小于{least}的整数。"
        fits = validate.Range(min=least, max=most or LARGEST_ID, error=words)
        metadata = {"label": label, "kind": "integer", **help_of(options)}
        super().__init__(strict=False, validate=fits, metadata=metadata, **words_of(options))


LARGEST_ID = 2**31 - 1  # what the databases number rows with


class OfficerId(fields.Integer):
    """The second of two officers, by id; that the officer exists and may act is checked in the door."""

    def __init__(self, *, label: str, **options: Any) -> None:
        """Take the label."""
        metadata = {"label": label, "kind": "officer", **help_of(options)}
        super().__init__(validate=_an_id(), metadata=metadata, **words_of(options))


class Companion(OfficerId):
    """The second of two officers, who may be the one that gave the order whose outcome they look at."""

    def __init__(self, *, label: str, **options: Any) -> None:
        """Take the label."""
        super().__init__(label=label, **options)
        self.metadata = {**self.metadata, "kind": "companion"}


class Server(OfficerId):
    """The second of two who serve a paper: an officer, or where the window serves it somebody of the window."""

    def __init__(self, *, label: str, **options: Any) -> None:
        """Take the label."""
        super().__init__(label=label, **options)
        self.metadata = {**self.metadata, "kind": "server"}


class AnyOfficer(OfficerId):
    """Anybody who works here, by id; whoever takes the answer checks what the person has to be."""

    def __init__(self, *, label: str, **options: Any) -> None:
        """Take the label."""
        super().__init__(label=label, **options)
        self.metadata = {**self.metadata, "kind": "anyone"}


class HearingHost(OfficerId):
    """The host of a hearing, who stands outside the investigation, by id."""

    def __init__(self, *, label: str, **options: Any) -> None:
        """Take the label."""
        super().__init__(label=label, **options)
        self.metadata = {**self.metadata, "kind": "hearing_host"}


class HearingClerk(OfficerId):
    """Who keeps the record of a hearing and stands outside the investigation, by id."""

    def __init__(self, *, label: str, **options: Any) -> None:
        """Take the label."""
        super().__init__(label=label, **options)
        self.metadata = {**self.metadata, "kind": "hearing_clerk"}


class Member(OfficerId):
    """A leader of the bureau who takes part in a collective discussion, by id."""

    def __init__(self, *, label: str, **options: Any) -> None:
        """Take the label."""
        super().__init__(label=label, **options)
        self.metadata = {**self.metadata, "kind": "member"}


class DepartmentId(fields.Integer):
    """A section of the bureau, by id."""

    def __init__(self, *, label: str, **options: Any) -> None:
        """Take the label."""
        metadata = {"label": label, "kind": "department", **help_of(options)}
        super().__init__(validate=_an_id(), metadata=metadata, **words_of(options))


class Several(fields.List[Any]):
    """Several answers to one question; a page sends a single one without a list around it."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> Any:
        given = [value] if isinstance(value, str) else value
        return super()._deserialize([one for one in given if one], attr, data, **kwargs)


class Members(Several):
    """Leaders of the bureau who take part in a collective discussion, by their ids."""

    def __init__(self, *, label: str, **options: Any) -> None:
        """Take the label."""
        metadata = {"label": label, "kind": "members", **help_of(options)}
        one = fields.Integer(validate=_an_id(), error_messages=WORDS)
        super().__init__(one, metadata=metadata, **words_of(options))


class Attachments(Several):
    """Files that were handed in before, by their ids; the door binds them to the case."""

    def __init__(self, *, label: str, at_least: int = 0, **options: Any) -> None:
        """Take the label and how many files there must be."""
        enough = validate.Length(min=at_least, max=50, error=f"请上传至少{at_least}个附件，最多50个。")
        metadata = {"label": label, "kind": "attachments", "at_least": at_least, **help_of(options)}
        one = fields.UUID(error_messages=WORDS)
        super().__init__(one, validate=enough, metadata=metadata, **words_of(options))


class Lines(Text):
    """A list of short lines, one item a line."""

    def __init__(self, *, label: str, longest: int, **options: Any) -> None:
        """Take the label and the longest length of the whole list in characters."""
        super().__init__(label=label, longest=longest, lines=True, **options)
        self.metadata = {**self.metadata, "kind": "lines"}

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> Any:
        text = super()._deserialize(value, attr, data, **kwargs)
        return [line.strip() for line in text.split("\n") if line.strip()]

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        return value

    def _validate(self, value: Any) -> None:
        super()._validate("\n".join(value))


# What a field says beside marshmallow's options: a hint, whether it holds personal text that is kept sealed, whether
# it is an address for service that the party confirmed by signature, whether its day may be one still to come, and
# under which name a form must know something for the field to be asked at all.
EXTRAS = ("help", "personal", "confirmed", "ahead", "asked_when")

WORDS: dict[str, Any] = {
    "required": "请填写这一项。",
    "null": "请填写这一项。",
    "invalid": "填写的内容格式不对，请按提示填写。",
    "invalid_uuid": "附件编号有误，请重新上传。",
    "unknown": "请从列出的选项中选择一项。",
    "future": "这一天还没有到，请核对日期。",
    "control": "含有不可见的控制字符，请删除后重新填写。",
}


def _an_id() -> validate.Range:
    return validate.Range(min=1, max=LARGEST_ID, error=WORDS["unknown"])


def words_of(options: dict[str, Any]) -> dict[str, Any]:
    """Return the options for marshmallow, with our words for its errors."""
    kept = {name: value for name, value in options.items() if name not in EXTRAS}
    return {**kept, "error_messages": WORDS}


def help_of(options: dict[str, Any]) -> dict[str, Any]:
    return {name: options[name] for name in EXTRAS if name in options}

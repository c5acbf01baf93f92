"""The field types: what they take, what they refuse, and in which words."""

from datetime import date, datetime
from uuid import UUID

import pytest
from marshmallow import ValidationError

from forms.base import TaskForm
from forms.choices import Opinion
from forms.fields import Attachments, Day, Lines, Moment, Number, OfficerId, OneOf, Text, YesNo

FILE = "0b0f7f5e-3a53-4c60-9c62-3d7f0a3f1d11"


class Every(TaskForm):
    """One field of each type."""

    text = Text(label="文字", longest=5)
    note = Text(label="多行", longest=50, lines=True)
    said = Text(label="必填", longest=5, required=True)
    yes = YesNo(label="是否")
    opinion = OneOf(Opinion, label="意见")
    day = Day(label="日期")
    moment = Moment(label="时间")
    number = Number(label="数", most=10)
    officer = OfficerId(label="人员")
    files = Attachments(label="附件")
    lines = Lines(label="清单", longest=10)


def loaded(**answers):
    known = {"today": date(2026, 11, 23)}
    return Every(known=known).load({"said": "有", **answers})


def refused(**answers):
    with pytest.raises(ValidationError) as found:
        loaded(**answers)
    return found.value.messages


@pytest.mark.parametrize(
    ("name", "given", "taken"),
    [
        ("text", "  e\u0301a ", "éa"),
        ("note", "a\r\nb\rc", "a\nb\nc"),
        ("yes", "true", True),
        ("yes", False, False),
        ("opinion", "agree", Opinion.AGREE),
        ("day", "2026-11-23", date(2026, 11, 23)),
        ("moment", "2026-11-23T09:30", datetime(2026, 11, 23, 9, 30)),  # noqa: DTZ001  # an office's clock
        ("number", "10", 10),
        ("officer", "7", 7),
        ("files", FILE, [UUID(FILE)]),
        ("files", [FILE, ""], [UUID(FILE)]),
        ("lines", " a \n\n b", ["a", "b"]),
    ],
)
def test_an_answer_is_taken_in_one_canonical_form(name, given, taken):
    assert loaded(**{name: given})[name] == taken


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("text", "123456"),
        ("text", "a\x00b"),
        ("text", "a\u2028b"),
        ("note", "a\x0bb"),
        ("said", "   "),
        ("yes", "1"),
        ("yes", "True"),
        ("opinion", "AGREE"),
        ("day", "2026-11-24"),
        ("day", "2026-02-30"),
        ("day", "23/11/2026"),
        ("moment", "2026-11-23"),
        ("number", "11"),
        ("number", "0"),
        ("number", "1.5"),
        ("officer", "seven"),
        ("officer", "99999999999999999999"),
        ("files", "not-a-file"),
        ("files", [FILE] * 51),
        ("lines", "12345\n67890"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused_in_chinese(name, given):
    found = refused(**{name: given})
    assert list(found) == [name]
    assert "请" in str(found[name])


@pytest.mark.parametrize("blank", ["", None, [], [""]])
def test_a_field_left_blank_was_not_answered(blank):
    assert loaded(text=blank, files=blank) == {"said": "有"}


def test_what_the_form_does_not_name_is_an_error():
    assert refused(state="x") == {"state": ["表单中没有这一项。"]}


def test_what_is_required_is_asked_for():
    with pytest.raises(ValidationError) as found:
        Every().load({})
    assert found.value.messages == {"said": ["请填写这一项。"]}


def test_answers_are_kept_as_plain_values_and_read_back_the_same():
    given = loaded(day="2026-11-01", files=[FILE], opinion="agree", lines="a\nb", yes="false")
    plain = Every().plain(given)
    assert plain == {
        "said": "有",
        "day": "2026-11-01",
        "files": [FILE],
        "opinion": "agree",
        "lines": ["a", "b"],
        "yes": False,
    }

"""An administrator answers an open question from a day on; what was decided before keeps its law."""

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from forms.choices import Role
from workflows import enactment
from workflows.errors import SettingRefused
from workflows.law import applied, law_version, parameter
from workflows.models import CreditEntry, LawSnapshot, ParameterSetting

TOMORROW = date(2026, 11, 24)
KEY = "tier.lowFine.org"


def answer(office, words="50000", from_day=TOMORROW, key=KEY, reason="省局标准", confirmed_by="法规科 李明"):
    with office.begin() as session:
        enactment.set_answer(
            session,
            key,
            words,
            from_day,
            reason=reason,
            confirmed_by=confirmed_by,
            officer_id=office.people[Role.SYSTEM_ADMINISTRATOR],
        )


def test_an_answer_counts_in_this_process_as_soon_as_it_is_kept(office):
    assert parameter(KEY, on=TOMORROW) == 100_000
    answer(office)
    assert parameter(KEY, on=TOMORROW) == 50_000
    assert parameter(KEY) == 100_000


def test_an_answer_counts_by_itself_when_its_day_has_come(office, calendar):
    answer(office)
    calendar.to(TOMORROW, "00:00")
    assert parameter(KEY) == 50_000


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"key": "no.such"}, "没有参数 no.such"),
        ({"key": "repair.fee", "words": "5"}, "已锁定"),
        ({"from_day": date(2026, 11, 23)}, "最早为2026-11-24"),
        ({"words": "many"}, "不小于零的整数"),
        ({"words": "-1"}, "类型不对"),
        ({"words": ""}, "没有填写"),
        ({"key": "ka.months", "words": "六"}, "整数"),
        ({"key": "list.art12Required", "words": "也许"}, "是或者否"),
        ({"key": "interview.noShowRiskFloor", "words": "E"}, "只能填写 B、C、D"),
        ({"key": "ri.ratio.a", "words": "1.5"}, "类型不对"),
        ({"key": "calendar.cutoff", "words": "25:00"}, "时刻"),
        ({"reason": " "}, "理由"),
        ({"confirmed_by": ""}, "确认"),
    ],
)
def test_an_answer_that_may_not_be_is_refused_with_the_reason(office, given, fault):
    with pytest.raises(SettingRefused, match=fault):
        answer(office, **given)
    assert office.all(ParameterSetting) == []


@pytest.mark.parametrize(
    ("key", "words", "value"),
    [
        ("calendar.cutoff", "16:30", "16:30:00"),
        ("ri.ratio.a", "0.02", "0.02"),
        ("rectify.menu", "5、10", "(5, 10)"),
        ("list.art12Required", "否", "False"),
        ("ri.cap", "", "None"),
        ("remedy.court", "鸡西市鸡冠区人民法院", "鸡西市鸡冠区人民法院"),
        ("tier.hugeFine.org", "1,000,000", "1000000"),
        ("dp.noExpiry", "2199-12-31", "2199-12-31"),
    ],
)
def test_every_kind_of_answer_comes_back_as_it_was_given(office, key, words, value):
    answer(office, words, key=key)
    assert str(parameter(key, on=TOMORROW)) == value


def test_the_answers_so_far_are_listed_with_the_latest_first(office):
    answer(office)
    answer(office, "60000", date(2027, 1, 1))
    with office.begin() as session:
        found = enactment.answers_so_far(session, KEY)
        assert [(row.value, row.from_day) for row in found] == [
            (60_000, date(2027, 1, 1)),
            (50_000, TOMORROW),
        ]


@pytest.mark.parametrize(
    "statement", ["UPDATE parameter_setting SET reason = 'x'", "DELETE FROM parameter_setting"]
)
def test_an_answer_is_never_changed_or_removed(office, statement):
    answer(office)
    with pytest.raises(DBAPIError, match="append-only"), office.begin() as session:
        session.execute(text(statement))


def test_whatever_is_decided_keeps_what_its_law_stood_for(office, calendar):
    office.apply(office.penalty())
    answer(office)
    calendar.to(TOMORROW)
    office.apply(office.penalty())
    versions = {row.version: row.content["parameters"][KEY] for row in office.all(LawSnapshot)}
    assert {row.law_version for row in office.all(CreditEntry)} == versions.keys()
    assert sorted(versions.values()) == [50_000, 100_000]
    assert applied(law_version()).content["parameters"][KEY] == 50_000

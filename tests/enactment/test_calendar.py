"""A year's holidays become known: open deadlines end where the notice lets them end, closed ones stay."""

from datetime import date

import pytest

from workflows import enactment
from workflows.enactment.introducing import recount_deadlines
from workflows.errors import UnreadableFile
from workflows.jobs import Work
from workflows.law import is_workday, settings
from workflows.models import CreditEntry, Deadline, DeadlineMove, WorkCalendar

NOTICE = """year = 2027
confidence = "V"
[[notice]]
title = "国务院办公厅关于2027年部分节假日安排的通知"
number = "国办发明电〔2026〕9号"
issued_on = 2026-11-20
[[holiday]]
name = "元旦"
first = 2027-01-01
last = 2027-01-03
[[holiday]]
name = "春节"
first = 2027-02-05
last = 2027-02-11
worked = [2027-01-31, 2027-02-13]
[[holiday]]
name = "清明节、劳动节、端午节、中秋节"
first = 2027-05-01
last = 2027-05-05
[[holiday]]
name = "国庆节"
first = 2027-10-01
last = 2027-10-07
"""
CSV = """年份,节日,首日,末日,调休上班日,通知标题,文号,发文日期
2027,元旦,2027-01-01,2027-01-03,,通知,国办发明电〔2026〕9号,2026-11-20
2027,春节,2027-02-05,2027-02-11,2027-01-31 2027-02-13,通知,国办发明电〔2026〕9号,2026-11-20
2027,清明节、劳动节、端午节、中秋节,2027-05-01,2027-05-05,,通知,国办发明电〔2026〕9号,2026-11-20
2027,国庆节,2027-10-01,2027-10-07,,通知,国办发明电〔2026〕9号,2026-11-20
"""


def announced(text=NOTICE, filename="2027.toml"):
    return enactment.read_calendar(filename, text.encode())


def introduce(office):
    with office.begin() as session:
        return [move.row.clock for move in enactment.introduce(session, announced(), None)]


@pytest.fixture
def case_at_year_end(office, calendar):
    """A case that waits on 30 December 2026: its limits run into the year without a notice."""
    calendar.to("2026-12-30")
    return office.apply(office.penalty())


def running(office, clock):
    return next(row for row in office.all(Deadline, clock=clock) if row.ended_at is None)


def test_both_formats_give_the_same_calendar():
    assert announced(CSV, "2027.csv").year.days == announced().year.days


def test_the_dry_run_shows_what_would_move_and_changes_nothing(office, case_at_year_end):
    with office.begin() as session:
        found = {
            move.row.clock: move.again.last_day for move in enactment.expected_moves(session, announced())
        }
    assert found["repair_acceptance"] == date(2027, 1, 5)
    assert running(office, "repair_acceptance").last_day == date(2027, 1, 4)
    assert office.all(WorkCalendar) == [] == office.all(DeadlineMove)


def test_open_deadlines_move_with_an_audit_row_and_a_line_in_the_record(office, case_at_year_end):
    moved = introduce(office)
    row = running(office, "repair_acceptance")
    assert "repair_acceptance" in moved
    assert (row.last_day, row.provisional) == (date(2027, 1, 5), False)
    assert "暂定" not in row.sentence
    assert row.calendar_version.startswith("2020-2027 ")
    audit = next(one for one in office.all(DeadlineMove) if one.deadline_id == row.id)
    assert (audit.old_last_day, audit.new_last_day) == (date(2027, 1, 4), date(2027, 1, 5))
    assert "国办发明电〔2026〕9号" in audit.why
    lines = [entry for entry in office.all(CreditEntry, event="deadline_moved") if entry.rule == row.clock]
    assert [entry.case_id for entry in lines] == [case_at_year_end]
    assert "由2027年1月4日改为2027年1月5日" in lines[0].summary


def test_each_move_is_audited_once_and_a_second_import_moves_nothing(office, case_at_year_end):
    moved = introduce(office)
    assert len(office.all(DeadlineMove)) == len(moved)
    assert introduce(office) == []
    assert len(office.all(DeadlineMove)) == len(moved)


def test_closed_deadlines_never_move(office, calendar, case_at_year_end):
    office.answer("case_officer", case_at_year_end, "formal_check", materials="complete")
    office.answer("reviewer", case_at_year_end, "review_acceptance", acceptance_opinion="agree")
    closed = next(row for row in office.all(Deadline, clock="repair_acceptance") if row.ended_at)
    introduce(office)
    again = office.one(Deadline, id=closed.id)
    assert (again.last_day, again.due_at) == (closed.last_day, closed.due_at)
    assert office.all(DeadlineMove, deadline_id=closed.id) == []


def test_a_deadline_within_the_known_year_stays_where_it_is(office, calendar):
    office.apply(office.penalty())
    before = {row.id: row.due_at for row in office.all(Deadline) if row.last_day.year == 2026}
    introduce(office)
    assert before == {row.id: row.due_at for row in office.all(Deadline) if row.id in before}


def test_the_calendar_counts_from_then_on(office):
    assert is_workday(date(2027, 1, 1))
    introduce(office)
    assert not is_workday(date(2027, 1, 1))
    assert is_workday(date(2027, 1, 31))


def test_a_process_that_has_not_heard_yet_is_put_right_by_the_next_recount(
    office, calendar, case_at_year_end
):
    introduce(office)
    with settings.supposing(settings.NOTHING):
        late = office.apply(office.penalty())
    stale = next(row for row in office.all(Deadline, case_id=late, clock="repair_acceptance"))
    assert stale.provisional
    recount_deadlines(Work(office.begin, "recount"))
    assert office.one(Deadline, id=stale.id).last_day == date(2027, 1, 5)


def test_a_recount_without_a_new_calendar_changes_nothing(office, case_at_year_end):
    before = [(row.id, row.due_at) for row in office.all(Deadline)]
    recount_deadlines(Work(office.begin, "recount"))
    assert before == [(row.id, row.due_at) for row in office.all(Deadline)]
    assert office.all(DeadlineMove) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("year = 2027", "year = 2025", "不在2025年内"),
        ('number = "国办发明电〔2026〕9号"\n', "", "通知第1项文号 没有填写"),
        ('number = "国办发明电〔2026〕9号"', 'number = ""', "通知第1项文号 不能为空"),
        ("issued_on = 2026-11-20", 'issued_on = "昨天"', "通知第1项发文日期 应当是日期"),
        ("last = 2027-01-03", "last = 2026-12-31", "元旦的起止日期颠倒"),
        ("2027-02-13]", "2027-02-12]", "不是周末"),
        ("春节", "春假", "没有春节的安排"),
        ("year = 2027", "year 2027", "不是合格的 TOML"),
    ],
)
def test_a_calendar_that_cannot_be_is_refused_in_plain_words(calendar, old, new, fault):
    assert old in NOTICE
    with pytest.raises(UnreadableFile, match=fault):
        announced(NOTICE.replace(old, new, 1))


@pytest.mark.parametrize(
    ("filename", "text", "fault"),
    [
        ("2027.xlsx", NOTICE, "只接受 .toml 或 .csv"),
        ("2027.csv", "a,b\n1,2\n", "第一行应为"),
        ("2027.csv", CSV.replace("2027-01-03", "1月3日"), "2027-01-01"),
        ("2027.csv", CSV.replace("国办发明电〔2026〕9号", ""), "文号 不能为空"),
        ("2027.toml", "#" * 200_000, "文件太大"),
    ],
)
def test_a_file_of_the_wrong_kind_is_refused(calendar, filename, text, fault):
    with pytest.raises(UnreadableFile, match=fault):
        announced(text, filename)


def test_days_that_have_passed_cannot_be_changed(calendar):
    text = NOTICE.replace("2027", "2026").replace("worked = [2026-01-31, 2026-02-13]", "")
    with pytest.raises(UnreadableFile, match="已经过去，是否上班与原来不同"):
        announced(text, "2026.toml")

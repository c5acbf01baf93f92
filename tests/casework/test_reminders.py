"""Terms are brought to mind before they end, once each, wherever they move; what ended undone is supervised."""

from datetime import date, timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError

from forms.choices import DeadlineEnd, RecusalGround, RecusalRequest, ReminderKind, Role
from tests.casework.at_once import at_once
from tests.casework.health import ailments
from tests.casework.test_posts import lend
from tests.processes.repair import Repair
from workflows import audit, casework
from workflows.casework import reading, reminding, supervising
from workflows.errors import NotAllowed, SupervisionAnswered
from workflows.models import Case, CreditEntry, Deadline, Reminder
from workflows.register.commit import Commit
from workflows.steps import StepContext
from workflows.steps.limits import end_clock, start_clock

ACCEPTANCE, TARGET = "repair_acceptance", "repair_acceptance_target"


@pytest.fixture
def case(office, calendar):
    """Applied for on Monday the 23rd: the target ends on Wednesday, the law's term for accepting on Thursday."""
    return Repair(office, calendar)


def remind(office):
    with office.begin() as session:
        return sum(casework.remind(session, one) for one in casework.cases_to_remind(session, 100))


def given(office):
    limits = {row.id: row.clock for row in office.all(Deadline)}
    return [(limits[row.deadline_id], row.kind) for row in office.all(Reminder)]


def starts(case, clock, day, **told):
    """Start a limit in the case, as a step does."""
    with case.office.begin() as session:
        commit = Commit()
        ctx = StepContext(session=session, case=session.get_one(Case, case.id), commit=commit)
        start_clock(ctx, clock, day, "送达之日", **told)


def lines(office, event):
    return [entry.summary for entry in office.all(CreditEntry, event=event)]


def test_a_reminder_comes_on_its_working_day_and_once_however_often_the_worker_looks(case, office, calendar):
    assert remind(office) == 0
    calendar.to("2026-11-24", "00:01")
    assert remind(office) == 1 and given(office) == [(TARGET, "nearing")]
    calendar.to("2026-11-25")
    assert [remind(office), remind(office)] == [1, 0]
    assert given(office)[1:] == [(ACCEPTANCE, "nearing")]
    assert lines(office, "reminded")[1] == (
        "期限“受理”临近届满：至2026年11月26日止，还有1个工作日，提醒承办人。"
    )
    assert {entry.visibility for entry in office.all(CreditEntry, event="reminded")} == {"internal"}
    assert ailments(office) == [] and findings(office) == []


def test_the_database_keeps_no_second_reminder_of_the_same_limit(case, office, calendar):
    calendar.to("2026-11-24")
    remind(office)
    first = office.one(Reminder)
    told = {name: getattr(first, name) for name in ("case_id", "deadline_id", "kind", "last_day", "at")}
    with pytest.raises(IntegrityError), office.begin() as session:
        session.add(Reminder(commit_id=first.commit_id, **told))


def test_a_term_that_was_kept_is_not_reminded_of(case, office, calendar):
    case.accept()
    calendar.to("2026-11-25")
    assert remind(office) == 0


def test_a_term_counted_anew_takes_its_reminder_along(case, office, calendar):
    starts(case, "rectification", date(2026, 11, 23), length=7)
    starts(case, "rectification", date(2026, 11, 24), length=30)
    calendar.to("2026-11-27")
    remind(office)
    assert [kind for clock, kind in given(office) if clock == "rectification"] == []
    calendar.to("2026-12-21")
    remind(office)
    assert [kind for clock, kind in given(office) if clock == "rectification"] == ["nearing"]


def test_a_term_that_was_stopped_is_not_reminded_of(case, office, calendar):
    starts(case, "rectification", date(2026, 11, 23), length=7)
    with office.begin() as session:
        ctx = StepContext(session=session, case=session.get_one(Case, case.id), commit=Commit())
        end_clock(ctx, "rectification", DeadlineEnd.CANCELLED, "中止计算：等候检测结果")
    calendar.to("2026-11-27")
    remind(office)
    assert "rectification" not in dict(given(office))


def test_a_term_moved_by_a_calendar_is_reminded_of_again_before_its_new_day(case, office, calendar):
    calendar.to("2026-11-25")
    remind(office)
    with office.begin() as session:
        row = session.query(Deadline).filter_by(clock=ACCEPTANCE).one()
        row.last_day, row.due_at = date(2026, 12, 1), row.due_at.replace(month=12, day=1)
    assert remind(office) == 0
    calendar.to("2026-11-30")
    assert remind(office) == 1 and given(office)[-1] == (ACCEPTANCE, "nearing")


def test_a_term_that_was_moved_and_moved_back_is_brought_to_mind_again(case, office, calendar):
    calendar.to("2026-11-25")
    remind(office)
    [first] = reminded(office)
    with office.begin() as session:
        row = session.query(Deadline).filter_by(clock=ACCEPTANCE).one()
        row.last_day, row.due_at = date(2026, 11, 25), row.due_at - timedelta(days=1)
    remind(office)
    assert reminded(office) == [date(2026, 11, 25)]
    with office.begin() as session:
        row = session.query(Deadline).filter_by(clock=ACCEPTANCE).one()
        row.last_day, row.due_at = first, row.due_at + timedelta(days=1)
    assert reminded(office) == [first]


def reminded(office):
    """The days on which the acceptance ends, as the window is reminded of it."""
    with office.begin() as session:
        rows = reading.reminders(session, casework.actor_of(session, office.people["window"]))
        return [row.last_day for row in rows if row.title == "受理"]


def test_half_of_a_long_term_is_told_when_half_of_it_is_over(case, office, calendar):
    starts(case, "rectification", date(2026, 11, 23), length=30)
    for day, expected in (("2026-12-07", []), ("2026-12-08", ["halfway"]), ("2026-12-09", ["halfway"])):
        calendar.to(day)
        remind(office)
        assert [kind for clock, kind in given(office) if clock == "rectification"] == expected


def test_half_of_a_term_that_is_about_to_end_is_not_told_any_more(case, office, calendar):
    starts(case, "rectification", date(2026, 11, 23), length=7)
    calendar.to("2026-11-27")
    remind(office)
    assert [kind for clock, kind in given(office) if clock == "rectification"] == ["nearing"]


def test_whoever_handles_the_case_finds_the_reminder_in_his_inbox_until_the_term_is_kept(
    case, office, calendar
):
    office.hire("colleague", Role.CASE_OFFICER)
    calendar.to("2026-11-25")
    remind(office)
    assert [row.title for row in notices(office, "case_officer")] == ["受理（内部目标）", "受理"]
    assert notices(office, "reviewer") == []
    case.do("formal_check", materials="complete")
    assert len(notices(office, "case_officer")) == 2 and notices(office, "colleague") == []
    case.agree("review_acceptance")
    assert notices(office, "case_officer") == []


def notices(office, username):
    with office.begin() as session:
        return reading.reminders(session, casework.actor_of(session, office.people[username]))


def overdue(case, office, calendar):
    """Let the term for accepting run out, and return what the head has to answer for."""
    calendar.to("2026-11-27")
    office.wake(case.id)
    return office.one(Reminder, kind=ReminderKind.SUPERVISION)


def test_a_term_that_ended_undone_is_reported_to_the_head_and_an_inner_target_is_only_told(
    case, office, calendar
):
    overdue(case, office, calendar)
    assert given(office) == [(TARGET, "expired"), (ACCEPTANCE, "supervision")]
    assert "已逾期，报科室负责人督办。" in lines(office, ACCEPTANCE)[0]
    assert ailments(office) == [] and findings(office) == []


def test_the_head_of_the_section_answers_in_a_word_and_the_record_says_so(case, office, calendar):
    row = overdue(case, office, calendar)
    assert waiting(office, "unit_head") == 1 and waiting(office, "approver") == 0
    supervise(office, row, "unit_head", "请今日受理，说明迟延的原因。")
    assert waiting(office, "unit_head") == 0
    assert lines(office, "supervised") == ["督办逾期的期限“受理”：请今日受理，说明迟延的原因。"]
    with office.begin() as session:
        told = reading.case_page(session, case.id).deadlines
    [words] = [row.told for row in told if row.title == "受理"]
    assert words == ["unit_head2026年11月27日督办：请今日受理，说明迟延的原因。"]
    with pytest.raises(SupervisionAnswered):
        supervise(office, row, "unit_head")
    assert findings(office) == []


@pytest.mark.parametrize("username", ["case_officer", "reviewer", "approver", "chief", "elsewhere"])
def test_nobody_else_answers_while_the_section_has_a_head(case, office, calendar, username):
    office.section("drugs", "药品科")
    office.hire("elsewhere", Role.UNIT_HEAD, section="drugs")
    row = overdue(case, office, calendar)
    with pytest.raises(NotAllowed, match="科室的负责人"):
        supervise(office, row, username)
    assert waiting(office, username) == 0


def test_where_the_head_is_recused_the_leaders_answer(case, office, calendar):
    row = overdue(case, office, calendar)
    step_out(case, office, "unit_head")
    assert [waiting(office, who) for who in ("unit_head", "approver", "chief")] == [0, 1, 1]
    with pytest.raises(NotAllowed):
        supervise(office, row, "unit_head")
    supervise(office, row, "approver")


def test_nobody_answers_in_the_place_of_a_head_who_is_recused(case, office, calendar):
    row = overdue(case, office, calendar)
    office.hire("deputy")
    lend(office, "unit_head", "deputy", Role.UNIT_HEAD)
    assert [waiting(office, who) for who in ("deputy", "approver")] == [1, 0]
    step_out(case, office, "unit_head")
    assert [waiting(office, who) for who in ("deputy", "approver")] == [0, 1]
    with pytest.raises(NotAllowed):
        supervise(office, row, "deputy")
    supervise(office, row, "approver")


def step_out(case, office, who):
    words = {"words": "与当事人有近亲属关系", "asked_by": RecusalRequest.OFFICER}
    ground = casework.Ground(kind=RecusalGround.RELATION, **words)
    with office.begin() as session:
        leader = casework.actor_of(session, office.people["approver"])
        casework.recuse(session, case.id, office.people[who], ground, leader)


def supervise(office, row, username, words="请抓紧办理。"):
    with office.begin() as session:
        supervising.answer(session, row.id, words, casework.actor_of(session, office.people[username]))


def waiting(office, username):
    with office.begin() as session:
        return reading.waiting_supervisions(session, casework.actor_of(session, office.people[username]))


def test_looking_for_reminders_and_giving_them_costs_the_same_however_many_cases_there_are(office, calendar):
    costs = []
    for number in (1, 4):
        cases = [Repair(office, calendar) for _ in range(number)]
        calendar.to("2026-11-24")
        with office.begin() as session:
            costs.append(counted(session, lambda open=session: casework.cases_to_remind(open, 100)))
            first = cases[0].id
            costs.append(counted(session, lambda open=session, case=first: casework.remind(open, case)))
        calendar.to("2026-11-23")
    assert costs[0] == costs[2] == 1 and costs[1] == costs[3] <= 3


def counted(session, act):
    statements = []
    connection = session.connection()

    def note(*call):
        statements.append(call[2])

    event.listen(connection, "before_cursor_execute", note)
    act()
    event.remove(connection, "before_cursor_execute", note)
    return len(statements)


def findings(office):
    with office.begin() as session:
        return list(audit.verify(session, ["B4.7"]))


def test_the_job_of_a_case_gives_what_is_due_and_nothing_twice(case, office, calendar):
    calendar.to("2026-11-25")
    for _ in range(2):
        reminding.remind_case(reminding.Work(office.begin, "key"), str(case.id))
    assert len(given(office)) == 2


def test_two_workers_at_once_give_a_reminder_once(own_office, calendar):
    case = Repair(own_office, calendar)
    calendar.to("2026-11-25")

    def remind_it():
        with own_office.begin() as session:
            return casework.remind(session, case.id)

    assert sorted(at_once([remind_it, remind_it])) == [0, 2]
    assert len(own_office.all(Reminder)) == 2 and ailments(own_office) == []

"""A penalty that is published, a case that is handed over: what goes out, who records it, by when."""

from datetime import date

import pytest
from marshmallow import ValidationError

from forms.choices import DeadlineEnd, RecordState
from tests.processes.penalty_answers import NOTHING
from tests.processes.penalty_case import PenaltyCase
from tests.processes.penalty_walks import PAPERWORK, WARNED
from workflows.models import CreditEntry


@pytest.fixture
def case(office, calendar):
    return PenaltyCase(office, calendar)


# Publishing


def test_the_credit_section_is_asked_to_record_the_publication_once_the_party_has_the_decision(case):
    assert case.until_served().waits == ["record_publication", "register_payment"]


def test_the_summary_has_what_the_rule_asks_for(case):
    facts = case.until_served().paper("penalty_summary").facts
    decision = case.paper("penalty_decision")
    assert (facts["decision_number"], facts["decided_on"]) == (decision.number, str(decision.issued_on))
    assert facts["kinds"] == "罚款、没收违法所得、没收非法财物" and "罚款5,000.00元" in facts["content"]
    assert facts["authority"] == "鸡西市市场监督管理局" and facts["party_name"]


def test_recording_it_keeps_both_limits(case, office):
    case.until_served().published()
    limits = [case.limit(name).ended for name in ("publication", "publication_gsxt")]
    assert limits == [DeadlineEnd.MET, DeadlineEnd.MET]
    assert office.one(CreditEntry, case_id=case.id, event="publication_recorded")


def test_from_the_day_on_which_it_is_shown_it_counts(case, calendar):
    case.until_served()
    planned = case.record
    calendar.to("2026-11-25")
    case.published(gsxt_on="2026-11-24")
    record = case.record
    assert (planned.state, planned.published_on) == (RecordState.RECORDED, date(2026, 12, 2))
    assert (record.state, record.published_on) == (RecordState.PUBLISHED, date(2026, 11, 24))
    assert record.ends_on < planned.ends_on and record.earliest_repair_on < planned.earliest_repair_on


def test_a_day_before_the_decision_is_refused(case):
    with pytest.raises(ValidationError, match="gsxt_on"):
        case.until_served().published(gsxt_on="2026-11-20")


def test_another_province_is_told_in_time(office, calendar):
    case = PenaltyCase(office, calendar, province="31").until_served().published(pushed_on=calendar.today)
    assert case.limit("publication_push_out").ended == DeadlineEnd.MET


def test_what_is_shown_wrongly_is_not_recorded_as_published(case):
    with pytest.raises(ValidationError, match="same_content"):
        case.until_served().published(same_content="false")


def test_late_publication_is_pressed_for_and_the_task_stays(case):
    case.until_served().wake("2026-12-03")
    assert case.limit("publication").ended == DeadlineEnd.FIRED
    case.wake("2026-12-22")
    assert case.limit("publication_gsxt").ended == DeadlineEnd.FIRED
    assert "record_publication" in case.waits


def test_a_case_may_be_closed_before_its_penalty_is_published(case):
    case.until_served().pay().do("close_case", **case.closed).do("approve_closing", closing_opinion="agree")
    case.do("archive_case", volume_number="2026-罚-001", kept_for="三十年")
    assert case.waits == ["record_publication"]
    case.published()
    assert (case.outcome, case.waits) == ("PENALISED", []) and case.case.closed_at is not None


def test_a_warning_is_not_published_and_nobody_is_asked(case):
    case.until_reported(**{**WARNED, **PAPERWORK}).reviewed().told().no_measures().decided().serve()
    assert case.waits == ["close_case"] and "penalty_summary" not in case.kinds


# Handing over


def handed_over(case, kind, **more):
    case.until_reported(proposal="transfer", **NOTHING).reviewed().no_measures().decided()
    return case.transferred(kind, **more)


def test_a_case_of_another_authority_goes_with_a_letter(case):
    facts = handed_over(case, "case_transfer_letter").paper("case_transfer_letter").facts
    assert (facts["recipient"], facts["filed_on"]) == ("鸡西市公安局", str(date(2026, 11, 23)))
    assert [row["detail"] for row in facts["materials"]] == ["案件调查终结报告", "现场笔录1份"]


def test_a_suspected_crime_names_the_crime(case):
    handed_over(case, "crime_transfer_letter", crime="生产、销售伪劣产品罪")
    facts = case.paper("crime_transfer_letter").facts
    assert (facts["crime"], facts["copies_to"]) == ("生产、销售伪劣产品罪", "鸡西市人民检察院")


def test_a_suspected_crime_without_its_name_is_refused(case):
    with pytest.raises(ValidationError, match="crime"):
        handed_over(case, "crime_transfer_letter")

"""Before there is a case, such as on the spot, a colleague is asked too: what he agrees to serves one opening."""

import pytest
from sqlalchemy import false

from forms.choices import PartThrough, Role
from tests.casework.asking import answer, asked, made
from tests.processes.spot_penalty import FOUND, SpotPenalty
from workflows import audit
from workflows.casework import colleagues
from workflows.casework.colleagues import Matter
from workflows.errors import ColleagueUnasked, NotAllowed, RequestSettled
from workflows.models import CasePart, SecondOfficerAnswer, SecondOfficerRequest


@pytest.fixture
def spot(office, calendar):
    """Somebody about to impose a penalty on the spot: `spot(second)` sends the form off, once."""
    office.hire("second", Role.CASE_OFFICER, name="赵雪梅")
    party = office.party()

    def send(second="second", by="case_officer"):
        now = {"found_at": f"{calendar.today}T00:01", "department": str(office.sections["food"])}
        given = {**FOUND, **now, "second_officer": str(office.people[second])}
        return office.try_to_open_about(by, "summary_penalty", party, given)

    send.matter = Matter(
        process_key="summary_penalty", department_id=office.sections["food"], entity_id=party
    )
    return send


def test_an_agreement_before_the_opening_serves_one_opening_by_the_one_who_asked(office, spot):
    office.hire("other", Role.CASE_OFFICER)
    second = office.people["second"]
    with pytest.raises(ColleagueUnasked):
        spot()
    office.agree("case_officer", spot.matter, second)
    with pytest.raises(ColleagueUnasked):
        spot(by="other")
    case_id = spot()
    assert office.one(CasePart, case_id=case_id, officer_id=second).through == PartThrough.AGREED
    with pytest.raises(ColleagueUnasked):
        spot()
    with office.begin() as session:
        assert list(audit.verify(session, {"B3.6"})) == []


def test_planted_an_agreement_that_is_used_twice_is_named_by_the_auditor(office, spot, calendar, monkeypatch):
    office.agree("case_officer", spot.matter, office.people["second"])
    spot()
    calendar.to("2026-11-23", "10:05")
    monkeypatch.setattr(colleagues, "_used", false)
    again = spot()
    with office.begin() as session:
        assert [one.row_id for one in audit.verify(session, {"B3.6"})] == [
            f"{again}/{office.people['second']}"
        ]


def test_an_agreement_or_a_request_before_the_opening_lasts_a_day(office, spot, calendar):
    office.agree("case_officer", spot.matter, office.people["second"])
    calendar.to("2026-11-24", "10:01")
    with pytest.raises(ColleagueUnasked):
        spot()
    request = office.ask("case_officer", spot.matter, office.people["second"])
    calendar.to("2026-11-25", "10:02")
    assert asked(office, "second") == [] and made(office) == ["已失效", "同意协办"]
    with pytest.raises(RequestSettled):
        answer(office, request, "second")


def test_only_who_may_open_such_a_case_asks_for_it(office, spot):
    with pytest.raises(NotAllowed):
        office.ask("window", spot.matter, office.people["second"])


def test_a_walk_has_one_request_for_each_colleague(office, calendar):
    SpotPenalty(office, calendar).serve()
    assert len(office.all(SecondOfficerRequest)) == len(office.all(SecondOfficerAnswer)) == 1

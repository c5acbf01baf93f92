"""Second officers asked, answered for and named at the same instant: one of each holds, the others are told so."""

from collections import Counter
from functools import partial

import pytest

from forms.choices import RecusalGround, RecusalRequest, Role, SecondOfficerVerdict
from tests import databases
from tests.casework.asking import answer, ask
from tests.casework.at_once import at_once
from tests.casework.health import ailments
from tests.office import VERIFIED, Office
from tests.processes.repair import Repair
from workflows import audit, casework
from workflows.casework import Answer, Ground
from workflows.errors import ColleagueUnasked, NotAllowed, RequestSettled
from workflows.models import CasePart, Recusal, SecondOfficerAnswer, SecondOfficerRequest

AGREED, _, WITHDRAWN = SecondOfficerVerdict
GROUND = Ground(kind=RecusalGround.INTEREST, words="与当事人是近亲属", asked_by=RecusalRequest.PARTY)
ON_SITE = {**VERIFIED, "method": "on_site", "place": "鸡冠区中心大街1号"}
ROUNDS = 3


@pytest.fixture
def office(database_url, calendar):
    office = Office(databases.opened(database_url, connections=4))
    for name in ("second", "third", "other_handler"):
        office.hire(name, Role.CASE_OFFICER)
    yield office
    office.engine.dispose()


@pytest.fixture
def cases(office, calendar):
    """Some cases, one after the other, that wait for a verification by two officers."""
    return (Repair(office, calendar).accept() for _ in range(ROUNDS))


def sound(office):
    with office.begin() as session:
        found = list(audit.verify(session, {"B3.1", "B3.4", "B3.6", "B6.6"}))
    return (found, ailments(office)) == ([], [])


def handles(case, who):
    return bool(case.office.all(CasePart, case_id=case.id, officer_id=case.office.people[who]))


def test_of_agreeing_and_withdrawing_one_counts(office, cases):
    for case in cases:
        request = ask(case, "second")
        found = at_once(
            [
                partial(answer, office, request, "second"),
                partial(answer, office, request, "case_officer", WITHDRAWN),
            ]
        )
        assert Counter(map(type, found)) == {type(None): 1, RequestSettled: 1}
        agreed = office.one(SecondOfficerAnswer, request_id=request).verdict == AGREED
        assert handles(case, "second") is agreed
    assert sound(office)


def test_a_colleague_who_agrees_twice_at_once_agrees_once(office, cases):
    for case in cases:
        found = at_once([partial(answer, office, ask(case, "second"), "second")] * 2)
        assert Counter(map(type, found)) == {type(None): 1, RequestSettled: 1}
    assert sound(office)


def test_two_handlers_who_ask_the_same_colleague_at_once_make_one_request(office, cases):
    for number, case in enumerate(cases, start=1):
        one, other = at_once([partial(ask, case, "second", by) for by in ("case_officer", "other_handler")])
        assert one == other and len(office.all(SecondOfficerRequest)) == number
    assert sound(office)


def test_two_handlers_who_ask_two_colleagues_at_once_have_both(office, cases):
    for case in cases:
        requests = at_once([partial(ask, case, "second"), partial(ask, case, "third", "other_handler")])
        at_once(
            [
                partial(answer, office, request, who)
                for request, who in zip(requests, ("second", "third"), strict=True)
            ]
        )
        assert handles(case, "second") and handles(case, "third")
    assert sound(office)


def test_who_agrees_while_he_is_recused_is_out_either_way(office, cases):
    def recuse(case):
        with office.begin() as session:
            leader = casework.actor_of(session, office.people["approver"])
            casework.recuse(session, case.id, office.people["second"], GROUND, leader)

    for case in cases:
        request = ask(case, "second")
        agreed, recused = at_once([partial(answer, office, request, "second"), partial(recuse, case)])
        assert recused is None and isinstance(agreed, NotAllowed | None)
        assert office.one(Recusal, case_id=case.id) and handles(case, "second") is (agreed is None)
    assert sound(office)


def test_a_form_sent_while_the_colleague_agrees_goes_through_or_waits(office, cases):
    for case in cases:
        request, page = ask(case, "second"), office.page(case.id, "verify")
        named = {**ON_SITE, "second_officer": str(office.people["second"])}
        sent, agreed = at_once(
            [
                partial(office.submit, "case_officer", page, named),
                partial(answer, office, request, "second"),
            ]
        )
        assert agreed is None and isinstance(sent, Answer | ColleagueUnasked)
        assert handles(case, "second")
    assert sound(office)

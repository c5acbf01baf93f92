"""Nobody is punished more for speaking up: what counts as heavier than what the party was told."""

import pytest

from forms.penalty_words import Proposal, Restriction
from tests.processes.penalty_case import PenaltyCase
from tests.processes.penalty_walks import PAPERWORK, WARNED
from workflows.errors import HeavierAfterDefence
from workflows.processes.penalty.heavier import heavier, weight_of
from workflows.steps.penalty_case import Proposed

NO = dict.fromkeys(("admonition", "fine", "confiscation", "restriction", "months"))


def proposal(**penalty) -> Proposed:
    return Proposed(proposal=Proposal.PENALTY, answers={}, **{**NO, **penalty})


def grown(told, now) -> list[str]:
    return list(heavier(proposal(**now), weight_of(proposal(**told))))


def stop(months=None):
    return {"restriction": Restriction.STOP_BUSINESS, "months": months}


@pytest.mark.parametrize(
    ("told", "now", "words"),
    [
        ({"fine": 5000}, {"fine": 5000}, []),
        ({"fine": 5000}, {"fine": 4999}, []),
        ({"fine": 5000}, {"fine": 5001}, ["罚款的数额"]),
        ({"fine": 5000, "confiscation": 600}, {"fine": 4000, "confiscation": 601}, ["没收的数额"]),
        ({"fine": 5000, "confiscation": 600}, {"fine": 5600}, ["罚款的数额"]),
        ({"fine": 5000}, {"fine": 5000, "admonition": "warning"}, ["申诫罚"]),
        ({"admonition": "criticism"}, {"admonition": "warning"}, []),
        ({"admonition": "warning"}, {"admonition": "criticism"}, ["申诫罚"]),
        ({"fine": 5000}, {"fine": 5000, **stop(1)}, ["限制的种类"]),
        (stop(3), stop(3), []),
        (stop(3), stop(2), []),
        (stop(3), stop(4), ["限制的期限"]),
        (stop(3), stop(), ["限制的期限"]),
        (stop(), stop(3), []),
        (stop(3), {"restriction": Restriction.REVOKE_LICENCE}, ["限制的种类"]),
        ({"restriction": Restriction.REVOKE_LICENCE}, stop(3), []),
        (stop(3), {"restriction": Restriction.RESTRICT_BUSINESS, "months": 1}, ["限制的种类"]),
        ({"fine": 5000, **stop(3)}, {"fine": 6000, **stop(4)}, ["罚款的数额", "限制的期限"]),
    ],
)
def test_every_amount_kind_and_duration_is_compared_with_what_was_told(told, now, words):
    assert grown(told, now) == words


def test_a_warning_does_not_become_a_criticism_after_the_party_spoke(office, calendar):
    case = PenaltyCase(office, calendar).until_reported(**{**WARNED, **PAPERWORK}).reviewed()
    case.spoke("adopted", new_content="警告。").investigate()
    with pytest.raises(HeavierAfterDefence, match="申诫罚"):
        case.report(**{**WARNED, **PAPERWORK, "admonition": "criticism"})


def test_a_longer_suspension_of_a_licence_is_heavier_even_with_a_smaller_fine(office, calendar):
    told = {"restriction": "suspend_licence", "restriction_months": "3"}
    case = PenaltyCase(office, calendar).until_reported(**told).reviewed()
    case.spoke("adopted", proposed_weight="5000", new_content="罚款。").investigate()
    with pytest.raises(HeavierAfterDefence, match="限制的期限"):
        case.report(fine="4000", restriction="suspend_licence", restriction_months="4")

"""The diagrams of credit repair run: each ending is reached, each flow taken, a clock that runs out does as drawn."""

from collections.abc import Callable

import pytest

from tests.processes.walking import PROCESSES, Walk, accepted, asked_to_correct, decided
from workflows.engine import faults


def granted() -> Walk:
    return decided().serve()


def granted_and_watched() -> Walk:
    return decided(watched=True).serve().do("watch", clue_found=False)


def granted_with_a_clue() -> Walk:
    return decided(watched=True).serve().do("watch", clue_found=True)


def granted_and_the_watch_ran_out() -> Walk:
    return decided(watched=True).serve().fire("repair_watch")


def granted_late() -> Walk:
    return decided().fire("repair_execution").serve()


def refused() -> Walk:
    return decided(conditions_met=False).do("serve", served=False).serve()


def transferred() -> Walk:
    return Walk("credit_repair", competent=False).do("transfer")


def not_accepted() -> Walk:
    case = Walk("credit_repair", acceptance_passed=False).do("formal_check", materials="complete")
    case.fire("repair_acceptance")
    case.do("review_refusal_of_acceptance", refusal_of_acceptance_opinion="return")
    case.do("formal_check", materials="complete")
    return case.do("review_refusal_of_acceptance", refusal_of_acceptance_opinion="agree").serve()


def withdrawn_before_acceptance() -> Walk:
    return Walk("credit_repair").do("formal_check", materials="withdrawn")


def withdrawn_instead_of_corrected() -> Walk:
    return asked_to_correct().do("supply", supplied="withdrawn")


def withdrawn_during_verification() -> Walk:
    return accepted().do("verify", course="withdraw")


def never_corrected() -> Walk:
    return asked_to_correct().fire("repair_correction")


def granted_after_correction_and_returns() -> Walk:
    case = asked_to_correct().do("supply", supplied="supplied").fire("repair_acceptance")
    case.do("formal_check", materials="incomplete").fire("repair_acceptance")
    case.do("review_acceptance", acceptance_opinion="return").do("formal_check", materials="complete")
    case.do("review_acceptance", acceptance_opinion="agree").serve().fire("repair_decision")
    case.do("verify", course="done").fire("repair_decision").do("review", review_opinion="return")
    case.do("verify", course="done").do("review", review_opinion="agree").fire("repair_decision")
    case.do("approve", approval_opinion="return").do("verify", course="done")
    return case.do("review", review_opinion="agree").do("approve", approval_opinion="agree").serve()


def granted_after_extension() -> Walk:
    case = accepted().do("verify", course="extend").do("review_extension", extension_review="return")
    case.do("verify", course="extend").do("review_extension", extension_review="agree")
    case.do("approve_extension", extension_opinion="return").do("verify", course="extend")
    case.do("review_extension", extension_review="agree").do("approve_extension", extension_opinion="agree")
    case.serve().do("verify", course="done").do("review", review_opinion="agree")
    return case.do("approve", approval_opinion="agree").serve()


def notified() -> Walk:
    return Walk("repair_notice").do("serve", served=False).serve()


ENDINGS: list[tuple[Callable[[], Walk], str]] = [
    (granted, "GRANTED"),
    (granted_and_watched, "GRANTED"),
    (granted_with_a_clue, "GRANTED"),
    (granted_and_the_watch_ran_out, "GRANTED"),
    (granted_late, "GRANTED"),
    (granted_after_correction_and_returns, "GRANTED"),
    (granted_after_extension, "GRANTED"),
    (refused, "REFUSED"),
    (transferred, "TRANSFERRED"),
    (not_accepted, "NOT_ACCEPTED"),
    (withdrawn_before_acceptance, "WITHDRAWN_BY_PARTY"),
    (withdrawn_instead_of_corrected, "WITHDRAWN_BY_PARTY"),
    (withdrawn_during_verification, "WITHDRAWN_BY_PARTY"),
    (never_corrected, "LAPSED"),
    (notified, "NOTIFIED"),
]


@pytest.mark.parametrize(("walk", "outcome"), ENDINGS, ids=[walk.__name__ for walk, _ in ENDINGS])
def test_the_case_ends_with_its_outcome(walk: Callable[[], Walk], outcome: str) -> None:
    case = walk()
    assert case.run.finished
    assert case.hands.outcomes == [outcome]


def test_together_these_walks_take_every_flow() -> None:
    passed = {flow for walk, _ in ENDINGS for flow in walk().run.passed}
    assert (
        set().union(*(PROCESSES[key].flows for key in ("credit_repair", "repair_notice"))) - passed == set()
    )


def test_no_diagram_has_a_fault() -> None:
    assert {key: faults(process) for key, process in PROCESSES.items() if faults(process)} == {}


def test_an_overdue_task_stays_open() -> None:
    assert accepted().fire("repair_decision").open == ["verify"]


def test_verification_does_not_wait_for_the_acceptance_notice_to_be_served() -> None:
    case = Walk("credit_repair").do("formal_check", materials="complete")
    assert case.do("review_acceptance", acceptance_opinion="agree").open == ["serve", "verify"]


def test_a_party_is_asked_only_once_to_correct() -> None:
    case = asked_to_correct().do("supply", supplied="supplied").do("formal_check", materials="incomplete")
    assert case.open == ["review_acceptance"]
    assert case.hands.documents == ["correction_request"]


def test_nothing_is_granted_before_the_decision_is_served() -> None:
    case = decided()
    assert case.open == ["serve"]
    assert case.hands.outcomes == []

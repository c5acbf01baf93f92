"""Who approves, who is heard, who is listed, and who is watched."""

import pytest

from workflows.law import decide, tables

PLAIN = {"major": False, "severe_kinds": False, "food_fine": None}


def approver(act: str, **facts: object) -> dict[str, object]:
    return decide("approver", {**PLAIN, "act": act, **facts})


@pytest.mark.parametrize(
    ("act", "facts", "role", "review"),
    [
        ("file_case", {}, "approver", "none"),
        ("preserve_seize", {}, "approver", "none"),
        ("bank_stop", {}, "chief", "none"),
        ("extend", {}, "approver", "none"),
        ("extend_beyond", {}, "panel", "none"),
        ("penalty", {}, "approver", "case_review"),
        ("penalty", {"major": True}, "panel", "legal_review"),
        ("penalty", {"severe_kinds": True}, "panel", "legal_review_after_hearing"),
        ("penalty", {"food_fine": 299_999}, "approver", "case_review"),
        ("penalty", {"food_fine": 300_000}, "approver", "legal_review"),
        ("listing", {}, "panel", "legal_review"),
        ("listing_refusal", {}, "panel", "legal_review"),
        ("annul_licence", {}, "approver", "legal_review"),
        ("annul_licence", {"major": True}, "panel", "legal_review"),
        ("order_correction", {}, "unit_head", "none"),
        ("extend_rectification", {}, "unit_head", "none"),
        ("reminder_interview", {}, "unit_head", "none"),
        ("warning_interview", {}, "approver", "none"),
        ("key_attention", {}, "approver", "credit_check"),
        ("publication", {}, "credit_section", "second_person"),
        ("ban_received", {}, "none", "none"),
    ],
)
def test_each_act_has_its_approver_and_its_review(act, facts, role, review):
    row = approver(act, **facts)
    assert (row["approver"], row["review"]) == (role, review)


def test_what_the_panel_decides_has_minutes():
    acts = tables()["approver"].input("act").type.values()
    found = [approver(act, major=True) for act in acts]
    assert all(row["minutes"] for row in found if row["approver"] == "panel")


def test_whether_a_listing_needs_the_province_is_a_parameter():
    assert approver("listing")["superior"]
    assert not approver("listing", superior_consent=False)["superior"]


def heard(*kinds: str, **facts: object) -> bool:
    asked = {"fine": None, "confiscation": None, "heavier_by_rule": False, "heard_as": "org"}
    return bool(decide("hearing_threshold", {**asked, "penalty_kinds": list(kinds), **facts})["hearing"])


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ({"fine": 99_999}, False),
        ({"fine": 100_000}, True),
        ({"fine": 9_999, "heard_as": "person"}, False),
        ({"fine": 10_000, "heard_as": "person"}, True),
        ({"confiscation": 100_000}, True),
        ({"heavier_by_rule": True}, True),
    ],
)
def test_a_large_fine_opens_the_way_to_a_hearing(facts, answer):
    assert heard("罚款", **facts) is answer


@pytest.mark.parametrize("kind", ["降低资质等级", "吊销许可证件", "责令停产停业", "责令关闭", "限制从业"])
def test_grave_kinds_of_penalty_are_heard_whatever_the_amount(kind):
    assert heard("警告", kind)


@pytest.mark.parametrize(
    ("party", "fine", "procedure"),
    [
        ("person", 200, "summary"),
        ("person", 201, "ordinary"),
        ("org", 3000, "summary"),
        ("org", 3001, "ordinary"),
        ("org", None, "summary"),
    ],
)
def test_small_fines_and_warnings_may_be_given_on_the_spot(party, fine, procedure):
    facts = {"certain": True, "penalty_kinds": ["警告", "罚款"], "party": party, "fine": fine}
    assert decide("penalty_procedure", facts)["procedure"] == procedure
    assert decide("penalty_procedure", {**facts, "certain": False})["procedure"] == "ordinary"


LISTED = {
    "heavier": True,
    "aggravated": True,
    "able": True,
    "credibility": True,
    "no_intent": False,
    "factors_met": True,
}


@pytest.mark.parametrize(
    ("gate", "lost", "listed"),
    [
        ("1", "", True),
        ("1", "heavier", False),
        ("1", "aggravated", False),
        ("1", "able", True),
        ("1", "factors_met", False),
        ("2", "", True),
        ("2", "able", False),
        ("2", "credibility", False),
        ("2", "heavier", True),
        ("none", "", False),
    ],
)
def test_both_gates_ask_for_all_their_conditions(gate, lost, listed):
    facts = {**LISTED, **({lost: False} if lost else {}), "gate": gate}
    assert decide("severe_list_gate", facts)["list"] is listed
    assert not decide("severe_list_gate", {**facts, "no_intent": True})["list"]


def test_27_kinds_of_conduct_are_listed_and_refusal_goes_through_the_second_gate():
    conducts = tables()["severe_list_conduct"].inputs[0].type.values()
    gates = {code: decide("severe_list_conduct", {"conduct": code})["gate"] for code in conducts}
    assert len(gates) == 28
    assert [code for code, gate in gates.items() if gate == "2"] == ["SL-R1"]
    assert gates["none"] == "none"


@pytest.mark.parametrize(
    ("facts", "level"),
    [
        ({}, "none"),
        ({"risk_warning": True}, "reminder"),
        ({"rectification": "under_way"}, "reminder"),
        ({"unfair_competition": True, "on_severe_list": True}, "warning"),
        ({"rectification": "failed"}, "warning"),
        ({"statutory": True}, "warning"),
    ],
)
def test_the_gravest_ground_sets_the_level_of_an_interview(facts, level):
    quiet = dict.fromkeys((column.name for column in tables()["interview_level"].inputs), False)
    asked = {**quiet, "rectification": "none", **facts}
    assert decide("interview_level", asked)["level"] == level


@pytest.mark.parametrize(
    ("score", "flags", "found"),
    [
        (20, (), "A"),
        (21, (), "B"),
        (41, (), "C"),
        (61, (), "D"),
        (0, ("key_attention",), "C"),
        (61, ("unreachable",), "D"),
        (0, ("on_severe_list",), "D"),
    ],
)
def test_hard_rules_go_before_the_score(score, flags, found):
    names = (column.name for column in tables()["risk_class"].inputs)
    facts = dict.fromkeys((name for name in names if not name.startswith("cut_")), False)
    assert (
        decide("risk_class", {**facts, **dict.fromkeys(flags, True), "score": score})["risk_class"] == found
    )


def test_sampling_takes_its_share_from_the_parameters():
    assert str(decide("risk_sampling", {"risk_class": "D"})["ratio"]) == "0.3"
    assert decide("risk_sampling", {"risk_class": "C"})["frequency"] == 2

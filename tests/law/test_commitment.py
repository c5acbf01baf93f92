"""Broken commitments: what was broken, how grave it is, and what an ignored order to correct costs."""

import pytest

from workflows.law import decide

GOOD = {"excused": False, "untrue_on_signing": False, "knew": False, "duty": "none_missed"}
FIRST_TIME = {
    "result": "untrue",
    "count": 1,
    "fixed_in_time": True,
    "harm": False,
    "safety_item": False,
    "refuses": False,
    "obtained": False,
}


@pytest.mark.parametrize(
    ("facts", "result"),
    [
        ({}, "kept"),
        ({"excused": True, "untrue_on_signing": True, "knew": True}, "not_breach"),
        ({"untrue_on_signing": True, "knew": True}, "false"),
        ({"untrue_on_signing": True, "knew": False, "duty": "nothing_done"}, "untrue"),
        ({"duty": "nothing_done"}, "breach_full"),
        ({"duty": "part_done"}, "breach_part"),
    ],
)
def test_a_commitment_is_classed_by_truth_knowledge_and_performance(facts, result):
    assert decide("commitment_classify", {**GOOD, **facts})["result"] == result


@pytest.mark.parametrize(
    ("facts", "severity"),
    [
        ({}, "minor"),
        ({"result": "breach_part"}, "minor"),
        ({"result": "breach_full"}, "ordinary"),
        ({"fixed_in_time": False}, "ordinary"),
        ({"count": 2}, "ordinary"),
        ({"count": 3}, "serious"),
        ({"result": "false"}, "ordinary"),
        ({"result": "false", "obtained": True}, "serious"),
        ({"safety_item": True}, "serious"),
        ({"refuses": True}, "serious"),
        ({"harm": True}, "serious"),
        ({"result": "kept", "harm": True}, "none"),
        ({"result": "not_breach", "refuses": True}, "none"),
    ],
)
def test_a_breach_is_as_grave_as_its_gravest_mark(facts, severity):
    assert decide("commitment_severity", {**FIRST_TIME, **facts})["severity"] == severity


def test_only_a_grave_breach_leads_to_annulment_and_a_minor_one_is_not_published():
    grave = decide("commitment_severity", {**FIRST_TIME, "harm": True})
    minor = decide("commitment_severity", FIRST_TIME)
    assert grave["annul"] and grave["listing_check"] and grave["person_check"]
    assert not (minor["publish"] or minor["channel_closed"] or minor["annul"])


@pytest.mark.parametrize(
    ("ground", "serious", "amounts"),
    [
        ("food_126", False, (5_000, 50_000)),
        ("food_126", True, (None, None)),
        ("food_125_2", False, (None, 2_000)),
        ("food_132", False, (10_000, 50_000)),
        ("drug_126", False, (100_000, 500_000)),
        ("drug_126", True, (500_000, 2_000_000)),
        ("drug_127", True, (100_000, 500_000)),
        ("device_88", False, (50_000, 100_000)),
        ("device_89", False, (10_000, 100_000)),
        ("equipment_83", False, (10_000, 100_000)),
        ("equipment_86", False, (10_000, 50_000)),
        ("equipment_87", False, (20_000, 100_000)),
        ("equipment_95", False, (20_000, 200_000)),
        ("equipment_directive", False, (5_000, 100_000)),
        ("equipment_directive", True, (100_000, 200_000)),
        ("registration_46", False, (10_000, 100_000)),
        ("registration_47", False, (None, 50_000)),
        ("registration_48", False, (None, 30_000)),
        ("company_260", False, (10_000, 100_000)),
        ("ecommerce_80", False, (20_000, 100_000)),
        ("ecommerce_80", True, (100_000, 500_000)),
        ("inspection_48", False, (5_000, 50_000)),
        ("none", True, (None, None)),
    ],
)
def test_an_order_that_is_ignored_costs_what_its_article_says(ground, serious, amounts):
    row = decide("rectify_overdue", {"ground": ground, "serious": serious})
    assert (row["fine_from"], row["fine_to"]) == amounts


def test_without_an_article_an_ignored_order_is_recorded_and_talked_about():
    row = decide("rectify_overdue", {"ground": "none", "serious": False})
    assert row["consequence"] == "记入信用记录，约谈，信用风险上调一类"
    assert not (row["stop"] or row["revoke"] or row["person"])

"""A penalty is minor, general or serious, and the table says by which row."""

from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.errors import FactsUnfit, LawGap
from workflows.law import Penalty, parameter, tables
from workflows.law.asking import decide
from workflows.law.penalties import tier_of

KINDS = tuple(known.value for known in tables()["tier"].inputs[0].type.allowed)
LIMITS = {"low_fine_limit": Decimal(100_000), "huge_fine_limit": None}
PLAIN = {
    "on_serious_list": False,
    "fine": None,
    "confiscation": None,
    "procedure": "ordinary",
    "suspension_tier": "serious",
    **LIMITS,
}


def asked(*kinds: str, **facts: object) -> tuple[str, str]:
    row = decide("tier", {**PLAIN, "penalty_kinds": kinds, **facts})
    return row["tier"], row["rule"].removeprefix("tier/")


@pytest.mark.parametrize(
    ("kinds", "facts", "answer"),
    [
        (("警告",), {"on_serious_list": True}, ("serious", "T1")),
        (("吊销许可证件",), {}, ("serious", "T2")),
        (("吊销营业执照", "罚款"), {"fine": Decimal(1)}, ("serious", "T2")),
        (("限制开展生产经营活动",), {}, ("serious", "T3")),
        (("责令停产停业", "警告"), {}, ("serious", "T3")),
        (("责令关闭",), {}, ("serious", "T3")),
        (("限制从业", "吊销许可证件"), {}, ("serious", "T3")),
        (("降低资质等级",), {}, ("serious", "T4")),
        (("暂扣许可证件",), {}, ("serious", "T5")),
        (("暂扣许可证件",), {"suspension_tier": "general"}, ("general", "T5G")),
        (("警告",), {}, ("minor", "T7")),
        (("警告", "通报批评"), {}, ("minor", "T7C")),
        (("通报批评",), {}, ("minor", "T7C")),
        (("罚款",), {"fine": Decimal("99999.99")}, ("minor", "T8")),
        (("罚款",), {"fine": Decimal(100_000)}, ("general", "T10F")),
        (("罚款", "警告"), {"fine": 500}, ("minor", "T8")),
        (("没收违法所得、没收非法财物",), {"procedure": "summary"}, ("minor", "T9")),
        (("没收违法所得、没收非法财物",), {}, ("general", "T10")),
        (("罚款",), {"fine": 500, "confiscation": Decimal(3)}, ("general", "T10F")),
        (("罚款",), {"fine": 500, "confiscation": Decimal(0)}, ("minor", "T8")),
        (("警告",), {"confiscation": Decimal(3)}, ("general", "T10")),
        (("其他",), {}, ("general", "T10")),
    ],
)
def test_each_kind_of_penalty_has_its_tier(kinds, facts, answer):
    assert asked(*kinds, **facts) == answer


@pytest.mark.parametrize(
    ("fine", "answer"),
    [(Decimal("999999.99"), "T10F"), (Decimal(1_000_000), "T6"), (Decimal("1000000.01"), "T6")],
)
def test_a_huge_fine_is_serious_from_its_threshold_on(fine, answer):
    assert asked("罚款", fine=fine, huge_fine_limit=Decimal(1_000_000))[1] == answer


def test_without_a_threshold_no_fine_is_huge():
    assert asked("罚款", fine=Decimal(10**9)) == ("general", "T10F")


def test_a_fine_without_an_amount_is_not_guessed():
    with pytest.raises(LawGap, match="失信档次"):
        asked("罚款")


def test_a_restriction_is_told_even_beside_a_revocation():
    row = decide("tier", {**PLAIN, "penalty_kinds": ["吊销许可证件", "限制从业"]})
    assert row["restricts"]
    assert row["serious_kind"]


@pytest.mark.parametrize("kinds", [(), ("罚金",), "警告", ("警告", "")])
def test_kinds_that_the_law_does_not_name_are_refused(kinds):
    with pytest.raises(FactsUnfit, match="处罚种类"):
        decide("tier", {**PLAIN, "penalty_kinds": kinds})


def every_case():
    sets = [(kind,) for kind in KINDS] + [pair for pair in product(KINDS, KINDS) if pair[0] < pair[1]]
    choices = product((True, False), ("ordinary", "summary"), ("serious", "general"), (None, Decimal(10**6)))
    for kinds, (listed, procedure, suspension, huge) in product(sets, choices):
        for fine in (Decimal(0), Decimal(99_999), Decimal(100_000), Decimal(10**6)):
            yield {
                **PLAIN,
                "penalty_kinds": kinds,
                "on_serious_list": listed,
                "fine": fine,
                "procedure": procedure,
                "suspension_tier": suspension,
                "huge_fine_limit": huge,
            }


def test_every_combination_is_answered_and_every_row_is_reached():
    reached = {decide("tier", case)["rule"] for case in every_case()}
    assert reached == {f"tier/{rule.id}" for rule in tables()["tier"].rules}


ORDER = {"minor": 0, "general": 1, "serious": 2}


@given(
    kinds=st.lists(st.sampled_from(KINDS), min_size=1, unique=True),
    more=st.sampled_from(KINDS),
    fine=st.decimals(0, 10**7, places=2),
)
def test_one_more_kind_of_penalty_never_makes_a_case_milder(kinds, more, fine):
    assert ORDER[asked(*kinds, more, fine=fine)[0]] >= ORDER[asked(*kinds, fine=fine)[0]]


@given(st.sets(st.sampled_from(KINDS), min_size=1), st.decimals(0, 10**7, places=2))
def test_the_order_in_which_kinds_are_listed_does_not_matter(kinds, fine):
    assert asked(*sorted(kinds), fine=fine) == asked(*sorted(kinds, reverse=True), fine=fine)


@pytest.mark.parametrize(
    ("subject", "fine", "tier"),
    [
        ("organisation", "99999.99", "minor"),
        ("organisation", "100000", "general"),
        ("person", "9999.99", "minor"),
        ("person", "10000", "general"),
        ("individual_business", "9999.99", "minor"),
        ("individual_business", "10000", "general"),
    ],
)
def test_the_lower_amount_depends_on_whom_it_hits(subject, fine, tier):
    penalty = Penalty(kinds=("罚款",), fine=Decimal(fine), decided_on=date(2026, 3, 2), subject=subject)
    assert tier_of(penalty)["tier"] == tier


def test_the_shipped_thresholds_wait_for_confirmation():
    assert parameter("tier.lowFine.org") == Decimal(100_000)
    assert parameter("tier.hugeFine.org") is None

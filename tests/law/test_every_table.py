"""Every table: each row is the answer to some facts, and facts that forms can produce are always answered."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.law.reaching import facts_reaching, values_of
from workflows.errors import LawFileFaulty, LawGap
from workflows.law import asking, decide, decide_all, tables
from workflows.law.feeds import demand_fitting, fed, feeds
from workflows.law.files import MARKS
from workflows.law.statutes import statute

TODAY = date(2026, 11, 23)
ROWS = [(table.id, rule.id) for table in tables().values() for rule in table.rules]
# An empty answer of these means that all is well or that nothing is known: it is not silence.
MAY_BE_EMPTY = {"repair_gate"}
# A fine without its amount, or a score that is missing, cannot be weighed: the officer is asked for it.
REFUSES = {"tier": {"fine", "penalty_kinds"}, "risk_class": {"score"}}


@pytest.mark.parametrize(("name", "row"), ROWS)
def test_every_row_is_the_answer_to_some_facts(name, row):
    table = tables()[name]
    rule = next(rule for rule in table.rules if rule.id == row)
    facts = facts_reaching(table, rule, fed(name, TODAY))
    assert facts is not None, rule.description


def test_a_row_that_others_hide_is_noticed(monkeypatch):
    table = tables()["hearing_threshold"]
    hidden = type(table)(**{**vars(table), "rules": (table.rules[-1], *table.rules[:-1])})
    assert facts_reaching(hidden, table.rules[0], fed(table.id, TODAY)) is None


def facts_of(table):
    settled = {"asked_on", *feeds().get(table.id, {}), *feeding(table)}
    own = (column for column in table.inputs if column.name not in settled)
    return st.fixed_dictionaries({column.name: st.sampled_from(values_of(table, column)) for column in own})


@pytest.mark.parametrize("name", tables())
@settings(max_examples=150, deadline=None)
@given(data=st.data(), on=st.sampled_from([date(2003, 1, 1), date(2021, 9, 1), TODAY]))
def test_facts_are_answered_or_refused_by_name_but_never_met_with_silence(name, data, on):
    table = tables()[name]
    facts = {**feeding(table), **data.draw(facts_of(table))}
    try:
        rows = decide_all(name, facts, on) if table.policy == "COLLECT" else [decide(name, facts, on)]
    except LawGap:
        assert name in REFUSES and any(facts[fact] is None for fact in REFUSES[name])
        return
    assert rows or name in MAY_BE_EMPTY
    assert all(row["rule"].startswith(f"{name}/") and row["basis"] for row in rows)


def feeding(table):
    """Return the parameters that the callers of older tables fill in themselves."""
    shipped = {"suspension_tier": "serious", "huge_fine_limit": None, "low_fine_limit": 100_000}
    return {column.name: shipped[column.name] for column in table.inputs if column.name in shipped}


def test_a_table_that_lost_its_last_row_is_met_with_a_gap(monkeypatch):
    table = tables()["interview_level"]
    short = type(table)(**{**vars(table), "rules": table.rules[:-1]})
    monkeypatch.setattr(asking, "tables", lambda: {"interview_level": short})
    nothing = dict.fromkeys((column.name for column in table.inputs), False) | {"rectification": "none"}
    with pytest.raises(LawGap, match="约谈的级别"):
        asking.decide("interview_level", nothing)


@pytest.mark.parametrize("name", tables())
def test_every_row_names_statutes_and_how_sure_it_is(name):
    table = tables()[name]
    for rule in table.rules:
        references = rule.words[table.column("basis")].strip('"').split()
        assert references and all(statute(reference.partition(":")[0]) for reference in references)
        assert table.confidence(rule) in MARKS


def test_a_feed_of_a_question_that_is_not_asked_is_refused(monkeypatch):
    monkeypatch.setitem(feeds(), "tier", {"weather": "calendar.cutoff"})
    with pytest.raises(LawFileFaulty, match=r"\[tier\].*weather"):
        demand_fitting(tables().values())


def test_a_given_fact_goes_before_the_parameter():
    facts = {"conduct": "SL-F1", "gate": "1", "heavier": True, "aggravated": True, "able": False}
    facts |= {"credibility": False, "no_intent": False, "factors_met": False}
    assert not decide("severe_list_gate", facts)["list"]
    assert decide("severe_list_gate", {**facts, "factors_required": False})["list"]

"""`flask law` prints the law with its counts, answers what-if, and imports a year's calendar."""

import pytest

from tests.enactment.test_calendar import NOTICE
from workflows.law import clocks, parameters, tables
from workflows.law.reading import unconfirmed_listing
from workflows.models import DeadlineMove, WorkCalendar


@pytest.fixture
def law(bureau):
    runner = bureau.test_cli_runner()
    return lambda *words, **more: runner.invoke(args=["law", *words], **more)


@pytest.mark.parametrize("part", ["", "clocks", "tables", "parameters", "unconfirmed"])
def test_every_part_ends_with_the_counts(law, part):
    printed = law(*filter(None, [part])).output
    rows = sum(len(table.rules) for table in tables().values())
    counts = f"共 {len(clocks())} 项期限，{len(tables())} 张裁量表（{rows} 行），{len(parameters())} 项参数"
    assert counts in printed.splitlines()[-1]
    assert f"尚未确认 {len(unconfirmed_listing().rows)} 项" in printed.splitlines()[-1]


def test_a_table_is_printed_in_columns_as_a_lawyer_reads_it(law):
    printed = law("tables", "recusal_decider").output
    assert "被申请回避的人：主要负责人" in printed and "负责人集体讨论" in printed
    assert "recusal_decider" in printed and "market_ban" not in printed


def test_an_unknown_table_is_named_with_those_that_exist(law):
    found = law("tables", "no_such")
    assert found.exit_code == 1 and "没有裁量表 no_such" in found.output


def test_what_if_answers_with_row_and_basis(law):
    printed = law("what-if", "market_ban", "trigger=drug_fake", "serious=true").output
    assert "market_ban/DRUG-01" in printed and "第一百一十六条" in printed and "适用 2 行" in printed


def test_what_if_takes_several_values_of_one_fact(law):
    facts = ["penalty_kinds=警告", "penalty_kinds=责令关闭", "heard_as=org", "fine=", "confiscation="]
    assert (
        "hearing_threshold/H2" in law("what-if", "hearing_threshold", *facts, "heavier_by_rule=false").output
    )


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (["no_such"], "裁量表 no_such"),
        (["market_ban", "trigger"], "名称=值"),
        (["market_ban", "trigger=drug_fake"], "缺少情节严重"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(law, words, fault):
    found = law("what-if", *words)
    assert found.exit_code == 1 and fault in found.output


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "2027.toml"
    path.write_text(NOTICE, encoding="utf-8")
    return str(path)


def test_a_calendar_is_imported_only_after_a_yes(law, office, calendar, file):
    calendar.to("2026-12-30")
    office.apply(office.penalty())
    assert "2027年1月4日 → 2027年1月5日" in law("calendar", file, input="n\n").output
    assert office.all(WorkCalendar) == []
    assert "重新核定期限" in law("calendar", file, input="y\n").output
    assert office.all(DeadlineMove) and office.one(WorkCalendar).year == 2027


def test_a_faulty_calendar_is_refused_in_the_terminal(law, tmp_path):
    path = tmp_path / "2027.csv"
    path.write_text("a,b\n", encoding="utf-8")
    found = law("calendar", str(path), "--yes")
    assert found.exit_code == 1 and "第一行应为" in found.output

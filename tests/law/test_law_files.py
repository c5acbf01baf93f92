"""Terms, parameters and statutes: what is shipped is whole, and what is mistyped is refused with its place."""

from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest

from workflows.errors import LawFileFaulty, LawUnknown
from workflows.law import clock_of, law_version, parameter, parameters, statute
from workflows.law.files import FOLDER, fingerprint, law_files
from workflows.law.open_questions import read_parameters
from workflows.law.statutes import citations, cited, read_statutes, statutes
from workflows.law.terms import read_clocks

ORDER_107 = "《市场监督管理信用修复管理办法》（国家市场监督管理总局令第107号）"
READERS = {"clocks.toml": read_clocks, "parameters.toml": read_parameters, "statutes.toml": read_statutes}


def read_changed(folder: Path, name: str, old: str, new: str) -> object:
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return READERS[name](folder / name)


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        ("clocks.toml", "length = 1\n", "length = 0\n", r"\[repair_routing\].*正整数"),
        ("clocks.toml", "length = 1\n", "length = true\n", "正整数"),
        ("clocks.toml", "length = 1\n", 'length = "no.such"\n', "参数 no.such"),
        ("clocks.toml", "length = 1\n", 'length = "tier.suspension"\n', "参数 tier.suspension"),
        ("clocks.toml", 'unit = "workdays"', 'unit = "weeks"', "unit 只能填写"),
        ("clocks.toml", "cutoff = true\n", 'cutoff = "yes"\n', "cutoff 填写的类型不对"),
        ("clocks.toml", "cutoff = true\n", "cutof = true\n", "cutof 没有这一项"),
        ("clocks.toml", 'title = "收件分办"', 'title = ""', "title 不能为空"),
        ("clocks.toml", 'title = "收件分办"\n', "", "title 没有填写"),
        ("clocks.toml", 'extension = "repair_extension"', 'extension = "more"', "期限 more 不存在"),
        ("clocks.toml", 'target_for = "repair_acceptance"', 'target_for = "x"', "target_for 指向的期限 x"),
        ("clocks.toml", '["house_rule"]', "[]", "basis 不能为空"),
        ("clocks.toml", '["house_rule"]', '["no_rule"]', "法规 no_rule"),
        ("clocks.toml", '"reconsideration_law:20"', '"reconsideration_law:twenty"', "写法不对"),
        ("clocks.toml", '"samr_order_107"]', '"samr_order_107:9"]', "尚未核实"),
        ("clocks.toml", "remind_before = 1", "remind_before = -1", "remind_before 不能是负数"),
        ("clocks.toml", "[repair_routing]", "[repair_routing", "TOML"),
        ("parameters.toml", "default = 10000\n", 'default = "10000"\n', "default 的类型不对"),
        ("parameters.toml", "default = 10000\n", "default = true\n", "default 的类型不对"),
        ("parameters.toml", "default = 10000\n", "", "default 没有填写"),
        ("parameters.toml", 'default = "SERIOUS"', 'default = "MINOR"', "只能填写 SERIOUS"),
        ("parameters.toml", "default = 17:00:00", 'default = "17:00"', "类型不对"),
        ("parameters.toml", "locked = true\n", "value = true\nlocked = true\n", "已锁定"),
        ("parameters.toml", 'confidence = "D"', 'confidence = "?"', "confidence 只能填写"),
        ("parameters.toml", "default = 0.05", "default = 5.0", "default 的类型不对"),
        ("parameters.toml", 'kind = "text"', 'kind = "prose"', "kind 只能填写"),
        ("statutes.toml", "in_force_from = 2021-07-15", 'in_force_from = "2021"', "in_force_from 应当是日期"),
        ("statutes.toml", "in_force_from = 2021-07-15", "in_force_from = 2021-07-15T00:00:00", "日期"),
        ("statutes.toml", "in_force_to = 2026-03-31", "in_force_to = 2020-03-31", "失效日期早于生效日期"),
        ("statutes.toml", 'kind = "law"', 'kind = "rumour"', r"\[penalty_law\].*kind 只能填写"),
    ],
)
def test_a_mistyped_entry_is_refused_with_file_entry_and_field(tmp_path, name, old, new, fault):
    with pytest.raises(LawFileFaulty, match=fault) as refused:
        read_changed(tmp_path, name, old, new)
    assert name in str(refused.value)


def test_every_open_question_of_the_law_has_a_parameter():
    asked = {question for each in parameters().values() for question in each.questions}
    assert {f"A{number:02}" for number in range(1, 48)} <= asked
    assert {f"E{number:02}" for number in range(1, 32)} <= asked


@pytest.mark.parametrize(
    ("question", "key"),
    [("E19", "bar.fraud.start"), ("E32", "fine.collectedAtOnce"), ("E33", "fine.surchargeDaily")],
)
def test_two_matters_do_not_share_the_number_of_a_question(question, key):
    assert [name for name, each in parameters().items() if question in each.questions] == [key]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("tier.lowFine.person", Decimal(10_000)),
        ("tier.hugeFine.org", None),
        ("calendar.cutoff", time(17)),
        ("repair.screen.lists", True),
        ("publicity.transition", "NEW_PERIODS_FROM_ORIGINAL_START"),
        ("dp.noExpiry", date(2099, 12, 31)),
        ("repair.fee", Decimal(0)),
        ("repair.watch.share", Decimal("0.05")),
        ("legalBasis.repair.grant", ""),
    ],
)
def test_a_parameter_has_the_value_of_its_kind(key, value):
    assert parameter(key) == value
    assert type(parameter(key)) is type(value)


def test_a_parameter_asked_for_as_something_else_is_refused():
    assert parameter("repair.fraud.lockoutMonths", int) == 12
    with pytest.raises(LawUnknown, match=r"repair\.fee"):
        parameter("repair.fee", str)
    with pytest.raises(LawUnknown, match=r"no\.such"):
        parameter("no.such")


def test_an_answer_in_force_overrides_the_default_and_can_be_confirmed(tmp_path):
    changed = 'default = 10000\nvalue = 5000\nconfirmed = "2026-12-01 法规科，省局答复"\n'
    found = read_changed(tmp_path, "parameters.toml", "default = 10000\n", changed)["tier.lowFine.person"]
    assert (found.value, found.default, found.open) == (Decimal(5000), Decimal(10_000), False)
    assert parameters()["tier.lowFine.person"].open


def test_locked_questions_are_not_open():
    assert not any(each.open for each in parameters().values() if each.locked)
    assert {"repair.requireTraining", "repair.fee", "focusList.public"} <= {
        key for key, each in parameters().items() if each.locked
    }


def test_remedies_outlive_the_case():
    assert clock_of("reconsideration").survives_case
    assert clock_of("litigation").survives_case
    assert not clock_of("repair_decision").survives_case


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ("penalty_law:48", "《中华人民共和国行政处罚法》第四十八条"),
        ("samr_order_107", ORDER_107),
        ("samr_order_107:@legalBasis.repair.grant", ORDER_107),
        ("house_rule", "本局内部办理要求"),
    ],
)
def test_a_statute_is_cited_with_the_article_only_when_it_is_known(reference, words):
    assert cited(reference) == words


@pytest.mark.parametrize(
    ("number", "article"),
    [
        ("1", "一"),
        ("10", "十"),
        ("13", "十三"),
        ("20", "二十"),
        ("48", "四十八"),
        ("105", "一百零五"),
        ("110", "一百一十"),
    ],
)
def test_articles_are_numbered_in_chinese(number, article):
    assert statute("penalty_law").cite(number).endswith(f"第{article}条")


def test_several_citations_are_joined():
    assert citations(["penalty_law:48", "samr_order_45:11"]).count("、") == 1


@pytest.mark.parametrize(("day", "in_force"), [(date(2025, 12, 24), True), (date(2025, 12, 25), False)])
def test_the_repair_measures_of_2021_ended_when_order_107_began(day, in_force):
    assert statute("repair_measures_2021").in_force_on(day) is in_force
    assert statute("samr_order_107").in_force_on(day) is not in_force


def test_an_unknown_statute_is_refused():
    with pytest.raises(LawUnknown, match="order_0"):
        statute("order_0")


def test_no_article_of_the_orders_that_nobody_read_is_known():
    assert not statute("samr_order_107").articles_known
    assert not statute("ndrc_order_36").articles_known
    assert {each.id for each in statutes().values() if each.confidence == "V"} >= {
        "penalty_law",
        "samr_order_45",
    }


def test_the_version_of_the_law_changes_with_any_byte(tmp_path):
    copies = [tmp_path / path.name for path in law_files()[:3]]
    for copy, original in zip(copies, law_files(), strict=False):
        copy.write_bytes(original.read_bytes())
    before = fingerprint(copies)
    copies[1].write_bytes(copies[1].read_bytes() + b"\n")
    assert fingerprint(copies) != before
    assert len(law_version()) == 12


def test_the_version_covers_tables_terms_and_calendars():
    names = {path.name for path in law_files()}
    assert {"tier.dmn", "clocks.toml", "parameters.toml", "statutes.toml", "2026.toml"} <= names

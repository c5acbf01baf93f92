"""A table that is not as tables must be is refused when it is read, with file, line and reason."""

import re
from pathlib import Path

import pytest

from workflows.errors import LawConflict, LawFileFaulty, LawGap
from workflows.law import asking, decide
from workflows.law.asking import load
from workflows.law.files import FOLDER


def shipped(name: str) -> str:
    return (FOLDER / f"{name}.dmn").read_text(encoding="utf-8")


def changed(folder: Path, name: str, old: str, new: str) -> Path:
    text = shipped(name)
    assert old in text
    (folder / f"{name}.dmn").write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.dmn")))
def test_every_shipped_table_is_sound_and_carries_the_name_of_its_file(tmp_path, name):
    (tmp_path / f"{name}.dmn").write_text(shipped(name), encoding="utf-8")
    assert list(load(tmp_path)) == [name]


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        ("tier", 'hitPolicy="FIRST"', 'hitPolicy="ANY"', "命中规则 ANY"),
        ("tier", 'hitPolicy="FIRST"', 'hitPolicy="COLLECT" aggregation="SUM"', "命中规则"),
        ("tier", "&gt;= huge_fine_limit", "&gt;= vast_fine_limit", "vast_fine_limit 不是本表"),
        ("tier", "&gt;= huge_fine_limit", "&gt;= procedure", "procedure 不是本表中同类"),
        ("tier", "&gt;= huge_fine_limit", '__import__("os")', "T6_fine"),
        ("tier", "&gt;= huge_fine_limit", "huge_fine_limit * 2", "不认识"),
        ("tier", "&gt;= huge_fine_limit", "&gt;= 1 2", "多出 2"),
        ("tier", "&gt;= huge_fine_limit", "", "T6_fine"),
        ("tier", "&gt;= huge_fine_limit", "true", "True 不是这一列"),
        ("tier", '("降低资质等级")', '("降级")', "降级"),
        ("tier", '<text>"serious"</text></outputEntry>', '<text>"grave"</text></outputEntry>', "grave"),
        ("tier", '<rule id="T4">', '<rule id="T3">', "标识重复"),
        ("tier", '<rule id="T4">', "<rule>", "没有填写 id"),
        ("tier", '<inputEntry id="T4_fine"><text>-</text></inputEntry>', "", "条件应有8格"),
        ("tier", 'typeRef="penaltyKinds"', 'typeRef="kinds"', "类型 kinds"),
        ("tier", "<text>on_serious_list</text>", "<text>on list</text>", "不是名称"),
        ("tier", 'label="失信档次"', 'label=""', "没有填写 label"),
        ("tier", '"ndrc_order_36 samr_order_107"', '"order_999"', "法规 order_999"),
        ("tier", '"ndrc_order_36 samr_order_107"', '"samr_order_107:12"', "尚未核实"),
        ("tier", '<text>"V2"</text>', '<text>"certain"</text>', "confidence"),
        ("publicity_period", 'date("2025-12-25")', 'date("2025-12-32")', "不是日期"),
        ("publicity_period", 'date("2025-12-25")', '"2025-12-25"', "不是这一列"),
        ("repair_decision_clock", "DMN/20191111/MODEL", "DMN/20991111/MODEL", "不是 DMN 1.3"),
        ("repair_decision_clock", "</definitions>", "", "不是合格的 XML"),
        ("repair_decision_clock", "<decision ", '<decision id="x" name="x"/><decision ', "没有裁量表"),
    ],
)
def test_a_malformed_table_is_refused_with_the_place(tmp_path, name, old, new, fault):
    with pytest.raises(LawFileFaulty, match=fault) as refused:
        load(changed(tmp_path, name, old, new))
    assert f"{name}.dmn" in str(refused.value)


def test_a_fault_is_told_with_its_line(tmp_path):
    line = next(at for at, text in enumerate(shipped("tier").splitlines(), 1) if "T6_fine" in text)
    with pytest.raises(LawFileFaulty, match=f"第{line}行"):
        load(changed(tmp_path, "tier", "&gt;= huge_fine_limit", "&gt;= 1 2"))


def test_a_document_type_is_refused_before_anything_is_read(tmp_path):
    entity = '<!DOCTYPE definitions [<!ENTITY secret SYSTEM "file:///etc/hostname">]>\n<definitions '
    with pytest.raises(LawFileFaulty, match="DOCTYPE"):
        load(changed(tmp_path, "tier", "<definitions ", entity))


def test_the_same_table_twice_is_refused(tmp_path):
    (tmp_path / "one.dmn").write_text(shipped("tier"), encoding="utf-8")
    (tmp_path / "two.dmn").write_text(shipped("tier"), encoding="utf-8")
    with pytest.raises(LawFileFaulty, match=r"two\.dmn：裁量表 tier 与 one\.dmn 重复"):
        load(tmp_path)


def test_an_overlapping_row_of_a_unique_table_is_refused(tmp_path):
    with pytest.raises(LawFileFaulty, match=r"S1.*S6"):
        load(
            changed(
                tmp_path, "service_mode", '<text>"entrusted"</text>', '<text>"entrusted", "direct"</text>'
            )
        )


def test_a_gap_in_a_unique_table_is_refused(tmp_path):
    old = '<text>"abnormal_list", "abnormal_mark"</text></inputEntry>'
    with pytest.raises(LawFileFaulty, match=r"abnormal_mark.*无"):
        load(changed(tmp_path, "repair_decision_clock", old, old.replace(', "abnormal_mark"', "")))


def test_a_hit_policy_changed_to_unique_is_noticed_when_rows_compete(tmp_path, monkeypatch):
    tables = load(changed(tmp_path, "publicity_period", 'hitPolicy="FIRST"', 'hitPolicy="UNIQUE"'))
    monkeypatch.setattr(asking, "tables", lambda: tables)
    with pytest.raises(LawConflict, match="P99"):
        asking.decide("publicity_period", FACTS)


def test_a_table_without_its_last_row_says_that_nothing_covers_the_facts(tmp_path, monkeypatch):
    text = re.sub(r'<rule id="P99">.*?</rule>', "", shipped("publicity_period"), flags=re.DOTALL)
    (tmp_path / "publicity_period.dmn").write_text(text, encoding="utf-8")
    monkeypatch.setattr(asking, "tables", lambda: load(tmp_path))
    with pytest.raises(LawGap, match="公示期限"):
        asking.decide("publicity_period", {**FACTS, "kind": "other"})


def test_a_changed_row_changes_the_answer(tmp_path, monkeypatch):
    old = '<outputEntry id="P05_maximum_months_answer"><text>minor_maximum</text>'
    tables = load(changed(tmp_path, "publicity_period", old, old.replace("minor_maximum", "4")))
    assert decide("publicity_period", FACTS)["maximum_months"] == 3
    monkeypatch.setattr(asking, "tables", lambda: tables)
    assert asking.decide("publicity_period", FACTS)["maximum_months"] == 4


FACTS = {
    "kind": "penalty",
    "tier": "minor",
    "decision_state": "in_force",
    "secret": False,
    "procedure": "ordinary",
    "subject": "organisation",
    "only_warning": False,
    "serious_kind": False,
    "restriction_months": None,
    "special_sector": False,
    "linked": False,
    "has_basis": False,
    "consented": False,
    "person_published": False,
    "sector_minimum": False,
    "hide_removed": True,
    "spot_check_minimum": 3,
    "spot_check_maximum": 12,
    "complaint_maximum": 12,
}

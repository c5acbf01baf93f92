"""Each kind of document knows what it must say, and the catalogue refuses an entry that is wrong."""

from contextlib import nullcontext
from pathlib import Path

import pytest
from jinja2 import FileSystemLoader

from tests.documents.papers import EXAMPLES, facts, kind_of_example, laid_out, without
from workflows.documents.catalogue import catalogue, collect, kind_of, missing
from workflows.documents.environment import TEMPLATES, environment
from workflows.errors import CatalogueFault, DocumentIncomplete

ENTRY = """
[notice]
title = "通知书"
series = "通"
template = "proof_of_service.html"
remedies = false
served = true
[notice.required]
document_title = "名称"
document_number = "文号"
recipient = "受送达人"
place = "地点"
mode = "方式"
servers = "送达人"
[notice.optional]
served_at = "时间"
received_by = "收件人"
relation = "关系"
refusal_reason = "事由"
witness = "见证人"
proof = "证明"
through = "转交单位"
remark = "备注"
"""


def read(tmp_path: Path, text: str) -> None:
    file = tmp_path / "documents.toml"
    file.write_text(text, "utf-8")
    collect({file: ""})


def required_elements() -> list[tuple[str, str]]:
    return [(key, fact) for key, kind in catalogue().items() for fact in kind.required]


def required_cells() -> list[tuple[str, str, str]]:
    return [
        (key, fact, column)
        for key, kind in catalogue().items()
        for fact, columns in kind.rows.items()
        for column in columns
    ]


def test_every_kind_has_a_short_and_a_long_example() -> None:
    assert set(EXAMPLES) == {*catalogue(), *(f"{key}.long" for key in catalogue())}


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_lacks_nothing(example: str) -> None:
    assert missing(kind_of_example(example), facts(example)) == []


@pytest.mark.parametrize(("key", "fact"), required_elements())
def test_a_blank_mandatory_element_is_named_and_no_page_is_made(key: str, fact: str) -> None:
    label = catalogue()[key].required[fact]

    assert label in missing(key, without(key, fact))
    with pytest.raises(DocumentIncomplete, match=label):
        laid_out(key, **{fact: " "})


@pytest.mark.parametrize(("key", "fact", "column"), required_cells())
def test_a_blank_cell_of_a_list_is_named_with_its_row(key: str, fact: str, column: str) -> None:
    kind = catalogue()[key]
    gaps = missing(key, without(f"{key}.long", fact, 1, column))

    assert gaps == [f"{kind.label(fact)}第2项：{kind.rows[fact][column]}"]


def test_a_visit_on_site_needs_two_officers() -> None:
    alone = {**facts("verification_record"), "officers": facts("verification_record")["officers"][:1]}

    assert missing("verification_record", alone) == ["核实人员（至少2项）"]
    assert missing("verification_record", {**alone, "mode": "on_paper"}) == []


def test_service_left_in_place_needs_the_reason_and_its_proof() -> None:
    left = {**facts("proof_of_service"), "mode": "left"}

    assert missing("proof_of_service", left) == ["拒收事由", "见证人或者拍照、录像等留置送达证明"]


def test_a_value_outside_its_choices_is_named() -> None:
    gaps = missing("repair_notice", {**facts("repair_notice"), "tier": "grave"})

    assert gaps == ["失信程度（应为轻微、一般、严重之一）"]


def test_a_minor_penalty_needs_no_conditions_or_materials() -> None:
    told = {
        name: value
        for name, value in facts("repair_notice").items()
        if name not in ("conditions", "materials")
    }

    assert missing("repair_notice", {**told, "tier": "minor"}) == []
    assert missing("repair_notice", told) == ["信用修复的条件", "申请材料"]


def test_decisions_against_the_party_must_tell_the_remedies() -> None:
    told = {key for key, kind in catalogue().items() if kind.remedies}

    measures = {"seizure_decision", "seizure_extension", "seizure_release"}
    penalties = {"penalty_decision", "no_penalty_decision", "spot_penalty_decision"}
    orders = {"rectification_order", "equipment_directive"}
    assert told == {"refusal_of_acceptance", "refusal_decision", *measures, *penalties, *orders}
    assert all("reconsideration_limit" in kind_of(key).required for key in told)


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(CatalogueFault, match="没有名为 reward 的文书"):
        kind_of("reward")


def test_a_sound_entry_is_read(tmp_path: Path) -> None:
    read(tmp_path, ENTRY)


@pytest.mark.parametrize(
    ("right", "wrong", "complaint"),
    [
        ('title = "通知书"', "", "缺少 title"),
        ('series = "通"', "series = 7", "series 写法不对"),
        ('series = "通"', 'series = ""', "series 写法不对"),
        ("served = true", 'served = true\ncolour = "red"', "不认识 colour"),
        ('place = "地点"', 'place = " "', "place 缺少中文名称"),
        ('place = "地点"', 'place = "地点"\nseal = "印"', "保留的名称 seal"),
        ('place = "地点"', "", "用到未登记的 place"),
        ('place = "地点"', 'place = "地点"\nweather = "天气"', "没有写出 weather"),
        ("proof_of_service.html", "nowhere.html", "模板 nowhere.html 不可用"),
        ('remark = "备注"', 'remark = "备注"\n[notice.rows.guests]\nname = "姓名"', "guests 不在 required"),
        ('remark = "备注"', 'remark = "备注"\n[[notice.when]]\nfact = "mode"', "应写明 fact 和 among"),
        ('title = "通知书"', "title = 通知书", "不是正确的 TOML"),
    ],
)
def test_a_malformed_entry_is_refused_with_its_place(
    tmp_path: Path, right: str, wrong: str, complaint: str
) -> None:
    with pytest.raises(CatalogueFault, match=complaint):
        read(tmp_path, ENTRY.replace(right, wrong, 1))


def test_two_kinds_may_not_share_a_series(tmp_path: Path) -> None:
    with pytest.raises(CatalogueFault, match="同一文号代字 通"):
        read(tmp_path, ENTRY + ENTRY.replace("notice", "other"))


def test_a_template_that_does_not_compile_is_refused_when_the_catalogue_is_read(
    tmp_path: Path, monkeypatch
) -> None:
    (tmp_path / "faulty.html").write_text("{{ document_title | no_such_filter }}", "utf-8")
    monkeypatch.setattr(environment(), "loader", FileSystemLoader([tmp_path]))
    with pytest.raises(CatalogueFault, match="no_such_filter"):
        read(tmp_path, ENTRY.replace("proof_of_service.html", "faulty.html"))


LETTER = """
[letter]
title = "决定书"
series = "试"
template = "TEMPLATE"
remedies = true
served = true
[letter.required]
party_name = "当事人"
"""
OWN_WORDS = "<p>如不服本决定，可以自收到之日起{{ reconsideration_limit }}内申请行政复议。</p>"
WRITTEN = {
    "told_by_the_letterhead.html": ("", ""),
    "told_in_its_place.html": (f"{{% block remedies %}}{OWN_WORDS}{{% endblock %}}", ""),
    "told_twice.html": (f"{{% block text %}}{OWN_WORDS}{{% endblock %}}", "自己写了救济途径"),
    "told_twice_by_name.html": (
        "{% block text %}<p>向{{ bureau.court }}起诉。</p>{% endblock %}",
        "自己写了救济途径",
    ),
    "spoken_of.html": ("{% block text %}<p>申请行政复议的，不停止执行。</p>{% endblock %}", ""),
}


@pytest.mark.parametrize("template", WRITTEN)
def test_remedies_that_the_letterhead_prints_are_not_printed_by_the_template_too(
    tmp_path: Path, monkeypatch, template: str
) -> None:
    words, complaint = WRITTEN[template]
    (tmp_path / template).write_text('{% extends "letterhead.html" %}' + words, "utf-8")
    monkeypatch.setattr(environment(), "loader", FileSystemLoader([tmp_path, TEMPLATES]))
    with pytest.raises(CatalogueFault, match=complaint) if complaint else nullcontext():
        read(tmp_path, LETTER.replace("TEMPLATE", template))


def test_a_paper_that_must_tell_remedies_and_does_not_is_refused(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "told_nowhere.html").write_text("{{ party_name }}{{ copies_to }}", "utf-8")
    monkeypatch.setattr(environment(), "loader", FileSystemLoader([tmp_path, TEMPLATES]))
    with pytest.raises(CatalogueFault, match="没有告知救济途径"):
        read(tmp_path, LETTER.replace("TEMPLATE", "told_nowhere.html"))

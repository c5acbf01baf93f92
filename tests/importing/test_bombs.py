"""Small files that unfold into something huge, and files that break whatever reads them: all are refused."""

import io
import time
import zipfile

import pytest

from tests.importing.files import book_file, csv_file, row
from workflows.errors import UnreadableFile
from workflows.importing import unpacking
from workflows.importing.layout import PENALTIES
from workflows.sheets.apart import ReadingExceeded, read_apart
from workflows.sheets.formats import FileFormat
from workflows.sheets.limits import LIMITS, Limits
from workflows.sheets.reading import read
from workflows.sheets.texts import shared_texts

SHEET = "xl/worksheets/sheet1.xml"
MANY = 20_000


def with_sheet(change) -> bytes:
    """Return a workbook whose sheet is changed, packed as small as it goes."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book_file([row()]))) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == SHEET else content)
    return packed.getvalue()


def more_rows(cells: bytes) -> bytes:
    rows = b"".join(
        b'<row r="%d">%s</row>' % (number, cells.replace(b"#", b"%d" % number)) for number in range(3, MANY)
    )
    return with_sheet(lambda content: content.replace(b"</sheetData>", rows + b"</sheetData>"))


def refused(content: bytes, limits: Limits = LIMITS) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read(content, FileFormat.XLSX, PENALTIES.sought, limits, whole=True)
    return caught.value.detail


def test_rows_that_reach_the_last_column_are_refused_before_they_are_built():
    bomb = more_rows(b'<c r="XFD#" t="inlineStr"><is><t>x</t></is></c>')
    assert len(bomb) < 150_000
    started = time.process_time()
    assert "列以后还有内容" in refused(bomb)
    assert time.process_time() - started < 2


def test_coloured_rows_without_content_cost_next_to_nothing():
    coloured = more_rows(b"".join(b'<c r="%b#" s="1"/>' % chr(65 + place).encode() for place in range(26)))
    started = time.process_time()
    assert read(coloured, FileFormat.XLSX, PENALTIES.sought, LIMITS, whole=False).count == 1
    assert time.process_time() - started < 0.5
    assert read(coloured, FileFormat.XLSX, PENALTIES.sought, LIMITS, whole=True).count == 1


def test_one_huge_cell_is_refused_while_it_is_read():
    huge = b"x" * 20 * 2**20
    cell = b'<row r="3"><c r="A3" t="inlineStr"><is><t>' + huge + b"</t></is></c></row></sheetData>"
    assert "字" in refused(with_sheet(lambda content: content.replace(b"</sheetData>", cell)))
    with pytest.raises(UnreadableFile, match="字"):
        shared_texts(io.BytesIO(b"<sst><si><t>" + huge + b"</t></si></sst>"), LIMITS)


def test_entities_that_unfold_are_refused():
    laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'
    assert "已损坏" in refused(with_sheet(lambda content: laughs))


def test_more_text_or_merges_than_a_file_may_hold_are_refused():
    assert "内容超过" in refused(book_file([row(), row()]), Limits(text=100))
    merges = b"</sheetData><mergeCells>" + b'<mergeCell ref="A2:A3"/>' * 3 + b"</mergeCells>"
    merged = with_sheet(lambda content: content.replace(b"</sheetData>", merges))
    assert "合并单元格过多" in refused(merged, Limits(merges=2))


def test_a_child_reads_what_the_parent_would():
    content = csv_file([row(CF_FRDB="赵䶮喆堃昇𠮷")])
    apart = read_apart(content, FileFormat.CSV_UTF8, PENALTIES.sought, LIMITS, whole=True)
    assert apart == read(content, FileFormat.CSV_UTF8, PENALTIES.sought, LIMITS, whole=True)


def test_a_child_hands_a_refusal_on():
    with pytest.raises(UnreadableFile, match="双引号"):
        read_apart(csv_file([row()]) + b'"', FileFormat.CSV_UTF8, PENALTIES.sought, LIMITS, whole=True)


@pytest.mark.parametrize("limits", [Limits(memory=80 * 2**20), Limits(seconds=0.01)], ids=["memory", "time"])
def test_a_child_that_passes_its_limits_is_ended(limits):
    content = csv_file([row(CF_SY="字" * 5000)] * 3000)
    with pytest.raises(ReadingExceeded):
        read_apart(content, FileFormat.CSV_UTF8, PENALTIES.sought, limits, whole=True)


def test_a_file_that_takes_long_is_left_to_the_worker_and_one_that_takes_too_long_is_told(
    office, monkeypatch
):
    def exceeds(*_: object, **__: object) -> None:
        raise ReadingExceeded

    monkeypatch.setattr(unpacking, "read_apart", exceeds)
    run_id = office.take_in(csv_file([row()]))
    run = office.run(run_id)
    assert run.state == "failed" and "超过限度" in run.error

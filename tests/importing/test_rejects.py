"""Refused rows go back to whoever sent them: same format, same columns, harmless, ready to be mended."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.importing.files import CODES, NAMES, OTHER_COMPANY, Row, book_file, csv_file, row, saved
from workflows.importing import rejects
from workflows.importing.rejects import XLSX_TYPE
from workflows.sheets.escaping import quoted, unquoted

FORMULAS = [
    "=1+1",
    " =1+1",
    "\u00a0=1+1",
    "\u3000\u200b@SUM(A1)",
    "\ufeff=1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "＝1",
    "\t=1",
    "'=1",
]


def csv_rows(content: bytes, encoding: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode(encoding), newline="")))


def book_rows(content: bytes) -> list[list[str]]:
    rows = load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    return [["" if cell is None else cell for cell in one] for one in rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_file_comes_back_in_its_encoding_with_one_column_more(office, encoding):
    bad = row(CF_WSH="", CF_FRDB="赵䶮")
    run = office.import_file(csv_file([row(), bad], encoding), "八月.csv")
    filename, media_type, content = office.rejects(run.id)
    header, refused = csv_rows(content, encoding)
    assert filename == "八月_未导入.csv" and media_type.startswith("text/csv")
    assert header == [*CODES, "错误说明"]
    assert refused == [*bad.values(), "行政处罚决定书文号（CF_WSH）没有填写。这一列必须填写。"]


def test_a_workbook_comes_back_as_a_workbook(office):
    run = office.import_file(book_file([row(CF_WSH="")], NAMES), "八月.xlsx")
    filename, media_type, content = office.rejects(run.id)
    header, refused = book_rows(content)
    assert (filename, media_type) == ("八月_未导入.xlsx", XLSX_TYPE)
    assert header == [*NAMES, "错误说明"] and refused[:-1] == list(row(CF_WSH="").values())


def test_a_file_without_faults_gives_back_only_a_header(office):
    run = office.import_file(csv_file([row()]))
    assert csv_rows(office.rejects(run.id)[2], "utf-8") == [["错误说明"]]


@pytest.mark.parametrize("name", ["处罚.csv", "处罚.xlsx"])
def test_mended_refused_rows_are_imported(office, name):
    make = book_file if name.endswith("xlsx") else csv_file
    run = office.import_file(make([row(CF_WSH="坏"), row(OTHER_COMPANY, CF_JDRQ="坏")]), name)
    content = office.rejects(run.id)[2]
    header, refused = book_rows(content) if name.endswith("xlsx") else csv_rows(content, "utf-8")
    mended = dict(zip(header, refused, strict=True)) | {"CF_JDRQ": "2026/03/02"}
    again = office.import_file(with_faults_column(mended))
    assert (run.refused, again.added, again.refused) == (1, 1, 0)


def test_refused_rows_sent_unmended_are_refused_with_the_same_words(office):
    run = office.import_file(csv_file([row(CF_WSH="", CF_SY="=1+1")]))
    again = office.import_file(office.rejects(run.id)[2])
    assert office.faults(again.id) == office.faults(run.id)
    assert office.rejects(again.id)[2] == office.rejects(run.id)[2]


def test_cells_beyond_the_header_come_back_too(office):
    content = csv_file([row()]) + csv_file([row()]).split(b"\r\n")[1] + b",more\r\n"
    header, refused = csv_rows(office.rejects(office.import_file(content).id)[2], "utf-8")
    assert header[30:] == ["", "错误说明"] and refused[30] == "more"


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_of_a_csv_file_is_run_as_a_formula(office, formula):
    run = office.import_file(csv_file([row(CF_WSH="", BZ=formula)]))
    _, refused = csv_rows(office.rejects(run.id)[2], "utf-8")
    assert not [
        cell for cell in refused if cell.lstrip("\u00a0\u3000\u200b\ufeff \t").startswith(tuple("=+-@＝"))
    ]
    assert "'" + formula.lstrip("'") in refused[29]


def test_a_formula_left_as_it_is_would_be_noticed(office, monkeypatch):
    monkeypatch.setattr(rejects, "quoted", str)
    with pytest.raises(AssertionError):
        test_no_cell_of_a_csv_file_is_run_as_a_formula(office, FORMULAS[0])


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_of_a_workbook_is_run_as_a_formula(office, formula):
    run = office.import_file(with_text_in_remark(formula))
    sheet = load_workbook(io.BytesIO(office.rejects(run.id)[2])).active
    assert "f" not in {cell.data_type for line in sheet for cell in line}
    assert sheet["AD2"].value == formula


@given(st.text(max_size=20))
def test_what_is_made_harmless_is_restored_exactly(cell):
    assert unquoted(quoted(cell)) == cell


def with_faults_column(one: Row) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(one))
    writer.writeheader()
    writer.writerow(one)
    return text.getvalue().encode()


def with_text_in_remark(text: str) -> bytes:
    book = load_workbook(io.BytesIO(book_file([row(CF_WSH="")])))
    remark = book.active["AD2"]
    remark.value, remark.data_type = text, "s"
    return saved(book)

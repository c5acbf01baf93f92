"""Every encoding and format that is read, and every file that is none of ours."""

import io
import zipfile
from datetime import UTC, date, datetime

import pytest
from openpyxl import Workbook

from tests.importing.files import CODES, NAMES, book_file, csv_file, judged, row, saved
from workflows.errors import UnreadableFile
from workflows.importing.header import Header
from workflows.importing.layout import PENALTIES
from workflows.importing.reading import lines_of
from workflows.sheets import reading
from workflows.sheets.formats import FileFormat, format_of
from workflows.sheets.limits import LIMITS, Limits
from workflows.sheets.reading import Plain

RARE = row(CF_FRDB="赵䶮喆堃昇")


def plain(content: bytes, limits: Limits = LIMITS) -> Plain:
    return reading.read(content, format_of(content, limits), PENALTIES.sought, limits, whole=True)


def read(content: bytes, limits: Limits = LIMITS) -> list[dict[str, str]]:
    found = plain(content, limits)
    header = Header.read(found.titles)
    return [header.texts(line.cells) for line in lines_of(found.packed)]


def refusal(content: bytes, limits: Limits = LIMITS) -> str:
    with pytest.raises(UnreadableFile) as caught:
        Header.read(plain(content, limits).titles)
    return str(caught.value).removeprefix(str(UnreadableFile()))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_file_is_read_in_every_encoding(encoding):
    assert read(csv_file([RARE], encoding)) == [RARE]
    assert format_of(csv_file([RARE], encoding), LIMITS) == f"csv-{encoding}"


def test_the_encoding_is_told_by_the_whole_file_and_not_by_its_beginning():
    late = b"a" * (2**21 + 1) + "违法".encode("gb18030")
    assert format_of(late, LIMITS) is FileFormat.CSV_GB18030


def test_a_character_may_lie_across_two_chunks():
    content = b"a" * (2**20 - 1) + "违法".encode()
    assert format_of(content, LIMITS) is FileFormat.CSV_UTF8


def test_a_workbook_gives_the_same_rows_as_a_csv_file():
    assert read(book_file([RARE])) == [RARE]


def test_dates_and_numbers_of_a_workbook_become_exact_text():
    typed = row() | {
        "CF_JDRQ": datetime(2026, 3, 2, tzinfo=UTC).replace(tzinfo=None),
        "CF_YXQ": date(2099, 12, 31),
        "CF_NR_FK": 0.1 + 0.2,
        "CF_NR": "警告；罚款3000元。",
    }
    (texts,) = read(book_file([typed]))
    assert (texts["CF_JDRQ"], texts["CF_YXQ"], texts["CF_NR_FK"]) == ("2026/03/02", "2099/12/31", "0.3")
    assert judged(texts).fine == 3000


def test_a_code_kept_as_a_number_is_not_made_up():
    (texts,) = read(book_file([row() | {"CF_XDR_GSZC": 230300100000010, "CF_NR_FK": 3}]))
    assert (texts["CF_XDR_GSZC"], texts["CF_NR_FK"]) == ("230300100000010", "3")


def test_blank_lines_are_passed_over_and_lines_keep_their_numbers():
    content = csv_file([row()]) + b"\r\n,,,\r\n" + csv_file([row(CF_WSH="2")]).split(b"\r\n", 1)[1]
    assert [line.number for line in lines_of(plain(content).packed)] == [2, 5]


def test_the_penalty_sheet_is_found_among_others():
    book = Workbook()
    book.active.append(["填报说明"])
    sheet = book.create_sheet("数据")
    sheet.append(CODES)
    sheet.append([RARE[code] for code in CODES])
    assert read(saved(book)) == [RARE]


def test_two_penalty_sheets_are_refused():
    book = Workbook()
    for sheet in (book.active, book.create_sheet()):
        sheet.append(CODES)
    assert "不止一张" in refusal(saved(book))


def test_a_wrong_size_stated_by_a_workbook_loses_no_rows():
    stated = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book_file([row(), row(CF_WSH="2")]))) as old,
        zipfile.ZipFile(stated, "w") as new,
    ):
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'ref="A1:AD3"', b'ref="A1:A1"'))
    assert len(read(stated.getvalue())) == 2


OTHERS = {
    "empty": (b"", "文件是空的"),
    "image": (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "图片"),
    "pdf": (b"%PDF-1.7 ...", "PDF"),
    "old excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".xls"),
    "utf-16": (csv_file([row()], "utf-16"), "UTF-16"),
    "binary": (b"abc\0def", "不是文本文件"),
    "latin": (b"\xff\x80\xff", "既不是 UTF-8 也不是 GB18030"),
    "damaged workbook": (book_file([row()])[:3000], "已损坏"),
    "other zip": (b"PK\x03\x04nonsense", "已损坏"),
    "blank": (b"\r\n,,\r\n", "没有任何内容"),
    "header only": (csv_file([]), "只有表头"),
    "other table": (b"name,age\r\nLi,3\r\n", "不是行政处罚文件的表头"),
    "semicolons": (csv_file([row()]).replace(b",", b";"), "英文逗号"),
    "permits": (csv_file([row()], header=[code.replace("CF_", "XK_") for code in CODES]), "行政许可"),
    "open quote": (csv_file([row()]) + b'"abc', "双引号不成对"),
    "stray quote": (csv_file([row()]) + b'"a"b,c', "双引号不成对"),
}


@pytest.mark.parametrize(("content", "reason"), OTHERS.values(), ids=OTHERS.keys())
def test_a_file_that_is_none_of_ours_is_refused_with_one_reason(content, reason):
    assert reason in refusal(content)


def test_a_word_document_is_refused():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as document:
        document.writestr("word/document.xml", "<w/>")
    assert "已损坏或不是 .xlsx" in refusal(packed.getvalue())


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (Limits(rows=1), "超过 1 行"),
        (Limits(file_bytes=100), "MB"),
        (Limits(cell=10), "超过 10 字"),
    ],
)
def test_a_file_beyond_the_limits_is_refused(limits, reason):
    assert reason in refusal(csv_file([row(), row()]), limits)


def test_a_workbook_that_unpacks_to_too_much_is_refused():
    assert "解开后超过" in refusal(book_file([row()]), Limits(unpacked_bytes=1000))


def test_a_row_number_beyond_every_sheet_is_refused():
    far = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book_file([row()]))) as old, zipfile.ZipFile(far, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'<row r="2"', b'<row r="900000000"'))
    assert "行号" in refusal(far.getvalue())


def test_chinese_names_serve_as_header():
    assert read(csv_file([RARE], header=NAMES)) == [RARE]

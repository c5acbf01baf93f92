"""What workbooks and other systems do to rows: hidden sheets, escapes, merged cells, titles, dots, several dates."""

import io

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.importing.files import CODES, NAMES, OTHER_COMPANY, blamed, book_file, csv_file, judged, row, saved
from tests.importing.test_formats import plain, read, refusal
from workflows.errors import NotFound, UnreadableFile
from workflows.importing import map_titles, report
from workflows.sheets.limits import LIMITS
from workflows.sheets.numbers import day_text, shows_a_day
from workflows.sheets.texts import escaped, shared_texts, unescaped
from workflows.sheets.unseen import Unseen, unseen


def two_sheets(*hidden: bool) -> bytes:
    book = Workbook()
    sheets = [book.active, *(book.create_sheet() for _ in hidden[1:])]
    for sheet, is_hidden in zip(sheets, hidden, strict=True):
        sheet.append(CODES)
        sheet.append(list(row().values()))
        sheet.sheet_state = "hidden" if is_hidden else "visible"
    book.create_sheet("说明")
    return saved(book)


def test_a_hidden_sheet_is_not_imported_behind_anybodys_back():
    assert "是隐藏的，请取消隐藏" in refusal(two_sheets(True))
    found = plain(two_sheets(True, False))
    assert found.count == 1 and found.remarks == ["隐藏的工作表“Sheet”没有导入。"]
    assert "不止一张" in refusal(two_sheets(False, False))


def partly_hidden(rows: int) -> bytes:
    book = Workbook()
    book.active.append(CODES)
    for number in range(1, rows + 1):
        book.active.append(list(row(CF_WSH=f"鸡市监处罚〔2026〕{number}号").values()))
    book.active.row_dimensions[3].hidden = True
    book.active.row_dimensions[4].hidden = True
    book.active.row_dimensions[rows + 5].hidden = True
    book.active.column_dimensions["A"].hidden = True
    book.active.column_dimensions["AZ"].hidden = True
    return saved(book)


def test_rows_and_columns_that_a_sheet_hides_are_imported_and_said():
    found = plain(partly_hidden(4))
    assert found.count == 4
    assert found.remarks == [
        "工作表中隐藏的第 3、4 行（共 2 行）也一并导入，请核对是否应当报送。",
        "工作表中隐藏的第 A 列（共 1 列）也一并导入，请核对是否应当报送。",
    ]
    assert plain(book_file([row()])).remarks == []
    assert unseen({"ht": "0"}, "ht") and not unseen({"ht": "14.25", "hidden": "0"}, "ht")


def test_many_hidden_rows_are_counted_and_not_all_named():
    told = Unseen(rows=list(range(2, 50)), columns={26, 701, 702}).sentences()
    assert "2、3、4、5、6、7、8、9、10、11等 行（共 48 行）" in told[0]
    assert "AA、ZZ、AAA 列（共 3 列）" in told[1]


@pytest.mark.parametrize(
    ("written", "meant"), [("_x000D_", "\r"), ("_x005F_x000D_", "_x000D_"), ("_x0041_b", "Ab")]
)
def test_escapes_of_a_workbook_are_resolved_and_made(written, meant):
    assert unescaped(written) == meant
    assert unescaped(escaped(meant)) == meant


def test_an_escaped_line_break_is_a_line_break():
    [texts] = read(book_file([row(CF_SY="第一段_x000D_第二段")]))
    assert judged(texts).facts == "第一段 第二段"


def test_shared_texts_are_read_without_the_readings_of_their_characters():
    texts = "<x:r><x:t>赵</x:t></x:r><x:r><x:t>䶮</x:t></x:r><x:rPh><x:t>yan</x:t></x:rPh>"
    part = f"<x:sst xmlns:x='u'><x:si>{texts}</x:si></x:sst>"
    assert shared_texts(io.BytesIO(part.encode()), LIMITS) == ["赵䶮"]


def merged_amounts() -> bytes:
    book = Workbook()
    book.active.append(CODES)
    for number in ("1", "2"):
        book.active.append(list(row(CF_WSH=number).values()))
    place = CODES.index("CF_NR_FK") + 1
    book.active.merge_cells(start_row=2, end_row=3, start_column=place, end_column=place)
    return saved(book)


def test_a_merged_amount_belongs_to_nobody_knows_which_row():
    first, second = read(merged_amounts())
    assert blamed(first) == []
    [sentence] = blamed(second)
    assert "罚款金额" in sentence and "合并单元格" in sentence and "逐行填写" in sentence


@pytest.mark.parametrize("dot", "·•‧∙⋅・･")
def test_the_middle_dots_of_a_name_are_one(office, dot):
    assert judged(row(CF_FRDB=f"阿卜杜拉{dot}买买提")).party.legal_representative == "阿卜杜拉·买买提"
    names = [f"{name}商店有限公司" for name in ("古丽·买买提", f"古丽 {dot} 买买提")]
    run = office.import_file(
        csv_file([row(CF_XDR_MC=name, CF_WSH=str(place)) for place, name in enumerate(names)])
    )
    assert run.added == 2


DAYS = [
    "2026-03-02 00:00:00",
    "2026/3/2 0:00",
    "2026-03-02T00:00:00+08:00",
    "2026年3月2日",
    "2026.3.2",
    "20260302",
    "46083",
]


@pytest.mark.parametrize("written", DAYS)
def test_a_day_is_read_in_every_plain_form(written):
    assert judged(row(CF_JDRQ=written)).decided_on.isoformat() == "2026-03-02"


@pytest.mark.parametrize(
    ("written", "wrong"),
    [
        ("2026-03-01 16:00:00", "还有时刻"),
        ("2026-03-02T00:00:00-05:00", "请写成"),
        ("2026-03-02；2026-03-05", "不止一个日期"),
        ("2026年3月2日\n2026年3月5日", "不止一个日期"),
        ("30000", "早于"),
    ],
)
def test_a_day_that_could_be_another_is_given_back(written, wrong):
    [sentence] = blamed(row(CF_JDRQ=written))
    assert wrong in sentence


def test_a_serial_of_a_workbook_that_counts_from_1904_is_not_four_years_off():
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append(CODES)
    book.active.append([44621 if code == "CF_JDRQ" else value for code, value in row().items()])
    [texts] = read(saved(book))
    assert judged(texts).decided_on.isoformat() == "2026-03-02"


@pytest.mark.parametrize(
    ("number", "day"), [(1, "1900/01/01"), (61, "1900/03/01"), (46083.5, "2026/03/02 12:00:00")]
)
def test_days_are_counted_as_spreadsheets_count_them(number, day):
    assert day_text(number, since_1904=False) == day


@pytest.mark.parametrize(
    ("shown", "is_day"),
    [
        ("yyyy/m/d;@", True),
        ('yyyy"年"m"月"', True),
        ("[h]:mm", True),
        ("General", False),
        ('0.00"元/日"', False),
        ("[Red]0", False),
    ],
)
def test_a_format_is_known_to_show_days(shown, is_day):
    assert shows_a_day(shown) is is_day


def test_rows_above_the_header_are_found_in_a_csv_file_too():
    found = plain("2026年行政处罚信息\r\n填报单位：某局\r\n".encode() + csv_file([row()]))
    assert (found.count, found.above, found.titles) == (1, 2, CODES)


ODD = [title.replace("行政处罚决定书文号", "文号（新）") for title in NAMES]


def test_unknown_titles_wait_for_a_person_and_what_he_says_is_followed(office):
    run_id = office.receive(csv_file([row(), row(OTHER_COMPANY)], header=[*ODD[:-1], "经办电话"]))
    assert office.run(run_id).state == "mapping"
    office.open_file(run_id)
    assert office.run(run_id).total is None
    with office.begin() as session:
        with pytest.raises(UnreadableFile, match="缺少必填列"):
            map_titles(session, run_id, {"文号(新)": "", "经办电话": ""})
        map_titles(session, run_id, {"文号(新)": "CF_WSH", "经办电话": ""})
    office.open_file(run_id)
    while office.import_part(run_id):
        pass
    assert (office.run(run_id).state, office.run(run_id).added) == ("done", 2)
    with office.begin() as session, pytest.raises(NotFound):
        map_titles(session, run_id, {})


def test_a_column_that_is_not_imported_is_sealed_in_a_refused_row(office):
    secret = "230302199001011231"
    run_id = office.receive(csv_file([row(CF_WSH="", BZ=secret)], header=[*NAMES[:-1], "经办电话"]))
    with office.begin() as session:
        map_titles(session, run_id, {"经办电话": ""})
    office.open_file(run_id)
    office.import_part(run_id)
    assert secret not in str(office.dump()) and secret in office.rejects(run_id)[2].decode()


def test_a_code_under_any_sign_contradicts_as_itself(office):
    signed = [row(CF_XDR_SHXYM=f"'{row()['CF_XDR_SHXYM']}"), row(CF_NR_FK="0.3")]
    assert office.import_file(csv_file(signed)).refused == 2


def test_a_character_that_no_font_has_is_imported_and_said(office):
    content = csv_file([row(CF_SY="经营者张\U00030001未明码标价。"), row(OTHER_COMPANY)])
    run = office.run(office.import_file(content).id)
    assert (run.added, run.refused) == (2, 0)
    [sentence] = report(run)
    assert sentence.startswith("1 行有字库没有的字“\U00030001”（U+30001），已照常导入；")

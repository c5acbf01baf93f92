"""Makes the sample files in docs/sample/ anew: python -m scripts.make_sample."""

import csv
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from openpyxl import Workbook

from scripts.sample_rows import CODES, Maker, Row
from workflows.importing.columns import STANDARD

FOLDER = Path(__file__).parent.parent / "docs" / "sample"
NAME = "行政处罚双公示"
PARTIES = 170
SIZES = (120, 100, 80)
PARTY = CODES[:13]

# What is made wrong: file, row, the columns that are overwritten.
FAULTS: Sequence[tuple[int, int, Row]] = (
    (0, 11, {"CF_XDR_LB": "法人及非法人组织", "CF_XDR_SHXYM": "91230300MA0000016G"}),
    (0, 27, {"CF_JDRQ": "2026/13/05"}),
    (0, 43, {"CF_CFLB": "罚款", "CF_NR_FK": "", "CF_NR_WFFF": "", "CF_NR_ZKDX": ""}),
    (0, 58, {"CF_CFLB": "罚款", "CF_NR_FK": "5000000000", "CF_NR_WFFF": "", "CF_NR_ZKDX": ""}),
    (1, 8, {"CF_WFXW": ""}),
    (1, 31, {"CF_CFLB": "警告;批评教育"}),
    (1, 52, {"CF_JDRQ": "2027/01/05"}),
    (1, 77, {"CF_XDR_LB": "个体工商户", "CF_XDR_SHXYM": "91230300MA0000015G"}),
    (2, 6, {"CF_XDR_LB": "自然人", "CF_XDR_SHXYM": "", "CF_XDR_GSZC": "", "CF_XDR_ZJHM": ""}),
    (2, 23, {"CF_GSJZQ": "2023/01/01"}),
    (2, 40, {"CF_SY": "#N/A"}),
    (2, 66, {"BZ": "简易程序"}),
)


def main() -> None:
    """Write the three files."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    utf8, gb18030, book = sample_files()
    write_csv(FOLDER / f"{NAME}_utf8.csv", utf8, "utf-8-sig")
    write_csv(FOLDER / f"{NAME}_gb18030.csv", gb18030, "gb18030")
    write_book(FOLDER / f"{NAME}.xlsx", book)


def sample_files() -> list[list[Row]]:
    """Return the rows of the three files; one penalty is sent twice, and a dozen rows are faulty."""
    maker = Maker()
    rows = list(maker.penalties(maker.parties(PARTIES), sum(SIZES)))
    maker.chance.shuffle(rows)
    stream = iter(rows)
    files = [list(islice(stream, size)) for size in SIZES]
    for file, place, columns in FAULTS:
        files[file][place] |= columns
    files[0][90] |= {code: files[0][0][code] for code in PARTY} | {"CF_XDR_MC": "鸡西市查无此名商贸有限公司"}
    files[2].append(dict(files[0][0]))
    return files


def write_csv(path: Path, rows: list[Row], encoding: str) -> None:
    """Write a file as authorities send it: codes as header, comma, CRLF."""
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, CODES)
        writer.writeheader()
        writer.writerows(rows)


def write_book(path: Path, rows: list[Row]) -> None:
    """Write a workbook under the Chinese names, with real dates and numbers in it."""
    book = Workbook(write_only=True)
    book.properties.created = book.properties.modified = datetime(2026, 11, 23, tzinfo=UTC).replace(
        tzinfo=None
    )
    sheet = book.create_sheet("行政处罚")
    sheet.append([column.name for column in STANDARD])
    for row in rows:
        sheet.append([_value(column.type, row[column.code]) for column in STANDARD])
    book.save(path)


def _value(kind: str, text: str) -> object:
    if kind == "date" and text and not text.startswith("2099"):
        return datetime.strptime(text, "%Y/%m/%d")  # noqa: DTZ007  # a spreadsheet's dates have no zone
    return float(text) if kind == "amount" and text else text


if __name__ == "__main__":
    main()

"""The sample that the demonstration imports: realistic, and made again by its script."""

import pytest

from forms.choices import ImportKind
from scripts.make_sample import FAULTS, FOLDER, NAME, main, sample_files
from tests.importing.conftest import Office
from workflows.importing.layout import PENALTIES
from workflows.importing.reading import lines_of
from workflows.sheets.formats import format_of
from workflows.sheets.limits import LIMITS
from workflows.sheets.reading import read

FILES = [f"{NAME}_utf8.csv", f"{NAME}_gb18030.csv", f"{NAME}.xlsx"]


def lines(content: bytes) -> list[list[str]]:
    plain = read(content, format_of(content, LIMITS), PENALTIES.sought, LIMITS, whole=True)
    return [plain.titles, *(line.cells for line in lines_of(plain.packed))]


def test_the_sample_is_imported_but_for_its_dozen_faulty_rows(office: Office):
    runs = [office.import_file((FOLDER / name).read_bytes(), name) for name in FILES]
    assert sum(run.total for run in runs) == 301
    assert [run.refused for run in runs] == [
        sum(file == place for file, _, _ in FAULTS) + (place == 0) for place in range(3)
    ]
    assert (sum(run.added for run in runs), runs[2].unchanged) == (287, 1)


def test_what_the_register_changed_of_them_since_is_imported_but_for_two_rows(office: Office):
    for name in FILES:
        office.import_file((FOLDER / name).read_bytes(), name)
    changed = FOLDER / "登记变更" / "登记变更.csv"
    run = office.import_file(changed.read_bytes(), changed.name, ImportKind.REGISTRATIONS)
    assert (run.updated, run.unchanged, run.refused) == (4, 0, 2)
    assert [change.kind for change in office.changes] == [
        "renamed",
        "representative",
        "status",
        "status",
        "address",
    ]


@pytest.mark.parametrize("first", FILES)
def test_any_file_of_the_sample_may_come_first(office: Office, first: str):
    names = [first, *(name for name in FILES if name != first)]
    runs = [office.import_file((FOLDER / name).read_bytes(), name) for name in names]
    assert sum(run.refused for run in runs) == 13


def test_the_script_makes_the_sample_again(tmp_path, monkeypatch):
    monkeypatch.setattr("scripts.make_sample.FOLDER", tmp_path)
    main()
    for name in FILES:
        assert lines((tmp_path / name).read_bytes()) == lines((FOLDER / name).read_bytes())


def test_the_sample_holds_rare_characters_long_facts_and_every_kind_of_party():
    rows = [row for file in sample_files() for row in file]
    assert all(any(letter in row["CF_XDR_MC"] + row["CF_FRDB"] for row in rows) for letter in "䶮喆堃昇")
    assert max(len(row["CF_SY"]) for row in rows) > 3000
    assert {row["CF_XDR_LB"] for row in rows} == {"法人及非法人组织", "个体工商户", "自然人"}

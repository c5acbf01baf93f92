"""The installation's own facts are complete, and those nobody has confirmed are named."""

from pathlib import Path

import pytest

from workflows.documents.bureau import BUREAU_FILE, bureau, read_bureau
from workflows.errors import CatalogueFault


def changed(tmp_path: Path, right: str, wrong: str) -> Path:
    file = tmp_path / "bureau.toml"
    text = BUREAU_FILE.read_text("utf-8")
    assert right in text
    file.write_text(text.replace(right, wrong), "utf-8")
    return file


def test_the_court_is_marked_as_unconfirmed() -> None:
    assert "court" in bureau().unconfirmed


@pytest.mark.parametrize(
    ("right", "wrong", "named"),
    [
        ('court = "鸡西市鸡冠区人民法院"', "", "court"),
        ('court = "鸡西市鸡冠区人民法院"', 'court = ""', "court"),
        ('postcode = "158100"', 'postcode = "158100"\nfax = "1"', "fax"),
        ('unconfirmed = ["address"', 'unconfirmed = ["colour"', "colour"),
    ],
)
def test_a_wrong_bureau_file_is_refused(tmp_path: Path, right: str, wrong: str, named: str) -> None:
    with pytest.raises(CatalogueFault, match=named):
        read_bureau(changed(tmp_path, right, wrong))

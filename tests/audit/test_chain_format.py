"""The chain's format stands in the decision records; writer and auditor each follow it, neither the other."""

import re
from pathlib import Path

from workflows.audit.chain import FORMATS
from workflows.register.chained import COLUMNS

RECORD = Path(__file__).parents[2] / "docs" / "decisions" / "002-chain-format.md"
ROW = re.compile(r"^\| `(\w+)` \| (.+) \| (.+) \|$", re.MULTILINE)


def written_down() -> dict[str, tuple[set[str], set[str]]]:
    rows = ROW.findall(RECORD.read_text(encoding="utf-8"))
    return {table: (names(clear), names(personal)) for table, clear, personal in rows}


def names(cell: str) -> set[str]:
    return set(re.findall(r"`(\w+)`", cell))


def test_the_auditor_follows_the_record():
    assert {form.table: (set(form.clear), set(form.personal)) for form in FORMATS} == written_down()


def test_the_writer_follows_the_record():
    followed = {
        model.__tablename__: (set(clear), set(personal)) for model, (clear, personal) in COLUMNS.items()
    }
    assert followed == written_down()

"""The chain's format stands in the decision records; writer and auditor each follow it, neither the other."""

import re
from pathlib import Path

from workflows.audit.formats import FORMATS
from workflows.models import Base, Chained
from workflows.register.chained import columns_of

RECORD = Path(__file__).parents[2] / "docs" / "decisions" / "002-chain-format.md"
ROW = re.compile(r"^\| `(\w+)` \| (.+) \| (.+) \|$", re.MULTILINE)


def written_down() -> dict[str, tuple[set[str], set[str]]]:
    rows = ROW.findall(RECORD.read_text(encoding="utf-8"))
    return {table: (names(clear), names(personal)) for table, clear, personal in rows}


def names(cell: str) -> set[str]:
    return set(re.findall(r"`(\w+)`", cell))


def test_the_auditor_follows_the_record():
    assert {form.table: (set(form.clear.split()), set(form.personal)) for form in FORMATS} == written_down()


def test_the_writer_follows_the_record():
    chained = [one.class_ for one in Base.registry.mappers if issubclass(one.class_, Chained)]
    followed = {
        model.__tablename__: (set(columns_of(model)) - set(model.personal), set(model.personal))
        for model in chained
    }
    assert followed == written_down()

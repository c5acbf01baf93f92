"""A document number is one number in every spelling; decisions that are on file already get its key."""

from importlib import import_module

import pytest
from sqlalchemy import create_engine, text

from forms.identifiers import document_number_key
from tests.importing.files import csv_file, row

migration = import_module("migrations.versions.0013_one_number_in_every_spelling")
KEY = "鸡市监处罚〔2026〕708号"
SPELLINGS = [
    KEY,
    "鸡市监处罚【2026】708号",
    "鸡市监处罚（2026）708号",
    "鸡市监处罚[2026]708号",
    "鸡市监处罚﹝２０２６﹞７０８号",
    " 鸡市监处罚〔2026〕 708\u200b 号",
]


@pytest.mark.parametrize("number", SPELLINGS)
def test_brackets_widths_and_spaces_make_no_other_number(number):
    assert document_number_key(number) == KEY


@pytest.mark.parametrize(
    "number", ["鸡市监处罚〔2026〕709号", "鸡市监罚〔2026〕708号", "鸡市监处罚〔2026〕70-8号"]
)
def test_another_number_is_another(number):
    assert document_number_key(number) != KEY


def test_the_migration_counts_as_the_house_does():
    assert [migration.one_spelling(number) for number in SPELLINGS] == list(
        map(document_number_key, SPELLINGS)
    )


def test_the_spelling_of_the_first_stays_when_the_decision_is_corrected(office):
    for number, fine in ((SPELLINGS[1], "0.2"), (KEY, "0.3")):
        office.import_file(csv_file([row(CF_WSH=number, CF_NR_FK=fine)]))
    with office.engine.connect() as connection:
        asked = text("SELECT document_number, number_key, fine FROM penalty_decision")
        assert connection.execute(asked).all() == [(SPELLINGS[1], KEY, 3000)]


def test_decisions_on_file_get_their_key_and_a_double_one_a_key_of_its_own(monkeypatch):
    engine = create_engine("sqlite://")
    columns = "id INTEGER PRIMARY KEY, document_number, number_key, entity_id, authority_code"
    with engine.begin() as connection:
        connection.execute(text(f"CREATE TABLE penalty_decision ({columns})"))
        for number in (KEY, SPELLINGS[1], "2"):
            connection.execute(
                text("INSERT INTO penalty_decision VALUES (NULL, :n, NULL, 1, 'A')"), {"n": number}
            )
        monkeypatch.setattr(migration.op, "get_bind", lambda: connection)
        migration.fill()
        keys = connection.execute(text("SELECT number_key FROM penalty_decision ORDER BY id")).scalars().all()
    assert keys == [KEY, f"{KEY}#2", "2"]

"""The tables are files of the DMN 1.3 standard, so that any DMN viewer shows them."""

from pathlib import Path

import pytest
import SpiffWorkflow.dmn.parser as dmn_parser
from lxml import etree

from workflows.law.files import FOLDER

SCHEMA = Path(dmn_parser.__file__).parent / "schema" / "DMN13.xsd"
FILES = sorted(FOLDER.glob("*.dmn"))


@pytest.fixture(scope="module")
def standard():
    return etree.XMLSchema(etree.parse(SCHEMA))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_table_keeps_to_the_schema_of_dmn_1_3(standard, path):
    standard.assertValid(etree.parse(path))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_element_has_an_id_of_its_own(path):
    ids = [element.get("id") for element in etree.parse(path).iter() if element.get("id")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_titles_and_columns_are_named_in_chinese(path):
    root = etree.parse(path).getroot()
    names = [element.get("label") for element in root.iter("{*}input", "{*}output")]
    names += [element.get("name") for element in root.iter("{*}decision")]
    assert all(any("一" <= letter <= "鿿" for letter in name) for name in names)

"""What the fonts lack is known before it is printed, as the printing child would find it."""

import random

import pytest
from marshmallow import ValidationError

from workflows import fonts
from workflows.documents.coverage import demand_printable
from workflows.documents.press import print_pdf
from workflows.errors import DocumentUnprintable, FontsUnknown
from workflows.fonts import printable, sentence, unprintable

LACKED = {
    "Tibetan": "\u0f40",
    "Mongolian": "\u1820",
    "private use": "\ue000",
    "extension G": "\U00030001",
}
HAD = "喆堃昇䶮㛃𠮷镕·•（）①㎡½α中\u3000\u00a0\u200b\ufe0f\U000e0100\t\n"


@pytest.mark.parametrize("character", LACKED.values(), ids=LACKED)
def test_a_character_that_no_font_has_is_found(character: str) -> None:
    assert unprintable(f"张{character}三{character}") == [character]


def test_rare_names_signs_and_what_needs_no_shape_are_printable() -> None:
    assert unprintable(HAD) == []


def test_every_text_of_a_list_or_table_is_looked_at() -> None:
    rows = [{"name": "扎西", "goods": ["糌粑\u0f40"]}]
    with pytest.raises(ValidationError) as refused:
        demand_printable({"rows": rows, "note": "无", "amount": 5})
    assert list(refused.value.messages) == ["rows"]


def test_the_sentence_names_the_character_and_its_number() -> None:
    assert "“\U00030001”（U+30001）" in sentence(["\U00030001"])


def test_it_is_what_the_printing_child_finds() -> None:
    chance = random.Random(20261123)  # noqa: S311  # no secret
    drawn = "".join(map(chr, chance.sample([*range(0xA1, 0xD7FF), *range(0x20000, 0x323B0)], 300)))
    asked = drawn + "".join(LACKED.values())
    with pytest.raises(DocumentUnprintable) as found:
        print_pdf(f"<p>{'</p><p>'.join(asked)}</p>")
    told = str(found.value).partition("字库中没有")[2].removesuffix("。")
    assert set(told.split("、")) == set(unprintable(asked))


def test_without_fonts_the_application_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "environment", lambda _: {"FONTCONFIG_FILE": "/nowhere", "PATH": "/nowhere"})
    with pytest.raises(FontsUnknown):
        printable.__wrapped__()

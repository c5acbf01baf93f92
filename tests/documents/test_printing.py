"""From stored facts to the printed sheet: text, pages, fonts, codes, and the same bytes every time."""

import re

import pytest
import zxingcpp

from tests.documents.papers import CHECK_URL, CODE, EXAMPLES, facts, kind_of_example, laid_out
from tests.documents.sheets import pdf, picture, reader, text
from workflows.documents.catalogue import catalogue
from workflows.documents.environment import PROCESSES, TEMPLATES
from workflows.documents.press import Press, print_pdf
from workflows.errors import DocumentUnprintable

PAGES = {
    "proof_of_service": 1,
    "proof_of_service.long": 1,
    "address_confirmation.long": 1,
    "filing_approval": 1,
    "refusal_of_acceptance.long": 4,
    "grant_decision.long": 5,
    "repair_notice.long": 4,
}


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_document_prints_its_title_and_its_facts(example: str, caplog: pytest.LogCaptureFixture) -> None:
    printed = text(pdf(example))

    assert catalogue()[kind_of_example(example)].title in printed
    for name in ("party_name", "uscc", "case_number", "recipient", "record_cause"):
        assert facts(example).get(name, "") in printed
    assert caplog.messages == [], "排版程序有警告（例如没有安装 libharfbuzz-subset0）"


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_qr_code_leads_to_the_check_page(example: str) -> None:
    pages = range(1, len(reader(pdf(example)).pages) + 1)
    found = [code.text for page in pages for code in zxingcpp.read_barcodes(picture(pdf(example), page, 110))]

    assert found == [CHECK_URL]
    assert CODE in text(pdf(example))


@pytest.mark.parametrize("example", PAGES)
def test_a_document_keeps_its_number_of_pages(example: str) -> None:
    assert len(reader(pdf(example)).pages) == PAGES[example]


def on_letterhead(example: str) -> bool:
    """Whether the paper is a letter; a sheet with a table (a list of goods) has no imprint."""
    template = catalogue()[kind_of_example(example)].template
    folder = next(one for one in (PROCESSES, TEMPLATES) if (one / template).exists())
    return (folder / template).read_text().startswith('{% extends "letterhead.html" %}')


@pytest.mark.parametrize(
    "example",
    [one for one in EXAMPLES if catalogue()[kind_of_example(one)].served and on_letterhead(one)],
)
def test_the_last_page_carries_text_signature_and_imprint_together(example: str) -> None:
    last = reader(pdf(example)).pages[-1].extract_text()

    assert "2026年11月23日印发" in last
    assert len(re.findall("鸡西市市场监督管理局", last)) >= 2
    assert len(last) > 100


def test_two_children_print_the_same_bytes() -> None:
    other = Press()
    html = laid_out("grant_decision.long")
    again = other.print_pdf(html)
    other.close()

    assert again == print_pdf(html) == pdf("grant_decision.long")


def test_the_file_declares_pdf_a_3u_and_chinese() -> None:
    document = reader(pdf("grant_decision"))
    declared = document.trailer["/Root"]["/Metadata"].get_data().decode()

    assert re.search(r'pdfaid:part(>|=")3', declared) and re.search(r'pdfaid:conformance(>|=")U', declared)
    assert document.trailer["/Root"]["/Lang"] == "zh-CN"
    assert document.metadata is not None and document.metadata.author == "鸡西市市场监督管理局"


def test_rare_characters_are_printed_and_every_font_is_embedded() -> None:
    printed = print_pdf(laid_out("acceptance_notice", party_name="鸡西市喆堃昇䶮㛃𠮷镕商贸有限公司"))
    fonts = [font["/DescendantFonts"][0]["/FontDescriptor"] for font in _fonts(printed)]

    assert "喆堃昇䶮㛃𠮷镕" in text(printed)
    assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(font.get_object()) for font in fonts)


def test_the_text_is_set_in_fangsong_and_the_headings_in_hei_and_kai() -> None:
    names = " ".join(str(font["/BaseFont"]) for font in _fonts(pdf("grant_decision")))

    assert all(name in names for name in ("FandolFang", "FandolHei", "FandolKai", "Noto-Serif-CJK-SC"))


def test_a_character_that_no_font_has_is_named_instead_of_printed_as_a_box() -> None:
    with pytest.raises(DocumentUnprintable, match="\U000f0000"):
        print_pdf(laid_out("acceptance_notice", contact_person="张\U000f0000"))


def test_a_preview_is_watermarked_on_every_page() -> None:
    printed = print_pdf(laid_out("grant_decision.long", preview=True))

    assert all("预" in page.extract_text() and "览" in page.extract_text() for page in reader(printed).pages)


def _fonts(printed: bytes) -> list:
    resources = [page["/Resources"]["/Font"] for page in reader(printed).pages]
    return [font.get_object() for fonts in resources for font in fonts.values()]

"""No paper is signed that cannot be printed, and none is served before it is."""

import pytest
from marshmallow import ValidationError
from sqlalchemy import update

from tests.audit.planting import unguard
from tests.processes.repair import Repair
from workflows import audit
from workflows.casework.actor import actor_of
from workflows.casework.writing import write_character
from workflows.documents.addresses import check_address, use_public_address
from workflows.errors import DocumentUnprintable, PaperNotPrinted
from workflows.models import BusinessEntity, CaseStep, CharacterWriting, Document, NumberSeries, Service

RARE = "\U00030001"
TOLD = "“\U00030001”（U+30001）"


@pytest.fixture
def repair(office, calendar):
    return Repair(office, calendar)


def test_a_text_that_no_font_can_print_is_refused_where_it_is_typed(office, repair):
    with pytest.raises(ValidationError) as refused:
        repair.do("formal_check", materials="incomplete", missing=f"张{RARE}的委托书")
    [[sentence]] = refused.value.messages.values()
    assert list(refused.value.messages) == ["missing"] and TOLD in sentence and "改用其他写法" in sentence
    assert len(office.all(CaseStep)) == 1


def test_what_an_import_brought_is_refused_before_a_number_is_taken(office, repair):
    repair.do("formal_check", materials="complete")
    with office.begin() as session:
        session.connection().execute(update(BusinessEntity).values(name=f"鸡西市{RARE}商贸有限公司"))
    before = numbers(office)
    with pytest.raises(DocumentUnprintable, match="当事人名称中的") as refused:
        repair.agree("review_acceptance")
    assert TOLD in str(refused.value)
    assert office.all(Document) == [] and numbers(office) == before


def write(office, writing, character=RARE):
    with office.begin() as session:
        write_character(
            session,
            {"character": character, "writing": writing},
            actor_of(session, office.people["case_officer"]),
        )


def test_once_its_writing_is_entered_the_paper_carries_that_and_the_file_keeps_the_character(office, repair):
    name = f"鸡西市{RARE}商贸有限公司"
    repair.do("formal_check", materials="complete")
    with office.begin() as session:
        session.connection().execute(update(BusinessEntity).values(name=name))
    write(office, "（左王右乙）")
    write(office, "（左口右乙）")
    repair.agree("review_acceptance")
    assert office.one(Document).facts["party_name"] == "鸡西市（左口右乙）商贸有限公司"
    assert {party.name for party in office.all(BusinessEntity)} == {name}
    with office.begin() as session:
        assert list(audit.verify(session, {"B2.5", "B6.1"})) == []
    with office.begin() as session:
        unguard(session)
        session.connection().execute(update(CharacterWriting).values(writing="（左日右乙）"))
        assert {one.promise for one in audit.verify(session, {"B2.5", "B6.1"})} == {"B2.5", "B6.1"}
        session.rollback()


def test_only_what_no_font_has_is_written_otherwise_and_only_with_what_one_has(office, repair):
    for character, writing, told in (("喆", "（双吉）", "字库中有这个字"), (RARE, f"同{RARE}", "字库中没有")):
        with pytest.raises(ValidationError, match=told):
            write(office, writing, character)
    assert office.all(CharacterWriting) == []


def numbers(office):
    return {(series.series, series.last) for series in office.all(NumberSeries)}


def test_a_paper_is_not_served_before_it_is_printed(office, repair, monkeypatch):
    repair.do("formal_check", materials="complete").agree("review_acceptance")
    monkeypatch.setattr(office, "print_papers", lambda _: None)
    with pytest.raises(PaperNotPrinted, match="受理"):
        office.serve(repair.id)
    assert office.all(Service) == []
    monkeypatch.undo()
    office.serve(repair.id)
    assert len(office.all(Service)) == 1


def test_the_check_address_of_a_paper_is_frozen_with_its_facts(office, repair):
    use_public_address("https://old.example")
    repair.do("formal_check", materials="complete").agree("review_acceptance")
    use_public_address("https://new.example")
    [document] = office.all(Document)
    assert check_address(document) == f"https://old.example/check/{document.code}"

"""Each line of the credit record says to each reader what is for him: the officers, the party, everybody."""

import pytest

from forms.choices import Visibility
from tests.processes.penalty_walks import without_a_hearing
from tests.processes.repair import Repair
from workflows.documents.catalogue import kind_of
from workflows.models import CreditEntry, Document
from workflows.steps import StepContext

FURTHER = (Visibility.PARTY, Visibility.PUBLIC)


def repaired(office, calendar):
    Repair(office, calendar).accept().decide().serve()


@pytest.fixture(params=[repaired, without_a_hearing], ids=lambda walk: walk.__name__)
def walked(office, calendar, request):
    request.param(office, calendar)
    return office


def lines(office, reader):
    said = [entry.line_for(reader) for entry in office.all(CreditEntry)]
    return "\n".join(line for line in said if line)


def numbers(office, *, served):
    papers = office.all(Document)
    assert papers
    return {paper.number for paper in papers if kind_of(paper.kind).served is served}


def betrayed(office, reader):
    """The numbers of internal papers that a reader's lines carry."""
    return {number for number in numbers(office, served=False) if number in lines(office, reader)}


def test_no_line_for_others_carries_the_number_of_an_internal_paper(walked):
    assert [betrayed(walked, reader) for reader in FURTHER] == [set(), set()]
    assert betrayed(walked, Visibility.INTERNAL), "officers read them"


def test_the_party_is_told_of_every_paper_that_is_for_it(walked):
    told = lines(walked, Visibility.PARTY)
    assert {number for number in numbers(walked, served=True) if number not in told} == set()


def test_no_line_for_others_repeats_what_an_officer_filled_in(walked):
    for entry in walked.all(CreditEntry, kind="case"):
        for reader in FURTHER:
            assert not (entry.line_for(reader) or "").startswith(entry.summary.partition("。")[0]), (
                entry.summary
            )


def test_the_mark_of_a_line_is_its_furthest_reader(walked):
    for entry in walked.all(CreditEntry):
        read = [reader for reader in FURTHER if entry.line_for(reader)]
        assert entry.visibility == (read or [Visibility.INTERNAL])[-1]


def test_planted_a_step_that_tells_everybody_everything_is_found(office, calendar, monkeypatch):
    monkeypatch.setattr(StepContext, "note", StepContext.publish)
    repaired(office, calendar)
    assert betrayed(office, Visibility.PUBLIC)


def test_a_misspelt_mark_is_an_error(office, calendar, monkeypatch):
    case = Repair(office, calendar).do("formal_check", materials="complete")
    monkeypatch.setattr(StepContext, "tell_party", lambda ctx, words, **_: ctx.note(words, visiblity="party"))
    with pytest.raises(TypeError, match="visiblity"):
        case.agree("review_acceptance")

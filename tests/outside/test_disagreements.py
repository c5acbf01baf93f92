"""What a start refuses: each way in which diagram, declaration, code, law and papers may disagree, by code."""

import re
from pathlib import Path

import pytest

from workflows.catalog import catalog
from workflows.catalog.agreement import CHECKS
from workflows.errors import CaseworkError, DiagramRefused

DIAGRAM, DECLARED, STEPS, FORM, PAPERS = (
    "process.bpmn",
    "procedure.py",
    "steps.py",
    "visit.py",
    "documents.toml",
)
PROPERTY = (
    "</bpmn:documentation><bpmn:extensionElements><spiffworkflow:properties>"
    '<spiffworkflow:property name="{}" value="{}" />'
    "</spiffworkflow:properties></bpmn:extensionElements>"
)
PLANTED = {
    "a step that does not exist": (DIAGRAM, 'Operator id="keep_visit"', 'Operator id="keep_visitt"', "C04"),
    "a parameter misspelt": (DIAGRAM, 'parameter id="outcome"', 'parameter id="outcom"', "C05"),
    "a parameter with the value of a variable that nobody gives": (
        DIAGRAM,
        'value="&quot;visit_record&quot;"',
        'value="visit_recrod"',
        "C11",
    ),
    "a kind of paper that nobody has": (
        DIAGRAM,
        "&quot;visit_record&quot;",
        "&quot;visit_recrod&quot;",
        "C07",
    ),
    "a gateway that asks an unknown variable": (DIAGRAM, "visit_opinion ==", "visit_opinoin ==", "C11"),
    "a gateway that waits for a code that no form offers": (
        DIAGRAM,
        "&quot;agree&quot;",
        "&quot;agreed&quot;",
        "C10",
    ),
    "an outcome that nobody knows": (DIAGRAM, "&quot;DONE&quot;", "&quot;DNOE&quot;", "C06"),
    "opened_by misspelt": (DECLARED, "opened_by=", "opend_by=", "C22"),
    "the series left out": (DECLARED, 'series="访"', 'series=""', "C22"),
    "may_open misspelt": (DECLARED, "    may_open=may_open", "    may_opn=may_open", "C22"),
    "a preview of an unknown paper": (DECLARED, '("visit_record",)', '("visit_recrod",)', "C18"),
    "a preview at an unknown task": (DECLARED, '"review_visit":', '"reveiw_visit":', "C18"),
    "steering by an answer that the form does not ask": (
        FORM,
        '{"visit_opinion"}',
        '{"visit_opinoin"}',
        "C15",
    ),
    "a condition on an answer that the form does not ask": (
        FORM,
        '("visit_opinion", O',
        '("opinion", O',
        "C16",
    ),
    "a mandatory element that the template does not show": (
        PAPERS,
        'seen = "情况"',
        'seen = "情况"\nnonsense = "废话"',
        "C00",
    ),
    "documents.toml broken": (PAPERS, "[visit_record]", "[[[visit_record]", "C00"),
    "a paper whose kind is in no documents.toml": (
        DECLARED,
        'papers={"visit_record"',
        'papers={"visit_recrod"',
        "C17",
    ),
    "a timer whose clock no step starts": (DIAGRAM, "case_review_due", "recheck_due", "C11"),
    "a property of a task that names an unknown variable": (
        DIAGRAM,
        "</bpmn:documentation>",
        PROPERTY.format("document", "nothing_such"),
        "C11",
    ),
    "a step that starts an unknown clock": (STEPS, 'REVIEW = "case_review"', 'REVIEW = "case_reveiw"', "C20"),
    "a property that means nothing": (
        DIAGRAM,
        "</bpmn:documentation>",
        PROPERTY.format("documnet", "case_review_due"),
        "C13",
    ),
    "a lane whose role acts in no case": (DIAGRAM, 'name="科室负责人"', 'name="监督审计"', "C03"),
    "an import error inside the steps": (
        STEPS,
        "workflows.steps.limits",
        "workflows.steps.limts",
        "C22",
    ),
    "an import error inside the form file": (FORM, "forms.fields", "forms.feilds", "C22"),
    "a form without a task": (FORM, '"review_visit": ReviewVisit', '"review": ReviewVisit', "C14"),
    "an answer that a lead gives and the form does not ask": (
        DECLARED,
        "outcomes=Outcome,",
        'outcomes=Outcome, of_lead={"lead_contnet": "content"},',
        "C24",
    ),
    "a limit that messages keep and the law does not have": (
        DECLARED,
        "outcomes=Outcome,",
        'outcomes=Outcome, kept_by={"x": ("publicatoin",)},',
        "C19",
    ),
}


def test_as_it_stands_it_is_taken(by_itself):
    assert catalog().keys() == {"visit"}


@pytest.mark.parametrize("planted", PLANTED)
def test_a_planted_disagreement_is_refused(by_itself, planted):
    file, old, new, code = PLANTED[planted]
    by_itself.spoil(file, old, new)
    with pytest.raises(DiagramRefused) as refused:
        catalog()
    assert code in refused.value.detail and "。" in refused.value.detail, refused.value.detail


def test_the_guide_explains_every_code():
    guide = (Path(__file__).parents[2] / "docs" / "adding-a-procedure.md").read_text("utf-8")
    explained = set(re.findall(r"^\| (C\d\d) \|", guide, re.M))
    reading = {"C00", "C21", "C22", "C23"}
    assert explained == {check.code for check in CHECKS} | reading


def test_a_slip_inside_a_file_is_not_told_as_a_missing_file(by_itself):
    by_itself.spoil(STEPS, "workflows.steps.limits", "workflows.steps.limts")
    with pytest.raises(CaseworkError) as refused:
        catalog()
    assert "没有文件" not in refused.value.detail and "workflows.steps.limts" in refused.value.detail


def test_what_a_step_gives_without_having_said_so_is_refused_when_it_runs(by_itself):
    by_itself.spoil(STEPS, '@step("case_review_due")', "@step()")
    with pytest.raises(DiagramRefused, match="case_review_due"):
        catalog()

"""Every form of every procedure: what it says of its own answers holds."""

import pytest
from marshmallow import ValidationError

from forms import forms_of
from forms.base import TaskForm
from forms.choices import Choice, EntityKind, RecordState, Role
from forms.credit_repair import Apply, Verify
from tests.office import VERIFIED
from workflows.catalog import catalog

FORMS = {f"{key}/{name}": form for key in catalog() for name, form in forms_of(key).items()}
every_form = pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
KINDS = {
    "text",
    "string",
    "boolean",
    "enum",
    "date",
    "moment",
    "money",
    "integer",
    "lines",
    "attachments",
    "department",
}
PEOPLE = {"officer", "companion", "server", "hearing_host", "hearing_clerk", "member", "members"}


@every_form
def test_what_steers_and_what_is_needed_are_answers_of_the_form(form):
    made = form()
    conditions = {**form.needed_when, **form.offered_when}
    steering = form.steering if form.steers is TaskForm.steers else ()  # else the form derives what steers
    named = {*steering, *conditions, *(other for other, _ in conditions.values())}
    assert named <= made.fields.keys()


@every_form
def test_a_condition_names_a_code_that_can_be_answered(form):
    widgets = {widget.name: widget for widget in form().widgets()}
    for other, code in form().shown_when().values():
        offered = (
            {"true", "false"} if widgets[other].kind == "boolean" else {c for c, _ in widgets[other].choices}
        )
        assert set(code.split()) <= offered


@every_form
def test_each_answer_has_a_label_of_its_own_and_a_kind_that_pages_know(form):
    widgets = list(form().widgets())
    assert len({widget.label for widget in widgets}) == len(widgets)
    assert {widget.kind for widget in widgets} <= KINDS | PEOPLE


@every_form
def test_personal_text_never_steers_and_is_never_told(form):
    made = form()
    assert not made.personal & form.steering
    assert made.words(dict.fromkeys(made.personal, "隐私")) == ""


@every_form
def test_the_form_refuses_what_it_does_not_name(form):
    with pytest.raises(ValidationError) as refused:
        form().load({"role": "approver"})
    assert refused.value.messages["role"] == ["表单中没有这一项。"]


@every_form
def test_the_form_says_in_a_sentence_what_it_is_for(form):
    assert form.__doc__ and form.__doc__ != TaskForm.__doc__


def test_the_words_of_a_form_tell_what_was_chosen_ticked_or_dated_and_nothing_else():
    form = Verify(known={})
    words = form.words(form.load(VERIFIED))
    assert words.startswith("核实进展：核实完毕，提出意见；核实方式：")
    assert "已履行行政处罚决定确定的全部义务：是" in words and "缴款记录" not in words


@pytest.mark.parametrize(
    "missing", ["method", "duties_performed", "duties_findings", "harm_removed", "harm_findings"]
)
def test_a_finished_verification_says_how_and_what_was_found(missing):
    answers = {name: value for name, value in VERIFIED.items() if name != missing}
    with pytest.raises(ValidationError) as refused:
        Verify(known={}).load(answers)
    assert refused.value.messages == {missing: ["请填写这一项。"]}


def test_on_site_two_officers_and_the_place_are_named():
    with pytest.raises(ValidationError) as refused:
        Verify(known={}).load({**VERIFIED, "method": "on_site"})
    assert set(refused.value.messages) == {"second_officer", "place"}


def test_what_the_bureau_can_look_up_is_not_demanded_of_the_applicant():
    demanded = {name for name, field in Apply().fields.items() if field.required}
    assert not {name for name in demanded if name.endswith("_files")}


@pytest.mark.parametrize("vocabulary", Choice.__subclasses__(), ids=lambda one: one.__name__)
def test_each_code_has_a_label_by_which_it_is_found_again(vocabulary):
    for member in vocabulary:
        assert member.label and vocabulary.labelled(member.label) is member


def test_an_unknown_label_is_an_error():
    with pytest.raises(LookupError):
        Role.labelled("局长秘书")
    assert EntityKind("person") is EntityKind.PERSON and RecordState("masked").is_shown

"""A paper whose wording is wrong is replaced by a corrected one before it is served; both stay on record."""

import pytest
from marshmallow import ValidationError
from sqlalchemy import text

from forms.choices import Role
from tests.processes.repair import Repair
from workflows import audit, casework, clock
from workflows.casework import correcting
from workflows.documents.catalogue import catalogue
from workflows.documents.slips import decided, held
from workflows.errors import NotAllowed, PaperSettled
from workflows.models import Document, DocumentChange, RoleGrant, Service, Task

REASON = "当事人名称有错字。"
RARE = "\U00030001"


@pytest.fixture
def repair(office, calendar):
    return Repair(office, calendar).do("formal_check", materials="complete").agree("review_acceptance")


@pytest.fixture
def paper(office, repair):
    return office.one(Document)


def correct(office, paper, who="approver", **changed):
    """Send the wording of a paper off with these changes, and return the new paper's id."""
    with office.begin() as session:
        actor = casework.actor_of(session, office.people[who])
        answers = {**casework.texts_of(paper), "reason": REASON, **changed}
        return casework.replace_paper(session, paper.id, answers, actor).id


def test_the_corrected_paper_has_a_number_of_its_own_and_the_old_one_says_which(office, paper):
    new = office.one(Document, id=correct(office, paper, party_name="鸡西市鸡冠区喆坤商贸有限公司"))
    assert new.facts["party_name"].endswith("喆坤商贸有限公司") and new.serial == paper.serial + 1
    unchanged = new.facts.keys() - {"party_name", "check_address"}
    assert {name: new.facts[name] for name in unchanged} == {name: paper.facts[name] for name in unchanged}
    change = office.one(DocumentChange)
    assert (change.document_id, change.replaced_by_id, change.standing) == (paper.id, new.id, "replaced")
    assert change.reason == REASON


def test_what_is_served_is_the_corrected_paper(office, repair, paper):
    new = correct(office, paper)
    office.serve(repair.id)
    assert office.one(Service).document_id == new
    with office.begin() as session:
        assert list(audit.verify(session, {"B1.2", "B5.1", "B5.2", "B5.4", "B6.1"})) == []


@pytest.mark.parametrize(("name", "text"), [("party_name", f"喆{RARE}公司"), ("reason", "")])
def test_a_text_that_no_font_prints_and_a_missing_reason_are_refused(office, paper, name, text):
    with pytest.raises(ValidationError) as refused:
        correct(office, paper, **{name: text})
    assert list(refused.value.messages) == [name] and len(office.all(Document)) == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("罚款2000元，期限60日。", "罚款2000万元，期限60日。"),
        ("罚款2000元，期限60日。", "罚款2000元，期限60年。"),
        ("限六十日内改正。", "限九十日内改正。"),
        ("限六十日内改正。", "限６０日内改正。"),
        ("限15个工作日内改正。", "限15日内改正。"),
        ("罚款５０００元。", "罚款６０００元。"),
        ("罚款伍仟元整。", "罚款陆仟元整。"),
        ("依照《食品安全法》处理。", "依照《药品管理法》处理。"),
        ("违反第五十四条。", "违反第五十三条。"),
        ("见鸡市监处罚〔2026〕7号。", "见鸡市监不罚〔2026〕7号。"),
        ("加处罚款3%。", "加处罚款3‰。"),
    ],
)
def test_what_counts_in_a_text_is_no_wording(before, after):
    assert held(before) != held(after) or "６０" in after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("当事人销售的食品标签没有标明生产日期。", "当事人销售的食品，其标签没有标明生产日期。"),
        ("罚款２０００元。", "罚款2000元整。"),
        ("库房管理员张三称不知情。", "库房管里员张三称不知情。"),
    ],
)
def test_what_does_not_count_is_wording(before, after):
    assert held(before) == held(after)


def test_figures_stay_as_they_were_decided(office, refusal):
    name = "failed__0__facts"
    before = casework.texts_of(refusal)[name]
    with pytest.raises(ValidationError, match="不能改变数字"):
        correct(office, refusal, **{name: f"{before}另外，限六十日内改正。"})


def test_a_slip_in_a_name_is_mended_and_another_name_is_somebody_else(office, paper):
    with pytest.raises(ValidationError, match="另一名称"):
        correct(office, paper, party_name="鸡西市恒山区大兴药房连锁有限公司")
    correct(office, paper, party_name="鸡西市鸡冠区喆坤商贸有限公司")


def test_nor_does_a_text_speak_of_somebody_else_than_before():
    """A name in a text may be mended together with that of the party, and is not put in the place of another."""
    party, mended, other = "鑫源商贸有限公司", "鑫沅商贸有限公司", "大兴药房有限公司"
    said, fault = "经查，鑫源商贸有限公司没有履行。", correcting._beyond_wording
    assert fault("facts_found", said, said.replace(party, other), [(party, party)]) == correcting.ANOTHER
    assert fault("facts_found", said, said.replace(party, mended), [(party, mended)]) == ""
    assert fault("facts_found", said, said.replace("没有", "尚未"), [(party, party)]) == ""
    assert fault("facts_found", said.replace(party, other), said, [(party, party)]) == ""


def test_what_was_decided_on_what_and_by_whom_is_not_asked_for(paper):
    asked = {name.partition("__")[0] for name in casework.texts_of(paper)}
    assert "party_name" in asked and not asked & decided()


def test_each_decided_fact_stands_on_some_paper():
    printed = {name for kind in catalogue().values() for name in (*kind.required, *kind.optional)}
    assert decided() <= printed | {"case_number"}


def test_the_case_goes_on_with_the_corrected_paper_and_the_auditor_agrees(office, repair, paper):
    new = office.one(Document, id=correct(office, paper))
    [task] = office.all(Task, name="serve")
    assert (task.document_id, task.title) == (new.id, f"送达：{new.label}")
    office.answer("window", repair.id, "serve", **office.served("window", served="false", failure="无人"))
    assert [one.document_id for one in office.all(Task, name="serve")] == [new.id]
    with office.begin() as session:
        assert list(audit.verify(session)) == []
    office.serve(repair.id)
    with office.begin() as session:
        assert list(audit.verify(session)) == []


def test_planted_a_task_that_points_at_another_paper_is_found(office, repair, paper):
    new = office.one(Document, id=correct(office, paper))
    with office.begin() as session:
        old, now = paper.id.hex, new.id.hex
        dialect = session.get_bind().dialect.name
        shown = (old, now) if dialect == "sqlite" else (str(paper.id), str(new.id))
        session.execute(
            text("UPDATE task SET document_id = :old WHERE document_id = :now"),
            {"old": shown[0], "now": shown[1]},
        )
    with office.begin() as session:
        assert "B1.4" in {finding.promise for finding in audit.verify(session)}


@pytest.fixture
def refusal(office, calendar):
    record = office.penalty(decided_on=calendar.days_ago(20))
    case = Repair(office, calendar, record).do("formal_check", materials="complete")
    case.agree("review_refusal_of_acceptance")
    return office.one(Document)


def test_a_row_of_a_list_is_corrected_in_its_place_and_the_others_stay(office, refusal):
    name = "failed__0__facts"
    text = casework.texts_of(refusal)[name]
    new = office.one(Document, id=correct(office, refusal, **{name: f"{text}（以公示系统为准）"}))
    rows = [{**row} for row in refusal.facts["failed"]]
    rows[0]["facts"] += "（以公示系统为准）"
    assert new.facts["failed"] == rows and refusal.facts["failed"] != rows
    labels = {one.name: one.metadata["label"] for one in casework.correction_form(refusal)().fields.values()}
    assert labels[name] == "不予受理的理由第1项：查明的事实"


@pytest.mark.parametrize("text", ["", "查明的事实变为2025年。"])
def test_a_row_neither_goes_nor_changes_its_figures(office, refusal, text):
    with pytest.raises(ValidationError) as refused:
        correct(office, refusal, failed__0__facts=text)
    assert list(refused.value.messages) == ["failed__0__facts"] and len(office.all(Document)) == 1


@pytest.mark.parametrize("who", ["window", "case_officer", "reviewer"])
def test_only_who_signs_papers_corrects_them(office, paper, who):
    with pytest.raises(NotAllowed):
        correct(office, paper, who)


def test_what_was_served_or_replaced_is_settled(office, repair, paper):
    new = correct(office, paper)
    with pytest.raises(PaperSettled):
        correct(office, paper)
    office.serve(repair.id)
    with pytest.raises(PaperSettled):
        correct(office, office.one(Document, id=new))


def test_whoever_handled_the_case_corrects_no_paper_of_it_though_he_approves_elsewhere(office, paper):
    with office.begin() as session:
        handler = office.people["case_officer"]
        session.add(RoleGrant(officer_id=handler, role=Role.APPROVER, granted_at=clock.now()))
    with pytest.raises(NotAllowed, match="没有承办"):
        correct(office, paper, who="case_officer")
    assert office.all(DocumentChange) == []

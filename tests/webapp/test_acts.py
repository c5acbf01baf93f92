"""A case is suspended and resumed on its pages: asked for by whoever handles it, decided by a leader."""

import re

import pytest

from tests.acts import ask, suspend
from tests.processes.repair import Repair
from tests.webapp.test_second_officer_pages import statements_of
from workflows.models import Case, CaseAct

ASKED = {"ground": "general_related_case", "reason": "复议机关正在审理。"}


@pytest.fixture
def case(bureau, office, calendar):
    return Repair(office, calendar).accept()


def key_in(page):
    return re.search(r'name="key" value="([^"]+)"', page)[1]


def test_it_is_asked_for_on_the_case_s_page_and_decided_among_the_approvals(case, browse, office):
    handler, leader = browse("case_officer"), browse("approver")
    page = handler.get(f"/cases/{case.id}").text
    assert "提请中止办理" in page and "提请中止办理" not in leader.get(f"/cases/{case.id}").text
    form = handler.get(f"/cases/{case.id}/acts/suspend").text
    assert "须以尚未审结的案件或者尚未作出的决定为依据" in form
    asked = {**ASKED, "key": key_in(form)}
    assert handler.post(f"/cases/{case.id}/acts/suspend", data=asked).status_code == 303
    assert "等待批准" in handler.get(f"/cases/{case.id}").text
    act = office.one(CaseAct).id
    assert f"/acts/{act}" in leader.get("/approvals").text
    shown = leader.get(f"/acts/{act}").text
    said = {"verdict": "agreed", "key": key_in(shown)}
    assert leader.post(f"/acts/{act}", data=said).status_code == 303
    assert leader.post(f"/acts/{act}", data=said).status_code == 303  # Back, and sent again
    assert "中止办理，恢复以前不能办理" in handler.get(f"/cases/{case.id}").text
    assert case.case.number in handler.get("/suspended").text
    assert office.one(Case, id=case.id).suspended_at


def test_a_form_with_a_fault_comes_back_as_it_was_filled_in(case, browse):
    handler = browse("case_officer")
    key = key_in(handler.get(f"/cases/{case.id}/acts/suspend").text)
    asked = {**ASKED, "ground": "weather", "key": key}
    back = handler.post(f"/cases/{case.id}/acts/suspend", data=asked)
    assert back.status_code == 422 and "请从列出的情形中选择" in back.text and ASKED["reason"] in back.text
    assert handler.get(f"/cases/{case.id}/acts/burn").status_code == 404


def test_a_refusal_needs_its_reason_and_whoever_asked_takes_it_back(case, browse, office):
    act = ask(office, case.id, "suspend", "general_related_case")
    leader = browse("approver")
    key = key_in(leader.get(f"/acts/{act}").text)
    back = leader.post(f"/acts/{act}", data={"verdict": "declined", "key": key})
    assert back.status_code == 422 and "请填写这一项" in back.text
    assert leader.post(f"/acts/{act}/drop").status_code == 403
    assert browse("case_officer").post(f"/acts/{act}/drop").status_code == 303
    assert "提出人撤回" in browse("case_officer").get(f"/acts/{act}").text
    assert leader.post(f"/acts/{act}", data={"verdict": "agreed", "key": key}).status_code == 409


def test_a_task_of_a_suspended_case_says_why_it_cannot_be_answered(case, browse, office):
    task = office.page(case.id, "verify").task_id
    suspend(office, case.id)
    answer = browse("case_officer").post(f"/tasks/{task}/claim")
    assert answer.status_code == 409 and "已经中止" in answer.text


def test_the_list_and_the_approvals_cost_the_same_however_many_there_are(bureau, office, calendar, browse):
    costs = []
    for _ in range(2):
        cases = [Repair(office, calendar).accept() for _ in range(2)]
        suspend(office, cases[0].id)
        ask(office, cases[1].id, "suspend", "general_related_case")
        leader = browse("approver")
        costs.append([statements_of(bureau, leader, page) for page in ("/suspended", "/approvals")])
    assert costs[0] == costs[1]


def test_a_withdrawal_is_registered_at_the_window_and_has_effect_at_once(case, browse, office):
    window = browse("window")
    assert "登记当事人撤回" in window.get(f"/cases/{case.id}").text
    form = window.get(f"/cases/{case.id}/acts/withdraw").text
    told = {"ground": "applicant", "reason": "当事人书面申请撤回。", "key": key_in(form)}
    for _ in range(2):  # Back, and sent again
        assert window.post(f"/cases/{case.id}/acts/withdraw", data=told).status_code == 303
    assert "送达" in window.get(f"/cases/{case.id}").text and case.waits == ["serve"]
    assert "登记当事人撤回" not in window.get(f"/cases/{case.id}").text

"""The administrator's page of posts, and the commands that do the same."""

import pytest

from forms.choices import Role
from workflows.models import Delegation, DelegationEnd, RoleGrant

DAYS = {"from_day": "2026-11-23", "until_day": "2026-12-04"}


@pytest.fixture
def page(browse):
    return browse("system_administrator")


def lent(office, **facts):
    people = {"officer": office.people["reviewer"], "delegate": office.people["case_officer"]}
    return {**people, "role": "reviewer", "reason": "出差", **DAYS, **facts}


def test_a_post_is_changed_on_the_page(page, office):
    told = {"officer": office.people["window"], "role": "reviewer", "change": "grant", "reason": "任命"}
    assert page.post("/people/posts", data=told).status_code == 303
    assert office.one(RoleGrant, officer_id=office.people["window"], role=Role.REVIEWER).revoked_at is None
    page.post("/people/posts", data={**told, "change": "revoke"})
    assert office.one(RoleGrant, officer_id=office.people["window"], role=Role.REVIEWER).revoked_at


def test_a_delegation_is_entered_shown_and_ended(page, office):
    assert page.post("/people/delegations", data=lent(office)).status_code == 303
    assert "case_officer代reviewer（审核人）" in page.get("/people").text
    row = office.one(Delegation)
    assert row.granted_by_id == office.people["system_administrator"]
    page.post(f"/people/delegations/{row.id}/end", data={"reason": "提前返回"})
    assert office.one(DelegationEnd).reason == "提前返回" and "提前结束：提前返回" in page.get("/people").text


def test_a_fault_shows_the_form_again_and_an_unfit_delegation_is_told(page, office):
    faulty = page.post("/people/delegations", data=lent(office, reason=""))
    assert faulty.status_code == 422 and "请填写这一项" in faulty.text
    assert page.post("/people/delegations", data=lent(office, role="chief")).status_code == 422
    assert page.post("/people/delegations/1/end", data={}).status_code == 400
    assert office.all(Delegation) == []


def test_whoever_acts_in_anothers_place_sees_the_task_and_the_history_names_both(browse, page, office):
    case = office.apply(office.penalty())
    office.answer("case_officer", case, "formal_check", materials="complete")
    office.hire("deputy")
    page.post("/people/delegations", data=lent(office, delegate=office.people["deputy"]))
    task = office.page(case, "review_acceptance")
    told = {"acceptance_opinion": "agree", "key": str(task.key), "seen_version": task.version}
    assert browse("deputy").post(f"/tasks/{task.task_id}", data=told).status_code == 303
    assert "deputy（代reviewer）" in browse("deputy").get(f"/cases/{case}").text


@pytest.fixture
def run(bureau):
    runner = bureau.test_cli_runner()
    return lambda *words: runner.invoke(args=["user", *words])


def test_the_commands_change_posts_and_delegations(run, office):
    reason = ("--reason", "鸡市监任〔2026〕3号")
    assert "担任听证主持人" in run("grant", "window", "hearing_host", *reason).output
    assert "不再担任窗口" in run("revoke", "window", "window", *reason).output
    span = ("--role", "reviewer", "--from", "2026-11-23", "--until", "2026-12-04", "--reason", "出差")
    assert "case_officer 代 reviewer" in run("delegate", "reviewer", "case_officer", *span).output
    assert "已结束" in run("end-delegation", str(office.one(Delegation).id), "--reason", "返回").output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("grant", "window", "window", "--reason", "任命"), "已经担任窗口"),
        (("revoke", "window", "chief", "--reason", "免职"), "不担任主要负责人"),
        (("grant", "nobody", "window", "--reason", "任命"), "没有用户名 nobody"),
        (("end-delegation", "7", "--reason", "返回"), "没有这项委托"),
    ],
)
def test_an_unfit_command_says_why(run, words, told):
    answer = run(*words)
    assert answer.exit_code == 1 and told in answer.output

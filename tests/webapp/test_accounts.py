"""Accounts on the administrator's page and by command: disabled, reset, ended, certified, confirmed by a second."""

import re
from datetime import date

import pytest

from forms.choices import Role
from tests.builders import PASSWORD
from tests.webapp.browsing import log_in, submit
from workflows.casework.appointments import WEIGHTY
from workflows.models import AccountChange, Appointment, LoginSession, Officer, RoleGrant, Task


@pytest.fixture
def page(browse):
    return browse("system_administrator")


@pytest.fixture
def who(office):
    return office.people["case_officer"]


def change(page, who, deed, reason="鸡市监人〔2026〕5号"):
    return page.post(f"/people/{who}", data={"deed": deed, "reason": reason})


def test_a_disabled_account_is_out_at_once_and_the_page_says_by_whom_and_why(browse, page, who):
    client = browse("case_officer")
    assert change(page, who, "disable").status_code == 303
    assert client.get("/inbox").status_code == 303
    shown = page.get(f"/people/{who}").text
    assert "停用账号" in shown and "鸡市监人〔2026〕5号" in shown and "system_administrator" in shown
    assert "已停用" in page.get("/people").text
    change(page, who, "enable")
    assert browse("case_officer").get("/inbox").status_code == 200


def test_a_change_without_a_reason_is_asked_again(page, who, office):
    answer = change(page, who, "disable", reason="")
    assert answer.status_code == 422 and "请填写这一项" in answer.text
    assert office.all(AccountChange) == []


def test_one_does_not_change_ones_own_account(page, office):
    own = office.people["system_administrator"]
    assert "账号变更" not in page.get(f"/people/{own}").text
    assert change(page, own, "reset_password").status_code == 422


def test_another_s_log_ins_are_ended(browse, page, who, office):
    client = browse("case_officer")
    assert change(page, who, "end_logins").status_code == 303
    assert client.get("/inbox").status_code == 303
    assert all(login.ended_at for login in office.all(LoginSession, officer_id=who))


def test_a_certificate_is_entered_and_an_old_one_is_refused(page, who, office):
    told = {"number": "23039999", "until": "2029-06-30"}
    assert page.post(f"/people/{who}/certificate", data=told).status_code == 303
    officer = office.one(Officer, id=who)
    assert (officer.certificate_number, officer.certificate_until) == ("23039999", date(2029, 6, 30))
    assert "有效期至2029年6月30日" in page.get(f"/people/{who}").text
    assert page.post(f"/people/{who}/certificate", data={**told, "until": "2020-01-01"}).status_code == 422


def test_a_reset_password_is_shown_once_and_must_be_changed_first(bureau, page, who, office):
    shown = change(page, who, "reset_password").text
    password = re.search(r"新密码：<strong><code>([^<]+)</code>", shown)[1]
    assert password not in page.get(f"/people/{who}").text
    bureau.config["WTF_CSRF_ENABLED"] = True
    client = bureau.test_client()
    assert log_in(client, "case_officer", password).status_code == 303
    first = client.get("/inbox")
    assert (first.status_code, first.location) == (303, "/account")
    assert "请先更改密码" in client.get("/account").text
    new = {"current": password, "new": PASSWORD, "again": PASSWORD}
    assert submit(client, "/account", "/account/password", **new).status_code == 303
    assert client.get("/inbox").status_code == 200 and not office.one(Officer, id=who).password_temporary


def test_a_second_administrator_confirms_on_the_page(browse, page, office):
    office.hire("second", Role.SYSTEM_ADMINISTRATOR)
    told = {"officer": office.people["window"], "role": "approver", "change": "grant", "reason": "任命"}
    assert "须由另一名系统管理员确认" in page.post("/people/posts", data=told, follow_redirects=True).text
    asked = office.one(Appointment).id
    assert "撤回" in page.get("/people").text and "确认</button>" not in page.get("/people").text
    assert page.post(f"/people/appointments/{asked}", data={"verdict": "confirmed"}).status_code == 403
    second = browse("second")
    assert "windows" not in second.get("/people").text and "window担任审批人" in second.get("/people").text
    assert second.post(f"/people/appointments/{asked}", data={"verdict": "perhaps"}).status_code == 400
    assert second.post(f"/people/appointments/{asked}", data={"verdict": "confirmed"}).status_code == 303
    assert office.one(RoleGrant, officer_id=office.people["window"], role=Role.APPROVER).revoked_at is None
    assert "（second确认）" in page.get(f"/people/{office.people['window']}").text


def test_the_commands_do_the_same(bureau, office, who):
    runner = bureau.test_cli_runner()

    def run(*words, **options):
        return runner.invoke(args=["user", *words], **options).output

    reason = ("--reason", "调离")
    assert "已停用" in run("disable", "case_officer", *reason)
    assert "账号已经停用" in run("disable", "case_officer", *reason)
    assert "已恢复" in run("enable", "case_officer", *reason)
    assert "全部登录" in run("end-logins", "case_officer", *reason)
    assert "已登记" in run("certify", "case_officer", "--number", "23031234", "--until", "2029-01-01")
    assert "太容易猜到" in run("reset-password", "case_officer", *reason, input="password12345\n" * 2)
    assert "须先更改" in run("reset-password", "case_officer", *reason, input=f"{PASSWORD}\n" * 2)
    assert {row.by_id for row in office.all(AccountChange, officer_id=who)} == {None}


def test_whoever_knows_the_address_of_an_unknown_account_finds_nothing(page):
    assert page.get("/people/999").status_code == 404
    assert change(page, 999, "disable").status_code == 404


@pytest.fixture
def claimed(browse, office):
    """A task that the case officer claimed."""
    task = office.page(office.apply(office.penalty()), "formal_check").task_id
    browse("case_officer").post(f"/tasks/{task}/claim")
    return task


def test_an_administrator_takes_back_what_somebody_claimed(page, office, who, claimed):
    assert "鸡市监信修案" in page.get(f"/people/{who}").text
    assert page.post(f"/people/{who}/tasks/{claimed}", data={}).status_code == 400
    assert page.post(f"/people/{who}/tasks/{claimed}", data={"reason": "病假"}).status_code == 303
    assert office.one(Task).claimed_by_id is None


def test_the_head_of_the_section_moves_a_task_on_its_page(browse, office, claimed):
    colleague, head = office.hire("colleague", Role.CASE_OFFICER), browse("unit_head")
    assert "收回或者改派" in head.get(f"/tasks/{claimed}").text
    assert "收回或者改派" not in browse("case_officer").get(f"/tasks/{claimed}").text
    faulty = head.post(f"/tasks/{claimed}/reassign", data={"to": colleague, "reason": ""})
    assert faulty.status_code == 422 and "请填写这一项" in faulty.text
    unfit = head.post(f"/tasks/{claimed}/reassign", data={"to": office.people["window"], "reason": "病假"})
    assert unfit.status_code == 422 and "不能改派给window" in unfit.text
    assert (
        head.post(f"/tasks/{claimed}/reassign", data={"to": colleague, "reason": "病假"}).status_code == 303
    )
    assert office.one(Task).claimed_by_id == colleague
    assert "改派给colleague：病假" in head.get(f"/cases/{office.one(Task).case_id}").text


@pytest.mark.parametrize("role", sorted(WEIGHTY))
def test_one_administrator_gives_nobody_a_password_who_decides_or_holds_the_keys(bureau, page, office, role):
    """With it he could confirm his own appointments, or decide a case, under another's name."""
    office.hire("weighty", role)
    refused = change(page, office.people["weighty"], "reset_password")
    assert refused.status_code == 422 and "flask user reset-password" in refused.text
    before = office.one(Officer, username="weighty").password_hash
    command = ["user", "reset-password", "weighty", "--reason", "遗忘", "--password", PASSWORD]
    assert bureau.test_cli_runner().invoke(args=command).exit_code == 0
    assert office.one(Officer, username="weighty").password_hash != before


def test_nor_to_a_disabled_account_that_would_decide_again(page, office):
    office.hire("weighty", Role.APPROVER)
    change(page, office.people["weighty"], "disable")
    assert change(page, office.people["weighty"], "reset_password").status_code == 422


def test_a_legal_qualification_says_why_it_was_entered(bureau, office, who):
    told = ["--legal-qualification", "A20192303000001", "--reason", "鸡市监人〔2026〕6号"]
    assert bureau.test_cli_runner().invoke(args=["user", "qualify", "case_officer", *told]).exit_code == 0
    row = office.one(AccountChange, officer_id=who)
    assert (row.event, row.detail, row.reason) == ("qualified", "A20192303000001", "鸡市监人〔2026〕6号")
